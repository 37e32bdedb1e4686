package dev.morph.storage.vault;

import dev.morph.storage.RawStore;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import java.nio.file.Path;

/** A process that rotates keys, and is gone when it has come so far: {@code HOME KIND STAGES}. */
final class VaultRotator {
  private static final int ROWS_PER_STEP = 3;

  private VaultRotator() {}

  /** The process; it exits with 0 if it came to the end, halts with 9 at a stage. */
  public static void main(String[] args) {
    Path home = Path.of(args[0]);
    int[] left = {Integer.parseInt(args[2])};
    Vault.Watcher watcher =
        stage -> {
          if (--left[0] == 0) {
            System.out.println("halts at " + stage);
            Runtime.getRuntime().halt(9);
          }
        };
    try (Store store = Store.open(StoreSettings.file(home.resolve("store.db")))) {
      Vault vault =
          new Vault(
              RawStore.database(store), MasterKeys.file(home.resolve("vault.key")), ROWS_PER_STEP);
      if (args[1].equals("master")) {
        System.out.println(vault.rotateMaster(watcher));
      } else {
        System.out.println(vault.rotate(watcher));
      }
    }
  }
}
