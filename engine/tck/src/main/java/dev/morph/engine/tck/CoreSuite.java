package dev.morph.engine.tck;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.engine.api.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The core suite of the WebAssembly specification, in the JSON form of wabt, read from its archive:
 * one folder per {@code .wast} file, with {@code NAME.json} and the binaries that it names.
 */
final class CoreSuite {
  /** Deep enough for the suite's deepest recursion that must succeed; exhaustion comes soon too. */
  private static final long STACK_BYTES = 16 << 20;

  private static final Duration FILE_TIME = Duration.ofSeconds(120);

  private final Path archive;

  CoreSuite(Path archive) {
    this.archive = archive;
  }

  /** Runs every file on this engine, one after the other. */
  CoreSuiteOutcome run(Engine engine) {
    List<CommandResult> results = new ArrayList<>();
    int textOnly = 0;
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      List<String> scripts =
          zip.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".json")).toList();
      for (String script : scripts) {
        JsonObject json = (JsonObject) Json.parse(read(zip, script));
        textOnly += countTextOnly(json);
        results.addAll(runFile(zip, script, json, engine));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return new CoreSuiteOutcome(engine.name(), results, textOnly);
  }

  private static List<CommandResult> runFile(
      ZipFile zip, String script, JsonObject json, Engine engine) {
    String folder = script.substring(0, script.lastIndexOf('/') + 1);
    String name = script.substring(folder.length(), script.length() - ".json".length());
    SuiteScript runner = new SuiteScript(name, engine, binary -> read(zip, folder + binary));
    return onDeepStack(name, () -> runner.run(json));
  }

  private static int countTextOnly(JsonObject json) {
    return (int)
        ((JsonArray) Objects.requireNonNull(json.get("commands")))
            .items().stream().filter(item -> SuiteScript.isTextOnly((JsonObject) item)).count();
  }

  private static byte[] read(ZipFile zip, String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IllegalStateException("the suite's archive has no " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Runs a file on a thread of its own, so that neither recursion nor a loop ends the build. */
  private static List<CommandResult> onDeepStack(String name, FileRun run) {
    Worker worker = new Worker(run);
    Thread thread = new Thread(null, worker, "core suite " + name, STACK_BYTES);
    thread.setDaemon(true);
    thread.start();
    try {
      if (!thread.join(FILE_TIME)) {
        thread.interrupt();
        throw new IllegalStateException(name + " did not end within " + FILE_TIME);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + name, interrupted);
    }
    if (worker.failure != null) {
      throw new IllegalStateException(name + " could not be run", worker.failure);
    }
    return worker.results;
  }

  private interface FileRun {
    List<CommandResult> run();
  }

  private static final class Worker implements Runnable {
    private final FileRun run;
    private List<CommandResult> results = List.of();
    private @Nullable Throwable failure;

    Worker(FileRun run) {
      this.run = run;
    }

    @Override
    public void run() {
      try {
        results = run.run();
      } catch (RuntimeException | Error thrown) {
        failure = thrown;
      }
    }
  }
}
