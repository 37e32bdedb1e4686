package dev.morph.engine.endive.simd;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.DataSegment;
import dev.morph.engine.binary.ElementSegment;
import dev.morph.engine.binary.ExportEntry;
import dev.morph.engine.binary.Expression;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.GlobalType;
import dev.morph.engine.binary.ImportEntry;
import dev.morph.engine.binary.Limits;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.TableType;
import dev.morph.engine.binary.ValType;
import dev.morph.engine.binary.Validator;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** Rewrites a module section by section, so that no vectors are left. */
public final class VectorLowering {
  private static final int HEADER_BYTES = 8;
  private static final String HIGH_HALF = " (high half)";

  private final ModuleBinary module;
  private final LoweredTypes types;
  private final LoweredGlobals globals;
  private final Constants constants;
  private final Helpers helpers;
  private final BinaryWriter bodies;

  private VectorLowering(ModuleBinary module) {
    this.module = module;
    this.types = new LoweredTypes(module.types());
    this.globals = new LoweredGlobals(module.globals());
    this.constants = new Constants(module, types, globals);
    this.helpers = new Helpers(module.functionTypes().size(), types);
    var lowering = new BodyLowering(module, types, globals, helpers);
    Validator.validate(module, lowering);
    this.bodies = lowering.bodies();
  }

  /**
   * The same module without vectors.
   *
   * @param module a valid one
   * @throws ModuleException {@code REFUSED} if it has too much of something when a vector counts as
   *     two
   */
  public static Lowered lower(ModuleBinary module) {
    if (!VectorUse.in(module)) {
      return new Lowered(module.bytes(), module, new int[0], new boolean[0]);
    }
    var lowering = new VectorLowering(module);
    byte[] wasm = lowering.write();
    return new Lowered(wasm, module, lowering.types.origins(), lowering.globals.lowHalves());
  }

  private byte[] write() {
    // function types are asked for while the section of bodies is written
    var helperTypes = new BinaryWriter();
    helpers.writeTypes(helperTypes);
    var out = new BinaryWriter(module.bytes().length * 2);
    out.write(module.bytes(), 0, HEADER_BYTES);
    for (Section section : module.sections()) {
      var content = new BinaryWriter(section.end() - section.start() + 16);
      switch (section.id()) {
        case Section.TYPE -> types.write(content);
        case Section.IMPORT -> imports(content);
        case Section.FUNCTION -> functions(helperTypes, content);
        case Section.TABLE -> tables(content);
        case Section.GLOBAL -> globals(content);
        case Section.EXPORT -> exports(content);
        case Section.ELEMENT -> elements(content);
        case Section.CODE -> {
          content.u32(module.bodies().size() + helpers.count()).write(bodies);
          helpers.writeBodies(content);
        }
        case Section.DATA -> data(content);
        case Section.TAG -> tags(content);
        default -> content.write(module.bytes(), section.start(), section.end());
      }
      out.u8(section.id()).sized(content);
    }
    return out.toByteArray();
  }

  private static void name(String name, BinaryWriter into) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    into.u32(bytes.length).write(bytes, 0, bytes.length);
  }

  private static void limits(Limits limits, BinaryWriter into) {
    into.u8(limits.max() < 0 ? 0 : 1).u64(limits.min());
    if (limits.max() >= 0) {
      into.u64(limits.max());
    }
  }

  private void imports(BinaryWriter into) {
    var entries = new BinaryWriter();
    var names = module.imports().stream().map(ImportEntry::name).collect(Collectors.toSet());
    int count = 0;
    for (ImportEntry entry : module.imports()) {
      importEntry(entry, entry.name(), entries);
      count++;
      if (entry.kind() == ExternKind.GLOBAL && globals.isVector(entry.index())) {
        importEntry(entry, highName(entry, names), entries);
        count++;
      }
    }
    into.u32(count).write(entries);
  }

  /** Endive gives imports of one name the same value, so the high half has another. */
  private static String highName(ImportEntry low, Set<String> names) {
    String name = low.name() + HIGH_HALF;
    while (names.contains(name)) {
      name += HIGH_HALF;
    }
    return name;
  }

  private void importEntry(ImportEntry entry, String name, BinaryWriter into) {
    name(entry.module(), into);
    name(name, into);
    into.u8(entry.kind().ordinal());
    importType(entry, into);
  }

  private void importType(ImportEntry entry, BinaryWriter into) {
    int index = entry.index();
    switch (entry.kind()) {
      case FUNCTION -> into.u32(types.of(module.functionTypes().get(index)));
      case TABLE -> {
        into.valueType(types.of(module.tables().get(index).element()));
        limits(module.tables().get(index).limits(), into);
      }
      case MEMORY -> limits(module.memories().get(index), into);
      case GLOBAL -> globalType(module.globals().get(index), into);
      case TAG -> into.u8(0).u32(types.of(module.tagTypes().get(index)));
    }
  }

  private void globalType(GlobalType global, BinaryWriter into) {
    boolean vector = global.type().equals(ValType.V128);
    into.valueType(vector ? ValType.I64 : types.of(global.type())).u8(global.mutable() ? 1 : 0);
  }

  private void functions(BinaryWriter helperTypes, BinaryWriter into) {
    int imported = module.imported(ExternKind.FUNCTION);
    var defined = module.functionTypes().subList(imported, module.functionTypes().size());
    into.u32(defined.size() + helpers.count());
    for (int type : defined) {
      into.u32(types.of(type));
    }
    into.write(helperTypes);
  }

  private void tables(BinaryWriter into) {
    int imported = module.imported(ExternKind.TABLE);
    var defined = module.tables().subList(imported, module.tables().size());
    into.u32(defined.size());
    for (TableType table : defined) {
      Expression initial = table.initial();
      if (initial != null) {
        into.u8(0x40).u8(0);
      }
      into.valueType(types.of(table.element()));
      limits(table.limits(), into);
      if (initial != null) {
        constants.write(initial, into);
      }
    }
  }

  private void globals(BinaryWriter into) {
    var entries = new BinaryWriter();
    int count = 0;
    for (GlobalType global : module.globals()) {
      Expression initial = global.initial();
      if (initial == null) {
        continue; // imported
      }
      if (global.type().equals(ValType.V128)) {
        for (int half = 0; half < 2; half++) {
          globalType(global, entries);
          constants.writeHalf(initial, half, entries);
        }
        count += 2;
      } else {
        globalType(global, entries);
        constants.write(initial, entries);
        count++;
      }
    }
    into.u32(count).write(entries);
  }

  private void exports(BinaryWriter into) {
    into.u32(module.exports().size());
    for (ExportEntry export : module.exports()) {
      name(export.name(), into);
      into.u8(export.kind().ordinal());
      into.u32(export.kind() == ExternKind.GLOBAL ? globals.of(export.index()) : export.index());
    }
  }

  private void elements(BinaryWriter into) {
    into.u32(module.elements().size());
    for (ElementSegment segment : module.elements()) {
      element(segment, into);
    }
  }

  /** Function indices have a form of their own, whose items are never null. */
  private void element(ElementSegment segment, BinaryWriter into) {
    boolean indices = segment.functions().length > 0;
    Expression offset = segment.offset();
    int mode =
        switch (segment.mode()) {
          case ACTIVE -> 2;
          case PASSIVE -> 1;
          case DECLARATIVE -> 3;
        };
    into.u32(indices ? mode : mode | 4);
    if (offset != null) {
      into.u32(segment.table());
      constants.write(offset, into);
    }
    if (indices) {
      into.u8(0).u32(segment.functions().length);
      for (int function : segment.functions()) {
        into.u32(function);
      }
      return;
    }
    into.valueType(types.of(segment.type())).u32(segment.expressions().size());
    for (Expression item : segment.expressions()) {
      constants.write(item, into);
    }
  }

  private void data(BinaryWriter into) {
    into.u32(module.data().size());
    for (DataSegment segment : module.data()) {
      Expression offset = segment.offset();
      if (offset == null) {
        into.u32(1);
      } else {
        into.u32(segment.memory() == 0 ? 0 : 2);
        if (segment.memory() != 0) {
          into.u32(segment.memory());
        }
        constants.write(offset, into);
      }
      into.u32(segment.end() - segment.start());
      into.write(module.bytes(), segment.start(), segment.end());
    }
  }

  private void tags(BinaryWriter into) {
    int imported = module.imported(ExternKind.TAG);
    var defined = module.tagTypes().subList(imported, module.tagTypes().size());
    into.u32(defined.size());
    for (int type : defined) {
      into.u8(0).u32(types.of(type));
    }
  }
}
