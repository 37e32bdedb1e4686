package dev.morph.engine.binary;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operands and the open blocks of a body or a constant expression (core spec A.3, "Data
 * Structures"). Used again for the next body. Not shared.
 */
final class OperandStack implements Operands {
  /** An open block. */
  static final class Frame {
    Opcode opcode = Opcode.BLOCK;
    Signature type = Signature.EMPTY;

    /** Of the stack, below the block's operands. */
    int height;

    /** How many locals were initialised before the block. */
    int initialised;

    boolean unreachable;

    /** What a branch to the block takes. */
    int[] label() {
      return opcode == Opcode.LOOP ? type.params() : type.results();
    }
  }

  private final TypeRules types;
  private final Site site;
  private int[] codes = new int[256];
  private int size;
  private Frame[] frames = {};
  private int depth;
  private Frame top = new Frame();

  OperandStack(TypeRules types, Site site) {
    this.types = types;
    this.site = site;
  }

  /** Begins a body or an expression, whatever the last one left. */
  void enter(int[] results) {
    size = 0;
    depth = 0;
    open(Opcode.BLOCK, new Signature(Signature.NONE, results), 0);
  }

  /** Opens a block whose parameters are taken already, and gives them to it. */
  void open(Opcode opcode, Signature type, int initialised) {
    if (depth == frames.length) {
      if (depth >= ValidationCaps.NESTING) {
        throw ValidationCaps.exceeded(
            "blocks within each other", depth + 1L, ValidationCaps.NESTING);
      }
      frames = Arrays.copyOf(frames, Math.min(ValidationCaps.NESTING, depth * 2 + 16));
    }
    Frame frame = frames[depth];
    if (frame == null) {
      frame = new Frame();
      frames[depth] = frame;
    }
    depth++;
    frame.opcode = opcode;
    frame.type = type;
    frame.height = size;
    frame.initialised = initialised;
    frame.unreachable = false;
    top = frame;
    push(type.params());
  }

  /** Closes the innermost block, whose results must be all there is; they are taken. */
  Frame close() {
    Frame frame = top;
    pop(frame.type.results());
    if (size != frame.height) {
      throw site.mismatch(
          "no operands but the block's results", (size - frame.height) + " more below them");
    }
    depth--;
    if (depth > 0) {
      top = frames[depth - 1];
    }
    return frame;
  }

  Frame top() {
    return top;
  }

  /** The block of a label. */
  Frame frame(int label) {
    if (label >= depth) {
      throw site.unknown("label", label);
    }
    return frames[depth - 1 - label];
  }

  void push(int code) {
    if (size == codes.length) {
      grow();
    }
    codes[size++] = code;
  }

  private void grow() {
    if (size >= ValidationCaps.OPERANDS) {
      throw ValidationCaps.exceeded(
          "operands on the stack of a function", size + 1L, ValidationCaps.OPERANDS);
    }
    codes = Arrays.copyOf(codes, Math.min(ValidationCaps.OPERANDS, size * 2));
  }

  void push(int[] list) {
    for (int code : list) {
      push(code);
    }
  }

  /** Takes an operand of any type. */
  int pop() {
    if (size == top.height) {
      if (top.unreachable) {
        return TypeCode.UNKNOWN;
      }
      throw site.mismatch("an operand", "none in the block");
    }
    return codes[--size];
  }

  /** Takes an operand that matches a type; what it really is. */
  int pop(int expected) {
    if (size == top.height) {
      if (top.unreachable) {
        return TypeCode.UNKNOWN;
      }
      throw site.mismatch(TypeCode.text(expected), "no operand in the block");
    }
    int actual = codes[--size];
    if (actual != expected && !types.matches(actual, expected)) {
      throw site.mismatch(TypeCode.text(expected), TypeCode.text(actual));
    }
    return actual;
  }

  /** Takes operands, the last type's first. */
  void pop(int[] list) {
    for (int i = list.length - 1; i >= 0; i--) {
      if (size == top.height && top.unreachable) {
        return;
      }
      pop(list[i]);
    }
  }

  /** Takes so many operands of one type. */
  void pop(int expected, int count) {
    for (int i = 0; i < count; i++) {
      if (size == top.height && top.unreachable) {
        return;
      }
      pop(expected);
    }
  }

  /** Takes a reference of any kind; {@link TypeCode#UNKNOWN} if it is not known. */
  int popRef() {
    int code = pop();
    if (code != TypeCode.UNKNOWN && !TypeCode.isRef(code)) {
      throw site.mismatch("a reference", TypeCode.text(code));
    }
    return code;
  }

  /** Checks that the topmost operands match, and leaves them as they are. */
  void peek(int[] list) {
    int at = size;
    for (int i = list.length - 1; i >= 0; i--) {
      if (at == top.height) {
        if (top.unreachable) {
          return;
        }
        throw site.mismatch(TypeCode.text(list[i]), "no operand in the block");
      }
      int actual = codes[--at];
      if (!types.matches(actual, list[i])) {
        throw site.mismatch(TypeCode.text(list[i]), TypeCode.text(actual));
      }
    }
  }

  /** What follows in the block is never reached. */
  void unreachable() {
    size = top.height;
    top.unreachable = true;
  }

  @Override
  public int size() {
    return size - top.height;
  }

  @Override
  public int height() {
    return size;
  }

  @Override
  public @Nullable ValType fromTop(int n) {
    if (n < 0 || n >= size - top.height) {
      return null;
    }
    int code = codes[size - 1 - n];
    return TypeCode.isUnknown(code) ? null : TypeCode.toValType(code);
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public boolean reachable() {
    return depth == 0 || !top.unreachable;
  }

  @Override
  public List<ValType> labelTypes(int label) {
    if (label < 0 || label >= depth) {
      throw new IndexOutOfBoundsException("label " + label + " of " + depth);
    }
    return Arrays.stream(frame(label).label()).mapToObj(TypeCode::toValType).toList();
  }
}
