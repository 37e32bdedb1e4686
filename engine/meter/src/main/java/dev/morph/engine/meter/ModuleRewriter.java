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
import dev.morph.engine.binary.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the metered module, section by section: the imports of {@link Counters} more, globals and
 * functions renumbered, bodies with their charges, types for what the pass adds; all else as it
 * was.
 */
final class ModuleRewriter {
  private static final int HEADER_BYTES = 8;

  /** Flags of an element segment: of an active one, of any, of any. */
  private static final int TABLE_NAMED = 2;

  private static final int KIND_NAMED = 3;
  private static final int EXPRESSIONS = 4;

  private final ModuleBinary module;
  private final byte[] bytes;
  private final AddedIndices indices;
  private final ModuleTypes types;
  private final MeterOptions options;
  private final BinaryWriter out;

  /** Up to where the section at hand is copied. */
  private int copied;

  ModuleRewriter(ModuleBinary module, ModuleTypes types, MeterOptions options) {
    this.module = module;
    this.bytes = module.bytes();
    this.indices = AddedIndices.of(module);
    this.types = types;
    this.options = options;
    this.out = new BinaryWriter(bytes.length + bytes.length / 2 + 128);
  }

  byte[] write(CallGraph calls) {
    // bodies first: what types their blocks need must be known before the type section is written
    BinaryWriter code = code(calls);
    out.write(bytes, 0, HEADER_BYTES);
    boolean typed = false;
    boolean imported = false;
    int custom = 0;
    for (Section section : module.sections()) {
      if (!typed && section.id() > Section.TYPE) {
        types(null);
        typed = true;
      }
      if (!imported && section.id() > Section.IMPORT) {
        imports(section(module.sections(), Section.IMPORT));
        imported = true;
      }
      switch (section.id()) {
        case Section.CUSTOM -> custom(section, module.customSections().get(custom++));
        case Section.TYPE -> {
          types(section);
          typed = true;
        }
        case Section.IMPORT -> {
          imports(section);
          imported = true;
        }
        case Section.CODE -> out.u8(Section.CODE).sized(code);
        case Section.EXPORT -> exports();
        case Section.START ->
            out.u8(Section.START)
                .sized(new BinaryWriter(8).u32(indices.function(module.startFunction())));
        case Section.ELEMENT -> elements(section);
        case Section.TABLE, Section.GLOBAL, Section.DATA -> expressions(section);
        default ->
            out.u8(section.id())
                .u32(section.end() - section.start())
                .write(bytes, section.start(), section.end());
      }
    }
    if (!typed) {
      types(null);
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

  private BinaryWriter code(CallGraph calls) {
    var code = new BinaryWriter(bytes.length + bytes.length / 2 + 128);
    var bodies = new BodyWriter(bytes, types, indices, options, calls);
    int imported = module.imported(ExternKind.FUNCTION);
    code.u32(module.bodies().size());
    for (int i = 0; i < module.bodies().size(); i++) {
      FunctionBody original = module.bodies().get(i);
      var type = types.function(module.functionTypes().get(imported + i));
      var body = new BinaryWriter((original.end() - original.start()) * 2 + 32);
      bodies.write(original, type, imported + i, body);
      code.sized(body);
    }
    return code;
  }

  private void custom(Section section, CustomEntry entry) {
    var content = new BinaryWriter(section.end() - section.start() + 16);
    content.write(bytes, section.start(), entry.start());
    if (entry.name().equals("name")) {
      NameSection.write(bytes, entry.start(), entry.end(), indices, content);
    } else {
      content.write(bytes, entry.start(), entry.end());
    }
    out.u8(Section.CUSTOM).sized(content);
  }

  /** The section counts groups. */
  private void types(@Nullable Section section) {
    var content = new BinaryWriter(256);
    if (section == null) {
      content.u32(types.addedCount());
    } else {
      var in = new Leb(bytes, section.start(), section.end());
      content.u32((int) in.u32() + types.addedCount());
      content.write(bytes, in.position(), section.end());
    }
    types.writeAdded(content);
    out.u8(Section.TYPE).sized(content);
  }

  private void imports(@Nullable Section section) {
    var content = new BinaryWriter(256);
    content.u32(module.imports().size() + Counters.COUNT);
    if (section != null && !module.imports().isEmpty()) {
      content.write(bytes, module.imports().getFirst().start(), section.end());
    }
    Counters.writeImports(content, types.refill());
    out.u8(Section.IMPORT).sized(content);
  }

  private void exports() {
    var content = new BinaryWriter(256).u32(module.exports().size());
    for (ExportEntry entry : module.exports()) {
      Counters.writeName(content, entry.name());
      content
          .u8(entry.kind().ordinal())
          .u32(
              switch (entry.kind()) {
                case GLOBAL -> indices.global(entry.index());
                case FUNCTION -> indices.function(entry.index());
                case TABLE, MEMORY, TAG -> entry.index();
              });
    }
    out.u8(Section.EXPORT).sized(content);
  }

  private void elements(Section section) {
    copied = section.start();
    var content = new BinaryWriter(section.end() - section.start() + 16);
    var in = new Leb(bytes, section.start(), section.end());
    in.u32();
    for (ElementSegment segment : module.elements()) {
      elements(segment, in, content);
    }
    content.write(bytes, copied, section.end());
    out.u8(Section.ELEMENT).sized(content);
  }

  /** One segment; the reader is at its start and goes to its end (core spec 5.5.12). */
  private void elements(ElementSegment segment, Leb in, BinaryWriter content) {
    int flags = in.u8();
    Expression offset = segment.offset();
    if (offset != null) {
      if ((flags & TABLE_NAMED) != 0) {
        in.u32();
      }
      expression(offset, content);
      in.moveTo(offset.end());
    }
    if ((flags & KIND_NAMED) != 0) {
      skipKind(in);
    }
    in.u32();
    if ((flags & EXPRESSIONS) != 0) {
      for (Expression item : segment.expressions()) {
        expression(item, content);
        in.moveTo(item.end());
      }
      return;
    }
    content.write(bytes, copied, in.position());
    for (int function : segment.functions()) {
      content.u32(indices.function(function));
      in.u32();
    }
    copied = in.position();
  }

  /** A kind of elements, or a reference type: one byte, and a heap type behind two of them. */
  private static void skipKind(Leb in) {
    int form = in.u8();
    if (form == 0x63 || form == 0x64) {
      in.u32();
    }
  }

  /** A section whose constant expressions may name globals or functions. */
  private void expressions(Section section) {
    copied = section.start();
    var content = new BinaryWriter(section.end() - section.start() + 16);
    switch (section.id()) {
      case Section.TABLE -> module.tables().forEach(table -> expression(table.initial(), content));
      case Section.GLOBAL ->
          module.globals().forEach(global -> expression(global.initial(), content));
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
      int index =
          switch (in.opcode()) {
            case GLOBAL_GET -> indices.global(in.index());
            case REF_FUNC -> indices.function(in.index());
            default -> -1;
          };
      if (index >= 0) {
        content.write(bytes, copied, in.start());
        content.opcode(in.opcode(), index);
        copied = in.end();
      }
    }
  }
}
