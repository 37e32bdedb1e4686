package dev.morph.ir.evaluate;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A place within a definition; its text is the path of the model's words. */
record Location(@Nullable Location outer, String step) {
  static final Location BODY = new Location(null, "body");

  Location then(String inner) {
    return new Location(this, inner);
  }

  Location then(String inner, int index) {
    return then(inner).then(Integer.toString(index));
  }

  /** As {@code /body/in/cases/1/body}. */
  @Override
  public String toString() {
    var steps = new ArrayDeque<String>();
    for (Location place = this; place != null; place = place.outer) {
      steps.addFirst(place.step);
    }
    return "/" + String.join("/", steps);
  }

  EvaluationException fault(EvaluationError error, String message) {
    return new EvaluationException(error, message).at(this);
  }
}
