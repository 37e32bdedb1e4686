package dev.morph.runtime.sandbox;

import java.nio.charset.StandardCharsets;

/**
 * A guest of the bytes ABI that keeps account of its blocks: each has its size and state before it.
 * {@code live} answers how many are not freed, {@code bad} how often {@code morph_free} got what is
 * no live block of that size, {@code allocs} how many there were.
 */
final class Ledger {
  static final String REQUEST =
      "{\"content_type\":\"application/json\",\"content\":\"eyJ0ZXh0IjoiaGkifQ==\"}";
  static final String OK = "{\"content_type\":\"application/json\",\"content\":\"eyJvayI6MX0=\"}";

  private Ledger() {}

  /** Answers {@code answer} from a block of its own. */
  static String answering(String answer, String imports, String before) {
    int length = answer.getBytes(StandardCharsets.UTF_8).length;
    return guest(
        imports,
        data(1024, answer),
        before,
        """
        (local.set $result (call $alloc (i32.const %1$d)))
        (memory.copy (local.get $result) (i32.const 1024) (i32.const %1$d))
        (i64.or (i64.shl (i64.extend_i32_u (local.get $result)) (i64.const 32)) (i64.const %1$d))
        """
            .formatted(length));
  }

  /** Answers pointer and length as they are. */
  static String answering(long pointer, long length) {
    return guest("", "", "", "(i64.const " + (pointer << 32 | length) + ")");
  }

  private static String guest(String imports, String data, String before, String result) {
    return """
    (module
    """
        + imports
        + """
        (memory (export "memory") 2)
        """
        + data
        + data(4096, REQUEST)
        + """
        (global $top (mut i32) (i32.const 8192))
        (global $live (mut i32) (i32.const 0))
        (global $bad (mut i32) (i32.const 0))
        (global $allocs (mut i32) (i32.const 0))
        (func $alloc (export "morph_alloc") (param $len i32) (result i32) (local $at i32)
          (global.set $allocs (i32.add (global.get $allocs) (i32.const 1)))
          (global.set $live (i32.add (global.get $live) (i32.const 1)))
          (local.set $at (i32.add (global.get $top) (i32.const 8)))
          (i32.store (i32.sub (local.get $at) (i32.const 8)) (local.get $len))
          (i32.store (i32.sub (local.get $at) (i32.const 4)) (i32.const 1))
          (global.set $top (i32.and
            (i32.add (i32.add (local.get $at) (local.get $len)) (i32.const 7)) (i32.const -8)))
          (local.get $at))
        (func $free (export "morph_free") (param $at i32) (param $len i32)
          (if (i32.and
              (i32.eq (i32.load (i32.sub (local.get $at) (i32.const 8))) (local.get $len))
              (i32.eq (i32.load (i32.sub (local.get $at) (i32.const 4))) (i32.const 1)))
            (then
              (i32.store (i32.sub (local.get $at) (i32.const 4)) (i32.const 2))
              (global.set $live (i32.sub (global.get $live) (i32.const 1))))
            (else (global.set $bad (i32.add (global.get $bad) (i32.const 1))))))
        (func (export "live") (result i32) (global.get $live))
        (func (export "bad") (result i32) (global.get $bad))
        (func (export "allocs") (result i32) (global.get $allocs))
        (func (export "describe") (param i32 i32) (result i64) (unreachable))
        (func (export "execute") (param $at i32) (param $len i32) (result i64)
          (local $result i32) (local $reply i64)
          (call $free (local.get $at) (local.get $len))
        """
        + before
        + result
        + "))";
  }

  /** Calls {@code morph probe} and frees its reply. */
  static String callProbe() {
    return """
    (local.set $reply (call $probe (i32.const 4096) (i32.const %d)))
    (call $free (i32.wrap_i64 (i64.shr_u (local.get $reply) (i64.const 32)))
      (i32.wrap_i64 (local.get $reply)))
    """
        .formatted(REQUEST.length());
  }

  private static String data(int at, String text) {
    return "(data (i32.const "
        + at
        + ") \""
        + text.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\")\n";
  }
}
