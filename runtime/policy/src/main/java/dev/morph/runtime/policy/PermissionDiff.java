package dev.morph.runtime.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * How the terms of a new version differ from those that were approved. Empty exactly if the rights
 * and limits are the same, however they are written. Immutable.
 *
 * @param added permissions whose name the old terms do not have
 * @param removed permissions whose name the new terms do not have
 * @param widened what is new of a permission that both have
 * @param narrowed what is gone from a permission that both have; one that is widened too stands in
 *     both lists
 * @param limits the limits that changed
 * @param sent secrets that go to hosts to which they did not
 * @param kept secrets that no longer go to hosts to which they did
 */
public record PermissionDiff(
    List<Permission> added,
    List<Permission> removed,
    List<Permission> widened,
    List<Permission> narrowed,
    List<LimitChange> limits,
    List<Credential> sent,
    List<Credential> kept) {
  public PermissionDiff {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    widened = List.copyOf(widened);
    narrowed = List.copyOf(narrowed);
    limits = List.copyOf(limits);
    sent = List.copyOf(sent);
    kept = List.copyOf(kept);
  }

  /**
   * A limit that changed.
   *
   * @param before in the limit's unit
   * @param after in the limit's unit
   */
  public record LimitChange(Limit limit, long before, long after) {
    /** As {@code "memory from 256 MiB to 512 MiB"}. */
    public String words() {
      return limit.word() + " from " + limit.show(before) + " to " + limit.show(after);
    }
  }

  /** From what was approved to what is asked. */
  public static PermissionDiff of(Terms before, Terms after) {
    PermissionSet old = before.permissions().canonical();
    PermissionSet now = after.permissions().canonical();
    List<Permission> added = new ArrayList<>();
    List<Permission> removed = new ArrayList<>();
    List<Permission> widened = new ArrayList<>();
    List<Permission> narrowed = new ArrayList<>();
    for (Permission gained : PermissionSet.difference(now, old).permissions()) {
      (old.has(gained.name()) ? widened : added).add(gained);
    }
    for (Permission lost : PermissionSet.difference(old, now).permissions()) {
      (now.has(lost.name()) ? narrowed : removed).add(lost);
    }
    List<LimitChange> limits = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      long from = before.limits().value(limit);
      long to = after.limits().value(limit);
      if (from != to) {
        limits.add(new LimitChange(limit, from, to));
      }
    }
    return new PermissionDiff(
        added,
        removed,
        widened,
        narrowed,
        limits,
        Terms.notSent(after.credentials(), before),
        Terms.notSent(before.credentials(), after));
  }

  /** True if nothing changed. */
  public boolean empty() {
    return !wider()
        && removed.isEmpty()
        && narrowed.isEmpty()
        && limits.isEmpty()
        && kept.isEmpty();
  }

  /** True if more is asked than was approved: a person has to say yes. */
  public boolean wider() {
    return !added.isEmpty()
        || !widened.isEmpty()
        || !sent.isEmpty()
        || limits.stream().anyMatch(change -> change.after() > change.before());
  }

  /** One line for people for each change, as {@code "New: Read from api.github.com"}. */
  public List<String> words() {
    List<String> lines = new ArrayList<>();
    added.forEach(permission -> lines.add("New: " + permission.words()));
    widened.forEach(permission -> lines.add("More: " + permission.words()));
    sent.forEach(credential -> lines.add("New: " + credential.words()));
    narrowed.forEach(permission -> lines.add("Less: " + permission.words()));
    removed.forEach(permission -> lines.add("No longer: " + permission.words()));
    kept.forEach(credential -> lines.add("No longer: " + credential.words()));
    for (LimitChange change : limits) {
      lines.add((change.after() > change.before() ? "Raised: " : "Lowered: ") + change.words());
    }
    return lines;
  }

  /** The lines of {@link #words} for which a person has to say yes, in one. */
  public String moreWords() {
    List<LimitChange> raised =
        limits.stream().filter(change -> change.after() > change.before()).toList();
    return new PermissionDiff(added, List.of(), widened, List.of(), raised, sent, List.of())
        .toString();
  }

  /** {@link #words} in one line. */
  @Override
  public String toString() {
    return empty() ? "no change" : String.join("; ", words());
  }
}
