package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.host.config.MorphConfig;
import dev.morph.storage.Store;
import dev.morph.storage.data.Owner;
import dev.morph.storage.data.Page;
import dev.morph.storage.vault.MasterKeys;
import java.util.function.Supplier;

/** The store of this process's configuration. Apart, so that other commands load no store. */
final class CliStore {
  private CliStore() {}

  /** Opens it; the caller closes it. */
  static Store open(Terminal terminal) {
    return Store.open(terminal.configuration().get().store());
  }

  /** What wraps the keys of its vault. */
  static MasterKeys masterKeys(Terminal terminal) {
    MorphConfig config = terminal.configuration().get();
    return MasterKeys.orFile(System.getenv(), config.vaultKeyFile());
  }

  /** The owner that the options name. */
  static Owner owner(OwnerMixin given) {
    try {
      return new Owner(given.user(), given.group());
    } catch (IllegalArgumentException e) {
      throw new MorphException(ErrorCode.USAGE_INVALID, "--owner, --group: " + e.getMessage(), e);
    }
  }

  /**
   * What a service answers to what a person asked for: what guests are told is wrong with a request
   * is wrong with the command.
   */
  static <T> T asked(Supplier<T> work) {
    try {
      return work.get();
    } catch (MorphException e) {
      if (e.code() == ErrorCode.REQUEST_INVALID) {
        throw new MorphException(ErrorCode.USAGE_INVALID, e.getMessage(), e);
      }
      throw e;
    }
  }

  /** Says how a list goes on, if it does. */
  static void sayMore(Terminal terminal, Page<?> page) {
    if (page.nextCursor() != null) {
      terminal.note("there is more: --cursor " + page.nextCursor());
    }
  }
}
