package dev.morph.host.openers;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.host.integration.IntegrationAction;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.host.integration.NativeIntegration;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** Opens text files; what is no text is shown as hexadecimal digits. */
final class TextOpener implements NativeIntegration {
  private static final List<String> ENDINGS =
      List.of(
          ".txt", ".md", ".log", ".json", ".jsonl", ".yaml", ".yml", ".toml", ".xml", ".csv",
          ".html", ".css", ".js", ".ts", ".py", ".java", ".rs", ".go", ".c", ".h", ".sh", ".elm",
          ".wat", ".wit", ".svg", ".wasm");

  private final OpenedFiles files;

  TextOpener(OpenedFiles files) {
    this.files = files;
  }

  @Override
  public IntegrationDescription describe() {
    return IntegrationDescription.of(
            "Text files",
            "1.0.0",
            "Opens text files.",
            List.of(
                IntegrationAction.of(
                        "edit", "Answers the content of a file, or replaces it with the one given.")
                    .taking(OpenedFiles.schema("content"))))
        .opening(ENDINGS);
  }

  @Override
  public JsonValue execute(Call call) {
    String path = OpenedFiles.path(call);
    if (call.params().get("content") instanceof JsonString(String content)) {
      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
      files.write(path, bytes);
      return JsonObject.builder().put("path", path).put("size", bytes.length).build();
    }
    byte[] bytes = files.read(path);
    JsonObject.Builder answer = JsonObject.builder().put("path", path).put("size", bytes.length);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return answer.put("encoding", "utf-8").put("content", text).build();
    } catch (CharacterCodingException e) {
      return answer.put("encoding", "hex").put("content", HexFormat.of().formatHex(bytes)).build();
    }
  }
}
