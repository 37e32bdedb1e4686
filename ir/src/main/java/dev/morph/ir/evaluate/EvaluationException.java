package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An evaluation ended without a value. Has no stack trace: the chain of names takes its place. */
public final class EvaluationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** So many names of the chain are kept, from the innermost. */
  static final int CHAIN_LENGTH = 32;

  private final EvaluationError error;
  private final transient List<FQName> chain = new ArrayList<>();
  private transient @Nullable Location location;
  private int located;
  private long omitted;

  EvaluationException(EvaluationError error, String message) {
    super(message, null, false, false);
    this.error = error;
  }

  /** What kind of error it is. */
  public EvaluationError error() {
    return error;
  }

  /**
   * The names of the functions that were being evaluated, from the innermost to the one that was
   * asked for; the {@value #CHAIN_LENGTH} innermost. A call in tail position has taken the place of
   * its caller.
   */
  public List<FQName> chain() {
    return List.copyOf(chain);
  }

  /** How many more names the chain had. */
  public long omitted() {
    return omitted;
  }

  /**
   * Where in the innermost definition of the distribution, as a path of the model's words: {@code
   * /body/in/cases/1/body}; empty if it was not within one.
   */
  public String location() {
    return location == null ? "" : location.toString();
  }

  /** The message with the chain and the location, for people; several lines. */
  public String report() {
    var text = new StringBuilder(error.word()).append(": ").append(getMessage());
    for (int i = 0; i < chain.size(); i++) {
      text.append("\n  in ").append(chain.get(i));
      if (i == located && location != null) {
        text.append(" at ").append(location);
      }
    }
    if (omitted > 0) {
      text.append("\n  and ").append(omitted).append(" more");
    }
    return text.toString();
  }

  /** Tells where in the definition that is left next; the first to say so is right. */
  EvaluationException at(Location place) {
    if (location == null) {
      location = place;
      located = chain.size();
    }
    return this;
  }

  /** Adds the name of a function that is left by this. */
  EvaluationException through(FQName name) {
    if (chain.size() < CHAIN_LENGTH) {
      chain.add(name);
    } else {
      omitted++;
    }
    return this;
  }
}
