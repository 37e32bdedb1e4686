package dev.morph.fuzz;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The inputs that fuzzing starts from and that every build runs: {@code fuzz/corpus/TARGET.txt},
 * one a line, {@code NAME KIND CONTENT}. Kinds: {@code text} (a JSON string), {@code hex}, {@code
 * wat} (a module), {@code guest} (a guest of the testkit). {@code #} begins a comment.
 */
final class Corpus {
  private Corpus() {}

  static Map<String, byte[]> of(Target target) throws IOException {
    Path file =
        Path.of(System.getProperty("morph.root", "."), "fuzz", "corpus", target.word() + ".txt");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split(" ", 3);
        if (parts.length != 3 || entries.put(parts[0], content(parts[1], parts[2])) != null) {
          throw new IllegalStateException(file + ": not NAME KIND CONTENT, or twice: " + line);
        }
      }
    }
    return entries;
  }

  private static byte[] content(String kind, String content) {
    return switch (kind) {
      case "text" -> ((JsonString) Json.parse(content)).value().getBytes(StandardCharsets.UTF_8);
      case "hex" -> HexFormat.of().parseHex(content.replace(" ", ""));
      case "wat" -> Wat.assemble(content);
      case "guest" ->
          Wat.assemble(
              switch (content) {
                case "bytes-echo" -> Guests.bytesEcho();
                case "canonical-echo" -> Guests.canonicalEcho();
                default -> throw new IllegalArgumentException("no guest " + content);
              });
      default -> throw new IllegalArgumentException("no kind of entry: " + kind);
    };
  }

  /**
   * Writes seeds for {@code fuzz/run}, a folder for each target, and prints a line {@code WORD
   * CLASS} for each.
   */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    for (Target target : Target.values()) {
      Path seeds = Files.createDirectories(folder.resolve(target.word()));
      for (Map.Entry<String, byte[]> entry : of(target).entrySet()) {
        Files.write(seeds.resolve(entry.getKey()), entry.getValue());
      }
      System.out.println(target.word() + " " + target.driver().getName());
    }
  }
}
