package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.builtins.BuiltinException;
import dev.morph.builtins.BuiltinExtension;
import dev.morph.builtins.BuiltinRegistry;
import dev.morph.builtins.StandardBuiltins;
import dev.morph.cli.DesignGuest;
import dev.morph.cli.LoadOptionsMixin;
import dev.morph.cli.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Options of commands that call a frontend or backend: one that comes with Morph, a file, or what
 * is installed.
 */
final class DesignTool {
  @Option(
      names = "--mode",
      paramLabel = "native|wasm",
      defaultValue = "native",
      description =
          "Runs a tool that comes with Morph in this process (the default), or as a guest in the"
              + " sandbox.")
  private RunMode mode = RunMode.NATIVE;

  @Option(
      names = "--grant",
      paramLabel = "PERM[=SCOPE]",
      description = "Grants a guest of a file a right. See docs/reference/permissions.md.")
  private List<String> grants = new ArrayList<>();

  @Mixin private LoadOptionsMixin load = new LoadOptionsMixin();

  /** How one of those that come with Morph is found. */
  @FunctionalInterface
  interface Search {
    Optional<BuiltinExtension> in(BuiltinRegistry registry);
  }

  /** What a registry has of a kind. */
  @FunctionalInterface
  interface Known {
    List<String> in(BuiltinRegistry registry);
  }

  /**
   * Calls a function of the tool of a name.
   *
   * @throws IrException if it answers an error with diagnostics
   * @throws MorphException if there is no such tool, or the call fails
   */
  Envelope call(
      String name,
      Search search,
      Known known,
      String function,
      Envelope request,
      Terminal terminal) {
    if (DesignGuest.isName(name)) {
      try (DesignGuest guest = DesignGuest.open(name, load, grants, terminal)) {
        return guest.call(function, request);
      }
    }
    return switch (mode) {
      case NATIVE ->
          builtin(StandardBuiltins.all(), name, search, known, function, request, terminal);
      case WASM ->
          DesignGuest.builtins(
              load,
              terminal,
              registry -> builtin(registry, name, search, known, function, request, terminal));
    };
  }

  /**
   * Refuses a name that means nothing, before anything is read.
   *
   * @throws MorphException ({@code usage-invalid})
   */
  static void requireKnown(String name, Search search, Known known) {
    if (!DesignGuest.isName(name) && search.in(StandardBuiltins.all()).isEmpty()) {
      throw unknown(name, known.in(StandardBuiltins.all()));
    }
  }

  private static MorphException unknown(String name, List<String> known) {
    List<String> all = new ArrayList<>(known);
    all.add("guests as FILE.wasm");
    return new MorphException(
        ErrorCode.USAGE_INVALID,
        "there is no \""
            + name
            + "\"; there are "
            + String.join(", ", all)
            + ", and what is installed as ext:ID");
  }

  private static Envelope builtin(
      BuiltinRegistry registry,
      String name,
      Search search,
      Known known,
      String function,
      Envelope request,
      Terminal terminal) {
    BuiltinExtension found =
        search.in(registry).orElseThrow(() -> unknown(name, known.in(registry)));
    return answered(found.call(function, request), name, terminal);
  }

  /**
   * An answer that is no error.
   *
   * @throws IrException for one that is
   */
  static Envelope answered(Envelope answer, String name, Terminal terminal) {
    BuiltinException error = BuiltinException.of(answer);
    if (error != null) {
      DiagnosticsPrinter.print(terminal, name, error.diagnostics());
      throw new IrException(error.code(), String.valueOf(error.getMessage()), error.diagnostics());
    }
    return answer;
  }
}
