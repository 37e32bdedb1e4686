package dev.morph.tests.hostile;

/**
 * A guest of the bytes ABI as text, sound unless a part of it is replaced: it describes one action
 * {@code run}, whose answer is {@code {"ok": "fine"}}. The replaced parts are instructions; {@code
 * $take} is its allocator (a bump that never frees and answers 0 when memory cannot grow).
 */
final class BytesGuest {
  static final String DESCRIPTION =
      "{\"name\":\"hostile\",\"version\":\"1.0.0\",\"actions\":[{\"name\":\"run\"}]}";

  static final String TAKE =
      """
      (func $take (param $size i32) (result i32) (local $at i32) (local $end i64)
        (local.set $at (global.get $top))
        (local.set $end (i64.add (i64.extend_i32_u (local.get $at))
          (i64.and (i64.add (i64.extend_i32_u (local.get $size)) (i64.const 7)) (i64.const -8))))
        (block $fits
          (br_if $fits (i64.le_u (local.get $end) (i64.shl (i64.extend_i32_u (memory.size)) (i64.const 16))))
          (br_if $fits (i32.ne (i32.const -1) (memory.grow (i32.wrap_i64 (i64.sub
            (i64.shr_u (i64.add (local.get $end) (i64.const 65535)) (i64.const 16))
            (i64.extend_i32_u (memory.size)))))))
          (return (i32.const 0)))
        (global.set $top (i32.wrap_i64 (local.get $end)))
        (local.get $at))
      """;

  private final Layout layout = new Layout();
  private final StringBuilder imports = new StringBuilder();
  private final StringBuilder fields = new StringBuilder();
  private String wat = "";
  private String memory = "";
  private String alloc = "(call $take (local.get 0))";
  private String free = "";
  private String envelope = "(i32.const 1)";
  private String before = "";
  private String describe = "";
  private String execute = "";
  private byte[] description = Texts.envelope(DESCRIPTION);
  private byte[] answer = Texts.envelope("{\"ok\":\"fine\"}");

  static BytesGuest guest() {
    return new BytesGuest();
  }

  /** {@code (import ...)} fields. */
  BytesGuest imports(String text) {
    imports.append(text).append('\n');
    return this;
  }

  /** Imports a function of module {@code morph} as {@code $NAME}. */
  BytesGuest host(String name) {
    return imports(
        "(import \"morph\" \"" + name + "\" (func $" + name + " (param i32 i32) (result i64)))");
  }

  /** Further fields: functions, tables, globals. */
  BytesGuest fields(String text) {
    fields.append(text).append('\n');
    return this;
  }

  /** The whole field of the memory. */
  BytesGuest memory(String field) {
    memory = field;
    return this;
  }

  BytesGuest alloc(String body) {
    alloc = body;
    return this;
  }

  BytesGuest free(String body) {
    free = body;
    return this;
  }

  BytesGuest envelope(String body) {
    envelope = body;
    return this;
  }

  BytesGuest describe(String body) {
    describe = body;
    return this;
  }

  /** The whole body of {@code execute}, with parameters 0 and 1 and locals 2 to 5. */
  BytesGuest execute(String body) {
    execute = body;
    return this;
  }

  /** Instructions of {@code execute} before its usual answer. */
  BytesGuest before(String instructions) {
    before = instructions;
    return this;
  }

  BytesGuest description(String json) {
    description = Texts.envelope(json);
    return this;
  }

  /** Describes {@code run} with this schema of its parameters. */
  BytesGuest schema(String json) {
    return description(
        "{\"name\":\"hostile\",\"version\":\"1.0.0\",\"actions\":[{\"name\":\"run\",\"parameters\":"
            + json
            + "}]}");
  }

  /** The content of the answer of {@code execute}. */
  BytesGuest answer(String json) {
    return answer(Texts.envelope(json));
  }

  /** The bytes of the answer of {@code execute}, be they an envelope or not. */
  BytesGuest answer(byte[] bytes) {
    answer = bytes;
    return this;
  }

  /** Lays down bytes that instructions need; the instructions of their address and length. */
  String data(byte[] bytes) {
    return "(i32.const " + layout.put(bytes) + ") (i32.const " + bytes.length + ")";
  }

  /** {@code execute} calls a host function once and passes its reply on as its own answer. */
  BytesGuest passing(String function, byte[] request) {
    return host(function).execute("(call $" + function + " " + data(request) + ")");
  }

  /** The text, made once: slow cases ask for it beside each other. */
  synchronized String wat() {
    if (wat.isEmpty()) {
      wat = assembled();
    }
    return wat;
  }

  private String assembled() {
    String described = packed(description);
    String answered = packed(answer);
    return "(module\n"
        + imports
        + (memory.isEmpty()
            ? "(memory (export \"memory\") " + layout.pages() + ")\n"
            : memory + "\n")
        + layout
        + "(global $top (mut i32) (i32.const "
        + layout.end()
        + "))\n"
        + TAKE
        + fields
        + "(func $alloc (export \"morph_alloc\") (param i32) (result i32) "
        + alloc
        + ")\n(func $free (export \"morph_free\") (param i32 i32) "
        + free
        + ")\n(func (export \"morph_envelope\") (result i32) "
        + envelope
        + ")\n(func $describe (export \"describe\") (param i32 i32) (result i64) "
        + (describe.isEmpty() ? described : describe)
        + ")\n(func $execute (export \"execute\") (param i32 i32) (result i64)"
        + " (local i32 i32 i64 i64) "
        + (execute.isEmpty() ? before + " " + answered : execute)
        + "))";
  }

  private String packed(byte[] bytes) {
    long at = layout.put(bytes);
    return "(i64.const " + (at << 32 | bytes.length) + ")";
  }
}
