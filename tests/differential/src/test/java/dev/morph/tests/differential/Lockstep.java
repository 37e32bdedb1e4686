package dev.morph.tests.differential;

import dev.morph.engine.api.Engine;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.ExportEntry;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.endive.EndiveEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;

/**
 * Runs one module in its forms side by side, metered and not in each mode of the engine, and
 * compares them after each step. The forms that are not metered are left out of a step that used up
 * a budget, for they might never end it.
 */
public final class Lockstep {
  private static final int ROUNDS = 3;

  private static final Engine COMPILED = EndiveEngine.compiled();
  private static final Engine INTERPRETED = EndiveEngine.interpreted();

  private final ModuleBinary binary;
  private final List<Form> metered;
  private final List<Form> plain;
  private final SplittableRandom random;
  private final Tally tally;
  private final List<String> steps = new ArrayList<>();

  private Lockstep(List<Engine> engines, byte[] wasm, SplittableRandom random, Tally tally) {
    this.binary = ModuleBinary.decode(wasm);
    this.metered = engines.stream().map(engine -> Form.metered(engine, wasm)).toList();
    this.plain = engines.stream().map(engine -> Form.plain(engine, wasm)).toList();
    this.random = random;
    this.tally = tally;
  }

  /**
   * Runs a module without imports in two forms, both interpreted: what metering changed is seen
   * without the time that compiling takes.
   *
   * @throws AssertionError if they differ
   * @throws RuntimeException as the engine throws it if it does not accept the module, or breaks
   */
  public static void interpreted(byte[] wasm, SplittableRandom random) {
    new Lockstep(List.of(INTERPRETED), wasm, random, new Tally()).run();
  }

  /**
   * Runs a module in all four.
   *
   * @throws AssertionError if two forms differ
   * @throws RuntimeException as an engine throws it that does not accept the module, or breaks
   */
  static void run(byte[] wasm, SplittableRandom random, Tally tally) {
    new Lockstep(List.of(COMPILED, INTERPRETED), wasm, random, tally).run();
  }

  private void run() {
    tally.module(plain.getFirst().module().facts());
    same("exports", all().stream().map(form -> form.module().exports()).toList());
    same("features", all().stream().map(form -> form.module().facts().features()).toList());
    if (!instantiate()) {
      return;
    }
    List<ExportEntry> functions =
        binary.exports().stream().filter(one -> one.kind() == ExternKind.FUNCTION).toList();
    List<String> names = functions.stream().map(ExportEntry::name).toList();
    for (int round = 0; round < ROUNDS; round++) {
      for (ExportEntry function : functions) {
        var type =
            (CompositeType.Function)
                binary.types().get(binary.functionTypes().get(function.index())).composite();
        Arguments arguments = Arguments.of(type, names, random);
        if (arguments == null) {
          tally.notCallable();
        } else if (!call(function.name(), arguments) && !instantiate()) {
          return;
        }
      }
    }
    state();
  }

  private List<Form> all() {
    var all = new ArrayList<>(metered);
    all.addAll(plain);
    return all;
  }

  /** Whether there is an instance to go on with. */
  private boolean instantiate() {
    steps.clear();
    return step("instantiate", Form::instantiate) instanceof Outcome.Returned;
  }

  /** Whether the instance can still be used. */
  private boolean call(String export, Arguments arguments) {
    var outcome =
        step("call of \"" + export + "\" with " + arguments, form -> form.call(export, arguments));
    switch (outcome) {
      case Outcome.Returned _ -> {
        return true;
      }
      case Outcome.Trapped _ -> state();
      case Outcome.Exhausted _ -> meteredState();
    }
    return false;
  }

  private Outcome step(String what, java.util.function.Function<Form, Outcome> action) {
    steps.add(what);
    List<Outcome> outcomes = new ArrayList<>(metered.stream().map(action).toList());
    same("outcome", outcomes);
    same("budgets", metered.stream().map(Form::left).toList());
    Outcome outcome = outcomes.getFirst();
    if (!(outcome instanceof Outcome.Exhausted)) {
      plain.forEach(form -> outcomes.add(action.apply(form)));
      same("outcome", outcomes);
    }
    tally.step(outcome);
    return outcome;
  }

  private void state() {
    same("state", all().stream().map(Form::state).toList());
  }

  private void meteredState() {
    same("state", metered.stream().map(Form::state).toList());
  }

  private void same(String what, List<?> found) {
    if (found.stream().distinct().count() <= 1) {
      return;
    }
    var text = new StringBuilder("forms differ in their " + what);
    for (int i = 0; i < found.size(); i++) {
      text.append("\n  ").append(all().get(i)).append(": ").append(found.get(i));
    }
    text.append("\n  after ").append(String.join("\n    then ", steps));
    throw new AssertionError(Objects.requireNonNull(text.toString()));
  }
}
