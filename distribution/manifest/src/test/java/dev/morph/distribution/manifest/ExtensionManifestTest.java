package dev.morph.distribution.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.SharedData;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionManifestTest {
  private static final String HEAD = "{\"name\":\"jira\",\"version\":\"1.0.0\"";

  private static ExtensionManifest json(String members) {
    return ExtensionManifest.read((HEAD + members + "}").getBytes(UTF_8));
  }

  @Test
  void theLeastManifestAsksForNothing() {
    ExtensionManifest manifest = json("");
    assertThat(manifest.id().value()).isEqualTo("jira");
    assertThat(manifest.version()).isEqualTo("1.0.0");
    assertThat(manifest.permissions().permissions()).isEmpty();
    assertThat(manifest.limits()).isEqualTo(Limits.defaults());
    assertThat(manifest.lifecycle()).isEqualTo(ExtensionManifest.Lifecycle.FRESH);
    assertThat(manifest.unusedImports()).isFalse();
    assertThat(manifest.contracts()).isEmpty();
  }

  @Test
  void readsEveryKeyOfTheFlatForm() {
    ExtensionManifest manifest =
        json(
            """
            ,"display_name":"Jira","description":"d","author":"a","homepage":"https://a.example","license":"l",
            "repository":"https://b.example/r","categories":["development","data"],"highlights":["x"],
            "contract":["integration","program"],
            "permissions":["task:create",{"name":"http:read","hosts":["a.example"]},"event:listen"],
            "credentials":[{"secret":"s","host":"a.example","header":"Authorization","scheme":"Bearer"}],
            "resource_limits":{"memory_mb":1,"gc_alloc_mb":2,"cpu_fuel":3,"timeout_sec":4,
            "http_rate_per_min":5,"max_http_requests":6,"events_rate_per_min":7,"max_file_size_mb":8},
            "requires_morph_version":">=0.9.0","oauth":{},"listens":["t"],"opens":[".x"],
            "unused_imports":true,"lifecycle":"reuse","signature":"s","digest":"sha256:%s",
            "deprecated":"use y","actions":[{"name":"a","parameters":{"type":"object"},
            "ai_access":"never"}]
            """
                .formatted("0".repeat(64)));
    assertThat(manifest.about().displayName()).isEqualTo("Jira");
    assertThat(manifest.contracts()).containsExactly("integration", "program");
    assertThat(manifest.permissions().texts())
        .containsExactly("task:create", "http:read=a.example", "event:listen");
    assertThat(manifest.lifecycle()).isEqualTo(ExtensionManifest.Lifecycle.REUSE);
    assertThat(manifest.unusedImports()).isTrue();
    Limits limits = manifest.limits();
    assertThat(limits.value(Limit.MEMORY)).isEqualTo(1 << 20);
    assertThat(limits.value(Limit.GC_ALLOC)).isEqualTo(2 << 20);
    assertThat(limits.value(Limit.FUEL)).isEqualTo(3);
    assertThat(limits.value(Limit.TIME)).isEqualTo(4_000_000_000L);
    assertThat(limits.value(Limit.HTTP_RATE)).isEqualTo(5);
    assertThat(limits.value(Limit.HTTP_CALLS)).isEqualTo(6);
    assertThat(limits.value(Limit.EVENT_RATE)).isEqualTo(7);
    assertThat(limits.value(Limit.FILE_SIZE)).isEqualTo(8 << 20);
  }

  @Test
  void readsTheSameFromYaml() {
    ExtensionManifest manifest =
        ExtensionManifest.readFile(
            """
            # the smallest
            name: jira
            version: "1.0.0"
            permissions:
              - task:create
              - name: http:read
                hosts: [a.example]
            resource_limits: {max_memory_mb: 64}
            unused_imports: true
            """);
    assertThat(manifest.permissions().texts())
        .containsExactly("task:create", "http:read=a.example");
    assertThat(manifest.limits().value(Limit.MEMORY)).isEqualTo(64 << 20);
    assertThat(manifest.unusedImports()).isTrue();
  }

  @Test
  void readsAFileThatIsJsonBehindBlanksAndAMark() {
    assertThat(ExtensionManifest.readFile("\uFEFF \n" + HEAD + "}").id().value()).isEqualTo("jira");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ",\"permisions\":[] | /permisions: there is no such key; did you mean permissions?",
        ",\"extension\":1 | /extension: there is no such key",
        ",\"schema_version\":\"1.0\" | /name: there is no such key",
        ",\"display_name\":1 | /display_name: a string",
        ",\"display_name\":null | /display_name: a string",
        ",\"permissions\":{} | /permissions: a list",
        ",\"permissions\":[\"http:reed\"] | /permissions/0: there is no permission http:reed (did"
            + " you mean http:read?)",
        ",\"permissions\":[{\"name\":\"http:read\",\"host\":[]}] | /permissions/0/host: http:read"
            + " has no such key (did you mean hosts?)",
        ",\"permissions\":[{\"name\":\"http:read\",\"hosts\":[\"*\"]}] | /permissions/0/hosts/0:"
            + " '*' alone",
        ",\"resource_limits\":[] | /resource_limits: an object",
        ",\"resource_limits\":{\"memory\":1} | /resource_limits/memory: there is no such key; did"
            + " you mean memory_mb?",
        ",\"resource_limits\":{\"memory_mb\":2048} | /resource_limits/memory_mb: 2 GiB is above the"
            + " ceiling of 1 GiB for memory",
        ",\"resource_limits\":{\"memory_mb\":9223372036854775807} | /resource_limits/memory_mb:"
            + " 9223372036854775807 is above the ceiling of 1 GiB",
        ",\"resource_limits\":{\"memory_mb\":99999999999999999999999} | above the ceiling of 1 GiB",
        ",\"resource_limits\":{\"memory_mb\":0} | /resource_limits/memory_mb: an integer from 1",
        ",\"resource_limits\":{\"memory_mb\":-1} | /resource_limits/memory_mb: an integer from 1",
        ",\"resource_limits\":{\"memory_mb\":1.5} | /resource_limits/memory_mb: an integer from 1",
        ",\"resource_limits\":{\"memory_mb\":\"1\"} | /resource_limits/memory_mb: an integer from"
            + " 1",
        ",\"resource_limits\":{\"memory_mb\":null} | /resource_limits/memory_mb: an integer from 1",
        ",\"resource_limits\":{\"memory_mb\":1e400} | /resource_limits/memory_mb",
        ",\"resource_limits\":{\"max_http_requests\":-1} | /resource_limits/max_http_requests: an"
            + " integer from 0",
        ",\"resource_limits\":{\"memory_mb\":1,\"max_memory_mb\":1} |"
            + " /resource_limits/max_memory_mb: it sets the same limit as memory_mb",
        ",\"lifecycle\":\"freshh\" | /lifecycle: freshh is not known; did you mean fresh?",
        ",\"contract\":\"plugin\" | /contract: plugin is not known",
        ",\"contract\":[1] | /contract/0: a word",
        ",\"categories\":[\"games\"] | /categories/0: games is not known",
        ",\"unused_imports\":\"yes\" | /unused_imports: true or false",
        ",\"credentials\":[{\"host\":\"a\"}] | /credentials/0/secret: the key is missing",
        ",\"credentials\":[{\"secret\":\"a\",\"host\":\"a\",\"value\":\"x\"}] |"
            + " /credentials/0/value: there is no such key",
        ",\"actions\":[{\"name\":\"a\",\"ai_access\":\"always\"}] | /actions/0/ai_access: always is"
            + " not known",
        ",\"actions\":[{\"name\":\"a\",\"parameters\":[{\"type\":\"string\"}]}] |"
            + " /actions/0/parameters/0/name: the key is missing",
        ",\"deprecated\":1 | /deprecated: a string",
      })
  void namesTheKeyOfAFault(String members, String message) {
    assertThatThrownBy(() -> json(members))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | /name: the key is missing",
        "{\"name\":\"jira\"} | /version: the key is missing",
        "{\"name\":1,\"version\":\"1.0.0\"} | /name: a string",
        "{\"name\":\"Jira\",\"version\":\"1.0.0\"} | /name: an extension id",
        "{\"name\":\"../x\",\"version\":\"1.0.0\"} | /name: an extension id",
        "{\"name\":\"install\",\"version\":\"1.0.0\"} | /name: \"install\" is a reserved word",
        "{\"extension_id\":\"-x\",\"version\":\"1.0.0\"} | /extension_id: an extension id",
        "{\"extension_id\":\"x\",\"version\":\"1.0.0\",\"metadata\":{\"nam\":\"\"}} |"
            + " /metadata/nam: there is no such key; did you mean name?",
        "{\"extension_id\":\"x\",\"version\":\"1.0.0\",\"schema_version\":\"2.0\"} |"
            + " /schema_version: 2.0 is not known",
        "{\"extension_id\":\"x\",\"version\":\"1.0.0\",\"schema_version\":1.0} | /schema_version: a"
            + " string",
      })
  void namesTheKeyOfAMissingOrWrongIdentity(String text, String message) {
    assertThatThrownBy(() -> ExtensionManifest.read(text.getBytes(UTF_8)))
        .isInstanceOf(MorphException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0", "1.2.3", "1.0.0-rc.1", "1.0.0-0a.b-c+build.007", "10.20.30+x"})
  void takesASemanticVersion(String version) {
    String text = "{\"name\":\"x\",\"version\":\"" + version + "\"}";
    assertThat(ExtensionManifest.read(text.getBytes(UTF_8)).version()).isEqualTo(version);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "v1.2.3",
        "01.2.3",
        "1.2.x",
        "1.2.3-",
        "1.2.3-01",
        "1.2.3+",
        "1.2.3-a..b",
        " 1.2.3",
        "1.2.3 ",
        "1.2.-3",
        "\u0661.2.3"
      })
  void refusesWhatIsNoSemanticVersion(String version) {
    String text = "{\"name\":\"x\",\"version\":\"" + version + "\"}";
    assertThatThrownBy(() -> ExtensionManifest.read(text.getBytes(UTF_8)))
        .hasMessageStartingWith("/version: ");
  }

  @Test
  void keysOfANewerMinorVersionAreWarnings() {
    ManifestReport report =
        ExtensionManifest.checkFile(
            "extension_id: x\nversion: '1.0.0'\nschema_version: '1.3'\nfuture: 1\n",
            Limits.defaults());
    assertThat(report.findings())
        .singleElement()
        .satisfies(one -> assertThat(one.severity()).isEqualTo(Finding.Severity.WARNING))
        .extracting(Finding::path)
        .isEqualTo("/future");
    assertThat(report.require().toJson().has("future")).isTrue();
    assertThatThrownBy(() ->
            ExtensionManifest.readFile(
                "extension_id: x\nversion: '1.0.0'\nschema_version: '1.0'\nfuture: 1\n"))
        .hasMessageStartingWith("/future: ");
  }

  @Test
  void takesTheOperatorsCeilings() {
    byte[] asks = (HEAD + ",\"resource_limits\":{\"memory_mb\":512}}").getBytes(UTF_8);
    Limits low = Limits.defaults().withCeiling(Limit.MEMORY, 256L << 20);
    assertThat(ExtensionManifest.read(asks).limits().value(Limit.MEMORY)).isEqualTo(512L << 20);
    assertThatThrownBy(() -> ExtensionManifest.read(asks, low))
        .hasMessageContaining("512 MiB is above the ceiling of 256 MiB");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | empty",
        "'# nothing' | empty",
        "just text | not an object",
        "- a | not an object",
        "'a: *b' | alias",
        "'a: &x [1]\nb: *x' | alias",
        "'a: !!java.net.URL [http://a]' | tag",
        "'!foo\na: b' | tag",
        "'a: 1\na: 2' | twice",
        "'a: 1\n---\nb: 2' | second YAML document",
        "'a: [1' | not YAML",
        "'a: b: c' | not YAML",
        "'a: .nan' | ",
      })
  void refusesYamlThatIsNotPlain(String text, String message) {
    assertThatThrownBy(() -> ExtensionManifest.readFile(text))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID))
        .hasMessageContaining(message == null ? "" : message);
  }

  @Test
  void refusesBombsQuickly() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 30; i++) {
      laughs.append("a").append(i).append(": &a").append(i).append(" [");
      laughs.append(("*a" + (i - 1) + ",").repeat(9)).append("*a").append(i - 1).append("]\n");
    }
    for (String text :
        List.of(
            laughs.toString(),
            "a: " + "[".repeat(10_000),
            "[".repeat(100_000),
            "{\"a\":".repeat(10_000),
            "{".repeat(100_000),
            "a: " + "9".repeat(100_000),
            "a: " + "x".repeat(2 << 20),
            "? ".repeat(10_000))) {
      assertThatThrownBy(() -> ExtensionManifest.readFile(text))
          .isInstanceOfSatisfying(
              MorphException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID));
    }
  }

  @Test
  void damagedManifestsRaiseTheDocumentedErrorOnly() {
    String json =
        HEAD
            + ",\"permissions\":[\"http:read\",{\"name\":\"fs:read\",\"paths\":[\"a/*\"]}],"
            + "\"resource_limits\":{\"memory_mb\":1}}";
    String yaml = "name: jira\nversion: '1.0.0'\npermissions:\n  - http:read\nopens: [.x]\n";
    Random random = new Random(4);
    String odd = "{}[]:,\"'&*!|>%@`-#\n\t 0aé\u0000\ufffe";
    int refused = 0;
    for (int i = 0; i < 4000; i++) {
      StringBuilder text = new StringBuilder(i % 2 == 0 ? json : yaml);
      for (int k = 0; k <= random.nextInt(4); k++) {
        text.setCharAt(random.nextInt(text.length()), odd.charAt(random.nextInt(odd.length())));
      }
      try {
        ExtensionManifest.readFile(text.toString());
      } catch (MorphException e) {
        assertThat(e.code()).as(text.toString()).isEqualTo(ErrorCode.MANIFEST_INVALID);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(1000);
  }

  @ParameterizedTest
  @EnumSource(Limit.class)
  void keysOfLimitsStandInTheReference(Limit limit) throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("morph.root"), "docs/reference/manifest.md"));
    for (Limit.Key key : limit.manifestKeys()) {
      assertThat(page).contains("`" + key.word() + "`").contains("| `" + limit.word() + "` |");
    }
  }

  @Test
  void everyKeyStandsInTheReference() throws IOException {
    String page =
        Files.readString(Path.of(System.getProperty("morph.root"), "docs/reference/manifest.md"));
    for (String key : ManifestReader.keys()) {
      assertThat(page).contains("`" + key);
    }
  }

  @Test
  void readsTheFlatManifestOfTheSpecs() throws IOException {
    String spec = spec("000");
    int start = spec.indexOf("\"name\": \"jira\"");
    int end = spec.indexOf("\"signature\"", start);
    String text = "{" + spec.substring(start, spec.indexOf('}', end) + 1);
    ExtensionManifest manifest = ExtensionManifest.readFile(text);
    assertThat(manifest.id().value()).isEqualTo("jira");
    assertThat(manifest.about().displayName()).isEqualTo("JIRA Integration");
    assertThat(manifest.permissions().texts())
        .containsExactly("http:read", "http:write", "vault:read", "data:write");
    assertThat(manifest.limits().value(Limit.MEMORY)).isEqualTo(128L << 20);
    assertThat(manifest.limits().value(Limit.TIME)).isEqualTo(60_000_000_000L);
    assertThat(manifest.requires())
        .containsExactly(Map.entry("requires_morphee_version", ">=0.9.0"));
    assertThat(manifest.signature()).isEqualTo("base64-encoded-RSA-PSS-signature");
    assertThat(manifest.about().author()).isEqualTo("Morphee Team <hello@morphee.ai>");
    manifest.requireVersion("1.0.0");
    assertThat(ExtensionManifest.checkFile(text, Limits.defaults()).findings()).isEmpty();
  }

  @Test
  void readsTheNestedManifestOfTheSpecs() throws IOException {
    String spec = spec("002");
    int start = spec.indexOf("extension_id: \"jira-integration\"");
    String text = indented(spec.substring(start, spec.indexOf("Distribution (OCI", start)));
    ExtensionManifest manifest = ExtensionManifest.readFile(text);
    assertThat(manifest.id().value()).isEqualTo("jira-integration");
    assertThat(manifest.about().displayName()).isEqualTo("JIRA Integration");
    assertThat(manifest.permissions().texts())
        .containsExactly("http:read", "http:write", "vault:read", "event:emit", "data:write");
    assertThat(manifest.limits().value(Limit.MEMORY)).isEqualTo(256L << 20);
    assertThat(manifest.limits().value(Limit.HTTP_CALLS)).isEqualTo(500);
    assertThat(manifest.about().author()).isEqualTo("Atlassian");
    assertThat(manifest.about().homepage()).isEqualTo("https://morphee.app/extensions/jira");
    assertThat(manifest.actions())
        .singleElement()
        .satisfies(action -> {
          assertThat(action.name()).isEqualTo("create_issue");
          assertThat(action.aiAccess()).isEqualTo("execute");
          assertThat(String.valueOf(action.parameters()))
              .isEqualTo(
                  "{\"type\":\"object\",\"properties\":{\"title\":{\"type\":\"string\"},"
                      + "\"description\":{\"type\":\"string\"}},\"required\":[\"title\"]}");
        });
    assertThat(ExtensionManifest.checkFile(text, Limits.defaults()).findings()).isEmpty();
  }

  /** Puts back the indentation that the text lost. */
  private static String indented(String text) {
    List<String> lines = new ArrayList<>();
    String section = "";
    boolean parameters = false;
    for (String line : text.lines().toList()) {
      if (!section.equals("actions:") && line.matches("[a-z_]+:.*")) {
        boolean top = line.endsWith(":") || section.isEmpty() || line.startsWith("schema_version");
        section = line.endsWith(":") ? line : section;
        lines.add(top ? line : "  " + line);
      } else if (!section.equals("actions:")) {
        lines.add("  " + line);
      } else if (line.equals("parameters:")) {
        parameters = true;
        lines.add("    " + line);
      } else if (line.startsWith("ai_access")) {
        lines.add("    " + line);
      } else if (line.startsWith("- ")) {
        lines.add((parameters ? "      " : "  ") + line);
      } else {
        lines.add("        " + line);
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String spec(String number) throws IOException {
    Path folder = SharedData.require("the manifests printed in specs", "specs");
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, number + "_*.txt")) {
      return Files.readString(found.iterator().next());
    }
  }
}
