package dev.morph.ir.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.ir.Constructor;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.FQName;
import dev.morph.ir.Literal;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.Pattern;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeInferenceTest {
  private static final ValueAttributes NONE = ValueAttributes.NONE;
  private static final FQName HERE = FQName.parse("a/b:c#d");

  private static final TypeEnvironment ENVIRONMENT =
      new TypeEnvironment(
          TypeEnvironment.ofSdk(),
          Map.of(
              FQName.parse("a/b:c#person"),
              new TypeDeclaration.Alias(
                  List.of(),
                  new Type.Record(
                      TypeAttributes.NONE,
                      List.of(
                          new Type.Field(new Name("name"), type("string#string")),
                          new Type.Field(new Name("age"), type("basics#int"))))),
              FQName.parse("a/b:c#loop"),
              new TypeDeclaration.Alias(List.of(), reference("a/b:c#loop")),
              FQName.parse("a/b:c#box"),
              new TypeDeclaration.Custom(List.of(new Name("a")), List.of())),
          Map.of(
              FQName.parse("a/b:c#box"),
              new ConstructorDeclaration(
                  FQName.parse("a/b:c#box"),
                  List.of(new Name("a")),
                  new Constructor(
                          new Name("box"), List.of(new Parameter(new Name("value"), variable("a"))))
                      .parameters(),
                  false)),
          Map.of());

  private static Type reference(String name, Type... arguments) {
    return new Type.Reference(TypeAttributes.NONE, FQName.parse(name), List.of(arguments));
  }

  private static Type type(String sdk, Type... arguments) {
    return reference("morphir/SDK:" + sdk, arguments);
  }

  private static Type variable(String name) {
    return new Type.Variable(TypeAttributes.NONE, new Name(name));
  }

  private static Value var(String name) {
    return new Value.Variable(NONE, new Name(name));
  }

  private static Value sdk(String name) {
    return new Value.Reference(NONE, FQName.parse("morphir/SDK:" + name));
  }

  private static Value number(String text) {
    return new Value.Constant(NONE, new Literal.WholeNumber(new JsonNumber(text)));
  }

  private static Value text(String text) {
    return new Value.Constant(NONE, new Literal.Text(text));
  }

  private static Value apply(Value function, Value... arguments) {
    Value value = function;
    for (Value argument : arguments) {
      value = new Value.Apply(NONE, value, argument);
    }
    return value;
  }

  private static Value lambda(String name, Value body) {
    return new Value.Lambda(
        NONE, new Pattern.As(NONE, new Pattern.Wildcard(NONE), new Name(name)), body);
  }

  private static Value let(String name, Value value, Value in) {
    return new Value.LetDefinition(NONE, new Name(name), definition(value), in);
  }

  private static ValueDefinition.Expression definition(Value value) {
    return new ValueDefinition.Expression(List.of(), variable("t-0"), value);
  }

  private static Value field(Value target, String name) {
    return new Value.FieldAccess(NONE, target, new Name(name));
  }

  private static TypeInference.InferredValue infer(Value value, Map<Name, Type> variables) {
    return new TypeInference(ENVIRONMENT).infer(HERE, value, variables);
  }

  private static String typeOf(Value value) {
    TypeInference.InferredValue inferred = infer(value, Map.of());
    assertThat(inferred.faults()).isEmpty();
    return ElmText.of(inferred.value().attributes().inferredType());
  }

  private static String faultOf(Value value) {
    List<TypeFault> faults = infer(value, Map.of()).faults();
    assertThat(faults).hasSize(1);
    return faults.getFirst().message();
  }

  @Test
  void functionsAreAsGeneralAsTheyCanBe() {
    assertThat(typeOf(lambda("x", var("x")))).isEqualTo("t1 -> t1");
    assertThat(typeOf(apply(sdk("list#map"), sdk("basics#not"))))
        .isEqualTo("List Bool -> List Bool");
    assertThat(typeOf(lambda("x", apply(sdk("basics#add"), var("x"), number("1")))))
        .isEqualTo("number1 -> number1");
    assertThat(typeOf(lambda("x", apply(sdk("basics#max"), var("x"), var("x")))))
        .isEqualTo("comparable1 -> comparable1");
  }

  @Test
  void aNameOfALetHasManyTypesOnlyIfOneWillNotDo() {
    Value both =
        new Value.Tuple(NONE, List.of(apply(var("f"), text("a")), apply(var("f"), number("1"))));
    assertThat(typeOf(let("f", lambda("x", var("x")), both))).isEqualTo("( String, number1 )");
    assertThat(typeOf(let("n", number("1"), apply(sdk("basics#sqrt"), var("n")))))
        .isEqualTo("Float");
  }

  @Test
  void aGeneralLetDoesNotReachOutOfItsFunction() {
    Value inner =
        let(
            "g",
            lambda("y", var("x")),
            new Value.Tuple(
                NONE,
                List.of(
                    apply(sdk("basics#not"), apply(var("g"), number("1"))),
                    apply(sdk("string#length"), apply(var("g"), text("a"))))));
    assertThat(infer(lambda("x", inner), Map.of()).faults())
        .extracting(TypeFault::message)
        .containsExactly("expected String, found Bool");
  }

  @Test
  void recursiveLetsUseOneAnother() {
    Value even =
        lambda(
            "n",
            new Value.IfThenElse(
                NONE,
                apply(sdk("basics#equal"), var("n"), number("0")),
                new Value.Constant(NONE, new Literal.Bool(true)),
                apply(var("odd"), apply(sdk("basics#subtract"), var("n"), number("1")))));
    Value odd = lambda("n", apply(sdk("basics#not"), apply(var("even"), var("n"))));
    Value recursion =
        new Value.LetRecursion(
            NONE,
            List.of(
                new Value.Binding(new Name("even"), definition(even)),
                new Value.Binding(new Name("odd"), definition(odd))),
            var("odd"));
    assertThat(typeOf(recursion)).isEqualTo("number1 -> Bool");
  }

  @Test
  void recordsAreOpenUntilTheyAreKnown() {
    Value older = lambda("r", apply(sdk("basics#add"), field(var("r"), "age"), number("1")));
    assertThat(typeOf(older)).isEqualTo("{ t2 | age : number1 } -> number1");
    assertThat(typeOf(new Value.FieldFunction(NONE, new Name("age"))))
        .isEqualTo("{ t2 | age : t1 } -> t1");
    Value renamed =
        lambda(
            "r",
            new Value.UpdateRecord(
                NONE, var("r"), List.of(new Value.Field(new Name("name"), text("Ada")))));
    assertThat(typeOf(renamed)).isEqualTo("{ t1 | name : String } -> { t1 | name : String }");
  }

  @Test
  void anAliasKeepsItsName() {
    Map<Name, Type> person = Map.of(new Name("p"), reference("a/b:c#person"));
    Value update =
        new Value.UpdateRecord(
            NONE, var("p"), List.of(new Value.Field(new Name("age"), number("1"))));
    assertThat(ElmText.of(infer(update, person).value().attributes().inferredType()))
        .isEqualTo("Person");
    Value wrong = field(var("p"), "height");
    assertThat(infer(wrong, person).faults().getFirst().message())
        .isEqualTo("expected C.Person, found { t1 | height : t2 }: one has no field height");
  }

  @Test
  void aDeclaredVariableStandsForEveryType() {
    var inputs = List.of(new ValueDefinition.Input(new Name("x"), null, variable("a")));
    var wrong =
        new ValueDefinition.Expression(
            inputs, variable("a"), apply(sdk("basics#negate"), var("x")));
    assertThat(new TypeInference(ENVIRONMENT).infer(HERE, wrong).faults())
        .extracting(TypeFault::message)
        .containsExactly(
            "expected a, found number1: it is not number",
            "expected number1, found a: it is not number");
    var right = new ValueDefinition.Expression(inputs, variable("a"), var("x"));
    assertThat(new TypeInference(ENVIRONMENT).infer(HERE, right).faults()).isEmpty();
  }

  @Test
  void faultsSayWhatWasExpectedAndFoundAndKeepThePlace() {
    var place =
        new ValueAttributes(
            null, JsonObject.builder().put("source", new JsonString("line 7")).build());
    Value argument = new Value.Constant(place, new Literal.Text("a"));
    List<TypeFault> faults = infer(apply(sdk("basics#not"), argument), Map.of()).faults();
    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst().attributes()).isSameAs(place);
    assertThat(faults.getFirst().code()).isEqualTo(DiagnosticCode.TYPE_MISMATCH);
    assertThat(faults.getFirst().message()).isEqualTo("expected Bool, found String");
    assertThat(faults.getFirst().toDiagnostic().path()).isEqualTo("a/b:c#d");
    assertThat(faultOf(var("x"))).isEqualTo("there is no variable x here");
    assertThat(faultOf(sdk("list#mop"))).isEqualTo("there is no value morphir/SDK:list#mop");
    assertThat(faultOf(lambda("x", apply(var("x"), var("x")))))
        .endsWith(": the type would contain itself");
    assertThat(faultOf(apply(number("1"), number("2")))).endsWith(": it is not number");
    assertThat(
            faultOf(
                new Value.Items(
                    NONE, List.of(text("a"), apply(sdk("string#is-empty"), text("b"))))))
        .isEqualTo("expected String, found Bool");
  }

  @Test
  void aPatternHasTheConstructorsArguments() {
    Value match =
        new Value.PatternMatch(
            NONE,
            apply(new Value.Constructor(NONE, FQName.parse("a/b:c#box")), text("a")),
            List.of(
                new Value.Case(
                    new Pattern.Constructor(NONE, FQName.parse("a/b:c#box"), List.of()),
                    number("1"))));
    assertThat(faultOf(match))
        .isEqualTo("the pattern of Box has 0 arguments, which is not how many the constructor has");
  }

  @Test
  void anAliasOfItselfIsNoLoop() {
    Map<Name, Type> loop = Map.of(new Name("x"), reference("a/b:c#loop"));
    assertThat(infer(apply(sdk("basics#not"), var("x")), loop).faults()).hasSize(1);
  }

  @Test
  void namesWithTheWrongNumberOfArgumentsAreFaults() {
    Map<Name, Type> bare = Map.of(new Name("x"), type("list#list"));
    Value match =
        new Value.PatternMatch(
            NONE, var("x"), List.of(new Value.Case(new Pattern.EmptyList(NONE), number("1"))));
    assertThat(infer(match, bare).faults())
        .extracting(TypeFault::message)
        .containsExactly("expected List, found List t1");
    assertThat(
            infer(new Value.Items(NONE, List.of(var("x"), new Value.Items(NONE, List.of()))), bare)
                .faults())
        .hasSize(1);
  }

  @Test
  void typesThatDoubleWithEachLetAreAFaultAndNotATimeout() {
    assertThat(infer(doubling(40), Map.of()).faults()).hasSize(1);
    TypeInference.InferredValue large = infer(doubling(17), Map.of());
    assertThat(large.faults())
        .extracting(TypeFault::message)
        .containsExactly("a type in it is too deep or too large to be written");
    assertThat(large.value().attributes().inferredType()).isNull();
  }

  private static Value doubling(int lets) {
    Value value = var("f" + lets);
    for (int i = lets; i > 0; i--) {
      Value f = var("f" + (i - 1));
      value = let("f" + i, new Value.Tuple(NONE, List.of(f, f)), value);
    }
    return let("f0", number("1"), value);
  }

  @Test
  void deepValuesFitTheStackTheyAreMeantFor() throws InterruptedException {
    deep(ReadLimits.USUAL_DEPTH, 1 << 20);
    deep(ReadLimits.DEEPEST, 64 << 20);
  }

  private static void deep(int depth, int stack) throws InterruptedException {
    Value just = number("1");
    Value negated = number("1");
    Value let = number("1");
    for (int i = 1; i < depth - 1; i++) {
      just = apply(new Value.Constructor(NONE, FQName.parse("morphir/SDK:maybe#just")), just);
      negated = apply(sdk("basics#negate"), negated);
      let = let("x", number("1"), let);
    }
    List<Value> values = List.of(just, negated, let);
    List<TypeFault> faults = new ArrayList<>();
    Throwable[] failure = new Throwable[1];
    var thread =
        new Thread(
            null,
            () -> {
              var inference = new TypeInference(ENVIRONMENT, depth);
              values.forEach(
                  value -> faults.addAll(inference.infer(HERE, value, Map.of()).faults()));
            },
            "deep",
            stack);
    thread.setUncaughtExceptionHandler((_, e) -> failure[0] = e);
    thread.start();
    thread.join();
    assertThat(failure[0]).isNull();
    assertThat(faults).isEmpty();
  }
}
