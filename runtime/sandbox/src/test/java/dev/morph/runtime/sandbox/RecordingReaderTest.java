package dev.morph.runtime.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.runtime.capability.CallContext.LogLevel;
import dev.morph.runtime.policy.Limit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordingReaderTest {
  private static byte[] sample() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Recording(
            Digest.of(new byte[0]),
            "tiny",
            CallRequest.of("run", JsonObject.builder().put("a", "ü\n").build()),
            Map.of(Limit.MEMORY, 1L << 20, Limit.TIME, 5_000_000_000L),
            List.of(Masks.EXAMPLE),
            List.of(
                new RecordedCall(
                    "execute",
                    "now",
                    JsonObject.EMPTY,
                    false,
                    new RecordedCall.Answer.Reply(JsonNull.NULL),
                    List.of(new LogLine(LogLevel.WARN, "careful")),
                    List.of(new Denial(ErrorCode.PERMISSION_NOT_GRANTED, "a", "b", "c"))),
                new RecordedCall(
                    "describe",
                    "http",
                    JsonObject.builder().put("text", "x").build(),
                    true,
                    new RecordedCall.Answer.Fault(
                        ErrorCode.REQUEST_INVALID, "request-invalid: no", JsonObject.EMPTY),
                    List.of(),
                    List.of()),
                new RecordedCall(
                    "instantiate",
                    "http",
                    JsonObject.EMPTY,
                    false,
                    new RecordedCall.Answer.End(),
                    List.of(),
                    List.of())),
            JsonObject.builder().put("ok", new JsonString("done")).build())
        .writeTo(out);
    return out.toByteArray();
  }

  @Test
  void whatIsWrittenIsReadAsItWas() throws IOException {
    byte[] bytes = sample();
    Recording read = Recording.read(bytes);
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    read.writeTo(again);
    assertThat(again.toString(UTF_8)).isEqualTo(new String(bytes, UTF_8));
    assertThat(read.hostCalls()).isEqualTo(3);
    assertThat(read.calls().get(0).logs()).containsExactly(new LogLine(LogLevel.WARN, "careful"));
    assertThat(read.restoredLimits().value(Limit.MEMORY)).isEqualTo(1 << 20);
  }

  @Test
  void everyTornFileIsOneClearError() throws IOException {
    byte[] bytes = sample();
    // the last byte is a line feed, without which nothing is missing
    for (int length = 0; length < bytes.length - 1; length++) {
      byte[] torn = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> Recording.read(torn))
          .as("cut to " + length)
          .isInstanceOfSatisfying(
              MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
    }
  }

  @Test
  void damagedBytesAreReadOrRefusedAndNothingElse() throws IOException {
    byte[] bytes = sample();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] damaged = bytes.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      try {
        Recording.read(damaged);
      } catch (MorphException e) {
        assertThat(e.code()).isIn(ErrorCode.USAGE_INVALID, ErrorCode.VERSION_INCOMPATIBLE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"morph_recording\":1 | \"morph_recording\":2 | version 2",
        "\"morph_recording\":1 | \"other\":1 | is no recording",
        "sha256:e3 | sha256:xx | line 1",
        "\"memory\":1048576 | \"memory\":1.5 | memory must be an integer",
        "\"memory\":1048576 | \"memories\":1 | no limit memories",
        "[redacted:0123456789abcdef] | secret | masks must be",
        "\"call\":2 | \"call\":7 | line 3 of the recording is damaged: it has call 7",
        "\"phase\":\"execute\" | \"phase\":\"dream\" | no phase \"dream\"",
        "\"level\":\"warn\" | \"level\":\"loud\" | line 2",
        "\"code\":\"request-invalid\" | \"code\":\"bad\" | no error code bad",
        "\"request-invalid: no\" | \"no\" | begins with its code",
        "\"calls\":3 | \"calls\":4 | tells of 4 host calls",
        "{\"ok\":\"done\"} | {} | error must be an object",
        "\"calls\":3} | \"calls\":3}\\n{} | follows the outcome",
        "\"action\":\"run\" | \"action\":5 | action must be a text"
      })
  void eachFaultIsNamed(String found, String put, String said) throws IOException {
    String text = new String(sample(), UTF_8);
    assertThat(text).contains(found);
    String changed = text.replace(found, put.replace("\\n", "\n"));
    assertThatThrownBy(() -> Recording.read(changed.getBytes(UTF_8)))
        .isInstanceOf(MorphException.class)
        .hasMessageContaining(said);
  }

  @Test
  void aLimitAboveTheCeilingIsNotObeyed() throws IOException {
    String text = new String(sample(), UTF_8).replace("1048576", "9007199254740991");
    Recording hostile = Recording.read(text.getBytes(UTF_8));
    assertThatThrownBy(hostile::restoredLimits)
        .hasMessageContaining("above the ceiling")
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
  }

  @Test
  void deepNestingIsRefused() {
    String deep = "{\"morph_recording\":" + "[".repeat(100_000);
    assertThatThrownBy(() -> Recording.read(deep.getBytes(UTF_8)))
        .isInstanceOf(MorphException.class)
        .hasMessageContaining("line 1");
  }
}
