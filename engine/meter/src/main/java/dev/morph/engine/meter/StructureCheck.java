package dev.morph.engine.meter;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.DefinedType;
import dev.morph.engine.binary.ElementSegment;
import dev.morph.engine.binary.Expression;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.FunctionBody.LocalRun;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Section;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Holds a module against {@link StructuralLimits}. */
final class StructureCheck {
  private static final int HEADER_BYTES = 8;

  private final StructuralLimits limits;

  StructureCheck(StructuralLimits limits) {
    this.limits = limits;
  }

  private static void atMost(String what, long found, long limit) {
    if (found > limit) {
      throw new ModuleException(
          Phase.REFUSED,
          "the module has " + found + " " + what + "; at most " + limit + " are accepted");
    }
  }

  void sections(byte[] wasm) {
    atMost("bytes", wasm.length, limits.moduleBytes());
    var in = new Leb(wasm, Math.min(HEADER_BYTES, wasm.length), wasm.length);
    for (int count = 1; !in.atEnd(); count++) {
      atMost("sections", count, limits.sections());
      int id = in.u8();
      long size = in.u32();
      int start = in.position();
      if (size < 0 || !in.skip(size)) {
        return;
      }
      sectionCount(id, new Leb(wasm, start, in.position()).u32());
    }
  }

  private void sectionCount(int id, long count) {
    switch (id) {
      case Section.TYPE -> atMost("types", count, limits.types());
      case Section.IMPORT -> atMost("imports", count, limits.imports());
      case Section.FUNCTION, Section.CODE -> atMost("functions", count, limits.functions());
      case Section.TABLE -> atMost("tables", count, limits.tables());
      case Section.MEMORY -> atMost("memories", count, limits.memories());
      case Section.GLOBAL -> atMost("globals", count, limits.globals());
      case Section.EXPORT -> atMost("exports", count, limits.exports());
      case Section.ELEMENT -> atMost("element segments", count, limits.elementSegments());
      case Section.DATA, Section.DATA_COUNT ->
          atMost("data segments", count, limits.dataSegments());
      case Section.TAG -> atMost("tags", count, limits.tags());
      default -> {}
    }
  }

  void module(ModuleBinary module) {
    atMost("bytes", module.bytes().length, limits.moduleBytes());
    atMost("sections", module.sections().size(), limits.sections());
    atMost("imports", module.imports().size(), limits.imports());
    atMost("functions", module.bodies().size(), limits.functions());
    atMost("tables", defined(module.tables().size(), module, ExternKind.TABLE), limits.tables());
    atMost(
        "memories",
        defined(module.memories().size(), module, ExternKind.MEMORY),
        limits.memories());
    atMost(
        "globals", defined(module.globals().size(), module, ExternKind.GLOBAL), limits.globals());
    atMost("tags", defined(module.tagTypes().size(), module, ExternKind.TAG), limits.tags());
    atMost("exports", module.exports().size(), limits.exports());
    atMost("data segments", module.data().size(), limits.dataSegments());
    names(module);
    types(module);
    elements(module);
    module.globals().forEach(global -> constant(module, global.initial()));
    module.tables().forEach(table -> constant(module, table.initial()));
    module.data().forEach(segment -> constant(module, segment.offset()));
    for (int i = 0; i < module.bodies().size(); i++) {
      function(module, i, module.bodies().get(i));
    }
  }

  private static long defined(int all, ModuleBinary module, ExternKind kind) {
    return all - module.imported(kind);
  }

  private void names(ModuleBinary module) {
    for (var entry : module.imports()) {
      name("an import's module", entry.module());
      name("an import's name", entry.name());
    }
    module.exports().forEach(entry -> name("an export's name", entry.name()));
    module.customSections().forEach(entry -> name("a custom section's name", entry.name()));
  }

  private void name(String what, String name) {
    // three bytes for each char is the most, so that short names are not encoded
    if (name.length() * 3L > limits.nameBytes()) {
      atMost("bytes in " + what, name.getBytes(StandardCharsets.UTF_8).length, limits.nameBytes());
    }
  }

  private void types(ModuleBinary module) {
    atMost("types", module.types().size(), limits.types());
    for (DefinedType type : module.types()) {
      switch (type.composite()) {
        case CompositeType.Function function -> {
          atMost("parameters in a type", function.params().size(), limits.parameters());
          atMost("results in a type", function.results().size(), limits.parameters());
        }
        case CompositeType.Struct struct ->
            atMost("fields in a structure", struct.fields().size(), limits.fields());
        case CompositeType.Array _ -> {}
      }
    }
  }

  private void elements(ModuleBinary module) {
    atMost("element segments", module.elements().size(), limits.elementSegments());
    long elements = 0;
    for (ElementSegment segment : module.elements()) {
      elements += segment.functions().length + segment.expressions().size();
      constant(module, segment.offset());
      segment.expressions().forEach(item -> constant(module, item));
    }
    atMost("elements in its segments", elements, limits.elements());
  }

  private void constant(ModuleBinary module, @Nullable Expression expression) {
    if (expression == null
        || expression.end() - expression.start() <= limits.constantInstructions()) {
      return; // an instruction has at least one byte
    }
    var in = new InstructionReader(module.bytes(), expression.start(), expression.end());
    for (int count = 1; in.next(); count++) {
      atMost("instructions in a constant expression", count, limits.constantInstructions());
    }
  }

  private void function(ModuleBinary module, int number, FunctionBody body) {
    atMost("bytes in a function", body.end() - body.start(), limits.bodyBytes());
    int function = module.imported(ExternKind.FUNCTION) + number;
    int type = module.functionTypes().get(function);
    long locals =
        type < module.types().size()
                && module.types().get(type).composite() instanceof CompositeType.Function declared
            ? declared.params().size()
            : 0;
    for (LocalRun run : body.locals()) {
      locals += run.count();
    }
    atMost("locals in function " + function, locals, limits.locals());
    blocks(new InstructionReader(module.bytes(), body.code(), body.end()));
  }

  private void blocks(InstructionReader in) {
    var guarded = new BitSet(); // depths whose block has handlers
    int around = 0;
    long nested = 0;
    for (int depth = 0; in.next(); ) {
      switch (in.opcode()) {
        case BLOCK, LOOP, IF -> atMost("blocks within each other", ++depth, limits.nesting());
        case TRY_TABLE -> {
          atMost("blocks within each other", ++depth, limits.nesting());
          atMost("handlers of a block", in.catches().size(), limits.handlers());
          guarded.set(depth);
          nested += ++around;
          atMost(
              "blocks with handlers in a function, each counted once more for each around it",
              nested,
              limits.nestedHandlers());
        }
        case END -> {
          if (guarded.get(depth)) {
            guarded.clear(depth);
            around--;
          }
          depth = Math.max(0, depth - 1); // nobody has checked yet that each end ends a block
        }
        case BR_TABLE -> atMost("targets of a branch", in.labels().length, limits.branchTargets());
        default -> {}
      }
    }
  }
}
