package dev.morph.morphir.sdk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Makes steps of the parts of a pattern. */
final class RegexCompiler {
  private static final int MOST_STEPS = 20_000;

  private final List<RegexSet> sets = new ArrayList<>();
  private int[] code = new int[64];
  private int size;
  private int slots;
  private int splits;
  private boolean remembers;

  private RegexCompiler(int groups) {
    this.slots = 2 * (groups + 1);
  }

  static RegexProgram compile(RegexNode node, int groups, RegexOptions options) {
    var compiler = new RegexCompiler(groups);
    compiler.emit(node, false);
    compiler.step(RegexProgram.MATCH, 0, 0, 0);
    return new RegexProgram(
        Arrays.copyOf(compiler.code, compiler.size),
        compiler.sets,
        options,
        groups,
        compiler.slots,
        compiler.splits,
        compiler.remembers);
  }

  private void emit(RegexNode node, boolean back) {
    switch (node) {
      case RegexNode.One(RegexSet set) -> {
        sets.add(set);
        step(RegexProgram.ONE, sets.size() - 1, back ? 1 : 0, 0);
      }
      case RegexNode.Sequence(List<RegexNode> parts) -> {
        for (int i = 0; i < parts.size(); i++) {
          emit(parts.get(back ? parts.size() - 1 - i : i), back);
        }
      }
      case RegexNode.Choice(List<RegexNode> parts) -> choice(parts, back);
      case RegexNode.Group(int index, RegexNode part) -> {
        step(RegexProgram.SAVE, back ? 2 * index + 1 : 2 * index, 0, 0);
        emit(part, back);
        step(RegexProgram.SAVE, back ? 2 * index : 2 * index + 1, 0, 0);
      }
      case RegexNode.Repeat repeat -> repeat(repeat, back);
      case RegexNode.At(RegexNode.Place place) ->
          step(RegexProgram.AT, RegexMatcher.PLACES.indexOf(place), 0, 0);
      case RegexNode.Look(boolean behind, boolean negative, RegexNode part) -> {
        int look = step(RegexProgram.LOOK, 0, negative ? 1 : 0, 0);
        emit(part, behind);
        step(RegexProgram.MATCH, 0, 0, 0);
        set(look, 1, next());
      }
      case RegexNode.Back(int group) -> {
        remembers = true;
        step(RegexProgram.BACK, group, back ? 1 : 0, 0);
      }
    }
  }

  private void choice(List<RegexNode> parts, boolean back) {
    List<Integer> jumps = new ArrayList<>();
    for (int i = 0; i < parts.size() - 1; i++) {
      int split = split();
      set(split, 1, next());
      emit(parts.get(i), back);
      jumps.add(step(RegexProgram.JUMP, 0, 0, 0));
      set(split, 2, next());
    }
    emit(parts.get(parts.size() - 1), back);
    for (int jump : jumps) {
      set(jump, 1, next());
    }
  }

  private void repeat(RegexNode.Repeat repeat, boolean back) {
    if (repeat.min() > MOST_STEPS || repeat.max() > MOST_STEPS) {
      throw new RegexParser.NoPattern("a repeat of too many times");
    }
    for (int i = 0; i < repeat.min(); i++) {
      reset(repeat);
      emit(repeat.part(), back);
    }
    if (repeat.max() < 0) {
      int start = next();
      int split = optional(repeat, back);
      step(RegexProgram.JUMP, start, 0, 0);
      set(split, repeat.greedy() ? 2 : 1, next());
      return;
    }
    List<Integer> open = new ArrayList<>();
    for (int i = repeat.min(); i < repeat.max(); i++) {
      open.add(optional(repeat, back));
    }
    for (int split : open) {
      set(split, repeat.greedy() ? 2 : 1, next());
    }
  }

  /** One more time, which has to match some text; whoever calls says where to go without it. */
  private int optional(RegexNode.Repeat repeat, boolean back) {
    int mark = slots++;
    int split = split();
    set(split, repeat.greedy() ? 1 : 2, next());
    step(RegexProgram.SAVE, mark, 0, 0);
    reset(repeat);
    emit(repeat.part(), back);
    step(RegexProgram.MOVED, mark, 0, 0);
    return split;
  }

  private void reset(RegexNode.Repeat repeat) {
    if (repeat.lastGroup() >= repeat.firstGroup()) {
      step(RegexProgram.RESET, 2 * repeat.firstGroup(), 2 * repeat.lastGroup() + 2, 0);
    }
  }

  private int split() {
    return step(RegexProgram.SPLIT, 0, 0, splits++);
  }

  private int next() {
    return size;
  }

  private void set(int step, int argument, int value) {
    code[step + argument] = value;
  }

  private int step(int what, int first, int second, int third) {
    if (size >= MOST_STEPS * RegexProgram.WIDTH) {
      throw new RegexParser.NoPattern("too many parts");
    }
    if (size + RegexProgram.WIDTH > code.length) {
      code = Arrays.copyOf(code, code.length * 2);
    }
    int step = size;
    code[size++] = what;
    code[size++] = first;
    code[size++] = second;
    code[size++] = third;
    return step;
  }
}
