package dev.morph.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morph install}: keeps a file with what is approved for it. */
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    description = {
      "Installs an extension's file: shows what it asks for, and keeps it with your approval, which"
          + " holds for exactly this file.",
      "On a terminal you are asked. In a script, approve with --grant and --limit, which must cover"
          + " all that it asks for, or with --approve and the digest that `morph info FILE` prints."
    },
    footer = {
      "",
      "Examples:",
      "  morph install task-creator.wasm",
      "  morph install task-creator.wasm --grant task:create",
      "  morph install jira.wasm --approve sha256:3f6c... --as jira-test"
    })
final class InstallCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "The extension's .wasm file.")
  private Path file = Path.of("");

  @Option(
      names = "--grant",
      paramLabel = "PERM[=SCOPE]",
      description = "Approves a right that it asks for, as http:read=api.github.com.")
  private List<String> grants = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "NAME=VALUE",
      description =
          "Approves a limit above the default, as memory=512MiB; those of compiling hold for the"
              + " installation itself.")
  private List<String> limits = new ArrayList<>();

  @Option(
      names = "--approve",
      paramLabel = "DIGEST",
      description = "Approves all that it asks for, by the digest that `morph info FILE` prints.")
  private @Nullable String approve;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "Reads the manifest from this file (JSON or YAML).")
  private @Nullable Path manifest;

  @Option(
      names = "--as",
      paramLabel = "ID",
      description = "Installs it under this id in place of the one of its manifest.")
  private @Nullable String as;

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  InstallCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return new InstallActions(terminal, json).install(file, manifest, as, grants, limits, approve);
  }
}
