package dev.morph.base.envelope;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonValue;
import java.util.Arrays;
import java.util.Objects;
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

  public Envelope {
    Objects.requireNonNull(header, "header");
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(content, "content");
  }

  /**
   * What travels beside the content.
   *
   * @param seqnum 64 unsigned bits
   * @param kind absent where there is none
   */
  public record Header(long seqnum, String sessionId, @Nullable String kind) {
    /** Sequence number 0, no session, no kind. */
    public static final Header NONE = new Header(0, "", null);

    public Header {
      Objects.requireNonNull(sessionId, "sessionId");
    }
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
    if (!contentType.equals(JSON)) {
      throw new EnvelopeException(
          "the content type is \""
              + contentType
              + "\" where \"application/json\" is wanted, exactly and without parameters");
    }
    try {
      return Json.parse(content);
    } catch (JsonException e) {
      throw new EnvelopeException("the content is not JSON: " + e.getMessage(), e);
    }
  }

  /** Equal headers, content types and bytes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Envelope that
        && header.equals(that.header)
        && contentType.equals(that.contentType)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return (header.hashCode() * 31 + contentType.hashCode()) * 31 + Arrays.hashCode(content);
  }

  /** Without the content, which may be large or secret. */
  @Override
  public String toString() {
    return "Envelope[" + header + ", " + contentType + ", " + content.length + " bytes]";
  }
}
