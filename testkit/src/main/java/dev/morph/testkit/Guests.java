package dev.morph.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Tiny integration guests as WAT text, for {@link Wat#assemble}. Each describes itself as {@code
 * tiny} version {@code 1.0.0} with one action {@code run}; what {@code execute} does is in the
 * name. Data ends below address 4096, memory is one page and grows as its allocator needs.
 */
public final class Guests {
  /** What every guest here answers to {@code describe}. */
  public static final String DESCRIPTION =
      "{\"name\":\"tiny\",\"version\":\"1.0.0\",\"actions\":[{\"name\":\"run\",\"ai_access\":\"execute\",\"side_effect\":\"read\"}]}";

  private static final String ENVELOPE =
      "{\"header\":{\"seqnum\":0,\"session_id\":\"\"},\"content_type\":\"application/json\",\"content\":\"%s\"}";

  private static final String SPIN = "(loop $again (br $again)) unreachable";
  private static final String TRAP = "unreachable";
  private static final String GROW =
      "(loop $again (br_if $again (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))";
  private static final String RECURSE = "(call $deeper (i32.const 0)) drop";
  private static final String DEEPER =
      "(func $deeper (param i32) (result i32)\n"
          + "  (i32.add (i32.const 1) (call $deeper (i32.add (local.get 0) (i32.const 1)))))\n";

  /**
   * A bump allocator that never frees; {@code $take} grows the memory and answers 0 when it cannot.
   */
  private static final String ALLOCATOR =
      """
      (global $top (mut i32) (i32.const 4096))
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

  private Guests() {}

  /** Bytes ABI: {@code execute} answers {@code {"ok":"echo"}} whatever it is asked. */
  public static String bytesEcho() {
    return bytes("");
  }

  /** Bytes ABI: {@code execute} never ends. */
  public static String bytesSpin() {
    return bytes(SPIN);
  }

  /** Bytes ABI: {@code execute} traps. */
  public static String bytesTrap() {
    return bytes(TRAP);
  }

  /**
   * Bytes ABI: {@code execute} grows its memory until it is refused, then answers like the echo.
   */
  public static String bytesGrow() {
    return bytes(GROW);
  }

  /** Bytes ABI: {@code execute} calls itself until the stack ends. */
  public static String bytesRecurse() {
    return bytes(RECURSE);
  }

  /** Canonical ABI, JSON form: {@code execute} answers its {@code params} text as {@code ok}. */
  public static String canonicalEcho() {
    return canonical("");
  }

  /** Canonical ABI: {@code execute} never ends. */
  public static String canonicalSpin() {
    return canonical(SPIN);
  }

  /** Canonical ABI: {@code execute} traps. */
  public static String canonicalTrap() {
    return canonical(TRAP);
  }

  /**
   * Canonical ABI: {@code execute} grows its memory until it is refused, then answers like the
   * echo.
   */
  public static String canonicalGrow() {
    return canonical(GROW);
  }

  /** Canonical ABI: {@code execute} calls itself until the stack ends. */
  public static String canonicalRecurse() {
    return canonical(RECURSE);
  }

  /**
   * Bytes ABI: the envelopes that {@code describe} and {@code execute} answer are these JSON texts;
   * at most 1,000 bytes each.
   */
  public static String bytesAnswering(String description, String result) {
    return bytes(description, result, "");
  }

  /** A description as the guests here have it, with actions and topics that it listens to. */
  public static String listening(String name, String action, String... topics) {
    return "{\"name\":\""
        + name
        + "\",\"version\":\"1.0.0\",\"actions\":[{\"name\":\"run\"},{\"name\":\""
        + action
        + "\"}],\"listens\":[\""
        + String.join("\",\"", topics)
        + "\"]}";
  }

  /**
   * Bytes ABI: {@code execute} calls an import of module {@code morph} once, and answers the reply
   * as it is.
   *
   * @param request the request's content; at most 1,000 bytes
   */
  public static String bytesCalling(String name, String request) {
    return bytesCalling(DESCRIPTION, name, request);
  }

  /**
   * The same, whatever action is executed, with a description of its own.
   *
   * @param description at most 1,000 bytes
   */
  public static String bytesCalling(String description, String name, String request) {
    return bytes(
            description,
            request,
            "(return (call $host (i32.const 2048) (i32.const "
                + utf8(envelope(request)).length
                + ")))")
        .replaceFirst(
            "\\(module",
            "(module (import \"morph\" \""
                + name
                + "\" (func \\$host (param i32 i32) (result i64)))");
  }

  /**
   * Canonical ABI: {@code execute} calls an import once. Its parameters are texts or lists of
   * bytes; its result, if it has one, is a {@code result} whose cases are texts, lists or nothing,
   * and becomes the answer as it is. Without one it answers like the echo.
   */
  public static String canonicalCalling(
      String module, String name, boolean result, List<String> arguments) {
    StringBuilder call = new StringBuilder("(call $host");
    StringBuilder data = new StringBuilder();
    int at = 2048;
    for (String argument : arguments) {
      int length = utf8(argument).length;
      call.append(" (i32.const ").append(at).append(") (i32.const ").append(length).append(")");
      data.append(data(at, argument));
      at += length;
    }
    if (at > 4096) {
      throw new IllegalArgumentException("at most 2,048 bytes, and these have " + (at - 2048));
    }
    call.append(result ? " (i32.const 0)) (return (i32.const 0))" : ")");
    String type =
        "(func \\$host"
            + " (param i32 i32)".repeat(arguments.size())
            + (result ? " (param i32)" : "");
    return canonical(call.toString())
        .replaceFirst(
            "\\(module", "(module (import \"" + module + "\" \"" + name + "\" " + type + "))")
        .replace(ALLOCATOR, data + ALLOCATOR);
  }

  /**
   * Canonical ABI: {@code execute} sends a web request without headers and body by {@code fetch} or
   * {@code send}; an error of it becomes the answer as it is, and so does what stands in the place
   * of a text where there is a response.
   */
  public static String canonicalHttp(String name, String method, String url) {
    return canonical(
            "(call $host (i32.const 2048) (i32.const "
                + utf8(method).length
                + ") (i32.const 2080) (i32.const "
                + utf8(url).length
                + ")"
                + " (i32.const 0)".repeat(6)
                + ") (return (i32.const 0))")
        .replaceFirst(
            "\\(module",
            "(module (import \"morphee:extensions/http@1.0.0\" \""
                + name
                + "\" (func \\$host"
                + " (param i32)".repeat(10)
                + "))")
        .replace(ALLOCATOR, data(2048, method) + data(2080, url) + ALLOCATOR);
  }

  private static String bytes(String before) {
    return bytes(DESCRIPTION, "{\"ok\":\"echo\"}", before);
  }

  private static String bytes(String description, String result, String before) {
    String describe = envelope(description);
    String execute = envelope(result);
    return "(module (memory (export \"memory\") 1)\n"
        + data(16, describe)
        + data(2048, execute)
        + ALLOCATOR
        + DEEPER
        + "(func (export \"morph_alloc\") (param i32) (result i32) (call $take (local.get 0)))\n"
        + "(func (export \"morph_free\") (param i32 i32))\n"
        + "(func (export \"morph_envelope\") (result i32) (i32.const 1))\n"
        + "(func (export \"describe\") (param i32 i32) (result i64) (i64.const "
        + packed(16, describe)
        + "))\n(func (export \"execute\") (param i32 i32) (result i64) "
        + before
        + " (i64.const "
        + packed(2048, execute)
        + ")))";
  }

  /**
   * Result areas stand at 0: (pointer, length) for describe, (case, pointer, length) for execute.
   */
  private static String canonical(String before) {
    return "(module (memory (export \"memory\") 1)\n"
        + data(16, DESCRIPTION)
        + ALLOCATOR
        + DEEPER
        + """
        (func (export "cabi_realloc") (param $old i32) (param $old_size i32) (param $align i32) (param $size i32)
          (result i32) (local $new i32)
          (local.set $new (call $take (local.get $size)))
          (memory.copy (local.get $new) (local.get $old) (local.get $old_size))
          (local.get $new))
        (func (export "execute") (param $action i32) (param i32) (param $params i32) (param $params_size i32)
          (param $context i32) (param i32) (result i32)
        """
        + before
        + """

          (i32.store8 (i32.const 0) (i32.const 0))
          (i32.store (i32.const 4) (local.get $params))
          (i32.store (i32.const 8) (local.get $params_size))
          (i32.const 0))
        (func (export "describe") (result i32)
          (i32.store (i32.const 0) (i32.const 16))
          (i32.store (i32.const 4) (i32.const
        """
        + utf8(DESCRIPTION).length
        + ")) (i32.const 0)))";
  }

  private static String envelope(String content) {
    byte[] bytes = utf8(content);
    if (bytes.length > 1_000) {
      throw new IllegalArgumentException("at most 1,000 bytes, and this has " + bytes.length);
    }
    return ENVELOPE.formatted(Base64.getEncoder().encodeToString(bytes));
  }

  private static String data(int at, String text) {
    return "(data (i32.const "
        + at
        + ") \""
        + text.replace("\\", "\\\\").replace("\"", "\\\"")
        + "\")\n";
  }

  private static long packed(int at, String text) {
    return ((long) at << 32) | utf8(text).length;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
