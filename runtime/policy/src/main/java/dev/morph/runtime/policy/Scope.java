package dev.morph.runtime.policy;

import java.util.List;

/** What narrows a permission. Immutable. */
public sealed interface Scope {
  /** The whole permission: a bare name. */
  Scope WHOLE = new Whole();

  /** The whole permission: a bare name. */
  record Whole() implements Scope {}

  /**
   * For {@code http:*}.
   *
   * @param rules one of them must cover a request; empty covers nothing
   */
  record Web(List<HostRule> rules) implements Scope {
    /** Entries that one scope may have. */
    static final int MOST = 1000;

    public Web {
      rules = List.copyOf(rules);
      if (rules.size() > MOST) {
        throw new Refused("a scope has more than 1000 entries");
      }
    }
  }

  /**
   * For what is narrowed by keys, topics, kinds, paths, actions or sessions.
   *
   * @param names one of them must fit; empty covers nothing
   */
  record Names(List<Glob> names) implements Scope {
    public Names {
      names = List.copyOf(names);
      if (names.size() > Web.MOST) {
        throw new Refused("a scope has more than 1000 entries");
      }
    }
  }
}
