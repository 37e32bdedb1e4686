package dev.morph.host.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * Reads TOML. The only class that knows the library, so that a process without a file of
 * configuration never loads it.
 */
final class TomlReader {
  /** More brackets than any file of ours has open at once; the library recurses with each. */
  private static final int MOST_OPEN = 100;

  private static final int MOST_DEPTH = 10;

  private TomlReader() {}

  /** Why a file has no tree. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final boolean ofDisk;

    Unreadable(int line, boolean ofDisk, String message) {
      super(message);
      this.line = line;
      this.ofDisk = ofDisk;
    }

    int line() {
      return line;
    }

    /** True if the file could not be read at all. */
    boolean ofDisk() {
      return ofDisk;
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }
  }

  /**
   * Reads a file.
   *
   * @param mostBytes that it may have
   */
  static Node.Table read(Path file, int mostBytes) throws Unreadable {
    String text = text(bytes(file, mostBytes));
    refuseDeep(text);
    TomlParseResult result = parsed(text);
    if (result.hasErrors()) {
      throw syntax(result.errors().getFirst());
    }
    return table(result, 1, 0);
  }

  private static TomlParseResult parsed(String text) throws Unreadable {
    try {
      return Toml.parse(text);
    } catch (TomlParseError e) {
      throw syntax(e); // thrown and not collected for escapes in keys
    } catch (RuntimeException | AssertionError e) {
      // what the library did not think of, as times with offsets that there cannot be, and escapes
      // that end with the text
      throw new Unreadable(0, false, "it cannot be read as TOML");
    }
  }

  private static byte[] bytes(Path file, int mostBytes) throws Unreadable {
    if (!Files.isRegularFile(file)) {
      throw new Unreadable(0, true, "it is no file that can be read");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(mostBytes + 1);
      if (bytes.length > mostBytes) {
        throw new Unreadable(0, false, "it has more than " + mostBytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw new Unreadable(0, true, "it cannot be read; check its rights");
    }
  }

  private static String text(byte[] bytes) throws Unreadable {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable(0, false, "it is not UTF-8 text");
    }
  }

  /** Counts without a look at quotes and comments: those of real files balance their brackets. */
  private static void refuseDeep(String text) throws Unreadable {
    int open = 0;
    int line = 1;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[', '{' -> open++;
        case ']', '}' -> open = Math.max(0, open - 1);
        case '\n' -> line++;
        default -> {}
      }
      if (open > MOST_OPEN) {
        throw new Unreadable(line, false, "more than " + MOST_OPEN + " brackets are open at once");
      }
    }
  }

  /** Without the text that was found, which may be a piece of a password. */
  private static Unreadable syntax(TomlParseError error) {
    String message = Objects.requireNonNullElse(error.getMessage(), "");
    int expected = message.lastIndexOf(", expected ");
    String shown;
    if (expected >= 0) {
      int end = message.lastIndexOf(" (line ");
      shown =
          "this cannot stand here; accepted are "
              + message.substring(
                  expected + ", expected ".length(), end > expected ? end : message.length());
    } else if (message.contains(" previously defined at ")) {
      shown = "the key stands there twice; leave one";
    } else {
      shown = "this cannot be read as TOML";
    }
    TomlPosition at = error.position();
    return new Unreadable(at.line(), false, "column " + at.column() + ": " + shown);
  }

  private static Node.Table table(TomlTable table, int line, int depth) throws Unreadable {
    refuse(line, depth);
    Map<String, Node> members = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : table.entrySet()) {
      TomlPosition at = table.inputPositionOf(List.of(entry.getKey()));
      int where = at == null ? line : at.line();
      members.put(entry.getKey(), node(entry.getValue(), where, depth + 1));
    }
    return new Node.Table(line, members);
  }

  private static Node node(@Nullable Object value, int line, int depth) throws Unreadable {
    return switch (value) {
      case TomlTable table -> table(table, line, depth);
      case TomlArray array -> sequence(array, line, depth);
      case String text -> new Node.Text(line, text);
      case Long number -> new Node.Whole(line, number);
      case Boolean truth -> new Node.Truth(line, truth);
      case Double fraction -> new Node.Other(line, "a fraction");
      case null, default -> new Node.Other(line, "a date or a time");
    };
  }

  private static Node.Sequence sequence(TomlArray array, int line, int depth) throws Unreadable {
    refuse(line, depth);
    List<Node> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      TomlPosition at = array.inputPositionOf(i);
      items.add(node(array.get(i), at == null ? line : at.line(), depth + 1));
    }
    return new Node.Sequence(line, items);
  }

  private static void refuse(int line, int depth) throws Unreadable {
    if (depth > MOST_DEPTH) {
      throw new Unreadable(line, false, "tables and lists are nested deeper than " + MOST_DEPTH);
    }
  }
}
