package dev.morph.runtime.sandbox;

import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import java.util.List;

/** How a function of a program, frontend, backend or transformer ended. */
public sealed interface FunctionOutcome {
  /** What is known of the call beside its answer. */
  CallReport report();

  /**
   * It answered.
   *
   * @param answers one envelope per result: two (model, commands) for {@code init} and {@code
   *     update}
   */
  record Ok(List<Envelope> answers, CallReport report) implements FunctionOutcome {
    public Ok {
      answers = List.copyOf(answers);
    }
  }

  /** It did not; the error's code says who can mend it. */
  record Failed(MorphException error, CallReport report) implements FunctionOutcome {}

  /**
   * The answers.
   *
   * @throws MorphException the error, if the call failed
   */
  default List<Envelope> orThrow() {
    return switch (this) {
      case Ok ok -> ok.answers();
      case Failed failed -> throw failed.error();
    };
  }
}
