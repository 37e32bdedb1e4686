package dev.morph.builtins;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonReader;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A request or an answer of design time: an object whose member {@code ir} may be many megabytes
 * and stays bytes. Whoever writes one puts {@code ir} last.
 *
 * @param members all members but {@code ir}
 * @param ir a document of the IR, not copied, not to be changed; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent")
public record IrMessage(JsonObject members, byte @Nullable [] ir) {
  /** The content type of a document of the IR alone. */
  public static final String IR_JSON = "application/morphir-ir+json";

  /** Who reads the document has a limit of its own; here only its end is looked for. */
  private static final int MAX_DEPTH = 1 << 20;

  private static final String IR = "ir";

  /**
   * Reads a message: JSON with a member {@code ir}, or a document of the IR alone.
   *
   * @throws EnvelopeException if the content type is neither's, or the content is no JSON object
   */
  public static IrMessage of(Envelope envelope) {
    if (envelope.contentType().equals(IR_JSON)) {
      return new IrMessage(JsonObject.EMPTY, envelope.content());
    }
    if (!envelope.contentType().equals(Envelope.JSON)) {
      throw new EnvelopeException(
          "the content type is \""
              + envelope.contentType()
              + "\"; \""
              + Envelope.JSON
              + "\" with a member ir and \""
              + IR_JSON
              + "\" are read, exactly and without parameters");
    }
    try {
      return read(envelope.content());
    } catch (JsonException e) {
      throw new EnvelopeException("the content is not JSON: " + e.getMessage(), e);
    }
  }

  private static IrMessage read(byte[] content) {
    var json = new JsonReader(content, MAX_DEPTH);
    if (json.peek() != '{') {
      throw new EnvelopeException("the content must be a JSON object with a member ir");
    }
    var members = JsonObject.builder();
    byte[] ir = null;
    json.beginObject();
    String name;
    while ((name = json.nextName()) != null) {
      json.peek();
      int from = json.offset();
      json.skipValue();
      byte[] value = Arrays.copyOfRange(content, from, json.offset());
      if (name.equals(IR)) {
        ir = value;
      } else {
        members.put(name, Json.parse(value));
      }
    }
    json.end();
    return new IrMessage(members.build(), ir);
  }

  /**
   * The document.
   *
   * @throws BuiltinException if there is none
   */
  public byte[] requireIr() {
    if (ir == null) {
      throw new BuiltinException(
          "request-invalid", "the member ir is missing: a document of the IR, v1 to v4");
    }
    return ir;
  }

  /** As JSON with {@code ir} as its last member. */
  public Envelope toEnvelope() {
    byte[] head = Json.writeUtf8(members);
    if (ir == null) {
      return new Envelope(Envelope.Header.NONE, Envelope.JSON, head);
    }
    String lead = members.members().isEmpty() ? "\"ir\":" : ",\"ir\":";
    int at = head.length - 1;
    byte[] content = Arrays.copyOf(head, at + lead.length() + ir.length + 1);
    for (int i = 0; i < lead.length(); i++) {
      content[at++] = (byte) lead.charAt(i);
    }
    System.arraycopy(ir, 0, content, at, ir.length);
    content[content.length - 1] = '}';
    return new Envelope(Envelope.Header.NONE, Envelope.JSON, content);
  }
}
