package dev.morph.base.envelope;

import dev.morph.base.Base64Text;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonReader;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** The two JSON forms. Content goes straight between bytes and text, without a tree. */
final class JsonForm {
  private JsonForm() {}

  static byte[] write(Envelope envelope, boolean base64) {
    Envelope.Header header = envelope.header();
    var out = new JsonWriter();
    out.beginObject().name(Parts.HEADER).beginObject();
    out.name(Parts.SEQNUM).value(JsonNumber.ofUnsigned(header.seqnum()));
    out.name(Parts.SESSION_ID).string(header.sessionId());
    if (header.kind() != null) {
      out.name(Parts.KIND).string(header.kind());
    }
    out.endObject().name(Parts.CONTENT_TYPE).string(envelope.contentType()).name(Parts.CONTENT);
    if (base64) {
      out.string(Base64Text.encode(envelope.content()));
    } else {
      out.byteArray(envelope.content());
    }
    return out.endObject().toByteArray();
  }

  static Envelope read(byte[] bytes) {
    try {
      var in = new JsonReader(bytes);
      var parts = new Parts();
      in.beginObject();
      String name;
      while ((name = in.nextName()) != null) {
        switch (name) {
          case Parts.HEADER -> parts.header = header(in);
          case Parts.CONTENT_TYPE -> parts.contentType = text(in, name);
          case Parts.CONTENT -> parts.content = content(in);
          default -> in.readValue();
        }
      }
      in.end();
      return parts.envelope();
    } catch (JsonException e) {
      throw new EnvelopeException("no envelope: " + e.getMessage(), e);
    }
  }

  private static Envelope.Header header(JsonReader in) {
    if (in.peek() != '{') {
      throw new EnvelopeException("no envelope: header must be an object or be left out");
    }
    Long seqnum = null;
    String sessionId = null;
    String kind = null;
    in.beginObject();
    String name;
    while ((name = in.nextName()) != null) {
      switch (name) {
        case Parts.SEQNUM -> seqnum = seqnum(in.readValue());
        case Parts.SESSION_ID -> sessionId = text(in, "header.session_id");
        case Parts.KIND -> kind = kind(in.readValue());
        default -> in.readValue();
      }
    }
    return Parts.header(seqnum, sessionId, kind);
  }

  private static long seqnum(JsonValue value) {
    if (value instanceof JsonNumber number) {
      try {
        return number.unsignedLongValueExact();
      } catch (ArithmeticException e) {
        throw new EnvelopeException(
            "no envelope: header.seqnum must be from 0 to 18446744073709551615; it is "
                + e.getMessage(),
            e);
      }
    }
    throw new EnvelopeException(
        "no envelope: header.seqnum must be a whole number from 0 to 18446744073709551615");
  }

  private static @Nullable String kind(JsonValue value) {
    return switch (value) {
      case JsonString text -> text.value();
      case JsonNull nothing -> null;
      default ->
          throw new EnvelopeException("no envelope: header.kind must be text or be left out");
    };
  }

  private static String text(JsonReader in, String key) {
    if (in.peek() != '"') {
      throw new EnvelopeException("no envelope: " + key + " must be text");
    }
    return in.readString();
  }

  private static byte[] content(JsonReader in) {
    return switch (in.peek()) {
      case '[' -> in.readByteArray();
      case '"' -> base64(in.readString());
      default ->
          throw new EnvelopeException(
              "no envelope: content must be an array of byte values or base64 text");
    };
  }

  private static byte[] base64(String text) {
    try {
      return Base64Text.decode(text);
    } catch (IllegalArgumentException e) {
      throw new EnvelopeException("no envelope: content is " + e.getMessage(), e);
    }
  }
}
