package dev.morph.engine.binary;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.binary.FunctionBody.LocalRun;
import dev.morph.engine.binary.ModuleBinary.CustomEntry;
import java.util.ArrayList;
import java.util.List;

/** From bytes to {@link ModuleBinary}: the header, then section after section. */
final class ModuleDecoder {
  private static final int HEADER_BYTES = 8;

  /** The places of the sections 1 to 13 in a file. */
  private static final int[] ORDER = {0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6};

  private final byte[] wasm;
  private final ModuleBinary module;

  ModuleDecoder(byte[] wasm) {
    this.wasm = wasm;
    this.module = new ModuleBinary(wasm);
  }

  ModuleBinary decode() {
    header();
    var in = new BinaryReader(wasm, HEADER_BYTES, wasm.length);
    int place = 0;
    int definedFunctions = 0;
    while (!in.atEnd()) {
      int id = in.u8();
      var content = in.slice(in.u32());
      if (id >= ORDER.length) {
        throw in.malformed("malformed section id " + id);
      }
      if (id != Section.CUSTOM) {
        if (ORDER[id] <= place) {
          throw in.malformed("unexpected content after last section, section " + id);
        }
        place = ORDER[id];
      }
      module.sections.add(new Section(id, content.position(), content.limit()));
      section(id, content);
      if (!content.atEnd()) {
        throw content.malformed("section size mismatch, section " + id);
      }
      if (id == Section.FUNCTION) {
        definedFunctions = module.functionTypes.size() - module.imported(ExternKind.FUNCTION);
      }
    }
    if (definedFunctions != module.bodies.size()) {
      throw in.malformed("function and code section have inconsistent lengths");
    }
    if (module.dataCount >= 0 && module.dataCount != module.data.size()) {
      throw in.malformed("data count and data section have inconsistent lengths");
    }
    return module;
  }

  private void header() {
    if (wasm.length < HEADER_BYTES
        || wasm[0] != 0
        || wasm[1] != 'a'
        || wasm[2] != 's'
        || wasm[3] != 'm') {
      throw new ModuleException(
          Phase.MALFORMED,
          "the bytes do not start with the magic number of WebAssembly (00 61 73 6d and a version);"
              + " found "
              + wasm.length
              + " bytes of something else");
    }
    int version = wasm[4] & 0xFF | (wasm[5] & 0xFF) << 8;
    int layer = wasm[6] & 0xFF | (wasm[7] & 0xFF) << 8;
    if (layer == 1) {
      throw new ModuleException(
          Phase.REFUSED, "the bytes are a component, not a core module; core modules are accepted");
    }
    if (version != 1 || layer != 0) {
      throw new ModuleException(
          Phase.MALFORMED,
          "unknown binary version " + version + ", layer " + layer + "; 1, layer 0 is accepted");
    }
  }

  private void section(int id, BinaryReader in) {
    switch (id) {
      case Section.CUSTOM -> {
        String name = in.name();
        module.customs.add(new CustomEntry(name, in.position(), in.limit()));
        in.skip(in.remaining());
      }
      case Section.TYPE -> types(in);
      case Section.IMPORT -> imports(in);
      case Section.FUNCTION -> indices(in, module.functionTypes);
      case Section.TABLE -> tables(in);
      case Section.MEMORY -> {
        for (int n = in.count(); n > 0; n--) {
          module.memories.add(limits(in));
        }
      }
      case Section.GLOBAL -> globals(in);
      case Section.EXPORT -> exports(in);
      case Section.START -> module.startFunction = in.index();
      case Section.ELEMENT -> elements(in);
      case Section.CODE -> bodies(in);
      case Section.DATA -> data(in);
      case Section.DATA_COUNT -> module.dataCount = in.index();
      case Section.TAG -> {
        for (int n = in.count(); n > 0; n--) {
          module.tagTypes.add(tag(in));
        }
      }
      default -> throw new IllegalStateException("section " + id);
    }
  }

  private static void indices(BinaryReader in, List<Integer> into) {
    for (int n = in.count(); n > 0; n--) {
      into.add(in.index());
    }
  }

  private void types(BinaryReader in) {
    for (int n = in.count(); n > 0; n--) {
      int start = module.types.size();
      if (in.peek() != 0x4E) {
        module.types.add(definedType(in, start, 1));
        continue;
      }
      in.u8();
      int size = in.count();
      for (int i = 0; i < size; i++) {
        module.types.add(definedType(in, start, size));
      }
    }
  }

  private static DefinedType definedType(BinaryReader in, int groupStart, int groupSize) {
    int form = in.u8();
    boolean isFinal = form != 0x50;
    var supertypes = new ArrayList<Integer>(0);
    if (form == 0x50 || form == 0x4F) {
      indices(in, supertypes);
      form = in.u8();
    }
    CompositeType composite =
        switch (form) {
          case 0x60 -> new CompositeType.Function(valueTypes(in), valueTypes(in));
          case 0x5F -> {
            int count = in.count();
            var fields = new ArrayList<FieldType>(count);
            for (int i = 0; i < count; i++) {
              fields.add(field(in));
            }
            yield new CompositeType.Struct(fields);
          }
          case 0x5E -> new CompositeType.Array(field(in));
          default -> throw in.malformed("malformed type form " + form);
        };
    return new DefinedType(composite, isFinal, supertypes, groupStart, groupSize);
  }

  private static List<ValType> valueTypes(BinaryReader in) {
    int count = in.count();
    var types = new ArrayList<ValType>(count);
    for (int i = 0; i < count; i++) {
      types.add(in.valueType());
    }
    return types;
  }

  private static FieldType field(BinaryReader in) {
    int first = in.u8();
    int packed = first == 0x78 ? 1 : first == 0x77 ? 2 : 0;
    ValType type = packed == 0 ? in.valueType(first) : ValType.I32;
    return new FieldType(type, packed, mutability(in));
  }

  private static boolean mutability(BinaryReader in) {
    int value = in.u8();
    if (value > 1) {
      throw in.malformed("malformed mutability");
    }
    return value == 1;
  }

  private void imports(BinaryReader in) {
    for (int n = in.count(); n > 0; n--) {
      int start = in.position();
      String from = in.name();
      String name = in.name();
      ExternKind kind = kind(in);
      switch (kind) {
        case FUNCTION -> module.functionTypes.add(in.index());
        case TABLE -> module.tables.add(new TableType(in.referenceType(), limits(in), null));
        case MEMORY -> module.memories.add(limits(in));
        case GLOBAL -> module.globals.add(new GlobalType(in.valueType(), mutability(in), null));
        case TAG -> module.tagTypes.add(tag(in));
      }
      int index = module.imported[kind.ordinal()]++;
      module.imports.add(new ImportEntry(from, name, kind, index, start, in.position()));
    }
  }

  private static ExternKind kind(BinaryReader in) {
    int kind = in.u8();
    if (kind >= ExternKind.values().length) {
      throw in.malformed("malformed import or export kind " + kind);
    }
    return ExternKind.values()[kind];
  }

  private static int tag(BinaryReader in) {
    if (in.u8() != 0) {
      throw in.malformed("malformed tag attribute");
    }
    return in.index();
  }

  private static Limits limits(BinaryReader in) {
    int flags = in.u8();
    if (flags > 7) {
      throw in.malformed("malformed limits flags");
    }
    if ((flags & 4) != 0) {
      throw InstructionReader.refused("memory64");
    }
    if ((flags & 2) != 0) {
      throw InstructionReader.refused("threads");
    }
    long min = size(in);
    return new Limits(min, flags == 1 ? size(in) : -1);
  }

  /** Of 64 bits in the format, though no memory or table may be so large. */
  private static long size(BinaryReader in) {
    long size = in.u64();
    return size < 0 ? Long.MAX_VALUE : size;
  }

  private void tables(BinaryReader in) {
    for (int n = in.count(); n > 0; n--) {
      boolean initialised = in.peek() == 0x40;
      if (initialised) {
        in.u8();
        if (in.u8() != 0) {
          throw in.malformed("malformed table");
        }
      }
      ValType element = in.referenceType();
      Limits limits = limits(in);
      module.tables.add(new TableType(element, limits, initialised ? expression(in) : null));
    }
  }

  /** Steps over an expression; that it is constant, and so holds no blocks, is not checked yet. */
  private Expression expression(BinaryReader in) {
    int start = in.position();
    var reader = new InstructionReader(wasm, start, in.limit());
    int depth = 1;
    while (depth > 0) {
      if (!reader.next()) {
        throw in.malformed("unexpected end of a constant expression");
      }
      switch (reader.opcode()) {
        case BLOCK, LOOP, IF, TRY_TABLE -> depth++;
        case END -> depth--;
        default -> {} // within the same block
      }
    }
    in.skip(reader.end() - start);
    return new Expression(start, reader.end());
  }

  private void globals(BinaryReader in) {
    for (int n = in.count(); n > 0; n--) {
      ValType type = in.valueType();
      boolean mutable = mutability(in);
      module.globals.add(new GlobalType(type, mutable, expression(in)));
    }
  }

  private void exports(BinaryReader in) {
    for (int n = in.count(); n > 0; n--) {
      String name = in.name();
      module.exports.add(new ExportEntry(name, kind(in), in.index()));
    }
  }

  private void elements(BinaryReader in) {
    for (int n = in.count(); n > 0; n--) {
      long flags = in.u32();
      if (flags > 7) {
        throw in.malformed("malformed element segment flags");
      }
      boolean active = (flags & 1) == 0;
      boolean explicit = (flags & 2) != 0;
      var mode =
          active
              ? ElementSegment.Mode.ACTIVE
              : explicit ? ElementSegment.Mode.DECLARATIVE : ElementSegment.Mode.PASSIVE;
      int table = active ? explicit ? in.index() : 0 : -1;
      Expression offset = active ? expression(in) : null;
      boolean typed = (flags & 3) != 0;
      if ((flags & 4) != 0) {
        ValType type = typed ? in.referenceType() : ValType.FUNCREF;
        int count = in.count();
        var items = new ArrayList<Expression>(count);
        for (int i = 0; i < count; i++) {
          items.add(expression(in));
        }
        module.elements.add(new ElementSegment(mode, table, offset, type, new int[0], items));
        continue;
      }
      if (typed && in.u8() != 0) {
        throw in.malformed("malformed element kind");
      }
      var functions = new int[in.count()];
      for (int i = 0; i < functions.length; i++) {
        functions[i] = in.index();
      }
      ValType type = ValType.ref(false, HeapType.FUNC);
      module.elements.add(new ElementSegment(mode, table, offset, type, functions, List.of()));
    }
  }

  private void bodies(BinaryReader in) {
    for (int n = in.count(); n > 0; n--) {
      var body = in.slice(in.u32());
      int start = body.position();
      int runs = body.count();
      var locals = new ArrayList<LocalRun>(runs);
      long total = 0;
      for (int i = 0; i < runs; i++) {
        long count = body.u32();
        total += count;
        if (total > 0xFFFF_FFFFL) {
          throw body.malformed("too many locals");
        }
        locals.add(new LocalRun(count, body.valueType()));
      }
      if (body.atEnd()) {
        throw body.malformed("unexpected end of a function body");
      }
      module.bodies.add(new FunctionBody(start, body.position(), body.limit(), locals));
    }
  }

  private void data(BinaryReader in) {
    for (int n = in.count(); n > 0; n--) {
      long flags = in.u32();
      if (flags > 2) {
        throw in.malformed("malformed data segment flags");
      }
      int memory = flags == 1 ? -1 : flags == 2 ? in.index() : 0;
      Expression offset = flags == 1 ? null : expression(in);
      long size = in.u32();
      int start = in.position();
      in.skip(size);
      module.data.add(new DataSegment(memory, offset, start, in.position()));
    }
  }
}
