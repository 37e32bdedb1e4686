package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;

/**
 * A guest of the canonical ABI that tries one thing, and answers a number of three digits and what
 * it found, as {@code "076 "}. Its instructions leave the number, and put what they found at {@link
 * #FOUND}, at most 512 bytes; they may call {@code $found} with an address and a length.
 */
final class SpyGuest {
  /** Where host functions may write their answers: 1,024 bytes. */
  static final int SCRATCH = 10_240;

  /** What is answered. */
  static final int FOUND = 12_288;

  private static final String WASI = "wasi_snapshot_preview1";
  private final StringBuilder imports = new StringBuilder();
  private final StringBuilder data = new StringBuilder();
  private int next = 1_024;

  /** Imports a function of WASI under its own name. */
  SpyGuest wasi(String name, String parameters) {
    return imports(WASI, name, "(param " + parameters + ") (result i32)");
  }

  SpyGuest imports(String module, String name, String type) {
    imports
        .append("(import \"")
        .append(module)
        .append("\" \"")
        .append(name)
        .append("\" (func $")
        .append(name)
        .append(' ')
        .append(type)
        .append("))\n");
    return this;
  }

  /** Lays a text down; the instructions of its address and length. */
  String text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    StringBuilder escaped = new StringBuilder();
    for (byte b : bytes) {
      escaped.append('\\').append("%02x".formatted(b));
    }
    data.append("(data (i32.const ").append(next).append(") \"").append(escaped).append("\")\n");
    String place = "(i32.const " + next + ") (i32.const " + bytes.length + ")";
    next += bytes.length;
    if (next > SCRATCH) {
      throw new IllegalArgumentException("too much text for this guest");
    }
    return place;
  }

  byte[] wasm(String instructions) {
    return Wat.assemble(wat(instructions));
  }

  private String wat(String instructions) {
    byte[] description = Guests.DESCRIPTION.getBytes(UTF_8);
    return "(module\n"
        + imports
        + "(memory (export \"memory\") 2)\n(data (i32.const 16) \""
        + Guests.DESCRIPTION.replace("\"", "\\\"")
        + "\")\n"
        + data
        + """
        (global $top (mut i32) (i32.const 16384))
        (func (export "cabi_realloc") (param $old i32) (param $old_size i32) (param i32) (param $size i32)
          (result i32) (local $new i32)
          (local.set $new (global.get $top))
          (global.set $top (i32.and (i32.add (i32.add (local.get $new) (local.get $size)) (i32.const 7))
            (i32.const -8)))
          (memory.copy (local.get $new) (local.get $old) (local.get $old_size))
          (local.get $new))
        (func $found (param $at i32) (param $length i32)
          (if (i32.gt_u (local.get $length) (i32.const 512)) (then (local.set $length (i32.const 512))))
          (memory.copy (i32.const 12288) (local.get $at) (local.get $length)))
        (func $digit (param $at i32) (param $number i32)
          (i32.store8 (local.get $at) (i32.add (i32.const 48) (i32.rem_u (local.get $number) (i32.const 10)))))
        (func $tries (param $params i32) (param $params_size i32) (result i32) (local $n i32) (local $m i32)
        """
        + instructions
        + """
        )
        (func (export "execute") (param i32 i32) (param $params i32) (param $params_size i32) (param i32 i32)
          (result i32) (local $number i32)
          (memory.fill (i32.const 12288) (i32.const 0) (i32.const 512))
          (local.set $number (call $tries (local.get $params) (local.get $params_size)))
          (call $digit (i32.const 12284) (i32.div_u (local.get $number) (i32.const 100)))
          (call $digit (i32.const 12285) (i32.div_u (local.get $number) (i32.const 10)))
          (call $digit (i32.const 12286) (local.get $number))
          (i32.store8 (i32.const 12287) (i32.const 32))
          (i32.store8 (i32.const 0) (i32.const 0))
          (i32.store (i32.const 4) (i32.const 12284))
          (i32.store (i32.const 8) (i32.const 516))
          (i32.const 0))
        (func (export "describe") (result i32)
          (i32.store (i32.const 0) (i32.const 16))
          (i32.store (i32.const 4) (i32.const
        """
        + description.length
        + ")) (i32.const 0)))";
  }

  /** Reads a file by WASI from an open folder: its errno and content. */
  static byte[] wasiReading(String path, String folder) {
    SpyGuest guest =
        new SpyGuest()
            .wasi("path_open", "i32 i32 i32 i32 i32 i64 i64 i32 i32")
            .wasi("fd_read", "i32 i32 i32 i32");
    return guest.wasm(cat(guest.text(path), folder));
  }

  /** Opens and reads; {@code $n} is the errno. */
  static String cat(String path, String folder) {
    return "(local.set $n (call $path_open (i32.const "
        + folder
        + ") (i32.const 1) "
        + path
        + " (i32.const 0) (i64.const 2) (i64.const 0) (i32.const 0) (i32.const 10240)))"
        + "(if (i32.eqz (local.get $n)) (then"
        + " (i32.store (i32.const 10256) (i32.const 12288))"
        + " (i32.store (i32.const 10260) (i32.const 512))"
        + " (local.set $n (call $fd_read (i32.load (i32.const 10240)) (i32.const 10256)"
        + " (i32.const 1) (i32.const 10264)))))"
        + "(local.get $n)";
  }

  /**
   * Calls a function whose result is {@code result<T, string>}, or {@code option<string>}, by an
   * area at {@link #SCRATCH}: the number is the case, and what is found the text behind it.
   *
   * @param arguments instructions of all but the area
   * @param text how far into the area the text's address stands
   */
  static String asking(String function, String arguments, int text) {
    return "(call $"
        + function
        + " "
        + arguments
        + " (i32.const 10240))"
        + "(local.set $n (i32.load8_u (i32.const 10240)))"
        + "(call $found (i32.load (i32.const "
        + (SCRATCH + text)
        + ")) (i32.load (i32.const "
        + (SCRATCH + text + 4)
        + ")))(local.get $n)";
  }
}
