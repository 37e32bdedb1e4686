package dev.morph.storage.vault;

import java.util.List;

/** Where master keys come from. Asked anew each time, since the operator may have changed it. */
sealed interface MasterSource permits MasterFile, MasterText, MasterKms {
  /**
   * The keys that are there now: the first wraps, the others open what they wrapped before.
   *
   * @return empty if there are none
   * @throws dev.morph.base.MorphException ({@code store-unavailable}) if they cannot be used
   */
  List<MasterKey> keys();

  /** The same; one is made if there are none and this source can make it. */
  default List<MasterKey> keysOrMade() {
    return keys();
  }

  /** Puts a new key before the others. False if this source makes none. */
  default boolean renew() {
    return false;
  }

  /** As messages name it. */
  String name();
}
