package dev.morph.engine.endive;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.Expression;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.ImportEntry;
import dev.morph.engine.binary.Limits;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.TableType;
import java.util.HashMap;
import java.util.Map;
import run.endive.wasm.types.TableLimits;

/**
 * Lowers minimums of tables that Endive 1.0.0's parser would refuse to the most that it takes. The
 * budget is asked for the true ones.
 */
final class TableMinimums {
  private static final int INITIALISED = 0x40;

  private TableMinimums() {}

  static boolean areLarge(ModuleBinary module) {
    return module.tables().stream().anyMatch(t -> t.limits().min() > TableLimits.LIMIT_MAX);
  }

  /** A valid module whose tables are as small as the parser wants them. */
  static byte[] lower(ModuleBinary module) {
    Map<Integer, BinaryWriter> contents = new HashMap<>();
    for (Section section : module.sections()) {
      switch (section.id()) {
        case Section.IMPORT -> contents.put(Section.IMPORT, imports(module));
        case Section.TABLE -> contents.put(Section.TABLE, tables(module));
        default -> {} // says nothing of tables' sizes
      }
    }
    return ModuleCopy.of(module, contents);
  }

  private static BinaryWriter imports(ModuleBinary module) {
    var out = new BinaryWriter().u32(module.imports().size());
    for (ImportEntry entry : module.imports()) {
      if (entry.kind() == ExternKind.TABLE) {
        out.name(entry.module()).name(entry.name()).u8(ExternKind.TABLE.ordinal());
        type(module.tables().get(entry.index()), out);
      } else {
        out.write(module.bytes(), entry.start(), entry.end());
      }
    }
    return out;
  }

  private static BinaryWriter tables(ModuleBinary module) {
    int imported = module.imported(ExternKind.TABLE);
    var tables = module.tables().subList(imported, module.tables().size());
    var out = new BinaryWriter().u32(tables.size());
    for (TableType table : tables) {
      Expression initial = table.initial();
      if (initial != null) {
        out.u8(INITIALISED).u8(0);
      }
      type(table, out);
      if (initial != null) {
        out.write(module.bytes(), initial.start(), initial.end());
      }
    }
    return out;
  }

  private static void type(TableType table, BinaryWriter out) {
    Limits limits = table.limits();
    out.valueType(table.element())
        .limits(new Limits(Math.min(limits.min(), TableLimits.LIMIT_MAX), limits.max()));
  }
}
