package dev.morph.engine.binary;

import dev.morph.engine.api.ModuleException;
import dev.morph.testkit.Wat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Small modules for the tests here. */
final class Modules {
  private Modules() {}

  /**
   * The outcome of decoding and validating: null if valid. Anything but a ModuleException flies.
   */
  static @Nullable ModuleException fault(byte[] wasm) {
    try {
      Validator.validate(ModuleBinary.decode(wasm));
      return null;
    } catch (ModuleException e) {
      return e;
    }
  }

  static @Nullable ModuleException fault(String wat) {
    return fault(Wat.assemble(wat));
  }

  /** A module of the header and these sections. */
  static byte[] of(BinaryWriter... sections) {
    var out = header();
    for (BinaryWriter section : sections) {
      out.write(section);
    }
    return out.toByteArray();
  }

  static BinaryWriter header() {
    return new BinaryWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);
  }

  static BinaryWriter section(int id, BinaryWriter content) {
    return new BinaryWriter().u8(id).sized(content);
  }

  static BinaryWriter bytes(int... bytes) {
    var out = new BinaryWriter();
    for (int b : bytes) {
      out.u8(b);
    }
    return out;
  }

  /** One function without parameters and results; {@code body} is locals and code with its end. */
  static byte[] withBody(BinaryWriter body) {
    return of(
        section(Section.TYPE, bytes(1, 0x60, 0, 0)),
        section(Section.FUNCTION, bytes(1, 0)),
        section(Section.CODE, new BinaryWriter().u32(1).sized(body)));
  }

  /** The guests that the build has made, by name; empty where it has made none. */
  static Map<String, byte[]> builtGuests() throws java.io.IOException {
    var guests = new TreeMap<String, byte[]>();
    Path folder = Path.of(System.getProperty("morph.root", "."), "extensions", "target", "guests");
    if (Files.isDirectory(folder)) {
      try (var files = Files.newDirectoryStream(folder, "*.wasm")) {
        for (Path file : files) {
          guests.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
      }
    }
    return guests;
  }
}
