package dev.morph.base.envelope;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * The message of every call: a header, a content type and bytes. In process nothing is encoded.
 *
 * @param content the bytes; not copied, not to be changed by anyone once it is in an envelope
 */
@SuppressWarnings("ArrayRecordComponent")
public record Envelope(Header header, String contentType, byte[] content) {
  /** The content type of JSON. */
  public static final String JSON = "application/json";

  /**
   * What travels beside the content.
   *
   * @param seqnum 64 unsigned bits
   * @param kind absent where there is none
   */
  public record Header(long seqnum, String sessionId, @Nullable String kind) {
    /** Sequence number 0, no session, no kind. */
    public static final Header NONE = new Header(0, "", null);
  }

  /** JSON without a header of its own. */
  public static Envelope json(JsonValue value) {
    return new Envelope(Header.NONE, JSON, Json.writeUtf8(value));
  }

  /**
   * The content as JSON.
   *
   * @throws EnvelopeException if the content type is not exactly {@code application/json}, or the
   *     content is not JSON
   */
  public JsonValue asJson() {
    throw new UnsupportedOperationException();
  }
}
