package dev.morph.ir.evaluate;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.morphir.sdk.Char;
import dev.morph.morphir.sdk.Dict;
import dev.morph.morphir.sdk.DictFunctions;
import dev.morph.morphir.sdk.MorphirSet;
import dev.morph.morphir.sdk.SetFunctions;
import dev.morph.morphir.sdk.Tuple;
import dev.morph.morphir.sdk.Unit;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Values as Elm writes them, for people: shortened, so that any value has a text soon. */
final class ValueText {
  private static final int LONGEST = 2_000;
  private static final int DEEPEST = 50;
  private static final int MOST_ITEMS = 100;

  private final StringBuilder out = new StringBuilder();

  private ValueText() {}

  static String of(Object value) {
    var text = new ValueText();
    text.value(value, false, 0);
    return text.out.length() <= LONGEST
        ? text.out.toString()
        : text.out.substring(0, LONGEST) + "...";
  }

  /** Values with spaces between, as arguments are written. */
  static String list(Object[] values) {
    return String.join(" ", Arrays.stream(values).map(ValueText::argument).toList());
  }

  private static String argument(Object value) {
    var text = new ValueText();
    text.value(value, true, 0);
    return text.out.length() <= LONGEST
        ? text.out.toString()
        : text.out.substring(0, LONGEST) + "...";
  }

  private void value(Object value, boolean argument, int depth) {
    if (depth > DEEPEST || out.length() > LONGEST) {
      out.append("...");
      return;
    }
    switch (value) {
      case Boolean truth -> out.append(truth ? "True" : "False");
      case String text -> out.append(quoted(text));
      case Char character -> character(character);
      case BigDecimal number -> out.append(decimal(number));
      case Unit unit -> out.append("()");
      case Tuple tuple -> items("( ", tuple.parts(), " )", depth);
      case List<?> list -> items("[", list, "]", depth);
      case MorphirSet<?> set ->
          collection("Set.fromList", SetFunctions.toList(set), argument, depth);
      case Dict<?, ?> dict ->
          collection("Dict.fromList", DictFunctions.toList(dict), argument, depth);
      case ConstructorValue made ->
          constructor(made.name().local().pascalCase(), made.arguments(), argument, depth);
      case RecordValue record -> record(record, depth);
      case FunctionValue function -> out.append(function);
      case Function<?, ?> function -> out.append("<function>");
      default -> {
        FQName name = SdkConstructor.nameOf(value);
        SdkConstructor made = name == null ? null : SdkConstructor.of(name);
        if (name == null || made == null) {
          out.append(value);
        } else {
          constructor(name.local().pascalCase(), made.partsOf(value), argument, depth);
        }
      }
    }
  }

  private static String decimal(BigDecimal number) {
    return Math.abs((long) number.scale()) > LONGEST ? number.toString() : number.toPlainString();
  }

  private static String quoted(String text) {
    String shortened = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    return Json.write(new JsonString(shortened));
  }

  private void character(Char character) {
    String quoted = quoted(character.toString());
    out.append('\'').append(quoted, 1, quoted.length() - 1).append('\'');
  }

  private void items(String open, Collection<?> items, String close, int depth) {
    if (items.isEmpty()) {
      out.append(open.trim()).append(close.trim());
      return;
    }
    out.append(open);
    int count = 0;
    for (Object item : items) {
      if (count > 0) {
        out.append(", ");
      }
      if (count++ == MOST_ITEMS) {
        out.append("... ").append(items.size() - MOST_ITEMS).append(" more");
        break;
      }
      value(item, false, depth + 1);
    }
    out.append(close);
  }

  private void collection(String maker, Collection<?> items, boolean argument, int depth) {
    out.append(argument ? "(" : "").append(maker).append(' ');
    items("[", items, "]", depth);
    out.append(argument ? ")" : "");
  }

  private void constructor(String name, List<?> arguments, boolean argument, int depth) {
    boolean enclosed = argument && !arguments.isEmpty();
    out.append(enclosed ? "(" : "").append(name);
    for (Object inner : arguments) {
      out.append(' ');
      value(inner, true, depth + 1);
    }
    out.append(enclosed ? ")" : "");
  }

  private void record(RecordValue record, int depth) {
    if (record.names().isEmpty()) {
      out.append("{}");
      return;
    }
    String before = "{ ";
    for (Map.Entry<Name, Object> field : record.fields().entrySet()) {
      out.append(before).append(field.getKey().camelCase()).append(" = ");
      value(field.getValue(), false, depth + 1);
      before = ", ";
    }
    out.append(" }");
  }
}
