package dev.morph.storage;

import dev.morph.storage.audit.AuditLog;
import dev.morph.storage.data.ConversationService;
import dev.morph.storage.data.MemoryService;
import dev.morph.storage.data.SqlData;
import dev.morph.storage.data.TaskService;
import dev.morph.storage.event.EventQueue;
import dev.morph.storage.install.Artifacts;
import dev.morph.storage.install.Installations;
import dev.morph.storage.notice.NotificationService;
import dev.morph.storage.notice.SqlNotifications;
import dev.morph.storage.secret.SecretTable;
import dev.morph.storage.space.SpaceService;
import dev.morph.storage.space.SqlSpaces;
import dev.morph.storage.sql.Database;
import dev.morph.storage.vault.MasterKeys;
import dev.morph.storage.vault.Vault;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Morph keeps between calls. Safe for several threads; several processes may have the same one
 * open. Whoever opened it closes it. What its parts acknowledge is durable (but for a store in
 * memory); each throws {@link dev.morph.base.MorphException} ({@code store-unavailable}) if the
 * store cannot be reached, and then has done nothing.
 */
public final class Store implements AutoCloseable {
  private final StoreSettings settings;
  private final Database database;
  private final AuditLog audit;
  private final Artifacts artifacts;

  private Store(StoreSettings settings, Database database) {
    this.settings = settings;
    this.database = database;
    audit = new AuditLog(database);
    artifacts = new Artifacts(settings.artifacts());
  }

  /**
   * Opens a store, makes it if there is none, and brings an older schema up to date.
   *
   * @throws dev.morph.base.MorphException ({@code store-unavailable}) if it cannot be opened, is no
   *     store of Morph, or was written by a newer version; then it is as it was
   */
  public static Store open(StoreSettings settings) {
    return new Store(
        settings, Database.open(settings.location(), settings.busyTime(), settings.connections()));
  }

  /** A store of its own in memory, gone when it is closed. */
  public static Store inMemory() {
    return open(StoreSettings.memory());
  }

  /** For tests and for what backs it up. */
  Database database() {
    return database;
  }

  /** What it was opened with. */
  public StoreSettings settings() {
    return settings;
  }

  /** The version of its schema. */
  public int schema() {
    return Database.SCHEMA;
  }

  /** How many rows each table has, by its name. All are counted. */
  public Map<String, Long> rows() {
    return database.read(handle -> {
      Map<String, Long> rows = new LinkedHashMap<>();
      for (Table table : Table.ALL) {
        rows.put(
            table.name(),
            handle.createQuery("SELECT COUNT(*) FROM " + table.name()).mapTo(Long.class).one());
      }
      return rows;
    });
  }

  /** The audit log. Closed with the store. */
  public AuditLog audit() {
    return audit;
  }

  /** Tasks of users and groups. */
  public TaskService tasks() {
    return SqlData.tasks(database);
  }

  /** Conversations of users and groups. */
  public ConversationService conversations() {
    return SqlData.conversations(database);
  }

  /** What is remembered for users and groups. */
  public MemoryService memory() {
    return SqlData.memory(database);
  }

  /** Events between extensions. */
  public EventQueue events() {
    return new EventQueue(database, settings.eventCapacity(), InstantSource.system());
  }

  /** Notifications of users and groups. */
  public NotificationService notifications() {
    return new SqlNotifications(database);
  }

  /** Spaces of users and groups. */
  public SpaceService spaces() {
    return new SqlSpaces(database);
  }

  /** What is installed. */
  public Installations installations() {
    return new Installations(database);
  }

  /** The binaries of what is installed. */
  public Artifacts artifacts() {
    return artifacts;
  }

  /** The rows of the vault. */
  public SecretTable secrets() {
    return new SecretTable(database);
  }

  /**
   * The vault over those rows.
   *
   * @param masterKeys what wraps its keys; not looked at before a secret is set or read
   */
  public Vault vault(MasterKeys masterKeys) {
    return new Vault(database, masterKeys);
  }

  /** Writes the audit rows that wait, waits for other work that runs, and lets go of the store. */
  @Override
  public void close() {
    audit.close();
    database.close();
  }
}
