package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the file of an extension, and says what it is where it is no core module. */
final class GuestFile {
  private static final int PREAMBLE_BYTES = 8;

  private GuestFile() {}

  /**
   * The bytes of a file, which is refused before it is read if it is larger than {@code limit}.
   *
   * @throws MorphException {@code not-found}, {@code limit-artifact-size}, {@code io-failed}
   */
  static byte[] read(Path file, long limit) {
    if (!Files.exists(file)) {
      throw new MorphException(
          ErrorCode.NOT_FOUND, "there is no file " + file + "; give the path of a .wasm file");
    }
    if (!Files.isRegularFile(file)) {
      throw new MorphException(
          ErrorCode.NOT_FOUND, file + " is not a file; give the path of a .wasm file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      checkSize(Files.size(file), limit);
      byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 16));
      checkSize(bytes.length, limit);
      return bytes;
    } catch (IOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read " + file + ": " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.AccessDeniedException
        ? "access denied"
        : String.valueOf(e.getMessage());
  }

  static void checkSize(long size, long limit) {
    if (size > limit) {
      throw new MorphException(
          ErrorCode.LIMIT_ARTIFACT_SIZE,
          "the file has "
              + size
              + " bytes, the limit is "
              + limit
              + "; raise it with --limit artifact-size=SIZE",
          JsonObject.builder().put("size", size).put("limit", limit).build());
    }
  }

  /** True if the bytes begin as those of a component. */
  static boolean isComponent(byte[] bytes) {
    return hasMagic(bytes) && bytes.length >= PREAMBLE_BYTES && bytes[6] == 1;
  }

  private static boolean hasMagic(byte[] bytes) {
    return bytes.length >= 4
        && bytes[0] == 0
        && bytes[1] == 'a'
        && bytes[2] == 's'
        && bytes[3] == 'm';
  }

  /**
   * Passes a core module of version 1.
   *
   * @throws MorphException {@code module-malformed} or {@code module-refused}, naming what it is
   */
  static void requireCoreModule(byte[] bytes) {
    if (bytes.length == 0) {
      throw malformed("the file is empty");
    }
    if (!hasMagic(bytes)) {
      throw malformed(
          looksLikeText(bytes)
              ? "the file is text; give the binary (.wasm) that the toolchain makes of it"
              : "the file does not begin with the WebAssembly magic number 00 61 73 6d");
    }
    if (bytes.length < PREAMBLE_BYTES) {
      throw malformed("the file ends within its preamble, after " + bytes.length + " bytes");
    }
    if (isComponent(bytes)) {
      throw new MorphException(
          ErrorCode.MODULE_REFUSED,
          "this file is a component; this version runs core modules. Give the core module that the"
              + " component was made from");
    }
    if (bytes[4] != 1 || bytes[5] != 0 || bytes[6] != 0 || bytes[7] != 0) {
      throw malformed("the file has another WebAssembly version than 1");
    }
  }

  private static boolean looksLikeText(byte[] bytes) {
    for (int i = 0; i < Math.min(bytes.length, 256); i++) {
      int c = bytes[i];
      if (c >= 0 && c < 32 && c != '\n' && c != '\r' && c != '\t') {
        return false;
      }
    }
    return true;
  }

  private static MorphException malformed(String what) {
    return new MorphException(ErrorCode.MODULE_MALFORMED, what);
  }
}
