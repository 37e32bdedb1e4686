package dev.morph.host.openers;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.files.FileFault;
import dev.morph.base.files.FileRoot;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.capabilities.fs.GuestPath;
import dev.morph.host.integration.NativeIntegration;
import dev.morph.runtime.capability.HostFault;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The files that openers open, by the parameter {@code path} of a call. */
final class OpenedFiles {
  /** As the limit {@code file-size} has it where nobody asks for another. */
  private static final long MOST_BYTES = 10L << 20;

  private final @Nullable FileRoot root;

  OpenedFiles(@Nullable FileRoot root) {
    this.root = root;
  }

  /** The schema of {@code {path}} and other texts, which may be absent. */
  static JsonObject schema(String... optional) {
    JsonObject text = JsonObject.builder().put("type", "string").build();
    JsonObject.Builder properties = JsonObject.builder().put("path", text);
    for (String name : optional) {
      properties.put(name, text);
    }
    return JsonObject.builder()
        .put("type", "object")
        .put("properties", properties.build())
        .put("required", new JsonArray(List.of(new JsonString("path"))))
        .put("additionalProperties", false)
        .build();
  }

  static String path(NativeIntegration.Call call) {
    if (!(call.params().get("path") instanceof JsonString(String path))) {
      throw new MorphException(ErrorCode.PARAMS_INVALID, "path is missing");
    }
    try {
      return GuestPath.parseBelowRoot(path);
    } catch (HostFault e) {
      throw new MorphException(ErrorCode.PARAMS_INVALID, String.valueOf(e.getMessage()), e);
    }
  }

  byte[] read(String path) {
    try {
      return root().read(path, MOST_BYTES);
    } catch (FileFault e) {
      throw failed(path, e);
    }
  }

  void write(String path, byte[] content) {
    try {
      root().write(path, content);
    } catch (FileFault e) {
      throw failed(path, e);
    }
  }

  private FileRoot root() {
    FileRoot files = root;
    if (files == null) {
      throw new MorphException(
          ErrorCode.NOT_FOUND, "there are no files here; give Morph a workspace");
    }
    return files;
  }

  private static MorphException failed(String path, FileFault fault) {
    ErrorCode code =
        switch (fault.kind()) {
          case NOT_FOUND, NOT_A_FILE, NOT_A_FOLDER -> ErrorCode.NOT_FOUND;
          case TOO_LARGE -> ErrorCode.LIMIT_FILE_SIZE;
          default -> ErrorCode.IO_FAILED;
        };
    return new MorphException(code, path + " " + fault.words(), fault);
  }
}
