package dev.morph.component.abi;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The Java side of the types that are stored as a discriminant and a payload. */
sealed interface VariantForm {
  /** The cases, by discriminant. */
  List<WitType.Case> cases();

  /** What stands for a case with its payload; null payload if the case has none. */
  Object value(int discriminant, @Nullable Object payload);

  /** The discriminant of a value, or -1 if it is not of this type. */
  int discriminant(Object value);

  /** The payload of a value. */
  @Nullable Object payload(Object value);

  /** What {@link #discriminant} accepts, for people. */
  String expected();

  /** {@code variant}. */
  record Named(List<WitType.Case> cases, Map<String, Integer> byName) implements VariantForm {
    Named(WitType.Variant type) {
      this(type.cases(), index(type.cases().stream().map(WitType.Case::name).toList()));
    }

    @Override
    public Object value(int discriminant, @Nullable Object payload) {
      return new VariantValue(cases.get(discriminant).name(), payload);
    }

    @Override
    public int discriminant(Object value) {
      return value instanceof VariantValue variant
          ? byName.getOrDefault(variant.caseName(), -1)
          : -1;
    }

    @Override
    public @Nullable Object payload(Object value) {
      return ((VariantValue) value).payload();
    }

    @Override
    public String expected() {
      return "a VariantValue of a case of " + byName.keySet();
    }
  }

  /** {@code enum}. */
  record Names(List<WitType.Case> cases, Map<String, Integer> byName) implements VariantForm {
    Names(WitType.Enum type) {
      this(
          type.cases().stream().map(name -> new WitType.Case(name, null)).toList(),
          index(type.cases()));
    }

    @Override
    public Object value(int discriminant, @Nullable Object payload) {
      return cases.get(discriminant).name();
    }

    @Override
    public int discriminant(Object value) {
      return value instanceof String name ? byName.getOrDefault(name, -1) : -1;
    }

    @Override
    public @Nullable Object payload(Object value) {
      return null;
    }

    @Override
    public String expected() {
      return "a String of " + byName.keySet();
    }
  }

  /** {@code option}. */
  record Optionals(List<WitType.Case> cases) implements VariantForm {
    Optionals(WitType.Option type) {
      this(List.of(new WitType.Case("none", null), new WitType.Case("some", type.some())));
    }

    @Override
    public Object value(int discriminant, @Nullable Object payload) {
      return Optional.ofNullable(payload);
    }

    @Override
    public int discriminant(Object value) {
      return value instanceof Optional<?> optional ? optional.isPresent() ? 1 : 0 : -1;
    }

    @Override
    public @Nullable Object payload(Object value) {
      return ((Optional<?>) value).orElse(null);
    }

    @Override
    public String expected() {
      return "an Optional";
    }
  }

  /** {@code result}. */
  record Results(List<WitType.Case> cases) implements VariantForm {
    Results(WitType.Result type) {
      this(Arrays.asList(new WitType.Case("ok", type.ok()), new WitType.Case("err", type.err())));
    }

    @Override
    public Object value(int discriminant, @Nullable Object payload) {
      return discriminant == 0 ? new ResultValue.Ok(payload) : new ResultValue.Err(payload);
    }

    @Override
    public int discriminant(Object value) {
      return value instanceof ResultValue.Ok ? 0 : value instanceof ResultValue.Err ? 1 : -1;
    }

    @Override
    public @Nullable Object payload(Object value) {
      return switch ((ResultValue) value) {
        case ResultValue.Ok ok -> ok.value();
        case ResultValue.Err err -> err.error();
      };
    }

    @Override
    public String expected() {
      return "a ResultValue";
    }
  }

  private static Map<String, Integer> index(List<String> names) {
    Map<String, Integer> byName = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), i);
    }
    return byName;
  }
}
