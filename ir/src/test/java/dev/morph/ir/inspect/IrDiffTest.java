package dev.morph.ir.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonWriter;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.V4Writer;
import dev.morph.testkit.MorphirData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IrDiffTest {
  private static final String LIBRARY =
      """
      {'Library': {'packageName': 'a', 'dependencies': {'x': {'modules': {'m': {'types': {},
       'values': {'f': {'inputs': {}, 'output': 'a'}}}}}},
       'def': {'modules': {'m': {'Public': {'doc': 'M', 'types': {
         't': {'Public': {'doc': 'T', 'CustomTypeDefinition': {'typeParams': [], 'access': 'Public',
           'constructors': {'one': [], 'two': []}}}},
         'r': {'Public': {'TypeAliasDefinition': {'typeParams': [], 'typeExp': {'Record': {'fields':
           {'p': 'morphir/SDK:basics#int', 'q': 'morphir/SDK:basics#int'}}}}}}},
        'values': {'v': {'Public': {'ExpressionBody': {'inputTypes': {},
          'outputType': 'morphir/SDK:basics#float', 'body': {'Literal': {'FloatLiteral': 1.0}}}}}}}}}}}}
      """;

  private static Distribution read(byte[] document) {
    var builder = new DistributionBuilder();
    assertThat(IrReader.read(document, builder).ok()).isTrue();
    return builder.distribution().orElseThrow();
  }

  private static List<String> diff(Distribution first, Distribution second) {
    return IrDiff.of(first, second).changes().stream()
        .map(one -> one.action() + " " + one.kind() + " " + one.name() + " " + one.parts())
        .toList();
  }

  private static List<String> documents() {
    return MorphirData.files("v3");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void theSameModelInV4DoesNotDiffer(String file) {
    byte[] document = MorphirData.bytes(file);
    var out = new JsonWriter();
    assertThat(IrReader.read(document, new V4Writer(out, false)).ok()).isTrue();
    IrDiff diff = IrDiff.of(read(document), read(out.toByteArray()));
    assertThat(diff.changes()).isEmpty();
    assertThat(diff.isEmpty()).isTrue();
    assertThat(diff.toJson().toString()).isEqualTo("{\"same\":true,\"changes\":[]}");
  }

  @Test
  void v1AndV2OfOneModelDoNotDiffer() {
    assertThat(
            diff(
                read(MorphirData.bytes("v1/rentals.json")),
                read(MorphirData.bytes("v2/rentals.json"))))
        .isEmpty();
  }

  @Test
  void tellsWhatOnlyOneHas() {
    Distribution none = document("v3/small/base-ir.json");
    Distribution some = document("v3/small/listType-ir.json");
    assertThat(diff(none, some)).hasSize(1).allMatch(one -> one.startsWith("ADDED MODULE "));
    assertThat(diff(some, none)).hasSize(1).allMatch(one -> one.startsWith("REMOVED MODULE "));
  }

  private static Distribution document(String file) {
    return read(MorphirData.bytes(file));
  }

  private static Distribution library(String text) {
    String whole = "{'formatVersion': 4, 'distribution': " + text + "}";
    return read(whole.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  /** How the library differs from itself with one text in place of another. */
  private static List<String> edited(String before, String after) {
    assertThat(LIBRARY).contains(before);
    return diff(library(LIBRARY), library(LIBRARY.replace(before, after)));
  }

  @Test
  void tellsInWhatSomethingDiffers() {
    assertThat(edited("'T'", "'U'")).containsExactly("CHANGED TYPE a:m#t [DOCUMENTATION]");
    assertThat(edited("'two'", "'three'")).containsExactly("CHANGED TYPE a:m#t [TYPE]");
    assertThat(edited("'t': {'Public'", "'t': {'Private'"))
        .containsExactly("CHANGED TYPE a:m#t [ACCESS]");
    assertThat(edited("1.0", "1.5")).containsExactly("CHANGED VALUE a:m#v [BODY]");
    assertThat(edited("basics#float", "decimal#decimal"))
        .containsExactly("CHANGED VALUE a:m#v [TYPE]");
    assertThat(edited("'M'", "'N'")).containsExactly("CHANGED MODULE a:m [DOCUMENTATION]");
    assertThat(edited("'output': 'a'", "'output': 'b'"))
        .containsExactly("CHANGED VALUE x:m#f [TYPE]");
    assertThat(edited("'packageName': 'a'", "'packageName': 'b'"))
        .containsExactly("CHANGED DISTRIBUTION a [NAME]");
    assertThat(edited("'x': {'modules'", "'y': {'modules'"))
        .containsExactly("REMOVED DEPENDENCY x []", "ADDED DEPENDENCY y []");
    assertThat(edited("'v': {'Public'", "'w': {'Public'"))
        .containsExactly("REMOVED VALUE a:m#v []", "ADDED VALUE a:m#w []");
  }

  @Test
  void spellingOrderAndAttributesMakeNoDifference() {
    assertThat(edited("1.0", "10e-1")).isEmpty();
    assertThat(edited("'one': [], 'two': []", "'two': [], 'one': []")).isEmpty();
    assertThat(
            edited(
                "'p': 'morphir/SDK:basics#int', 'q': 'morphir/SDK:basics#int'",
                "'q': 'morphir/SDK:basics#int', 'p': 'morphir/SDK:basics#int'"))
        .isEmpty();
    assertThat(
            edited(
                "{'Literal': {'FloatLiteral': 1.0}}",
                "{'Literal': {'attributes': {'source': {'startLine': 1, 'startColumn': 1,"
                    + " 'endLine': 1, 'endColumn': 2}}, 'literal': {'FloatLiteral': 1.0}}}"))
        .isEmpty();
  }

  @Test
  void tellsFormsAndEntryPoints() {
    String application =
        "{'Application': {'packageName': 'a', 'dependencies': {}, 'def': {'modules': {}},"
            + " 'entryPoints': {'start': {'target': 'a:m#v', 'kind': 'main'}}}}";
    assertThat(diff(library(application), library(application.replace("main", "job"))))
        .containsExactly("CHANGED ENTRY_POINT start [TARGET]");
    assertThat(
            diff(
                library(
                    "{'Specs': {'packageName': 'a', 'dependencies': {}, 'spec': {'modules': {}}}}"),
                library(application)))
        .containsExactly("CHANGED DISTRIBUTION a [FORM]", "ADDED ENTRY_POINT start []");
  }

  @Test
  void tellsChangesAsJson() {
    IrDiff diff = IrDiff.of(library(LIBRARY), library(LIBRARY.replace("'T'", "'U'")));
    assertThat(diff.toJson().toString())
        .isEqualTo(
            "{\"same\":false,\"changes\":[{\"change\":\"changed\",\"kind\":\"type\","
                + "\"name\":\"a:m#t\",\"parts\":[\"documentation\"]}]}");
  }
}
