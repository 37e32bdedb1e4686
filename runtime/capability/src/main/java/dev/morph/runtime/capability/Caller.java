package dev.morph.runtime.capability;

/**
 * For whom a call is made: opaque ids that the caller of the extension vouches for, empty where
 * there is none.
 *
 * @param extension the id of the extension that runs, or what its file is called
 * @param spaceId the space that the user is in
 * @param hops events that led to this call, each emitted by the call before; 0 for a call from
 *     outside
 */
public record Caller(String extension, String userId, String groupId, String spaceId, int hops) {
  /** Nobody in particular. */
  public static final Caller NOBODY = new Caller("extension", "", "", "", 0);

  /**
   * @throws IllegalArgumentException if {@code hops} is negative
   */
  public Caller {
    if (hops < 0) {
      throw new IllegalArgumentException("hops are 0 or more, not " + hops);
    }
  }
}
