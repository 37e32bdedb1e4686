package dev.morph.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The name of a package, or of a module within one. Immutable, safe to share.
 *
 * @param names from the outermost to the innermost; may be empty in v1 to v3
 */
public record Path(List<Name> names) {
  public Path {
    names = List.copyOf(names);
  }

  /**
   * The path of a text, as {@code morphir/SDK}; names in the doubled-hyphen style are read too.
   *
   * @return null if it is none
   */
  public static @Nullable Path parse(String text) {
    return parse(text, '/', Name::parse);
  }

  /**
   * The path of identifiers with dots between them, as {@code Morphir.SDK}.
   *
   * @return null if it is none
   */
  public static @Nullable Path ofIdentifiers(String text) {
    return parse(text, '.', Name::ofIdentifier);
  }

  private static @Nullable Path parse(
      String text, char separator, Function<String, @Nullable Name> reader) {
    List<Name> names = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf(separator, start);
      if (end < 0) {
        end = text.length();
      }
      Name name = reader.apply(text.substring(start, end));
      if (name == null) {
        return null;
      }
      names.add(name);
      start = end + 1;
    }
    return new Path(names);
  }

  /** The path of a document tree, as {@code morphir/_sdk}. */
  public String filePath() {
    return joined(Name::fileStem, '/');
  }

  /** The path in the older style, as {@code morphir/--sdk}. */
  public String doubledHyphen() {
    return joined(Name::doubledHyphen, '/');
  }

  /** The path as identifiers, as {@code Morphir.SDK}. */
  public String pascalCase() {
    return joined(Name::pascalCase, '.');
  }

  private String joined(Function<Name, String> form, char separator) {
    var out = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      if (i > 0) {
        out.append(separator);
      }
      out.append(form.apply(names.get(i)));
    }
    return out.toString();
  }

  /** The canonical text of v4, as {@code morphir/SDK}. */
  @Override
  public String toString() {
    return joined(Name::text, '/');
  }
}
