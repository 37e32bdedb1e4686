package dev.morph.storage.data;

import dev.morph.storage.sql.Database;

/** Makes the services that keep their rows in a database. */
public final class SqlData {
  private SqlData() {}

  /** Tasks in this database, which the caller closes. */
  public static TaskService tasks(Database database) {
    return new SqlTasks(database);
  }

  /** Conversations in this database, which the caller closes. */
  public static ConversationService conversations(Database database) {
    return new SqlConversations(database);
  }

  /** Memory in this database, which the caller closes. */
  public static MemoryService memory(Database database) {
    return new SqlMemory(database);
  }
}
