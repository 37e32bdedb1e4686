package dev.morph.storage.vault;

import com.google.crypto.tink.Aead;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.storage.data.Owner;
import dev.morph.storage.secret.SecretRow;
import dev.morph.storage.secret.SecretTable;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Times;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Secrets, encrypted where they are kept (docs/reference/vault.md). Each is bound to its extension,
 * owner, key and time: a row that was edited or moved is refused, and takes no other with it. Safe
 * for several threads; several processes may use the vault of one store at once, also while one of
 * them rotates its keys.
 *
 * <p>Every method throws {@link MorphException} ({@code store-unavailable}) if the store or the
 * master key cannot be used; then nothing was changed. Nothing is read before the first call.
 */
public final class Vault {
  /** What a row's ciphertext begins with. */
  private static final byte FORMAT = 1;

  /** The most secrets of one owner in one extension, so that no guest fills the store. */
  public static final int MOST_SECRETS = 1_000;

  private static final int ATTEMPTS = 100;
  private static final int ROWS_PER_STEP = 100;

  private final SecretTable secrets;
  private final KeyTable keyTable;
  private final MasterKeys masterKeys;
  private final InstantSource clock;
  private final int rowsPerStep;
  private volatile @Nullable KeySet known;

  /**
   * The vault of a store.
   *
   * @param database closed by the caller
   */
  public Vault(Database database, MasterKeys masterKeys) {
    this(database, masterKeys, ROWS_PER_STEP);
  }

  Vault(Database database, MasterKeys masterKeys, int rowsPerStep) {
    secrets = new SecretTable(database);
    keyTable = new KeyTable(database);
    this.masterKeys = masterKeys;
    clock = InstantSource.system();
    this.rowsPerStep = rowsPerStep;
  }

  /**
   * The value of a secret, which the caller closes; empty if there is none.
   *
   * @throws MorphException ({@code store-unavailable}) if its row was edited or moved, or its key
   *     cannot be used
   */
  public Optional<SecretValue> get(SecretName name) {
    boolean fresh = false;
    while (true) {
      SecretRow row = secrets.find(name.extensionId(), name.owner(), name.key()).orElse(null);
      if (row == null) {
        return Optional.empty();
      }
      KeySet keys = fresh ? reload() : keys();
      Optional<KeySet.DataKey> key = keys.find(row.keyId());
      if (key.isPresent()) {
        return Optional.of(SecretValue.owning(open(name.toString(), row, key.get().cipher())));
      }
      if (fresh) {
        SecretRow again = secrets.find(name.extensionId(), name.owner(), name.key()).orElse(null);
        if (row.equals(again)) {
          throw unreadable(name.toString(), keyFault(keys, row));
        }
      }
      fresh = true; // another process may have made the key since
    }
  }

  private static String keyFault(KeySet keys, SecretRow row) {
    return "its key " + row.keyId() + " cannot be used: " + keys.fault(row.keyId());
  }

  /** The bytes of a secret; whoever asks overwrites them. */
  private static byte[] open(String name, SecretRow row, Aead cipher) {
    byte[] sealed = row.ciphertext();
    try {
      if (sealed.length > 0 && sealed[0] == FORMAT) {
        return cipher.decrypt(Arrays.copyOfRange(sealed, 1, sealed.length), AssociatedData.of(row));
      }
    } catch (GeneralSecurityException e) {
      throw edited(name);
    }
    throw edited(name);
  }

  private static MorphException edited(String name) {
    return unreadable(
        name,
        "its row was edited in the database, or moved there from another extension, owner or key."
            + " Set it anew, or delete it");
  }

  private static MorphException unreadable(String name, String fault) {
    return new MorphException(
        ErrorCode.STORE_UNAVAILABLE, "the secret " + name + " cannot be read: " + fault);
  }

  private static SecretRow sealed(
      String extensionId, Owner owner, String key, Instant at, KeySet.DataKey by, byte[] utf8) {
    SecretRow open = new SecretRow(extensionId, owner, key, new byte[0], by.id(), at);
    byte[] encrypted = Aes.encrypt(by.cipher(), utf8, AssociatedData.of(open));
    byte[] bytes = new byte[encrypted.length + 1];
    bytes[0] = FORMAT;
    System.arraycopy(encrypted, 0, bytes, 1, encrypted.length);
    return open.with(bytes, by.id());
  }

  /**
   * Keeps a secret, in the place of what it was. When it returns, the secret is durable.
   *
   * @param value stays the caller's to close
   * @throws MorphException ({@code store-unavailable}) if its owner has {@link #MOST_SECRETS}
   *     others in the extension
   */
  public void set(SecretName name, SecretValue value) {
    Instant at = Times.whole(clock.instant());
    changeKeys(keys -> {
      KeySet.DataKey current = usable(keys);
      SecretRow row =
          sealed(name.extensionId(), name.owner(), name.key(), at, current, value.utf8());
      Database.Work<Boolean> unchanged = keyTable.unchanged(keys.rows());
      return secrets.putIf(
          row,
          handle -> {
            if (SecretTable.countOfOthers(handle, row) >= MOST_SECRETS) {
              throw new MorphException(
                  ErrorCode.STORE_UNAVAILABLE,
                  "the secret "
                      + name
                      + " was not kept: there are "
                      + MOST_SECRETS
                      + " others of this owner and extension, the most. Delete some");
            }
            return unchanged.in(handle);
          });
    });
  }

  private static KeySet.DataKey usable(KeySet keys) {
    KeySet.DataKey current = keys.current();
    if (current == null) {
      throw new MorphException(
          ErrorCode.STORE_UNAVAILABLE, "the vault has no key that can be used: " + keys.fault());
    }
    return current;
  }

  /** Takes a secret away, whether it can be read or not; false if there is none. */
  public boolean delete(SecretName name) {
    return secrets.delete(name.extensionId(), name.owner(), name.key());
  }

  /**
   * The secrets by extension, owner and key, and for each whether it can be read.
   *
   * @param extensionId of this extension alone; null for all
   * @param owner of this owner alone; null for all
   */
  public VaultListing list(@Nullable String extensionId, @Nullable Owner owner) {
    KeySet keys = reload();
    SecretTable.Listing<VaultEntry> listing =
        secrets.list(
            extensionId,
            owner,
            row ->
                new VaultEntry(
                    row.extensionId(), row.owner(), row.name(), row.updatedAt(), fault(keys, row)));
    return new VaultListing(listing.found(), listing.malformed());
  }

  private static @Nullable String fault(KeySet keys, SecretRow row) {
    Optional<KeySet.DataKey> key = keys.find(row.keyId());
    if (key.isEmpty()) {
      return keyFault(keys, row);
    }
    try {
      Arrays.fill(open(row.name(), row, key.get().cipher()), (byte) 0);
      return null;
    } catch (MorphException e) {
      return "its row was edited in the database, or moved there";
    }
  }

  /** What a rotation tells those who watch it. */
  @FunctionalInterface
  interface Watcher {
    /** It has come so far. */
    void reached(Stage stage);
  }

  /** How far a rotation is. */
  enum Stage {
    /** The new data key is durable. */
    KEY_ADDED,
    /** A secret is encrypted anew, within a transaction that is not over. */
    SECRET_SEALED,
    /** Some secrets are durable under the new key. */
    STEP_DONE,
    /** A key that no secret named is gone. */
    KEY_REMOVED,
    /** The new master key is durable. */
    MASTER_MADE,
    /** The data keys are durable under the new master key. */
    KEYS_WRAPPED
  }

  /**
   * Makes a new data key and encrypts every secret anew by it, some at a time; others may read and
   * write meanwhile. Older keys go when no secret names them. If it is killed, all can be read, and
   * the next rotation finishes. Secrets that cannot be read stay as they are.
   */
  public Rotation rotate() {
    return rotate(stage -> {});
  }

  Rotation rotate(Watcher watcher) {
    changeKeys(keys -> {
      if (keys.fault() != null) {
        usable(keys);
      }
      return keyTable.replace(keys.rows(), List.of(), keys.newer(masterKeys.currentOrMade()));
    });
    watcher.reached(Stage.KEY_ADDED);
    long rewritten = 0;
    long last;
    do {
      last = sealAnew(watcher);
      rewritten += last;
    } while (last > 0); // what others wrote meanwhile by an older key
    int removed = 0;
    KeySet keys = reload();
    for (KeySet.DataKey old : keys.older()) {
      if (keyTable.removeIfUnused(old.id(), keys.rowsOf(old))) {
        removed++;
        watcher.reached(Stage.KEY_REMOVED);
      }
    }
    mend();
    String current = usable(reload()).id();
    return new Rotation(current, rewritten, secrets.countOfOthers(current), removed);
  }

  /** Encrypts by the newest key what is under others, and says how many secrets that were. */
  private long sealAnew(Watcher watcher) {
    long rewritten = 0;
    for (String id : secrets.keyIds()) {
      int skip = 0;
      while (true) {
        KeySet keys = reload();
        KeySet.DataKey current = usable(keys);
        Optional<KeySet.DataKey> old = keys.find(id);
        if (old.isEmpty() || id.equals(current.id())) {
          break;
        }
        Optional<SecretTable.Step> step =
            secrets.rewrite(
                id,
                skip,
                rowsPerStep,
                keyTable.unchanged(keys.rows()),
                row -> {
                  Optional<SecretRow> anew = sealedAnew(row, old.get(), current);
                  anew.ifPresent(sealed -> watcher.reached(Stage.SECRET_SEALED));
                  return anew;
                });
        if (step.isPresent()) {
          SecretTable.Step done = step.get();
          rewritten += done.changed();
          skip += done.seen() - done.changed();
          watcher.reached(Stage.STEP_DONE);
          if (done.seen() < rowsPerStep) {
            break;
          }
        }
      }
    }
    return rewritten;
  }

  private static Optional<SecretRow> sealedAnew(
      SecretRow row, KeySet.DataKey old, KeySet.DataKey current) {
    byte[] utf8;
    try {
      utf8 = open(row.name(), row, old.cipher());
    } catch (MorphException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          sealed(row.extensionId(), row.owner(), row.name(), row.updatedAt(), current, utf8));
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /** Gives sound keys back the copies that were lost or edited. */
  private void mend() {
    changeKeys(keys -> {
      List<KeyRow> remove = new ArrayList<>();
      List<KeyRow> add = new ArrayList<>();
      for (KeySet.DataKey key : keys.sound()) {
        if (keys.isWorn(key)) {
          remove.addAll(keys.rowsOf(key));
          add.addAll(KeySet.mended(key));
        }
      }
      return add.isEmpty() || keyTable.replace(keys.rows(), remove, add);
    });
  }

  /**
   * Wraps the data keys by the master key that stands first, in one transaction; secrets stay as
   * they are. If it wraps them all already and is a file's, a new one is made before it; the old
   * ones stay in the file, for backups that were made under them.
   */
  public MasterRotation rotateMaster() {
    return rotateMaster(stage -> {});
  }

  MasterRotation rotateMaster(Watcher watcher) {
    KeySet before = reload();
    String first = masterKeys.currentOrMade().id();
    boolean wrapsAll = before.sound().stream().allMatch(key -> key.isWrappedBy(first));
    if (wrapsAll && !before.sound().isEmpty() && masterKeys.renew()) {
      watcher.reached(Stage.MASTER_MADE);
    }
    MasterKey master = masterKeys.currentOrMade();
    int[] wrapped = {0};
    changeKeys(keys -> {
      if (keys.fault() != null) {
        usable(keys);
      }
      List<KeyRow> remove = new ArrayList<>();
      List<KeyRow> add = new ArrayList<>();
      for (KeySet.DataKey key : keys.sound()) {
        remove.addAll(keys.rowsOf(key));
        try {
          add.addAll(keys.rewrapped(key, masterKeys, master));
        } catch (GeneralSecurityException e) {
          throw new MorphException(
              ErrorCode.STORE_UNAVAILABLE,
              "the vault's key " + key.id() + " cannot be unwrapped any more; nothing was changed",
              e);
        }
      }
      wrapped[0] = keys.sound().size();
      return keyTable.replace(keys.rows(), remove, add);
    });
    watcher.reached(Stage.KEYS_WRAPPED);
    return new MasterRotation(master.id(), wrapped[0]);
  }

  /** Tries until nobody else has changed the keys meanwhile. */
  private void changeKeys(Predicate<KeySet> change) {
    KeySet keys = keysOrMade();
    for (int attempt = 0; !change.test(keys); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new MorphException(
            ErrorCode.STORE_UNAVAILABLE,
            "the vault's keys were changed by others again and again; nothing was done. Try again");
      }
      known = null;
      keys = keysOrMade();
    }
  }

  /** The keys, with a first one if there was none. */
  private KeySet keysOrMade() {
    KeySet keys = keys();
    while (keys.rows().isEmpty()) {
      boolean unused =
          keyTable.replace(List.of(), List.of(), keys.newer(masterKeys.currentOrMade()));
      keys = reload();
    }
    return keys;
  }

  private KeySet keys() {
    KeySet keys = known;
    return keys == null || keys.current() == null ? reload() : keys;
  }

  private KeySet reload() {
    KeySet keys = KeySet.of(keyTable.all(), masterKeys);
    known = keys;
    return keys;
  }
}
