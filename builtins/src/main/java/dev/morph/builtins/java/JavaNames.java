package dev.morph.builtins.java;

import dev.morph.ir.Name;
import dev.morph.ir.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of the IR as identifiers of Java. What Java takes for itself gets {@code _} behind it. */
final class JavaNames {
  private static final Set<String> WORDS =
      words(
          "abstract assert boolean break byte case catch char class const continue default do"
              + " double else enum extends false final finally float for goto if implements import"
              + " instanceof int interface long native new null package private protected public"
              + " return short static strictfp super switch synchronized this throw throws"
              + " transient true try void volatile while");

  /** Methods of all objects, which no static method and no component may be called. */
  private static final Set<String> METHODS =
      words("clone equals finalize getClass hashCode notify notifyAll toString wait");

  /** What a local variable may not hide: the packages that full names begin with. */
  private static final Set<String> PACKAGES = words("java dev yield record var");

  private JavaNames() {}

  private static Set<String> words(String words) {
    return Set.copyOf(parts(words, ' '));
  }

  /** The parts of a text between separators. */
  static List<String> parts(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int end;
    while ((end = text.indexOf(separator, start)) >= 0) {
      parts.add(text.substring(start, end));
      start = end + 1;
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static String free(String identifier, Set<String> taken) {
    String free = Character.isDigit(identifier.charAt(0)) ? "_" + identifier : identifier;
    while (WORDS.contains(free) || taken.contains(free)) {
      free += "_";
    }
    return free;
  }

  /** A method or a record's component, not yet among those of its class. */
  static String member(Name name, Set<String> used) {
    String member = free(name.camelCase(), METHODS);
    while (!used.add(member)) {
      member += "_";
    }
    return member;
  }

  /** A method of the SDK, which hides none of those of all objects. */
  static String sdkMethod(Name name) {
    return free(name.camelCase(), Set.of());
  }

  /** A local variable or a parameter. */
  static String local(Name name) {
    return free(name.camelCase(), PACKAGES);
  }

  /** A class, not yet among others; capitals alone do not tell classes apart in files. */
  static String type(String pascalCase, Set<String> usedLower) {
    String type = free(pascalCase, Set.of());
    while (!usedLower.add(type.toLowerCase(Locale.ROOT))) {
      type += "_";
    }
    return type;
  }

  /** A constant of an enum. */
  static String constant(Name name, Set<String> used) {
    String constant = free(name.text().replace('-', '_').toUpperCase(Locale.ROOT), Set.of());
    while (!used.add(constant)) {
      constant += "_";
    }
    return constant;
  }

  /** A type parameter. */
  static String typeVariable(Name name, Set<String> taken) {
    return free(name.text().replace("-", "").toUpperCase(Locale.ROOT), taken);
  }

  /** The package of a path, all lower case. */
  static String packageOf(Path path) {
    var text = new StringBuilder();
    for (Name name : path.names()) {
      if (!text.isEmpty()) {
        text.append('.');
      }
      text.append(free(name.camelCase().toLowerCase(Locale.ROOT), Set.of()));
    }
    return text.toString();
  }

  /** True if this can be the name of a package, as {@code com.example.rules}. */
  static boolean isPackage(String text) {
    return parts(text, '.').stream().allMatch(JavaNames::isIdentifier);
  }

  private static boolean isIdentifier(String part) {
    if (part.isEmpty() || WORDS.contains(part) || Character.isDigit(part.charAt(0))) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && c != '_') {
        return false;
      }
    }
    return !part.equals("_");
  }

  /** Names that are not yet given out in a method. */
  static final class Locals {
    private final Set<String> used = new HashSet<>();

    String fresh(String wanted) {
      String fresh = wanted;
      for (int i = 2; !used.add(fresh); i++) {
        fresh = wanted + "_" + i;
      }
      return fresh;
    }

    String fresh(Name name) {
      return fresh(local(name));
    }
  }
}
