package dev.morph.engine.tck;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What of the core suite an engine need not pass, each line with its reason. The lines of {@code
 * core-suite-exclusions.txt} read {@code MODE WHERE REASON}: mode is an engine's name or {@code *};
 * where is {@code FILE:LINE} for one command (and, if that is a module, the commands that then have
 * nothing to run on), or {@code FILE} for a feature that is not claimed.
 */
record Exclusions(List<Line> lines) {
  /**
   * One exclusion.
   *
   * @param mode an engine's name, or {@code *}
   * @param line line of the command in the source, or 0 for the whole file
   */
  record Line(String mode, String file, int line, String reason) {
    boolean covers(CommandResult result) {
      return file.equals(result.file())
          && (line == 0 || line == result.line() || line == result.causeLine());
    }

    @Override
    public String toString() {
      return mode + " " + file + (line == 0 ? "" : ":" + line) + " " + reason;
    }
  }

  static Exclusions load(String mode) {
    try (InputStream in = Exclusions.class.getResourceAsStream("core-suite-exclusions.txt")) {
      if (in == null) {
        throw new IllegalStateException("core-suite-exclusions.txt is not in the jar");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), mode);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static Exclusions parse(String text, String mode) {
    List<Line> lines = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        Line parsed = parseLine(line);
        if (parsed.mode.equals("*") || parsed.mode.equals(mode)) {
          lines.add(parsed);
        }
      }
    }
    return new Exclusions(List.copyOf(lines));
  }

  private static Line parseLine(String line) {
    String[] words = line.split("\\s+", 3);
    if (words.length < 3) {
      throw new IllegalArgumentException("an exclusion needs MODE WHERE REASON, got: " + line);
    }
    int colon = words[1].indexOf(':');
    return colon < 0
        ? new Line(words[0], words[1], 0, words[2])
        : new Line(
            words[0],
            words[1].substring(0, colon),
            Integer.parseInt(words[1].substring(colon + 1)),
            words[2]);
  }

  boolean cover(CommandResult result) {
    return lines.stream().anyMatch(line -> line.covers(result));
  }

  /** The exclusions that no failing command needs. */
  List<Line> stale(List<CommandResult> results) {
    List<CommandResult> failed = results.stream().filter(result -> !result.passed()).toList();
    return lines.stream().filter(line -> failed.stream().noneMatch(line::covers)).toList();
  }

  /** True if the whole file is a feature that is not claimed. */
  boolean coverFile(String file) {
    return lines.stream().anyMatch(line -> line.line == 0 && line.file.equals(file));
  }
}
