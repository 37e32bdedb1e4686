package dev.morph.ir;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes names, types, patterns and values as v4 does, in the canonical spelling. Not safe for
 * several threads.
 *
 * <p>One case for each node of the format: long, as its tables are.
 */
class V4NodeWriter {
  /** The member of {@code extensions} that keeps the second type of a parameter of v1 to v3. */
  static final String INFERRED_TYPE = "morph:inferredType";

  final JsonWriter out;
  private final V4Form form;
  private final boolean expanded;
  private final int maxDepth;
  private final Losses losses;
  private int depth;
  private int droppedTypes;

  V4NodeWriter(JsonWriter out, V4Form form, int maxDepth, Losses losses) {
    this.out = out;
    this.form = form;
    this.expanded = form == V4Form.EXPANDED;
    this.maxDepth = maxDepth;
    this.losses = losses;
  }

  /** Begins to write a definition. */
  void startDefinition() {
    depth = 0;
  }

  /** How many inferred types were left out, since the form is not expanded. */
  int droppedTypes() {
    return droppedTypes;
  }

  final void name(Name name) {
    out.string(name.text());
  }

  final void fqName(FQName name) {
    path(name.packageName());
    path(name.module());
    out.string(name.toString());
  }

  /** The text of a path, which v1 to v3 allow to have no names. */
  final String path(Path path) {
    if (path.names().isEmpty()) {
      losses.lost(DiagnosticCode.INVALID_NAME, "a path without names, which v4 cannot write");
    }
    return path.toString();
  }

  final void names(List<Name> names) {
    out.beginArray();
    for (Name name : names) {
      name(name);
    }
    out.endArray();
  }

  // Types

  final void type(Type type) {
    type(type, null);
  }

  /**
   * @param inferred kept among the attributes; null if there is none
   */
  private void type(Type type, @Nullable Type inferred) {
    descend();
    boolean attributed = attributed(type.attributes()) || inferred != null;
    switch (type) {
      case Type.Variable node -> {
        if (attributed) {
          begin("Variable", node, inferred);
          out.name("name");
          name(node.name());
          end();
        } else {
          name(node.name());
        }
      }
      case Type.Reference node -> reference(node, attributed, inferred);
      case Type.Tuple node -> {
        if (attributed) {
          begin("Tuple", node, inferred);
          out.name("elements");
        } else {
          tag("Tuple");
        }
        out.beginArray();
        types(node.elements());
        out.endArray();
        end(attributed);
      }
      case Type.Record node -> {
        begin("Record", node, inferred);
        out.name("fields");
        named(node.fields(), Type.Field::name, field -> type(field.type()));
        end();
      }
      case Type.ExtensibleRecord node -> {
        begin("ExtensibleRecord", node, inferred);
        out.name("variable");
        name(node.variable());
        out.name("fields");
        named(node.fields(), Type.Field::name, field -> type(field.type()));
        end();
      }
      case Type.Function node -> {
        begin("Function", node, inferred);
        out.name("parameterType");
        type(node.parameter());
        out.name("returnType");
        type(node.result());
        end();
      }
      case Type.Unit node -> {
        begin("Unit", node, inferred);
        end();
      }
    }
    depth--;
  }

  private void reference(Type.Reference node, boolean attributed, @Nullable Type inferred) {
    if (attributed) {
      begin("Reference", node, inferred);
      out.name("fqname");
      fqName(node.name());
      out.name("args").beginArray();
      types(node.arguments());
      out.endArray();
      end();
    } else if (node.arguments().isEmpty()) {
      fqName(node.name());
    } else {
      tag("Reference");
      out.beginArray();
      fqName(node.name());
      types(node.arguments());
      out.endArray().endObject();
    }
  }

  private void types(List<Type> types) {
    for (Type type : types) {
      type(type);
    }
  }

  private boolean attributed(TypeAttributes attributes) {
    if (attributes.isEmpty() || form == V4Form.STRIPPED) {
      return false;
    }
    if (attributes.json() instanceof JsonObject) {
      return true;
    }
    losses.lost(
        DiagnosticCode.LOST_ATTRIBUTES,
        "the attributes of a type are no object, which v4 has no place for");
    return false;
  }

  private void begin(String tag, Type node, @Nullable Type inferred) {
    tag(tag);
    out.beginObject();
    JsonObject attributes =
        form != V4Form.STRIPPED && node.attributes().json() instanceof JsonObject object
            ? object
            : JsonObject.EMPTY;
    if (inferred == null) {
      if (!attributes.members().isEmpty()) {
        out.name("attributes").value(attributes);
      }
      return;
    }
    out.name("attributes").beginObject();
    for (Map.Entry<String, JsonValue> member : attributes.members().entrySet()) {
      if (!member.getKey().equals("extensions")) {
        out.name(member.getKey()).value(member.getValue());
      }
    }
    out.name("extensions").beginObject();
    if (attributes.get("extensions") instanceof JsonObject extensions) {
      extensions.members().forEach((name, value) -> out.name(name).value(value));
    }
    out.name(INFERRED_TYPE);
    // It stood beside the type, not within it.
    depth--;
    type(inferred);
    depth++;
    out.endObject().endObject();
  }

  // Literals

  final void literal(Literal literal) {
    switch (literal) {
      case Literal.Bool one -> tag("BoolLiteral").bool(one.value());
      case Literal.Char one -> tag("CharLiteral").string(one.value());
      case Literal.Text one -> tag("StringLiteral").string(one.value());
      case Literal.WholeNumber one -> tag("IntegerLiteral").number(one.value());
      case Literal.Float one -> tag("FloatLiteral").number(one.value());
      case Literal.Decimal one -> tag("DecimalLiteral").string(one.value());
      case Literal.Document one -> tag("DocumentLiteral").value(one.value());
    }
    out.endObject();
  }

  // Patterns

  final void pattern(Pattern pattern) {
    descend();
    ValueAttributes attributes = pattern.attributes();
    boolean attributed = counted(attributes);
    switch (pattern) {
      case Pattern.Wildcard node -> begin("WildcardPattern", attributes);
      case Pattern.As node -> {
        begin("AsPattern", attributes).name("pattern");
        pattern(node.pattern());
        out.name("name");
        name(node.name());
      }
      case Pattern.Tuple node -> {
        beginPart("TuplePattern", attributes, attributed, "patterns");
        patterns(node.elements());
      }
      case Pattern.Constructor node -> {
        begin("ConstructorPattern", attributes).name("fqname");
        fqName(node.name());
        out.name("patterns");
        patterns(node.arguments());
      }
      case Pattern.EmptyList node -> begin("EmptyListPattern", attributes);
      case Pattern.HeadTail node -> {
        begin("HeadTailPattern", attributes).name("head");
        pattern(node.head());
        out.name("tail");
        pattern(node.tail());
      }
      case Pattern.Constant node -> {
        beginPart("LiteralPattern", attributes, attributed, "literal");
        literal(node.literal());
      }
      case Pattern.Unit node -> begin("UnitPattern", attributes);
    }
    boolean bare = pattern instanceof Pattern.Tuple || pattern instanceof Pattern.Constant;
    end(attributed || !bare);
    depth--;
  }

  private void patterns(List<Pattern> patterns) {
    out.beginArray();
    for (Pattern pattern : patterns) {
      pattern(pattern);
    }
    out.endArray();
  }

  // Values

  final void value(Value value) {
    descend();
    ValueAttributes attributes = value.attributes();
    boolean attributed = counted(attributes);
    switch (value) {
      case Value.Constant node -> {
        beginPart("Literal", attributes, attributed, "literal");
        literal(node.literal());
      }
      case Value.Constructor node -> {
        beginPart("Constructor", attributes, attributed, "fqname");
        fqName(node.name());
      }
      case Value.Tuple node -> {
        beginPart("Tuple", attributes, attributed, "elements");
        values(node.elements());
      }
      case Value.Items node -> {
        beginPart("List", attributes, attributed, "items");
        values(node.items());
      }
      case Value.Variable node -> {
        beginPart("Variable", attributes, attributed, "name");
        name(node.name());
      }
      case Value.Reference node -> {
        beginPart("Reference", attributes, attributed, "fqname");
        fqName(node.name());
      }
      case Value.FieldFunction node -> {
        beginPart("FieldFunction", attributes, attributed, "name");
        name(node.name());
      }
      case Value.Record node -> {
        begin("Record", attributes).name("fields");
        fields(node.fields());
      }
      case Value.FieldAccess node -> {
        begin("Field", attributes).name("target");
        value(node.target());
        out.name("name");
        name(node.name());
      }
      case Value.Apply node -> {
        begin("Apply", attributes).name("function");
        value(node.function());
        out.name("argument");
        value(node.argument());
      }
      case Value.Lambda node -> {
        begin("Lambda", attributes).name("pattern");
        pattern(node.parameter());
        out.name("body");
        value(node.body());
      }
      case Value.LetDefinition node -> {
        begin("LetDefinition", attributes).name("name");
        name(node.name());
        out.name("definition");
        valueDefinition(node.definition());
        out.name("in");
        value(node.in());
      }
      case Value.LetRecursion node -> {
        begin("LetRecursion", attributes).name("definitions");
        named(node.definitions(), Value.Binding::name, one -> valueDefinition(one.definition()));
        out.name("in");
        value(node.in());
      }
      case Value.Destructure node -> {
        begin("Destructure", attributes).name("pattern");
        pattern(node.pattern());
        out.name("value");
        value(node.value());
        out.name("in");
        value(node.in());
      }
      case Value.IfThenElse node -> {
        begin("IfThenElse", attributes).name("condition");
        value(node.condition());
        out.name("then");
        value(node.then());
        out.name("else");
        value(node.otherwise());
      }
      case Value.PatternMatch node -> {
        begin("PatternMatch", attributes).name("value");
        value(node.value());
        out.name("cases").beginArray();
        for (Value.Case one : node.cases()) {
          out.beginObject().name("pattern");
          pattern(one.pattern());
          out.name("body");
          value(one.body());
          out.endObject();
        }
        out.endArray();
      }
      case Value.UpdateRecord node -> {
        begin("UpdateRecord", attributes).name("target");
        value(node.target());
        out.name("fields");
        fields(node.fields());
      }
      case Value.Hole node -> {
        begin("Hole", attributes).name("reason");
        holeReason(node.reason());
        Type expected = node.expectedType();
        if (expected != null) {
          out.name("expectedType");
          type(expected);
        }
      }
      case Value.Unit node -> begin("Unit", attributes);
    }
    end(attributed || !hasOnePart(value));
    depth--;
  }

  private static boolean hasOnePart(Value value) {
    return switch (value) {
      case Value.Constant _,
          Value.Constructor _,
          Value.Tuple _,
          Value.Items _,
          Value.Variable _,
          Value.Reference _,
          Value.FieldFunction _ ->
          true;
      case Value.Record _,
          Value.FieldAccess _,
          Value.Apply _,
          Value.Lambda _,
          Value.LetDefinition _,
          Value.LetRecursion _,
          Value.Destructure _,
          Value.IfThenElse _,
          Value.PatternMatch _,
          Value.UpdateRecord _,
          Value.Unit _,
          Value.Hole _ ->
          false;
    };
  }

  private void values(List<Value> values) {
    out.beginArray();
    for (Value value : values) {
      value(value);
    }
    out.endArray();
  }

  private void fields(List<Value.Field> fields) {
    named(fields, Value.Field::name, field -> value(field.value()));
  }

  private void holeReason(HoleReason reason) {
    switch (reason) {
      case HoleReason.UnresolvedReference one -> {
        tag("UnresolvedReference").beginObject().name("target");
        fqName(one.target());
      }
      case HoleReason.DeletedDuringRefactor one ->
          tag("DeletedDuringRefactor").beginObject().name("tx-id").string(one.transaction());
      case HoleReason.TypeMismatch one -> {
        tag("TypeMismatch").beginObject().name("expected");
        type(one.expected());
        out.name("found");
        type(one.found());
      }
    }
    end();
  }

  final void incompleteness(Incompleteness incompleteness) {
    switch (incompleteness) {
      case Incompleteness.Draft one -> tag("Draft").beginObject();
      case Incompleteness.Hole one -> {
        tag("Hole").beginObject().name("reason");
        holeReason(one.reason());
      }
    }
    end();
  }

  // Definitions of values, which values hold

  private void valueDefinition(ValueDefinition definition) {
    out.beginObject();
    valueDefinitionMember(definition);
    out.endObject();
  }

  /** The tag of a body as a member, and the body. */
  final void valueDefinitionMember(ValueDefinition definition) {
    out.name(
            switch (definition) {
              case ValueDefinition.Expression one -> "ExpressionBody";
              case ValueDefinition.Native one -> "NativeBody";
              case ValueDefinition.External one -> "ExternalBody";
              case ValueDefinition.Incomplete one -> "IncompleteBody";
            })
        .beginObject()
        .name("inputTypes");
    named(definition.inputs(), ValueDefinition.Input::name, this::input);
    Type output = definition.output();
    if (output != null) {
      out.name("outputType");
      type(output);
    }
    switch (definition) {
      case ValueDefinition.Expression one -> {
        out.name("body");
        value(one.body());
      }
      case ValueDefinition.Native one -> {
        out.name("nativeInfo").beginObject().name("hint").beginObject();
        out.name(one.hint().kind()).value(one.hint().values()).endObject();
        String description = one.description();
        if (description != null) {
          out.name("description").string(description);
        }
        out.endObject();
      }
      case ValueDefinition.External one -> {
        out.name("externals").beginArray();
        for (ValueDefinition.ExternalName external : one.externals()) {
          out.beginObject().name("targetPlatform").string(external.platform());
          out.name("externalName").string(external.name()).endObject();
        }
        out.endArray();
        optional("body", one.body());
      }
      case ValueDefinition.Incomplete one -> {
        out.name("incompleteness");
        incompleteness(one.incompleteness());
        optional("partialBody", one.partial());
      }
    }
    out.endObject();
  }

  private void optional(String member, @Nullable Value value) {
    if (value != null) {
      out.name(member);
      value(value);
    }
  }

  private void input(ValueDefinition.Input input) {
    Type inferred = input.inferredType();
    if (inferred != null && !expanded) {
      losses.lost(
          DiagnosticCode.LOST_PARAMETER_TYPE,
          "the second type of the parameter " + input.name() + " is left out");
    }
    type(input.type(), expanded ? inferred : null);
  }

  // Shapes

  /** The members of an object, or an array of pairs if a name comes twice. */
  final <T> void named(List<T> items, Function<T, Name> nameOf, Consumer<T> writer) {
    if (items.size() > 1 && repeats(items, nameOf)) {
      losses.lost(
          DiagnosticCode.REPEATED_NAME,
          "two members of one name; they are written as an array of pairs");
      out.beginArray();
      for (T item : items) {
        out.beginArray();
        name(nameOf.apply(item));
        writer.accept(item);
        out.endArray();
      }
      out.endArray();
      return;
    }
    out.beginObject();
    for (T item : items) {
      out.name(nameOf.apply(item).text());
      writer.accept(item);
    }
    out.endObject();
  }

  private static <T> boolean repeats(List<T> items, Function<T, Name> nameOf) {
    if (items.size() == 2) {
      return nameOf.apply(items.get(0)).equals(nameOf.apply(items.get(1)));
    }
    Set<Name> seen = new HashSet<>();
    for (T item : items) {
      if (!seen.add(nameOf.apply(item))) {
        return true;
      }
    }
    return false;
  }

  /** Begins a node: its tag, and the parts with their attributes. */
  private JsonWriter begin(String tag, ValueAttributes attributes) {
    tag(tag).beginObject();
    if (attributed(attributes)) {
      attributes(attributes);
    }
    return out;
  }

  /** Begins a node of one part, which stands under the tag itself if there are no attributes. */
  private void beginPart(String tag, ValueAttributes attributes, boolean attributed, String part) {
    tag(tag);
    if (attributed) {
      out.beginObject();
      attributes(attributes);
      out.name(part);
    }
  }

  private boolean counted(ValueAttributes attributes) {
    if (!expanded && attributes.inferredType() != null) {
      droppedTypes++;
    }
    return attributed(attributes);
  }

  private boolean attributed(ValueAttributes attributes) {
    return (expanded && attributes.inferredType() != null)
        || (form != V4Form.STRIPPED && !attributes.others().members().isEmpty());
  }

  private void attributes(ValueAttributes attributes) {
    out.name("attributes").beginObject();
    JsonValue source = attributes.others().get("source");
    if (source != null) {
      out.name("source").value(source);
    }
    Type inferred = attributes.inferredType();
    if (expanded && inferred != null) {
      out.name("inferredType");
      type(inferred);
    }
    attributes
        .others()
        .members()
        .forEach((name, value) -> {
          if (!name.equals("source")) {
            out.name(name).value(value);
          }
        });
    out.endObject();
  }

  private JsonWriter tag(String tag) {
    return out.beginObject().name(tag);
  }

  /** Ends the parts and the node. */
  private void end() {
    out.endObject().endObject();
  }

  private void end(boolean parts) {
    if (parts) {
      out.endObject();
    }
    out.endObject();
  }

  private void descend() {
    if (++depth > maxDepth) {
      throw new IllegalArgumentException(
          "types, values and patterns stand deeper than " + maxDepth + " within one another");
    }
  }
}
