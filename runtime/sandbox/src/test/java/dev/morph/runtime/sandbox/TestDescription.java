package dev.morph.runtime.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A {@code describe} of the bytes ABI for guests of tests: one action, {@code run}. */
final class TestDescription {
  private static final String TEXT =
      "{\"content_type\":\"application/json\",\"content\":\""
          + Base64.getEncoder()
              .encodeToString(
                  "{\"name\":\"t\",\"version\":\"1.0.0\",\"actions\":[{\"name\":\"run\"}]}"
                      .getBytes(StandardCharsets.UTF_8))
          + "\"}";

  private TestDescription() {}

  /** Its function and data, which lie from 6,000 to below 8,192. */
  static String function() {
    return "(data (i32.const 6000) \""
        + TEXT.replace("\"", "\\\"")
        + "\")\n(func (export \"describe\") (param i32 i32) (result i64) (i64.const "
        + (6000L << 32 | TEXT.length())
        + "))\n";
  }
}
