package dev.morph.ir;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes names, types, patterns and values as v1 to v3 do. Not safe for several threads.
 *
 * <p>One case for each node of the format: long, as its tables are.
 */
class ClassicNodeWriter {
  private static final Type ANY_TYPE = new Type.Variable(TypeAttributes.NONE, new Name("a"));

  final int version;
  final JsonWriter out;
  final ClassicTags tags;
  private final Map<Name, List<String>> words = new HashMap<>();
  private final Losses losses;
  private final boolean fromLater;
  private final int maxDepth;
  private int depth;

  /**
   * @param fromLater the model was read as v4
   * @param losses told once of each name that v1 to v3 cannot keep
   */
  ClassicNodeWriter(int version, JsonWriter out, int maxDepth, boolean fromLater, Losses losses) {
    this.version = version;
    this.out = out;
    this.maxDepth = maxDepth;
    this.tags = new ClassicTags(version);
    this.fromLater = fromLater;
    this.losses = losses;
  }

  /** Begins to write a definition. */
  void startDefinition() {
    depth = 0;
  }

  void name(Name name) {
    List<String> known = words.get(name);
    if (known == null) {
      known = name.words();
      words.put(name, known);
      if (!name.isClassic()) {
        losses.lost(
            DiagnosticCode.INEXACT_NAME, "the name " + name + " becomes the words " + known);
      }
    }
    out.beginArray();
    for (String word : known) {
      out.string(word);
    }
    out.endArray();
  }

  void path(Path path) {
    out.beginArray();
    for (Name name : path.names()) {
      name(name);
    }
    out.endArray();
  }

  void fqName(FQName name) {
    out.beginArray();
    path(name.packageName());
    path(name.module());
    name(name.local());
    out.endArray();
  }

  void names(List<Name> names) {
    out.beginArray();
    for (Name name : names) {
      name(name);
    }
    out.endArray();
  }

  void type(Type type) {
    descend();
    out.beginArray();
    switch (type) {
      case Type.Variable node -> {
        begin("Variable", node);
        name(node.name());
      }
      case Type.Reference node -> {
        begin("Reference", node);
        fqName(node.name());
        types(node.arguments());
      }
      case Type.Tuple node -> {
        begin("Tuple", node);
        types(node.elements());
      }
      case Type.Record node -> {
        begin("Record", node);
        typeFields(node.fields());
      }
      case Type.ExtensibleRecord node -> {
        begin("ExtensibleRecord", node);
        name(node.variable());
        typeFields(node.fields());
      }
      case Type.Function node -> {
        begin("Function", node);
        type(node.parameter());
        type(node.result());
      }
      case Type.Unit node -> begin("Unit", node);
    }
    out.endArray();
    depth--;
  }

  private void begin(String tag, Type node) {
    out.string(tags.plain(tag));
    out.value(fromLater ? JsonObject.EMPTY : node.attributes().json());
  }

  private void types(List<Type> types) {
    out.beginArray();
    for (Type type : types) {
      type(type);
    }
    out.endArray();
  }

  private void typeFields(List<Type.Field> fields) {
    out.beginArray();
    for (Type.Field field : fields) {
      if (version == 1) {
        out.beginArray();
        name(field.name());
        type(field.type());
        out.endArray();
      } else {
        out.beginObject().name("name");
        name(field.name());
        out.name("tpe");
        type(field.type());
        out.endObject();
      }
    }
    out.endArray();
  }

  private void literal(Literal literal) {
    out.beginArray();
    switch (literal) {
      case Literal.Bool one -> out.string(tags.plain("BoolLiteral")).bool(one.value());
      case Literal.Char one -> out.string(tags.plain("CharLiteral")).string(one.value());
      case Literal.Text one -> out.string(tags.plain("StringLiteral")).string(one.value());
      case Literal.WholeNumber one ->
          out.string(tags.plain("WholeNumberLiteral")).number(one.value());
      case Literal.Float one -> out.string(tags.plain("FloatLiteral")).number(one.value());
      case Literal.Decimal one -> out.string(tags.plain("DecimalLiteral")).string(one.value());
      case Literal.Document one -> throw laterOnly("a document literal");
    }
    out.endArray();
  }

  void pattern(Pattern pattern) {
    descend();
    out.beginArray();
    switch (pattern) {
      case Pattern.Wildcard node -> begin("WildcardPattern", node.attributes());
      case Pattern.As node -> {
        begin("AsPattern", node.attributes());
        pattern(node.pattern());
        name(node.name());
      }
      case Pattern.Tuple node -> {
        begin("TuplePattern", node.attributes());
        patterns(node.elements());
      }
      case Pattern.Constructor node -> {
        begin("ConstructorPattern", node.attributes());
        fqName(node.name());
        patterns(node.arguments());
      }
      case Pattern.EmptyList node -> begin("EmptyListPattern", node.attributes());
      case Pattern.HeadTail node -> {
        begin("HeadTailPattern", node.attributes());
        pattern(node.head());
        pattern(node.tail());
      }
      case Pattern.Constant node -> {
        begin("LiteralPattern", node.attributes());
        literal(node.literal());
      }
      case Pattern.Unit node -> begin("UnitPattern", node.attributes());
    }
    out.endArray();
    depth--;
  }

  private void patterns(List<Pattern> patterns) {
    out.beginArray();
    for (Pattern pattern : patterns) {
      pattern(pattern);
    }
    out.endArray();
  }

  void value(Value value) {
    descend();
    out.beginArray();
    switch (value) {
      case Value.Constant node -> {
        begin("Literal", node.attributes());
        literal(node.literal());
      }
      case Value.Constructor node -> {
        begin("Constructor", node.attributes());
        fqName(node.name());
      }
      case Value.Tuple node -> {
        begin("Tuple", node.attributes());
        values(node.elements());
      }
      case Value.Items node -> {
        begin("List", node.attributes());
        values(node.items());
      }
      case Value.Record node -> {
        begin("Record", node.attributes());
        fields(node.fields());
      }
      case Value.Variable node -> {
        begin("Variable", node.attributes());
        name(node.name());
      }
      case Value.Reference node -> {
        begin("Reference", node.attributes());
        fqName(node.name());
      }
      case Value.FieldAccess node -> {
        begin("Field", node.attributes());
        value(node.target());
        name(node.name());
      }
      case Value.FieldFunction node -> {
        begin("FieldFunction", node.attributes());
        name(node.name());
      }
      case Value.Apply node -> {
        begin("Apply", node.attributes());
        value(node.function());
        value(node.argument());
      }
      case Value.Lambda node -> {
        begin("Lambda", node.attributes());
        pattern(node.parameter());
        value(node.body());
      }
      case Value.LetDefinition node -> {
        begin("LetDefinition", node.attributes());
        name(node.name());
        valueDefinition(node.definition());
        value(node.in());
      }
      case Value.LetRecursion node -> {
        begin("LetRecursion", node.attributes());
        out.beginArray();
        for (Value.Binding binding : node.definitions()) {
          out.beginArray();
          name(binding.name());
          valueDefinition(binding.definition());
          out.endArray();
        }
        out.endArray();
        value(node.in());
      }
      case Value.Destructure node -> {
        begin("Destructure", node.attributes());
        pattern(node.pattern());
        value(node.value());
        value(node.in());
      }
      case Value.IfThenElse node -> {
        begin("IfThenElse", node.attributes());
        value(node.condition());
        value(node.then());
        value(node.otherwise());
      }
      case Value.PatternMatch node -> {
        begin("PatternMatch", node.attributes());
        value(node.value());
        out.beginArray();
        for (Value.Case one : node.cases()) {
          out.beginArray();
          pattern(one.pattern());
          value(one.body());
          out.endArray();
        }
        out.endArray();
      }
      case Value.UpdateRecord node -> {
        begin("UpdateRecord", node.attributes());
        value(node.target());
        fields(node.fields());
      }
      case Value.Unit node -> begin("Unit", node.attributes());
      case Value.Hole node -> throw laterOnly("a hole");
    }
    out.endArray();
    depth--;
  }

  private void values(List<Value> values) {
    out.beginArray();
    for (Value value : values) {
      value(value);
    }
    out.endArray();
  }

  private void fields(List<Value.Field> fields) {
    out.beginArray();
    for (Value.Field field : fields) {
      out.beginArray();
      name(field.name());
      value(field.value());
      out.endArray();
    }
    out.endArray();
  }

  void valueDefinition(ValueDefinition definition) {
    if (!(definition instanceof ValueDefinition.Expression expression)) {
      throw laterOnly("a definition without an expression");
    }
    out.beginObject().name("inputTypes").beginArray();
    for (ValueDefinition.Input input : expression.inputs()) {
      out.beginArray();
      name(input.name());
      Type inferred = input.inferredType();
      type(inferred == null ? input.type() : inferred);
      type(input.type());
      out.endArray();
    }
    out.endArray().name("outputType");
    type(expression.output());
    out.name("body");
    value(expression.body());
    out.endObject();
  }

  private void begin(String tag, ValueAttributes attributes) {
    out.string(tags.value(tag));
    inferredType(attributes.inferredType());
  }

  /** A node of no known type has an empty object there, as it was read; from v4 any type. */
  private void inferredType(@Nullable Type type) {
    if (type != null && (!fromLater || depth + TypeDepth.of(type) <= maxDepth)) {
      type(type);
    } else if (fromLater) {
      losses.lost(
          DiagnosticCode.MISSING_INFERRED_TYPE,
          "a node whose type is not known gets the type variable a");
      type(ANY_TYPE);
    } else {
      out.beginObject().endObject();
    }
  }

  private void descend() {
    if (++depth > maxDepth) {
      throw new IllegalArgumentException(
          "types, values and patterns stand deeper than " + maxDepth + " within one another");
    }
  }

  private static IllegalStateException laterOnly(String what) {
    return new IllegalStateException(what + " was not found by the check before writing");
  }
}
