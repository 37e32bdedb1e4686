package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ExtensionId;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.TaskFields;
import dev.morph.storage.notice.NotificationFields;
import dev.morph.storage.notice.NotificationLevel;
import dev.morph.testkit.NotRun;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
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

/** {@code morph store}, {@code morph tasks} and {@code morph notifications}. */
class StoreCommandTest {
  @TempDir Path folder;
  private OwnHome home;

  @BeforeEach
  void begin() {
    home = new OwnHome();
  }

  @AfterEach
  void end() {
    home.close();
  }

  private static Store store() {
    return Store.open(StoreSettings.file(OwnHome.FOLDER.resolve("store.db")));
  }

  private static String task(Owner owner, String json) {
    try (Store store = store()) {
      return store
          .tasks()
          .create(owner, TaskFields.fromJson(dev.morph.base.json.Json.parse(json)))
          .id();
    }
  }

  private static CliRun ok(CliRun run) {
    assertThat(run.exit()).as(run.out() + run.err()).isZero();
    return run;
  }

  private static JsonObject rows(CliRun run) {
    return (JsonObject) run.document().members().get("rows");
  }

  @Test
  void backsUpAndRestoresIntoAnEmptyStoreOnly() {
    task(Owner.NOBODY, "{\"title\": \"one\"}");
    Path file = folder.resolve("b.zip");
    assertThat(ok(CliRun.of("store", "backup", file.toString())).out())
        .startsWith("backed up 1 rows and 0 binaries from ")
        .endsWith(" to " + file + "\n");
    CliRun refused = CliRun.of("store", "restore", file.toString(), "--json");
    assertThat(refused.exit()).isEqualTo(6);
    assertThat(refused.errorCode()).isEqualTo("store-unavailable");
    assertThat(refused.out()).contains("is not empty").contains("nothing was changed");

    home.configure("store = \"" + folder.resolve("new.db") + "\"");
    CliRun restored = ok(CliRun.of("store", "restore", file.toString(), "--json"));
    assertThat(rows(restored).get("tasks")).isEqualTo(JsonNumber.of(1));
    assertThat(ok(CliRun.of("tasks", "list")).out()).contains("one");
    CliRun info = ok(CliRun.of("store", "info", "--json"));
    assertThat(rows(info).get("tasks")).isEqualTo(JsonNumber.of(1));
    assertThat(info.document().get("store"))
        .isEqualTo(new JsonString(folder.resolve("new.db").toString()));
    assertThat(ok(CliRun.of("store", "info")).out())
        .containsPattern("STORE +.*new.db")
        .containsPattern("tasks +1\n");
  }

  @Test
  void copiesIntoAnotherStoreAndSaysHowToUseIt() {
    task(Owner.NOBODY, "{\"title\": \"one\"}");
    Path to = folder.resolve("to.db");
    CliRun run = ok(CliRun.of("store", "migrate", "--to", to.toString()));
    assertThat(run.out()).startsWith("copied 1 rows");
    assertThat(run.err()).contains("MORPH_STORE");
    assertThat(CliRun.of("store", "migrate", "--to", to.toString()).exit()).isEqualTo(6);
    assertThat(CliRun.of("store", "migrate", "--to", to.toString()).err()).contains("not empty");
    try (Store copy = Store.open(StoreSettings.file(to))) {
      assertThat(copy.rows().get("tasks")).isEqualTo(1);
    }
    CliRun same =
        CliRun.of("store", "migrate", "--to", OwnHome.FOLDER.resolve("store.db").toString());
    assertThat(same.exit()).isEqualTo(2);
    assertThat(same.err()).contains("give another");
  }

  @Test
  void copiesToAServerAndWorksOnIt() throws IOException {
    task(Owner.NOBODY, "{\"title\": \"one\"}");
    ok(CliRun.with("value", "vault", "set", "jira", "token"));
    try (EmbeddedPostgres server = server()) {
      String url = "postgresql://postgres:hidden@localhost:" + server.getPort() + "/postgres";
      CliRun run = ok(CliRun.of("store", "migrate", "--to", url));
      home.configure("store = \"" + url + "\"");
      CliRun set = ok(CliRun.with("other", "vault", "set", "jira", "second"));
      CliRun info = ok(CliRun.of("store", "info"));
      assertThat(info.out()).contains("postgresql://localhost").containsPattern("secrets +2\n");
      assertThat(ok(CliRun.of("tasks", "list")).out()).contains("one");
      assertThat(ok(CliRun.of("audit", "verify")).out()).startsWith("intact");
      assertThat(run.out() + run.err() + set.out() + info.out()).doesNotContain("hidden");
    }
  }

  /** A server of its own; it asks for no password and takes any. */
  private static EmbeddedPostgres server() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException | RuntimeException e) {
      throw NotRun.because("commands on PostgreSQL", "its embedded server does not start: " + e);
    }
  }

  @Test
  void aServerThatIsNotThereIsNamedWithoutItsPassword() {
    String url = "postgresql://ada:hidden@127.0.0.1:1/morph";
    for (CliRun run :
        List.of(
            CliRun.of("store", "migrate", "--to", url),
            CliRun.of("store", "migrate", "--to", "mysql://ada:hidden@h/d"))) {
      assertThat(run.exit()).isIn(2, 6);
      assertThat(run.out() + run.err()).doesNotContain("hidden");
    }
    home.configure("store = \"" + url + "\"");
    for (String command : List.of("store info", "tasks list", "vault list", "audit verify")) {
      CliRun run = CliRun.of((command + " --json").split(" "));
      assertThat(run.exit()).as(command).isEqualTo(6);
      assertThat(run.errorCode()).isEqualTo("store-unavailable");
      assertThat(run.out() + run.err()).doesNotContain("hidden");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "text", "empty", "folder"})
  void refusesWhatIsNoBackup(String kind) throws IOException {
    Path file = folder.resolve("b.zip");
    switch (kind) {
      case "text" -> Files.write(file, "PK no zip at all".getBytes(UTF_8));
      case "empty" -> Files.createFile(file);
      case "folder" -> Files.createDirectory(file);
      default -> {}
    }
    CliRun run = CliRun.of("store", "restore", file.toString(), "--json");
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.errorCode()).isEqualTo(kind.equals("none") ? "not-found" : "usage-invalid");
    assertThat(run.out()).contains("b.zip");
  }

  @Test
  void aBackupThatCannotBeWrittenIsAnErrorOfTheDisk() {
    CliRun run = CliRun.of("store", "backup", folder.resolve("no/such/b.zip").toString(), "--json");
    assertThat(run.exit()).isEqualTo(6);
    assertThat(run.errorCode()).isEqualTo("io-failed");
  }

  @Test
  void listsAndShowsTasks() {
    String urgent =
        task(
            Owner.NOBODY,
            "{\"title\": \"Mend\\u001b[31m it\", \"description\": \"first\\nsecond\","
                + " \"labels\": [\"urgent\"], \"priority\": 1, \"status\": \"in-progress\"}");
    String second = task(Owner.NOBODY, "{\"title\": \"Sleep\"}");
    task(Owner.user("ada"), "{\"title\": \"Hers\"}");

    List<String> lines = ok(CliRun.of("tasks", "list")).out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches("ID +STATUS +PRIORITY +DUE +TITLE +LABELS");
    assertThat(lines.get(1)).matches(second + " +open +- +- +Sleep +-");
    assertThat(lines.get(2))
        .matches(urgent + " +in-progress +1 +- +Mend\\\\u001b\\[31m it +urgent");
    assertThat(ok(CliRun.of("tasks", "list", "--label", "urgent")).out().lines()).hasSize(2);
    assertThat(ok(CliRun.of("tasks", "list", "--status", "open")).out()).contains("Sleep");
    assertThat(ok(CliRun.of("tasks", "list", "--text", "second mend")).out()).contains(urgent);
    assertThat(ok(CliRun.of("tasks", "list", "--owner", "ada")).out()).contains("Hers");

    CliRun first = ok(CliRun.of("tasks", "list", "--limit", "1"));
    String cursor = first.err().strip().replaceFirst(".*--cursor ", "");
    assertThat(ok(CliRun.of("tasks", "list", "--limit", "1", "--cursor", cursor)).out())
        .contains(urgent);
    assertThat(ok(CliRun.of("tasks", "list", "--limit", "1", "--json")).out())
        .startsWith("{\"items\":[{\"id\":\"" + second)
        .contains("\"next_cursor\":\"");

    assertThat(ok(CliRun.of("tasks", "show", urgent)).out())
        .contains("title:         Mend\\u001b[31m it\n")
        .contains("description:   first\n               second\n");
    assertThat(ok(CliRun.of("tasks", "show", second, "--json")).out()).contains("\"Sleep\"");
    CliRun foreign = CliRun.of("tasks", "show", second, "--owner", "ada", "--json");
    assertThat(foreign.errorCode()).isEqualTo("not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tasks list --status done-ish",
        "tasks list --limit 0",
        "tasks list --limit 201",
        "tasks list --limit x",
        "tasks list --cursor nonsense",
        "tasks show",
        "tasks",
        "notifications list --limit 0",
        "notifications list --cursor nonsense",
        "notifications read",
        "notifications",
        "store",
        "store backup",
        "store restore",
        "store migrate",
        "store migrate --to ftp://x",
        "audit",
        "audit list --since yesterday",
        "audit list --until 5y",
        "audit list --since 2026-05-01",
        "audit list --result fine",
        "audit list --extension Jira!",
        "audit list --limit 201",
        "audit list --cursor nonsense",
        "audit export",
        "audit anchor"
      })
  void refusesWhatItCannotUnderstand(String arguments) {
    CliRun run = CliRun.of((arguments + " --json").split(" +"));
    assertThat(run.exit()).as(run.out()).isEqualTo(2);
    assertThat(run.errorCode()).isEqualTo("usage-invalid");
  }

  @Test
  void listsAndReadsNotifications() {
    String id;
    try (Store store = store()) {
      ExtensionId jira = new ExtensionId("jira");
      id =
          store
              .notifications()
              .add(
                  Owner.NOBODY,
                  jira,
                  new NotificationFields("Done", "All is done.", NotificationLevel.WARN, null))
              .id();
      for (int i = 0; i < 3; i++) {
        store
            .notifications()
            .add(
                Owner.user("ada"),
                jira,
                new NotificationFields("More", "x", NotificationLevel.INFO, null));
      }
    }
    assertThat(ok(CliRun.of("notifications", "list")).out().lines().toList().get(1))
        .matches(id + " +20[^ ]+Z +warn +jira +no +Done");
    assertThat(ok(CliRun.of("notifications", "list", "--owner", "ada", "--limit", "2")).err())
        .contains("--cursor");
    assertThat(ok(CliRun.of("notifications", "read", id)).out())
        .contains("text:          All is done.\n")
        .contains("read_at:");
    assertThat(ok(CliRun.of("notifications", "list", "--unread")).out().lines()).hasSize(1);
    assertThat(ok(CliRun.of("notifications", "list", "--json")).out()).contains("\"read_at\"");
    assertThat(CliRun.of("notifications", "read", id, "--owner", "ada", "--json").errorCode())
        .isEqualTo("not-found");
  }
}
