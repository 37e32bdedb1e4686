package dev.morph.builtins.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** One source file: what it imports and what it is called by. Not safe for several threads. */
final class JavaFile {
  private final String packageName;
  private final Set<String> ownNames;
  private final Map<String, String> known = new TreeMap<>();
  private final Set<String> foreign = new TreeSet<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * @param ownNames of types in the package and within the file, which an import would hide or
   *     which would hide an import
   */
  JavaFile(String packageName, Set<String> ownNames) {
    this.packageName = packageName;
    this.ownNames = ownNames;
  }

  String packageName() {
    return packageName;
  }

  /** A type as it can be written in this file, which imports it if needed. */
  String text(JavaType type) {
    String name = name(type);
    if (type.arguments().isEmpty()) {
      return name;
    }
    var text = new StringBuilder(name).append('<');
    String separator = "";
    for (JavaType argument : type.arguments()) {
      text.append(separator).append(text(argument));
      separator = ", ";
    }
    return text.append('>').toString();
  }

  /** The type without its arguments. */
  String name(JavaType type) {
    if (type.qualifier().isEmpty()) {
      return type.name();
    }
    if (!type.qualifier().equals(packageName)) {
      foreign.add(type.key());
    }
    int dot = type.name().indexOf('.');
    String outermost = dot < 0 ? type.name() : type.name().substring(0, dot);
    boolean own = type.qualifier().equals(packageName);
    boolean hidden = ownNames.contains(outermost) && !own;
    boolean nested = ownNames.contains("." + outermost);
    if (hidden || nested) {
      return type.key();
    }
    String imported = known.putIfAbsent(outermost, type.qualifier());
    return imported == null || imported.equals(type.qualifier()) ? type.name() : type.key();
  }

  String lang(String name) {
    return name(JavaType.lang(name));
  }

  String sdk(String name) {
    return name(JavaType.sdk(name));
  }

  /** The classes of other packages that this file names. */
  Set<String> foreign() {
    return foreign;
  }

  JavaFile line(String line) {
    text.append(line).append('\n');
    return this;
  }

  JavaFile lines(List<String> lines) {
    lines.forEach(this::line);
    return this;
  }

  /** The whole file, with its declarations in place of what stands for them. */
  String content(Map<String, String> replaced) {
    var content = new StringBuilder("package ").append(packageName).append(";\n\n");
    var imports = new TreeSet<String>();
    known.forEach((name, qualifier) -> {
      if (!qualifier.equals("java.lang") && !qualifier.equals(packageName)) {
        imports.add("import " + qualifier + "." + name + ";\n");
      }
    });
    imports.forEach(content::append);
    if (!imports.isEmpty()) {
      content.append('\n');
    }
    String body = text.toString();
    for (var entry : replaced.entrySet()) {
      body = body.replace(entry.getKey(), entry.getValue());
    }
    JavaNames.parts(body.stripTrailing(), '\n').forEach(line -> Layout.lay(line, content));
    return content.toString();
  }

  /** A documentation comment; nothing if there is nothing to say. */
  static List<String> comment(String doc, String indent) {
    String stripped = doc.strip();
    if (stripped.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(indent + "/**");
    for (String line : JavaNames.parts(stripped, '\n')) {
      lines.add((indent + " * " + escaped(line.strip())).stripTrailing());
    }
    lines.add(indent + " */");
    return lines;
  }

  private static String escaped(String doc) {
    return doc.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\\", "&#92;")
        .replace("@", "&#64;")
        .replace("*/", "*&#47;");
  }

  /** A literal. */
  static String literal(String value) {
    var out = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      out.append(escaped(value.charAt(i)));
    }
    return out.append('"').toString();
  }

  private static String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        if (c >= ' ' && c < 0x7f) {
          yield String.valueOf(c);
        }
        String hex = Integer.toHexString(c);
        yield "\\u" + "0000".substring(hex.length()) + hex;
      }
    };
  }
}
