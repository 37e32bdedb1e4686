package dev.morph.ir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes names, types, patterns and values of v1 to v3 from JSON. What cannot be read is a
 * diagnostic and null; its siblings are read all the same, so that all faults are told. Not safe
 * for several threads.
 *
 * <p>One case for each node of the format: long, as its tables are.
 */
class ClassicNodes extends NodeDecoder {
  final int version;

  ClassicNodes(int version, Diagnostics found, ReadLimits limits) {
    super(found, limits);
    this.version = version;
  }

  // Names

  @Nullable Name name(JsonValue json) {
    if (!(json instanceof JsonArray array)) {
      return fault(
          DiagnosticCode.INVALID_SHAPE, expected("a name, which is an array of words", json));
    }
    List<JsonValue> items = array.items();
    List<String> words = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof JsonString word)) {
        at.enter(i);
        fault(DiagnosticCode.INVALID_SHAPE, expected("a word of a name", items.get(i)));
        at.leave();
        return null;
      }
      words.add(word.value());
    }
    Name name = Name.ofWords(words);
    return name != null
        ? name
        : fault(
            DiagnosticCode.INVALID_NAME,
            words.isEmpty()
                ? "a name without words"
                : "the name "
                    + shown(String.join("-", words))
                    + " has a word that is not of a-z and 0-9");
  }

  @Nullable Path path(JsonValue json) {
    List<Name> names = list(json, "a path, which is an array of names", this::name);
    return names == null ? null : new Path(names);
  }

  @Nullable FQName fqName(JsonValue json) {
    List<JsonValue> parts = items(json, "a full name, which is [package, module, name]");
    if (parts == null || !sized(parts, 3, "a full name")) {
      return null;
    }
    Path packageName = child(parts, 0, this::path);
    Path module = child(parts, 1, this::path);
    Name local = child(parts, 2, this::name);
    return packageName == null || module == null || local == null
        ? null
        : new FQName(packageName, module, local);
  }

  // Types

  @Nullable Type type(JsonValue json) {
    List<JsonValue> node = node(json, "a type");
    if (node == null || !descend()) {
      return null;
    }
    String tag = tag(node);
    Type type =
        switch (tag) {
          case "Variable", "variable" -> typeVariable(node, tag);
          case "Reference", "reference" -> typeReference(node, tag);
          case "Tuple", "tuple" -> typeTuple(node, tag);
          case "Record", "record" -> typeRecord(node, tag);
          case "ExtensibleRecord", "extensible_record" -> extensibleRecord(node, tag);
          case "Function", "function" -> function(node, tag);
          case "Unit", "unit" -> sized(node, 2, tag) ? new Type.Unit(typeAttributes(node)) : null;
          default -> unknown("a type", tag);
        };
    ascend();
    return type;
  }

  private @Nullable Type typeVariable(List<JsonValue> node, String tag) {
    if (!sized(node, 3, tag)) {
      return null;
    }
    Name name = child(node, 2, this::name);
    return name == null ? null : new Type.Variable(typeAttributes(node), name);
  }

  private @Nullable Type typeReference(List<JsonValue> node, String tag) {
    if (!sized(node, 4, tag)) {
      return null;
    }
    FQName name = child(node, 2, this::fqName);
    List<Type> arguments = types(node, 3);
    return name == null || arguments == null
        ? null
        : new Type.Reference(typeAttributes(node), name, arguments);
  }

  private @Nullable Type typeTuple(List<JsonValue> node, String tag) {
    if (!sized(node, 3, tag)) {
      return null;
    }
    List<Type> elements = types(node, 2);
    return elements == null ? null : new Type.Tuple(typeAttributes(node), elements);
  }

  private @Nullable Type typeRecord(List<JsonValue> node, String tag) {
    if (!sized(node, 3, tag)) {
      return null;
    }
    List<Type.Field> fields = typeFields(node, 2);
    return fields == null ? null : new Type.Record(typeAttributes(node), fields);
  }

  private @Nullable Type extensibleRecord(List<JsonValue> node, String tag) {
    if (!sized(node, 4, tag)) {
      return null;
    }
    Name variable = child(node, 2, this::name);
    List<Type.Field> fields = typeFields(node, 3);
    return variable == null || fields == null
        ? null
        : new Type.ExtensibleRecord(typeAttributes(node), variable, fields);
  }

  private @Nullable Type function(List<JsonValue> node, String tag) {
    if (!sized(node, 4, tag)) {
      return null;
    }
    Type parameter = child(node, 2, this::type);
    Type result = child(node, 3, this::type);
    return parameter == null || result == null
        ? null
        : new Type.Function(typeAttributes(node), parameter, result);
  }

  private @Nullable List<Type> types(List<JsonValue> node, int index) {
    return children(node, index, "an array of types", this::type);
  }

  private @Nullable List<Type.Field> typeFields(List<JsonValue> node, int index) {
    return children(node, index, "an array of fields", this::typeField);
  }

  private Type.@Nullable Field typeField(JsonValue json) {
    Name name;
    Type type;
    if (json instanceof JsonObject object) {
      onlyMembers(object, "name", "tpe");
      name = member(object, "name", this::name);
      type = member(object, "tpe", this::type);
    } else {
      List<JsonValue> pair = items(json, "a field, which is {\"name\", \"tpe\"}");
      if (pair == null || !sized(pair, 2, "a field")) {
        return null;
      }
      name = child(pair, 0, this::name);
      type = child(pair, 1, this::type);
    }
    return name == null || type == null ? null : new Type.Field(name, type);
  }

  private static TypeAttributes typeAttributes(List<JsonValue> node) {
    JsonValue json = node.get(1);
    return json instanceof JsonObject object && object.members().isEmpty()
        ? TypeAttributes.NONE
        : new TypeAttributes(json);
  }

  // Literals

  private @Nullable Literal literal(JsonValue json) {
    List<JsonValue> node = node(json, "a literal");
    if (node == null) {
      return null;
    }
    String tag = tag(node);
    if (!sized(node, 2, tag)) {
      return null;
    }
    at.enter(1);
    JsonValue value = node.get(1);
    Literal literal =
        switch (tag) {
          case "BoolLiteral", "bool_literal" ->
              value instanceof JsonBoolean bool
                  ? new Literal.Bool(bool.value())
                  : invalidLiteral("true or false", value);
          case "CharLiteral", "char_literal" -> character(value);
          case "StringLiteral", "string_literal" ->
              value instanceof JsonString text
                  ? new Literal.Text(text.value())
                  : invalidLiteral("a string", value);
          case "WholeNumberLiteral", "whole_number_literal", "int_literal", "IntLiteral" ->
              value instanceof JsonNumber number && isWhole(number)
                  ? new Literal.WholeNumber(number)
                  : invalidLiteral("a whole number of 10,000 digits at most", value);
          case "FloatLiteral", "float_literal" ->
              value instanceof JsonNumber number && isFinite(number)
                  ? new Literal.Float(number)
                  : invalidLiteral("a number of 64 bits", value);
          case "DecimalLiteral", "decimal_literal" ->
              value instanceof JsonString text && isDecimal(text.value())
                  ? new Literal.Decimal(text.value())
                  : invalidLiteral("a decimal number in quotes", value);
          default -> unknown("a literal", tag);
        };
    at.leave();
    return literal;
  }

  // Patterns

  @Nullable Pattern pattern(JsonValue json) {
    List<JsonValue> node = node(json, "a pattern");
    if (node == null || !descend()) {
      return null;
    }
    String tag = tag(node);
    Pattern pattern =
        switch (tag) {
          case "WildcardPattern", "wildcard_pattern" -> wildcardPattern(node, tag);
          case "AsPattern", "as_pattern" -> asPattern(node, tag);
          case "TuplePattern", "tuple_pattern" -> tuplePattern(node, tag);
          case "ConstructorPattern", "constructor_pattern" -> constructorPattern(node, tag);
          case "EmptyListPattern", "empty_list_pattern" -> emptyListPattern(node, tag);
          case "HeadTailPattern", "head_tail_pattern" -> headTail(node, tag);
          case "LiteralPattern", "literal_pattern" -> literalPattern(node, tag);
          case "UnitPattern", "unit_pattern" -> unitPattern(node, tag);
          default -> unknown("a pattern", tag);
        };
    ascend();
    return pattern;
  }

  private @Nullable Pattern wildcardPattern(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 2, tag);
    return attributes == null ? null : new Pattern.Wildcard(attributes);
  }

  private @Nullable Pattern tuplePattern(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    List<Pattern> elements = patterns(node, 2);
    return attributes == null || elements == null ? null : new Pattern.Tuple(attributes, elements);
  }

  private @Nullable Pattern emptyListPattern(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 2, tag);
    return attributes == null ? null : new Pattern.EmptyList(attributes);
  }

  private @Nullable Pattern literalPattern(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    Literal literal = child(node, 2, this::literal);
    return attributes == null || literal == null ? null : new Pattern.Constant(attributes, literal);
  }

  private @Nullable Pattern unitPattern(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 2, tag);
    return attributes == null ? null : new Pattern.Unit(attributes);
  }

  private @Nullable Pattern asPattern(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 4, tag);
    Pattern pattern = child(node, 2, this::pattern);
    Name name = child(node, 3, this::name);
    return attributes == null || pattern == null || name == null
        ? null
        : new Pattern.As(attributes, pattern, name);
  }

  private @Nullable Pattern constructorPattern(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 4, tag);
    FQName name = child(node, 2, this::fqName);
    List<Pattern> arguments = patterns(node, 3);
    return attributes == null || name == null || arguments == null
        ? null
        : new Pattern.Constructor(attributes, name, arguments);
  }

  private @Nullable Pattern headTail(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 4, tag);
    Pattern head = child(node, 2, this::pattern);
    Pattern tail = child(node, 3, this::pattern);
    return attributes == null || head == null || tail == null
        ? null
        : new Pattern.HeadTail(attributes, head, tail);
  }

  private @Nullable List<Pattern> patterns(List<JsonValue> node, int index) {
    return children(node, index, "an array of patterns", this::pattern);
  }

  // Values

  @Nullable Value value(JsonValue json) {
    List<JsonValue> node = node(json, "a value");
    if (node == null || !descend()) {
      return null;
    }
    String tag = tag(node);
    Value value =
        switch (tag) {
          case "Literal", "literal" -> literalValue(node, tag);
          case "Constructor", "constructor" -> constructorValue(node, tag);
          case "Tuple", "tuple" -> tupleValue(node, tag);
          case "List", "list" -> listValue(node, tag);
          case "Record", "record" -> recordValue(node, tag);
          case "Variable", "variable" -> variableValue(node, tag);
          case "Reference", "reference" -> referenceValue(node, tag);
          case "Field", "field" -> fieldValue(node, tag);
          case "FieldFunction", "field_function" -> fieldFunctionValue(node, tag);
          case "Apply", "apply" -> apply(node, tag);
          case "Lambda", "lambda" -> lambda(node, tag);
          case "LetDefinition", "let_definition" -> letDefinition(node, tag);
          case "LetRecursion", "let_recursion" -> letRecursion(node, tag);
          case "Destructure", "destructure" -> destructure(node, tag);
          case "IfThenElse", "if_then_else" -> ifThenElse(node, tag);
          case "PatternMatch", "pattern_match" -> patternMatch(node, tag);
          case "UpdateRecord", "update_record" -> updateRecord(node, tag);
          case "Unit", "unit" -> unitValue(node, tag);
          default -> unknown("a value", tag);
        };
    ascend();
    return value;
  }

  private @Nullable Value literalValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    Literal literal = child(node, 2, this::literal);
    return attributes == null || literal == null ? null : new Value.Constant(attributes, literal);
  }

  private @Nullable Value constructorValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    FQName name = child(node, 2, this::fqName);
    return attributes == null || name == null ? null : new Value.Constructor(attributes, name);
  }

  private @Nullable Value tupleValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    List<Value> elements = children(node, 2, "an array of values", this::value);
    return attributes == null || elements == null ? null : new Value.Tuple(attributes, elements);
  }

  private @Nullable Value listValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    List<Value> items = children(node, 2, "an array of values", this::value);
    return attributes == null || items == null ? null : new Value.Items(attributes, items);
  }

  private @Nullable Value recordValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    List<Value.Field> fields = fields(node, 2);
    return attributes == null || fields == null ? null : new Value.Record(attributes, fields);
  }

  private @Nullable Value variableValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    Name name = child(node, 2, this::name);
    return attributes == null || name == null ? null : new Value.Variable(attributes, name);
  }

  private @Nullable Value referenceValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    FQName name = child(node, 2, this::fqName);
    return attributes == null || name == null ? null : new Value.Reference(attributes, name);
  }

  private @Nullable Value fieldValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 4, tag);
    Value target = child(node, 2, this::value);
    Name name = child(node, 3, this::name);
    return attributes == null || target == null || name == null
        ? null
        : new Value.FieldAccess(attributes, target, name);
  }

  private @Nullable Value fieldFunctionValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 3, tag);
    Name name = child(node, 2, this::name);
    return attributes == null || name == null ? null : new Value.FieldFunction(attributes, name);
  }

  private @Nullable Value unitValue(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 2, tag);
    return attributes == null ? null : new Value.Unit(attributes);
  }

  private @Nullable Value apply(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 4, tag);
    Value function = child(node, 2, this::value);
    Value argument = child(node, 3, this::value);
    return attributes == null || function == null || argument == null
        ? null
        : new Value.Apply(attributes, function, argument);
  }

  private @Nullable Value lambda(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 4, tag);
    Pattern parameter = child(node, 2, this::pattern);
    Value body = child(node, 3, this::value);
    return attributes == null || parameter == null || body == null
        ? null
        : new Value.Lambda(attributes, parameter, body);
  }

  private @Nullable Value letDefinition(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 5, tag);
    Name name = child(node, 2, this::name);
    ValueDefinition definition = child(node, 3, this::valueDefinition);
    Value in = child(node, 4, this::value);
    return attributes == null || name == null || definition == null || in == null
        ? null
        : new Value.LetDefinition(attributes, name, definition, in);
  }

  private @Nullable Value letRecursion(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 4, tag);
    List<Value.Binding> definitions =
        children(
            node,
            2,
            "an array of [name, definition]",
            json -> pair(json, this::name, this::valueDefinition, Value.Binding::new));
    Value in = child(node, 3, this::value);
    return attributes == null || definitions == null || in == null
        ? null
        : new Value.LetRecursion(attributes, definitions, in);
  }

  private @Nullable Value destructure(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 5, tag);
    Pattern pattern = child(node, 2, this::pattern);
    Value value = child(node, 3, this::value);
    Value in = child(node, 4, this::value);
    return attributes == null || pattern == null || value == null || in == null
        ? null
        : new Value.Destructure(attributes, pattern, value, in);
  }

  private @Nullable Value ifThenElse(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 5, tag);
    Value condition = child(node, 2, this::value);
    Value then = child(node, 3, this::value);
    Value otherwise = child(node, 4, this::value);
    return attributes == null || condition == null || then == null || otherwise == null
        ? null
        : new Value.IfThenElse(attributes, condition, then, otherwise);
  }

  private @Nullable Value patternMatch(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 4, tag);
    Value value = child(node, 2, this::value);
    List<Value.Case> cases =
        children(
            node,
            3,
            "an array of [pattern, value]",
            json -> pair(json, this::pattern, this::value, Value.Case::new));
    return attributes == null || value == null || cases == null
        ? null
        : new Value.PatternMatch(attributes, value, cases);
  }

  private @Nullable Value updateRecord(List<JsonValue> node, String tag) {
    ValueAttributes attributes = attributes(node, 4, tag);
    Value target = child(node, 2, this::value);
    List<Value.Field> fields = fields(node, 3);
    return attributes == null || target == null || fields == null
        ? null
        : new Value.UpdateRecord(attributes, target, fields);
  }

  private @Nullable List<Value.Field> fields(List<JsonValue> node, int index) {
    return children(
        node,
        index,
        "an array of [name, value]",
        json -> pair(json, this::name, this::value, Value.Field::new));
  }

  @Nullable ValueDefinition valueDefinition(JsonValue json) {
    JsonObject object = object(json, "a definition of a value");
    if (object == null) {
      return null;
    }
    onlyMembers(object, "inputTypes", "outputType", "body");
    List<ValueDefinition.Input> inputs =
        member(
            object,
            "inputTypes",
            types -> list(types, "an array of [name, inferred type, type]", this::input));
    Type output = member(object, "outputType", this::type);
    Value body = member(object, "body", this::value);
    return inputs == null || output == null || body == null
        ? null
        : new ValueDefinition.Expression(inputs, output, body);
  }

  private ValueDefinition.@Nullable Input input(JsonValue json) {
    List<JsonValue> parts = items(json, "a parameter, which is [name, inferred type, type]");
    if (parts == null || !sized(parts, 3, "a parameter")) {
      return null;
    }
    Name name = child(parts, 0, this::name);
    ValueAttributes inferred = child(parts, 1, this::inferredType);
    Type type = child(parts, 2, this::type);
    return name == null || inferred == null || type == null
        ? null
        : new ValueDefinition.Input(name, inferred.inferredType(), type);
  }

  /** The attributes of a node of so many parts; null too if it has not so many. */
  private @Nullable ValueAttributes attributes(List<JsonValue> node, int size, String tag) {
    return sized(node, size, tag) ? child(node, 1, this::inferredType) : null;
  }

  private @Nullable ValueAttributes inferredType(JsonValue json) {
    if (json instanceof JsonObject object && object.members().isEmpty()) {
      if (first(DiagnosticCode.MISSING_INFERRED_TYPE)) {
        fault(
            DiagnosticCode.MISSING_INFERRED_TYPE,
            "a value without its inferred type, the first of perhaps many");
      }
      return ValueAttributes.NONE;
    }
    Type type = type(json);
    return type == null ? null : ValueAttributes.of(type);
  }

  /** The parts of a node: an array of a tag and something more. */
  @Nullable List<JsonValue> node(JsonValue json, String kind) {
    if (json instanceof JsonArray array
        && array.items().size() >= 2
        && array.items().get(0) instanceof JsonString) {
      return array.items();
    }
    return fault(
        DiagnosticCode.INVALID_SHAPE,
        expected(kind + ", which is an array that begins with its tag", json));
  }

  String tag(List<JsonValue> node) {
    String tag = node.get(0) instanceof JsonString string ? string.value() : "";
    char first = tag.isEmpty() ? ' ' : tag.charAt(0);
    boolean foreign =
        version == 3 ? first >= 'a' && first <= 'z' : version == 1 && first >= 'A' && first <= 'Z';
    if (foreign && !tag.equals("DerivedTypeSpecification")) {
      legacy("the tag \"" + tag + "\" has the spelling of another version");
    }
    return tag;
  }
}
