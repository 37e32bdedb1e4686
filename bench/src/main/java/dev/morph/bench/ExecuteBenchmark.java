package dev.morph.bench;

import dev.morph.base.ExtensionId;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.engine.meter.Counters;
import dev.morph.engine.meter.FuelBudget;
import dev.morph.engine.meter.Meter;
import dev.morph.engine.meter.MeterOptions;
import dev.morph.host.Approval;
import dev.morph.host.Extension;
import dev.morph.host.InstallCandidate;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.Store;
import dev.morph.storage.audit.AuditCaller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/**
 * One action through the facade, all checks on: JSON in, JSON out. And what of it is not the guest:
 * the same action called on the engine alone, and through the registry, which audits it.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExecuteBenchmark {
  private static final Path ECHO_FILE = Path.of("extensions", "target", "guests", "echo-rust.wasm");

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
          morph.extensions().load(ECHO_FILE, LoadOptions.builder().manifest(manifest).build());
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

  /** The echo installed, its rows given to nobody: without the commit. */
  @State(Scope.Thread)
  public static class Installed {
    private static final ExtensionId ECHO = new ExtensionId("echo");

    private @Nullable Store store;
    private @Nullable Morph morph;
    private final CallRequest request =
        CallRequest.of("echo", JsonObject.builder().put("message", "hello").build());

    @Setup
    public void start() {
      store = Store.inMemory();
      morph = Morph.builder().store(store).audit(entry -> {}).build();
      InstallCandidate candidate =
          morph
              .extensions()
              .examine(
                  ECHO_FILE,
                  MANIFEST.replace("%s", "reuse").getBytes(StandardCharsets.UTF_8),
                  null);
      dev.morph.host.Installed unused =
          morph.extensions().add(candidate, Approval.exactly(candidate.terms().digest(), "bench"));
    }

    @TearDown
    public void stop() {
      Objects.requireNonNull(morph).close();
      Objects.requireNonNull(store).close();
    }
  }

  @Benchmark
  public JsonValue audited(Installed state) {
    return Objects.requireNonNull(state.morph)
        .integrations()
        .execute(Installed.ECHO, state.request, AuditCaller.API)
        .orThrow();
  }

  /** The echo on the engine, metered, with nothing around it: no check, no limit, no JSON. */
  @State(Scope.Thread)
  public static class Alone {
    private static final long PLENTY = 1L << 60;
    private static final List<byte[]> TEXTS =
        List.of(
            utf8("echo"),
            utf8("{\"message\":\"hello\"}"),
            utf8("{\"request_id\":\"0123456789abcdef-0123456789abcdef\",\"config\":{}}"));

    private @Nullable FuelBudget budget;
    private @Nullable GuestFunction realloc;
    private @Nullable GuestFunction execute;
    private @Nullable GuestFunction post;
    private @Nullable Memory memory;

    @Setup
    public void start() throws IOException {
      Engine engine = EndiveEngine.compiled();
      FuelBudget fuel = FuelBudget.of(FuelBudget.counters(engine));
      CompiledModule module =
          engine.compileMetered(
              Meter.meter(
                      ModuleBinary.decode(Files.readAllBytes(ECHO_FILE)), MeterOptions.defaults())
                  .bytes(),
              Counters.MODULE);
      Imports.Builder imports = fuel.putInto(Imports.builder());
      for (ImportType one : module.imports()) {
        if (one.type() instanceof ExternType.Function(FunctionType type)) {
          imports.put(
              one.module(),
              one.name(),
              HostFunction.of(type, (caller, lanes) -> GuestFunction.NO_LANES));
        }
      }
      fuel.fill(PLENTY, PLENTY, 10_000);
      Instance instance = module.instantiate(imports.build(), MemoryBudget.of(256L << 20, 100_000));
      budget = fuel;
      realloc = instance.function("cabi_realloc");
      execute = instance.function("execute");
      post = instance.function("cabi_post_execute");
      memory = instance.memory("memory");
    }

    private static byte[] utf8(String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    byte[] call() {
      Objects.requireNonNull(budget).fill(PLENTY, PLENTY, 10_000);
      Memory bytes = Objects.requireNonNull(memory);
      long[] lanes = new long[TEXTS.size() * 2];
      for (int i = 0; i < TEXTS.size(); i++) {
        byte[] text = TEXTS.get(i);
        long at = Objects.requireNonNull(realloc).call(0, 0, 1, text.length)[0];
        bytes.write(at, text, 0, text.length);
        lanes[2 * i] = at;
        lanes[2 * i + 1] = text.length;
      }
      long area = Objects.requireNonNull(execute).call(lanes)[0];
      byte[] answer = bytes.read(bytes.getInt(area + 4), bytes.getInt(area + 8));
      Objects.requireNonNull(post).call(area);
      return answer;
    }
  }

  @Benchmark
  public byte[] alone(Alone state) {
    return state.call();
  }
}
