package dev.morph.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What v1 to v3 cannot say. */
class ClassicWriterTest {
  private static final Type UNIT = new Type.Unit(TypeAttributes.NONE);
  private static final ValueAttributes OF_UNIT = ValueAttributes.of(UNIT);
  private static final Value VALUE = new Value.Unit(OF_UNIT);
  private static final Value HOLE =
      new Value.Hole(OF_UNIT, new HoleReason.DeletedDuringRefactor("tx"), null);

  private static ValueDefinition definition(Value body) {
    return new ValueDefinition.Expression(List.of(), UNIT, body);
  }

  private static AccessControlled<Documented<ValueDefinition>> open(ValueDefinition definition) {
    return new AccessControlled<>(Access.PUBLIC, new Documented<>("doc", definition));
  }

  private final JsonWriter out = new JsonWriter();

  private ClassicWriter begun(int version) {
    var writer = new ClassicWriter(version, out);
    writer.begin(Distribution.Kind.LIBRARY, Path.parse("acme"));
    writer.beginPackage();
    writer.beginModule(Path.parse("m"), Access.PUBLIC, null);
    return writer;
  }

  private DistributionBuilder end(ClassicWriter writer) {
    writer.endModule(new ModuleDoc("of the module"));
    writer.end();
    var model = new DistributionBuilder();
    assertThat(IrReader.read(out.toByteArray(), model).diagnostics()).isEmpty();
    return model;
  }

  @Test
  void leavesOutWhatExistsInVersionFourAlone() {
    ClassicWriter writer = begun(3);
    List<ValueDefinition> later =
        List.of(
            definition(new Value.Apply(OF_UNIT, VALUE, HOLE)),
            definition(new Value.Constant(OF_UNIT, new Literal.Document(JsonObject.EMPTY))),
            definition(
                new Value.Lambda(
                    OF_UNIT,
                    new Pattern.Constant(OF_UNIT, new Literal.Document(JsonObject.EMPTY)),
                    VALUE)),
            definition(
                new Value.LetDefinition(
                    OF_UNIT,
                    new Name("x"),
                    new ValueDefinition.Incomplete(
                        List.of(), null, new Incompleteness.Draft(), null),
                    VALUE)),
            new ValueDefinition.Native(
                List.of(),
                UNIT,
                new ValueDefinition.NativeHint("Arithmetic", JsonObject.EMPTY),
                null),
            new ValueDefinition.External(List.of(), UNIT, List.of(), null));
    writer.typeDefinition(
        new Name("t"),
        new AccessControlled<>(
            Access.PUBLIC,
            new Documented<>(
                "", new TypeDefinition.Incomplete(List.of(), new Incompleteness.Draft(), null))));
    for (int i = 0; i < later.size(); i++) {
      writer.valueDefinition(new Name("v-" + i), open(later.get(i)));
    }
    writer.valueDefinition(new Name("kept"), open(definition(VALUE)));
    var library = (Distribution.Library) end(writer).distribution().orElseThrow();
    ModuleDefinition module = library.definition().modules().get(Path.parse("m")).value();
    assertThat(module.types()).isEmpty();
    assertThat(module.values()).containsOnlyKeys(new Name("kept"));
    assertThat(writer.ok()).isFalse();
    assertThat(writer.diagnostics())
        .hasSize(7)
        .allMatch(one -> one.code() == DiagnosticCode.UNSUPPORTED_V4_DOWNGRADE);
    assertThat(writer.diagnostics().get(1).path()).isEqualTo("acme:m#v-0");
    assertThat(writer.diagnostics().get(1).message())
        .isEqualTo("a hole exists in version 4 alone, not in 3");
  }

  @Test
  void tellsNamesThatChange() {
    ClassicWriter writer = begun(3);
    writer.valueDefinition(new Name("FR2052A"), open(definition(VALUE)));
    writer.valueDefinition(
        new Name("b"), open(definition(new Value.Variable(OF_UNIT, new Name("FR2052A")))));
    end(writer);
    assertThat(writer.ok()).isTrue();
    assertThat(writer.diagnostics())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.code()).isEqualTo(DiagnosticCode.INEXACT_NAME);
          assertThat(one.severity()).isEqualTo(Severity.WARNING);
          assertThat(one.path()).isEqualTo("acme:m#FR2052A");
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tellsDocumentationThatHasNoPlace(int version) {
    ClassicWriter writer = begun(version);
    writer.valueDefinition(new Name("v"), open(definition(VALUE)));
    end(writer);
    assertThat(writer.diagnostics())
        .hasSize(3 - version)
        .allMatch(one -> one.code() == DiagnosticCode.LOST_DOCUMENTATION);
  }

  @Test
  void refusesOtherKindsOfDistributions() {
    var writer = new ClassicWriter(3, out);
    writer.begin(Distribution.Kind.APPLICATION, Path.parse("acme"));
    writer.beginPackage();
    writer.entryPoint(
        new Name("run"), new EntryPoint(FQName.parse("a:b#c"), EntryPoint.Kind.MAIN, null));
    assertThat(writer.diagnostics())
        .extracting(Diagnostic::path)
        .containsExactly("acme", "acme#run");
    assertThatThrownBy(() -> new ClassicWriter(4, out))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesModelsThatNobodyCouldRead() {
    Value deep = VALUE;
    Type type = UNIT;
    for (int i = 0; i < ReadLimits.USUAL_DEPTH; i++) {
      deep = new Value.Items(OF_UNIT, List.of(deep));
      type = new Type.Tuple(TypeAttributes.NONE, List.of(type));
    }
    ValueDefinition value = definition(deep);
    ValueDefinition typed = new ValueDefinition.Expression(List.of(), type, VALUE);
    ClassicWriter writer = begun(3);
    assertThatThrownBy(() -> writer.valueDefinition(new Name("v"), open(value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200");
    assertThatThrownBy(() -> writer.valueDefinition(new Name("w"), open(typed)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsTheInferredTypeOfAParameterWhereItDiffers() {
    Type alias = new Type.Variable(TypeAttributes.NONE, new Name("a"));
    var same = new ValueDefinition.Input(new Name("x"), UNIT, UNIT);
    var other = new ValueDefinition.Input(new Name("x"), alias, UNIT);
    assertThat(same.inferredType()).isNull();
    assertThat(other.inferredType()).isEqualTo(alias);
    ClassicWriter writer = begun(3);
    writer.valueDefinition(
        new Name("v"), open(new ValueDefinition.Expression(List.of(same, other), UNIT, VALUE)));
    end(writer);
    assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8))
        .contains(
            "[[\"x\"],[\"Unit\",{}],[\"Unit\",{}]],[[\"x\"],[\"Variable\",{},[\"a\"]],[\"Unit\",{}]]");
  }
}
