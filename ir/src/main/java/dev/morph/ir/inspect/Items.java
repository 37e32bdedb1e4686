package dev.morph.ir.inspect;

import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.PackageSpecification;
import dev.morph.ir.Path;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.ValueSpecification;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists all that a distribution has, by a key of its own. Not safe for several threads. */
final class Items {
  private static final String OWN = "own";

  private final Map<String, Item> items = new LinkedHashMap<>();

  /** Of which package things are; its own name makes no difference to their keys. */
  private String scope = OWN;

  private String packageName = "";

  private Items() {}

  static Map<String, Item> of(Distribution distribution) {
    var all = new Items();
    all.packageName = distribution.packageName().toString();
    all.distribution(distribution);
    switch (distribution) {
      case Distribution.Library it -> {
        all.definition(it.definition());
        it.dependencies().forEach((path, one) -> all.dependency(path, () -> all.of(one)));
      }
      case Distribution.Specs it -> {
        all.of(it.specification());
        it.dependencies().forEach((path, one) -> all.dependency(path, () -> all.of(one)));
      }
      case Distribution.Application it -> {
        all.definition(it.definition());
        it.entryPoints()
            .forEach((name, one) -> {
              Map<IrDiff.Part, Object> parts = parts(one.doc());
              parts.put(IrDiff.Part.TARGET, List.of(one.target(), one.kind()));
              all.put(IrDiff.Kind.ENTRY_POINT, name.text(), null, parts);
            });
        it.dependencies().forEach((path, one) -> all.dependency(path, () -> all.definition(one)));
      }
    }
    return all.items;
  }

  private void distribution(Distribution distribution) {
    Map<IrDiff.Part, Object> parts = new EnumMap<>(IrDiff.Part.class);
    Distribution.Kind form =
        switch (distribution) {
          case Distribution.Library _ -> Distribution.Kind.LIBRARY;
          case Distribution.Specs _ -> Distribution.Kind.SPECS;
          case Distribution.Application _ -> Distribution.Kind.APPLICATION;
        };
    parts.put(IrDiff.Part.FORM, form);
    parts.put(IrDiff.Part.NAME, distribution.packageName());
    items.put("distribution", new Item(IrDiff.Kind.DISTRIBUTION, packageName, null, parts));
  }

  private void dependency(Path path, Runnable contents) {
    scope = path.toString();
    packageName = scope;
    put(IrDiff.Kind.DEPENDENCY, "", null, new EnumMap<>(IrDiff.Part.class));
    contents.run();
  }

  private void definition(PackageDefinition definition) {
    for (Map.Entry<Path, AccessControlled<ModuleDefinition>> one :
        definition.modules().entrySet()) {
      ModuleDefinition module = one.getValue().value();
      String path = one.getKey().toString();
      Map<IrDiff.Part, Object> parts = parts(doc(module.leadingDoc(), module.doc()));
      parts.put(IrDiff.Part.ACCESS, one.getValue().access());
      String key = module(path, parts);
      module
          .types()
          .forEach((name, type) -> {
            Map<IrDiff.Part, Object> own = parts(type.access(), type.value());
            own.put(IrDiff.Part.TYPE, Meaning.of(type.value().value()));
            put(IrDiff.Kind.TYPE, path + "#" + name, key, own);
          });
      module
          .values()
          .forEach((name, value) -> {
            Map<IrDiff.Part, Object> own = parts(value.access(), value.value());
            value(Meaning.of(value.value().value()), own);
            put(IrDiff.Kind.VALUE, path + "#" + name, key, own);
          });
    }
  }

  private static void value(ValueDefinition definition, Map<IrDiff.Part, Object> parts) {
    List<Object> type = new ArrayList<>(definition.inputs());
    type.add(definition.output() == null ? "unknown" : definition.output());
    parts.put(IrDiff.Part.TYPE, type);
    parts.put(
        IrDiff.Part.BODY,
        switch (definition) {
          case ValueDefinition.Expression it -> it.body();
          case ValueDefinition.Native it ->
              List.of(it.hint(), it.description() == null ? "" : it.description());
          case ValueDefinition.External it ->
              List.of(it.externals(), it.body() == null ? "" : it.body());
          case ValueDefinition.Incomplete it ->
              List.of(it.incompleteness(), it.partial() == null ? "" : it.partial());
        });
  }

  private void of(PackageSpecification specification) {
    for (Map.Entry<Path, ModuleSpecification> one : specification.modules().entrySet()) {
      ModuleSpecification module = one.getValue();
      String path = one.getKey().toString();
      String key = module(path, parts(doc(module.leadingDoc(), module.doc())));
      module
          .types()
          .forEach((name, type) -> {
            Map<IrDiff.Part, Object> own = parts(type.doc());
            own.put(IrDiff.Part.TYPE, Meaning.of(type.value()));
            put(IrDiff.Kind.TYPE, path + "#" + name, key, own);
          });
      module.values().forEach((name, value) -> specification(path, key, name, value));
    }
  }

  private void specification(
      String path, String key, Name name, Documented<ValueSpecification> value) {
    Map<IrDiff.Part, Object> own = parts(value.doc());
    List<Object> type = new ArrayList<>(Meaning.parameters(value.value().inputs()));
    type.add(Meaning.of(value.value().output()));
    own.put(IrDiff.Part.TYPE, type);
    put(IrDiff.Kind.VALUE, path + "#" + name, key, own);
  }

  private String module(String path, Map<IrDiff.Part, Object> parts) {
    String dependency = scope.equals(OWN) ? null : key(IrDiff.Kind.DEPENDENCY, "");
    put(IrDiff.Kind.MODULE, path, dependency, parts);
    return key(IrDiff.Kind.MODULE, path);
  }

  private void put(
      IrDiff.Kind kind, String name, @Nullable String parent, Map<IrDiff.Part, Object> parts) {
    String full =
        switch (kind) {
          case DISTRIBUTION, DEPENDENCY -> packageName;
          case MODULE, TYPE, VALUE -> packageName + ":" + name;
          case ENTRY_POINT -> name;
        };
    items.put(key(kind, name), new Item(kind, full, parent, parts));
  }

  private String key(IrDiff.Kind kind, String name) {
    return kind + " " + scope + ":" + name;
  }

  private static Map<IrDiff.Part, Object> parts(Access access, Documented<?> documented) {
    Map<IrDiff.Part, Object> parts = parts(documented.doc());
    parts.put(IrDiff.Part.ACCESS, access);
    return parts;
  }

  /** No documentation is the same as an empty one. */
  private static Map<IrDiff.Part, Object> parts(@Nullable String doc) {
    Map<IrDiff.Part, Object> parts = new EnumMap<>(IrDiff.Part.class);
    parts.put(IrDiff.Part.DOCUMENTATION, doc == null ? "" : doc);
    return parts;
  }

  private static @Nullable String doc(@Nullable ModuleDoc leading, @Nullable ModuleDoc doc) {
    String text = doc == null ? null : doc.text();
    return text == null && leading != null ? leading.text() : text;
  }
}
