package dev.morph.builtins.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.builtins.Backend.Artifact;
import dev.morph.builtins.Backend.Generated;
import dev.morph.builtins.DesignDiagnostic;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.Severity;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaBackendTest {
  private static final String INT = "\"morphir/SDK:basics#int\"";
  private static final String STRING = "\"morphir/SDK:string#string\"";
  private static final String PEOPLE =
      """
      "person": {"Public": {"TypeAliasDefinition": {"typeParams": [], "typeExp":
        {"Record": {"fields": {"name": %s, "age": %s}}}}}}
      """
          .formatted(STRING, INT);

  private static Generated generate(String types, String values) {
    return generate("shop", types, values, JsonObject.EMPTY);
  }

  private static Generated generate(
      String module, String types, String values, JsonObject options) {
    String document =
        """
        {"formatVersion": 4, "distribution": {"Library": {"packageName": "acme/demo",
          "dependencies": {}, "def": {"modules": {"%s": {"Public": {"types": {%s}, "values": {%s}}}}}}}}
        """
            .formatted(module, types, values);
    var builder = new DistributionBuilder();
    var report = IrReader.read(document.getBytes(StandardCharsets.UTF_8), builder);
    assertThat(report.ok()).as(report.diagnostics().toString()).isTrue();
    return new JavaBackend().generate(builder.distribution().orElseThrow(), options);
  }

  private static String value(String name, String inputs, String output, String body) {
    return """
    "%s": {"Public": {"ExpressionBody": {"inputTypes": {%s}, "outputType": %s, "body": %s}}}
    """
        .formatted(name, inputs, output, body);
  }

  private static String apply(String function, String... arguments) {
    String applied = function;
    for (String argument : arguments) {
      applied = "{\"Apply\": {\"function\": " + applied + ", \"argument\": " + argument + "}}";
    }
    return applied;
  }

  private static String reference(String name) {
    return "{\"Reference\": \"" + name + "\"}";
  }

  private static String variable(String name) {
    return "{\"Variable\": \"" + name + "\"}";
  }

  private static String integer(long value) {
    return "{\"Literal\": {\"IntegerLiteral\": " + value + "}}";
  }

  private static JavaCompiler compiled(Generated generated) {
    var compiler = new JavaCompiler(generated.artifacts());
    assertThat(compiler.faults()).isEmpty();
    return compiler;
  }

  private static Object call(Generated generated, String name, Object... arguments)
      throws ReflectiveOperationException {
    Class<?> functions = compiled(generated).loadClass("acme.demo.shop.ShopFunctions");
    for (Method method : functions.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        return method.invoke(null, arguments);
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static List<String> codes(Generated generated) {
    return generated.diagnostics().stream().map(DesignDiagnostic::code).toList();
  }

  private static String content(Generated generated, String path) {
    return generated.artifacts().stream()
        .filter(artifact -> artifact.path().equals(path))
        .map(Artifact::content)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void makesRecordsOfAliasesAndSealedInterfacesAndEnumsOfCustomTypes() {
    Generated generated =
        generate(
            PEOPLE
                + """
                , "color": {"Public": {"CustomTypeDefinition": {"typeParams": [], "access": "Public",
                    "constructors": {"red": [], "dark-blue": []}}}},
                "shape": {"Public": {"doc": "A <shape> */ of C:\\\\users.", "CustomTypeDefinition":
                  {"typeParams": ["a"], "access": "Public", "constructors": {"point": [],
                    "shape": [["with", "a"], ["color", "acme/demo:shop#color"]]}}}}
                """,
            "");

    compiled(generated);
    assertThat(content(generated, "acme/demo/shop/Person.java"))
        .contains("public record Person(String name, long age) implements Composite {");
    assertThat(content(generated, "acme/demo/shop/Color.java")).contains("  RED,\n  DARK_BLUE\n");
    assertThat(content(generated, "acme/demo/shop/Shape.java"))
        .contains("public sealed interface Shape<A>")
        .contains("record Point<A>() implements Shape<A> {")
        .contains("record ShapeCase<A>(A with, Color color) implements Shape<A> {");
  }

  @Test
  void givesWhatJavaTakesForItselfOtherNames() {
    String types =
        """
        "string": {"Public": {"TypeAliasDefinition": {"typeParams": [], "typeExp": {"Record":
          {"fields": {"class": %s, "hash-code": %s, "list": {"Reference": ["morphir/SDK:list#list", %s]}}}}}}},
        "object": {"Public": {"CustomTypeDefinition": {"typeParams": ["string"],
          "access": "Public", "constructors":
          {"object": [["new", "string"]], "override": [["to-string", %s]]}}}},
        "list": {"Public": {"CustomTypeDefinition": {"typeParams": [], "access": "Public",
          "constructors": {"default": [], "package": []}}}}
        """
            .formatted(STRING, INT, STRING, STRING);
    String values =
        String.join(
            ",",
            value("class", "\"package\": " + INT + ", \"java\": " + INT, INT, variable("java")),
            value("hash-code", "", INT, integer(1)),
            value("wait", "\"dev\": " + INT, INT, variable("dev")),
            value(
                "to-string",
                "\"string\": \"acme/demo:default#string\"",
                STRING,
                "{\"Field\": {\"target\": " + variable("string") + ", \"name\": \"class\"}}"),
            value("int-8", "", INT, integer(8)),
            value("int8", "", INT, integer(9)));

    Generated generated = generate("default", types, values, JsonObject.EMPTY);

    compiled(generated);
    assertThat(content(generated, "acme/demo/default_/DefaultFunctions.java"))
        .contains(
            "long class_(long package_, long java_)", "long hashCode_()", "long wait_(long dev_)")
        .contains("long int8()", "long int8_()");
  }

  @Test
  void runsTailCallsInConstantStack() throws ReflectiveOperationException {
    String body =
        """
        {"IfThenElse": {"condition": %s, "then": %s, "else": %s}}
        """
            .formatted(
                apply(reference("morphir/SDK:basics#equal"), variable("n"), integer(0)),
                variable("sum"),
                apply(
                    reference("acme/demo:shop#total"),
                    apply(reference("morphir/SDK:basics#subtract"), variable("n"), integer(1)),
                    apply(reference("morphir/SDK:basics#add"), variable("sum"), variable("n"))));
    Generated generated =
        generate("", value("total", "\"n\": " + INT + ", \"sum\": " + INT, INT, body));

    assertThat(call(generated, "total", 1_000_000L, 0L)).isEqualTo(500_000_500_000L);
  }

  @Test
  void takesFieldsOfRecordsThatMayHaveMore() throws ReflectiveOperationException {
    String named =
        "{\"ExtensibleRecord\": {\"variable\": \"r\", \"fields\": {\"name\": " + STRING + "}}}";
    String person = "\"acme/demo:shop#person\"";
    String values =
        String.join(
            ",",
            value(
                "name-of",
                "\"it\": " + named,
                STRING,
                "{\"Field\": {\"target\": " + variable("it") + ", \"name\": \"name\"}}"),
            value(
                "renamed",
                "\"it\": " + named,
                named,
                "{\"UpdateRecord\": {\"target\": "
                    + variable("it")
                    + ", \"fields\": {\"name\": {\"Literal\": {\"StringLiteral\": \"Ann\"}}}}}"),
            value(
                "use",
                "\"age\": " + INT,
                person,
                apply(
                    reference("acme/demo:shop#renamed"),
                    "{\"Record\": {\"fields\": {\"age\": "
                        + variable("age")
                        + ", \"name\": {\"Literal\": {\"StringLiteral\": \"Bob\"}}}}}")),
            value(
                "used",
                "\"age\": " + INT,
                STRING,
                apply(
                    reference("acme/demo:shop#name-of"),
                    apply(reference("acme/demo:shop#use"), variable("age")))));

    Generated generated = generate(PEOPLE, values);

    assertThat(generated.diagnostics()).isEmpty();
    assertThat(call(generated, "used", 7L)).isEqualTo("Ann");
    assertThat(call(generated, "use", 7L)).hasToString("Person[name=Ann, age=7]");
  }

  @Test
  void makesOneClassOfRecordsWithTheSameFields() throws ReflectiveOperationException {
    String types = PEOPLE + "," + PEOPLE.replace("person", "worker");
    String values =
        value(
            "hired",
            "\"it\": \"acme/demo:shop#person\"",
            "\"acme/demo:shop#worker\"",
            variable("it"));

    Generated generated = generate(types, values);

    assertThat(codes(generated)).containsExactly("same_record");
    assertThat(generated.diagnostics().get(0).severity()).isEqualTo(Severity.INFO);
    compiled(generated);
  }

  @Test
  void throwsForWhatIsNotThereAndTellsIt() throws ReflectiveOperationException {
    String hole =
        "{\"Hole\": {\"reason\": {\"UnresolvedReference\": {\"target\": \"a:b#c\"}},"
            + " \"expectedType\": "
            + INT
            + "}}";
    String values =
        String.join(
            ",",
            value("empty", "", INT, hole),
            value("lost", "", INT, reference("acme/demo:shop#nowhere")),
            value("large", "", INT, "{\"Literal\": {\"IntegerLiteral\": 9223372036854775808}}"),
            value("wrong", "", STRING, integer(1)),
            value("ok", "", INT, integer(1)));

    Generated generated = generate("", values);

    assertThat(codes(generated))
        .containsExactly("hole", "type_fault", "number_too_large", "type_fault");
    assertThat(call(generated, "ok")).isEqualTo(1L);
    assertThatThrownBy(() -> call(generated, "empty"))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("acme/demo:shop#empty: the definition has a hole");
  }

  @Test
  void refusesAMethodThatAClassFileCannotHold() throws ReflectiveOperationException {
    String items = String.join(",", Collections.nCopies(8_000, integer(123456)));
    String list = "{\"Reference\": [\"morphir/SDK:list#list\", " + INT + "]}";

    Generated generated = generate("", value("many", "", list, "{\"List\": [" + items + "]}"));

    assertThat(codes(generated)).containsExactly("method_too_large");
    compiled(generated);
  }

  @Test
  void compilesTheLargestMethodThatItMakes() {
    String inputs = "\"x\": " + INT;
    String items = String.join(",", Collections.nCopies(6_200, variable("x")));
    String list = "{\"Reference\": [\"morphir/SDK:list#list\", " + INT + "]}";

    Generated generated = generate("", value("many", inputs, list, "{\"List\": [" + items + "]}"));

    assertThat(codes(generated)).isEmpty();
    compiled(generated);
  }

  @Test
  void putsAllIntoThePackageThatIsAskedFor() {
    var options = JsonObject.builder().put("package", new JsonString("com.example.rules")).build();

    Generated generated = generate("shop", PEOPLE, value("one", "", INT, integer(1)), options);

    compiled(generated);
    assertThat(generated.artifacts())
        .extracting(Artifact::path)
        .containsExactly(
            "com/example/rules/shop/Person.java", "com/example/rules/shop/ShopFunctions.java");
  }

  @Test
  void makesNothingForOptionsThatAreWrong() {
    var number = JsonObject.builder().put("package", JsonNumber.of(1)).build();
    var noPackage = JsonObject.builder().put("package", new JsonString("com..x")).build();
    var unknown = (JsonObject) Json.parse("{\"packaje\": \"a\"}".getBytes(StandardCharsets.UTF_8));

    for (JsonObject options : List.of(number, noPackage, unknown)) {
      Generated generated = generate("shop", PEOPLE, "", options);

      assertThat(generated.artifacts()).isEmpty();
      assertThat(generated.diagnostics())
          .singleElement()
          .extracting(DesignDiagnostic::severity)
          .isEqualTo(Severity.ERROR);
    }
  }

  @Test
  void endsWithTypesThatHaveNoEnd() {
    String growing =
        """
        "%1$s": {"Public": {"TypeAliasDefinition": {"typeParams": ["a"], "typeExp": {"Tuple": [
          {"Reference": ["acme/demo:shop#%1$s", {"Reference": ["morphir/SDK:list#list", "a"]}]},
          {"Reference": ["acme/demo:shop#%1$s", {"Reference": ["morphir/SDK:list#list", "a"]}]}]}}}}
        """;
    String types =
        growing.formatted("grown")
            + ","
            + growing.formatted("other")
            + ", \"loop\": {\"Public\": {\"TypeAliasDefinition\": {\"typeParams\": [], \"typeExp\":"
            + " \"acme/demo:shop#loop\"}}}";
    String grown = "{\"Reference\": [\"acme/demo:shop#grown\", " + INT + "]}";
    String other = "{\"Reference\": [\"acme/demo:shop#other\", " + INT + "]}";
    String values =
        String.join(
            ",",
            value("grow", "\"it\": " + grown, other, variable("it")),
            value("turn", "\"it\": \"acme/demo:shop#loop\"", INT, integer(1)));

    Generated generated = generate(types, values);

    assertThat(codes(generated)).contains("unknown_type");
    compiled(generated);
  }

  @Test
  void makesTheSameOfTheSame() {
    var ir = JavaBackendFixturesTest.read("v3/lcr-morphir-ir.json");

    Generated first = new JavaBackend().generate(ir, JsonObject.EMPTY);

    assertThat(new JavaBackend().generate(ir, JsonObject.EMPTY)).isEqualTo(first);
    assertThat(first.diagnostics()).allMatch(diagnostic -> diagnostic.code().equals("same_record"));
  }
}
