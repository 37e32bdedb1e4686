package dev.morph.tests.differential;

import dev.morph.engine.api.Function;
import dev.morph.engine.api.Trap;
import dev.morph.engine.api.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a call, or making an instance, ended; equal outcomes are equal for whoever called. */
sealed interface Outcome {
  /** It returned. Lanes are in hexadecimal, so that a difference is easily read. */
  record Returned(List<String> lanes, List<String> references) implements Outcome {}

  /** It trapped. */
  record Trapped(Trap.Kind kind) implements Outcome {}

  /** A budget of the metered form ran out. */
  record Exhausted() implements Outcome {}

  static Outcome of(Values values) {
    var references = new ArrayList<String>();
    for (Object reference : values.references()) {
      references.add(reference(reference));
    }
    return new Returned(
        Arrays.stream(values.lanes()).mapToObj(Long::toHexString).toList(), references);
  }

  /** What the host can tell of a reference, whatever the engine makes of it. */
  static String reference(@Nullable Object reference) {
    return switch (reference) {
      case null -> "null";
      case Function function -> "function " + function.type();
      case String own -> own;
      default -> "an object of the guest";
    };
  }
}
