package dev.morph.ir.inspect;

import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.NodeWalk;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.PackageSpecification;
import dev.morph.ir.Path;
import dev.morph.ir.Pattern;
import dev.morph.ir.Type;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.Value;
import dev.morph.ir.types.MorphirSdk;
import java.util.HashMap;
import java.util.Map;

/** Counts what it comes to. Not safe for several threads. */
final class Counting extends NodeWalk {
  private final Map<String, Integer> types = new HashMap<>();
  private final Map<String, Integer> valueNodes = new HashMap<>();
  private final Map<String, Integer> patternNodes = new HashMap<>();
  private final Map<String, Integer> typeNodes = new HashMap<>();
  private final Map<String, Integer> sdkValues = new HashMap<>();
  private int modules;
  private int constructors;
  private int values;
  private int inTypes;
  private int inValues;
  private int valueDepth;
  private int typeDepth;

  IrStatistics of(Distribution distribution) {
    int dependencies =
        switch (distribution) {
          case Distribution.Library it -> {
            definition(it.definition());
            yield it.dependencies().size();
          }
          case Distribution.Specs it -> {
            specification(it.specification());
            yield it.dependencies().size();
          }
          case Distribution.Application it -> {
            definition(it.definition());
            yield it.dependencies().size();
          }
        };
    Path name = distribution.packageName();
    return new IrStatistics(
        name.toString(),
        dependencies,
        modules,
        types,
        constructors,
        values,
        valueNodes,
        patternNodes,
        typeNodes,
        valueDepth,
        typeDepth,
        sdkValues);
  }

  private void definition(PackageDefinition definition) {
    definition
        .modules()
        .values()
        .forEach(module -> {
          modules++;
          module.value().types().values().forEach(one -> typeDefinition(one.value().value()));
          module
              .value()
              .values()
              .values()
              .forEach(one -> {
                values++;
                valueDefinition(one.value().value());
              });
        });
  }

  private void specification(PackageSpecification specification) {
    for (ModuleSpecification module : specification.modules().values()) {
      modules++;
      module.types().values().forEach(one -> typeSpecification(one.value()));
      module
          .values()
          .values()
          .forEach(one -> {
            values++;
            valueSpecification(one.value());
          });
    }
  }

  @Override
  public void typeDefinition(TypeDefinition definition) {
    switch (definition) {
      case TypeDefinition.Alias _ -> add(types, "alias");
      case TypeDefinition.Custom it -> {
        add(types, "custom");
        constructors += it.constructors().value().size();
      }
      case TypeDefinition.Incomplete _ -> add(types, "incomplete");
    }
    super.typeDefinition(definition);
  }

  @Override
  public void typeSpecification(TypeSpecification specification) {
    switch (specification) {
      case TypeSpecification.Alias _ -> add(types, "alias");
      case TypeSpecification.Custom it -> {
        add(types, "custom");
        constructors += it.constructors().size();
      }
      case TypeSpecification.Opaque _ -> add(types, "opaque");
      case TypeSpecification.Derived _ -> add(types, "derived");
    }
    super.typeSpecification(specification);
  }

  @Override
  public void type(Type type) {
    add(
        typeNodes,
        switch (type) {
          case Type.Variable _ -> "Variable";
          case Type.Reference _ -> "Reference";
          case Type.Tuple _ -> "Tuple";
          case Type.Record _ -> "Record";
          case Type.ExtensibleRecord _ -> "ExtensibleRecord";
          case Type.Function _ -> "Function";
          case Type.Unit _ -> "Unit";
        });
    typeDepth = Math.max(typeDepth, ++inTypes);
    super.type(type);
    inTypes--;
  }

  @Override
  public void value(Value value) {
    add(valueNodes, tag(value));
    switch (value) {
      case Value.Reference it -> sdk(it.name());
      case Value.Constructor it -> sdk(it.name());
      default -> {}
    }
    valueDepth = Math.max(valueDepth, ++inValues);
    super.value(value);
    inValues--;
  }

  private static String tag(Value value) {
    return switch (value) {
      case Value.Constant _ -> "Literal";
      case Value.Constructor _ -> "Constructor";
      case Value.Tuple _ -> "Tuple";
      case Value.Items _ -> "List";
      case Value.Record _ -> "Record";
      case Value.Variable _ -> "Variable";
      case Value.Reference _ -> "Reference";
      case Value.FieldAccess _ -> "Field";
      case Value.FieldFunction _ -> "FieldFunction";
      case Value.Apply _ -> "Apply";
      case Value.Lambda _ -> "Lambda";
      case Value.LetDefinition _ -> "LetDefinition";
      case Value.LetRecursion _ -> "LetRecursion";
      case Value.Destructure _ -> "Destructure";
      case Value.IfThenElse _ -> "IfThenElse";
      case Value.PatternMatch _ -> "PatternMatch";
      case Value.UpdateRecord _ -> "UpdateRecord";
      case Value.Unit _ -> "Unit";
      case Value.Hole _ -> "Hole";
    };
  }

  @Override
  public void pattern(Pattern pattern) {
    add(
        patternNodes,
        switch (pattern) {
          case Pattern.Wildcard _ -> "WildcardPattern";
          case Pattern.As _ -> "AsPattern";
          case Pattern.Tuple _ -> "TuplePattern";
          case Pattern.Constructor _ -> "ConstructorPattern";
          case Pattern.EmptyList _ -> "EmptyListPattern";
          case Pattern.HeadTail _ -> "HeadTailPattern";
          case Pattern.Constant _ -> "LiteralPattern";
          case Pattern.Unit _ -> "UnitPattern";
        });
    if (pattern instanceof Pattern.Constructor constructor) {
      sdk(constructor.name());
    }
    valueDepth = Math.max(valueDepth, ++inValues);
    super.pattern(pattern);
    inValues--;
  }

  private void sdk(FQName name) {
    if (name.packageName().equals(MorphirSdk.PACKAGE)) {
      add(sdkValues, name.toString());
    }
  }

  private static void add(Map<String, Integer> counts, String kind) {
    counts.merge(kind, 1, Integer::sum);
  }
}
