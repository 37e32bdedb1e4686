package dev.morph.builtins.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.testkit.MorphirData;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated Java gives what upstream's evaluation cases expect, by the rules of Elm. */
class EvaluationCasesTest {
  /** What does not come out as the case says, and why. */
  private static final Map<Long, String> DIFFERENT =
      Map.of(
          669L, "Plus overflow: Int is a long, and overflow throws; upstream has it switched off",
          677L, "RemainderBy 3: there is no remainder by 0; upstream has it switched off",
          730L,
              "InferenceConflict: Java's compiler refuses a Double and a BigDecimal for one type"
                  + " variable, reflection does not");

  private static JavaCompiler compiled;

  @BeforeAll
  static void compile() {
    var ir = JavaBackendFixturesTest.read("v3/evaluator-tests.json");
    compiled = new JavaCompiler(new JavaBackend().generate(ir, JsonObject.EMPTY).artifacts());
    assertThat(compiled.faults()).isEmpty();
  }

  record Case(long id, JsonObject json) {
    FQName function() {
      List<JsonValue> parts = ((JsonArray) json.get("fqName")).items();
      return new FQName(path(parts.get(0)), path(parts.get(1)), name(parts.get(2)));
    }

    private static Path path(JsonValue names) {
      return new Path(((JsonArray) names).items().stream().map(Case::name).toList());
    }

    private static Name name(JsonValue words) {
      return Name.ofWords(MorphirData.texts(words));
    }

    @Override
    public String toString() {
      return id + " " + MorphirData.text(json, "suite") + ", " + MorphirData.text(json, "label");
    }
  }

  static Stream<Case> cases() {
    return MorphirData.array(MorphirData.object("tests/evaluator-cases.json"), "cases").stream()
        .map(JsonObject.class::cast)
        .map(json -> new Case(((JsonNumber) json.get("id")).longValueExact(), json));
  }

  static Stream<Case> results() {
    return cases()
        .filter(one -> !one.json().has("expectedErrorUpstream"))
        .filter(one -> !DIFFERENT.containsKey(one.id()));
  }

  @Test
  void throwsWhereIntegersDoNotFit() {
    List<Case> different =
        cases()
            .filter(one -> DIFFERENT.containsKey(one.id()) && one.json().has("ignoredUpstream"))
            .toList();

    assertThat(different).hasSize(2);
    for (Case one : different) {
      assertThatThrownBy(() -> call(one)).isInstanceOf(ArithmeticException.class);
    }
  }

  static Stream<Case> refusals() {
    return cases()
        .filter(one -> one.json().has("expectedErrorUpstream"))
        .filter(one -> !DIFFERENT.containsKey(one.id()));
  }

  @ParameterizedTest
  @MethodSource("results")
  void givesWhatElmGives(Case one) throws Exception {
    JsonValue expected =
        one.json().has("elmExpected") ? one.json().get("elmExpected") : one.json().get("expected");

    Object result = EvaluationData.plain(call(one));

    if (result instanceof Double number) {
      double wanted = (Double) EvaluationData.expected(expected);
      if (Double.isFinite(wanted)) {
        assertThat(number).isCloseTo(wanted, within(Math.abs(wanted) * 1e-12));
      } else {
        assertThat(number).isEqualTo(wanted);
      }
    } else {
      assertThat(result).isEqualTo(EvaluationData.expected(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusesWhatUpstreamRefuses(Case one) {
    assertThatThrownBy(() -> call(one)).isInstanceOf(RuntimeException.class);
  }

  private static Object call(Case one) throws Exception {
    FQName name = one.function();
    String module = name.module().names().getLast().pascalCase();
    String type =
        JavaNames.packageOf(name.packageName())
            + "."
            + JavaNames.packageOf(name.module())
            + "."
            + module
            + "Functions";
    Method method = null;
    for (Method declared : compiled.loadClass(type).getDeclaredMethods()) {
      if (declared.getName().equals(name.local().camelCase()) && !declared.isSynthetic()) {
        method = declared;
      }
    }
    method.setAccessible(true);
    List<JsonValue> inputs = new ArrayList<>(MorphirData.array(one.json(), "inputs"));
    List<Object> arguments = new ArrayList<>();
    for (Type parameter : method.getGenericParameterTypes()) {
      if (inputs.isEmpty()) {
        throw new IllegalArgumentException(name + " takes more arguments");
      }
      arguments.add(EvaluationData.value(inputs.removeFirst(), parameter));
    }
    try {
      Object result = method.invoke(null, arguments.toArray());
      return applied(result, method.getGenericReturnType(), inputs);
    } catch (InvocationTargetException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  @SuppressWarnings("unchecked")
  private static Object applied(Object result, Type type, List<JsonValue> inputs) {
    Object value = result;
    Type rest = type;
    for (JsonValue input : inputs) {
      Type[] types = ((ParameterizedType) rest).getActualTypeArguments();
      value = ((Function<Object, Object>) value).apply(EvaluationData.value(input, types[0]));
      rest = types[1];
    }
    return value;
  }
}
