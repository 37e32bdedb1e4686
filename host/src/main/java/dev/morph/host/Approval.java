package dev.morph.host;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.policy.PermissionDiff;
import dev.morph.runtime.policy.Terms;

/**
 * Somebody's yes to what an extension asks for. There is none that covers whatever may be asked.
 * Immutable.
 */
public final class Approval {
  private final Answer answer;
  private final String by;

  private Approval(Answer answer, String by) {
    this.answer = answer;
    this.by = by;
  }

  private sealed interface Answer {
    record Covering(Terms terms) implements Answer {}

    record Exactly(Digest digest) implements Answer {}
  }

  /**
   * Yes to everything within these rights and limits.
   *
   * @param by who says it: an opaque id, not empty
   */
  public static Approval covering(Terms terms, String by) {
    return new Approval(new Answer.Covering(terms), named(by));
  }

  /**
   * Yes to exactly the terms of this digest ({@link Terms#digest}), which somebody was shown.
   *
   * @param by who says it: an opaque id, not empty
   */
  public static Approval exactly(Digest terms, String by) {
    return new Approval(new Answer.Exactly(terms), named(by));
  }

  private static String named(String by) {
    if (by.isBlank()) {
      throw new IllegalArgumentException("somebody approves");
    }
    return by;
  }

  /** Who approves. */
  public String by() {
    return by;
  }

  /**
   * Passes terms that it covers.
   *
   * @throws MorphException ({@code not-approved}) for others, naming what is not covered and the
   *     digest that would be approved
   */
  void require(String name, Terms asked) {
    switch (answer) {
      case Answer.Covering(Terms terms) -> {
        if (!terms.covers(asked)) {
          PermissionDiff diff = PermissionDiff.of(terms, asked);
          throw refused(name + " asks for more than is granted: " + diff.moreWords(), asked);
        }
      }
      case Answer.Exactly(Digest digest) -> {
        if (!digest.equals(asked.digest())) {
          throw refused(
              "what is approved (" + digest + ") is not what " + name + " asks for", asked);
        }
      }
    }
  }

  private static MorphException refused(String what, Terms asked) {
    return new MorphException(
        ErrorCode.NOT_APPROVED,
        what + ". Look at what it asks for, and approve all of it with --approve " + asked.digest(),
        JsonObject.builder()
            .put("asked", asked.toJson())
            .put("digest", asked.digest().toString())
            .build());
  }
}
