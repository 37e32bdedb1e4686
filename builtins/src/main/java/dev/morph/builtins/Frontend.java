package dev.morph.builtins;

import dev.morph.base.json.JsonObject;
import dev.morph.ir.Distribution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a distribution of source files. Implementations have no state and are safe to share. */
@FunctionalInterface
public interface Frontend {
  /**
   * Compiles sources. All faults that can be told are told in one run.
   *
   * @param options as the caller gave them; unknown ones are a diagnostic
   */
  Compiled compile(List<SourceFile> sources, JsonObject options);

  /**
   * A source file.
   *
   * @param path relative, with {@code /} between its parts
   */
  record SourceFile(String path, String content) {}

  /**
   * What was compiled.
   *
   * @param ir null if a diagnostic is an error
   */
  record Compiled(@Nullable Distribution ir, List<DesignDiagnostic> diagnostics) {
    public Compiled {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
