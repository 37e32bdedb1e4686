package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.morph.testkit.Wat;
import java.util.Base64;

/** Design-time guests of the bytes ABI with one function, which answers a constant. */
final class DesignGuests {
  private static final int ANSWER = 1024;
  private static final int REQUEST = 32_768;

  private DesignGuests() {}

  /** A backend or frontend whose function answers this text as JSON. */
  static byte[] answering(String function, String answer) {
    return Wat.assemble("(module " + body(function, envelope("", answer), "") + ")");
  }

  /** The same, with an answer of kind {@code error}. */
  static byte[] failing(String function, String error) {
    String kind = ",\"kind\":\"error\"";
    return Wat.assemble(
        "(module " + body(function, envelope(kind, "{\"error\":" + error + "}"), "") + ")");
  }

  /** The same, which calls an import of module {@code morph} before it answers. */
  static byte[] calling(String function, String answer, String name, String request) {
    String asked = envelope("", request);
    return Wat.assemble(
        "(module (import \"morph\" \""
            + name
            + "\" (func $host (param i32 i32) (result i64)))"
            + data(REQUEST, asked)
            + body(
                function,
                envelope("", answer),
                "(call $host (i32.const " + REQUEST + ") (i32.const " + asked.length() + ")) drop ")
            + ")");
  }

  private static String body(String function, String answer, String before) {
    return "(memory (export \"memory\") 4)"
        + "(func (export \"morph_alloc\") (param i32) (result i32) (i32.const 65536))"
        + "(func (export \"morph_free\") (param i32 i32))"
        + data(ANSWER, answer)
        + "(func (export \""
        + function
        + "\") (param i32 i32) (result i64) "
        + before
        + "(i64.const "
        + (((long) ANSWER << 32) | answer.length())
        + "))";
  }

  private static String envelope(String kind, String content) {
    return "{\"header\":{\"seqnum\":0,\"session_id\":\"\""
        + kind
        + "},\"content_type\":\"application/json\",\"content\":\""
        + Base64.getEncoder().encodeToString(content.getBytes(UTF_8))
        + "\"}";
  }

  private static String data(int at, String text) {
    return "(data (i32.const " + at + ") \"" + text.replace("\"", "\\\"") + "\")";
  }
}
