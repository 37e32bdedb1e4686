package dev.morph.fuzz;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeCodec;
import dev.morph.base.envelope.EnvelopeException;
import dev.morph.base.json.JsonException;
import java.util.Arrays;

/** Envelopes in their three forms. */
public final class EnvelopeFuzzer {
  private EnvelopeFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    Envelope envelope;
    try {
      envelope = EnvelopeCodec.decode(data);
    } catch (EnvelopeException e) {
      return;
    }
    for (EnvelopeCodec codec : EnvelopeCodec.values()) {
      byte[] written;
      try {
        written = codec.encode(envelope);
      } catch (EnvelopeException e) { // half a surrogate pair
        Check.equal(EnvelopeCodec.CBOR, codec, "only CBOR refuses to write");
        continue;
      }
      Envelope again = EnvelopeCodec.decode(written);
      Check.equal(envelope.header(), again.header(), "the header comes back from " + codec);
      Check.equal(envelope.contentType(), again.contentType(), "so does the content type");
      Check.that(Arrays.equals(envelope.content(), again.content()), "so does the content");
      Check.that(Arrays.equals(written, codec.encode(again)), "writing is stable in " + codec);
    }
    try {
      envelope.asJson();
    } catch (EnvelopeException | JsonException e) {
      // another content type, or no JSON
    }
  }
}
