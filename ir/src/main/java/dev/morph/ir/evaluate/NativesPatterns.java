package dev.morph.ir.evaluate;

import static dev.morph.ir.evaluate.NativesTable.as;
import static dev.morph.ir.evaluate.NativesTable.bool;
import static dev.morph.ir.evaluate.NativesTable.index;
import static dev.morph.ir.evaluate.NativesTable.text;

import dev.morph.ir.Name;
import dev.morph.morphir.sdk.ListFunctions;
import dev.morph.morphir.sdk.RegexFunctions;
import dev.morph.morphir.sdk.RegexMatch;
import dev.morph.morphir.sdk.RegexOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Regex, whose options and matches are records of the program here. */
final class NativesPatterns {
  private static final Name CASE_INSENSITIVE = new Name("case-insensitive");
  private static final Name MULTILINE = new Name("multiline");
  private static final Name MATCH = new Name("match");
  private static final Name INDEX = new Name("index");
  private static final Name NUMBER = new Name("number");
  private static final Name SUBMATCHES = new Name("submatches");

  private NativesPatterns() {}

  static void addTo(NativesTable table) {
    table
        .of("Regex")
        .add("fromString", s -> RegexFunctions.fromString(text(s)))
        .add(
            "fromStringWith",
            (options, s) -> RegexFunctions.fromStringWith(options(options), text(s)))
        .add("never", RegexFunctions::never)
        .add("contains", (regex, s) -> RegexFunctions.contains(as(regex), text(s)))
        .add("split", (regex, s) -> RegexFunctions.split(as(regex), text(s)))
        .add("find", (regex, s) -> matches(RegexFunctions.find(as(regex), text(s))))
        .add(
            "replace",
            (regex, with, s) -> RegexFunctions.replace(as(regex), replacement(with), text(s)))
        .add(
            "splitAtMost",
            (n, regex, s) -> RegexFunctions.splitAtMost(index(n), as(regex), text(s)))
        .add(
            "findAtMost",
            (n, regex, s) -> matches(RegexFunctions.findAtMost(index(n), as(regex), text(s))))
        .add(
            "replaceAtMost",
            4,
            a ->
                RegexFunctions.replaceAtMost(index(a[0]), as(a[1]), replacement(a[2]), text(a[3])));
  }

  private static RegexOptions options(Object value) {
    var options = (RecordValue) value;
    return new RegexOptions(
        bool(field(options, CASE_INSENSITIVE)), bool(field(options, MULTILINE)));
  }

  private static Object field(RecordValue options, Name name) {
    return Objects.requireNonNull(
        options.get(name), () -> "options have a field " + name.camelCase());
  }

  private static List<RecordValue> matches(List<RegexMatch> matches) {
    return ListFunctions.map(NativesPatterns::record, matches);
  }

  private static RecordValue record(RegexMatch match) {
    Map<Name, Object> fields = new LinkedHashMap<>();
    fields.put(MATCH, match.match());
    fields.put(INDEX, match.index());
    fields.put(NUMBER, match.number());
    fields.put(SUBMATCHES, match.submatches());
    return RecordValue.of(fields);
  }

  private static Function<RegexMatch, String> replacement(Object function) {
    Function<Object, Object> with = as(function);
    return match -> text(with.apply(record(match)));
  }
}
