package dev.morph.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in the items of one group. */
final class Cursor {
  private final List<Node> items;
  private final Node owner;
  private int next;

  Cursor(List<Node> items, Node owner, int next) {
    this.items = items;
    this.owner = owner;
    this.next = next;
  }

  /** Behind the first word of a group. */
  static Cursor of(Node.Group group) {
    return new Cursor(group.items(), group, Math.min(1, group.items().size()));
  }

  boolean done() {
    return next == items.size();
  }

  @Nullable Node peek() {
    return done() ? null : items.get(next);
  }

  Node take(String wanted) {
    if (done()) {
      throw owner.fault("ends where " + wanted + " is wanted");
    }
    return items.get(next++);
  }

  boolean atGroup(String head) {
    Node node = peek();
    return node != null && node.isGroup(head);
  }

  boolean atGroup() {
    return peek() instanceof Node.Group;
  }

  boolean atIndex() {
    return peek() instanceof Node.Word word && word.isIndex();
  }

  boolean takeIfWord(String text) {
    Node node = peek();
    boolean here = node != null && node.isWord(text);
    if (here) {
      next++;
    }
    return here;
  }

  /** Takes a group with this head if it is next. */
  @Nullable Cursor takeIfGroup(String head) {
    return atGroup(head) ? Cursor.of((Node.Group) take(head)) : null;
  }

  /** Takes a {@code $name} if it is next. */
  Node.@Nullable Word takeIfName() {
    return peek() instanceof Node.Word word && word.isName() ? word("a name") : null;
  }

  Node.Word word(String wanted) {
    Node node = take(wanted);
    if (node instanceof Node.Word word) {
      return word;
    }
    throw node.fault(wanted + " is wanted here");
  }

  Node.Group group(String wanted) {
    Node node = take(wanted);
    if (node instanceof Node.Group group) {
      return group;
    }
    throw node.fault(wanted + " is wanted here");
  }

  byte[] text(String wanted) {
    Node node = take(wanted);
    if (node instanceof Node.Text text) {
      return text.bytes();
    }
    throw node.fault(wanted + " is wanted here, in quotes");
  }

  void end() {
    if (!done()) {
      throw items.get(next).fault("nothing more is wanted here");
    }
  }

  WatException fault(String message) {
    Node node = peek();
    return (node == null ? owner : node).fault(message);
  }
}
