package dev.morph.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.sandbox.SchemaValidator;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkntValidatorTest {
  private static final long NANOS = 1_000_000_000L;
  private final SchemaValidator validator = new NetworkntValidator();

  private List<String> faults(String schema, String value) {
    return validator.compile(Json.parse(schema)).faults(Json.parse(value), NANOS);
  }

  @Test
  void listsEveryFault() {
    String schema =
        """
        {"type": "object", "required": ["a", "b"],
         "properties": {"a": {"type": "integer", "minimum": 3}, "c": {"enum": ["x", "y"]}}}
        """;
    assertThat(faults(schema, "{\"a\": 2, \"c\": \"z\"}")).hasSize(3);
    assertThat(faults(schema, "{\"a\": 3, \"b\": null, \"c\": \"x\"}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": \"Ada\"}",
        "{\"name\": 1}",
        "{\"name\": null, \"loud\": \"yes\"}",
        "{\"loud\": true}",
        "{\"name\": \"\", \"loud\": false, \"other\": {}}",
        "{\"name\": [], \"more\": []}",
        "{\"name\": \"x\", \"more\": {}}",
        "{\"a/b~c\": 4, \"name\": \"\"}"
      })
  void plainSchemasGetTheLibrarysVerdict(String value) {
    String plain =
        """
        {"type": "object", "required": ["name"], "description": "of a greeting",
         "properties": {"name": {"type": "string"}, "loud": {"type": "boolean"},
                        "more": {"type": "object"}, "a/b~c": {"type": "string"}, "any": {}}}
        """;
    assertThat(PlainSchema.covers((JsonObject) Json.parse(plain))).isTrue();
    String forTheLibrary = plain.replaceFirst("\"type\"", "\"minProperties\": 0, \"type\"");
    assertThat(PlainSchema.covers((JsonObject) Json.parse(forTheLibrary))).isFalse();
    assertThat(faults(plain, value)).hasSameSizeAs(faults(forTheLibrary, value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"array\"}",
        "{\"type\": \"object\", \"additionalProperties\": false}",
        "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"integer\"}}}",
        "{\"type\": \"object\", \"properties\": {\"a\": true}}",
        "{\"type\": \"object\", \"required\": [\"a\", \"a\"]}",
        "{\"properties\": {}}"
      })
  void whatIsNotPlainGoesToTheLibrary(String schema) {
    assertThat(PlainSchema.covers((JsonObject) Json.parse(schema))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"$ref\": \"https://example.com/schema.json\"}",
        "{\"$ref\": \"file:///etc/passwd\"}",
        "{\"properties\": {\"a\": {\"$ref\": \"other.json\"}}}",
        "{\"$dynamicRef\": \"http://localhost/x\"}",
        "{\"$schema\": \"http://json-schema.org/draft-04/schema#\"}"
      })
  void followsNothingOutsideTheSchema(String schema) {
    assertThatThrownBy(() -> validator.compile(Json.parse(schema)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(?=a)b", "(a)\\\\1", "((a{100}){100}){100}", "[unclosed", "(a{1000}){1000}"})
  void refusesPatternsThatNeedMoreThanLinearTime(String pattern) {
    assertThatThrownBy(() ->
            validator.compile(
                Json.parse("{\"properties\": {\"a\": {\"pattern\": \"" + pattern + "\"}}}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void matchesAnExponentialPatternInLinearTime() {
    String schema = "{\"properties\": {\"a\": {\"pattern\": \"^(a+)+$\"}}}";
    String value = "{\"a\": \"" + "a".repeat(50_000) + "!\"}";
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(faults(schema, value)).hasSize(1));
  }

  @Test
  void endsAReferenceLoop() {
    assertThatThrownBy(() -> faults("{\"$ref\": \"#\"}", "{}"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() ->
            faults(
                "{\"$ref\": \"#/$defs/a\", \"$defs\": {\"a\": {\"$ref\": \"#/$defs/b\"},"
                    + " \"b\": {\"$ref\": \"#/$defs/a\"}}}",
                "{}"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsASchemaThatDoublesAtEachLevel() {
    StringBuilder schema = new StringBuilder("{\"$ref\": \"#/$defs/d0\", \"$defs\": {");
    for (int i = 0; i < 40; i++) {
      schema
          .append("\"d" + i + "\": {\"allOf\": [{\"$ref\": \"#/$defs/d" + (i + 1) + "\"},")
          .append("{\"$ref\": \"#/$defs/d" + (i + 1) + "\"}]},");
    }
    schema.append("\"d40\": {}}}");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () ->
            assertThatThrownBy(() -> faults(schema.toString(), "{}"))
                .isInstanceOf(IllegalArgumentException.class));
  }

  @Test
  void boundsDepthAndSize() {
    assertThatThrownBy(
            () -> validator.compile(Json.parse("{\"not\":".repeat(70) + "{}" + "}".repeat(70))))
        .hasMessageContaining("nested");
    String many = "{\"enum\": [" + "1,".repeat(10_001) + "1]}";
    assertThatThrownBy(() -> validator.compile(Json.parse(many))).hasMessageContaining("10000");
  }

  @Test
  void hugeNumbersStaySmall() {
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () ->
            assertThat(
                    faults("{\"properties\": {\"a\": {\"maximum\": 5}}}", "{\"a\": 1e999999999}"))
                .hasSize(1));
  }
}
