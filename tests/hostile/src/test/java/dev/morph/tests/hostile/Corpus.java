package dev.morph.tests.hostile;

import java.util.ArrayList;
import java.util.List;

/** All attacks, group by group. */
final class Corpus {
  private static List<Attack> all = List.of();

  private Corpus() {}

  static synchronized List<Attack> all() {
    if (all.isEmpty()) {
      List<Attack> attacks = new ArrayList<>();
      attacks.addAll(ParsingAttacks.all());
      attacks.addAll(CompilingAttacks.all());
      attacks.addAll(RunningAttacks.all());
      attacks.addAll(AbiAttacks.all());
      attacks.addAll(HostCallAttacks.all());
      attacks.addAll(FileAttacks.all());
      attacks.addAll(ResourceAttacks.all());
      attacks.addAll(TimeAttacks.all());
      attacks.addAll(OutputAttacks.all());
      attacks.addAll(BudgetAttacks.all());
      all = List.copyOf(attacks);
    }
    return all;
  }

  /** Sound guests of both ABIs, with a web request and a schema: they load what is loaded once. */
  static List<Attack> warmUp() {
    var group = new Group("warm-up");
    group.attack("bytes").guest(BytesGuest.guest()).isHarmless();
    group
        .attack("schema")
        .guest(
            BytesGuest.guest()
                .schema("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}"))
        .isHarmless();
    HostCallAttacks.warmUp(group);
    return group.all();
  }

  static synchronized void forget() {
    all = List.of();
  }
}
