package dev.morph.engine.endive;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/**
 * Works around a fault of Endive 1.0.0: a block type that is the index 64 to 127 of a type is read
 * as a value type. The types so used are written again at the end of the type section, where their
 * index is 128 or more, and the blocks name the copies. Block types are compared by their
 * parameters and results, so nothing that runs can tell.
 */
final class BlockTypes {
  private static final int FIRST_SAFE_INDEX = 128;

  private BlockTypes() {}

  /** The module as it is, or one that means the same and that the parser reads right. */
  static byte[] disambiguate(ModuleScan scan) {
    if (!scan.ambiguousBlockTypes || scan.typeSectionStart < 0) {
      return scan.wasm;
    }
    var types = new ByteArrayOutputStream();
    var copies = new HashMap<Integer, Integer>();
    int added = addedTypes(scan, types, copies);
    var typeSection = new ByteArrayOutputStream();
    unsigned(typeSection, scan.typeSectionEntries + added);
    var in = new Cursor(scan.wasm, scan.typeSectionStart, scan.wasm.length);
    in.index();
    int typeEnd = scan.types.isEmpty() ? in.position() : scan.types.getLast().end();
    typeSection.write(scan.wasm, in.position(), typeEnd - in.position());
    typeSection.writeBytes(types.toByteArray());

    var out = new ByteArrayOutputStream(scan.wasm.length + 64);
    out.write(scan.wasm, 0, 8);
    var sections = new Cursor(scan.wasm, 8, scan.wasm.length);
    while (!sections.atEnd()) {
      int headerStart = sections.position();
      int id = sections.u8();
      int size = sections.index();
      int start = sections.position();
      sections.skip(size);
      if (start == scan.typeSectionStart) {
        section(out, id, typeSection);
      } else if (start == scan.codeSectionStart) {
        section(out, id, code(scan, copies));
      } else {
        out.write(scan.wasm, headerStart, sections.position() - headerStart);
      }
    }
    return out.toByteArray();
  }

  private static int addedTypes(
      ModuleScan scan, ByteArrayOutputStream types, Map<Integer, Integer> copies) {
    int added = 0;
    while (scan.types.size() + added < FIRST_SAFE_INDEX) {
      types.writeBytes(new byte[] {0x60, 0, 0});
      added++;
    }
    for (var body : scan.bodies) {
      for (var blockType : body.ambiguous()) {
        int index = blockType.typeIndex();
        if (index < scan.types.size()
            && scan.types.get(index).function()
            && !copies.containsKey(index)) {
          var type = scan.types.get(index);
          types.write(scan.wasm, type.start(), type.end() - type.start());
          copies.put(index, scan.types.size() + added);
          added++;
        }
      }
    }
    return added;
  }

  private static ByteArrayOutputStream code(ModuleScan scan, Map<Integer, Integer> copies) {
    var code = new ByteArrayOutputStream();
    unsigned(code, scan.bodies.size());
    for (var body : scan.bodies) {
      var bytes = new ByteArrayOutputStream();
      int from = body.start();
      for (var blockType : body.ambiguous()) {
        var copy = copies.get(blockType.typeIndex());
        if (copy != null) {
          bytes.write(scan.wasm, from, blockType.start() - from);
          signed(bytes, copy);
          from = blockType.end();
        }
      }
      bytes.write(scan.wasm, from, body.end() - from);
      unsigned(code, bytes.size());
      code.writeBytes(bytes.toByteArray());
    }
    return code;
  }

  static void section(ByteArrayOutputStream out, int id, ByteArrayOutputStream content) {
    out.write(id);
    unsigned(out, content.size());
    out.writeBytes(content.toByteArray());
  }

  static void unsigned(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write(rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  private static void signed(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x40) {
      out.write(rest & 0x7F | 0x80);
      rest >>= 7;
    }
    out.write(rest);
  }
}
