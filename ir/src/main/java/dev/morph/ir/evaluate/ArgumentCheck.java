package dev.morph.ir.evaluate;

import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import dev.morph.ir.types.Types;
import dev.morph.morphir.sdk.Aggregation;
import dev.morph.morphir.sdk.Char;
import dev.morph.morphir.sdk.Dict;
import dev.morph.morphir.sdk.DivisionByZero;
import dev.morph.morphir.sdk.Maybe;
import dev.morph.morphir.sdk.MorphirSet;
import dev.morph.morphir.sdk.Order;
import dev.morph.morphir.sdk.Rational;
import dev.morph.morphir.sdk.Result;
import dev.morph.morphir.sdk.StatefulApp;
import dev.morph.morphir.sdk.Tuple;
import dev.morph.morphir.sdk.Tuple2;
import dev.morph.morphir.sdk.UUIDError;
import dev.morph.morphir.sdk.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the arguments of a call from outside against the declared type. For one call. */
final class ArgumentCheck {
  private static final int MOST_FAULTS = 20;

  /** What a variable named number stands for; decimals too, as tools allow. */
  private static final Set<String> NUMBERS = Set.of("Int", "Float", "Decimal");

  private final TypeEnvironment types;
  private final List<Fault> faults = new ArrayList<>();
  private final Map<Name, String> variables = new HashMap<>();

  ArgumentCheck(TypeEnvironment types) {
    this.types = types;
  }

  private record Fault(EvaluationError error, String message) {}

  /**
   * Checks them.
   *
   * @throws EvaluationException if one is of another type, or there are too many
   */
  void check(Type function, List<Object> arguments, FQName name) {
    Type type = types.expand(function);
    for (int i = 0; i < arguments.size(); i++) {
      if (type instanceof Type.Function(var attributes, Type parameter, Type result)) {
        value(parameter, arguments.get(i), "argument " + (i + 1));
        type = types.expand(result);
      } else if (type instanceof Type.Variable) {
        break; // may be a function for all that is known
      } else {
        add(EvaluationError.SIZE_MISMATCH, "it takes " + i + " arguments, not " + arguments.size());
        break;
      }
    }
    if (faults.isEmpty()) {
      return;
    }
    String messages = faults.stream().map(Fault::message).collect(Collectors.joining("; "));
    EvaluationError error =
        faults.size() == 1 ? faults.getFirst().error : EvaluationError.MANY_TYPE_ERRORS;
    throw new EvaluationException(error, messages).through(name);
  }

  private void add(EvaluationError error, String message) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(error, message));
    }
  }

  private void mismatch(String wanted, Object value, String place) {
    add(
        EvaluationError.LITERAL_TYPE_MISMATCH,
        place + " is to be " + wanted + ", not " + ValueText.of(value));
  }

  private void value(Type declared, Object value, String place) {
    switch (types.expand(declared)) {
      case Type.Variable it -> variable(it.name(), value, place);
      case Type.Reference it -> reference(it, value, place);
      case Type.Tuple it -> {
        if (value instanceof Tuple tuple) {
          parts(it.elements(), tuple.parts(), place, "element");
        } else {
          mismatch("a tuple", value, place);
        }
      }
      case Type.Record it -> record(it.fields(), false, value, place);
      case Type.ExtensibleRecord it -> record(it.fields(), true, value, place);
      case Type.Function it -> {
        if (!(value instanceof Function<?, ?>)) {
          mismatch("a function", value, place);
        }
      }
      case Type.Unit it -> {
        if (value != Unit.UNIT) {
          mismatch("()", value, place);
        }
      }
    }
  }

  private void parts(List<Type> declared, List<?> values, String place, String what) {
    if (declared.size() != values.size()) {
      add(
          EvaluationError.SIZE_MISMATCH,
          place + " has " + values.size() + " parts; its type has " + declared.size());
      return;
    }
    for (int i = 0; i < declared.size(); i++) {
      value(declared.get(i), values.get(i), place + ", " + what + " " + (i + 1));
    }
  }

  private void record(List<Type.Field> fields, boolean open, Object value, String place) {
    if (!(value instanceof RecordValue record)) {
      mismatch("a record", value, place);
      return;
    }
    for (Type.Field field : fields) {
      Object found = record.get(field.name());
      String name = field.name().camelCase();
      if (found == null) {
        add(EvaluationError.VALUE_LACKS_FIELD, place + " lacks the field " + name);
      } else {
        value(field.type(), found, place + ", field " + name);
      }
    }
    for (Name name : record.names()) {
      if (!open && fields.stream().noneMatch(field -> field.name().equals(name))) {
        add(
            EvaluationError.VALUE_HAS_EXTRA_FIELD,
            place + " has the field " + name.camelCase() + ", which its type does not have");
      }
    }
  }

  /** Elm's constrained variables go by their names; all of one name stand for one type. */
  private void variable(Name name, Object value, String place) {
    String kind = kind(value);
    if (name.text().startsWith("number") && !NUMBERS.contains(kind)) {
      mismatch("a number", value, place);
      return;
    }
    String known = variables.putIfAbsent(name, kind);
    if (known != null && !known.equals(kind)) {
      add(
          EvaluationError.INFERENCE_CONFLICT,
          place + " is of " + kind + ", but " + name.camelCase() + " already stands for " + known);
    }
  }

  private static String kind(Object value) {
    return switch (value) {
      case Long it -> "Int";
      case BigInteger it -> "Int";
      case Double it -> "Float";
      case ConstructorValue it -> "a custom type";
      case RecordValue it -> "a record";
      case List<?> it -> "List";
      case Tuple it -> "a tuple of " + it.parts().size();
      case Maybe<?> it -> "Maybe";
      case Result<?, ?> it -> "Result";
      case Function<?, ?> it -> "a function";
      case BigDecimal it -> "Decimal";
      default -> value.getClass().getSimpleName();
    };
  }

  private void reference(Type.Reference type, Object value, String place) {
    TypeDeclaration declaration = types.type(type.name());
    if (declaration == null || declaration.parameters().size() != type.arguments().size()) {
      add(
          EvaluationError.IMPROPER_TYPE,
          place + " is of a type that is not defined so: " + type.name());
      return;
    }
    String known = SdkTypes.name(type.name());
    if (!known.isEmpty()) {
      sdk(known, type, value, place);
    } else if (declaration instanceof TypeDeclaration.Custom custom) {
      custom(custom, type, value, place);
    }
  }

  private void custom(
      TypeDeclaration.Custom custom, Type.Reference type, Object value, String place) {
    Constructor made = null;
    if (value instanceof ConstructorValue it
        && it.name().packageName().equals(type.name().packageName())
        && it.name().module().equals(type.name().module())) {
      for (Constructor one : custom.constructors()) {
        made = one.name().equals(it.name().local()) ? one : made;
      }
      if (made != null) {
        Map<Name, Type> arguments = new HashMap<>();
        for (int i = 0; i < custom.parameters().size(); i++) {
          arguments.put(custom.parameters().get(i), type.arguments().get(i));
        }
        List<Type> declared =
            made.parameters().stream()
                .map(parameter -> Types.substitute(parameter.type(), arguments))
                .toList();
        parts(declared, it.arguments(), place, "argument");
      }
    }
    if (made == null) {
      mismatch("of " + type.name(), value, place);
    }
  }

  /** Checks a value of a type of the SDK. */
  private void sdk(String name, Type.Reference type, Object value, String place) {
    List<Type> arguments = type.arguments();
    boolean right =
        switch (name) {
          case "basics#int" -> value instanceof Long || value instanceof BigInteger;
          case "basics#float" -> value instanceof Double;
          case "basics#bool" -> value instanceof Boolean;
          case "basics#order" -> value instanceof Order;
          case "char#char" -> value instanceof Char;
          case "string#string" -> value instanceof String;
          case "decimal#decimal" -> value instanceof BigDecimal;
          case "local-date#local-date" -> value instanceof LocalDate;
          case "local-date#month" -> value instanceof Month;
          case "local-date#day-of-week" -> value instanceof DayOfWeek;
          case "local-time#local-time" -> value instanceof LocalTime;
          case "instant#instant" -> value instanceof Instant;
          case "UUID#UUID" -> value instanceof UUID;
          case "UUID#error" -> value instanceof UUIDError;
          case "number#number" -> value instanceof Rational;
          case "number#division-by-zero" -> value instanceof DivisionByZero;
          case "aggregate#aggregation" -> value instanceof Aggregation<?, ?>;
          case "stateful-app#stateful-app" -> value instanceof StatefulApp<?, ?, ?, ?>;
          case "int#int-8" -> value instanceof Byte;
          case "int#int-16" -> value instanceof Short;
          case "int#int-32" -> value instanceof Integer;
          case "int#int-64" -> value instanceof Long;
          case "list#list" -> all(arguments, value instanceof List<?> it ? it : null, place);
          case "set#set" -> all(arguments, value instanceof MorphirSet<?> it ? it : null, place);
          case "dict#dict" -> entries(arguments, value, place);
          case "maybe#maybe" -> {
            if (value instanceof Maybe.Just<?>(Object inner)) {
              value(arguments.getFirst(), inner, place + ", the value of Just");
            }
            yield value instanceof Maybe<?>;
          }
          case "result#result" -> {
            if (value instanceof Result.Ok<?, ?>(Object inner)) {
              value(arguments.get(1), inner, place + ", the value of Ok");
            } else if (value instanceof Result.Err<?, ?>(Object inner)) {
              value(arguments.getFirst(), inner, place + ", the error of Err");
            }
            yield value instanceof Result<?, ?>;
          }
          default -> true;
        };
    if (!right) {
      mismatch(type.name().local().pascalCase(), value, place);
    }
  }

  private boolean all(List<Type> arguments, @Nullable Iterable<?> values, String place) {
    if (values == null) {
      return false;
    }
    int index = 0;
    for (Object value : values) {
      value(arguments.getFirst(), value, place + ", item " + ++index);
    }
    return true;
  }

  private boolean entries(List<Type> arguments, Object value, String place) {
    if (!(value instanceof Dict<?, ?> dict)) {
      return false;
    }
    for (Tuple2<?, ?> entry : dict) {
      value(arguments.get(0), entry.first(), place + ", a key");
      value(arguments.get(1), entry.second(), place + ", the value of a key");
    }
    return true;
  }
}
