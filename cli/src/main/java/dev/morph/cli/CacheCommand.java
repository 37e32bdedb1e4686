package dev.morph.cli;

import dev.morph.base.ByteSize;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.host.MorphHome;
import dev.morph.host.cache.CompileCache;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code morph cache}: compiled modules that are kept between runs. */
@Command(
    name = "cache",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "stat|clear",
    description =
        "Shows or clears the compiled modules that are kept between runs (in MORPH_HOME, or the"
            + " user's data directory). Clearing loses nothing: what is needed is compiled again.",
    footer = {"", "Example:", "  morph cache stat --json"})
final class CacheCommand implements Runnable {
  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  CacheCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give a command, stat or clear");
  }

  /** The cache of this process's user; its warnings go to the terminal. */
  static CompileCache open(Terminal terminal) {
    return CompileCache.in(
        MorphHome.ofProcess().compileCache(), CompileCache.DEFAULT_MAX_BYTES, terminal::note);
  }

  /** {@code morph cache stat}. */
  @Command(name = "stat", mixinStandardHelpOptions = true, description = "Shows what is kept.")
  int stat(@Option(names = "--json", description = "Prints one JSON document.") boolean json) {
    CompileCache.Stat stat = read();
    if (json) {
      terminal.document(document(stat).build());
    } else {
      terminal
          .out()
          .println(
              "folder   "
                  + stat.folder()
                  + "\nmodules  "
                  + stat.entries()
                  + "\nsize     "
                  + new ByteSize(stat.bytes())
                  + " of "
                  + new ByteSize(stat.maxBytes()));
    }
    return 0;
  }

  private CompileCache.Stat read() {
    try {
      return open(terminal).stat();
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  /** {@code morph cache clear}. */
  @Command(name = "clear", mixinStandardHelpOptions = true, description = "Deletes what is kept.")
  int clear(@Option(names = "--json", description = "Prints one JSON document.") boolean json) {
    CompileCache.Stat before;
    try {
      before = open(terminal).clear();
    } catch (IOException e) {
      throw failed("clear", e);
    }
    if (json) {
      terminal.document(document(before).build());
    } else {
      terminal
          .out()
          .println("deleted " + before.entries() + " modules, " + new ByteSize(before.bytes()));
    }
    return 0;
  }

  private static JsonObject.Builder document(CompileCache.Stat stat) {
    return JsonObject.builder()
        .put("folder", stat.folder().toString())
        .put("modules", stat.entries())
        .put("bytes", stat.bytes())
        .put("max_bytes", stat.maxBytes());
  }

  private static MorphException failed(String what, IOException e) {
    return new MorphException(
        ErrorCode.IO_FAILED,
        "cannot " + what + " the compile cache in " + MorphHome.ofProcess().compileCache(),
        e);
  }
}
