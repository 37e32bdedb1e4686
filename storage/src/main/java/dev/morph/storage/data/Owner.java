package dev.morph.storage.data;

import dev.morph.base.Utf8;

/**
 * Whose a row is: opaque ids that the caller vouches for. Rows are seen by exactly the owner that
 * made them; a user's own rows and those that the user has within a group are different owners'.
 *
 * @param userId empty for what belongs to no user; at most 200 characters
 * @param groupId empty for what belongs to no group; at most 200 characters
 */
public record Owner(String userId, String groupId) {
  /** What belongs to nobody in particular: the one user of a single-user store. */
  public static final Owner NOBODY = new Owner("", "");

  private static final int MOST_CHARACTERS = 200;

  /**
   * @throws IllegalArgumentException if an id is too long, or has NUL or half a surrogate pair
   */
  public Owner {
    check("user", userId);
    check("group", groupId);
  }

  private static void check(String what, String id) {
    if (id.length() > MOST_CHARACTERS || id.indexOf(0) >= 0 || !Utf8.isEncodable(id)) {
      throw new IllegalArgumentException(
          "a " + what + " id has at most " + MOST_CHARACTERS + " characters, none of them NUL");
    }
  }

  /** A user without a group. */
  public static Owner user(String userId) {
    return new Owner(userId, "");
  }
}
