package dev.morph.builtins.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonObject;
import dev.morph.builtins.Backend.Generated;
import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.Parameter;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.ValueSpecification;
import dev.morph.ir.types.MorphirSdk;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every function of the SDK can be called and be a value in generated Java. */
class SdkFunctionsTest {
  private static Distribution all() {
    Map<Path, AccessControlled<ModuleDefinition>> modules = new LinkedHashMap<>();
    MorphirSdk.specification()
        .modules()
        .forEach((path, module) -> {
          Map<Name, AccessControlled<Documented<ValueDefinition>>> values = new LinkedHashMap<>();
          module
              .values()
              .forEach((name, value) -> {
                var full = new FQName(MorphirSdk.PACKAGE, path, name);
                values.put(new Name("call-" + name.text()), open(called(full, value.value())));
                values.put(new Name("take-" + name.text()), open(taken(full, value.value())));
              });
          modules.put(
              path,
              new AccessControlled<>(
                  Access.PUBLIC, new ModuleDefinition(Map.of(), values, null, null)));
        });
    Path name = new Path(List.of(new Name("all")));
    return new Distribution.Library(name, Map.of(), new PackageDefinition(modules));
  }

  private static AccessControlled<Documented<ValueDefinition>> open(ValueDefinition definition) {
    return new AccessControlled<>(Access.PUBLIC, new Documented<>("", definition));
  }

  private static ValueDefinition called(FQName name, ValueSpecification specification) {
    Value body = new Value.Reference(ValueAttributes.NONE, name);
    for (Parameter input : specification.inputs()) {
      var argument = new Value.Variable(ValueAttributes.NONE, input.name());
      body = new Value.Apply(ValueAttributes.NONE, body, argument);
    }
    List<ValueDefinition.Input> inputs =
        specification.inputs().stream()
            .map(input -> new ValueDefinition.Input(input.name(), null, input.type()))
            .toList();
    return new ValueDefinition.Expression(inputs, specification.output(), body);
  }

  private static ValueDefinition taken(FQName name, ValueSpecification specification) {
    Type type = specification.output();
    for (Parameter input : specification.inputs().reversed()) {
      type = new Type.Function(TypeAttributes.NONE, input.type(), type);
    }
    return new ValueDefinition.Expression(
        List.of(), type, new Value.Reference(ValueAttributes.NONE, name));
  }

  @Test
  void areThereWithTheTypesThatCodeExpects() {
    Generated generated = new JavaBackend().generate(all(), JsonObject.EMPTY);

    assertThat(generated.diagnostics()).isEmpty();
    assertThat(new JavaCompiler(generated.artifacts()).faults()).isEmpty();
  }
}
