package dev.morph.ir.migrate;

import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionHandler;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.types.TypeEnvironment;
import dev.morph.ir.types.TypeInference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands on what v1 to v3 can say, with the types of nodes that the document does not say. Not safe
 * for several threads.
 */
final class Downgrade extends Step {
  private final Source source;
  private final ReadLimits limits;
  private @Nullable Path packageName;
  private @Nullable Path module;
  private @Nullable TypeInference inference;
  private final List<Diagnostic> uncertain = new ArrayList<>();
  private boolean library;

  Downgrade(Source source, ReadLimits limits, DistributionHandler out) {
    super(out);
    this.source = source;
    this.limits = limits;
  }

  @Override
  boolean isWhole() {
    return super.isWhole() && library;
  }

  @Override
  public void begin(Distribution.Kind kind, Path name) {
    library = kind == Distribution.Kind.LIBRARY;
    packageName = name;
    super.begin(kind, name);
  }

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {
    module = path;
    super.beginModule(path, access, leadingDoc);
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> one) {
    if (!(one.value().value() instanceof ValueDefinition.Expression expression
        && UntypedNodes.in(expression))) {
      super.valueDefinition(name, one);
      return;
    }
    var fullName =
        new FQName(Objects.requireNonNull(packageName), Objects.requireNonNull(module), name);
    TypeInference.Inferred inferred = inference().infer(fullName, expression);
    if (!inferred.faults().isEmpty()) {
      uncertain.add(
          new Diagnostic(
              DiagnosticCode.MISSING_INFERRED_TYPE,
              fullName.toString(),
              "its types are not certain: " + inferred.faults().getFirst().message()));
    }
    super.valueDefinition(
        name,
        new AccessControlled<>(
            one.access(), new Documented<>(one.value().doc(), inferred.definition())));
  }

  /** Most documents say all types: what names mean is read when it is needed. */
  private TypeInference inference() {
    TypeInference known = inference;
    if (known == null) {
      known =
          new TypeInference(TypeEnvironment.of(Signatures.of(source, limits)), limits.maxDepth());
      inference = known;
    }
    return known;
  }

  /** The definitions whose types do not agree with one another. */
  @Override
  List<Diagnostic> uncertain() {
    return uncertain;
  }
}
