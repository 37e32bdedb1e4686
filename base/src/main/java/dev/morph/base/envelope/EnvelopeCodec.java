package dev.morph.base.envelope;

import dev.morph.base.cbor.CborReader;

/** How an envelope is written as bytes; every reader accepts all three forms. */
public enum EnvelopeCodec {
  /** JSON, content as an array of byte values ({@code morph_envelope} 0). */
  JSON_ARRAY,
  /** JSON, content as base64 text ({@code morph_envelope} 1). */
  JSON_BASE64,
  /** CBOR, core deterministic form of RFC 8949 ({@code morph_envelope} 2). */
  CBOR;

  /**
   * Writes an envelope in this form.
   *
   * @throws EnvelopeException if a text of the envelope holds half of a surrogate pair and the form
   *     is CBOR, which has no way to write it
   */
  public byte[] encode(Envelope envelope) {
    return switch (this) {
      case JSON_ARRAY -> JsonForm.write(envelope, false);
      case JSON_BASE64 -> JsonForm.write(envelope, true);
      case CBOR -> CborForm.write(envelope);
    };
  }

  /**
   * Reads an envelope of any form.
   *
   * @throws EnvelopeException if the bytes are none
   */
  public static Envelope decode(byte[] bytes) {
    int i = 0;
    while (i < bytes.length && isSpace(bytes[i])) {
      i++;
    }
    if (i < bytes.length && bytes[i] == '{') {
      return JsonForm.read(bytes);
    }
    if (bytes.length > 0 && (bytes[0] & 0xFF) >> 5 == CborReader.MAP) {
      return CborForm.read(bytes);
    }
    throw new EnvelopeException(
        "no envelope: "
            + (bytes.length == 0
                ? "there are no bytes"
                : "the first byte is 0x" + Integer.toHexString(bytes[0] & 0xFF))
            + "; an envelope is a JSON object or a CBOR map");
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
