package dev.morph.tests.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Commands that a document shows together with what they print: a block {@code sh}, and right after
 * it a block without a language. A line {@code ...} there stands for any lines.
 *
 * @param place file and line, for messages
 */
record ShownCommand(String place, String script, List<String> output) {
  /** A fenced block. */
  record Block(int line, String language, List<String> lines) {
    int end() {
      return line + lines.size() + 1;
    }

    String text() {
      return String.join("\n", lines) + "\n";
    }
  }

  @Override
  public String toString() {
    return place;
  }

  /** The commands of a document, in its order. */
  static List<ShownCommand> of(Path file) {
    List<Block> blocks = blocks(file);
    List<ShownCommand> commands = new ArrayList<>();
    for (int i = 0; i + 1 < blocks.size(); i++) {
      Block script = blocks.get(i);
      Block output = blocks.get(i + 1);
      boolean close = output.line() - script.end() <= 2;
      if (script.language().equals("sh") && output.language().isEmpty() && close) {
        commands.add(
            new ShownCommand(
                file.getFileName() + ":" + script.line(), script.text(), output.lines()));
      }
    }
    return commands;
  }

  /** All fenced blocks of a document. */
  static List<Block> blocks(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("```")) {
        int end = i + 1;
        while (!lines.get(end).equals("```")) {
          end++;
        }
        blocks.add(new Block(i + 1, lines.get(i).substring(3).strip(), lines.subList(i + 1, end)));
        i = end;
      }
    }
    return blocks;
  }

  /** The first block of a language. */
  static String first(Path file, String language) {
    return blocks(file).stream()
        .filter(block -> block.language().equals(language))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /**
   * What stands between two comments of a source.
   *
   * @param indent what is taken away from each line
   */
  static String tagged(Path source, String tag, int indent) throws IOException {
    List<String> lines = Files.readAllLines(source);
    List<String> bare = lines.stream().map(String::strip).toList();
    return lines.subList(bare.indexOf("// " + tag) + 1, bare.lastIndexOf("// " + tag)).stream()
        .map(line -> line.isEmpty() ? line : line.substring(indent))
        .collect(Collectors.joining("\n"))
        .strip();
  }
}
