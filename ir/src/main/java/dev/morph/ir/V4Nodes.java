package dev.morph.ir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes names, types, patterns and values of v4 from JSON: the canonical spelling, the expanded
 * one, and the older ones with a warning. Not safe for several threads.
 *
 * <p>One case for each node of the format: long, as its tables are.
 */
class V4Nodes extends NodeDecoder {
  private static final BigInteger EXACT_IN_DOUBLE = BigInteger.ONE.shiftLeft(53);

  private final boolean forOlder;

  /**
   * @param forOlder tells what v1 to v3 cannot say or lose
   */
  V4Nodes(Diagnostics found, ReadLimits limits, boolean forOlder) {
    super(found, limits);
    this.forOlder = forOlder;
  }

  // What older versions have no place for

  final void unsupported(String what) {
    if (forOlder) {
      fault(DiagnosticCode.UNSUPPORTED_V4_DOWNGRADE, what + " exists in version 4 alone");
    }
  }

  private void lostAttributes(String what) {
    if (forOlder) {
      fault(DiagnosticCode.LOST_ATTRIBUTES, what + " are left out");
    }
  }

  private Literal wholeNumber(JsonNumber number) {
    if (forOlder
        && number.text().length() > 15
        && number.decimal().toBigInteger().abs().compareTo(EXACT_IN_DOUBLE) > 0) {
      fault(
          DiagnosticCode.LARGE_NUMBER,
          "a whole number above 2^53, which some tools of v1 to v3 cannot keep");
    }
    return new Literal.WholeNumber(number);
  }

  // Names

  @Nullable Name name(JsonValue json) {
    Name name =
        switch (json) {
          case JsonString text -> Name.parse(text.value());
          case JsonArray array -> ofWords(array);
          default -> null;
        };
    return name != null ? name : invalidName("a name, as value-in-USD", json);
  }

  private static @Nullable Name ofWords(JsonArray array) {
    List<String> words = new ArrayList<>(array.items().size());
    for (JsonValue item : array.items()) {
      if (!(item instanceof JsonString word)) {
        return null;
      }
      words.add(word.value());
    }
    return Name.ofWords(words);
  }

  @Nullable Path path(JsonValue json) {
    if (json instanceof JsonArray) {
      List<Name> names = list(json, "a path", this::name);
      return names == null ? null : new Path(names);
    }
    Path path = json instanceof JsonString text ? Path.parse(text.value()) : null;
    return path != null ? path : invalidName("a path, as morphir/SDK", json);
  }

  @Nullable FQName fqName(JsonValue json) {
    if (json instanceof JsonArray array && array.items().size() == 3) {
      Path packageName = child(array.items(), 0, this::path);
      Path module = child(array.items(), 1, this::path);
      Name local = child(array.items(), 2, this::name);
      return packageName == null || module == null || local == null
          ? null
          : new FQName(packageName, module, local);
    }
    FQName name = json instanceof JsonString text ? FQName.parse(text.value()) : null;
    return name != null ? name : invalidName("a full name, as morphir/SDK:list#map", json);
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // always null
  private <T> @Nullable T invalidName(String accepted, JsonValue json) {
    return fault(DiagnosticCode.INVALID_NAME, expected(accepted, json));
  }

  // Types

  @Nullable Type type(JsonValue json) {
    if (!descend()) {
      return null;
    }
    Type type =
        switch (json) {
          case JsonString text -> typeOfText(text);
          case JsonArray array -> tupleType(TypeAttributes.NONE, array);
          case JsonObject object -> typeOfObject(object);
          default -> fault(DiagnosticCode.INVALID_SHAPE, expected("a type", json));
        };
    ascend();
    return type;
  }

  private @Nullable Type typeOfText(JsonString text) {
    if (text.value().indexOf(':') >= 0) {
      FQName name = fqName(text);
      return name == null ? null : new Type.Reference(TypeAttributes.NONE, name, List.of());
    }
    Name name = name(text);
    return name == null ? null : new Type.Variable(TypeAttributes.NONE, name);
  }

  private @Nullable Type typeOfObject(JsonObject object) {
    String tag = tag(object, "a type");
    if (tag == null) {
      return null;
    }
    at.enter(tag);
    JsonValue payload = payload(object, tag);
    Type type =
        switch (tag) {
          case "Variable" -> {
            Name name = partOr(payload, "name", this::name);
            yield name == null ? null : new Type.Variable(typeAttributes(payload), name);
          }
          case "Reference" -> typeReference(payload);
          case "Tuple" -> tupleType(typeAttributes(payload), payload);
          case "Record" -> {
            List<Type.Field> fields = typeFields(payload);
            yield fields == null ? null : new Type.Record(typeAttributes(payload), fields);
          }
          case "ExtensibleRecord" -> extensibleRecord(payload);
          case "Function" -> function(payload);
          case "Unit" -> {
            JsonObject unit = expanded(payload);
            yield unit == null ? null : new Type.Unit(typeAttributes(payload));
          }
          default -> unknown("a type", tag);
        };
    at.leave();
    return type;
  }

  private @Nullable Type typeReference(JsonValue payload) {
    if (payload instanceof JsonArray array && !array.items().isEmpty()) {
      FQName name = child(array.items(), 0, this::fqName);
      List<Type> arguments = new ArrayList<>();
      for (int i = 1; i < array.items().size(); i++) {
        Type argument = child(array.items(), i, this::type);
        if (argument != null) {
          arguments.add(argument);
        }
      }
      return name == null || arguments.size() + 1 < array.items().size()
          ? null
          : new Type.Reference(TypeAttributes.NONE, name, arguments);
    }
    FQName name = partOr(payload, "fqname", this::fqName, "args");
    List<Type> arguments =
        payload instanceof JsonObject object && object.has("args")
            ? member(object, "args", this::types)
            : List.of();
    return name == null || arguments == null
        ? null
        : new Type.Reference(typeAttributes(payload), name, arguments);
  }

  private @Nullable Type tupleType(TypeAttributes attributes, JsonValue payload) {
    List<Type> elements =
        payload instanceof JsonArray ? types(payload) : partOr(payload, "elements", this::types);
    return elements == null ? null : new Type.Tuple(attributes, elements);
  }

  private @Nullable List<Type> types(JsonValue json) {
    return list(json, "an array of types", this::type);
  }

  private @Nullable Type extensibleRecord(JsonValue payload) {
    JsonObject object = expanded(payload, "variable", "fields");
    if (object == null) {
      return null;
    }
    Name variable = member(object, "variable", this::name);
    List<Type.Field> fields = member(object, "fields", one -> typeFieldsOf(one));
    return variable == null || fields == null
        ? null
        : new Type.ExtensibleRecord(typeAttributes(payload), variable, fields);
  }

  private @Nullable Type function(JsonValue payload) {
    JsonObject object =
        expanded(payload, "parameterType", "returnType", "argumentType", "arg", "result");
    if (object == null) {
      return null;
    }
    Type parameter = renamed(object, this::type, "parameterType", "argumentType", "arg");
    Type result = renamed(object, this::type, "returnType", "result");
    return parameter == null || result == null
        ? null
        : new Type.Function(typeAttributes(payload), parameter, result);
  }

  private @Nullable List<Type.Field> typeFields(JsonValue payload) {
    JsonObject object = object(payload, "a record");
    if (object == null) {
      return null;
    }
    JsonValue fields = object.get("fields");
    if (fields instanceof JsonObject) {
      expanded(payload, "fields");
      return member(object, "fields", this::typeFieldsOf);
    }
    legacy("the fields of a record stand directly under its tag");
    return typeFieldsOf(without(object));
  }

  private @Nullable List<Type.Field> typeFieldsOf(JsonValue json) {
    return named(json, "the fields of a record", this::type, Type.Field::new);
  }

  private TypeAttributes typeAttributes(JsonValue payload) {
    JsonValue json = payload instanceof JsonObject object ? attributesOf(object) : null;
    if (json == null || json.equals(JsonObject.EMPTY)) {
      return TypeAttributes.NONE;
    }
    if (!keepsOnlyType(json)) {
      lostAttributes("the attributes of a type");
    }
    return new TypeAttributes(json);
  }

  /** True if nothing but the second type of a parameter is among the attributes. */
  private static boolean keepsOnlyType(JsonValue json) {
    return json instanceof JsonObject object
        && object.members().size() == 1
        && object.get("extensions") instanceof JsonObject extensions
        && extensions.members().size() == 1
        && extensions.has(V4NodeWriter.INFERRED_TYPE);
  }

  private static @Nullable JsonValue attributesOf(JsonObject object) {
    JsonValue json = object.get("attributes");
    return json == null ? object.get("attrs") : json;
  }

  // Literals

  @Nullable Literal literal(JsonValue json) {
    switch (json) {
      case JsonBoolean bool -> {
        return new Literal.Bool(bool.value());
      }
      case JsonNumber number -> {
        return number(number);
      }
      default -> {}
    }
    JsonObject object = object(json, "a literal");
    String tag = object == null ? null : tag(object, "a literal");
    if (object == null || tag == null) {
      return null;
    }
    at.enter(tag);
    JsonValue value = payload(object, tag);
    Literal literal =
        switch (tag) {
          case "BoolLiteral" ->
              value instanceof JsonBoolean bool
                  ? new Literal.Bool(bool.value())
                  : invalidLiteral("true or false", value);
          case "CharLiteral" -> character(value);
          case "StringLiteral" ->
              value instanceof JsonString text
                  ? new Literal.Text(text.value())
                  : invalidLiteral("a string", value);
          case "IntegerLiteral", "WholeNumberLiteral" -> {
            JsonValue whole =
                value instanceof JsonObject wrapped && wrapped.has("value")
                    ? payload(wrapped, "value")
                    : value;
            yield whole instanceof JsonNumber number && isWhole(number)
                ? wholeNumber(number)
                : invalidLiteral("a whole number of 10,000 digits at most", whole);
          }
          case "FloatLiteral" ->
              value instanceof JsonNumber number && isFinite(number)
                  ? new Literal.Float(number)
                  : invalidLiteral("a number of 64 bits", value);
          case "DecimalLiteral" ->
              value instanceof JsonString text && isDecimal(text.value())
                  ? new Literal.Decimal(text.value())
                  : invalidLiteral("a decimal number in quotes", value);
          case "DocumentLiteral" -> {
            unsupported("a document literal");
            yield new Literal.Document(value);
          }
          default -> unknown("a literal", tag);
        };
    at.leave();
    return literal;
  }

  /** A number without a tag: with a point or an exponent it is a float. */
  private @Nullable Literal number(JsonNumber number) {
    String text = number.text();
    boolean whole = text.indexOf('.') < 0 && text.indexOf('e') < 0 && text.indexOf('E') < 0;
    if (whole) {
      return isWhole(number)
          ? wholeNumber(number)
          : invalidLiteral("a whole number of 10,000 digits at most", number);
    }
    return isFinite(number)
        ? new Literal.Float(number)
        : invalidLiteral("a number of 64 bits", number);
  }

  // Patterns

  @Nullable Pattern pattern(JsonValue json) {
    if (!descend()) {
      return null;
    }
    Pattern pattern =
        switch (json) {
          case JsonArray array -> tuplePattern(ValueAttributes.NONE, array);
          case JsonObject object when isLiteral(object) -> constantPattern(object);
          case JsonBoolean bool -> constantPattern(bool);
          case JsonNumber number -> constantPattern(number);
          case JsonObject object -> patternOfObject(object);
          default -> fault(DiagnosticCode.INVALID_SHAPE, expected("a pattern", json));
        };
    ascend();
    return pattern;
  }

  private static boolean isLiteral(JsonObject object) {
    return object.members().size() == 1
        && object.members().keySet().iterator().next().endsWith("Literal");
  }

  private @Nullable Pattern constantPattern(JsonValue json) {
    Literal literal = literal(json);
    return literal == null ? null : new Pattern.Constant(ValueAttributes.NONE, literal);
  }

  private @Nullable Pattern tuplePattern(ValueAttributes attributes, JsonValue json) {
    List<Pattern> elements = patterns(json);
    return elements == null ? null : new Pattern.Tuple(attributes, elements);
  }

  private @Nullable List<Pattern> patterns(JsonValue json) {
    return list(json, "an array of patterns", this::pattern);
  }

  private @Nullable Pattern patternOfObject(JsonObject object) {
    String tag = tag(object, "a pattern");
    if (tag == null) {
      return null;
    }
    at.enter(tag);
    JsonValue payload = payload(object, tag);
    ValueAttributes attributes = attributes(payload);
    Pattern pattern = attributes == null ? null : patternOf(tag, attributes, payload);
    at.leave();
    return pattern;
  }

  private @Nullable Pattern patternOf(String tag, ValueAttributes attributes, JsonValue payload) {
    return switch (tag) {
      case "WildcardPattern" -> expanded(payload) == null ? null : new Pattern.Wildcard(attributes);
      case "AsPattern" -> {
        JsonObject parts = expanded(payload, "pattern", "name");
        Pattern pattern = parts == null ? null : member(parts, "pattern", this::pattern);
        Name name = parts == null ? null : member(parts, "name", this::name);
        yield pattern == null || name == null ? null : new Pattern.As(attributes, pattern, name);
      }
      case "TuplePattern" -> {
        List<Pattern> elements = partOr(payload, "patterns", this::patterns);
        yield elements == null ? null : new Pattern.Tuple(attributes, elements);
      }
      case "ConstructorPattern" -> {
        JsonObject parts = expanded(payload, "fqname", "patterns");
        FQName name = parts == null ? null : member(parts, "fqname", this::fqName);
        List<Pattern> arguments = parts == null ? null : member(parts, "patterns", this::patterns);
        yield name == null || arguments == null
            ? null
            : new Pattern.Constructor(attributes, name, arguments);
      }
      case "EmptyListPattern" ->
          expanded(payload) == null ? null : new Pattern.EmptyList(attributes);
      case "HeadTailPattern" -> {
        JsonObject parts = expanded(payload, "head", "tail");
        Pattern head = parts == null ? null : member(parts, "head", this::pattern);
        Pattern tail = parts == null ? null : member(parts, "tail", this::pattern);
        yield head == null || tail == null ? null : new Pattern.HeadTail(attributes, head, tail);
      }
      case "LiteralPattern" -> {
        Literal literal =
            payload instanceof JsonObject parts && parts.has("literal")
                ? partOr(payload, "literal", this::literal)
                : literal(payload);
        yield literal == null ? null : new Pattern.Constant(attributes, literal);
      }
      case "UnitPattern" -> expanded(payload) == null ? null : new Pattern.Unit(attributes);
      default -> unknown("a pattern", tag);
    };
  }

  // Values

  @Nullable Value value(JsonValue json) {
    if (!descend()) {
      return null;
    }
    Value value =
        switch (json) {
          case JsonBoolean bool -> constant(bool);
          case JsonNumber number -> constant(number);
          case JsonString text -> valueOfText(text);
          case JsonArray array -> items(ValueAttributes.NONE, array);
          case JsonObject object -> valueOfObject(object);
          case JsonNull nothing ->
              fault(DiagnosticCode.INVALID_SHAPE, expected("a value", nothing));
        };
    ascend();
    return value;
  }

  private @Nullable Value constant(JsonValue json) {
    Literal literal = literal(json);
    return literal == null ? null : new Value.Constant(ValueAttributes.NONE, literal);
  }

  private @Nullable Value valueOfText(JsonString text) {
    if (text.value().indexOf(':') >= 0 && text.value().indexOf('#') >= 0) {
      FQName name = fqName(text);
      return name == null ? null : new Value.Reference(ValueAttributes.NONE, name);
    }
    Name name = name(text);
    return name == null ? null : new Value.Variable(ValueAttributes.NONE, name);
  }

  private @Nullable Value items(ValueAttributes attributes, JsonValue json) {
    List<Value> items = values(json);
    return items == null ? null : new Value.Items(attributes, items);
  }

  private @Nullable List<Value> values(JsonValue json) {
    return list(json, "an array of values", this::value);
  }

  private @Nullable Value valueOfObject(JsonObject object) {
    String tag = tag(object, "a value");
    if (tag == null) {
      return null;
    }
    at.enter(tag);
    JsonValue payload = payload(object, tag);
    ValueAttributes attributes = attributes(payload);
    Value value = attributes == null ? null : valueOf(tag, attributes, payload);
    at.leave();
    return value;
  }

  private @Nullable Value valueOf(String tag, ValueAttributes attributes, JsonValue payload) {
    return switch (tag) {
      case "Literal" -> literalValue(attributes, payload);
      case "Constructor" -> {
        FQName name = partOr(payload, "fqname", this::fqName);
        yield name == null ? null : new Value.Constructor(attributes, name);
      }
      case "Tuple" -> {
        List<Value> elements = partOr(payload, "elements", this::values);
        yield elements == null ? null : new Value.Tuple(attributes, elements);
      }
      case "List" -> {
        List<Value> items = partOr(payload, "items", this::values);
        yield items == null ? null : new Value.Items(attributes, items);
      }
      case "Record" -> record(attributes, payload);
      case "Variable" -> {
        Name name = partOr(payload, "name", this::name);
        yield name == null ? null : new Value.Variable(attributes, name);
      }
      case "Reference" -> {
        FQName name = partOr(payload, "fqname", this::fqName);
        yield name == null ? null : new Value.Reference(attributes, name);
      }
      case "Field" -> field(attributes, payload);
      case "FieldFunction" -> {
        Name name = partOr(payload, "name", this::name);
        yield name == null ? null : new Value.FieldFunction(attributes, name);
      }
      case "Apply" -> apply(attributes, payload);
      case "Lambda" -> lambda(attributes, payload);
      case "LetDefinition" -> letDefinition(attributes, payload);
      case "LetRecursion" -> letRecursion(attributes, payload);
      case "Destructure" -> destructure(attributes, payload);
      case "IfThenElse" -> ifThenElse(attributes, payload);
      case "PatternMatch" -> patternMatch(attributes, payload);
      case "UpdateRecord" -> updateRecord(attributes, payload);
      case "Unit" -> expanded(payload) == null ? null : new Value.Unit(attributes);
      case "Hole" -> hole(attributes, payload);
      default -> unknown("a value", tag);
    };
  }

  private @Nullable Value literalValue(ValueAttributes attributes, JsonValue payload) {
    Literal literal =
        payload instanceof JsonObject parts && parts.has("literal")
            ? partOr(payload, "literal", this::literal)
            : literal(payload);
    return literal == null ? null : new Value.Constant(attributes, literal);
  }

  private @Nullable Value record(ValueAttributes attributes, JsonValue payload) {
    JsonObject object = object(payload, "a record");
    if (object == null) {
      return null;
    }
    List<Value.Field> fields;
    if (object.get("fields") instanceof JsonObject) {
      expanded(payload, "fields");
      fields = member(object, "fields", this::fields);
    } else {
      legacy("the fields of a record stand directly under its tag");
      fields = fields(without(object));
    }
    return fields == null ? null : new Value.Record(attributes, fields);
  }

  private @Nullable List<Value.Field> fields(JsonValue json) {
    return named(json, "the fields of a record", this::value, Value.Field::new);
  }

  private @Nullable Value field(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts = expanded(payload, "target", "name", "subject", "fieldName");
    if (parts == null) {
      return null;
    }
    Value target = renamed(parts, this::value, "target", "subject");
    Name name = renamed(parts, this::name, "name", "fieldName");
    return target == null || name == null ? null : new Value.FieldAccess(attributes, target, name);
  }

  private @Nullable Value apply(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts = expanded(payload, "function", "argument");
    if (parts == null) {
      return null;
    }
    Value function = member(parts, "function", this::value);
    Value argument = member(parts, "argument", this::value);
    return function == null || argument == null
        ? null
        : new Value.Apply(attributes, function, argument);
  }

  private @Nullable Value lambda(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts = expanded(payload, "pattern", "body");
    if (parts == null) {
      return null;
    }
    Pattern parameter = member(parts, "pattern", this::pattern);
    Value body = member(parts, "body", this::value);
    return parameter == null || body == null ? null : new Value.Lambda(attributes, parameter, body);
  }

  private @Nullable Value letDefinition(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts =
        expanded(payload, "name", "definition", "in", "valueName", "valueDefinition", "inValue");
    if (parts == null) {
      return null;
    }
    Name name = renamed(parts, this::name, "name", "valueName");
    ValueDefinition definition =
        renamed(parts, this::valueDefinition, "definition", "valueDefinition");
    Value in = renamed(parts, this::value, "in", "inValue");
    return name == null || definition == null || in == null
        ? null
        : new Value.LetDefinition(attributes, name, definition, in);
  }

  private @Nullable Value letRecursion(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts = expanded(payload, "definitions", "in", "valueDefinitions", "inValue");
    if (parts == null) {
      return null;
    }
    List<Value.Binding> definitions =
        renamed(
            parts,
            json -> named(json, "definitions", this::valueDefinition, Value.Binding::new),
            "definitions",
            "valueDefinitions");
    Value in = renamed(parts, this::value, "in", "inValue");
    return definitions == null || in == null
        ? null
        : new Value.LetRecursion(attributes, definitions, in);
  }

  private @Nullable Value destructure(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts = expanded(payload, "pattern", "value", "in", "valueToDestruct", "inValue");
    if (parts == null) {
      return null;
    }
    Pattern pattern = member(parts, "pattern", this::pattern);
    Value value = renamed(parts, this::value, "value", "valueToDestruct");
    Value in = renamed(parts, this::value, "in", "inValue");
    return pattern == null || value == null || in == null
        ? null
        : new Value.Destructure(attributes, pattern, value, in);
  }

  private @Nullable Value ifThenElse(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts = expanded(payload, "condition", "then", "else", "thenBranch", "elseBranch");
    if (parts == null) {
      return null;
    }
    Value condition = member(parts, "condition", this::value);
    Value then = renamed(parts, this::value, "then", "thenBranch");
    Value otherwise = renamed(parts, this::value, "else", "elseBranch");
    return condition == null || then == null || otherwise == null
        ? null
        : new Value.IfThenElse(attributes, condition, then, otherwise);
  }

  private @Nullable Value patternMatch(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts = expanded(payload, "value", "cases");
    if (parts == null) {
      return null;
    }
    Value value = member(parts, "value", this::value);
    List<Value.Case> cases =
        member(parts, "cases", json -> list(json, "an array of cases", this::matchCase));
    return value == null || cases == null ? null : new Value.PatternMatch(attributes, value, cases);
  }

  private Value.@Nullable Case matchCase(JsonValue json) {
    if (json instanceof JsonArray) {
      legacy("a case is an array");
      return pair(json, this::pattern, this::value, Value.Case::new);
    }
    JsonObject object = object(json, "a case");
    if (object == null) {
      return null;
    }
    onlyMembers(object, "pattern", "body");
    Pattern pattern = member(object, "pattern", this::pattern);
    Value body = member(object, "body", this::value);
    return pattern == null || body == null ? null : new Value.Case(pattern, body);
  }

  private @Nullable Value updateRecord(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts = expanded(payload, "target", "fields", "valueToUpdate", "fieldsToUpdate");
    if (parts == null) {
      return null;
    }
    Value target = renamed(parts, this::value, "target", "valueToUpdate");
    List<Value.Field> fields = renamed(parts, this::fields, "fields", "fieldsToUpdate");
    return target == null || fields == null
        ? null
        : new Value.UpdateRecord(attributes, target, fields);
  }

  private @Nullable Value hole(ValueAttributes attributes, JsonValue payload) {
    JsonObject parts = expanded(payload, "reason", "expectedType");
    if (parts == null) {
      return null;
    }
    unsupported("a hole");
    HoleReason reason = member(parts, "reason", this::holeReason);
    Type expected = null;
    if (parts.has("expectedType")) {
      expected = member(parts, "expectedType", this::type);
      if (expected == null) {
        return null;
      }
    }
    return reason == null ? null : new Value.Hole(attributes, reason, expected);
  }

  @Nullable HoleReason holeReason(JsonValue json) {
    JsonObject object = object(json, "the reason of a hole");
    String tag = object == null ? null : tag(object, "the reason of a hole");
    if (object == null || tag == null) {
      return null;
    }
    at.enter(tag);
    JsonObject parts = object(payload(object, tag), "the parts of a reason");
    HoleReason reason = parts == null ? null : holeReasonOf(tag, parts);
    at.leave();
    return reason;
  }

  private @Nullable HoleReason holeReasonOf(String tag, JsonObject parts) {
    return switch (tag) {
      case "UnresolvedReference" -> {
        onlyMembers(parts, "target");
        FQName target = member(parts, "target", this::fqName);
        yield target == null ? null : new HoleReason.UnresolvedReference(target);
      }
      case "DeletedDuringRefactor" -> {
        onlyMembers(parts, "tx-id");
        String transaction = member(parts, "tx-id", this::text);
        yield transaction == null ? null : new HoleReason.DeletedDuringRefactor(transaction);
      }
      case "TypeMismatch" -> {
        onlyMembers(parts, "expected", "found");
        Type expected = member(parts, "expected", this::type);
        Type found = member(parts, "found", this::type);
        yield expected == null || found == null
            ? null
            : new HoleReason.TypeMismatch(expected, found);
      }
      default -> unknown("a reason of a hole", tag);
    };
  }

  @Nullable Incompleteness incompleteness(JsonValue json) {
    JsonObject object = object(json, "an incompleteness");
    String tag = object == null ? null : tag(object, "an incompleteness");
    if (object == null || tag == null) {
      return null;
    }
    at.enter(tag);
    JsonObject parts = object(payload(object, tag), "the parts of an incompleteness");
    Incompleteness incompleteness =
        parts == null
            ? null
            : switch (tag) {
              case "Draft" -> {
                onlyMembers(parts);
                yield new Incompleteness.Draft();
              }
              case "Hole" -> {
                onlyMembers(parts, "reason");
                HoleReason reason = member(parts, "reason", this::holeReason);
                yield reason == null ? null : new Incompleteness.Hole(reason);
              }
              default -> unknown("an incompleteness", tag);
            };
    at.leave();
    return incompleteness;
  }

  // Definitions of values, which values hold

  @Nullable ValueDefinition valueDefinition(JsonValue json) {
    JsonObject object = object(json, "a definition of a value");
    String tag = object == null ? null : tag(object, "a definition of a value");
    if (object == null || tag == null) {
      return null;
    }
    at.enter(tag);
    JsonObject parts = object(payload(object, tag), "a body");
    ValueDefinition definition = parts == null ? null : valueDefinitionOf(tag, parts);
    at.leave();
    return definition;
  }

  @Nullable ValueDefinition valueDefinitionOf(String tag, JsonObject parts) {
    List<ValueDefinition.Input> inputs = member(parts, "inputTypes", this::inputs);
    boolean typed = parts.has("outputType") || !tag.equals("IncompleteBody");
    Type output = typed ? member(parts, "outputType", this::type) : null;
    if (inputs == null || (typed && output == null)) {
      return null;
    }
    switch (tag) {
      case "NativeBody" -> unsupported("a native body");
      case "ExternalBody" -> unsupported("an external body");
      case "IncompleteBody" -> unsupported("a body that is incomplete");
      default -> {}
    }
    return switch (tag) {
      case "ExpressionBody" -> {
        onlyMembers(parts, "inputTypes", "outputType", "body");
        Value body = member(parts, "body", this::value);
        yield body == null || output == null
            ? null
            : new ValueDefinition.Expression(inputs, output, body);
      }
      case "NativeBody" -> {
        onlyMembers(parts, "inputTypes", "outputType", "nativeInfo");
        JsonObject info = member(parts, "nativeInfo", one -> object(one, "nativeInfo"));
        yield info == null || output == null ? null : nativeBody(inputs, output, info);
      }
      case "ExternalBody" -> output == null ? null : externalBody(inputs, output, parts);
      case "IncompleteBody" -> {
        onlyMembers(parts, "inputTypes", "outputType", "incompleteness", "partialBody");
        Incompleteness incompleteness = member(parts, "incompleteness", this::incompleteness);
        boolean begun = parts.has("partialBody");
        Value partial = begun ? member(parts, "partialBody", this::value) : null;
        yield incompleteness == null || (begun && partial == null)
            ? null
            : new ValueDefinition.Incomplete(inputs, output, incompleteness, partial);
      }
      default -> unknown("a definition of a value", tag);
    };
  }

  private @Nullable List<ValueDefinition.Input> inputs(JsonValue json) {
    return named(json, "parameters", this::typeOfInput, (name, types) -> types.input(name));
  }

  /** The types of a parameter, before its name is known. */
  private record InputTypes(@Nullable Type inferred, Type declared) {
    ValueDefinition.Input input(Name name) {
      return new ValueDefinition.Input(name, inferred, declared);
    }
  }

  /** The expanded form keeps the second type of v1 to v3 among the extensions. */
  private @Nullable InputTypes typeOfInput(JsonValue json) {
    Type type = type(json);
    if (type == null) {
      return null;
    }
    if (!(type.attributes().json() instanceof JsonObject attributes
        && attributes.get("extensions") instanceof JsonObject extensions)) {
      return new InputTypes(null, type);
    }
    JsonValue kept = extensions.get(V4NodeWriter.INFERRED_TYPE);
    if (kept == null) {
      return new InputTypes(null, type);
    }
    Type inferred = type(kept);
    JsonObject others = without(extensions, V4NodeWriter.INFERRED_TYPE);
    JsonObject bare = without(attributes, "extensions");
    if (!others.members().isEmpty()) {
      var all = JsonObject.builder();
      attributes.members().forEach(all::put);
      bare = all.put("extensions", others).build();
    }
    TypeAttributes left = bare.members().isEmpty() ? TypeAttributes.NONE : new TypeAttributes(bare);
    return inferred == null ? null : new InputTypes(inferred, withAttributes(type, left));
  }

  private static Type withAttributes(Type type, TypeAttributes attributes) {
    return switch (type) {
      case Type.Variable one -> new Type.Variable(attributes, one.name());
      case Type.Reference one -> new Type.Reference(attributes, one.name(), one.arguments());
      case Type.Tuple one -> new Type.Tuple(attributes, one.elements());
      case Type.Record one -> new Type.Record(attributes, one.fields());
      case Type.ExtensibleRecord one ->
          new Type.ExtensibleRecord(attributes, one.variable(), one.fields());
      case Type.Function one -> new Type.Function(attributes, one.parameter(), one.result());
      case Type.Unit one -> new Type.Unit(attributes);
    };
  }

  private @Nullable ValueDefinition nativeBody(
      List<ValueDefinition.Input> inputs, Type output, JsonObject info) {
    at.enter("nativeInfo");
    onlyMembers(info, "hint", "description");
    ValueDefinition.NativeHint hint = member(info, "hint", this::hint);
    boolean described = info.has("description");
    String description = described ? member(info, "description", this::text) : null;
    at.leave();
    return hint == null || (described && description == null)
        ? null
        : new ValueDefinition.Native(inputs, output, hint, description);
  }

  private ValueDefinition.@Nullable NativeHint hint(JsonValue json) {
    JsonObject object = object(json, "a hint");
    String tag = object == null ? null : tag(object, "a hint");
    if (object == null || tag == null) {
      return null;
    }
    at.enter(tag);
    JsonObject values = object(payload(object, tag), "the values of a hint");
    ValueDefinition.NativeHint hint =
        values == null
            ? null
            : switch (tag) {
              case "Arithmetic", "Comparison", "StringOp", "CollectionOp", "PlatformSpecific" ->
                  new ValueDefinition.NativeHint(tag, values);
              default -> unknown("a hint", tag);
            };
    at.leave();
    return hint;
  }

  private @Nullable ValueDefinition externalBody(
      List<ValueDefinition.Input> inputs, Type output, JsonObject parts) {
    onlyMembers(
        parts, "inputTypes", "outputType", "externals", "body", "externalName", "targetPlatform");
    List<ValueDefinition.ExternalName> externals;
    if (!parts.has("externals") && parts.has("externalName")) {
      legacy("an external body names one platform without \"externals\"");
      ValueDefinition.ExternalName only = externalOf(parts);
      externals = only == null ? null : List.of(only);
    } else {
      externals =
          member(parts, "externals", json -> list(json, "an array of externals", this::external));
    }
    boolean bodied = parts.has("body");
    Value body = bodied ? member(parts, "body", this::value) : null;
    return externals == null || (bodied && body == null)
        ? null
        : new ValueDefinition.External(inputs, output, externals, body);
  }

  private ValueDefinition.@Nullable ExternalName external(JsonValue json) {
    JsonObject object = object(json, "an external");
    if (object == null) {
      return null;
    }
    onlyMembers(object, "targetPlatform", "externalName");
    return externalOf(object);
  }

  private ValueDefinition.@Nullable ExternalName externalOf(JsonObject object) {
    String platform = member(object, "targetPlatform", this::text);
    String name = member(object, "externalName", this::text);
    return platform == null || name == null
        ? null
        : new ValueDefinition.ExternalName(platform, name);
  }

  @Nullable String text(JsonValue json) {
    return json instanceof JsonString text
        ? text.value()
        : fault(DiagnosticCode.INVALID_SHAPE, expected("a string", json));
  }

  // Shapes

  /** The attributes of a node; null after a fault. */
  private @Nullable ValueAttributes attributes(JsonValue payload) {
    JsonValue json = payload instanceof JsonObject object ? attributesOf(object) : null;
    if (json == null || json.equals(JsonObject.EMPTY)) {
      return ValueAttributes.NONE;
    }
    at.enter("attributes");
    JsonObject object = object(json, "attributes");
    ValueAttributes attributes = object == null ? null : attributesOfObject(object);
    at.leave();
    return attributes;
  }

  private @Nullable ValueAttributes attributesOfObject(JsonObject object) {
    var others = JsonObject.builder();
    object
        .members()
        .forEach((name, value) -> {
          if (!name.equals("inferredType")) {
            others.put(name, value);
          }
        });
    JsonObject lost = others.build();
    if (!lost.members().isEmpty()) {
      lostAttributes("attributes beside the inferred type");
    }
    if (!object.has("inferredType")) {
      return new ValueAttributes(null, lost);
    }
    Type inferred = member(object, "inferredType", this::type);
    return inferred == null ? null : new ValueAttributes(inferred, lost);
  }

  /** The one tag of a node. */
  @Nullable String tag(JsonObject object, String kind) {
    if (object.members().size() == 1) {
      return object.members().keySet().iterator().next();
    }
    return fault(
        DiagnosticCode.INVALID_SHAPE,
        "expected "
            + kind
            + ", which is an object of one member, its tag; found "
            + object.members().size()
            + " members");
  }

  static JsonValue payload(JsonObject object, String tag) {
    JsonValue payload = object.get(tag);
    return payload == null ? JsonNull.NULL : payload;
  }

  /** An expanded payload: attributes and these members. */
  private @Nullable JsonObject expanded(JsonValue payload, String... members) {
    JsonObject object = object(payload, "the parts of a node");
    if (object == null) {
      return null;
    }
    if (object.has("attrs")) {
      legacy("attributes are called \"attrs\"");
    }
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      String name = member.getKey();
      if (!name.equals("attributes") && !name.equals("attrs") && !List.of(members).contains(name)) {
        at.enter(name);
        fault(
            DiagnosticCode.UNKNOWN_MEMBER,
            "an unknown member; there are attributes, " + String.join(", ", members));
        at.leave();
      }
    }
    return object;
  }

  /** The one part of a node: the payload itself, or a member of its expanded form. */
  private <T> @Nullable T partOr(
      JsonValue payload, String name, Decoder<T> decoder, String... others) {
    if (!(payload instanceof JsonObject object)) {
      return decoder.decode(payload);
    }
    List<String> known = new ArrayList<>(List.of(others));
    known.add(name);
    expanded(payload, known.toArray(new String[0]));
    return member(object, name, decoder);
  }

  /** A member that older documents call otherwise. */
  private <T> @Nullable T renamed(
      JsonObject object, Decoder<T> decoder, String name, String... olderNames) {
    for (String older : olderNames) {
      if (!object.has(name) && object.has(older)) {
        legacy("the member \"" + name + "\" is called \"" + older + "\"");
        return member(object, older, decoder);
      }
    }
    return member(object, name, decoder);
  }

  /** The members of an object, or an array of pairs, each of a name and something. */
  <A, T> @Nullable List<T> named(
      JsonValue json, String what, Decoder<A> decoder, Joiner<Name, A, T> joiner) {
    if (json instanceof JsonArray) {
      return list(
          json, "an array of [name, " + what + "]", one -> pair(one, this::name, decoder, joiner));
    }
    JsonObject object = object(json, what);
    if (object == null) {
      return null;
    }
    List<T> decoded = new ArrayList<>(object.members().size());
    Set<Name> seen = new HashSet<>();
    for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
      at.enter(member.getKey());
      Name name = name(new JsonString(member.getKey()));
      A value = decoder.decode(member.getValue());
      if (name != null && !seen.add(name)) {
        fault(DiagnosticCode.DUPLICATE_NAME, "a second member of the name " + name);
      } else if (name != null && value != null) {
        decoded.add(joiner.join(name, value));
      }
      at.leave();
    }
    return decoded.size() == object.members().size() ? decoded : null;
  }

  /** The fields of a record of the older spelling, which stand beside its attributes. */
  private static JsonObject without(JsonObject object) {
    return without(without(object, "attributes"), "attrs");
  }

  static JsonObject without(JsonObject object, String name) {
    var others = JsonObject.builder();
    object
        .members()
        .forEach((one, value) -> {
          if (!one.equals(name)) {
            others.put(one, value);
          }
        });
    return others.build();
  }
}
