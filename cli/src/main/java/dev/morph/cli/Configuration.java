package dev.morph.cli;

import dev.morph.host.config.ConfigFinding;
import dev.morph.host.config.ConfigFlags;
import dev.morph.host.config.MorphConfig;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one command, read when it is first needed. What is wrong in a project's file
 * is then said once.
 */
public final class Configuration {
  private static final int MOST_SHOWN = 5;

  private final PrintStream err;
  private @Nullable MorphConfig read;

  /** Reads nothing yet. */
  public Configuration(PrintStream err) {
    this.err = err;
  }

  /** Reads it with the options of the command. */
  MorphConfig with(ConfigFlags flags) {
    boolean first = read == null;
    MorphConfig config = MorphConfig.ofProcess(flags);
    read = config;
    if (first) {
      warn(config.findings());
    }
    return config;
  }

  /** The one that was read, or one without options. */
  MorphConfig get() {
    return read == null ? with(ConfigFlags.NONE) : read;
  }

  private void warn(List<ConfigFinding> findings) {
    findings.stream()
        .limit(MOST_SHOWN)
        .forEach(
            finding -> err.println("warning: passed over: " + Terminal.oneLine(finding.text())));
    if (findings.size() > MOST_SHOWN) {
      err.println(
          "warning: and "
              + (findings.size() - MOST_SHOWN)
              + " more; `morph config show --json` has them all");
    }
    err.flush();
  }
}
