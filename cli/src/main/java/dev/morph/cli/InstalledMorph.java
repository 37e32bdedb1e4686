package dev.morph.cli;

import dev.morph.host.Morph;
import dev.morph.host.MorphHome;
import dev.morph.host.VaultSecrets;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.storage.vault.MasterKeys;

/** Morph over the user's store: for every command that has to do with what is installed. */
record InstalledMorph(Morph morph, Store store) implements AutoCloseable {
  /**
   * Opens the store, and Morph over it.
   *
   * @param builder with the settings of the command
   */
  static InstalledMorph open(Morph.Builder builder) {
    MorphHome home = MorphHome.ofProcess();
    Store store = Store.open(StoreSettings.file(home.store()));
    try {
      Morph morph =
          builder
              .store(store)
              .secrets(
                  VaultSecrets.of(store.vault(MasterKeys.of(System.getenv(), home.path()))))
              .eventCaller(AuditCaller.CLI)
              .build();
      return new InstalledMorph(morph, store);
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      morph.close();
    } finally {
      store.close();
    }
  }
}
