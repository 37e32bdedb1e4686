package dev.morph.builtins;

import dev.morph.base.json.JsonObject;
import dev.morph.ir.Distribution;
import java.util.List;

/** Makes files of a distribution. Implementations have no state and are safe to share. */
@FunctionalInterface
public interface Backend {
  /**
   * Makes the files. What cannot be said in the target is a diagnostic, and the rest is made.
   *
   * @param options as the caller gave them; unknown ones are a diagnostic
   */
  Generated generate(Distribution ir, JsonObject options);

  /**
   * What was made.
   *
   * @param artifacts in a stable order
   */
  record Generated(List<Artifact> artifacts, List<DesignDiagnostic> diagnostics) {
    public Generated {
      artifacts = List.copyOf(artifacts);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /**
   * A file.
   *
   * @param path relative, with {@code /} between its parts
   */
  record Artifact(String path, String content) {}
}
