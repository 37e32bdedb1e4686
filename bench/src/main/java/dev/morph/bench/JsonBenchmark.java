package dev.morph.bench;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our JSON reader and writer beside Jackson's tree model, on a document of 1 MB. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class JsonBenchmark {
  private static final int BYTES = 1_000_000;

  /** The document, as bytes and as both trees. */
  @State(Scope.Thread)
  public static class Document {
    private final JsonMapper jackson = JsonMapper.builder().build();
    private byte[] utf8 = {};
    private @Nullable JsonValue ours;
    private @Nullable JsonNode theirs;

    @Setup
    public void generate() {
      utf8 = document().getBytes(StandardCharsets.UTF_8);
      ours = Json.parse(utf8);
      theirs = jackson.readTree(utf8);
    }
  }

  /**
   * An array of records, as services answer them: names, text with escapes and accents, numbers.
   */
  private static String document() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("[");
    while (text.length() < BYTES) {
      text.append(text.length() > 1 ? "," : "");
      text.append("{\"id\":").append(random.nextInt(1_000_000));
      text.append(",\"key\":\"PROJ-").append(random.nextInt(10_000)).append('"');
      text.append(",\"title\":\"Résumé of \\\"item ").append(random.nextInt(1_000));
      text.append("\\\"\\n and a longer line of plain text\",\"score\":");
      text.append(random.nextDouble()).append(",\"open\":").append(random.nextBoolean());
      text.append(",\"labels\":[\"bug\",\"ui\",null],\"owner\":{\"name\":\"u");
      text.append(random.nextInt(100)).append("\",\"mail\":\"u@example.com\"}}");
    }
    return text.append(']').toString();
  }

  @Benchmark
  public JsonValue parse(Document document) {
    return Json.parse(document.utf8);
  }

  @Benchmark
  public JsonNode parseJackson(Document document) {
    return document.jackson.readTree(document.utf8);
  }

  @Benchmark
  public byte[] write(Document document) {
    return Json.writeUtf8(Objects.requireNonNull(document.ours));
  }

  @Benchmark
  public byte[] writeJackson(Document document) {
    return document.jackson.writeValueAsBytes(Objects.requireNonNull(document.theirs));
  }
}
