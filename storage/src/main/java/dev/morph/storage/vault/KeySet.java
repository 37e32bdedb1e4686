package dev.morph.storage.vault;

import com.google.crypto.tink.Aead;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data keys as they were at one moment, unwrapped as far as they can be. A key is sound if one
 * of its copies is. Immutable, safe for several threads.
 */
final class KeySet {
  /** Copies of each key, so that a fault in one row takes no secret away. */
  private static final int COPIES = 2;

  private static final int ID_BYTES = 8;

  private final List<KeyRow> rows;
  private final Map<String, DataKey> keys;
  private final Map<String, String> faults;

  private KeySet(List<KeyRow> rows, Map<String, DataKey> keys, Map<String, String> faults) {
    this.rows = rows;
    this.keys = keys;
    this.faults = faults;
  }

  /** A sound key: its cipher, and the copies that were found to be whole. */
  record DataKey(String id, long seq, Aead cipher, List<KeyRow> whole) {
    boolean isWrappedBy(String masterId) {
      return whole.stream().allMatch(row -> row.masterId().equals(masterId));
    }
  }

  /** Unwraps what rows hold. What cannot be unwrapped is known by its fault. */
  static KeySet of(List<KeyRow> rows, MasterKeys masterKeys) {
    Map<String, DataKey> keys = new LinkedHashMap<>();
    Map<String, String> faults = new LinkedHashMap<>();
    for (KeyRow row : rows) {
      String fault = null;
      byte[] bytes = {};
      try {
        bytes = unwrap(row, masterKeys);
        DataKey known = keys.get(row.id());
        if (known == null) {
          keys.put(row.id(), new DataKey(row.id(), row.seq(), Aes.of(bytes), List.of(row)));
        } else {
          List<KeyRow> whole = new ArrayList<>(known.whole());
          whole.add(row);
          keys.put(row.id(), new DataKey(row.id(), row.seq(), known.cipher(), List.copyOf(whole)));
        }
      } catch (GeneralSecurityException e) {
        fault = "it was edited in the database, or was not made by this vault. Restore a backup";
      } catch (MorphException e) {
        fault = e.getMessage();
      } finally {
        Arrays.fill(bytes, (byte) 0);
      }
      if (fault != null) {
        faults.put(row.id(), fault);
      }
    }
    return new KeySet(List.copyOf(rows), keys, faults);
  }

  /** The bytes of a copy; whoever asks overwrites them. */
  private static byte[] unwrap(KeyRow row, MasterKeys masterKeys) throws GeneralSecurityException {
    MasterKey master = masterKeys.find(row.masterId());
    if (master == null) {
      throw new MorphException(ErrorCode.STORE_UNAVAILABLE, masterKeys.absent(row.masterId()));
    }
    byte[] bytes =
        master.unwrap(row.wrapped(), AssociatedData.of(row.seq(), row.id(), row.masterId()));
    if (bytes.length != Aes.KEY_BYTES) {
      Arrays.fill(bytes, (byte) 0);
      throw new GeneralSecurityException("no data key");
    }
    return bytes;
  }

  /** The rows that it was made of. */
  List<KeyRow> rows() {
    return rows;
  }

  /** The key of this id, if it is sound. */
  Optional<DataKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }

  /** The key that encrypts: the newest sound one; null if there is none. */
  @Nullable DataKey current() {
    DataKey newest = null;
    for (DataKey key : keys.values()) {
      if (newest == null || key.seq() > newest.seq()) {
        newest = key;
      }
    }
    return newest;
  }

  /** The sound keys but the one that encrypts. */
  List<DataKey> older() {
    DataKey current = current();
    return keys.values().stream().filter(key -> key != current).toList();
  }

  /** All sound keys. */
  List<DataKey> sound() {
    return List.copyOf(keys.values());
  }

  /** Why the key of this id cannot be used, to stand after a colon. */
  String fault(String id) {
    String known = faults.get(id);
    return known != null ? known : "the store has no such key. Restore a backup";
  }

  /** Why none of the keys can be used; null if one can, or there are none. */
  @Nullable String fault() {
    return !keys.isEmpty() || rows.isEmpty()
        ? null
        : faults.values().stream().distinct().reduce((a, b) -> a + "; " + b).orElseThrow();
  }

  /** The copies of a new key that is newer than all that are sound. */
  List<KeyRow> newer(MasterKey master) {
    DataKey current = current();
    long seq = current == null ? 1 : current.seq() + 1;
    long[] taken = rows.stream().mapToLong(KeyRow::seq).distinct().toArray();
    while (contains(taken, seq)) {
      seq++; // of a row that somebody edited
    }
    byte[] idBytes = Arrays.copyOf(Aes.newKey(), ID_BYTES);
    byte[] bytes = Aes.newKey();
    try {
      return copies(seq, HexFormat.of().formatHex(idBytes), bytes, master);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static boolean contains(long[] numbers, long number) {
    return Arrays.stream(numbers).anyMatch(n -> n == number);
  }

  /**
   * Copies of a sound key, wrapped by another master key.
   *
   * @throws GeneralSecurityException if it cannot be unwrapped any more
   */
  List<KeyRow> rewrapped(DataKey key, MasterKeys masterKeys, MasterKey master)
      throws GeneralSecurityException {
    byte[] bytes = unwrap(key.whole().getFirst(), masterKeys);
    try {
      return copies(key.seq(), key.id(), bytes, master);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  private static List<KeyRow> copies(long seq, String id, byte[] bytes, MasterKey master) {
    byte[] wrapped = master.wrap(bytes, AssociatedData.of(seq, id, master.id()));
    List<KeyRow> rows = new ArrayList<>();
    for (int copy = 0; copy < COPIES; copy++) {
      rows.add(new KeyRow(seq, copy, id, master.id(), wrapped));
    }
    return rows;
  }

  /** Rows that stand where a sound key's copies belong, whole or not, or bear its id. */
  List<KeyRow> rowsOf(DataKey key) {
    return rows.stream()
        .filter(row ->
            row.id().equals(key.id())
                || row.seq() == key.seq() && row.copy() < COPIES && row.copy() >= 0)
        .toList();
  }

  /** Whether a copy of this key is absent or was edited. */
  boolean isWorn(DataKey key) {
    return key.whole().size() != COPIES || rowsOf(key).size() != COPIES;
  }

  /** The copies that a worn key should have: one of the whole ones, again. */
  static List<KeyRow> mended(DataKey key) {
    KeyRow whole = key.whole().getFirst();
    List<KeyRow> rows = new ArrayList<>();
    for (int copy = 0; copy < COPIES; copy++) {
      rows.add(new KeyRow(whole.seq(), copy, whole.id(), whole.masterId(), whole.wrapped()));
    }
    return rows;
  }
}
