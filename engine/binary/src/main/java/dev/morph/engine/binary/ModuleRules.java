package dev.morph.engine.binary;

import dev.morph.engine.binary.ElementSegment.Mode;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Validates all of a module but its bodies (core spec 3.5), and keeps what instructions may name
 * (the context of core spec 3.1.1).
 */
final class ModuleRules {
  private static final long MAX_PAGES = 1L << 16;
  private static final long MAX_ELEMENTS = (1L << 32) - 1;

  final ModuleBinary module;
  final Site site = new Site();
  final TypeRules types;

  /** By index: the code of a table's elements. */
  final int[] tables;

  /** By index: the code of a global. */
  final int[] globals;

  /** By index: the code of an element segment's items. */
  final int[] elements;

  /** Functions that {@code ref.func} may name. */
  final BitSet declared = new BitSet();

  private final ConstantRules constants;

  private ModuleRules(ModuleBinary module) {
    this.module = module;
    this.types = TypeSectionRules.check(module.types, site);
    this.tables = new int[module.tables.size()];
    this.globals = new int[module.globals.size()];
    this.elements = new int[module.elements.size()];
    this.constants = new ConstantRules(this);
  }

  static ModuleRules check(ModuleBinary module) {
    var rules = new ModuleRules(module);
    rules.functionTypes();
    rules.tags();
    rules.memories();
    rules.globals();
    rules.tables();
    rules.elements();
    rules.data();
    rules.exports();
    rules.start();
    return rules;
  }

  Signature function(int index) {
    return types.signature(functionType(index));
  }

  int functionType(int index) {
    if (index >= module.functionTypes.size()) {
      throw site.unknown("function", index);
    }
    return module.functionTypes.get(index);
  }

  Signature tag(int index) {
    if (index >= module.tagTypes.size()) {
      throw site.unknown("tag", index);
    }
    return types.signature(module.tagTypes.get(index));
  }

  int table(int index) {
    if (index >= tables.length) {
      throw site.unknown("table", index);
    }
    return tables[index];
  }

  int global(int index) {
    if (index >= globals.length) {
      throw site.unknown("global", index);
    }
    return globals[index];
  }

  boolean isMutable(int global) {
    return module.globals.get(global).mutable();
  }

  int element(int index) {
    if (index >= elements.length) {
      throw site.unknown("element segment", index);
    }
    return elements[index];
  }

  void memory(int index) {
    if (index >= module.memories.size()) {
      throw site.unknown("memory", index);
    }
  }

  /** In a body, where the data count section must have come before (core spec 5.5.16). */
  void dataSegment(int index) {
    if (module.dataCount < 0) {
      throw site.malformed("data count section required");
    }
    if (index >= module.dataCount) {
      throw site.unknown("data segment", index);
    }
  }

  /** The operands and results of a type that must be a function's. */
  Signature functionSignature(int type) {
    types.checkHeap(type, types.count(), site);
    if (types.function(type) == null) {
      throw site.invalid("type " + type + " is not a function type");
    }
    return types.signature(type);
  }

  private void functionTypes() {
    for (int i = 0; i < module.functionTypes.size(); i++) {
      site.enter("function", i);
      functionSignature(module.functionTypes.get(i));
    }
  }

  private void tags() {
    for (int i = 0; i < module.tagTypes.size(); i++) {
      site.enter("tag", i);
      if (functionSignature(module.tagTypes.get(i)).results().length != 0) {
        throw site.invalid("non-empty tag result type");
      }
    }
  }

  private void memories() {
    for (int i = 0; i < module.memories.size(); i++) {
      site.enter("memory", i);
      limits(module.memories.get(i), MAX_PAGES, "pages");
    }
  }

  private void limits(Limits limits, long most, String unit) {
    if (limits.min() > most || limits.max() > most) {
      throw site.invalid(
          "its size of "
              + Math.max(limits.min(), limits.max())
              + " "
              + unit
              + " is more than "
              + most);
    }
    if (limits.max() >= 0 && limits.min() > limits.max()) {
      throw site.invalid(
          "size minimum " + limits.min() + " must not be greater than maximum " + limits.max());
    }
  }

  private void globals() {
    for (int i = 0; i < globals.length; i++) {
      site.enter("global", i);
      GlobalType global = module.globals.get(i);
      globals[i] = types.code(global.type(), site);
      if (global.initial() != null) {
        constants.check(global.initial(), globals[i], i);
      }
    }
  }

  private void tables() {
    int imported = module.imported(ExternKind.TABLE);
    for (int i = 0; i < tables.length; i++) {
      site.enter("table", i);
      TableType table = module.tables.get(i);
      tables[i] = types.code(table.element(), site);
      limits(table.limits(), MAX_ELEMENTS, "elements");
      if (table.initial() != null) {
        constants.check(table.initial(), tables[i], module.imported(ExternKind.GLOBAL));
      } else if (i >= imported && !TypeCode.isDefaultable(tables[i])) {
        throw site.invalid(
            "its elements are not nullable (" + TypeCode.text(tables[i]) + ") and have no value");
      }
    }
  }

  private void elements() {
    for (int i = 0; i < elements.length; i++) {
      site.enter("element segment", i);
      ElementSegment segment = module.elements.get(i);
      elements[i] = types.code(segment.type(), site);
      for (int function : segment.functions()) {
        functionType(function);
        declared.set(function);
      }
      for (Expression item : segment.expressions()) {
        constants.check(item, elements[i], globals.length);
      }
      if (segment.mode() == Mode.ACTIVE && segment.offset() != null) {
        int table = table(segment.table());
        if (!types.matches(elements[i], table)) {
          throw site.mismatch(TypeCode.text(table), TypeCode.text(elements[i]));
        }
        constants.check(segment.offset(), TypeCode.I32, globals.length);
      }
    }
  }

  private void data() {
    for (int i = 0; i < module.data.size(); i++) {
      site.enter("data segment", i);
      DataSegment segment = module.data.get(i);
      if (segment.offset() != null) {
        memory(segment.memory());
        constants.check(segment.offset(), TypeCode.I32, globals.length);
      }
    }
  }

  private void exports() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < module.exports.size(); i++) {
      site.enter("export", i);
      ExportEntry export = module.exports.get(i);
      if (!names.add(export.name())) {
        throw site.invalid("duplicate export name \"" + export.name() + "\"");
      }
      int index = export.index();
      switch (export.kind()) {
        case FUNCTION -> {
          functionType(index);
          declared.set(index);
        }
        case TABLE -> table(index);
        case MEMORY -> memory(index);
        case GLOBAL -> global(index);
        case TAG -> tag(index);
      }
    }
  }

  private void start() {
    if (module.startFunction < 0) {
      return;
    }
    site.enter("start function", -1);
    Signature type = function(module.startFunction);
    if (type.params().length != 0 || type.results().length != 0) {
      throw site.invalid("it must have no parameters and no results");
    }
  }
}
