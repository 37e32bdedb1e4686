package dev.morph.tests.differential;

import dev.morph.engine.api.ModuleFacts;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the modules did: a check in which nothing happens checks nothing. */
final class Tally {
  private int modules;
  private int returned;
  private int notCallable;
  private final Map<String, Integer> ended = new TreeMap<>();
  private final Map<String, Integer> features = new TreeMap<>();

  void module(ModuleFacts facts) {
    modules++;
    facts.features().forEach(feature -> features.merge(feature, 1, Integer::sum));
  }

  void step(Outcome outcome) {
    switch (outcome) {
      case Outcome.Returned _ -> returned++;
      case Outcome.Trapped trapped -> ended.merge(trapped.kind().name(), 1, Integer::sum);
      case Outcome.Exhausted _ -> ended.merge("a budget used up", 1, Integer::sum);
    }
  }

  /** The host has no arguments for a function. */
  void notCallable() {
    notCallable++;
  }

  int modules() {
    return modules;
  }

  int returned() {
    return returned;
  }

  /** How often calls ended otherwise, by kind. */
  Map<String, Integer> ended() {
    return ended;
  }

  /** The features of all modules together. */
  Set<String> features() {
    return features.keySet();
  }

  @Override
  public String toString() {
    return modules
        + " modules, "
        + returned
        + " steps returned, others ended by "
        + ended
        + ", "
        + notCallable
        + " not callable; features "
        + features;
  }
}
