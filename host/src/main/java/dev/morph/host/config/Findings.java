package dev.morph.host.config;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Collects what is wrong. In the files of system and user it ends the command, since it stands for
 * something that was meant; in a project's it is a warning, since whoever wrote the repository
 * cannot stop others from working in it.
 */
final class Findings {
  private static final int MOST_WARNINGS = 100;
  private static final int MOST_ERRORS_SHOWN = 10;

  private final List<ConfigFinding> errors = new ArrayList<>();
  private final List<ConfigFinding> warnings = new ArrayList<>();

  void add(ConfigLayer layer, ConfigFinding finding) {
    if (layer != ConfigLayer.PROJECT) {
      errors.add(finding);
    } else if (warnings.size() < MOST_WARNINGS) {
      warnings.add(finding);
    } else if (warnings.size() == MOST_WARNINGS) {
      warnings.add(new ConfigFinding(finding.file(), 0, "", "there is more; mend these first"));
    }
  }

  List<ConfigFinding> warnings() {
    return List.copyOf(warnings);
  }

  void throwIfFaulty() {
    if (errors.isEmpty()) {
      return;
    }
    String shown =
        errors.stream()
            .limit(MOST_ERRORS_SHOWN)
            .map(ConfigFinding::text)
            .collect(Collectors.joining("; "));
    int more = errors.size() - MOST_ERRORS_SHOWN;
    throw new MorphException(
        ErrorCode.USAGE_INVALID, shown + (more > 0 ? "; and " + more + " more" : ""));
  }
}
