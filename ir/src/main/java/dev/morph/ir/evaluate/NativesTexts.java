package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;
import static dev.morph.ir.evaluate.NativesTable.index;
import static dev.morph.ir.evaluate.NativesTable.real;
import static dev.morph.ir.evaluate.NativesTable.text;

import dev.morph.morphir.sdk.Arithmetic;
import dev.morph.morphir.sdk.Char;
import dev.morph.morphir.sdk.CharFunctions;
import dev.morph.morphir.sdk.StringFunctions;
import java.util.function.Function;
import java.util.function.Predicate;

/** String and Char. */
final class NativesTexts {
  private NativesTexts() {}

  static void addTo(NativesTable table) {
    addWhole(table.of("String"));
    addParts(table);
    addCharacters(table);
    addConversions(table);
    addChar(table.of("Char"));
  }

  private static void addWhole(NativesTable table) {
    table
        .add("isEmpty", s -> StringFunctions.isEmpty(text(s)))
        .add("length", s -> StringFunctions.length(text(s)))
        .add("reverse", s -> StringFunctions.reverse(text(s)))
        .add("repeat", (n, s) -> StringFunctions.repeat(index(n), text(s)))
        .add("replace", (m, r, s) -> StringFunctions.replace(text(m), text(r), text(s)))
        .add("append", (s1, s2) -> StringFunctions.append(text(s1), text(s2)))
        .add("concat", list -> StringFunctions.concat(as(list)))
        .add("split", (sep, s) -> StringFunctions.split(text(sep), text(s)))
        .add("join", (sep, list) -> StringFunctions.join(text(sep), as(list)))
        .add("words", s -> StringFunctions.words(text(s)))
        .add("lines", s -> StringFunctions.lines(text(s)))
        .add("toUpper", s -> StringFunctions.toUpper(text(s)))
        .add("toLower", s -> StringFunctions.toLower(text(s)))
        .add("trim", s -> StringFunctions.trim(text(s)))
        .add("trimLeft", s -> StringFunctions.trimLeft(text(s)))
        .add("trimRight", s -> StringFunctions.trimRight(text(s)));
  }

  private static void addParts(NativesTable table) {
    table
        .add("slice", (from, to, s) -> StringFunctions.slice(index(from), index(to), text(s)))
        .add("left", (n, s) -> StringFunctions.left(index(n), text(s)))
        .add("right", (n, s) -> StringFunctions.right(index(n), text(s)))
        .add("dropLeft", (n, s) -> StringFunctions.dropLeft(index(n), text(s)))
        .add("dropRight", (n, s) -> StringFunctions.dropRight(index(n), text(s)))
        .add("contains", (ref, s) -> StringFunctions.contains(text(ref), text(s)))
        .add("startsWith", (ref, s) -> StringFunctions.startsWith(text(ref), text(s)))
        .add("endsWith", (ref, s) -> StringFunctions.endsWith(text(ref), text(s)))
        .add("indexes", (ref, s) -> StringFunctions.indexes(text(ref), text(s)))
        .add("indices", (ref, s) -> StringFunctions.indices(text(ref), text(s)))
        .add("pad", (n, ch, s) -> StringFunctions.pad(index(n), as(ch), text(s)))
        .add("padLeft", (n, ch, s) -> StringFunctions.padLeft(index(n), as(ch), text(s)))
        .add("padRight", (n, ch, s) -> StringFunctions.padRight(index(n), as(ch), text(s)));
  }

  private static void addCharacters(NativesTable table) {
    table
        .add("fromChar", ch -> StringFunctions.fromChar(as(ch)))
        .add("cons", (ch, s) -> StringFunctions.cons(as(ch), text(s)))
        .add("uncons", s -> StringFunctions.uncons(text(s)))
        .add("toList", s -> StringFunctions.toList(text(s)))
        .add("fromList", list -> StringFunctions.fromList(as(list)))
        .add("map", (f, s) -> StringFunctions.map(as(f), text(s)))
        .add("filter", (f, s) -> StringFunctions.filter(as(f), text(s)))
        .add("foldl", (f, z, s) -> StringFunctions.foldl(as(f), z, text(s)))
        .add("foldr", (f, z, s) -> StringFunctions.foldr(as(f), z, text(s)))
        .add("any", (f, s) -> StringFunctions.any(as(f), text(s)))
        .add("all", (f, s) -> StringFunctions.all(as(f), text(s)));
  }

  private static void addConversions(NativesTable table) {
    table
        .add("toInt", s -> Arithmetic.parse(text(s)))
        .add("fromInt", a -> Arithmetic.big(a).toString())
        .add("toFloat", s -> StringFunctions.toFloat(text(s)))
        .add("fromFloat", a -> StringFunctions.fromFloat(real(a)));
  }

  private static void addChar(NativesTable table) {
    addKind(table, "isUpper", CharFunctions::isUpper);
    addKind(table, "isLower", CharFunctions::isLower);
    addKind(table, "isAlpha", CharFunctions::isAlpha);
    addKind(table, "isAlphaNum", CharFunctions::isAlphaNum);
    addKind(table, "isDigit", CharFunctions::isDigit);
    addKind(table, "isOctDigit", CharFunctions::isOctDigit);
    addKind(table, "isHexDigit", CharFunctions::isHexDigit);
    addCase(table, "toUpper", CharFunctions::toUpper);
    addCase(table, "toLower", CharFunctions::toLower);
    addCase(table, "toLocaleUpper", CharFunctions::toLocaleUpper);
    addCase(table, "toLocaleLower", CharFunctions::toLocaleLower);
    table
        .add("toCode", c -> CharFunctions.toCode(as(c)))
        .add("fromCode", c -> CharFunctions.fromCode(index(c)));
  }

  private static void addKind(NativesTable table, String name, Predicate<Char> kind) {
    table.add(name, c -> kind.test((Char) c));
  }

  private static void addCase(NativesTable table, String name, Function<Char, Char> changed) {
    table.add(name, c -> changed.apply((Char) c));
  }
}
