package dev.morph.tests.hostile;

import dev.morph.host.EngineMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Attacks that succeed today, each with its reason: {@code known-faults.txt}. */
final class KnownFaults {
  private static final Set<String> IDS = read();

  private KnownFaults() {}

  static Set<String> ids() {
    return IDS;
  }

  static String id(Attack attack, EngineMode mode) {
    return attack.id() + " " + mode.word();
  }

  private static Set<String> read() {
    Set<String> ids = new TreeSet<>();
    try (var in =
            Objects.requireNonNull(KnownFaults.class.getResourceAsStream("known-faults.txt"));
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : reader.lines().toList()) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        String[] parts = line.split(": ", 2);
        if (parts.length != 2 || parts[1].isBlank()) {
          throw new IllegalStateException("known-faults.txt gives no reason: " + line);
        }
        for (EngineMode mode : EngineMode.values()) {
          String id =
              parts[0].endsWith(" " + mode.word()) ? parts[0] : parts[0] + " " + mode.word();
          if (!parts[0].contains(" ") || id.equals(parts[0])) {
            ids.add(id);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ids;
  }
}
