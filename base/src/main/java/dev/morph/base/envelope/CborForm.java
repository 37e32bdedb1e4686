package dev.morph.base.envelope;

import dev.morph.base.cbor.CborException;
import dev.morph.base.cbor.CborReader;
import dev.morph.base.cbor.CborWriter;
import java.util.HashSet;
import java.util.Set;

/**
 * The CBOR form: written in the core deterministic form of RFC 8949, section 4.2.1 (shortest heads,
 * definite lengths, keys in the order of their encodings), read in any order of keys.
 */
final class CborForm {
  private CborForm() {}

  static byte[] write(Envelope envelope) {
    Envelope.Header header = envelope.header();
    var out = new CborWriter(envelope.content().length + 160);
    try {
      // Shorter keys first: their heads are smaller.
      out.map(3).text(Parts.HEADER);
      out.map(header.kind() == null ? 2 : 3);
      if (header.kind() != null) {
        out.text(Parts.KIND).text(header.kind());
      }
      out.text(Parts.SEQNUM).unsigned(header.seqnum());
      out.text(Parts.SESSION_ID).text(header.sessionId());
      out.text(Parts.CONTENT).bytes(envelope.content());
      out.text(Parts.CONTENT_TYPE).text(envelope.contentType());
    } catch (CborException e) {
      throw new EnvelopeException(String.valueOf(e.getMessage()), e);
    }
    return out.toByteArray();
  }

  static Envelope read(byte[] bytes) {
    try {
      return envelope(new CborReader(bytes));
    } catch (CborException e) {
      throw new EnvelopeException("no envelope: " + e.getMessage(), e);
    }
  }

  private static Envelope envelope(CborReader in) {
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
