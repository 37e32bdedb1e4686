package dev.morph.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.TaskFields;
import dev.morph.storage.data.TaskFilter;
import dev.morph.storage.sql.Database;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreTest {
  private static final Owner ADA = Owner.user("ada");

  @TempDir Path folder;

  private static TaskFields task(String title) {
    return TaskFields.fromJson(Json.parse("{\"title\": \"" + title + "\"}"));
  }

  private static MorphException refusal(Callable<?> call) {
    MorphException[] thrown = new MorphException[1];
    assertThatThrownBy(call::call).isInstanceOfSatisfying(MorphException.class, e -> thrown[0] = e);
    return thrown[0];
  }

  private MorphException refused(String address) {
    MorphException thrown = refusal(() -> Store.open(StoreSettings.of(address, folder)));
    assertThat(thrown.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    return thrown;
  }

  @ParameterizedTest
  @EnumSource(names = {"FILE", "POSTGRESQL"})
  void keepsWhatWasWritten(StoreKind kind) {
    StoreSettings settings = kind.settings(folder);
    try (Store store = Store.open(settings)) {
      store.tasks().create(ADA, task("stays"));
    }
    try (Store store = Store.open(settings)) {
      assertThat(store.tasks().list(ADA, TaskFilter.ALL).items())
          .extracting(found -> found.fields().title())
          .containsExactly("stays");
    }
  }

  @ParameterizedTest
  @EnumSource(StoreKind.class)
  void oneStatementIsKeptWholeOrNotAtAll(StoreKind kind) {
    String insert = "INSERT INTO extension_executions VALUES ";
    String row =
        "('c', %d, 'i', 1, 'e', '1', 'd', 'a', '', '', 'ok', NULL, '[]', 1, 1, 1, 'r', 'api', 'h')";
    try (Store store = kind.open(folder)) {
      Database database = RawStore.database(store);
      String twice = insert + row.formatted(1) + ", " + row.formatted(1);
      assertThat(refusal(() -> database.writeAtOnce(handle -> handle.execute(twice))).code())
          .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
      assertThat(RawStore.count(store, "SELECT count(*) FROM extension_executions")).isZero();
      String two = insert + row.formatted(1) + ", " + row.formatted(2);
      int inserted = database.writeAtOnce(handle -> handle.execute(two));
      assertThat(inserted).isEqualTo(2);
      assertThat(RawStore.count(store, "SELECT count(*) FROM extension_executions")).isEqualTo(2);
    }
  }

  @Test
  void storesInMemoryAreApartAndTouchNoDisk() {
    try (Store one = Store.inMemory();
        Store other = Store.inMemory()) {
      one.tasks().create(ADA, task("mine"));
      assertThat(other.tasks().list(ADA, TaskFilter.ALL).items()).isEmpty();
      assertThat(one.tasks().list(ADA, TaskFilter.ALL).items()).hasSize(1);
    }
    assertThat(folder).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource(names = {"FILE", "POSTGRESQL"})
  void manyMayOpenANewStoreAtOnce(StoreKind kind) throws Exception {
    StoreSettings settings = kind.settings(folder);
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Integer>> opened = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        opened.add(
            threads.submit(() -> {
              try (Store store = Store.open(settings)) {
                store.tasks().create(ADA, task("one of many"));
              }
              return 1;
            }));
      }
      for (Future<Integer> one : opened) {
        assertThat(one.get()).isEqualTo(1);
      }
    }
    try (Store store = Store.open(settings)) {
      assertThat(store.tasks().list(ADA, TaskFilter.ALL).items()).hasSize(6);
    }
  }

  @Test
  void manyThreadsReadAndWriteAFileAtOnce() throws Exception {
    try (Store store = StoreKind.FILE.open(folder);
        Store second = StoreKind.FILE.open(folder);
        ExecutorService threads = Executors.newFixedThreadPool(16)) {
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Store own = i % 2 == 0 ? store : second;
        work.add(
            threads.submit(() -> {
              for (int n = 0; n < 40; n++) {
                own.tasks().create(ADA, task("n" + n));
                own.tasks().list(ADA, TaskFilter.ALL);
              }
            }));
      }
      for (Future<?> one : work) {
        one.get();
      }
      try (Connection raw = raw()) {
        assertThat(number(raw, "SELECT COUNT(*) FROM tasks")).isEqualTo(16 * 40);
      }
    }
  }

  private Connection raw() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  @Test
  void writesOfAFileWaitForTheDisk() throws SQLException {
    StoreKind.FILE.open(folder).close();
    try (Connection raw = raw();
        var statement = raw.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA journal_mode")) {
      assertThat(row.getString(1)).isEqualTo("wal");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FILE", "POSTGRESQL"})
  void refusesASchemaOfTheFutureAndLeavesIt(StoreKind kind) throws SQLException {
    StoreSettings settings = kind.settings(folder);
    Store.open(settings).close();
    try (Connection raw = RawStore.connect(settings)) {
      raw.createStatement().executeUpdate("UPDATE store_info SET value = '99'");
    }
    MorphException thrown = refusal(() -> Store.open(settings));
    assertThat(thrown.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
    assertThat(thrown).hasMessageContaining("schema 99").hasMessageContaining("Update Morph");
    try (Connection raw = RawStore.connect(settings);
        var statement = raw.createStatement();
        ResultSet row = statement.executeQuery("SELECT value FROM store_info")) {
      assertThat(row.next()).isTrue();
      assertThat(row.getString(1)).isEqualTo("99");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "this is a letter, and no database at all", "SQLite format 2\0"})
  void refusesAFileThatIsNoDatabaseAndLeavesIt(String text) throws IOException {
    Path file = folder.resolve("letter.txt");
    Files.writeString(file, text);
    assertThat(refused(file.toString())).hasMessageContaining("is not a database");
    assertThat(file).hasContent(text);
    assertThat(folder.toFile().list()).containsExactly("letter.txt");
  }

  @Test
  void refusesADatabaseOfAnotherProgramAndLeavesIt() throws Exception {
    Path file = folder.resolve("store.db");
    try (Connection raw = raw()) {
      raw.createStatement().executeUpdate("CREATE TABLE songs (title TEXT)");
    }
    byte[] before = Files.readAllBytes(file);
    assertThat(refused(file.toString())).hasMessageContaining("another program");
    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void refusesAPostgresqlDatabaseOfAnotherProgram() throws SQLException {
    StoreSettings settings = StoreKind.POSTGRESQL.settings(folder);
    try (Connection raw = RawStore.connect(settings)) {
      raw.createStatement().executeUpdate("CREATE TABLE songs (title TEXT)");
    }
    assertThat(refusal(() -> Store.open(settings))).hasMessageContaining("another program");
  }

  @Test
  void takesASchemaOfItsOwnInAPostgresqlDatabaseOfAnotherProgram() throws SQLException {
    String address = StoreKind.newDatabase();
    StoreSettings shared = StoreSettings.of(address, folder);
    try (Connection raw = RawStore.connect(shared)) {
      raw.createStatement().executeUpdate("CREATE TABLE songs (title TEXT)");
      raw.createStatement().executeUpdate("CREATE SCHEMA morph");
    }
    try (Store store = Store.open(StoreSettings.of(address + "?currentSchema=morph", folder))) {
      assertThat(store.tasks().create(ADA, task("apart")).id()).hasSize(36);
    }
  }

  @Test
  void saysWhatIsWrongWithATornFile() throws IOException {
    StoreKind.FILE.open(folder).close();
    Path file = folder.resolve("store.db");
    try (RandomAccessFile torn = new RandomAccessFile(file.toFile(), "rw")) {
      torn.seek(100);
      torn.write(new byte[4_000]);
    }
    assertThat(refused(file.toString())).hasMessageContaining("is damaged");
  }

  @Test
  void refusesAFolderAndAPathThroughAFile() throws IOException {
    assertThat(refused(folder.toString())).hasMessageContaining("is a folder");
    Path file = Files.writeString(folder.resolve("plain"), "text");
    assertThat(refused(file.resolve("store.db").toString())).hasMessageContaining("Check the path");
  }

  @Test
  void saysThatTheDiskIsFullAndKeepsWhatWasThere() throws SQLException {
    try (Store store = StoreKind.FILE.open(folder)) {
      store.tasks().create(ADA, task("before"));
      // SQLite answers the same for a file that may not grow as for a disk that is full
      RawStore.limitPages(store);
      MorphException thrown =
          refusal(() -> {
            while (true) {
              store.tasks().create(ADA, task("x".repeat(900)));
            }
          });
      assertThat(thrown.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE);
      assertThat(thrown).hasMessageContaining("disk is full");
      assertThat(store.tasks().list(ADA, TaskFilter.ALL).items()).isNotEmpty();
    }
    try (Connection raw = raw();
        var statement = raw.createStatement();
        ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      assertThat(row.getString(1)).isEqualTo("ok");
    }
  }

  @Test
  void saysThatAServerDoesNotAnswer() {
    assertThat(refused("postgresql://me:top-secret@localhost:1/morph"))
        .hasMessageContaining("does not answer")
        .hasMessageContaining("localhost:1/morph")
        .hasMessageNotContaining("top-secret");
  }

  @Test
  void saysThatTheDatabaseDoesNotExist() {
    String address = StoreKind.newDatabase();
    assertThat(refused(address.substring(0, address.lastIndexOf('/')) + "/absent"))
        .hasMessageContaining("does not exist");
  }

  @Test
  void saysThatThePasswordIsWrong() throws SQLException {
    StoreSettings settings = StoreKind.POSTGRESQL.settings(folder);
    try (RawStore.AskingForPasswords server = new RawStore.AskingForPasswords(settings)) {
      assertThat(refused(server.address("wrong-one")))
          .hasMessageContaining("refuses the user or the password")
          .hasMessageNotContaining("wrong-one");
    }
  }

  @Test
  void aWriterThatIsHeldForTooLongIsToldSo() throws SQLException {
    StoreSettings settings = StoreKind.FILE.settings(folder).withBusyTime(Duration.ofMillis(300));
    try (Store store = Store.open(settings);
        Connection raw = raw()) {
      raw.createStatement().executeUpdate("BEGIN IMMEDIATE");
      assertThat(refusal(() -> store.tasks().create(ADA, task("waits"))))
          .hasMessageContaining("held by another process");
      raw.createStatement().executeUpdate("ROLLBACK");
      assertThat(store.tasks().create(ADA, task("goes on")).id()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aClosedStoreSaysSo(StoreKind kind) {
    Store store = kind.open(folder);
    store.close();
    store.close();
    assertThat(refusal(() -> store.tasks().create(ADA, task("late"))).code())
        .isEqualTo(ErrorCode.STORE_UNAVAILABLE);
  }

  @Test
  void hidesThePasswordOfAnAddress() {
    StoreSettings settings =
        StoreSettings.of("postgresql://me:s%40cret@db.example:5433/morph?sslmode=require", folder);
    assertThat(settings.location())
        .hasToString("postgresql://db.example:5433/morph")
        .isEqualTo(
            new dev.morph.storage.sql.StoreLocation.Postgres(
                "jdbc:postgresql://db.example:5433/morph?sslmode=require", "me", "s@cret"));
    assertThat(settings.toString()).doesNotContain("cret");
    assertThat(settings.address()).isEqualTo("postgresql://db.example:5433/morph");
  }

  @Test
  void aRelativePathIsOfTheGivenFolder() {
    Path home = folder.resolve("home");
    assertThat(StoreSettings.of("data/m.db", folder, home))
        .isEqualTo(StoreSettings.file(folder.resolve("data/m.db")));
    Path absolute = folder.resolve("m.db").toAbsolutePath();
    assertThat(StoreSettings.of(absolute.toString(), home, home).address())
        .isEqualTo(absolute.toString());
    assertThat(StoreSettings.of("postgresql://db.example/morph", folder, home).artifacts())
        .isEqualTo(home.resolve("artifacts"));
    try (Store store = Store.open(StoreSettings.file(folder.resolve("rows.db")))) {
      assertThat(store.rows()).containsEntry("tasks", 0L).hasSize(Table.ALL.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "mysql://localhost/x",
        "jdbc:sqlite:x",
        "postgresql:",
        "postgresql://",
        "a\0b",
        "postgresql://host",
        "postgresql://me:p w@host/db",
        "postgresql://me:%zz@host/db",
        "POSTGRESQL://me:p w@host/db",
        " postgresql://me:p w@host/db",
        "http://x"
      })
  void refusesOtherAddresses(String address) {
    MorphException thrown = refusal(() -> StoreSettings.of(address, folder));
    assertThat(thrown.code()).isEqualTo(ErrorCode.USAGE_INVALID);
    assertThat(thrown).hasMessageContaining("accepted are").hasMessageNotContaining("p w@");
  }

  @Test
  void aStoreInMemoryHasTheTablesOfAFile() throws SQLException {
    StoreKind.FILE.open(folder).close();
    List<String> file = new ArrayList<>();
    try (Connection raw = raw();
        var statement = raw.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND tbl_name NOT LIKE"
                    + " 'flyway%' ORDER BY name")) {
      while (rows.next()) {
        file.add(rows.getString(1));
      }
    }
    try (Store memory = Store.inMemory()) {
      assertThat(file).hasSizeGreaterThan(30).isEqualTo(RawStore.schema(memory));
    }
  }
}
