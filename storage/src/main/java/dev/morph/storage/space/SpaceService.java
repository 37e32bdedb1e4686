package dev.morph.storage.space;

import dev.morph.storage.data.Owner;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spaces of users and groups. Implementations are safe for several threads. Each method throws
 * {@link dev.morph.base.MorphException} ({@code store-unavailable}) if nothing could be done.
 */
public interface SpaceService {
  /**
   * Adds a space, which is not the current one.
   *
   * @param name 1 to 200 characters
   * @param path its folder, at most 4,000 characters; null if it has none here
   * @throws IllegalArgumentException if a text is not of that length, or has NUL
   */
  Space add(Owner owner, String name, @Nullable String path);

  /** The owner's spaces, in the order in which they were added. */
  List<Space> list(Owner owner);

  /** The space that the owner is in. */
  Optional<Space> current(Owner owner);

  /** Makes one the current space, and no other; false if the owner has none of this id. */
  boolean enter(Owner owner, String id);

  /** From now on the owner is in no space. */
  void leave(Owner owner);

  /** Takes one away, the folder stays; false if the owner has none of this id. */
  boolean remove(Owner owner, String id);
}
