package dev.morph.engine.meter;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.binary.Opcode;
import java.util.Arrays;

/**
 * Where in the nesting of a body a walk is. Blocks that can be reached get labels, numbered in the
 * order in which they are entered; 0 is the function's own. Of code that cannot be reached only the
 * nesting is known: a place is dead behind an instruction that never goes on, until the end of the
 * block if that can be reached otherwise. Used for one body after the other.
 */
final class Frames {
  private int[] labels = new int[32];
  private Opcode[] kinds = new Opcode[32];
  private int depth;
  private int deadDepth;
  private int labelCount;
  private boolean dead;

  /** Enters a function. */
  void start() {
    depth = 0;
    deadDepth = 0;
    labelCount = 0;
    dead = false;
    push(Opcode.BLOCK);
  }

  private int push(Opcode kind) {
    if (depth == labels.length) {
      labels = Arrays.copyOf(labels, depth * 2);
      kinds = Arrays.copyOf(kinds, depth * 2);
    }
    labels[depth] = labelCount;
    kinds[depth++] = kind;
    return labelCount++;
  }

  /** Whether control never comes here. */
  boolean dead() {
    return dead;
  }

  /** Nothing comes behind the last instruction. */
  void die() {
    dead = true;
  }

  /** Enters a block of a kind ({@code BLOCK}, {@code LOOP}, {@code IF}, {@code TRY_TABLE}). */
  void enter(Opcode kind) {
    if (dead) {
      deadDepth++;
    } else {
      push(kind);
    }
  }

  /** Whether the next {@code else} or {@code end} belongs to a block that could be reached. */
  boolean topIsLive() {
    return deadDepth == 0;
  }

  /** What kind of block the innermost one with a label is; {@code ELSE} in the second arm. */
  Opcode topKind() {
    return kinds[depth - 1];
  }

  /** The label of the innermost block that has one. */
  int topLabel() {
    return labels[depth - 1];
  }

  /** The label that the next block to be entered gets. */
  int nextLabel() {
    return labelCount;
  }

  /** Goes from the first arm of an {@code if} to the second. */
  void otherwise() {
    if (topKind() != Opcode.IF) {
      throw Invalid.module("an else without an if");
    }
    kinds[depth - 1] = Opcode.ELSE;
    dead = false;
  }

  /** Leaves a block that has a label; whether what follows can be reached is given. */
  void leave(boolean reachable) {
    depth--;
    dead = !reachable;
  }

  /** Leaves a block without a label. */
  void leaveDead() {
    deadDepth--;
  }

  /** How many blocks are open, the function not counted. */
  int nesting() {
    return depth - 1 + deadDepth;
  }

  /** Whether all blocks are left, the function's too. */
  boolean done() {
    return depth == 0;
  }

  /**
   * The label that a branch names.
   *
   * @throws ModuleException if there is none
   */
  int label(int relative) {
    return labelAbove(relative, 0);
  }

  /** The label that a handler names, from inside its own block; it counts from outside. */
  int labelOfCatch(int relative) {
    return labelAbove(relative, 1);
  }

  private int labelAbove(int relative, int skipped) {
    int at = depth - 1 - skipped - relative;
    if (relative < 0 || at < 0) {
      throw Invalid.module("unknown label " + relative);
    }
    return labels[at];
  }
}
