package dev.morph.engine.endive;

import dev.morph.engine.api.CustomSection;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.types.TableLimits;

/**
 * One walk over a binary, beside the engine's parser: sizes, declared limits, custom sections, the
 * features used, and what must be refused or rewritten before the engine sees it. It does not
 * validate. Long because it is the shape of the binary format's sections (core spec 5.5).
 */
final class ModuleScan {
  /** Declared limits of a memory (pages) or table (elements); max is -1 if there is none. */
  record Limits(long min, long max) {}

  /** A function type's bytes, for {@link BlockTypes}; null for structs and arrays. */
  record TypeEntry(boolean function, int start, int end) {}

  /** A function body that holds block types the engine would misread. */
  record Body(int start, int end, List<BlockType> ambiguous) {}

  /** A block type given by an index, where it stands in the file. */
  record BlockType(int start, int end, int typeIndex) {}

  final byte[] wasm;
  final TreeSet<String> features = new TreeSet<>();
  final List<CustomSection> customSections = new ArrayList<>();
  final List<TypeEntry> types = new ArrayList<>();
  final List<Body> bodies = new ArrayList<>();
  final List<Limits> importedMemories = new ArrayList<>();
  final List<Limits> importedTables = new ArrayList<>();
  final List<Limits> memories = new ArrayList<>();
  final List<Limits> tables = new ArrayList<>();

  /** Where memory offsets of 2 GiB and more stand. */
  final List<Integer> largeOffsets = new ArrayList<>();

  /** Where minimums of tables stand that are above what the parser takes. */
  final List<Integer> largeTableMinimums = new ArrayList<>();

  boolean vectorInstructions;

  /** How many globals there are so far: only these may be named by a constant expression. */
  int globals;

  /** Whether a constant expression names a global that is not there yet. */
  boolean unknownGlobal;

  /** Whether there are operations of {@link QuietFloats}. */
  boolean quietFloats;

  int typeSectionEntries;
  int typeSectionStart = -1;
  int codeSectionStart = -1;
  long codeBytes;
  long largestFunctionBytes;
  long dataBytes;
  boolean startFunction;
  boolean ambiguousBlockTypes;

  /** The first feature found that is not accepted, or null. */
  @Nullable String refused;

  private final CodeWalk walk = new CodeWalk(this);

  private ModuleScan(byte[] wasm) {
    this.wasm = wasm;
  }

  /**
   * Walks over the whole binary.
   *
   * @throws Cursor.Malformed if it does not decode
   */
  static ModuleScan of(byte[] wasm) {
    var scan = new ModuleScan(wasm);
    scan.sections();
    return scan;
  }

  void refuse(String feature) {
    if (refused == null) {
      refused = feature;
    }
  }

  private void sections() {
    var in = new Cursor(wasm, 8, wasm.length);
    while (!in.atEnd() && refused == null) {
      int id = in.u8();
      int size = in.index();
      int start = in.position();
      var section = in.slice(size);
      section(id, start, section);
    }
  }

  private void section(int id, int start, Cursor in) {
    switch (id) {
      case 0 -> customSections.add(new CustomSection(in.name(), in.rest()));
      case 1 -> {
        typeSectionStart = start;
        types(in);
      }
      case 2 -> imports(in);
      case 4 -> tables(in);
      case 5 -> {
        for (int n = in.index(); n > 0; n--) {
          memories.add(limits(in, true));
        }
      }
      case 6 -> {
        for (int n = in.index(); n > 0; n--) {
          walk.valueType(in);
          in.u8();
          walk.constantExpression(in);
          globals++;
        }
      }
      case 8 -> startFunction = true;
      case 9 -> elements(in);
      case 10 -> code(start, in);
      case 11 -> data(in);
      case 12 -> features.add(Features.BULK_MEMORY);
      case 13 -> features.add(Features.EXCEPTIONS);
      default -> {} // functions and exports say nothing here; unknown ones are the parser's
    }
    if (importedMemories.size() + memories.size() > 1) {
      features.add(Features.MULTI_MEMORY);
    }
    if (importedTables.size() + tables.size() > 1) {
      features.add(Features.REFERENCE_TYPES);
    }
  }

  private void types(Cursor in) {
    typeSectionEntries = in.index();
    for (int n = typeSectionEntries; n > 0; n--) {
      int form = in.u8();
      if (form == 0x4E) {
        features.add(Features.GC);
        for (int inner = in.index(); inner > 0; inner--) {
          subType(in.u8(), in);
        }
      } else {
        subType(form, in);
      }
    }
  }

  private void subType(int form, Cursor in) {
    int composite = form;
    if (form == 0x50 || form == 0x4F) {
      features.add(Features.GC);
      for (int n = in.index(); n > 0; n--) {
        in.index();
      }
      composite = in.u8();
    }
    int start = in.position() - 1;
    switch (composite) {
      case 0x60 -> {
        valueTypes(in);
        if (valueTypes(in) > 1) {
          features.add(Features.MULTI_VALUE);
        }
      }
      case 0x5F -> {
        features.add(Features.GC);
        for (int n = in.index(); n > 0; n--) {
          field(in);
        }
      }
      case 0x5E -> {
        features.add(Features.GC);
        field(in);
      }
      default -> throw new Cursor.Malformed("type form " + composite);
    }
    types.add(new TypeEntry(composite == 0x60, start, in.position()));
  }

  private int valueTypes(Cursor in) {
    int count = in.index();
    for (int n = count; n > 0; n--) {
      walk.valueType(in);
    }
    return count;
  }

  private void field(Cursor in) {
    walk.valueType(in);
    in.u8();
  }

  private void imports(Cursor in) {
    for (int n = in.index(); n > 0; n--) {
      in.name();
      in.name();
      int kind = in.u8();
      switch (kind) {
        case 0 -> in.index();
        case 1 -> {
          walk.valueType(in);
          importedTables.add(limits(in, false));
        }
        case 2 -> importedMemories.add(limits(in, true));
        case 3 -> {
          globals++;
          walk.valueType(in);
          if (in.u8() == 1) {
            features.add(Features.MUTABLE_GLOBALS);
          }
        }
        case 4 -> {
          features.add(Features.EXCEPTIONS);
          in.u8();
          in.index();
        }
        default -> throw new Cursor.Malformed("import kind " + kind);
      }
    }
  }

  private void tables(Cursor in) {
    for (int n = in.index(); n > 0; n--) {
      int first = in.u8();
      boolean initialised = first == 0x40;
      if (initialised) {
        features.add(Features.TYPED_FUNCTION_REFERENCES);
        in.u8();
        first = in.u8();
      }
      walk.valueType(first, in);
      tables.add(limits(in, false));
      if (initialised) {
        walk.constantExpression(in);
      }
    }
  }

  private Limits limits(Cursor in, boolean memory) {
    int flags = in.u8();
    if ((flags & 4) != 0) {
      refuse("memory64");
    }
    if ((flags & 2) != 0) {
      if (!memory) {
        throw new Cursor.Malformed("limits flags " + flags);
      }
      refuse("threads");
    }
    boolean wide = (flags & 4) != 0;
    int minStart = in.position();
    long min = wide ? in.u64() : in.u32();
    if (!memory && min > TableLimits.LIMIT_MAX) {
      largeTableMinimums.add(minStart);
    }
    long max = (flags & 1) == 0 ? -1 : wide ? in.u64() : in.u32();
    return new Limits(min, max);
  }

  private void elements(Cursor in) {
    for (int n = in.index(); n > 0; n--) {
      int flags = in.index();
      if (flags > 7) {
        throw new Cursor.Malformed("element segment flags " + flags);
      }
      boolean active = (flags & 1) == 0;
      if (active && (flags & 2) != 0) {
        in.index();
      }
      if (active) {
        walk.constantExpression(in);
      } else {
        features.add((flags & 2) != 0 ? Features.REFERENCE_TYPES : Features.BULK_MEMORY);
      }
      boolean expressions = (flags & 4) != 0;
      if ((flags & 3) != 0) {
        if (expressions) {
          walk.valueType(in);
        } else {
          in.u8();
        }
      }
      for (int items = in.index(); items > 0; items--) {
        if (expressions) {
          walk.constantExpression(in);
        } else {
          in.index();
        }
      }
    }
  }

  private void code(int start, Cursor in) {
    codeSectionStart = start;
    for (int n = in.index(); n > 0 && refused == null; n--) {
      int size = in.index();
      int bodyStart = in.position();
      var body = in.slice(size);
      codeBytes += size;
      largestFunctionBytes = Math.max(largestFunctionBytes, size);
      for (int locals = body.index(); locals > 0; locals--) {
        body.u32();
        walk.valueType(body);
      }
      var ambiguous = new ArrayList<BlockType>(0);
      walk.body(body, ambiguous);
      ambiguousBlockTypes |= !ambiguous.isEmpty();
      bodies.add(new Body(bodyStart, bodyStart + size, ambiguous));
    }
  }

  private void data(Cursor in) {
    for (int n = in.index(); n > 0; n--) {
      int flags = in.index();
      switch (flags) {
        case 0 -> walk.constantExpression(in);
        case 1 -> features.add(Features.BULK_MEMORY);
        case 2 -> {
          in.index();
          walk.constantExpression(in);
        }
        default -> throw new Cursor.Malformed("data segment flags " + flags);
      }
      int size = in.index();
      in.skip(size);
      dataBytes += size;
    }
  }
}
