package dev.morph.storage.audit;

import dev.morph.base.json.Json;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Task;
import dev.morph.storage.data.TaskFields;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A process that writes without end, and says what was acknowledged: {@code row CHAIN SEQ HASH} and
 * {@code task ID}.
 */
final class AuditHammer {
  private static final int THREADS = 8;

  private AuditHammer() {}

  /** The store, and the folder of its artifacts. */
  public static void main(String[] args) throws InterruptedException {
    PrintStream out = System.out;
    try {
      Store store = Store.open(StoreSettings.of(args[0], Path.of(args[1])));
      out.println("ready");
      for (int i = 0; i < THREADS; i++) {
        Thread unused = Thread.ofPlatform().start(() -> append(store, out));
      }
      while (true) {
        Task task =
            store
                .tasks()
                .create(Owner.NOBODY, TaskFields.fromJson(Json.parse("{\"title\": \"t\"}")));
        out.println("task " + task.id());
      }
    } catch (RuntimeException e) {
      out.println("wrong " + e);
      Runtime.getRuntime().halt(9);
    }
  }

  private static void append(Store store, PrintStream out) {
    try {
      while (true) {
        AuditRow row = store.audit().append(AuditEntries.of("echo", "u", Instant.now()));
        out.println("row " + row.chain() + " " + row.seq() + " " + row.hash());
      }
    } catch (RuntimeException e) {
      out.println("wrong " + e);
      Runtime.getRuntime().halt(9);
    }
  }
}
