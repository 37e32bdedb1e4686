package dev.morph.engine.meter;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.ElementSegment;
import dev.morph.engine.binary.ExportEntry;
import dev.morph.engine.binary.Expression;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.ModuleBinary.CustomEntry;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.ValType;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the metered module, section by section: three imports more, globals renumbered, bodies
 * with their charges, types for the pass's own blocks; all else as it was.
 */
final class ModuleRewriter {
  private static final int HEADER_BYTES = 8;

  private final ModuleBinary module;
  private final byte[] bytes;
  private final GlobalIndices globals;
  private final ModuleTypes types;
  private final MeterOptions options;
  private final BinaryWriter out;

  /** Up to where the section at hand is copied. */
  private int copied;

  ModuleRewriter(ModuleBinary module, ModuleTypes types, MeterOptions options) {
    this.module = module;
    this.bytes = module.bytes();
    this.globals = GlobalIndices.of(module);
    this.types = types;
    this.options = options;
    this.out = new BinaryWriter(bytes.length + bytes.length / 2 + 128);
  }

  byte[] write(BitSet counted) {
    // bodies first: what types their blocks need must be known before the type section is written
    BinaryWriter code = code(counted);
    out.write(bytes, 0, HEADER_BYTES);
    boolean imported = false;
    int custom = 0;
    for (Section section : module.sections()) {
      if (!imported && section.id() > Section.IMPORT) {
        imports(section(module.sections(), Section.IMPORT));
        imported = true;
      }
      switch (section.id()) {
        case Section.CUSTOM -> custom(section, module.customSections().get(custom++));
        case Section.TYPE -> types(section);
        case Section.IMPORT -> {
          imports(section);
          imported = true;
        }
        case Section.CODE -> out.u8(Section.CODE).sized(code);
        case Section.EXPORT -> exports();
        case Section.TABLE, Section.GLOBAL, Section.ELEMENT, Section.DATA -> expressions(section);
        default ->
            out.u8(section.id())
                .u32(section.end() - section.start())
                .write(bytes, section.start(), section.end());
      }
    }
    if (!imported) {
      imports(null);
    }
    return out.toByteArray();
  }

  private static @Nullable Section section(List<Section> sections, int id) {
    for (Section section : sections) {
      if (section.id() == id) {
        return section;
      }
    }
    return null;
  }

  private BinaryWriter code(BitSet counted) {
    var code = new BinaryWriter(bytes.length + bytes.length / 2 + 128);
    var bodies = new BodyWriter(bytes, types, globals, options);
    int imported = module.imported(ExternKind.FUNCTION);
    code.u32(module.bodies().size());
    for (int i = 0; i < module.bodies().size(); i++) {
      FunctionBody original = module.bodies().get(i);
      var type = types.function(module.functionTypes().get(imported + i));
      var body = new BinaryWriter((original.end() - original.start()) * 2 + 32);
      bodies.write(original, type, counted.get(i), body);
      code.sized(body);
    }
    return code;
  }

  private void custom(Section section, CustomEntry entry) {
    var content = new BinaryWriter(section.end() - section.start() + 16);
    content.write(bytes, section.start(), entry.start());
    if (entry.name().equals("name")) {
      NameSection.write(bytes, entry.start(), entry.end(), globals, content);
    } else {
      content.write(bytes, entry.start(), entry.end());
    }
    out.u8(Section.CUSTOM).sized(content);
  }

  /** The section counts groups, and each type that is added is a group of its own. */
  private void types(Section section) {
    var in = new Leb(bytes, section.start(), section.end());
    long groups = in.u32();
    var content = new BinaryWriter(section.end() - section.start() + 16);
    content.u32((int) groups + types.added().size());
    content.write(bytes, in.position(), section.end());
    for (List<ValType> results : types.added()) {
      content.u8(0x60).u32(0).u32(results.size());
      results.forEach(content::valueType);
    }
    out.u8(Section.TYPE).sized(content);
  }

  private void imports(@Nullable Section section) {
    var content = new BinaryWriter(256);
    content.u32(module.imports().size() + Counters.COUNT);
    if (section != null && !module.imports().isEmpty()) {
      content.write(bytes, module.imports().getFirst().start(), section.end());
    }
    for (int i = 0; i < Counters.COUNT; i++) {
      Counters.writeImport(content, i);
    }
    out.u8(Section.IMPORT).sized(content);
  }

  private void exports() {
    var content = new BinaryWriter(256).u32(module.exports().size());
    for (ExportEntry entry : module.exports()) {
      boolean global = entry.kind() == ExternKind.GLOBAL;
      Counters.writeName(content, entry.name());
      content
          .u8(entry.kind().ordinal())
          .u32(global ? globals.renumbered(entry.index()) : entry.index());
    }
    out.u8(Section.EXPORT).sized(content);
  }

  /** A section whose constant expressions may name globals. */
  private void expressions(Section section) {
    copied = section.start();
    var content = new BinaryWriter(section.end() - section.start() + 16);
    switch (section.id()) {
      case Section.TABLE -> module.tables().forEach(table -> expression(table.initial(), content));
      case Section.GLOBAL ->
          module.globals().forEach(global -> expression(global.initial(), content));
      case Section.ELEMENT -> {
        for (ElementSegment segment : module.elements()) {
          expression(segment.offset(), content);
          segment.expressions().forEach(item -> expression(item, content));
        }
      }
      default -> module.data().forEach(segment -> expression(segment.offset(), content));
    }
    content.write(bytes, copied, section.end());
    out.u8(section.id()).sized(content);
  }

  private void expression(@Nullable Expression expression, BinaryWriter content) {
    if (expression == null) {
      return;
    }
    var in = new InstructionReader(bytes, expression.start(), expression.end());
    while (in.next()) {
      if (in.opcode() == Opcode.GLOBAL_GET) {
        content.write(bytes, copied, in.start());
        content.opcode(Opcode.GLOBAL_GET, globals.renumbered(in.index()));
        copied = in.end();
      }
    }
  }
}
