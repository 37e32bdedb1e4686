package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonObject;
import dev.morph.builtins.BuiltinRegistry;
import dev.morph.host.Extension;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.FunctionOutcome;
import dev.morph.runtime.sandbox.FunctionRequest;
import dev.morph.runtime.sandbox.LogLine;
import dev.morph.storage.audit.AuditCaller;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * A frontend, backend or transformer in the sandbox: a file, or what is installed, whose calls are
 * in the audit log. Closed by who opened it.
 */
public final class DesignGuest implements AutoCloseable {
  /** What begins the name of an installed extension. */
  private static final String INSTALLED = "ext:";

  private static final String FILE = ".wasm";

  private final Terminal terminal;
  private final Function<FunctionRequest, FunctionOutcome> calls;
  private final List<AutoCloseable> opened;

  private DesignGuest(
      Terminal terminal,
      Function<FunctionRequest, FunctionOutcome> calls,
      List<AutoCloseable> opened) {
    this.terminal = terminal;
    this.calls = calls;
    this.opened = opened;
  }

  /**
   * Those that come with Morph as guests, each loaded when it is called first.
   *
   * @param work what is done with them, before they are closed
   */
  public static <T> T builtins(
      LoadOptionsMixin load, Terminal terminal, Function<BuiltinRegistry, T> work) {
    try (Morph morph = load.installed(List.of(), terminal, List.of()).build()) {
      return work.apply(morph.builtins());
    }
  }

  /** True for the name of a file or of what is installed. */
  public static boolean isName(String name) {
    return name.startsWith(INSTALLED) || name.endsWith(FILE);
  }

  /**
   * Opens {@code ext:ID} or {@code FILE.wasm}.
   *
   * @param grants for a file; what is installed has those that were approved
   * @throws MorphException if it is not there, may not run, or is no extension
   */
  public static DesignGuest open(
      String name, LoadOptionsMixin load, List<String> grants, Terminal terminal) {
    if (!name.startsWith(INSTALLED)) {
      return file(Path.of(name), load, grants, terminal);
    }
    if (!grants.isEmpty() || load.hasManifest()) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "--grant and --manifest are for files; " + name + " runs on the terms approved for it");
    }
    InstalledId id = InstalledId.parse(name.substring(INSTALLED.length()));
    InstalledMorph installed =
        InstalledMorph.open(load.installed(List.of(), terminal, List.of()), terminal);
    return new DesignGuest(
        terminal,
        request -> installed.morph().designTime().call(id.id(), request, AuditCaller.CLI),
        List.of(installed));
  }

  private static DesignGuest file(
      Path file, LoadOptionsMixin load, List<String> grants, Terminal terminal) {
    Morph morph = load.open(List.of(), terminal);
    try {
      Extension extension = morph.load(file, load.options(grants));
      return new DesignGuest(terminal, extension::call, List.of(extension, morph));
    } catch (RuntimeException e) {
      morph.close();
      throw e;
    }
  }

  /**
   * Calls a function; lines that the guest logs and what it was denied go to standard error.
   *
   * @throws MorphException if the call fails
   */
  public Envelope call(String function, Envelope request) {
    CallRequest caller =
        new CallRequest(
            function, JsonObject.EMPTY, JsonObject.EMPTY, Map.of(), Map.of(), this::log, false);
    FunctionOutcome outcome =
        calls.apply(new FunctionRequest(function, List.of(request), JsonObject.EMPTY, caller));
    outcome.report().denials().forEach(denial -> terminal.note("denied: " + denial.message()));
    return outcome.orThrow().getFirst();
  }

  private void log(LogLine line) {
    terminal.note(line.level().name().toLowerCase(Locale.ROOT) + ": " + line.message());
  }

  @Override
  public void close() {
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception e) {
        throw new MorphException(ErrorCode.INTERNAL_ERROR, "the sandbox did not close", e);
      }
    }
  }
}
