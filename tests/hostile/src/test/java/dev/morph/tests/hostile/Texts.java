package dev.morph.tests.hostile;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeCodec;
import dev.morph.base.json.Json;
import java.nio.charset.StandardCharsets;

/** Bytes as the text format and the bytes ABI write them. */
final class Texts {
  private static final String HEX = "0123456789abcdef";

  private Texts() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** A byte for each character: for input that is no UTF-8. */
  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A string literal of the text format that holds these bytes. */
  static String literal(byte[] bytes) {
    var text = new StringBuilder(bytes.length * 3 + 2).append('"');
    for (byte b : bytes) {
      if (b >= ' ' && b < 127 && b != '"' && b != '\\') {
        text.append((char) b);
      } else {
        text.append('\\').append(HEX.charAt(b >> 4 & 15)).append(HEX.charAt(b & 15));
      }
    }
    return text.append('"').toString();
  }

  /** The envelope around JSON text, which need not be JSON. */
  static byte[] envelope(String content) {
    return envelope(Envelope.JSON, utf8(content));
  }

  static byte[] envelope(String contentType, byte[] content) {
    return EnvelopeCodec.JSON_BASE64.encode(
        new Envelope(Envelope.Header.NONE, contentType, content));
  }

  /** {@code {"ok": TEXT}}. */
  static String ok(String text) {
    return "{\"ok\":" + Json.write(new dev.morph.base.json.JsonString(text)) + "}";
  }
}
