package dev.morph.builtins.elm;

import dev.morph.builtins.elm.LoweredModule.Definition;
import dev.morph.ir.Access;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Incompleteness;
import dev.morph.ir.Type;
import dev.morph.ir.Value;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.types.TypeEnvironment;
import dev.morph.ir.types.TypeFault;
import dev.morph.ir.types.TypeInference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives every node of the values its type, and tells what does not fit. Values without an
 * annotation come first, each after those that it uses. Not safe for several threads.
 */
final class Typing {
  private final Assembly assembly;
  private final Positions positions;
  private final Faults faults;

  /** What is known of values: typed ones, and of others what they declare. */
  private final Map<FQName, ValueDefinition> values = new LinkedHashMap<>();

  private final Map<FQName, Definition> unannotated = new LinkedHashMap<>();
  private final Map<FQName, String> files = new LinkedHashMap<>();

  Typing(Assembly assembly, Positions positions, Faults faults) {
    this.assembly = assembly;
    this.positions = positions;
    this.faults = faults;
  }

  /** The package; of no use if there are faults. */
  Distribution.Library library() {
    for (LoweredModule module : assembly.modules()) {
      for (Definition definition : module.values()) {
        files.put(definition.name(), module.file());
        declare(definition);
      }
    }
    inferUnannotated();
    TypeEnvironment environment = TypeEnvironment.of(assembly.library(values));
    var inference = new TypeInference(environment);
    for (LoweredModule module : assembly.modules()) {
      for (Definition definition : module.values()) {
        Type declared = definition.declared();
        Value body = definition.body();
        if (declared != null && body != null) {
          TypeInference.Inferred inferred =
              inference.infer(definition.name(), Lifting.definition(declared, body));
          tell(definition, inferred.faults());
          put(definition, inferred.definition(), environment);
        }
      }
    }
    return assembly.library(values);
  }

  private void declare(Definition definition) {
    Type declared = definition.declared();
    if (declared != null) {
      values.put(
          definition.name(),
          new ValueDefinition.Incomplete(List.of(), declared, new Incompleteness.Draft(), null));
    } else if (definition.body() != null) {
      unannotated.put(definition.name(), definition);
    }
  }

  private void put(
      Definition definition, ValueDefinition.Expression typed, TypeEnvironment environment) {
    ValueDefinition.Expression complete = new Completion(environment).definition(typed);
    if (Depth.exceeds(complete.body())) {
      faults.add(
          ElmFault.DEPTH_LIMIT,
          file(definition),
          definition.identifier().span(),
          "In "
              + Texts.shown(definition.identifier().text())
              + " stand more than "
              + Depth.MOST
              + " values and their types within one another. Name inner parts by definitions of"
              + " their own.");
    }
    values.put(definition.name(), complete);
  }

  // ---- Values without an annotation ----

  private void inferUnannotated() {
    Map<FQName, Set<FQName>> needs = new LinkedHashMap<>();
    unannotated.forEach((name, definition) -> needs.put(name, definition.references()));
    Set<FQName> waiting = new HashSet<>(unannotated.keySet());
    List<Definition> wave = new ArrayList<>();
    Set<FQName> inWave = new HashSet<>();
    for (FQName name : new Graph<>(needs).order()) {
      Definition definition = unannotated.get(name);
      if (definition != null) {
        if (definition.references().stream().anyMatch(inWave::contains)) {
          infer(wave);
          wave.clear();
          inWave.clear();
        }
        wave.add(definition);
        inWave.add(name);
        waiting.remove(name);
      }
    }
    infer(wave);
    for (FQName name : waiting) {
      refuse(unannotated.get(name));
    }
  }

  /** Infers definitions that do not use one another. */
  private void infer(List<Definition> definitions) {
    if (definitions.isEmpty()) {
      return;
    }
    TypeEnvironment environment = TypeEnvironment.of(assembly.library(values));
    var inference = new TypeInference(environment);
    for (Definition definition : definitions) {
      Value body = definition.body();
      if (body != null) {
        TypeInference.InferredValue inferred = inference.infer(definition.name(), body, Map.of());
        tell(definition, inferred.faults());
        Type type = inferred.value().attributes().inferredType();
        if (type != null) {
          put(definition, Lifting.definition(type, inferred.value()), environment);
        }
      }
    }
  }

  /** Those that are exposed are told already. */
  private void refuse(@Nullable Definition definition) {
    if (definition != null && definition.access() == Access.PRIVATE) {
      String name = Texts.shown(definition.identifier().text());
      faults.add(
          ElmFault.MISSING_ANNOTATION,
          file(definition),
          definition.identifier().span(),
          name
              + " uses itself, perhaps through others, and says no type. Write "
              + name
              + " : and its type in the line before.");
    }
  }

  // ---- Faults ----

  /** Tells faults of types; those of names are told already. */
  private void tell(Definition definition, List<TypeFault> found) {
    for (TypeFault fault : found) {
      if (fault.code() != DiagnosticCode.UNRESOLVED_REFERENCE) {
        Span span = positions.of(fault.attributes());
        faults.add(
            fault.code().word(),
            file(definition),
            span == null ? definition.identifier().span() : span,
            "In "
                + Texts.shown(definition.identifier().text())
                + " the types do not fit: "
                + fault.message()
                + ".");
      }
    }
  }

  private String file(Definition definition) {
    return files.getOrDefault(definition.name(), "");
  }
}
