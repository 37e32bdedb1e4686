package dev.morph.base.envelope;

/** How an envelope is written as bytes; every reader accepts all three forms. */
public enum EnvelopeCodec {
  /** JSON, content as an array of byte values ({@code morph_envelope} 0). */
  JSON_ARRAY,
  /** JSON, content as base64 text ({@code morph_envelope} 1). */
  JSON_BASE64,
  /** CBOR, core deterministic form of RFC 8949 ({@code morph_envelope} 2). */
  CBOR;

  /** Writes an envelope in this form. */
  public byte[] encode(Envelope envelope) {
    throw new UnsupportedOperationException();
  }

  /**
   * Reads an envelope of any form.
   *
   * @throws EnvelopeException if the bytes are none
   */
  public static Envelope decode(byte[] bytes) {
    throw new UnsupportedOperationException();
  }
}
