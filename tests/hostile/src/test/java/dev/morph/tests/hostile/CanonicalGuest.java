package dev.morph.tests.hostile;

/**
 * A guest of the canonical ABI as text, sound unless a part of it is replaced: it describes one
 * action {@code run}, whose answer is the text {@code fine}. Result areas stand at 0.
 */
final class CanonicalGuest {
  private final Layout layout = new Layout();
  private final StringBuilder imports = new StringBuilder();
  private final StringBuilder fields = new StringBuilder();
  private String wat = "";
  private String memory = "";
  private String realloc = "(call $move (local.get 0) (local.get 1) (local.get 3))";
  private String before = "";
  private String describe = "";
  private String execute = "";
  private String description = BytesGuest.DESCRIPTION;
  private byte[] answer = Texts.utf8("fine");

  static CanonicalGuest guest() {
    return new CanonicalGuest();
  }

  CanonicalGuest imports(String text) {
    imports.append(text).append('\n');
    return this;
  }

  CanonicalGuest fields(String text) {
    fields.append(text).append('\n');
    return this;
  }

  CanonicalGuest memory(String field) {
    memory = field;
    return this;
  }

  /** Parameters 0 to 3: old address, old size, alignment, new size. */
  CanonicalGuest realloc(String body) {
    realloc = body;
    return this;
  }

  CanonicalGuest describe(String body) {
    describe = body;
    return this;
  }

  /** The whole body of {@code execute}, with parameters 0 to 5 and locals 6 to 9. */
  CanonicalGuest execute(String body) {
    execute = body;
    return this;
  }

  /** Instructions of {@code execute} before its usual answer. */
  CanonicalGuest before(String instructions) {
    before = instructions;
    return this;
  }

  CanonicalGuest description(String json) {
    description = json;
    return this;
  }

  CanonicalGuest answer(byte[] text) {
    answer = text;
    return this;
  }

  String data(byte[] bytes) {
    return "(i32.const " + layout.put(bytes) + ") (i32.const " + bytes.length + ")";
  }

  /** A result area that says: this case of the result, this address, this length. */
  static String result(int discriminant, String address, String length) {
    return "(i32.store8 (i32.const 0) (i32.const "
        + discriminant
        + ")) (i32.store (i32.const 4) "
        + address
        + ") (i32.store (i32.const 8) "
        + length
        + ") (i32.const 0)";
  }

  /** The text, made once: slow cases ask for it beside each other. */
  synchronized String wat() {
    if (wat.isEmpty()) {
      wat = assembled();
    }
    return wat;
  }

  private String assembled() {
    byte[] describedBytes = Texts.utf8(description);
    int described = layout.put(describedBytes);
    int answered = layout.put(answer);
    return "(module\n"
        + imports
        + (memory.isEmpty()
            ? "(memory (export \"memory\") " + layout.pages() + ")\n"
            : memory + "\n")
        + layout
        + "(global $top (mut i32) (i32.const "
        + layout.end()
        + "))\n"
        + BytesGuest.TAKE
        + """
        (func $move (param $old i32) (param $old_size i32) (param $size i32) (result i32) (local $new i32)
          (local.set $new (call $take (local.get $size)))
          (memory.copy (local.get $new) (local.get $old) (local.get $old_size))
          (local.get $new))
        """
        + fields
        + "(func $realloc (export \"cabi_realloc\") (param i32 i32 i32 i32) (result i32) "
        + realloc
        + ")\n(func (export \"describe\") (result i32) "
        + (describe.isEmpty()
            ? "(i32.store (i32.const 0) (i32.const "
                + described
                + ")) (i32.store (i32.const 4) (i32.const "
                + describedBytes.length
                + ")) (i32.const 0)"
            : describe)
        + ")\n(func $execute (export \"execute\") (param i32 i32 i32 i32 i32 i32) (result i32)"
        + " (local i32 i32 i64 i64) "
        + (execute.isEmpty()
            ? before
                + " "
                + result(0, "(i32.const " + answered + ")", "(i32.const " + answer.length + ")")
            : execute)
        + "))";
  }
}
