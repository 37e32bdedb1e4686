package dev.morph.base.envelope;

import dev.morph.base.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The CBOR form: written in the core deterministic form of RFC 8949, section 4.2.1 (shortest heads,
 * definite lengths, keys in the order of their encodings), read in any order of keys.
 */
final class CborForm {
  private byte[] out;
  private int length;

  private CborForm(int room) {
    out = new byte[room];
  }

  static byte[] write(Envelope envelope) {
    Envelope.Header header = envelope.header();
    var form = new CborForm(envelope.content().length + 160);
    // Shorter keys first: their heads are smaller.
    form.head(CborReader.MAP, 3);
    form.text(Parts.HEADER);
    form.head(CborReader.MAP, header.kind() == null ? 2 : 3);
    if (header.kind() != null) {
      form.text(Parts.KIND);
      form.text(header.kind());
    }
    form.text(Parts.SEQNUM);
    form.head(CborReader.UNSIGNED, header.seqnum());
    form.text(Parts.SESSION_ID);
    form.text(header.sessionId());
    form.text(Parts.CONTENT);
    form.bytes(CborReader.BYTES, envelope.content());
    form.text(Parts.CONTENT_TYPE);
    form.text(envelope.contentType());
    return form.length == form.out.length ? form.out : Arrays.copyOf(form.out, form.length);
  }

  private void text(String text) {
    if (!Utf8.isEncodable(text)) {
      throw new EnvelopeException(
          "a text with half of a surrogate pair cannot be written as CBOR; mend the text");
    }
    bytes(CborReader.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private void bytes(int major, byte[] bytes) {
    head(major, bytes.length);
    ensure(bytes.length);
    System.arraycopy(bytes, 0, out, length, bytes.length);
    length += bytes.length;
  }

  /** An item's first byte and its argument, as short as can be. */
  private void head(int major, long argument) {
    ensure(9);
    int top = major << 5;
    if (Long.compareUnsigned(argument, 24) < 0) {
      out[length++] = (byte) (top | (int) argument);
      return;
    }
    int power = 0;
    while (power < 3 && argument >>> (8 << power) != 0) {
      power++;
    }
    out[length++] = (byte) (top | 24 + power);
    for (int shift = (8 << power) - 8; shift >= 0; shift -= 8) {
      out[length++] = (byte) (argument >>> shift);
    }
  }

  private void ensure(int more) {
    if (out.length - length < more) {
      out = Arrays.copyOf(out, Math.max(out.length + out.length / 2, length + more));
    }
  }

  static Envelope read(byte[] bytes) {
    var in = new CborReader(bytes);
    var parts = new Parts();
    Set<String> seen = new HashSet<>();
    int pairs = in.map("an envelope");
    for (int i = 0; i < pairs; i++) {
      String key = key(in, seen);
      switch (key) {
        case Parts.HEADER -> parts.header = header(in);
        case Parts.CONTENT_TYPE -> parts.contentType = in.text(key);
        case Parts.CONTENT -> parts.content = in.bytes(key);
        default -> in.skip();
      }
    }
    in.end();
    return parts.envelope();
  }

  private static Envelope.Header header(CborReader in) {
    Long seqnum = null;
    String sessionId = null;
    String kind = null;
    Set<String> seen = new HashSet<>();
    int pairs = in.map("header");
    for (int i = 0; i < pairs; i++) {
      switch (key(in, seen)) {
        case Parts.SEQNUM -> seqnum = in.unsigned("header.seqnum");
        case Parts.SESSION_ID -> sessionId = in.text("header.session_id");
        case Parts.KIND -> kind = in.textOrNull("header.kind");
        default -> in.skip();
      }
    }
    return Parts.header(seqnum, sessionId, kind);
  }

  private static String key(CborReader in, Set<String> seen) {
    String key = in.text("a key");
    if (!seen.add(key)) {
      throw new EnvelopeException("no envelope: a CBOR map has two members of the name " + key);
    }
    return key;
  }
}
