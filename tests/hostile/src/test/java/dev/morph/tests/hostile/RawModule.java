package dev.morph.tests.hostile;

import dev.morph.engine.binary.BinaryWriter;
import java.util.function.Consumer;

/** A module written section by section: for what the text format cannot say. */
final class RawModule {
  private final BinaryWriter out =
      new BinaryWriter().u8(0).u8('a').u8('s').u8('m').u8(1).u8(0).u8(0).u8(0);

  /** A section with its true size. */
  RawModule section(int id, Consumer<BinaryWriter> content) {
    var body = new BinaryWriter();
    content.accept(body);
    out.u8(id).sized(body);
    return this;
  }

  /** A section of these bytes. */
  RawModule section(int id, int... content) {
    return section(id, body -> bytes(body, content));
  }

  /** Bytes outside of any section. */
  RawModule raw(int... content) {
    bytes(out, content);
    return this;
  }

  /** One type: no parameters, no results. */
  RawModule plainType() {
    return section(1, 1, 0x60, 0, 0);
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  static void bytes(BinaryWriter out, int... content) {
    for (int one : content) {
      out.u8(one);
    }
  }

  static byte[] of(int... content) {
    var out = new BinaryWriter();
    bytes(out, content);
    return out.toByteArray();
  }

  /** The module of a guest with sections of these bytes behind it. */
  static byte[] after(byte[] module, Consumer<BinaryWriter> more) {
    var out = new BinaryWriter(module.length + 64).write(module, 0, module.length);
    more.accept(out);
    return out.toByteArray();
  }

  /** A custom section. */
  static void custom(BinaryWriter out, byte[] name, byte[] content) {
    var body = new BinaryWriter(name.length + content.length + 16);
    body.sized(new BinaryWriter(name.length + 1).write(name, 0, name.length));
    body.write(content, 0, content.length);
    out.u8(0).sized(body);
  }
}
