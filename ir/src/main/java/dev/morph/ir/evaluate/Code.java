package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The compiled code of a definition, a local function or a lambda. */
final class Code extends Callable {
  /** So many nodes within one another are on the stack for one call. */
  static final int NODES_OF_CALL = 10;

  private final boolean traced;
  private @Nullable Node body;
  private int frameSize;
  private int weight;

  /**
   * @param traced true for a definition of a module
   */
  Code(FQName name, int arity, boolean traced) {
    super(name, arity);
    this.traced = traced;
  }

  /** Ends its construction; before it is given to anyone. */
  Code with(Node body, int frameSize, int nesting) {
    this.body = body;
    this.frameSize = frameSize;
    this.weight = 1 + nesting / NODES_OF_CALL;
    return this;
  }

  Node body() {
    return Objects.requireNonNull(body);
  }

  boolean traced() {
    return traced;
  }

  /** For how many calls its depth on the stack counts. */
  int weight() {
    return weight;
  }

  Object[] frame(Object[] captured) {
    var frame = new Object[frameSize];
    frame[Node.CAPTURED] = captured;
    return frame;
  }

  @Override
  Object call(Machine machine, Object[] captured, Object[] arguments) {
    Object[] frame = frame(captured);
    System.arraycopy(arguments, 0, frame, Node.ARGUMENTS, arguments.length);
    return machine.run(this, frame);
  }

  @Override
  Code code() {
    return this;
  }
}
