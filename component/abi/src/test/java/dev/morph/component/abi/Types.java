package dev.morph.component.abi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Short words for types in tests. */
final class Types {
  private Types() {}

  static WitType list(WitType element) {
    return new WitType.ListOf(element);
  }

  static WitType option(WitType some) {
    return new WitType.Option(some);
  }

  static WitType result(WitType ok, WitType err) {
    return new WitType.Result(ok, err);
  }

  static WitType tuple(WitType... elements) {
    return new WitType.Tuple(List.of(elements));
  }

  /** Fields named a, b, c and so on. */
  static WitType record(WitType... types) {
    return new WitType.Record(fields(types));
  }

  static List<WitType.Field> fields(WitType... types) {
    List<WitType.Field> fields = new ArrayList<>();
    for (WitType type : types) {
      fields.add(new WitType.Field(String.valueOf((char) ('a' + fields.size())), type));
    }
    return fields;
  }

  /** Cases named c0, c1 and so on; null for one without payload. */
  static WitType variant(WitType... payloads) {
    List<WitType.Case> cases = new ArrayList<>();
    for (WitType payload : payloads) {
      cases.add(new WitType.Case("c" + cases.size(), payload));
    }
    return new WitType.Variant(cases);
  }

  static WitType names(int count) {
    return new WitType.Enum(labels(count));
  }

  static WitType flags(int count) {
    return new WitType.Flags(labels(count));
  }

  private static List<String> labels(int count) {
    String[] labels = new String[count];
    Arrays.setAll(labels, i -> "l" + i);
    return List.of(labels);
  }

  static WitFunction function(WitType result, WitType... params) {
    return new WitFunction(fields(params), result);
  }
}
