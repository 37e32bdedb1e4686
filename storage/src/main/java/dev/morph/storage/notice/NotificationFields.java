package dev.morph.storage.notice;

import dev.morph.base.json.JsonValue;
import dev.morph.storage.data.Fields;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an extension says in a notification.
 *
 * @param title 1 to 200 characters
 * @param text at most 4,000 characters
 * @param link an absolute http or https address, or null
 */
public record NotificationFields(
    String title, String text, NotificationLevel level, @Nullable String link) {
  private static final Set<String> NAMES = Set.of("title", "text", "level", "link");
  private static final int TITLE_CHARACTERS = 200;
  private static final int TEXT_CHARACTERS = 4_000;
  private static final int LINK_CHARACTERS = 2_000;

  /**
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public NotificationFields {
    Fields.check("title", title, 1, TITLE_CHARACTERS);
    Fields.check("text", text, 1, TEXT_CHARACTERS);
    Fields.check("link", link, 1, LINK_CHARACTERS);
    if (link != null && !isWeb(link)) {
      // somebody will click it: no javascript:, no file:
      throw Fields.invalid("link: an absolute http or https address is accepted");
    }
  }

  /**
   * Reads the parameters of {@code notify.send}. Without {@code level} it is {@code info}.
   *
   * @throws dev.morph.base.MorphException ({@code request-invalid}) naming the field that is wrong
   */
  public static NotificationFields fromJson(JsonValue json) {
    Fields fields = Fields.of(json, "notification", NAMES);
    String level = fields.optionalWord("level", NotificationLevel.WORDS);
    return new NotificationFields(
        fields.text("title", TITLE_CHARACTERS),
        fields.text("text", TEXT_CHARACTERS),
        level == null ? NotificationLevel.INFO : NotificationLevel.of(level),
        fields.optionalText("link", LINK_CHARACTERS));
  }

  private static boolean isWeb(String link) {
    try {
      URI uri = URI.create(link);
      String scheme = uri.getScheme();
      return uri.getHost() != null
          && ("https".equalsIgnoreCase(scheme) || "http".equalsIgnoreCase(scheme));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
