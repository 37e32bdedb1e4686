package dev.morph.host.openers;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.integration.IntegrationAction;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.host.integration.NativeIntegration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Opens images: answers them with their media type, which their first bytes must bear out. */
final class ImageOpener implements NativeIntegration {
  private static final Map<String, String> TYPES =
      Map.of(
          ".png", "image/png",
          ".jpg", "image/jpeg",
          ".jpeg", "image/jpeg",
          ".gif", "image/gif",
          ".webp", "image/webp",
          ".bmp", "image/bmp",
          ".svg", "image/svg+xml");

  /** How a file of a type begins, in hexadecimal digits; an SVG is text and begins in many ways. */
  private static final Map<String, String> BEGINNINGS =
      Map.of(
          "image/png", "89504e470d0a1a0a",
          "image/jpeg", "ffd8ff",
          "image/gif", "47494638",
          "image/webp", "52494646",
          "image/bmp", "424d");

  private static final int LONGEST_BEGINNING = 8;

  private final OpenedFiles files;

  ImageOpener(OpenedFiles files) {
    this.files = files;
  }

  @Override
  public IntegrationDescription describe() {
    return IntegrationDescription.of(
            "Images",
            "1.0.0",
            "Opens image files.",
            List.of(
                IntegrationAction.of("view", "Answers an image, as base64, with its media type.")
                    .taking(OpenedFiles.schema())
                    .readOnly()))
        .opening(List.copyOf(TYPES.keySet()));
  }

  @Override
  public JsonValue execute(Call call) {
    String path = OpenedFiles.path(call);
    String name = path.toLowerCase(Locale.ROOT);
    String type = TYPES.get(name.substring(Math.max(0, name.lastIndexOf('.'))));
    if (type == null) {
      throw new MorphException(
          ErrorCode.PARAMS_INVALID, path + " has no ending of an image, as .png");
    }
    byte[] bytes = files.read(path);
    int shown = Math.min(LONGEST_BEGINNING, bytes.length);
    if (!HexFormat.of().formatHex(bytes, 0, shown).startsWith(BEGINNINGS.getOrDefault(type, ""))) {
      throw new MorphException(ErrorCode.ACTION_FAILED, path + " is no " + type);
    }
    return JsonObject.builder()
        .put("path", path)
        .put("media_type", type)
        .put("size", bytes.length)
        .put("content", Base64.getEncoder().encodeToString(bytes))
        .build();
  }
}
