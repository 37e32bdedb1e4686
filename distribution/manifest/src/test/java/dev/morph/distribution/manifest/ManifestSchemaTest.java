package dev.morph.distribution.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema and the reader judge alike, as far as a schema can say. */
class ManifestSchemaTest {
  private static final Path FILE =
      Path.of(System.getProperty("morph.root"), "docs/reference/manifest.schema.json");
  private static final String TEXT = read();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(TEXT);

  private static String read() {
    try {
      return Files.readString(FILE);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private enum Judgement {
    /** Both accept. */
    GOOD,
    /** Both refuse. */
    BAD,
    /** The reader refuses what no schema can see. */
    BEYOND
  }

  private record Variant(String key, JsonValue value, Judgement judgement) {}

  private static final Map<String, List<Variant>> VARIANTS = variants();

  private static void add(
      Map<String, List<Variant>> all, String key, Judgement judgement, String... values) {
    for (String value : values) {
      all.computeIfAbsent(key, k -> new ArrayList<>())
          .add(new Variant(key, Json.parse(value.replace('\'', '"')), judgement));
    }
  }

  private static Map<String, List<Variant>> variants() {
    Map<String, List<Variant>> all = new LinkedHashMap<>();
    String hex = "0".repeat(64);
    for (String key : List.of("description", "author", "license", "signature")) {
      add(all, key, Judgement.GOOD, "''", "'a'", "'line\\nline \\ud83d\\ude00 b\\u00fccher'");
      add(all, key, Judgement.BAD, "1", "null", "['a']", "'a\\u0000'", "'a\\u202eb'");
      add(all, key, Judgement.BAD, "'" + "x".repeat(4097) + "'");
      add(all, key, Judgement.BEYOND, "'\\ud800'");
    }
    for (String key : List.of("homepage", "repository")) {
      add(all, key, Judgement.GOOD, "'https://a.example/x'", "'http://a.example'");
      add(all, key, Judgement.BAD, "'javascript:alert(1)'", "'a.example'", "''", "true");
    }
    add(all, "version", Judgement.GOOD, "'1.0.0'", "'0.0.0-rc.1+b.07'", "'10.20.30'");
    add(all, "version", Judgement.BAD, "'1.0'", "1.0", "'v1.0.0'", "'01.0.0'", "'1.0.0-01'", "''");
    add(all, "categories", Judgement.GOOD, "[]", "['data','other']");
    add(all, "categories", Judgement.BAD, "['games']", "'data'", "[1]", "{}");
    add(all, "highlights", Judgement.GOOD, "[]", "['a','b']");
    add(all, "highlights", Judgement.BAD, "'a'", "[{}]");
    add(all, "contract", Judgement.GOOD, "'program'", "['integration','backend']", "[]");
    add(all, "contract", Judgement.BAD, "'plugin'", "['plugin']", "1");
    add(
        all,
        "permissions",
        Judgement.GOOD,
        "[]",
        "['http:read','event:listen']",
        "[{'name':'http:read','hosts':['a.example'],'paths':['/a/*']}]",
        "[{'name':'http:write','hosts':[],'methods':['POST'],'paths':[]}]",
        "[{'name':'vault:read','keys':['a*']},{'name':'event:emit','topics':['t']}]",
        "[{'name':'data:write','kinds':['tasks']},{'name':'task:create'}]",
        "[{'name':'fs:read','paths':['a/*']},{'name':'extension:call','actions':['a/b']}]",
        "[{'name':'session:send','sessions':['s']},'space:read']");
    add(
        all,
        "permissions",
        Judgement.BAD,
        "'http:read'",
        "['http:all']",
        "['http:read=a.example']",
        "[1]",
        "[{}]",
        "[{'name':'http:all'}]",
        "[{'name':'http:read','host':['a.example']}]",
        "[{'name':'http:read','methods':['GET']}]",
        "[{'name':'http:write','methods':['post']}]",
        "[{'name':'http:read','paths':['a']}]",
        "[{'name':'vault:read','keys':['']}]",
        "[{'name':'vault:read','keys':'a'}]",
        "[{'name':'data:read','kinds':['task']}]",
        "[{'name':'task:create','kinds':[]}]",
        "[{'name':'event:emit','topics':[1]}]");
    add(
        all,
        "permissions",
        Judgement.BEYOND,
        "[{'name':'http:read','hosts':['*']}]",
        "[{'name':'http:read','hosts':['*x']}]",
        "[{'name':'http:read','hosts':['a.example/x'],'paths':['/y']}]",
        "[{'name':'fs:read','paths':['../x']}]",
        "[{'name':'vault:read','keys':['*']}]",
        "[{'name':'vault:read','keys':['a\\u202eb']}]");
    add(
        all,
        "credentials",
        Judgement.GOOD,
        "[]",
        "[{'secret':'k','host':'*.a.example'}]",
        "[{'secret':'k','host':'a.example:8443','header':'X-Key','scheme':'Bearer'}]");
    add(
        all,
        "credentials",
        Judgement.BAD,
        "[{'secret':'k'}]",
        "[{'host':'a'}]",
        "[{'secret':'k','host':'a','value':'x'}]",
        "[{'secret':'k*','host':'a'}]",
        "[{'secret':'k','host':'a','header':'Host'}]",
        "[{'secret':'k','host':'a','header':'a b'}]",
        "[{'secret':'k','host':'a','header':'a:\\r\\nb'}]",
        "[{'secret':'k','host':'a','scheme':''}]",
        "{}");
    add(
        all,
        "credentials",
        Judgement.BEYOND,
        "[{'secret':'k','host':'*'}]",
        "[{'secret':'k','host':'a.example/x'}]",
        "[{'secret':'k','host':'POST a.example'}]",
        "[{'secret':'k','host':'/x'}]",
        "[{'secret':'k','host':'a@b'}]");
    add(
        all,
        "resource_limits",
        Judgement.GOOD,
        "{}",
        "{'memory_mb':1,'cpu_fuel':1,'timeout_sec':60,'http_rate_per_min':0}",
        "{'max_memory_mb':256,'max_execution_ms':60000,'max_http_requests':500}",
        "{'gc_alloc_mb':0,'events_rate_per_min':1.0,'max_file_size_mb':1e1}");
    add(
        all,
        "resource_limits",
        Judgement.BAD,
        "[]",
        "{'memory':1}",
        "{'memory_mb':0}",
        "{'memory_mb':'1'}",
        "{'memory_mb':null}",
        "{'timeout_sec':-1}",
        "{'cpu_fuel':1.5}",
        "{'memory_mb':1,'max_memory_mb':1}",
        "{'timeout_sec':1,'max_execution_ms':1}");
    add(
        all,
        "resource_limits",
        Judgement.BEYOND,
        "{'memory_mb':2048}",
        "{'cpu_fuel':99999999999999999999999}",
        "{'timeout_sec':301}");
    for (String key : ExtensionManifest.REQUIRES) {
      add(all, key, Judgement.GOOD, "'>=0.9.0'", "'^1.0 || 2.x'");
      add(all, key, Judgement.BAD, "1", "''", "['^1']", "'" + "1".repeat(257) + "'");
      add(all, key, Judgement.BEYOND, "'latest'", "'>=1.0 foo'");
    }
    add(all, "oauth", Judgement.GOOD, "{}", "{'a':[1]}");
    add(all, "oauth", Judgement.BAD, "'x'", "[]");
    add(all, "opens", Judgement.GOOD, "[]", "['.csv','.tar.gz']");
    add(all, "opens", Judgement.BAD, "['csv']", "['.']", "['./x']", "'.csv'", "[1]");
    add(all, "unused_imports", Judgement.GOOD, "true", "false");
    add(all, "unused_imports", Judgement.BAD, "'yes'", "1");
    add(all, "lifecycle", Judgement.GOOD, "'fresh'", "'reuse'");
    add(all, "lifecycle", Judgement.BAD, "'fressh'", "true");
    add(all, "digest", Judgement.GOOD, "'sha256:" + hex + "'");
    add(all, "digest", Judgement.BAD, "'" + hex + "'", "'sha256:x'", "1");
    add(all, "deprecated", Judgement.GOOD, "true", "false", "'use y'");
    add(all, "deprecated", Judgement.BAD, "1", "{}");
    add(
        all,
        "actions",
        Judgement.GOOD,
        "[]",
        "[{'name':'a','parameters':{'type':'object'},'returns':{},'ai_access':'never'}]",
        "[{'name':'a','parameters':[{'name':'t','type':'string','required':true}]},{'name':'b'}]");
    add(
        all,
        "actions",
        Judgement.BAD,
        "[{}]",
        "[{'name':''}]",
        "[{'name':'a','ai_access':'always'}]",
        "[{'name':'a','side_effect':'none'}]",
        "[{'name':'a','parameters':'x'}]",
        "[{'name':'a','parameters':[{'type':'string'}]}]",
        "[{'name':'a','parameters':[{'name':'t','type':'text'}]}]",
        "[{'name':'a','params':{}}]");
    add(
        all,
        "actions",
        Judgement.BEYOND,
        "[{'name':'a'},{'name':'a'}]",
        "[{'name':'a','parameters':[{'name':'t'},{'name':'t'}]}]");
    add(all, "future", Judgement.BAD, "1");
    return all;
  }

  private static final List<Variant> FLAT_HEADS = heads("name");
  private static final List<Variant> NESTED_HEADS = heads("extension_id");

  private static List<Variant> heads(String key) {
    Map<String, List<Variant>> all = new LinkedHashMap<>();
    add(all, key, Judgement.GOOD, "'a'", "'jira-2'", "'" + "a".repeat(63) + "'");
    add(all, key, Judgement.BAD, "'A'", "'-a'", "''", "'install'", "'" + "a".repeat(64) + "'", "1");
    return all.get(key);
  }

  private static boolean schemaAccepts(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).isEmpty();
  }

  private static boolean readerAccepts(String json) {
    return ExtensionManifest.check(json.getBytes(UTF_8), Limits.defaults()).manifest() != null;
  }

  @Provide
  Arbitrary<List<Variant>> documents() {
    Arbitrary<Variant> head =
        Arbitraries.of(true, false)
            .flatMap(flat -> Arbitraries.of(flat ? FLAT_HEADS : NESTED_HEADS));
    List<Variant> good = new ArrayList<>();
    List<Variant> all = new ArrayList<>();
    VARIANTS
        .values()
        .forEach(of -> {
          all.addAll(of);
          of.stream().filter(one -> one.judgement() == Judgement.GOOD).forEach(good::add);
        });
    Arbitrary<List<Variant>> members =
        Arbitraries.oneOf(
            Arbitraries.of(good).list().ofMaxSize(10),
            Arbitraries.of(good)
                .list()
                .ofMaxSize(6)
                .flatMap(some ->
                    Arbitraries.of(all)
                        .map(last -> {
                          List<Variant> list = new ArrayList<>(some);
                          list.add(last);
                          return list;
                        })));
    return head.flatMap(first ->
        members.map(rest -> {
          Map<String, Variant> unique = new LinkedHashMap<>();
          unique.put(first.key(), first);
          unique.put("version", VARIANTS.get("version").getFirst());
          rest.forEach(one -> unique.put(one.key(), one));
          return List.copyOf(unique.values());
        }));
  }

  private static JsonObject document(List<Variant> members) {
    JsonObject.Builder out = JsonObject.builder();
    members.forEach(one -> out.put(one.key(), one.value()));
    return out.build();
  }

  @Property(tries = 2000)
  void judgesGeneratedDocumentsAsTheReaderDoes(@ForAll("documents") List<Variant> members) {
    String json = document(members).toString();
    Set<Judgement> found = new TreeSet<>();
    members.forEach(one -> found.add(one.judgement()));
    boolean bad = found.contains(Judgement.BAD);
    assertThat(schemaAccepts(json)).as("schema: " + json).isEqualTo(!bad);
    assertThat(readerAccepts(json))
        .as("reader: " + json)
        .isEqualTo(!bad && !found.contains(Judgement.BEYOND));
  }

  @Test
  void judgesEveryValueAsTheReaderDoes() {
    for (List<Variant> of : VARIANTS.values()) {
      for (Variant one : of) {
        JsonObject.Builder out =
            JsonObject.builder()
                .put("name", "a")
                .put("version", "1.0.0")
                .put(one.key(), one.value());
        String json = out.build().toString();
        assertThat(schemaAccepts(json)).as(json).isEqualTo(one.judgement() != Judgement.BAD);
        assertThat(readerAccepts(json)).as(json).isEqualTo(one.judgement() == Judgement.GOOD);
      }
    }
  }

  /** A part of a document and what stands in its place. */
  private record Change(int part, JsonValue by) {}

  @Property(tries = 2000)
  void theReaderAcceptsNothingThatTheSchemaRefuses(
      @ForAll("documents") List<Variant> members, @ForAll("changes") List<Change> changes) {
    JsonValue changed = document(members);
    for (Change change : changes) {
      changed = replaced(changed, change.part(), change.by());
    }
    String json = changed.toString();
    if (readerAccepts(json)) {
      assertThat(schemaAccepts(json)).as(json).isTrue();
    }
  }

  @Property
  void whatIsWrittenIsReadBackAsTheSame(@ForAll("documents") List<Variant> members) {
    ExtensionManifest manifest =
        ExtensionManifest.check(document(members).toString().getBytes(UTF_8), Limits.defaults())
            .manifest();
    if (manifest == null) {
      return;
    }
    byte[] written = manifest.toBytes();
    ExtensionManifest again = ExtensionManifest.read(written);
    assertThat(again).usingRecursiveComparison().ignoringFields("document").isEqualTo(manifest);
    assertThat(again.toBytes()).isEqualTo(written);
    assertThat(schemaAccepts(new String(written, UTF_8))).isTrue();
  }

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<JsonValue> odd =
        Arbitraries.of(
                "null",
                "1",
                "-1",
                "1.5",
                "\"\"",
                "\"a\"",
                "true",
                "[]",
                "{}",
                "[[]]",
                "{\"name\":\"a\"}")
            .map(Json::parse);
    return Combinators.combine(Arbitraries.integers().between(1, 30), odd)
        .as(Change::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3);
  }

  /** The value with its n-th part, counted depth first, replaced. */
  private static JsonValue replaced(JsonValue value, int n, JsonValue by) {
    return replaced(value, new int[] {n}, by);
  }

  private static JsonValue replaced(JsonValue value, int[] left, JsonValue by) {
    if (left[0]-- == 0) {
      return by;
    }
    return switch (value) {
      case JsonObject object -> {
        JsonObject.Builder out = JsonObject.builder();
        object.members().forEach((key, member) -> out.put(key, replaced(member, left, by)));
        yield out.build();
      }
      case JsonArray array ->
          new JsonArray(
              array.items().stream().<JsonValue>map(item -> replaced(item, left, by)).toList());
      default -> value;
    };
  }

  @Test
  void listeningNeedsThePermissionInBoth() {
    String head = "{\"name\":\"a\",\"version\":\"1.0.0\",\"listens\":[\"t\"]";
    for (String bad :
        List.of(
            "}", ",\"permissions\":[]}", ",\"permissions\":[\"event:emit\",{\"name\":\"x\"}]}")) {
      assertThat(schemaAccepts(head + bad)).isFalse();
      assertThat(readerAccepts(head + bad)).isFalse();
    }
    for (String good :
        List.of("\"event:listen\"", "{\"name\":\"event:listen\",\"topics\":[\"t\"]}")) {
      assertThat(schemaAccepts(head + ",\"permissions\":[" + good + "]}")).isTrue();
      assertThat(readerAccepts(head + ",\"permissions\":[" + good + "]}")).isTrue();
    }
    String other = ",\"permissions\":[{\"name\":\"event:listen\",\"topics\":[\"u\"]}]}";
    assertThat(schemaAccepts(head + other)).isTrue();
    assertThat(readerAccepts(head + other)).isFalse();
  }

  @Test
  void knowsTheNestedForm() {
    String head = "{\"extension_id\":\"a\",\"version\":\"1.0.0\",\"schema_version\":\"1.0\"";
    for (String good : List.of("}", ",\"metadata\":{\"name\":\"A\"},\"author\":\"b\"}")) {
      assertThat(schemaAccepts(head + good)).as(good).isTrue();
      assertThat(readerAccepts(head + good)).as(good).isTrue();
    }
    for (String bad :
        List.of(
            ",\"name\":\"a\"}",
            ",\"metadata\":{\"nam\":\"A\"}}",
            ",\"metadata\":[]}",
            ",\"metadata\":{\"author\":\"A\"},\"author\":\"b\"}")) {
      assertThat(schemaAccepts(head + bad)).as(bad).isFalse();
      assertThat(readerAccepts(head + bad)).as(bad).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"extensions/hello-world/manifest.json"})
  void acceptsTheManifestsOfTheRepository(String file) throws IOException {
    String json = Files.readString(Path.of(System.getProperty("morph.root"), file));
    assertThat(schemaAccepts(json)).isTrue();
    assertThat(ExtensionManifest.checkFile(json, Limits.defaults()).findings()).isEmpty();
  }

  @Test
  void hasTheKeysPermissionsAndLimitsOfTheCode() {
    JsonObject defs = object((JsonObject) Json.parse(TEXT), "$defs");
    Set<String> keys =
        new TreeSet<>(object(object(defs, "common"), "properties").members().keySet());
    keys.addAll(object(object(defs, "flat"), "properties").members().keySet());
    keys.addAll(object(object(defs, "nested"), "properties").members().keySet());
    assertThat(keys).containsExactlyInAnyOrderElementsOf(ManifestReader.keys());
    JsonArray permissions = (JsonArray) object(defs, "permission").get("anyOf");
    JsonArray names = (JsonArray) ((JsonObject) permissions.items().getFirst()).get("enum");
    assertThat(names.items().stream().map(one -> ((JsonString) one).value()))
        .containsExactlyElementsOf(PermissionName.words());
    List<String> limits = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      limit.manifestKeys().forEach(key -> limits.add(key.word()));
    }
    assertThat(object(object(defs, "resource_limits"), "properties").members().keySet())
        .containsExactlyInAnyOrderElementsOf(limits);
  }

  private static JsonObject object(JsonObject parent, String key) {
    return (JsonObject) parent.get(key);
  }
}
