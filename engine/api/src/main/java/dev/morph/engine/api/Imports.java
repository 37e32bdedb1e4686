package dev.morph.engine.api;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a module is linked with: host functions, and externs of other instances of the same engine.
 * Immutable.
 */
public final class Imports {
  private record Key(String module, String name) {}

  private final Map<Key, Extern> externs;

  private Imports(Map<Key, Extern> externs) {
    this.externs = Map.copyOf(externs);
  }

  /** No imports. */
  public static Imports none() {
    return new Imports(Map.of());
  }

  /** Starts a set of imports. */
  public static Builder builder() {
    return new Builder();
  }

  /** What was given under this name, or null. */
  public @Nullable Extern find(String module, String name) {
    return externs.get(new Key(module, name));
  }

  /** Collects imports; a later one of the same name replaces the earlier. */
  public static final class Builder {
    private final Map<Key, Extern> externs = new HashMap<>();

    private Builder() {}

    /** Gives an extern: a {@link HostFunction} or something that another instance exports. */
    public Builder put(String module, String name, Extern extern) {
      externs.put(new Key(module, name), extern);
      return this;
    }

    /** The imports. */
    public Imports build() {
      return new Imports(externs);
    }
  }
}
