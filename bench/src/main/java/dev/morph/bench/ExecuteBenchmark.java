package dev.morph.bench;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One action through the facade, all checks on: JSON in, JSON out. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExecuteBenchmark {
  private static final String MANIFEST =
      "{\"name\": \"echo\", \"version\": \"1.0.0\", \"permissions\": [], \"lifecycle\": \"%s\"}";

  /** The echo in Rust (canonical ABI, 93 KB of code), built by {@code extensions/build}. */
  @State(Scope.Thread)
  public static class Echo {
    @Param({"reuse", "fresh"})
    String lifecycle = "";

    private @Nullable Morph morph;
    private @Nullable Extension extension;
    private final CallRequest request =
        CallRequest.of("echo", JsonObject.builder().put("message", "hello").build());

    @Setup
    public void start() {
      morph = Morph.builder().build();
      byte[] manifest = MANIFEST.replace("%s", lifecycle).getBytes(StandardCharsets.UTF_8);
      extension =
          morph
              .extensions()
              .load(
                  Path.of("extensions", "target", "guests", "echo-rust.wasm"),
                  LoadOptions.builder().manifest(manifest).build());
    }

    @TearDown
    public void stop() {
      Objects.requireNonNull(morph).close();
    }
  }

  @Benchmark
  public JsonValue execute(Echo state) {
    return Objects.requireNonNull(state.extension).execute(state.request).orThrow();
  }
}
