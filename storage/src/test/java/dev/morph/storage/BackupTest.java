package dev.morph.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import dev.morph.storage.audit.Anchors;
import dev.morph.storage.audit.AuditEntries;
import dev.morph.storage.audit.AuditRow;
import dev.morph.storage.audit.Verification;
import dev.morph.storage.data.ConversationFields;
import dev.morph.storage.data.MemoryFields;
import dev.morph.storage.data.MemoryQuery;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.TaskFields;
import dev.morph.storage.data.TaskFilter;
import dev.morph.storage.install.ExtensionVersion;
import dev.morph.storage.install.GrantRow;
import dev.morph.storage.install.InstalledExtension;
import dev.morph.storage.notice.NotificationFields;
import dev.morph.storage.secret.SecretRow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupTest {
  private static final Owner ADA = new Owner("ada", "lab");
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final byte[] WASM = {0, 'a', 's', 'm', 1, 0, 0, 0};

  @TempDir Path folder;
  @TempDir Path other;

  /** A row or more in every table, with what is awkward to copy. */
  private static void fill(Store store) {
    String odd = "tab\t \\N \\\\ ' \" \u00e9 \ud83c\udf75 \u0001 \u2028 end\n";
    ExtensionId jira = new ExtensionId("jira");
    Digest digest = store.artifacts().put(WASM);
    store
        .installations()
        .install(
            new InstalledExtension(jira, null, null, true, odd, NOON),
            new ExtensionVersion(jira, "1.0.0", digest, WASM.length, "{}", false, NOON),
            new GrantRow(
                GrantRow.newId(), jira, null, "[]", "{}", "[]", digest, "ada", NOON, null));
    for (int i = 0; i < 1_500; i++) {
      AuditRow unused = store.audit().append(AuditEntries.of("jira", odd + i, NOON.plusMillis(i)));
    }
    store.secrets().put(new SecretRow("jira", ADA, "k", new byte[] {0, -1, 10}, "key", NOON));
    RawStore.execute(store, "INSERT INTO vault_keys VALUES (1, 0, 'k', 'm', 'x')");
    store
        .tasks()
        .create(
            ADA,
            TaskFields.fromJson(
                Json.parse(
                    "{\"title\": "
                        + Json.write(new JsonString(odd))
                        + ", \"labels\": [\"a\"], \"priority\": 1}")));
    store
        .conversations()
        .create(
            ADA,
            ConversationFields.fromJson(
                Json.parse(
                    "{\"title\": \"c\", \"messages\": [{\"role\": \"user\", \"text\": \"\"}]}")));
    store.memory().put(ADA, new MemoryFields("likes tea", List.of("food")));
    store.events().subscribe("mail", Set.of("t"));
    store.events().publish("t", new JsonString(odd), "jira", NOON);
    store.events().take("mail", 1, Duration.ofMinutes(1));
    store
        .notifications()
        .add(
            ADA,
            jira,
            NotificationFields.fromJson(Json.parse("{\"title\": \"n\", \"text\": \"x\"}")));
    store.spaces().add(ADA, "home", null);
  }

  private static Map<String, List<String>> content(Store store) {
    return store
        .database()
        .read(handle -> {
          Map<String, List<String>> content = new LinkedHashMap<>();
          for (Table table : Table.ALL) {
            List<String> rows = new ArrayList<>();
            TableRows.each(
                handle.getConnection(),
                table,
                row -> rows.add(new String(TableRows.line(table, row), StandardCharsets.UTF_8)));
            content.put(table.name(), rows);
          }
          return content;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "FILE, FILE",
    "FILE, POSTGRESQL",
    "POSTGRESQL, FILE",
    "POSTGRESQL, POSTGRESQL",
    "MEMORY, FILE",
    "FILE, MEMORY"
  })
  void everythingIsThereAfterABackupAndAfterAMove(StoreKind from, StoreKind to) {
    Path archive = folder.resolve("backup.zip");
    try (Store source = from.open(folder)) {
      fill(source);
      Anchors anchors = source.audit().anchor();
      Map<String, List<String>> before = content(source);
      assertThat(before.values()).allSatisfy(rows -> assertThat(rows).isNotEmpty());
      Backup.Summary written = Backup.write(source, archive, Backup.Progress.NONE);
      assertThat(written.rows()).containsEntry("extension_executions", 1_500L);
      try (Store target = to.open(other)) {
        assertThat(Backup.restore(archive, target, Backup.Progress.NONE)).isEqualTo(written);
        same(target, before, anchors);
      }
      Path third = folder.resolve("third");
      try (Store target = to.open(third)) {
        assertThat(Backup.move(source, target, Backup.Progress.NONE)).isEqualTo(written);
        same(target, before, anchors);
      }
      assertThat(content(source)).isEqualTo(before);
    }
  }

  private static void same(Store target, Map<String, List<String>> before, Anchors anchors) {
    assertThat(content(target)).isEqualTo(before);
    assertThat(target.audit().verify(anchors)).isEqualTo(new Verification.Intact(1_500, 1));
    assertThat(target.artifacts().find(Digest.of(WASM))).contains(WASM);
    assertThat(target.memory().search(ADA, new MemoryQuery("TEA", 10))).hasSize(1);
    TaskFilter filter = new TaskFilter(null, "a", null, "end", 10, null);
    assertThat(target.tasks().list(ADA, filter).items()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void knowsEveryTableAndColumn(StoreKind kind) {
    try (Store store = kind.open(folder)) {
      Map<String, List<String>> known = new LinkedHashMap<>();
      for (Table table : Table.ALL) {
        known.put(table.name(), table.columns().stream().map(Table.Column::name).sorted().toList());
      }
      assertThat(RawStore.columns(store)).containsExactlyInAnyOrderEntriesOf(known);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesATargetThatIsNotEmpty(StoreKind kind) {
    Path archive = folder.resolve("backup.zip");
    try (Store source = Store.inMemory();
        Store target = kind.open(folder)) {
      Backup.write(source, archive, Backup.Progress.NONE);
      target.spaces().add(ADA, "mine", null);
      Map<String, List<String>> before = content(target);
      assertThatThrownBy(() -> Backup.restore(archive, target, Backup.Progress.NONE))
          .hasMessageContaining("is not empty (table spaces)");
      assertThatThrownBy(() -> Backup.move(source, target, Backup.Progress.NONE))
          .hasMessageContaining("is not empty");
      assertThat(content(target)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatFailsHalfWayLeavesTheTargetEmpty(StoreKind kind) {
    Path archive = folder.resolve("backup.zip");
    Backup.Progress stops =
        (table, rows) -> {
          if (table.equals("messages")) {
            throw new IllegalStateException("stopped");
          }
        };
    try (Store source = Store.inMemory();
        Store target = kind.open(folder)) {
      fill(source);
      Backup.write(source, archive, Backup.Progress.NONE);
      assertThatThrownBy(() -> Backup.restore(archive, target, stops)).hasMessage("stopped");
      assertThatThrownBy(() -> Backup.move(source, target, stops)).hasMessage("stopped");
      assertThat(content(target).values()).allSatisfy(rows -> assertThat(rows).isEmpty());
      byte[] before = Files.readAllBytes(archive);
      assertThatThrownBy(() -> Backup.write(source, archive, stops)).hasMessage("stopped");
      assertThat(archive).hasBinaryContent(before);
      assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("backup-"));
      assertThat(Backup.restore(archive, target, Backup.Progress.NONE).rows().values())
          .doesNotContain(0L);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FILE", "POSTGRESQL"})
  void aBackupShowsOneMomentWhileOthersWrite(StoreKind kind) throws Exception {
    Path archive = folder.resolve("backup.zip");
    AtomicBoolean going = new AtomicBoolean(true);
    try (Store source = kind.open(folder)) {
      Thread writer =
          Thread.ofPlatform()
              .start(() -> {
                while (going.get()) {
                  source
                      .tasks()
                      .create(
                          ADA,
                          TaskFields.fromJson(
                              Json.parse("{\"title\": \"t\", \"labels\": [\"l\"]}")));
                }
              });
      try {
        for (int i = 0; i < 5; i++) {
          Map<String, Long> rows = Backup.write(source, archive, Backup.Progress.NONE).rows();
          assertThat(rows.get("task_labels")).isEqualTo(rows.get("tasks"));
        }
      } finally {
        going.set(false);
        writer.join();
      }
    }
  }

  /** The backup with one of its entries replaced, or left out. */
  private Path changed(Path archive, String name, byte @Nullable [] bytes) throws IOException {
    Path changed = folder.resolve("changed.zip");
    try (ZipFile from = new ZipFile(archive.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(changed))) {
      for (ZipEntry entry : from.stream().toList()) {
        boolean replaced = entry.getName().equals(name);
        if (replaced && bytes == null) {
          continue;
        }
        to.putNextEntry(new ZipEntry(entry.getName()));
        to.write(replaced ? bytes : from.getInputStream(entry).readAllBytes());
      }
    }
    return changed;
  }

  private void refusedAndEmpty(Path archive) {
    try (Store target = Store.inMemory()) {
      assertThatThrownBy(() -> Backup.restore(archive, target, Backup.Progress.NONE))
          .isInstanceOfSatisfying(
              MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID))
          .hasMessageContaining("no sound backup");
      assertThat(content(target).values()).allSatisfy(rows -> assertThat(rows).isEmpty());
    }
  }

  private Path backup() {
    Path archive = folder.resolve("backup.zip");
    try (Store source = Store.inMemory()) {
      fill(source);
      Backup.write(source, archive, Backup.Progress.NONE);
    }
    return archive;
  }

  @Test
  void refusesABackupThatWasChanged() throws IOException {
    Path archive = backup();
    List<String> names;
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      names = zip.stream().map(ZipEntry::getName).toList();
    }
    assertThat(names).hasSize(Table.ALL.size() + 2);
    for (String name : names) {
      refusedAndEmpty(changed(archive, name, null));
      refusedAndEmpty(changed(archive, name, "{}\n".getBytes(StandardCharsets.UTF_8)));
      refusedAndEmpty(changed(archive, name, new byte[0]));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"id\": 5}\n",
        "{\"id\": \"a\", \"evil\": \"b\"}\n",
        "{\"id\": \"a\"}",
        "{\"id\": \"a\", \"added_at\": 1e99}\n",
        "{\"id\": \"a\", \"added_at\": \"x\"}\n",
        "not json\n"
      })
  void refusesRowsThatAreNone(String rows) throws IOException {
    refusedAndEmpty(
        changed(backup(), "tables/spaces.jsonl", rows.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"format\": 2}",
        "{\"format\": 1, \"schema\": 99}",
        "{\"format\": 1, \"schema\": 4, \"tables\": []}",
        "{\"format\": 1, \"schema\": 4, \"tables\": [{\"name\": \"x\", \"rows\": 0, \"sha256\": \"\"}]}",
        "{\"format\": 1e400, \"schema\": 4}",
        "{\"format\": 1, \"schema\": 4, \"tables\": [], \"artifacts\": [\"../../etc\"]}"
      })
  void refusesOtherManifests(String manifest) throws IOException {
    refusedAndEmpty(changed(backup(), "manifest.json", manifest.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesATruncatedFileAndAnyOther() throws IOException {
    byte[] whole = Files.readAllBytes(backup());
    for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
      Path cut = folder.resolve("cut.zip");
      Files.write(cut, java.util.Arrays.copyOf(whole, length));
      refusedAndEmpty(cut);
    }
    refusedAndEmpty(folder.resolve("absent.zip"));
    refusedAndEmpty(folder);
  }

  @Test
  void doesNotBackUpAStoreWhoseBinaryIsGone() {
    Path archive = folder.resolve("backup.zip");
    try (Store source = Store.inMemory()) {
      fill(source);
      source.artifacts().delete(Digest.of(WASM));
      assertThatThrownBy(() -> Backup.write(source, archive, Backup.Progress.NONE))
          .hasMessageContaining("absent");
      assertThat(archive).doesNotExist();
    }
  }
}
