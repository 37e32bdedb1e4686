package dev.morph.tests.hostile;

import java.util.ArrayList;
import java.util.List;

/** Collects the attacks of one kind. */
final class Group {
  private final String name;
  private final List<Attack> attacks = new ArrayList<>();

  Group(String name) {
    this.name = name;
  }

  Attack attack(String attackName) {
    Attack attack = new Attack(name, attackName);
    attacks.add(attack);
    return attack;
  }

  List<Attack> all() {
    return List.copyOf(attacks);
  }
}
