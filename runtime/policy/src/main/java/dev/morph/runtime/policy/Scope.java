package dev.morph.runtime.policy;

import java.util.List;
import java.util.stream.Stream;

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

    /** Characters that the entries may have together. */
    static final int MOST_CHARS = 1 << 16;

    public Web {
      rules = List.copyOf(rules);
      bounded(rules.size(), rules.stream().map(HostRule::text));
    }

    static void bounded(int entries, Stream<String> texts) {
      if (entries > MOST || texts.mapToInt(String::length).sum() > MOST_CHARS) {
        throw new Refused("a scope has more than 1000 entries or 65536 characters");
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
      Web.bounded(names.size(), names.stream().map(Glob::text));
    }
  }
}
