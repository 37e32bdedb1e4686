package dev.morph.builtins;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Built-in extensions, found by what they are asked for. Immutable, safe to share. */
public final class BuiltinRegistry {
  private final List<BuiltinExtension> extensions;

  private BuiltinRegistry(List<BuiltinExtension> extensions) {
    this.extensions = extensions;
  }

  /**
   * A registry of these extensions, in this order.
   *
   * @throws IllegalArgumentException if two have the same id
   */
  public static BuiltinRegistry of(List<BuiltinExtension> extensions) {
    List<BuiltinExtension> copy = List.copyOf(extensions);
    List<String> ids = new ArrayList<>();
    for (BuiltinExtension extension : copy) {
      String id = extension.description().id();
      if (ids.contains(id)) {
        throw new IllegalArgumentException("two built-in extensions have the id " + id);
      }
      ids.add(id);
    }
    return new BuiltinRegistry(copy);
  }

  /** All, in their order. */
  public List<BuiltinExtension> extensions() {
    return extensions;
  }

  /** The one of this id. */
  public Optional<BuiltinExtension> find(String id) {
    return first(one -> one.id().equals(id));
  }

  /** The first backend that generates this target. */
  public Optional<BuiltinExtension> findTarget(String target) {
    return first(one -> one.targets().contains(target));
  }

  /** The first frontend that reads this language. */
  public Optional<BuiltinExtension> findLanguage(String language) {
    return first(one -> one.sources().contains(language));
  }

  /** All targets of backends, in their order. */
  public List<String> targets() {
    return extensions.stream().flatMap(one -> one.description().targets().stream()).toList();
  }

  /** All languages of frontends, in their order. */
  public List<String> languages() {
    return extensions.stream().flatMap(one -> one.description().sources().stream()).toList();
  }

  private Optional<BuiltinExtension> first(Predicate<BuiltinDescription> wanted) {
    return extensions.stream().filter(one -> wanted.test(one.description())).findFirst();
  }
}
