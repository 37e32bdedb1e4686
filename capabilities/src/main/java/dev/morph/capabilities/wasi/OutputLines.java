package dev.morph.capabilities.wasi;

import dev.morph.capabilities.log.LogCapability;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.CallContext.LogLevel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Makes lines of the log out of what a guest prints. */
final class OutputLines {
  /** A longer line is dropped: cut anywhere, it could show half a secret. */
  static final int MAX_LINE_BYTES = 1 << 20;

  private final LogLevel level;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(0);
  private boolean tooLong;

  OutputLines(LogLevel level) {
    this.level = level;
  }

  void print(CallContext call, byte[] bytes) {
    int start = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        add(bytes, start, i);
        log(call);
        start = i + 1;
      }
    }
    add(bytes, start, bytes.length);
  }

  private void add(byte[] bytes, int from, int to) {
    if (line.size() + to - from > MAX_LINE_BYTES) {
      tooLong = true;
    }
    if (!tooLong) {
      line.write(bytes, from, to - from);
    }
  }

  /** Logs a line that the guest did not end. */
  void flush(CallContext call) {
    if (line.size() > 0 || tooLong) {
      log(call);
    }
  }

  private void log(CallContext call) {
    String text =
        tooLong
            ? "(a line of more than " + MAX_LINE_BYTES + " bytes was dropped)"
            : line.toString(StandardCharsets.UTF_8);
    clear();
    LogCapability.write(call, level, text.endsWith("\r") ? text.stripTrailing() : text);
  }

  void clear() {
    line.reset();
    tooLong = false;
  }
}
