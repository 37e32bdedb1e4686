package dev.morph.engine.endive;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Section;
import java.util.Map;

/** Writes a module again with some sections or instructions replaced. */
final class ModuleCopy {
  private static final int HEADER_BYTES = 8;

  /** Writes an instruction in another way. */
  interface Replacement {
    /** False, and nothing written, if it stays as it is. */
    boolean write(InstructionReader instruction, BinaryWriter out);
  }

  private ModuleCopy() {}

  /** The module with other contents for the sections of these ids, all of which it has. */
  static byte[] of(ModuleBinary module, Map<Integer, BinaryWriter> contents) {
    byte[] bytes = module.bytes();
    var out = new BinaryWriter(bytes.length + 64).write(bytes, 0, HEADER_BYTES);
    for (Section section : module.sections()) {
      BinaryWriter content = contents.get(section.id());
      out.u8(section.id());
      if (content == null) {
        out.u32(section.end() - section.start()).write(bytes, section.start(), section.end());
      } else {
        out.sized(content);
      }
    }
    return out.toByteArray();
  }

  /** The code section with some instructions replaced. */
  static BinaryWriter code(ModuleBinary module, Replacement replacement) {
    var out = new BinaryWriter(module.bytes().length).u32(module.bodies().size());
    for (FunctionBody body : module.bodies()) {
      out.sized(body(module.bytes(), body, replacement));
    }
    return out;
  }

  private static BinaryWriter body(byte[] bytes, FunctionBody body, Replacement replacement) {
    var out = new BinaryWriter(body.end() - body.start() + 16);
    int copied = body.start();
    var in = new InstructionReader(bytes, body.code(), body.end());
    while (in.next()) {
      out.write(bytes, copied, in.start());
      copied = replacement.write(in, out) ? in.end() : in.start();
    }
    return out.write(bytes, copied, body.end());
  }
}
