package dev.morph.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code morph vault}: secrets of extensions. Names no class of the store, so that other commands
 * load none.
 */
@Command(
    name = "vault",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "set|list|delete|rotate",
    description = {
      "Keeps secrets of extensions, encrypted in the store (morph config show). Values come from standard"
          + " input or a file, and no command prints one.",
      "The master key is in MORPH_HOME/vault.key, which is made with the first secret, or in"
          + " MORPH_VAULT_KEY, or in the service that MORPH_VAULT_KMS names. See"
          + " docs/reference/vault.md."
    },
    footer = {"", "Example:", "  pass show jira | morph vault set jira api_token"})
final class VaultCommand implements Runnable {
  private static final String JSON = "Prints one JSON document.";

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  VaultCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "give a command, as set, list, delete or rotate");
  }

  /** {@code morph vault set}. */
  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description =
          "Keeps a secret; its value is read from standard input (asked for on a terminal) or a"
              + " file, without the line end at its end.",
      footer = {
        "",
        "Examples:",
        "  printf %%s \"$TOKEN\" | morph vault set jira api_token",
        "  morph vault set jira client_key --file key.pem --owner ada"
      })
  int set(
      @Parameters(paramLabel = "EXTENSION", description = "The extension that may ask for it.")
          String extension,
      @Parameters(paramLabel = "KEY", description = "The name by which it asks.") String key,
      @Option(names = "--file", paramLabel = "FILE", description = "Reads the value from FILE.")
          @Nullable Path file,
      @Mixin OwnerMixin owner,
      @Option(names = "--json", description = JSON) boolean json) {
    return new VaultActions(terminal, json).set(extension, key, owner, file);
  }

  /** {@code morph vault list}. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists secrets, never their values, and says which cannot be read.",
      footer = {"", "Example:", "  morph vault list jira --json"})
  int list(
      @Parameters(
              paramLabel = "EXTENSION",
              arity = "0..1",
              description = "Those of this extension (default: of all).")
          @Nullable String extension,
      @Mixin OwnerMixin owner,
      @Option(names = "--json", description = JSON) boolean json) {
    return new VaultActions(terminal, json).list(extension, owner);
  }

  /** {@code morph vault delete}. */
  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Takes a secret away, whether it can be read or not.",
      footer = {"", "Example:", "  morph vault delete jira api_token --owner ada"})
  int delete(
      @Parameters(paramLabel = "EXTENSION", description = "The extension that has it.")
          String extension,
      @Parameters(paramLabel = "KEY", description = "The name by which it asks.") String key,
      @Mixin OwnerMixin owner,
      @Option(names = "--json", description = JSON) boolean json) {
    return new VaultActions(terminal, json).delete(extension, key, owner);
  }

  /** {@code morph vault rotate}. */
  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description =
          "Makes a new key and encrypts every secret anew by it. It may be ended at any time: all"
              + " stays readable, and the next rotation finishes.",
      footer = {"", "Examples:", "  morph vault rotate", "  morph vault rotate --master"})
  int rotate(
      @Option(
              names = "--master",
              description =
                  "Changes the master key in place of the key of the secrets: a new one in the"
                      + " file, or the one that stands first in MORPH_VAULT_KEY or"
                      + " MORPH_VAULT_KMS.")
          boolean master,
      @Option(names = "--json", description = JSON) boolean json) {
    VaultActions actions = new VaultActions(terminal, json);
    return master ? actions.rotateMaster() : actions.rotate();
  }
}
