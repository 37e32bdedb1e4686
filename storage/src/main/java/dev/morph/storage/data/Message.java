package dev.morph.storage.data;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;

/**
 * A message of a conversation.
 *
 * @param role who said it, 1 to 100 characters, as {@code user}
 * @param text at most 1,000,000 characters
 * @param at when
 */
public record Message(String role, String text, Instant at) {
  private static final Set<String> NAMES = Set.of("role", "text", "at");
  private static final int ROLE_CHARACTERS = 100;
  private static final int TEXT_CHARACTERS = 1_000_000;

  /**
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public Message {
    Fields.check("role", role, 1, ROLE_CHARACTERS);
    Fields.check("text", text, 0, TEXT_CHARACTERS);
    at = Times.whole(at);
  }

  /**
   * Reads a message.
   *
   * @param now the time of a message without {@code at}
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static Message fromJson(JsonValue json, Instant now) {
    Fields fields = Fields.of(json, "message", NAMES);
    OffsetDateTime at = fields.optionalTime("at");
    String text = fields.optionalText("text", TEXT_CHARACTERS);
    if (text == null) {
      throw Fields.invalid("text: a message has a text");
    }
    return new Message(
        fields.text("role", ROLE_CHARACTERS), text, at == null ? now : at.toInstant());
  }

  /** {@code {role, text, at}}. */
  public JsonObject toJson() {
    return JsonObject.builder()
        .put("role", role)
        .put("text", text)
        .put("at", Times.text(at))
        .build();
  }
}
