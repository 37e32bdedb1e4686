package dev.morph.ir.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.Tuple2;
import dev.morph.morphir.sdk.Unit;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Arguments of another type than the definition declares. */
class ArgumentCheckTest {
  private final Evaluator evaluator = Evaluator.of(Distributions.file("v3/evaluator-tests.json"));

  private EvaluationException fault(String name, Object... arguments) {
    FQName full = Objects.requireNonNull(FQName.parse("morphir/examples/app:" + name));
    return catchThrowableOfType(
        EvaluationException.class, () -> evaluator.evaluate(full, List.of(arguments)));
  }

  private static RecordValue record(Object... namesAndValues) {
    Map<Name, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put(new Name((String) namesAndValues[i]), namesAndValues[i + 1]);
    }
    return RecordValue.of(fields);
  }

  @Test
  void eachFaultHasItsError() {
    assertThat(fault("exception-tests#accept-XY", record("x", 1L)).error())
        .isEqualTo(EvaluationError.VALUE_LACKS_FIELD);
    assertThat(fault("exception-tests#accept-XY", record("x", 1L, "y", 1L, "z", 1L)).error())
        .isEqualTo(EvaluationError.VALUE_HAS_EXTRA_FIELD);
    assertThat(fault("exception-tests#accept-XY", record("a", 1L, "b", 1L)).error())
        .isEqualTo(EvaluationError.MANY_TYPE_ERRORS);
    assertThat(fault("exception-tests#accept-XY-record", record("xy", "test")).error())
        .isEqualTo(EvaluationError.LITERAL_TYPE_MISMATCH);
    assertThat(fault("exception-tests#accept-tuple-3", new Tuple2<>(1L, 2L)).error())
        .isEqualTo(EvaluationError.SIZE_MISMATCH);
    assertThat(fault("exception-tests#string-alias-to-string", Unit.UNIT).error())
        .isEqualTo(EvaluationError.LITERAL_TYPE_MISMATCH);
    assertThat(fault("exception-tests#sdk-add-test", 1.0, BigDecimal.TWO).error())
        .isEqualTo(EvaluationError.INFERENCE_CONFLICT);
    assertThat(fault("type-checker-tests#int-to-int", 1L, 2L).error())
        .isEqualTo(EvaluationError.SIZE_MISMATCH);
    assertThat(fault("type-checker-tests#accept-opaque", Maybe.nothing()).error())
        .isEqualTo(EvaluationError.LITERAL_TYPE_MISMATCH);
  }

  @Test
  void theMessageTellsThePlace() {
    EvaluationException fault = fault("type-checker-tests#with-int", List.of(1L, "x"));
    assertThat(fault).hasMessage("argument 1, item 2 is to be Int, not \"x\"");
    assertThat(fault.chain()).hasSize(1);
  }
}
