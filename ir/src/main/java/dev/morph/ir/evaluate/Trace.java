package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records the calls of definitions: the first ones, up to a limit. For one evaluation, not safe for
 * several threads.
 */
public final class Trace {
  private final int limit;
  private final List<Entry> entries = new ArrayList<>();
  private int depth;
  private long omitted;

  /**
   * A trace.
   *
   * @param limit how many calls it keeps, 1 or more
   */
  public Trace(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a trace keeps 1 call or more, not " + limit);
    }
    this.limit = limit;
  }

  /** The calls, in the order in which they began. */
  public List<Call> calls() {
    return entries.stream()
        .map(entry -> new Call(entry.depth, entry.name, entry.arguments, entry.result))
        .toList();
  }

  /** How many calls came after the limit was reached. */
  public long omitted() {
    return omitted;
  }

  /** Begins a call; what {@link #leave} takes. */
  int enter(FQName name, List<Object> arguments) {
    int entry = entries.size();
    if (entry < limit) {
      entries.add(new Entry(depth, name, arguments.stream().map(ValueText::of).toList()));
    } else {
      entry = limit;
      omitted++;
    }
    depth++;
    return entry;
  }

  void leave(int entry, Object result) {
    depth--;
    if (entry < limit) {
      entries.get(entry).result = ValueText.of(result);
    }
  }

  /** Another call has taken its place. */
  void leave(int entry) {
    depth--;
    if (entry < limit) {
      entries.get(entry).result = "what the next call gives";
    }
  }

  /**
   * One call of a definition.
   *
   * @param depth how many calls of definitions it stands within, from 0
   * @param arguments as texts, shortened
   * @param result as a text, shortened; null if an error ended the call
   */
  public record Call(int depth, FQName name, List<String> arguments, @Nullable String result) {
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** The call on one line, indented by its depth. */
    @Override
    public String toString() {
      return "  ".repeat(depth)
          + name
          + (arguments.isEmpty() ? "" : " " + String.join(" ", arguments))
          + " = "
          + (result == null ? "(error)" : result);
    }
  }

  private static final class Entry {
    private final int depth;
    private final FQName name;
    private final List<String> arguments;
    private @Nullable String result;

    Entry(int depth, FQName name, List<String> arguments) {
      this.depth = depth;
      this.name = name;
      this.arguments = arguments;
    }
  }
}
