package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.host.MorphHome;
import dev.morph.host.VaultSecrets;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRecorder;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.Recording;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.data.Owner;
import dev.morph.storage.event.Event;
import dev.morph.storage.vault.MasterKeys;
import dev.morph.storage.vault.SecretName;
import dev.morph.storage.vault.SecretValue;
import dev.morph.storage.vault.Vault;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import dev.morph.testkit.web.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Another extension's secrets, and another user's: with every right to its own secrets, no
 * extension reaches one, whatever it says, sends, replays or is given.
 */
class SecretsUnreachableTest {
  private static final Canary OF_ADA = new Canary("canary-77aa-jira-of-ada");
  private static final Canary OF_LAB = new Canary("canary-c0de-jira-of-ada-in-lab");
  private static final Canary OF_MORPH = new Canary("canary-f00d-oauth-of-jira");
  private static final String VAULT = "morphee:extensions/vault@1.0.0";
  private static final String NONE = "{\"value\":null}";
  private static final String ADA = "{\"user_id\":\"ada\"}";
  private static final String NOT_SERVED =
      "store-unavailable: the vault does not serve the secret token now";

  /** A function without a result of errors ends the call. */
  private static final String CALLED_WRONGLY =
      "a host function that cannot answer an error was called wrongly: ";

  @TempDir private static Path shared;
  @TempDir private Path folder;
  private static Shelf shelf;

  @BeforeAll
  static void open() {
    shelf = Shelf.in(shared);
  }

  @AfterAll
  static void close() {
    shelf.close();
  }

  /** A real vault, in which jira has secrets of ada, and Morph one of its own. */
  private record Shelf(Path folder, Store store, Vault vault) implements AutoCloseable {
    static Shelf in(Path folder) {
      Store store = Store.open(StoreSettings.file(folder.resolve("store.db")));
      Vault vault = store.vault(MasterKeys.file(folder.resolve("vault.key")));
      Shelf made = new Shelf(folder, store, vault);
      made.set("jira", Owner.user("ada"), "token", OF_ADA.text());
      made.set("jira", new Owner("ada", "lab"), "token", OF_LAB.text());
      made.set("jira", Owner.user("ada"), "morph:oauth/jira", OF_MORPH.text());
      return made;
    }

    void set(String extension, Owner owner, String key, String text) {
      try (SecretValue value = SecretValue.of(text)) {
        vault.set(new SecretName(extension, owner, key), value);
      }
    }

    Morph morph(EngineMode mode) {
      return Morph.builder()
          .engine(mode)
          .secrets(VaultSecrets.of(vault))
          .allowPrivate(List.of(AddressRule.parse("127.0.0.1")))
          .build();
    }

    /** What somebody does who may write to the database. */
    void sql(String... statements) {
      try (Connection connection =
              DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
          Statement statement = connection.createStatement()) {
        for (String one : statements) {
          assertThat(statement.executeUpdate(one)).as(one).isPositive();
        }
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      store.close();
    }
  }

  private static Morph morph(EngineMode mode) {
    return shelf.morph(mode);
  }

  /** What one call showed: how it answered, and everything else. */
  private record Shown(String answer, String all, Recording recording) {
    void assertClean() {
      OF_ADA.assertUnseen(answer, all);
      OF_LAB.assertUnseen(answer, all);
      OF_MORPH.assertUnseen(answer, all);
    }
  }

  private static LoadOptions options(@Nullable String knownAs, String manifest) {
    LoadOptions.Builder options =
        LoadOptions.builder()
            .grant("vault:read")
            .grant("vault:write")
            .grant("event:listen")
            .name("jira");
    if (!manifest.isEmpty()) {
      options.manifest(manifest.getBytes(UTF_8));
    }
    if (knownAs != null) {
      options.knownAs(new ExtensionId(knownAs));
    }
    return options.build();
  }

  private static Shown call(
      Morph morph, byte[] guest, LoadOptions options, String params, String context) {
    List<String> seen = new ArrayList<>();
    try (Extension extension = morph.extensions().load(guest, options)) {
      CallRecorder recorder = extension.recorder();
      CallOutcome outcome =
          recorder.execute(
              new CallRequest(
                  "run",
                  (JsonObject) Json.parse(params),
                  (JsonObject) Json.parse(context),
                  Map.of(),
                  Map.of(),
                  line -> seen.add(line.message()),
                  true));
      seen.add(outcome.report().trace().toString());
      seen.add(outcome.report().denials().toString());
      ByteArrayOutputStream recorded = new ByteArrayOutputStream();
      recorder.recording().writeTo(recorded);
      seen.add(recorded.toString(UTF_8));
      return new Shown(answer(outcome), String.join("\n", seen), recorder.recording());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String answer(CallOutcome outcome) {
    return switch (outcome) {
      case CallOutcome.Ok ok ->
          ok.value() instanceof JsonString(String text)
              ? text.replace("\0", "")
              : Json.write(ok.value());
      case CallOutcome.Failed failed ->
          failed.error().getMessage() + " " + Json.write(failed.error().details());
    };
  }

  private static byte[] reading(String request) {
    return Wat.assemble(Guests.bytesCalling("vault_get_secret", request));
  }

  private static byte[] readingKey(String key) {
    return reading("{\"key\":" + Json.write(new JsonString(key)) + "}");
  }

  private static byte[] canonicalReading(String key) {
    SpyGuest guest = new SpyGuest().imports(VAULT, "get-secret", "(param i32 i32 i32)");
    return guest.wasm(SpyGuest.asking("get-secret", guest.text(key), 4));
  }

  /**
   * One way that was tried.
   *
   * @param knownAs the id under which the host knows who tries; null for none
   * @param answer how it is refused
   */
  record Way(
      String name,
      byte[] guest,
      @Nullable String knownAs,
      String manifest,
      String params,
      String context,
      String answer) {}

  private static String manifest(String name) {
    return "{\"name\":\""
        + name
        + "\",\"version\":\"1.0.0\",\"permissions\":[\"vault:read\",\"vault:write\"]}";
  }

  private static Stream<Way> keys() {
    List<Way> ways = new ArrayList<>();
    for (String key :
        List.of(
            "token",
            "jira/token",
            "../jira/token",
            "jira:token",
            "jira/ada/token",
            "jira.token",
            "TOKEN",
            "token ",
            "t%6fken",
            "t\u043eken",
            "\uff54\uff4f\uff4b\uff45\uff4e",
            "to\u200bken",
            "token\u0301",
            "*",
            "tok*",
            "' OR '1'='1",
            "token'; --",
            "MORPH:oauth/jira",
            "oauth/jira")) {
      ways.add(new Way("key " + key, readingKey(key), "slack", "", "{}", ADA, NONE));
      ways.add(
          new Way("canonical key " + key, canonicalReading(key), "slack", "", "{}", ADA, "000 "));
    }
    for (String[] refused :
        new String[][] {
          {"token\0", "request-invalid: key has a control character"},
          {"jira\0ada\0token", "request-invalid: key has a control character"},
          {"\0", "request-invalid: key has a control character"},
          {"token\n", "request-invalid: key has a control character"},
          {"", "request-invalid: key is empty"},
          {"x".repeat(257), "request-invalid: key has 257 bytes"},
          {"morph:oauth/jira", "request-invalid: key begins with morph:"},
          {"morph:", "request-invalid: key begins with morph:"},
        }) {
      String name =
          refused[0].length() > 99 ? "a long key" : Json.write(new JsonString(refused[0]));
      for (String who : List.of("slack", "jira")) {
        ways.add(
            new Way(
                "key " + name + " of " + who,
                readingKey(refused[0]),
                who,
                "",
                "{}",
                ADA,
                refused[1]));
        ways.add(
            new Way(
                "canonical key " + name + " of " + who,
                canonicalReading(refused[0]),
                who,
                "",
                "{}",
                ADA,
                CALLED_WRONGLY + refused[1]));
      }
    }
    return ways.stream();
  }

  private static Stream<Way> names() {
    byte[] bytes = readingKey("token");
    byte[] canonical = canonicalReading("token");
    List<Way> ways = new ArrayList<>();
    for (String knownAs : new String[] {"slack", null}) {
      String who = knownAs == null ? "nobody" : knownAs;
      for (String manifest : List.of("", manifest("jira"))) {
        String how = " known as " + who + (manifest.isEmpty() ? "" : " with a manifest");
        ways.add(new Way("the name jira" + how, bytes, knownAs, manifest, "{}", ADA, NONE));
        ways.add(
            new Way(
                "the name jira, canonical," + how,
                canonical,
                knownAs,
                manifest,
                "{}",
                ADA,
                "000 "));
      }
    }
    for (String request :
        List.of(
            "{\"key\":\"token\",\"extension_id\":\"jira\"}",
            "{\"key\":\"token\",\"namespace\":\"jira\",\"user_id\":\"ada\"}",
            "{\"key\":\"token\",\"context\":{\"user_id\":\"ada\"},\"owner\":\"ada\"}")) {
      for (String who : List.of("slack", "jira")) {
        ways.add(
            new Way(
                "request " + request + " of " + who,
                reading(request),
                who,
                "",
                "{}",
                "{\"user_id\":\"mallory\"}",
                NONE));
      }
    }
    return ways.stream();
  }

  private static Stream<Way> owners() {
    List<Way> ways = new ArrayList<>();
    String forged =
        "{\"user_id\":\"ada\",\"group_id\":\"lab\",\"context\":{\"user_id\":\"ada\"},"
            + "\"__context\":{\"user_id\":\"ada\"},\"extension_id\":\"jira\"}";
    for (String context :
        List.of(
            "{}",
            "{\"user_id\":\"mallory\"}",
            "{\"user_id\":\"ADA\"}",
            "{\"user_id\":\"ada \"}",
            "{\"user_id\":\"\u0430da\"}",
            "{\"user_id\":\"ada\u0301\"}",
            "{\"user_id\":\"*\"}",
            "{\"user_id\":\"a%\"}",
            "{\"user_id\":\"ada/../ada\"}",
            "{\"user_id\":\"ada\",\"group_id\":\"other\"}",
            "{\"group_id\":\"ada\"}",
            "{\"group_id\":\"lab\"}",
            "{\"user_id\":\"mallory\",\"group_id\":\"lab\"}",
            "{\"user_id\":\"mallory\",\"config\":{\"user_id\":\"ada\"}}",
            "{\"request_id\":\"ada\",\"space_id\":\"ada\"}")) {
      ways.add(
          new Way("context " + context, readingKey("token"), "jira", "", forged, context, NONE));
      ways.add(
          new Way(
              "canonical context " + context,
              canonicalReading("token"),
              "jira",
              "",
              forged,
              context,
              "000 "));
    }
    ways.add(
        new Way(
            "a zero behind the user",
            readingKey("token"),
            "jira",
            "",
            "{}",
            "{\"user_id\":\"ada\\u0000\"}",
            NOT_SERVED));
    ways.add(
        new Way(
            "a user that is a list",
            readingKey("token"),
            "jira",
            "",
            "{}",
            "{\"user_id\":[\"ada\"]}",
            "the context: user_id must be a text"));
    return ways.stream();
  }

  static Stream<Arguments> attempts() {
    List<Way> ways = Stream.of(keys(), names(), owners()).flatMap(all -> all).toList();
    assertThat(ways.stream().map(Way::name)).doesNotHaveDuplicates();
    return ways.stream()
        .flatMap(
            way -> Stream.of(EngineMode.values()).map(mode -> Arguments.of(way.name(), mode, way)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("attempts")
  void noWayLeadsToAnothersSecret(String name, EngineMode mode, Way way) {
    try (Morph morph = morph(mode)) {
      Shown shown =
          call(
              morph,
              way.guest(),
              options(way.knownAs(), way.manifest()),
              way.params(),
              way.context());
      assertThat(shown.answer()).startsWith(way.answer());
      shown.assertClean();
    }
  }

  /** What all the others would show if there were a way. */
  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void theOwnerReachesIt(EngineMode mode) {
    try (Morph morph = morph(mode)) {
      LoadOptions jira = options("jira", "");
      assertThat(call(morph, readingKey("token"), jira, "{}", ADA).answer())
          .isEqualTo("{\"value\":\"" + OF_ADA.text() + "\"}");
      Shown canonical = call(morph, canonicalReading("token"), jira, "{}", ADA);
      assertThat(canonical.answer()).isEqualTo("001 " + OF_ADA.text());
      OF_ADA.assertUnseen(canonical.all());
      String lab = "{\"user_id\":\"ada\",\"group_id\":\"lab\"}";
      assertThat(call(morph, readingKey("token"), jira, "{}", lab).answer())
          .isEqualTo("{\"value\":\"" + OF_LAB.text() + "\"}");
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aFileThatCallsItselfByTheNameOpensNoVault(EngineMode mode) throws IOException {
    Path home = MorphHome.ofProcess().path();
    try {
      assertThat(CliRun.with(OF_ADA.text(), "vault", "set", "jira", "token").exit()).isZero();
      Path manifest = Files.writeString(folder.resolve("manifest.json"), manifest("jira"));
      String[] options = {"--manifest", manifest.toString(), "--grant", "vault:read"};
      for (Unreachable.Way way :
          List.of(
              new Unreachable.Way("a file named jira", readingKey("token"), NONE, options),
              new Unreachable.Way("canonical", canonicalReading("token"), "000 ", options))) {
        Unreachable.check(new Unreachable.Attempt(way, mode), folder, OF_ADA);
      }
    } finally {
      for (String file :
          List.of("store.db", "store.db-wal", "store.db-shm", "vault.key", "vault.key.lock")) {
        Files.deleteIfExists(home.resolve(file));
      }
    }
  }

  private static String credential(LoopbackServer server, String secret) {
    return "{\"name\":\"jira\",\"version\":\"1.0.0\",\"permissions\":[{\"name\":\"http:read\","
        + "\"hosts\":[\"http://127.0.0.1:"
        + server.port()
        + "\"]}],\"credentials\":[{\"secret\":\""
        + secret
        + "\",\"host\":\"http://127.0.0.1:"
        + server.port()
        + "\"}]}";
  }

  private static LoadOptions sending(String knownAs, String manifest) {
    return LoadOptions.builder()
        .manifest(manifest.getBytes(UTF_8))
        .grant("http:read=http://127.0.0.1:1")
        .grant("http:read=" + manifest.replaceAll("(?s).*\"host\":\"([^\"]*)\".*", "$1"))
        .knownAs(new ExtensionId(knownAs))
        .build();
  }

  private static byte[] getting(String url) {
    return Wat.assemble(
        Guests.bytesCalling("http", "{\"method\":\"GET\",\"url\":\"" + url + "\",\"headers\":[]}"));
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aCredentialTakesTheExtensionsOwnSecretOfTheCaller(EngineMode mode) {
    try (LoopbackServer server = LoopbackServer.start();
        LoopbackServer evil = LoopbackServer.start();
        Morph morph = morph(mode)) {
      server.on(
          "/echo",
          (request, reply) ->
              reply.send(200, "saw " + request.header("Authorization").orElse("none")));
      server.on("/away", (request, reply) -> reply.redirect(307, evil.url("/echo")));
      byte[] guest = getting(server.url("/echo"));
      for (String[] way :
          new String[][] {
            {"slack", ADA, "token"},
            {"slack", ADA, "jira/token"},
            {"slack", ADA, "../jira/token"},
            {"jira", "{\"user_id\":\"mallory\"}", "token"},
            {"jira", "{}", "token"},
            {"jira", "{\"user_id\":\"ada\",\"group_id\":\"other\"}", "token"},
          }) {
        Shown shown =
            call(
                morph,
                guest,
                sending(way[0], credential(server, way[2])),
                "{\"user_id\":\"ada\"}",
                way[1]);
        assertThat(shown.answer())
            .startsWith("not-found: the secret " + way[2])
            .contains("set it with morph vault set " + way[0] + " " + way[2]);
        shown.assertClean();
      }
      assertThat(server.connections()).isZero();
      assertThatThrownBy(() -> sendingReserved(morph, server))
          .isInstanceOfSatisfying(
              MorphException.class,
              e -> assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID));

      Shown own = call(morph, guest, sending("jira", credential(server, "token")), "{}", ADA);
      assertThat(server.requests().getFirst().header("Authorization")).contains(OF_ADA.text());
      own.assertClean();
      Shown away =
          call(
              morph,
              getting(server.url("/away")),
              sending("jira", credential(server, "token")),
              "{}",
              ADA);
      assertThat(away.answer())
          .startsWith("permission-not-declared: http:read to http://127.0.0.1");
      away.assertClean();
      assertThat(evil.connections()).isZero();
    }
  }

  private static void sendingReserved(Morph morph, LoopbackServer server) {
    LoadOptions options = sending("jira", credential(server, "morph:oauth/jira"));
    morph.extensions().load(getting(server.url("/echo")), options).close();
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aRecordingOfTheOtherTellsNothing(EngineMode mode) {
    try (Morph morph = morph(mode)) {
      Shown recorded = call(morph, readingKey("token"), options("jira", ""), "{}", ADA);
      OF_ADA.assertUnseen(recorded.all());
      CallRequest request =
          CallRequest.of("run", JsonObject.EMPTY, recorded.recording().request().context());
      try (Extension slack =
              morph.extensions().load(canonicalReading("token"), options("slack", ""));
          Extension copy = morph.extensions().load(readingKey("token"), options("slack", ""))) {
        assertThatThrownBy(() -> slack.replayer(recorded.recording()))
            .isInstanceOfSatisfying(
                MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
        String replayed = answer(copy.replayer(recorded.recording()).execute(request).outcome());
        assertThat(replayed).startsWith("{\"value\":\"[redacted:");
        OF_ADA.assertUnseen(replayed);
      }
    }
  }

  /**
   * A guest that keeps in its memory what it read, and answers that when it is not told to read.
   */
  private static byte[] keeping() {
    SpyGuest guest = new SpyGuest().imports(VAULT, "get-secret", "(param i32 i32 i32)");
    return guest.wasm(
        "(if (i32.gt_u (local.get $params_size) (i32.const 2)) (then (call $get-secret "
            + guest.text("token")
            + " (i32.const 10240))"
            + "(if (i32.load8_u (i32.const 10240)) (then"
            + "(memory.copy (i32.const 100000) (i32.load (i32.const 10244))"
            + " (i32.load (i32.const 10248)))"
            + "(i32.store (i32.const 99996) (i32.load (i32.const 10248)))))))"
            + "(call $found (i32.const 100000) (i32.load (i32.const 99996)))"
            + "(i32.load8_u (i32.const 99996))");
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void whatOneUsersCallLeftInTheInstanceIsNotTheNextOnes(EngineMode mode) {
    for (String lifecycle : List.of("fresh", "reuse")) {
      String manifest = manifest("jira").replace("}", ",\"lifecycle\":\"" + lifecycle + "\"}");
      try (Morph morph = morph(mode);
          Extension jira = morph.extensions().load(keeping(), options("jira", manifest))) {
        String length = "%03d ".formatted(OF_ADA.text().length());
        assertThat(plain(jira, "{\"read\":true}", ADA)).isEqualTo(length + OF_ADA.text());
        for (String context :
            List.of(
                "{}",
                "{\"user_id\":\"mallory\"}",
                "{\"user_id\":\"ada\",\"group_id\":\"lab\"}",
                "{\"user_id\":\"ada\",\"space_id\":\"other\"}",
                "{\"group_id\":\"ada\"}")) {
          assertThat(plain(jira, "{}", context)).as(lifecycle + context).isEqualTo("000 ");
        }
        // the same user meets the kept instance, so that there was something to be met
        assertThat(plain(jira, "{}", ADA))
            .isEqualTo(lifecycle.equals("reuse") ? length + OF_ADA.text() : "000 ");
      }
    }
  }

  private static String plain(Extension extension, String params, String context) {
    return answer(
        extension.execute(
            CallRequest.of(
                "run", (JsonObject) Json.parse(params), (JsonObject) Json.parse(context))));
  }

  /** An event brings its user along, and neither its source's rights nor what its payload says. */
  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void anEventOfTheOtherOpensNothing(EngineMode mode) {
    byte[] listens =
        Wat.assemble(
            Guests.bytesCalling(
                Guests.listening("jira", "on_event", "issue.created"),
                "vault_get_secret",
                "{\"key\":\"token\"}"));
    JsonObject payload =
        (JsonObject)
            Json.parse(
                "{\"source\":\"jira\",\"context\":{\"user_id\":\"ada\"},\"user_id\":\"ada\","
                    + "\"extension_id\":\"jira\"}");
    try (Morph morph = morph(mode);
        Extension slack = morph.extensions().load(listens, options("slack", ""));
        Extension jira = morph.extensions().load(listens, options("jira", ""))) {
      Event ofJira =
          new Event("issue.created", payload, "jira", Instant.EPOCH, Owner.user("ada"), "", 1);
      Event ofMallory =
          new Event("issue.created", payload, "jira", Instant.EPOCH, Owner.user("mallory"), "", 1);
      assertThat(answer(morph.events().deliver(slack, ofJira))).isEqualTo(NONE);
      assertThat(answer(morph.events().deliver(slack, ofMallory))).isEqualTo(NONE);
      assertThat(answer(morph.events().deliver(jira, ofMallory))).isEqualTo(NONE);
      assertThat(answer(morph.events().deliver(jira, ofJira))).contains(OF_ADA.text());
    }
  }

  private static String copied(String extension, String user, String group, String name) {
    return "INSERT OR REPLACE INTO secrets SELECT "
        + String.join(", ", extension, user, group, name)
        + ", ciphertext, key_id, updated_at FROM secrets WHERE extension_id = 'jira' AND user_id ="
        + " 'ada' AND group_id = '' AND name = 'token'";
  }

  /** Who may write to the database moves a row there; it is refused, and the log says why. */
  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aRowThatWasMovedIsRefusedAndSaidSo(EngineMode mode) {
    Shelf edited = Shelf.in(folder);
    edited.set("slack", Owner.user("eve"), "token", "a secret of eve");
    edited.sql(
        copied("'slack'", "'ada'", "''", "'token'"),
        copied("'jira'", "'mallory'", "''", "'token'"),
        copied("'jira'", "'ada'", "'other'", "'token'"),
        copied("'jira'", "''", "''", "'token'"),
        copied("'jira'", "'ada'", "''", "'moved'"),
        "UPDATE secrets SET ciphertext = (SELECT ciphertext FROM secrets WHERE extension_id ="
            + " 'jira' AND user_id = 'ada' AND group_id = '' AND name = 'token') WHERE"
            + " extension_id = 'slack' AND user_id = 'eve'",
        "INSERT INTO secrets SELECT extension_id, user_id, group_id, 'unveiled', ciphertext, key_id,"
            + " updated_at FROM secrets WHERE name = 'morph:oauth/jira'");
    try (edited;
        Morph morph = edited.morph(mode)) {
      for (String[] way :
          new String[][] {
            {"slack", ADA, "token"},
            {"slack", "{\"user_id\":\"eve\"}", "token"},
            {"jira", "{\"user_id\":\"mallory\"}", "token"},
            {"jira", "{\"user_id\":\"ada\",\"group_id\":\"other\"}", "token"},
            {"jira", "{}", "token"},
            {"jira", ADA, "moved"},
            {"jira", ADA, "unveiled"},
          }) {
        LoadOptions options = options(way[0], "");
        Shown shown = call(morph, readingKey(way[2]), options, "{}", way[1]);
        assertThat(shown.answer()).startsWith(NOT_SERVED.replace("token", way[2]));
        assertThat(shown.all())
            .contains("its row was edited in the database, or moved there from another extension");
        shown.assertClean();
        Shown canonical = call(morph, canonicalReading(way[2]), options, "{}", way[1]);
        assertThat(canonical.answer()).startsWith(NOT_SERVED.replace("token", way[2]));
        canonical.assertClean();
      }
      assertThat(call(morph, readingKey("token"), options("jira", ""), "{}", ADA).answer())
          .as("the row that was copied")
          .contains(OF_ADA.text());
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aRowThatWasMovedIsNoCredential(EngineMode mode) {
    Shelf edited = Shelf.in(folder);
    edited.sql(copied("'slack'", "'ada'", "''", "'token'"));
    try (edited;
        LoopbackServer server = LoopbackServer.start();
        Morph morph = edited.morph(mode)) {
      Shown shown =
          call(
              morph,
              getting(server.url("/echo")),
              sending("slack", credential(server, "token")),
              "{}",
              ADA);
      assertThat(shown.answer()).startsWith(NOT_SERVED);
      assertThat(server.connections()).isZero();
      shown.assertClean();
    }
  }
}
