package dev.morph.fuzz;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Section;

/** The decoder of modules: sections, then every instruction of every body. */
public final class ModuleFuzzer {
  private ModuleFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    ModuleBinary module;
    try {
      module = ModuleBinary.decode(data);
    } catch (ModuleException e) {
      return;
    }
    for (Section section : module.sections()) {
      Check.that(
          section.start() <= section.end() && section.end() <= data.length,
          "a section lies outside of the file");
    }
    for (FunctionBody body : module.bodies()) {
      try {
        var reader = new InstructionReader(data, body.code(), body.end());
        while (reader.next()) {
          Check.that(reader.end() <= body.end(), "an instruction ends behind its body");
        }
      } catch (ModuleException e) {
        return;
      }
    }
  }
}
