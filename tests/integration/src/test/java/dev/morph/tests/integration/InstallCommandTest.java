package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code morph install} and the commands over what is installed, in the home of this process. */
class InstallCommandTest {
  @TempDir private Path folder;
  private OwnHome home;

  @BeforeEach
  void open() {
    home = new OwnHome();
  }

  @AfterEach
  void close() {
    home.close();
  }

  private String file(String name, String wat) {
    try {
      return Files.write(folder.resolve(name + ".wasm"), Wat.assemble(wat)).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String manifest(String name, String version, String permissions, String more) {
    try {
      return Files.writeString(
              folder.resolve(name + ".json"),
              "{\"name\":\""
                  + name
                  + "\",\"version\":\""
                  + version
                  + "\",\"description\":\"A small extension.\",\"permissions\":["
                  + permissions
                  + "]"
                  + more
                  + "}")
          .toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static CliRun ok(CliRun run) {
    assertThat(run.exit()).as(run.err() + run.out()).isZero();
    return run;
  }

  private static CliRun failed(int exit, CliRun run) {
    assertThat(run.exit()).as(run.err() + run.out()).isEqualTo(exit);
    assertThat(run.err() + run.out()).doesNotContain("\tat ", "Exception");
    return run;
  }

  private void installMaker() {
    ok(
        CliRun.of(
            "install",
            file(
                "maker",
                Guests.bytesCalling("data_create_task", "{\"title\":\"Buy \\u001b[31mmilk\"}")),
            "--manifest",
            manifest("maker", "1.0.0", "\"task:create\"", ""),
            "--grant",
            "task:create"));
  }

  @Test
  void installsRunsListsAndRemoves() {
    installMaker();
    assertThat(ok(CliRun.of("list")).out().lines().toList())
        .satisfiesExactly(
            first -> assertThat(first).matches("ID +VERSION +STATE +SIGNED +INSTALLED"),
            second -> assertThat(second).matches("maker +1\\.0\\.0 +enabled +no +20[^ ]+Z"));
    assertThat(ok(CliRun.of("run", "maker", "run")).out().trim()).matches("[0-9a-f-]{36}");
    assertThat(ok(CliRun.of("run", "maker@1.0.0", "run", "--json")).document().has("ok")).isTrue();
    // what it made can be seen, and nothing in it commands the terminal
    assertThat(ok(CliRun.of("tasks", "list")).out()).contains("Buy \\u001b[31mmilk");
    assertThat(ok(CliRun.of("audit", "list")).out()).contains("maker").contains("cli");
    assertThat(ok(CliRun.of("info", "maker")).out())
        .contains("maker 1.0.0, enabled", "A small extension.", "It can:\n  - Create tasks");
    assertThat(ok(CliRun.of("remove", "maker")).out()).isEqualTo("removed maker\n");
    assertThat(failed(2, CliRun.of("run", "maker", "run")).err()).contains("`morph list`");
    assertThat(ok(CliRun.of("audit", "verify")).out()).contains("2 rows");
  }

  @Test
  void nothingIsInstalledWithoutAYes() {
    String file = file("maker", Guests.bytesCalling("data_create_task", "{\"title\":\"x\"}"));
    String manifest = manifest("maker", "1.0.0", "\"task:create\"", "");
    CliRun refused = failed(3, CliRun.of("install", file, "--manifest", manifest));
    assertThat(refused.out()).contains("unsigned", "It asks to:\n  - Create tasks");
    assertThat(refused.err()).contains("not-approved", "New: Create tasks");
    JsonObject info = ok(CliRun.of("info", file, "--manifest", manifest, "--json")).document();
    String digest = ((JsonString) info.get("approve")).value();
    assertThat(refused.err()).contains("--approve " + digest);
    assertThat(ok(CliRun.of("list")).out()).contains("nothing is installed");
    failed(3, CliRun.of("install", file, "--manifest", manifest, "--approve", other(digest)));
    failed(2, CliRun.of("install", file, "--manifest", manifest, "--approve", "yes"));
    failed(
        2,
        CliRun.of(
            "install", file, "--manifest", manifest, "--approve", digest, "--grant", "vault:read"));
    ok(CliRun.of("install", file, "--manifest", manifest, "--approve", digest));
    ok(CliRun.of("run", "maker", "run"));
  }

  private static String other(String digest) {
    char last = digest.charAt(digest.length() - 1);
    return digest.substring(0, digest.length() - 1) + (last == '0' ? '1' : '0');
  }

  @Test
  void limitsAboveTheDefaultAreApprovedToo() {
    String file = file("big", Guests.bytesEcho());
    String manifest = manifest("big", "1.0.0", "", ",\"resource_limits\":{\"memory_mb\":512}");
    assertThat(failed(3, CliRun.of("install", file, "--manifest", manifest)).out())
        .contains("Use more than usual: memory of 512 MiB");
    ok(CliRun.of("install", file, "--manifest", manifest, "--limit", "memory=512MiB"));
  }

  @Test
  void ceilingsThatTheOperatorRaisedHoldForApprovalsToo() {
    String file = file("huge", Guests.bytesEcho());
    String manifest = manifest("huge", "1.0.0", "", ",\"resource_limits\":{\"memory_mb\":2048}");
    String[] install = {"install", file, "--manifest", manifest, "--limit", "memory=2GiB"};
    assertThat(failed(2, CliRun.of(install)).err()).contains("above the ceiling of 1 GiB");
    home.configure("[ceilings]", "memory = \"2GiB\"");
    ok(CliRun.of(install));
  }

  @Test
  void whatIsInstalledRunsOnItsOwnTermsAlone() {
    installMaker();
    assertThat(failed(2, CliRun.of("run", "maker", "run", "--grant", "vault:read")).err())
        .contains("morph grants show maker");
    assertThat(failed(2, CliRun.of("run", "maker@2.0.0", "run")).err())
        .contains("the active version of maker is 1.0.0, not 2.0.0");
    ok(CliRun.of("disable", "maker"));
    assertThat(failed(3, CliRun.of("run", "maker", "run")).err()).contains("`morph enable maker`");
    assertThat(ok(CliRun.of("list")).out()).contains("disabled");
    ok(CliRun.of("enable", "maker"));
    ok(CliRun.of("run", "maker", "run"));
    assertThat(ok(CliRun.of("grants", "revoke", "maker")).out()).contains("does not run");
    failed(3, CliRun.of("run", "maker", "run"));
    failed(3, CliRun.of("grants", "show", "maker"));
    assertThat(ok(CliRun.of("grants", "list", "maker")).out()).contains("task:create");
    assertThat(ok(CliRun.of("list")).out()).contains("not approved");
    installMaker();
    ok(CliRun.of("run", "maker", "run"));
  }

  @Test
  void grantsAreShownAndCompared() {
    installMaker();
    assertThat(ok(CliRun.of("grants", "show", "maker")).out())
        .contains("maker 1.0.0 can:\n  - Create tasks", "approved by cli");
    String next = file("next", Guests.bytesEcho());
    String wider =
        manifest(
            "maker",
            "2.0.0",
            "\"task:create\",{\"name\":\"http:read\",\"hosts\":[\"a.example\"]}",
            "");
    assertThat(ok(CliRun.of("grants", "diff", "maker", next, "--manifest", wider)).out())
        .contains("New:")
        .contains("a.example");
    JsonObject diff =
        ok(CliRun.of("grants", "diff", "maker", next, "--manifest", wider, "--json")).document();
    assertThat(Json.write(diff)).contains("\"wider\":true");
    JsonArray grants =
        (JsonArray) ok(CliRun.of("grants", "list", "--json")).document().get("grants");
    assertThat(grants).isNotNull();
    assertThat(grants.items()).hasSize(1);
  }

  @Test
  void eventsReachWhatListensBeforeTheCommandEnds() {
    ok(
        CliRun.of(
            "install",
            file(
                "ear",
                Guests.bytesCalling(
                    Guests.listening("ear", "on_event", "issue.created"),
                    "data_create_task",
                    "{\"title\":\"heard\"}")),
            "--manifest",
            manifest("ear", "1.0.0", "\"task:create\",\"event:listen\"", ""),
            "--grant",
            "task:create",
            "--grant",
            "event:listen"));
    ok(
        CliRun.of(
            "install",
            file(
                "mouth",
                Guests.bytesCalling(
                    "events_emit", "{\"event_name\":\"issue.created\",\"payload\":{}}")),
            "--manifest",
            manifest("mouth", "1.0.0", "\"event:emit\"", ""),
            "--grant",
            "event:emit"));
    CliRun run = ok(CliRun.of("run", "mouth", "run", "--context", "{\"user_id\":\"ada\"}"));
    assertThat(run.err()).contains("events: 1 delivery");
    assertThat(ok(CliRun.of("tasks", "list", "--owner", "ada")).out()).contains("heard");
    assertThat(ok(CliRun.of("audit", "list", "--user", "ada")).out())
        .contains("on_event")
        .contains("mouth");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list",
        "info maker",
        "enable maker",
        "disable maker",
        "remove maker",
        "grants list",
        "grants show maker",
        "grants revoke maker",
        "doctor"
      })
  void everyCommandAnswersOneDocument(String command) {
    installMaker();
    CliRun run = CliRun.of((command + " --json").split(" "));
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    assertThat(run.document().has("error")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "info nothing",
        "enable nothing",
        "disable nothing",
        "remove nothing",
        "grants show nothing",
        "grants revoke nothing",
        "run nothing run",
        "install nothing.wasm",
        "enable ../x",
        "remove INSTALLED",
        "info installed",
        "grants"
      })
  void whatIsNotThereIsSaid(String command) {
    CliRun run = failed(2, CliRun.of((command + " --json").split(" ")));
    assertThat(run.errorCode()).isIn("not-found", "usage-invalid");
  }

  @Test
  void whatTheConfigurationNamesRunsByItsName() {
    String file = file("tiny", Guests.bytesCalling("data_create_task", "{\"title\":\"x\"}"));
    home.configure(
        "[[extensions]]",
        "name = \"tiny\"",
        "[extensions.source]",
        "path = '" + file + "'",
        "[extensions.permissions]",
        "grants = [\"task:create\"]",
        "max_execution_time = \"10s\"");
    ok(CliRun.of("run", "tiny", "run"));
    home.configure(
        "[[extensions]]", "name = \"tiny\"", "[extensions.source]", "path = '" + file + "'");
    assertThat(failed(1, CliRun.of("run", "tiny", "run")).err())
        .contains("permission-not-granted: data:write of tasks");
    home.configure("[[extensions]]", "name = \"maker\"", "enabled = false");
    installMaker();
    assertThat(failed(3, CliRun.of("run", "maker", "run")).err())
        .contains("maker is disabled by")
        .contains("morph.toml");
    home.configure(
        "[[extensions]]",
        "name = \"maker\"",
        "[extensions.permissions]",
        "max_execution_time = \"10s\"");
    ok(CliRun.of("run", "maker", "run"));
  }

  @Test
  void whatIsInstalledHasItsOwnSecretsAlone() {
    String reads = Guests.bytesCalling("vault_get_secret", "{\"key\":\"token\"}");
    for (String name : List.of("mine", "other")) {
      ok(
          CliRun.of(
              "install",
              file(name, reads),
              "--manifest",
              manifest(name, "1.0.0", "\"vault:read\"", ""),
              "--grant",
              "vault:read"));
    }
    ok(CliRun.with("hunter2", "vault", "set", "mine", "token"));
    assertThat(ok(CliRun.of("run", "mine", "run")).out()).contains("hunter2");
    assertThat(ok(CliRun.of("run", "other", "run")).out()).doesNotContain("hunter2");
    assertThat(ok(CliRun.of("run", "mine", "run", "--context", "{\"user_id\":\"ada\"}")).out())
        .doesNotContain("hunter2");
  }

  @Test
  void theDoctorSaysWhatToDo() throws IOException {
    installMaker();
    assertThat(ok(CliRun.of("doctor")).out()).contains("extension maker  ok");
    try (var all = Files.walk(OwnHome.FOLDER.resolve("artifacts"))) {
      for (Path artifact : all.filter(Files::isRegularFile).toList()) {
        Files.delete(artifact);
      }
    }
    CliRun sick = failed(6, CliRun.of("doctor"));
    assertThat(sick.out()).contains("is gone from the store; install it again");
    home.configure("store = 12");
    CliRun faulty = CliRun.of("doctor", "--json");
    assertThat(faulty.exit()).isEqualTo(6);
    assertThat(faulty.out()).contains("configuration").contains("failed");
  }
}
