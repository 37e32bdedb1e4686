package dev.morph.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import dev.morph.testkit.MorphirData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentTreeTest {
  /** Files in memory. */
  private static final class Files implements DocumentTree, TreeSink {
    private final Map<String, byte[]> files = new TreeMap<>();

    Files with(String path, String content) {
      files.put(path, content.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Files without(String path) {
      files.remove(path);
      return this;
    }

    String text(String path) {
      return new String(files.get(path), StandardCharsets.UTF_8);
    }

    @Override
    public List<String> paths() {
      return List.copyOf(files.keySet());
    }

    @Override
    public byte[] read(String path) {
      return files.get(path);
    }

    @Override
    public void file(String path, byte[] content) {
      assertThat(files.put(path, content)).as(path).isNull();
    }
  }

  private static Files tree(byte[] document, int pathBudget) {
    var files = new Files();
    var writer = new TreeWriter(files, true, ReadLimits.USUAL_DEPTH, pathBudget);
    assertThat(IrReader.read(document, writer).errors()).isZero();
    assertThat(writer.diagnostics()).isEmpty();
    assertThat(writer.errors()).isZero();
    return files;
  }

  private static byte[] single(Files tree) {
    var out = new JsonWriter();
    ReadReport report = TreeReader.read(tree, ReadLimits.DEFAULT, new V4Writer(out, true));
    assertThat(report.diagnostics()).isEmpty();
    assertThat(report.version()).contains(FormatVersion.V4);
    return out.toByteArray();
  }

  private static byte[] single(byte[] document) {
    var out = new JsonWriter();
    assertThat(IrReader.read(document, new V4Writer(out, true)).errors()).isZero();
    return out.toByteArray();
  }

  private static List<Diagnostic> faults(Files tree) {
    return TreeReader.read(tree, ReadLimits.DEFAULT, new DistributionBuilder()).diagnostics();
  }

  static List<String> documents() {
    return MorphirData.files("v3");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void aDocumentIsTheSameAsATree(String file) {
    // A tree has no place for where v3 had the documentation of a module.
    byte[] document = canonical(MorphirData.bytes(file));
    byte[] back = single(tree(document, TreeWriter.PATH_BUDGET));
    assertThat(back).hasSameSizeAs(document);
    assertThat(model(back).equals(model(document))).isTrue();
  }

  private static Distribution model(byte[] document) {
    var builder = new DistributionBuilder();
    assertThat(IrReader.read(document, builder).errors()).isZero();
    return builder.distribution().orElseThrow();
  }

  /** The expanded form of what v4 says alone. */
  private static byte[] canonical(byte[] document) {
    JsonObject four = (JsonObject) Json.parse(single(document));
    return single(Json.writeUtf8(withoutMeta(four)));
  }

  private static JsonValue withoutMeta(JsonValue json) {
    if (json instanceof JsonArray array) {
      return new JsonArray(array.items().stream().map(DocumentTreeTest::withoutMeta).toList());
    }
    if (!(json instanceof JsonObject object)) {
      return json;
    }
    var others = JsonObject.builder();
    object
        .members()
        .forEach((name, value) -> {
          if (!name.equals("$meta")) {
            others.put(name, withoutMeta(value));
          }
        });
    return others.build();
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  @Test
  void theKitsTreeIsReadAndWritten() {
    for (var row : MorphirData.array(MorphirData.object("tests/mck-v4-cases.json"), "cases")) {
      JsonObject one = (JsonObject) row;
      if (!one.has("files")) {
        continue;
      }
      var files = new Files();
      ((JsonObject) one.get("files"))
          .members()
          .forEach((path, content) -> files.with(path + ".json", Json.write(content)));
      byte[] canonical = Json.writeUtf8(one.get("canonical"));
      assertThat(text(single(files))).isEqualTo(text(canonical));
      Files written = tree(canonical, TreeWriter.PATH_BUDGET);
      assertThat(written.paths()).isEqualTo(files.paths());
      for (String path : files.paths()) {
        assertThat(written.text(path)).isEqualTo(files.text(path));
      }
      return;
    }
    throw new AssertionError("the kit has a case with files");
  }

  private static byte[] library(String dependencies, String access, String type) {
    return """
    {"formatVersion":4,"distribution":{"Library":{"packageName":"my-org/my-project","dependencies":{%s},\
    "def":{"modules":{"domain":{"%s":{"types":{"%s":{"Public":{"TypeAliasDefinition":{"typeParams":[],\
    "typeExp":"morphir/SDK:string#string"}}}},"values":{}}}}}}}}\
    """
        .formatted(dependencies, access, type)
        .getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void aLongNameIsCutAndListed() {
    byte[] document = library("", "Public", "customer-relationship-management-record");
    Files tree = tree(document, 64);
    String folder = "pkg/my-org/my-project/domain/";
    assertThat(tree.paths())
        .containsExactly(
            "manifest.json",
            folder + "customer-relati__44a101f8.type.json",
            folder + "module.json");
    assertThat(tree.text(folder + "module.json"))
        .endsWith(
            "\"fileNames\":{\"customer-relationship-management-record\":\"customer-relati__44a101f8\"}}");
    assertThat(text(single(tree))).isEqualTo(text(document));
  }

  @Test
  void aPathThatIsTooLongIsTold() {
    byte[] document =
        text(library("", "Public", "user"))
            .replace("my-org/my-project", "my-organisation-of-many-words/my-project-of-many-words")
            .getBytes(StandardCharsets.UTF_8);
    var writer = new TreeWriter(new Files(), true, 200, 64);
    IrReader.read(document, writer);
    assertThat(writer.errors()).isEqualTo(2);
    assertThat(writer.diagnostics()).allMatch(one -> one.code() == DiagnosticCode.SIZE_LIMIT);
    assertThatThrownBy(() -> new TreeWriter(new Files(), true, 200, 63))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void privateModulesAndDependenciesHaveTheirPlaces() {
    byte[] document =
        library(
            "\"morphir/SDK\":{\"modules\":{\"basics\":{\"types\":{\"int\":{\"OpaqueTypeSpecification\":{}}},\"values\":{}}}}",
            "Private",
            "aux");
    Files tree = tree(document, TreeWriter.PATH_BUDGET);
    assertThat(tree.paths())
        .containsExactly(
            "deps/morphir/_sdk/@/basics/int.type.json",
            "deps/morphir/_sdk/@/basics/module.json",
            "manifest.json",
            "pkg/my-org/my-project/domain/aux_.type.json",
            "pkg/my-org/my-project/domain/module.json");
    assertThat(tree.text("manifest.json")).contains("\"dependencies\":[\"morphir/SDK\"]");
    assertThat(tree.text("pkg/my-org/my-project/domain/module.json"))
        .contains("\"access\":\"Private\"");
    assertThat(text(single(tree))).isEqualTo(text(document));
    // Older manifests do not list them, and folders may name a version.
    String manifest = tree.text("manifest.json").replace(",\"dependencies\":[\"morphir/SDK\"]", "");
    assertThat(text(single(tree.with("manifest.json", manifest)))).isEqualTo(text(document));
  }

  @Test
  void applicationsKeepTheirEntryPoints() {
    String document =
        """
        {"formatVersion":4,"distribution":{"Application":{"packageName":"example","dependencies":\
        {"my-org/shared":{"modules":{"util":{"Public":{"types":{},"values":{"one":{"Public":{"ExpressionBody":\
        {"inputTypes":{},"outputType":"morphir/SDK:basics#int","body":{"Literal":{"IntegerLiteral":1}}}}}}}}}}},\
        "def":{"modules":{"main":{"Public":{"types":{},"values":{}}}}},\
        "entryPoints":{"start":{"target":"example:main#run","kind":"main"}}}}}\
        """;
    byte[] utf8 = document.getBytes(StandardCharsets.UTF_8);
    assertThat(text(single(utf8))).isEqualTo(document);
    assertThat(text(single(tree(utf8, TreeWriter.PATH_BUDGET)))).isEqualTo(document);
  }

  private static Files small() {
    return tree(library("", "Public", "user-ID"), TreeWriter.PATH_BUDGET);
  }

  @Test
  void readsTheOlderLayout() {
    Files tree = small();
    String folder = "pkg/my-org/my-project/domain/";
    String type = tree.text(folder + "user-_id.type.json");
    String expected = text(single(tree));
    tree.without("manifest.json")
        .without(folder + "user-_id.type.json")
        .with(
            "format.json",
            "{\"formatVersion\":\"4.0.0\",\"distribution\":\"Library\",\"package\":\"my-org/my-project\",\"version\":\"1.0.0\"}")
        .with(folder + "types/user-_id.type.json", type);
    assertThat(text(single(tree))).isEqualTo(expected);
  }

  @Test
  void readsDefinitionsThatStandInTheModulesFile() {
    Files tree = small();
    String folder = "pkg/my-org/my-project/domain/";
    String expected = text(single(tree));
    tree.without(folder + "user-_id.type.json")
        .with(
            folder + "module.json",
            "{\"formatVersion\":4,\"module\":\"domain\",\"$meta\":{},\"types\":{\"user-ID\":{\"access\":\"Public\","
                + "\"TypeAliasDefinition\":{\"typeParams\":[],\"typeExp\":\"morphir/SDK:string#string\"}}},\"values\":{}}");
    assertThat(text(single(tree))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "manifest.json | {\"formatVersion\":4 | invalid_json | manifest.json",
        "manifest.json | [] | invalid_shape | manifest.json#",
        "manifest.json | {\"formatVersion\":5,\"distribution\":\"Library\",\"package\":\"a\"} |"
            + " unsupported_format_version_major | manifest.json#",
        "manifest.json | {\"formatVersion\":4,\"distribution\":\"Lib\",\"package\":\"a\"} |"
            + " invalid_distribution_shape | manifest.json#/distribution",
        "pkg/my-org/my-project/domain/module.json |"
            + " {\"formatVersion\":4,\"path\":\"other\",\"types\":[],\"values\":[]} | invalid_name"
            + " | pkg/my-org/my-project/domain/module.json#",
        "pkg/my-org/my-project/domain/module.json |"
            + " {\"formatVersion\":4,\"path\":\"domain\",\"types\":[\"user-ID\"],\"values\":[],\"fileNames\":{\"user-ID\":\"../../secret\"}}"
            + " | invalid_name | pkg/my-org/my-project/domain/module.json#/fileNames/user-ID",
        "pkg/my-org/my-project/domain/module.json |"
            + " {\"formatVersion\":4,\"path\":\"domain\",\"types\":[\"gone\"],\"values\":[]} |"
            + " missing_member | pkg/my-org/my-project/domain/module.json#/types",
        "pkg/my-org/my-project/domain/module.json |"
            + " {\"formatVersion\":4,\"path\":\"domain\",\"types\":[\"user-ID\",\"user-ID\"],\"values\":[]}"
            + " | duplicate_name | pkg/my-org/my-project/domain/module.json#",
        "pkg/my-org/my-project/domain/user-_id.type.json |"
            + " {\"formatVersion\":4,\"name\":\"other\",\"def\":{}} | invalid_name |"
            + " pkg/my-org/my-project/domain/user-_id.type.json#",
        "pkg/my-org/my-project/domain/user-_id.type.json |"
            + " {\"formatVersion\":4,\"name\":\"user-ID\",\"def\":{\"Public\":{\"TypeAliasDefinition\":{\"typeParams\":[],\"typeExp\":7}}}}"
            + " | invalid_shape |"
            + " pkg/my-org/my-project/domain/user-_id.type.json#/def/Public/TypeAliasDefinition/typeExp",
        "pkg/my-org/my-project/domain/user-_id.type.json |"
            + " {\"formatVersion\":4,\"name\":\"user-ID\",\"x\":1,\"def\":{\"Public\":{\"TypeAliasDefinition\":{\"typeParams\":[],\"typeExp\":\"a\"}}}}"
            + " | unknown_member | pkg/my-org/my-project/domain/user-_id.type.json#/x"
      })
  void tellsWhatIsWrongInWhichFile(String path, String content, String code, String place) {
    assertThat(faults(small().with(path, content)))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.code().word()).isEqualTo(code);
          assertThat(one.path()).isEqualTo(place);
        });
  }

  @Test
  void aTreeBeginsWithAManifest() {
    assertThat(faults(new Files()))
        .extracting(Diagnostic::code)
        .containsExactly(DiagnosticCode.INVALID_DISTRIBUTION_SHAPE);
  }
}
