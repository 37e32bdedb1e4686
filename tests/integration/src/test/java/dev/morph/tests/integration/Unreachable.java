package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.host.EngineMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A guest on the command line that tries to reach what it must not, with all that it leaves. */
final class Unreachable {
  /**
   * One way that was tried.
   *
   * @param name what it is
   * @param guest what tries it
   * @param answer how the guest is refused: the beginning of its answer or of the error
   * @param options of {@code morph run}
   */
  record Way(String name, byte[] guest, String answer, List<String> options) {
    Way(String name, byte[] guest, String answer, String... options) {
      this(name, guest, answer, List.of(options));
    }
  }

  /** A way in a mode. */
  record Attempt(Way way, EngineMode mode) {
    @Override
    public String toString() {
      return way.name() + " " + mode.word();
    }
  }

  private Unreachable() {}

  static Stream<Attempt> inBothModes(List<Way> ways) {
    assertThat(ways.stream().map(Way::name)).doesNotHaveDuplicates();
    return ways.stream()
        .flatMap(way -> Arrays.stream(EngineMode.values()).map(mode -> new Attempt(way, mode)));
  }

  /** Makes the attempt, traced and recorded, as text and as JSON; all that is shown is clean. */
  static void check(Attempt attempt, Path folder, Canary... canaries) throws IOException {
    Path guest = Files.write(folder.resolve("guest.wasm"), attempt.way().guest());
    Path recording = folder.resolve("call.jsonl");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "run",
                guest.toString(),
                "run",
                "{}",
                "--engine",
                attempt.mode().word(),
                "--trace",
                "--stats"));
    arguments.addAll(attempt.way().options());
    CliRun plain = CliRun.of(arguments.toArray(String[]::new));
    arguments.addAll(List.of("--json", "--record", recording.toString()));
    CliRun json = CliRun.of(arguments.toArray(String[]::new));
    String recorded = Files.readString(recording, UTF_8);
    String answer = answer(json.document());
    assertThat(answer).startsWith(attempt.way().answer());
    for (Canary canary : canaries) {
      canary.assertUnseen(plain.out(), plain.err(), json.out(), json.err(), recorded, answer);
    }
    assertThat(recorded).contains("\"morph_recording\":1");
    assertThat(plain.exit()).isEqualTo(json.exit());
  }

  /** A result as text without what is not filled, or the message of an error. */
  private static String answer(JsonObject document) {
    JsonValue ok = document.get("ok");
    if (ok == null) {
      JsonObject error = (JsonObject) document.members().get("error");
      return ((JsonString) error.members().get("message")).value();
    }
    return ok instanceof JsonString(String text) ? text.replace("\0", "") : Json.write(ok);
  }
}
