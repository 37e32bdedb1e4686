package dev.morph.storage.vault;

import java.util.Arrays;
import java.util.Objects;

/**
 * A copy of a data key as it is kept; what somebody edited may say anything.
 *
 * @param seq the newest key has the greatest
 * @param copy which of the copies; the same key is in all
 * @param id what secrets name it by
 * @param masterId which master key wrapped it
 * @param wrapped not copied; nobody changes it
 */
@SuppressWarnings("ArrayRecordComponent") // equals compares the bytes
record KeyRow(long seq, long copy, String id, String masterId, byte[] wrapped) {
  /** The key that this is a copy of, whoever wraps it. */
  String name() {
    return seq + "/" + copy + "/" + id;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof KeyRow row
        && row.seq == seq
        && row.copy == copy
        && row.id.equals(id)
        && row.masterId.equals(masterId)
        && Arrays.equals(row.wrapped, wrapped);
  }

  @Override
  public int hashCode() {
    return Objects.hash(seq, copy, id, masterId, Arrays.hashCode(wrapped));
  }

  @Override
  public String toString() {
    return "KeyRow[" + name() + ", master " + masterId + "]";
  }
}
