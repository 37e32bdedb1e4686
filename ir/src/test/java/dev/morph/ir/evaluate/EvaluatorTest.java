package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.Ir.apply;
import static dev.morph.ir.evaluate.Ir.basics;
import static dev.morph.ir.evaluate.Ir.bool;
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
import static dev.morph.ir.evaluate.Ir.named;
import static dev.morph.ir.evaluate.Ir.own;
import static dev.morph.ir.evaluate.Ir.pair;
import static dev.morph.ir.evaluate.Ir.record;
import static dev.morph.ir.evaluate.Ir.ref;
import static dev.morph.ir.evaluate.Ir.sdk;
import static dev.morph.ir.evaluate.Ir.text;
import static dev.morph.ir.evaluate.Ir.variable;
import static dev.morph.ir.evaluate.Ir.when;
import static dev.morph.ir.evaluate.Ir.whole;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.ir.Name;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.morphir.sdk.Maybe;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What values mean. */
class EvaluatorTest {
  private static final ValueAttributes NO = ValueAttributes.NONE;

  private static Object value(Value body) {
    return new Ir().define("x", List.of(), body).evaluator().evaluate(own("x"), List.of());
  }

  @Test
  void aFunctionKeepsWhatIsBoundWhereItIsMade() {
    Value add = let("n", whole(10), lambda("x", basics("add", variable("x"), variable("n"))));
    assertThat(value(let("f", add, let("n", whole(99), apply(variable("f"), whole(1))))))
        .isEqualTo(11L);
  }

  @Test
  void aLambdaWithinALambdaTakesAlongWhatBothBind() {
    Value inner =
        lambda(
            "x",
            apply(
                lambda("y", lambda("z", items(variable("x"), variable("y"), variable("z")))),
                whole(2)));
    assertThat(value(apply(inner, whole(1), whole(3)))).isEqualTo(List.of(1L, 2L, 3L));
  }

  @Test
  void theInnermostNameIsTaken() {
    Value shadowed = lambda("x", lambda("x", variable("x")));
    assertThat(value(apply(shadowed, whole(1), whole(2)))).isEqualTo(2L);
    Value byPattern =
        lambda(
            new Pattern.Tuple(NO, List.of(named("x"), new Pattern.Wildcard(NO))),
            lambda("x", variable("x")));
    assertThat(value(apply(byPattern, pair(whole(1), whole(1)), whole(2)))).isEqualTo(2L);
  }

  @Test
  void functionsTakeTheirArgumentsOneByOneOrTogether() {
    Ir ir =
        new Ir()
            .define(
                "three",
                List.of("a", "b"),
                lambda("c", items(variable("a"), variable("b"), variable("c"))))
            .define(
                "one",
                List.of(),
                let(
                    "f",
                    apply(ref("three"), whole(1)),
                    let("g", apply(variable("f"), whole(2)), apply(variable("g"), whole(3)))))
            .define("two", List.of(), apply(apply(ref("three"), whole(1), whole(2)), whole(3)));
    assertThat(ir.evaluator().evaluate(own("one"), List.of())).isEqualTo(List.of(1L, 2L, 3L));
    assertThat(ir.evaluator().evaluate(own("two"), List.of())).isEqualTo(List.of(1L, 2L, 3L));
  }

  @Test
  void moreArgumentsThanParametersGoToTheResult() {
    Ir ir =
        new Ir()
            .define(
                "choose",
                List.of("first"),
                ifThenElse(
                    variable("first"),
                    lambda("x", variable("x")),
                    lambda("x", basics("negate", variable("x")))))
            .define("x", List.of(), apply(ref("choose"), bool(false), whole(5)));
    assertThat(ir.evaluator().evaluate(own("x"), List.of())).isEqualTo(-5L);
  }

  @Test
  void functionsOfTheSdkAreValues() {
    assertThat(value(apply(sdk("list", "map"), basics("add", whole(1)), items(whole(1), whole(2)))))
        .isEqualTo(List.of(2L, 3L));
    assertThat(
            value(
                apply(
                    basics("compose-right", sdk("basics", "negate"), sdk("basics", "abs")),
                    whole(3))))
        .isEqualTo(3L);
  }

  @Test
  void fewerArgumentsMakeAFunctionThatJavaCanCall() {
    Evaluator evaluator =
        new Ir()
            .define("sub", List.of("a", "b"), basics("subtract", variable("a"), variable("b")))
            .evaluator();
    @SuppressWarnings("unchecked")
    var function = (Function<Object, Object>) evaluator.evaluate(own("sub"), List.of(10L));
    assertThat(function.apply(4L)).isEqualTo(6L);
  }

  @Test
  void wholeNumbersAreOfAnySize() {
    Object square = value(basics("multiply", whole(Long.MAX_VALUE), whole(Long.MAX_VALUE)));
    BigInteger max = BigInteger.valueOf(Long.MAX_VALUE);
    assertThat(square).isEqualTo(max.multiply(max));
  }

  @Test
  void constructorsAreFunctions() {
    Ir ir =
        new Ir()
            .custom("shape", Map.of("box", 2, "none", 0))
            .define(
                "x",
                List.of(),
                apply(sdk("list", "map"), apply(constructor("box"), whole(1)), items(whole(2))))
            .define(
                "y",
                List.of("s"),
                match(
                    variable("s"),
                    when(new Pattern.Constructor(NO, own("none"), List.of()), whole(0)),
                    when(
                        new Pattern.Constructor(NO, own("box"), List.of(named("a"), named("b"))),
                        basics("add", variable("a"), variable("b")))));
    var box = new ConstructorValue(own("box"), List.of(1L, 2L));
    assertThat(ir.evaluator().evaluate(own("x"), List.of())).isEqualTo(List.of(box));
    assertThat(ir.evaluator().evaluate(own("y"), List.of(box))).isEqualTo(3L);
    assertThat(
            ir.evaluator()
                .evaluate(own("y"), List.of(new ConstructorValue(own("none"), List.of()))))
        .isEqualTo(0L);
  }

  @Test
  void theNameOfAnAliasMakesItsRecord() {
    var type =
        new Type.Record(
            TypeAttributes.NONE,
            List.of(new Type.Field(new Name("b"), Ir.ANY), new Type.Field(new Name("a"), Ir.ANY)));
    Ir ir =
        new Ir()
            .type("point", new TypeDefinition.Alias(List.of(), type))
            .define("x", List.of(), field(apply(constructor("point"), whole(1), whole(2)), "a"));
    assertThat(ir.evaluator().evaluate(own("x"), List.of())).isEqualTo(2L);
  }

  @Test
  void recordsAreEqualInAnyOrderOfFields() {
    Map<String, Value> one = new LinkedHashMap<>();
    one.put("a", whole(1));
    one.put("b", whole(2));
    Map<String, Value> other = new LinkedHashMap<>();
    other.put("b", whole(2));
    other.put("a", whole(1));
    assertThat(value(basics("equal", record(one), record(other)))).isEqualTo(true);
    other.put("a", whole(3));
    assertThat(value(basics("equal", record(one), record(other)))).isEqualTo(false);
  }

  @Test
  void fieldsAreReplacedInACopy() {
    Value record = record(Map.of("a", whole(1)));
    Value updated = new Value.UpdateRecord(NO, variable("r"), Ir.fields(Map.of("a", whole(2))));
    assertThat(
            value(
                let(
                    "r",
                    record,
                    let(
                        "s",
                        updated,
                        items(field(variable("r"), "a"), field(variable("s"), "a"))))))
        .isEqualTo(List.of(1L, 2L));
  }

  @Test
  void aFieldFunctionIsAValue() {
    Value names =
        apply(
            sdk("list", "map"),
            new Value.FieldFunction(NO, new Name("a")),
            items(record(Map.of("a", text("x")))));
    assertThat(value(names)).isEqualTo(List.of("x"));
  }

  @Test
  void theSecondArgumentOfAndIsOnlyEvaluatedIfItDecides() {
    Value failing = basics("equal", basics("modby", whole(0)), whole(1));
    assertThat(value(basics("and", bool(false), failing))).isEqualTo(false);
    assertThat(value(basics("or", bool(true), failing))).isEqualTo(true);
    assertThat(value(basics("and", bool(true), bool(false)))).isEqualTo(false);
    assertThat(value(basics("or", bool(false), bool(true)))).isEqualTo(true);
  }

  @Test
  void definitionsOfALetMayUseOneAnother() {
    Map<String, dev.morph.ir.ValueDefinition> both = new LinkedHashMap<>();
    both.put("late", definition(List.of(), apply(variable("even"), whole(10))));
    both.put(
        "even",
        definition(
            List.of("n"),
            ifThenElse(
                basics("equal", variable("n"), whole(0)),
                bool(true),
                apply(variable("odd"), basics("subtract", variable("n"), whole(1))))));
    both.put(
        "odd",
        definition(
            List.of("n"),
            ifThenElse(
                basics("equal", variable("n"), whole(0)),
                bool(false),
                apply(variable("even"), basics("subtract", variable("n"), whole(1))))));
    assertThat(
            value(letRec(both, pair(variable("late"), apply(variable("odd"), whole(10)))))
                .toString())
        .contains("true", "false");
  }

  @Test
  void listsAreTakenApart() {
    Value sum =
        match(
            variable("l"),
            when(new Pattern.EmptyList(NO), whole(0)),
            when(
                new Pattern.HeadTail(NO, named("h"), named("t")),
                basics("add", variable("h"), apply(ref("sum"), variable("t")))));
    assertThat(
            new Ir()
                .define("sum", List.of("l"), sum)
                .evaluator()
                .evaluate(own("sum"), List.of(List.of(1L, 2L, 3L))))
        .isEqualTo(6L);
  }

  @Test
  void constantsMatchByValue() {
    Value name = match(whole(2), when(is(1), text("one")), when(is(2), text("two")));
    assertThat(value(name)).isEqualTo("two");
  }

  @Test
  void valuesWithoutParametersAreEvaluatedOnce() {
    Ir ir =
        new Ir()
            .define(
                "slow",
                List.of(),
                apply(sdk("list", "sum"), apply(sdk("list", "range"), whole(1), whole(100))))
            .define("x", List.of(), basics("add", ref("slow"), ref("slow")));
    Evaluator evaluator = ir.evaluator();
    var trace = new Trace(10);
    assertThat(evaluator.evaluate(own("x"), List.of(), EvaluationLimits.DEFAULT, trace))
        .isEqualTo(10100L);
    assertThat(trace.calls()).extracting(Trace.Call::name).containsExactly(own("x"), own("slow"));
  }

  @Test
  void aFunctionWithoutParametersKeepsToItsEvaluation() {
    Ir ir =
        new Ir()
            .define("inc", List.of(), basics("add", whole(1)))
            .define("x", List.of(), apply(sdk("list", "map"), ref("inc"), items(whole(1))));
    Evaluator evaluator = ir.evaluator();
    assertThat(evaluator.evaluate(own("x"), List.of())).isEqualTo(List.of(2L));
    assertThat(evaluator.evaluate(own("inc"), List.of(1L))).isEqualTo(2L);
  }

  @Test
  void threadsShareAnEvaluator() throws Exception {
    Value count =
        ifThenElse(
            basics("equal", variable("n"), whole(0)),
            ref("base"),
            apply(ref("count"), basics("subtract", variable("n"), whole(1))));
    Evaluator evaluator =
        new Ir()
            .define("base", List.of(), record(Map.of("a", whole(7))))
            .define("count", List.of("n"), count)
            .evaluator();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Object>> results =
          IntStream.range(0, 16)
              .mapToObj(i -> threads.submit(() -> evaluator.evaluate(own("count"), List.of(1000L))))
              .toList();
      for (Future<Object> result : results) {
        assertThat(result.get()).hasToString("{ a = 7 }");
      }
    }
  }

  @Test
  void aTraceHasCallsWithArgumentsAndResults() {
    Ir ir =
        new Ir()
            .define("twice", List.of("n"), basics("multiply", variable("n"), whole(2)))
            .define(
                "x",
                List.of("n"),
                basics("add", apply(ref("twice"), variable("n")), apply(ref("twice"), whole(3))));
    var trace = new Trace(2);
    ir.evaluator().evaluate(own("x"), List.of(1L), EvaluationLimits.DEFAULT, trace);
    assertThat(trace.calls().stream().map(Trace.Call::toString))
        .containsExactly("test:m#x 1 = 8", "  test:m#twice 1 = 2");
    assertThat(trace.omitted()).isEqualTo(1);
  }

  @Test
  void valuesHaveTheTextThatElmGivesThem() {
    Value value =
        record(
            Map.of(
                "a",
                items(pair(whole(1), new Value.Constructor(NO, Ir.sdkName("maybe", "nothing"))))));
    assertThat(value(value)).hasToString("{ a = [( 1, Nothing )] }");
    assertThat(value(apply(new Value.Constructor(NO, Ir.sdkName("maybe", "just")), text("x"))))
        .isEqualTo(Maybe.just("x"));
  }
}
