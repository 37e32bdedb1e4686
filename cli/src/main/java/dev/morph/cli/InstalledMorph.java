package dev.morph.cli;

import dev.morph.host.Morph;
import dev.morph.host.VaultSecrets;
import dev.morph.storage.Store;
import dev.morph.storage.audit.AuditCaller;

/** Morph over the user's store: for every command that has to do with what is installed. */
record InstalledMorph(Morph morph, Store store) implements AutoCloseable {
  /**
   * Opens the store, and Morph over it.
   *
   * @param builder with the settings of the command
   */
  static InstalledMorph open(Morph.Builder builder, Terminal terminal) {
    Store store = CliStore.open(terminal);
    try {
      Morph morph =
          builder
              .store(store)
              .secrets(VaultSecrets.of(store.vault(CliStore.masterKeys(terminal))))
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
