package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.Ir.apply;
import static dev.morph.ir.evaluate.Ir.basics;
import static dev.morph.ir.evaluate.Ir.constructor;
import static dev.morph.ir.evaluate.Ir.definition;
import static dev.morph.ir.evaluate.Ir.field;
import static dev.morph.ir.evaluate.Ir.ifThenElse;
import static dev.morph.ir.evaluate.Ir.is;
import static dev.morph.ir.evaluate.Ir.items;
import static dev.morph.ir.evaluate.Ir.lambda;
import static dev.morph.ir.evaluate.Ir.let;
import static dev.morph.ir.evaluate.Ir.letRec;
import static dev.morph.ir.evaluate.Ir.match;
import static dev.morph.ir.evaluate.Ir.own;
import static dev.morph.ir.evaluate.Ir.record;
import static dev.morph.ir.evaluate.Ir.ref;
import static dev.morph.ir.evaluate.Ir.sdk;
import static dev.morph.ir.evaluate.Ir.sdkName;
import static dev.morph.ir.evaluate.Ir.text;
import static dev.morph.ir.evaluate.Ir.variable;
import static dev.morph.ir.evaluate.Ir.when;
import static dev.morph.ir.evaluate.Ir.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.morph.base.json.JsonNumber;
import dev.morph.ir.HoleReason;
import dev.morph.ir.Incompleteness;
import dev.morph.ir.Literal;
import dev.morph.ir.Pattern;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What ends an evaluation. */
class EvaluationFaultTest {
  private static final ValueAttributes NO = ValueAttributes.NONE;

  private static EvaluationException fault(Value body) {
    return fault(new Ir().define("x", List.of(), body), List.of());
  }

  private static EvaluationException fault(Ir ir, List<Object> arguments) {
    return fault(ir, arguments, EvaluationLimits.DEFAULT);
  }

  private static EvaluationException fault(Ir ir, List<Object> arguments, EvaluationLimits limits) {
    Evaluator evaluator = ir.evaluator();
    return catchThrowableOfType(
        EvaluationException.class, () -> evaluator.evaluate(own("x"), arguments, limits, null));
  }

  private static Value minusOne(String name) {
    return basics("subtract", variable(name), whole(1));
  }

  /** Counts down from its argument by a call in tail position. */
  private static Value countdown(Value next) {
    return ifThenElse(basics("equal", variable("n"), whole(0)), text("done"), next);
  }

  @Test
  void aMillionCallsInTailPositionNeedNoStack() {
    Ir ir =
        new Ir()
            .define("self", List.of("n"), countdown(apply(ref("self"), minusOne("n"))))
            .define("ping", List.of("n"), countdown(apply(ref("pong"), minusOne("n"))))
            .define("pong", List.of("n"), countdown(apply(ref("ping"), minusOne("n"))))
            .define(
                "local",
                List.of("m"),
                letRec(
                    Map.of(
                        "loop",
                        definition(
                            List.of("n"), countdown(apply(variable("loop"), minusOne("n"))))),
                    apply(variable("loop"), variable("m"))))
            .define(
                "partial",
                List.of("a", "n"),
                countdown(
                    let(
                        "f",
                        apply(ref("partial"), variable("a")),
                        apply(variable("f"), minusOne("n")))))
            .define(
                "matching",
                List.of("n"),
                match(
                    variable("n"),
                    when(is(0), text("done")),
                    when(new Pattern.Wildcard(NO), apply(ref("matching"), minusOne("n")))));
    Evaluator evaluator = ir.evaluator();
    for (String name : List.of("self", "ping", "local", "matching")) {
      assertThat(evaluator.evaluate(own(name), List.of(1_000_000L))).as(name).isEqualTo("done");
    }
    assertThat(evaluator.evaluate(own("partial"), List.of(1L, 1_000_000L))).isEqualTo("done");
  }

  @Test
  void deepRecursionIsRefusedBeforeTheStackIsUsedUp() throws InterruptedException {
    Value deep = basics("add", whole(1), apply(ref("x"), minusOne("n")));
    Ir ir =
        new Ir()
            .define(
                "x",
                List.of("n"),
                ifThenElse(basics("equal", variable("n"), whole(0)), whole(0), deep));
    EvaluationException fault = onUsualStack(() -> fault(ir, List.of(10_000L)));
    assertThat(fault.error()).isEqualTo(EvaluationError.CALL_DEPTH_EXCEEDED);
    assertThat(fault).hasMessageContaining("the limit of 512");
    assertThat(fault.chain()).hasSize(32).endsWith(own("x"), own("x"));
    assertThat(fault.omitted()).isPositive();
    assertThat(fault.location()).startsWith("/body/");
    assertThat(ir.evaluator().evaluate(own("x"), List.of(400L))).isEqualTo(400L);
  }

  @Test
  void bodiesWithDeepNodesCountForMore() throws InterruptedException {
    Value deep = apply(ref("x"), variable("n"));
    for (int i = 0; i < 190; i++) {
      deep = basics("negate", deep);
    }
    Ir ir = new Ir().define("x", List.of("n"), deep);
    EvaluationException fault = onUsualStack(() -> fault(ir, List.of(1L)));
    assertThat(fault).hasMessageContaining("the limit of 512");
  }

  @Test
  void recursionThroughTheSdkIsBoundedToo() throws InterruptedException {
    Value through =
        apply(
            sdk("list", "map"), lambda("y", apply(ref("x"), variable("y"))), items(variable("n")));
    Value folded =
        apply(
            sdk("list", "foldr"),
            lambda("y", lambda("z", apply(ref("x"), variable("y")))),
            whole(0),
            items(variable("n")));
    for (Value body : List.of(through, folded)) {
      EvaluationException fault =
          onUsualStack(() -> fault(new Ir().define("x", List.of("n"), body), List.of(1L)));
      assertThat(fault).hasMessageContaining("the limit of 512");
    }
  }

  private static EvaluationException onUsualStack(
      java.util.function.Supplier<EvaluationException> work) throws InterruptedException {
    var result = new AtomicReference<EvaluationException>();
    var thread = new Thread(null, () -> result.set(work.get()), "evaluation", 1 << 20);
    thread.start();
    thread.join();
    return result.get();
  }

  @Test
  void moreDepthIsToBeHadOnALargerStack() throws InterruptedException {
    Value deep = basics("add", whole(1), apply(ref("x"), minusOne("n")));
    Ir ir =
        new Ir()
            .define(
                "x",
                List.of("n"),
                ifThenElse(basics("equal", variable("n"), whole(0)), whole(0), deep));
    Evaluator evaluator = ir.evaluator();
    var limits = new EvaluationLimits(1_000_000, 200_000);
    var result = new AtomicReference<Object>();
    var thread =
        new Thread(
            null,
            () -> result.set(evaluator.evaluate(own("x"), List.of(50_000L), limits, null)),
            "evaluation",
            256L << 20);
    thread.start();
    thread.join();
    assertThat(result.get()).isEqualTo(50_000L);
  }

  @Test
  void aStackThatIsTooSmallForTheLimitIsAnErrorToo() {
    Ir ir = new Ir().define("x", List.of("n"), basics("negate", apply(ref("x"), variable("n"))));
    EvaluationException fault =
        fault(ir, List.of(1L), new EvaluationLimits(Long.MAX_VALUE, Integer.MAX_VALUE));
    assertThat(fault.error()).isEqualTo(EvaluationError.CALL_DEPTH_EXCEEDED);
  }

  @Test
  void recursionWithoutEndUsesUpTheFuel() {
    Ir ir = new Ir().define("x", List.of("n"), apply(ref("x"), variable("n")));
    EvaluationException fault = fault(ir, List.of(1L), new EvaluationLimits(100_000, 100));
    assertThat(fault.error()).isEqualTo(EvaluationError.FUEL_EXHAUSTED);
    assertThat(fault).hasMessageContaining("100000");
    assertThat(fault.chain()).containsExactly(own("x"));
  }

  @Test
  void shortProgramsCannotMakeHugeValues() {
    long huge = 4_000_000_000L;
    List<Value> bodies =
        List.of(
            apply(sdk("list", "repeat"), whole(huge), whole(1)),
            apply(sdk("list", "range"), whole(1), whole(huge)),
            apply(sdk("string", "repeat"), whole(huge), text("abc")),
            apply(
                sdk("string", "pad-left"),
                whole(huge),
                new Value.Constant(NO, new Literal.Char("x")),
                text("")),
            basics("power", whole(10), whole(huge)));
    for (Value body : bodies) {
      assertThat(fault(body).error()).as("%s", body).isEqualTo(EvaluationError.NATIVE_FAILED);
    }
    Ir doubling =
        new Ir()
            .define(
                "x", List.of("s"), apply(ref("x"), basics("append", variable("s"), variable("s"))));
    assertThat(fault(doubling, List.of("abc")).error()).isEqualTo(EvaluationError.NATIVE_FAILED);
    assertThat(fault(doubling, List.of(List.of(1L))).error())
        .isEqualTo(EvaluationError.NATIVE_FAILED);
  }

  @Test
  void namesThatNothingHasAreErrorsWhereTheyAreReached() {
    EvaluationException missing = fault(let("y", ref("nothing"), whole(1)));
    assertThat(missing.error()).isEqualTo(EvaluationError.REFERENCE_NOT_FOUND);
    assertThat(missing).hasMessageContaining("test:m#nothing");
    assertThat(missing.location()).isEqualTo("/body/definition/body");
    assertThat(fault(sdk("list", "nope")).error()).isEqualTo(EvaluationError.REFERENCE_NOT_FOUND);
    assertThat(fault(variable("y")).error()).isEqualTo(EvaluationError.VARIABLE_NOT_FOUND);
    assertThat(fault(constructor("nope")).error()).isEqualTo(EvaluationError.CONSTRUCTOR_NOT_FOUND);
    Value pattern =
        match(whole(1), when(new Pattern.Constructor(NO, own("nope"), List.of()), whole(1)));
    assertThat(fault(pattern).error()).isEqualTo(EvaluationError.CONSTRUCTOR_NOT_FOUND);
    assertThat(fault(new Ir(), List.of()).error()).isEqualTo(EvaluationError.REFERENCE_NOT_FOUND);
    Value unreached = ifThenElse(Ir.bool(true), whole(1), ref("nothing"));
    assertThat(new Ir().define("x", List.of(), unreached).evaluator().evaluate(own("x"), List.of()))
        .isEqualTo(1L);
  }

  @Test
  void illTypedValuesAreErrors() {
    assertThat(fault(apply(whole(1), whole(2))).error())
        .isEqualTo(EvaluationError.UNEXPECTED_ARGUMENTS);
    assertThat(fault(ifThenElse(whole(1), whole(2), whole(3))).error())
        .isEqualTo(EvaluationError.CONDITION_NOT_BOOL);
    assertThat(fault(field(whole(1), "a")).error()).isEqualTo(EvaluationError.RECORD_EXPECTED);
    EvaluationException field = fault(field(record(Map.of("a", whole(1))), "b"));
    assertThat(field.error()).isEqualTo(EvaluationError.FIELD_NOT_FOUND);
    assertThat(field).hasMessageContaining("the record has a");
    Value updated =
        new Value.UpdateRecord(NO, record(Map.of("a", whole(1))), Ir.fields(Map.of("b", whole(1))));
    assertThat(fault(updated).error()).isEqualTo(EvaluationError.FIELD_NOT_FOUND);
    assertThat(fault(basics("and", whole(1), whole(2))).error())
        .isEqualTo(EvaluationError.NATIVE_FAILED);
    assertThat(fault(new Value.Tuple(NO, List.of(whole(1)))).error())
        .isEqualTo(EvaluationError.SIZE_MISMATCH);
    assertThat(fault(apply(sdk("string", "length"), whole(1))).error())
        .isEqualTo(EvaluationError.NATIVE_FAILED);
  }

  @Test
  void whatNoPatternMatchesIsAnError() {
    EvaluationException none = fault(match(whole(3), when(is(1), whole(1)), when(is(2), whole(2))));
    assertThat(none.error()).isEqualTo(EvaluationError.NO_PATTERNS_MATCH);
    assertThat(none).hasMessageContaining("none of the 2 patterns matches 3");
    assertThat(none.location()).isEqualTo("/body");
    Value taken = new Value.Destructure(NO, is(1), whole(2), whole(3));
    assertThat(fault(taken).error()).isEqualTo(EvaluationError.BIND_PATTERN_DID_NOT_MATCH);
    assertThat(fault(apply(lambda(is(1), whole(1)), whole(2))).error())
        .isEqualTo(EvaluationError.LAMBDA_ARGUMENT_DID_NOT_MATCH);
    Ir wrong =
        new Ir()
            .custom("t", Map.of("one", 1))
            .define(
                "x",
                List.of(),
                match(
                    apply(constructor("one"), whole(1)),
                    when(new Pattern.Constructor(NO, own("one"), List.of()), whole(1))));
    assertThat(fault(wrong, List.of()).error()).isEqualTo(EvaluationError.SIZE_MISMATCH);
  }

  @Test
  void valuesThatNeedThemselvesAreErrors() {
    Value self =
        letRec(Map.of("y", definition(List.of(), basics("negate", variable("y")))), variable("y"));
    assertThat(fault(self).error()).isEqualTo(EvaluationError.CYCLIC_DEFINITION);
    assertThat(fault(basics("negate", ref("x"))).error())
        .isEqualTo(EvaluationError.CALL_DEPTH_EXCEEDED);
  }

  @Test
  void whatIsNotThereIsAnErrorWhereItIsReached() {
    Value hole = new Value.Hole(NO, new HoleReason.UnresolvedReference(own("gone")), null);
    EvaluationException fault = fault(hole);
    assertThat(fault.error()).isEqualTo(EvaluationError.NOT_IMPLEMENTED);
    assertThat(fault).hasMessageContaining("test:m#gone does not exist");
    var incomplete =
        new ValueDefinition.Incomplete(List.of(), Ir.ANY, new Incompleteness.Draft(), null);
    assertThat(fault(new Ir().define("x", incomplete), List.of()).error())
        .isEqualTo(EvaluationError.NOT_IMPLEMENTED);
  }

  @Test
  void literalsOfAbsurdSizeAreErrors() {
    Value whole = new Value.Constant(NO, new Literal.WholeNumber(new JsonNumber("1e999999999")));
    assertThat(fault(whole).error()).isEqualTo(EvaluationError.INVALID_LITERAL);
    Value decimal = new Value.Constant(NO, new Literal.Decimal("1e999999999"));
    assertThat(fault(decimal).error()).isEqualTo(EvaluationError.INVALID_LITERAL);
    Value word = new Value.Constant(NO, new Literal.Decimal("many"));
    assertThat(fault(word).error()).isEqualTo(EvaluationError.INVALID_LITERAL);
  }

  @Test
  void theChainGoesFromTheInnermostToTheOneAskedFor() {
    Ir ir =
        new Ir()
            .define("inner", List.of("n"), match(variable("n"), when(is(0), whole(0))))
            .define(
                "x",
                List.of("l"),
                apply(
                    sdk("list", "map"),
                    lambda("n", basics("negate", apply(ref("inner"), variable("n")))),
                    variable("l")));
    EvaluationException fault = fault(ir, List.of(List.of(0L, 1L)));
    assertThat(fault.chain())
        .containsExactly(own("inner"), own("x"), sdkName("list", "map"), own("x"));
    assertThat(fault.report())
        .isEqualTo(
            """
            NoPatternsMatch: none of the 1 patterns matches 1
              in test:m#inner at /body
              in test:m#x
              in morphir/SDK:list#map
              in test:m#x\
            """);
  }

  @Test
  void dataMayStandDeepWithinItself() {
    Ir ir =
        new Ir()
            .custom("nat", Map.of("zero", 0, "succ", 1))
            .define(
                "build",
                List.of("n", "acc"),
                ifThenElse(
                    basics("equal", variable("n"), whole(0)),
                    variable("acc"),
                    apply(
                        ref("build"), minusOne("n"), apply(constructor("succ"), variable("acc")))))
            .define("value", List.of(), apply(ref("build"), whole(300_000), constructor("zero")))
            .define(
                "x",
                List.of(),
                basics(
                    "equal",
                    ref("value"),
                    apply(ref("build"), whole(300_000), constructor("zero"))));
    assertThat(ir.evaluator().evaluate(own("x"), List.of())).isEqualTo(true);
    Object deep = ir.evaluator().evaluate(own("value"), List.of());
    assertThat(catchThrowableOfType(DataException.class, () -> DataCodec.encode(deep)))
        .hasMessageContaining("deeper");
    assertThat(deep.toString()).contains("...").hasSizeLessThan(3000);
  }
}
