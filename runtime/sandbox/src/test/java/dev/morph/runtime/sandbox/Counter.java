package dev.morph.runtime.sandbox;

/** A guest of the bytes ABI that answers how often its instance was called. */
final class Counter {
  private static final int ANSWER = 1024;

  private Counter() {}

  /**
   * The guest.
   *
   * @param before runs before each answer, after the global {@code $calls} was counted up
   */
  static String guest(String imports, String before) {
    return """
    (module
    """
        + imports
        + """
        (memory (export "memory") 1)
        (global $calls (mut i32) (i32.const 0))
        (data (i32.const 1024) "\\a2\\67content\\48{\\22ok\\22:0}\\6ccontent_type\\70application/json")
        (data (i32.const 1280) "\\a2\\67content\\4c{\\22err\\22:\\22no\\22}\\6ccontent_type\\70application/json")
        (data (i32.const 1536) "%s")
        (func (export "morph_alloc") (param i32) (result i32) (i32.const 16384))
        (func (export "morph_free") (param i32 i32))
        (func (export "execute") (param i32 i32) (result i64)
          (global.set $calls (i32.add (global.get $calls) (i32.const 1)))
        """
            .formatted(Ledger.REQUEST.replace("\"", "\\\""))
        + before
        + """
          (i32.store8 (i32.const %d) (i32.add (global.get $calls) (i32.const 48)))
          (i64.const %d))
        """
            .formatted(ANSWER + 1 + 8 + 1 + 6, ((long) ANSWER << 32) | 48)
        + TestDescription.function()
        + ")";
  }

  /** Answers an error of its own. */
  static String fail() {
    return "(return (i64.const " + (1280L << 32 | 52) + "))";
  }

  /** Runs what is given at one of the calls. */
  static String at(int call, String then) {
    return "(if (i32.eq (global.get $calls) (i32.const " + call + ")) (then " + then + "))";
  }
}
