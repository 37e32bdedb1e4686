package dev.morph.base.envelope;

import org.jspecify.annotations.Nullable;

/** What a reader has found of an envelope so far; says what is missing at the end. */
final class Parts {
  static final String HEADER = "header";
  static final String SEQNUM = "seqnum";
  static final String SESSION_ID = "session_id";
  static final String KIND = "kind";
  static final String CONTENT_TYPE = "content_type";
  static final String CONTENT = "content";

  Envelope.Header header = Envelope.Header.NONE;
  @Nullable String contentType;
  byte @Nullable [] content;

  static Envelope.Header header(
      @Nullable Long seqnum, @Nullable String sessionId, @Nullable String kind) {
    if (seqnum == null) {
      throw missing(HEADER + "." + SEQNUM);
    }
    if (sessionId == null) {
      throw missing(HEADER + "." + SESSION_ID);
    }
    return new Envelope.Header(seqnum, sessionId, kind);
  }

  Envelope envelope() {
    if (contentType == null) {
      throw missing(CONTENT_TYPE);
    }
    if (content == null) {
      throw missing(CONTENT);
    }
    return new Envelope(header, contentType, content);
  }

  private static EnvelopeException missing(String key) {
    return new EnvelopeException(
        "no envelope: "
            + key
            + " is missing; wanted are content_type, content and, in a header, seqnum and"
            + " session_id");
  }
}
