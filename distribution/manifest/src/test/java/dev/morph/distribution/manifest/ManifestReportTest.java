package dev.morph.distribution.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.policy.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReportTest {
  private static ManifestReport json(String text) {
    return ExtensionManifest.check(text.getBytes(UTF_8), Limits.defaults());
  }

  private static ManifestReport members(String members) {
    return json("{\"name\":\"a\",\"version\":\"1.0.0\"" + members + "}");
  }

  @Test
  void allFaultsAreFoundInOneRun() {
    ManifestReport report =
        json(
            """
            {"name": "Install", "versoin": "1.0.0", "permissions": ["http:reed", {"name": "vault:read",
            "keys": ["a", ""]}], "resource_limits": {"memory_mb": 4096, "timeout_sec": 0, "fuel": 1},
            "listens": ["t"], "actions": [{"name": "a", "ai_access": "alwys"}, {}], "homepage": "x"}
            """);
    assertThat(report.manifest()).isNull();
    assertThat(report.findings())
        .extracting(Finding::path)
        .containsExactlyInAnyOrder(
            "/version",
            "/name",
            "/versoin",
            "/permissions/0",
            "/permissions/1/keys/1",
            "/resource_limits/memory_mb",
            "/resource_limits/timeout_sec",
            "/resource_limits/fuel",
            "/actions/0/ai_access",
            "/actions/1/name",
            "/homepage");
    assertThatThrownBy(report::require)
        .isInstanceOfSatisfying(
            MorphException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID);
              assertThat(((JsonArray) e.details().get("findings")).items()).hasSize(11);
            })
        .hasMessageStartingWith("11 faults: (1) /")
        .hasMessageContaining("/versoin: there is no such key; did you mean version?")
        .hasMessageContaining("4 GiB is above the ceiling of 1 GiB for memory; ask for less");
  }

  @Test
  void aFloodOfFaultsIsCutAndStillRefused() {
    ManifestReport report =
        members(",\"opens\":[" + "\"x\",".repeat(999) + "\"x\"],\"permissions\":[1,1]");
    assertThat(report.manifest()).isNull();
    assertThat(report.findings()).hasSize(101);
    assertThat(report.findings().getLast().message()).isEqualTo("there are more findings");
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      keys.append(",\"k").append(i).append("\":0");
    }
    String newer = "{\"extension_id\":\"a\",\"version\":\"1.0.0\",\"schema_version\":\"1.9\"";
    assertThat(json(newer + keys + "}").findings()).hasSize(101);
    assertThat(json(newer + ",\"lifecycle\":\"no\"" + keys + "}").manifest()).isNull();
  }

  @Test
  void aNewerMinorVersionIsReadAndWrittenWithItsKeys() {
    String text =
        "{\"schema_version\":\"1.7\",\"extension_id\":\"a\",\"version\":\"1.0.0\",\"new\":[1.50],"
            + "\"metadata\":{\"name\":\"A\",\"logo\":\"l\"},\"resource_limits\":{\"disk_mb\":1},"
            + "\"actions\":[{\"name\":\"x\",\"cost\":1}]}";
    ManifestReport report = json(text);
    assertThat(report.findings())
        .extracting(Finding::path)
        .containsExactlyInAnyOrder(
            "/new", "/metadata/logo", "/resource_limits/disk_mb", "/actions/0/cost");
    assertThat(report.errors()).isEmpty();
    assertThat(report.require().toJson()).isEqualTo(Json.parse(text));
    assertThat(new String(report.require().toBytes(), UTF_8)).startsWith("{\"actions\":");
    for (String wrong :
        List.of("2.0", "1", "1.", "1.01", "1.-1", "1.0.0", "0.9", "1.99999999999999999")) {
      assertThat(json(text.replace("\"1.7\"", "\"" + wrong + "\"")).manifest()).isNull();
    }
  }

  @Test
  void theNestedFormIsWrittenAsTheFlatOne() {
    ExtensionManifest manifest =
        ExtensionManifest.readFile(
            """
            extension_id: jira
            version: "1.2.0"
            schema_version: "1.0"
            metadata: {name: Jira, author: Acme, homepage: "https://a.example"}
            permissions: [http:read]
            resource_limits: {max_memory_mb: 64, max_execution_ms: 1500}
            actions:
              - name: create
                parameters:
                  - {name: title, type: string, required: true, description: d}
                  - {name: any}
                ai_access: execute
            """);
    assertThat(new String(manifest.toBytes(), UTF_8))
        .isEqualTo(
            "{\"actions\":[{\"ai_access\":\"execute\",\"name\":\"create\",\"parameters\":"
                + "{\"properties\":{\"any\":{},\"title\":{\"description\":\"d\",\"type\":\"string\"}},"
                + "\"required\":[\"title\"],\"type\":\"object\"}}],\"author\":\"Acme\","
                + "\"display_name\":\"Jira\",\"homepage\":\"https://a.example\",\"name\":\"jira\","
                + "\"permissions\":[\"http:read\"],\"resource_limits\":{\"max_execution_ms\":1500,"
                + "\"memory_mb\":64},\"version\":\"1.2.0\"}");
    ExtensionManifest again = ExtensionManifest.read(manifest.toBytes());
    assertThat(again).usingRecursiveComparison().ignoringFields("document").isEqualTo(manifest);
    assertThat(again.terms().digest()).isEqualTo(manifest.terms().digest());
  }

  @Test
  void readsCredentialsAndTheirDefaults() {
    ExtensionManifest manifest =
        members(
                ",\"credentials\":[{\"secret\":\"token\",\"host\":\"*.Atlassian.NET\"},"
                    + "{\"secret\":\"k\",\"host\":\"http://a.example:8080\",\"header\":\"X-Key\","
                    + "\"scheme\":\"Token\"}],\"deprecated\":true")
            .require();
    assertThat(manifest.credentials().getFirst().header()).isEqualTo("Authorization");
    assertThat(manifest.credentials().getFirst().host().text()).isEqualTo("*.atlassian.net");
    assertThat(manifest.credentials().getLast().scheme()).isEqualTo("Token");
    assertThat(manifest.credentials().getLast().host().text()).isEqualTo("http://a.example:8080");
    assertThat(manifest.deprecated()).isEmpty();
    assertThat(members("").require().deprecated()).isNull();
    assertThat(members(",\"deprecated\":false").require().deprecated()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"listens\":[\"t\"] | /listens/0: the topic needs the permission event:listen",
        "\"listens\":[\"t\"],\"permissions\":[{\"name\":\"event:listen\",\"topics\":[\"u\"]}] | /listens/0: the topic needs",
        "\"listens\":[\"*\"],\"permissions\":[\"event:listen\"] | /listens/0: '*' alone",
        "\"listens\":[\"\"],\"permissions\":[\"event:listen\"] | /listens/0: an entry",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"a.example\",\"header\":\"content-LENGTH\"}] | /credentials/0/header: content-LENGTH is a header that the host writes itself",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"GET a.example\"}] | /credentials/0/host: a credential is for a host",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"https://a.example/\"}] | /credentials/0/host: a credential is for a host",
        "\"credentials\":[{\"secret\":\"a*\",\"host\":\"a.example\"}] | /credentials/0/secret: a credential is one secret",
        "\"credentials\":[{\"secret\":\"morph:oauth/x\",\"host\":\"a.example\"}] | /credentials/0/secret: keys that begin with morph: are Morph's own",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"a.example\",\"header\":\"Proxy-Thing\"}] | /credentials/0/header: Proxy-Thing is a header that the host writes itself",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"a.example\",\"header\":\"User-Agent\"}] | /credentials/0/header: User-Agent is a header that the host writes itself",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"a.example\",\"header\":\"X-A: b\"}] | /credentials/0/header: a header's name is one word",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"a.example\",\"header\":\"X\\r\\nY\"}] | /credentials/0/header: the text holds a character that cannot be shown",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"a.example\",\"scheme\":\"Bearer x\"}] | /credentials/0/scheme: a scheme is one word",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"a.example\"},{\"secret\":\"t\",\"host\":\"A.example:443\",\"header\":\"authorization\"}] | /credentials/1: it is never sent: /credentials/0 sends that header to the same hosts",
        "\"credentials\":[{\"secret\":\"s\",\"host\":\"*.a.example\"},{\"secret\":\"t\",\"host\":\"b.a.example\"}] | /credentials/1: it is never sent",
        "\"opens\":[\"csv\"] | /opens/0: csv is no ending of files",
        "\"homepage\":\"javascript:x\" | /homepage: a link begins",
        "\"digest\":\"sha256:0\" | /digest: a digest",
        "\"actions\":[{\"name\":\"a\"},{\"name\":\"a\"}] | /actions/1/name: a stands twice",
        "\"actions\":[{\"name\":\"a\",\"parameters\":[{\"name\":\"p\",\"type\":\"text\"}]}] | /actions/0/parameters/0/type: text is not known",
        "\"a/b~c\":1 | /a~1b~0c: there is no such key",
        "\"description\":\"a\\u202eb\" | /description: the text holds a character that cannot be shown",
      })
  void namesWhatIsWrong(String members, String message) {
    assertThatThrownBy(() -> members("," + members).require()).hasMessageContaining(message);
  }

  @Test
  void topicsOfADeclaredPatternMayBeListenedTo() {
    String declared = ",\"permissions\":[{\"name\":\"event:listen\",\"topics\":[\"issue.*\"]}]";
    assertThat(members(declared + ",\"listens\":[\"issue.created\",\"issue.c*\"]").findings())
        .isEmpty();
    assertThat(members(declared + ",\"listens\":[\"*\"]").errors()).hasSize(1);
  }

  @Test
  void whatStrangersWriteIsShownInOneLine() {
    ManifestReport report = members(",\"k\\u001b[2J\\n\\u202e" + "x".repeat(5000) + "\":1");
    Finding finding = report.findings().getFirst();
    assertThat(finding.text())
        .doesNotContain("\u001b")
        .doesNotContain("\n")
        .doesNotContain("\u202e");
    assertThat(finding.text().length()).isLessThan(1600);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"x\"",
        "{",
        "{}}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "\ud800",
        "\u0000",
        "---\n---\n",
        "%YAML 9.9\n---\nname: a",
        "name: a\nname: a",
        "? {a: b}\n: c",
        "<<: {name: a}",
        "name: &x a\nversion: *x",
        "!!set {a, b}",
        "\tname: a",
        "name: \"\\uD800\"",
        "- - - -"
      })
  void everyTextIsAnsweredWithFindings(String text) {
    ManifestReport report = ExtensionManifest.checkFile(text, Limits.defaults());
    assertThat(report.manifest()).isNull();
    assertThat(report.errors()).isNotEmpty();
    assertThat(ExtensionManifest.check(text.getBytes(UTF_8), Limits.defaults()).errors())
        .isNotEmpty();
  }

  @Test
  void productsOfListsAreCutBeforeTheyGrow() {
    String list = "\"/p\"" + ",\"/p\"".repeat(999);
    String one = "{\"name\":\"http:read\",\"paths\":[" + list + "]}";
    ManifestReport report = members(",\"permissions\":[" + one + ("," + one).repeat(150) + "]");
    assertThat(report.errors()).extracting(Finding::path).containsExactly("/permissions");
  }

  private static List<String> agreement(String actions, String describe) {
    ExtensionManifest manifest = members(",\"actions\":" + actions).require();
    return ActionAgreement.check(manifest, (JsonObject) Json.parse(describe)).stream()
        .map(one -> one.path() + ": " + one.message())
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | {'actions':[{'name':'a'}]} | ",
        "[{'name':'a'}] | {'actions':[{'name':'a'}]} | ",
        "[{'name':'a'}] | {'actions':[{'name':'a','ai_access':'never','parameters':{'properties':{'p':{}}}}]} | ",
        "[{'name':'a'}] | {'actions':[{'name':'a'},{'name':'on_event'}]} | ",
        "[{'name':'a'},{'name':'on_event'}] | {'actions':[{'name':'a'}]} | ",
        "[{'name':'a'},{'name':'b'}] | {'actions':[{'name':'a'}]} | /actions/1/name: the binary has no action b",
        "[{'name':'a'}] | {'actions':[{'name':'a'},{'name':'b'}]} | /actions: the binary has the action b, which the manifest does not list",
        "[{'name':'a','ai_access':'execute'}] | {'actions':[{'name':'a'}]} | /actions/0/ai_access: the manifest says execute, the binary ask",
        "[{'name':'a','ai_access':'ask'}] | {'actions':[{'name':'a'}]} | ",
        "[{'name':'a','side_effect':'read'}] | {'actions':[{'name':'a'}]} | /actions/0/side_effect: the manifest says read, the binary write",
        "[{'name':'a','parameters':[{'name':'p','type':'string','required':true}]}] | {'actions':[{'name':'a','parameters':{'properties':{'p':{'type':'string','minLength':1}},'required':['p']}}]} | ",
        "[{'name':'a','parameters':[{'name':'p','type':'string'}]}] | {'actions':[{'name':'a','parameters':{'properties':{'p':{'type':'number'}}}}]} | /actions/0/parameters: the manifest says the type \"string\" of p, the binary \"number\"",
        "[{'name':'a','parameters':[{'name':'p'}]}] | {'actions':[{'name':'a'}]} | /actions/0/parameters: the binary has no such parameters: p",
        "[{'name':'a','parameters':[]}] | {'actions':[{'name':'a','parameters':{'properties':{'q':{}},'required':['q']}}]} | /actions/0/parameters: the binary has more parameters: q, /actions/0/parameters: the binary has more required parameters: q",
        "[{'name':'a','returns':{'type':'string'}}] | {'actions':[{'name':'a'}]} | /actions/0/returns: the binary describes another result",
        "[{'name':'a'}] | {'actions':1} | /actions/0/name: the binary has no action a",
        "[{'name':'a'}] | {'actions':[1,{},{'name':2}]} | /actions/0/name: the binary has no action a",
        "[{'name':'a','parameters':{'properties':1,'required':{}}}] | {'actions':[{'name':'a','parameters':{'properties':[],'required':[1]}}]} | ",
      },
      quoteCharacter = '`')
  void actionsAgreeWithDescribe(String actions, String describe, String findings) {
    assertThat(
            String.join(", ", agreement(actions.replace('\'', '"'), describe.replace('\'', '"'))))
        .isEqualTo(findings == null ? "" : findings);
  }
}
