package dev.morph.host.cache;

import dev.morph.base.Digest;
import dev.morph.engine.api.CodeCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A folder of sealed entries that several processes may use at once. Whoever may write into the
 * folder but does not know its key can make entries disappear, never make one believed. A cache is
 * never needed: what fails is reported as a warning, and the caller compiles. Safe for several
 * threads.
 *
 * <p>An entry is written to a file of its own and moved into place, so readers see the old one, the
 * new one or none. When the folder holds more than its bound, those least recently used go.
 */
public final class CompileCache implements CodeCache {
  /** 1 GiB. */
  public static final long DEFAULT_MAX_BYTES = 1L << 30;

  private static final int MOST_ENTRY_BYTES = 512 << 20;

  private final Path folder;
  private final long maxBytes;
  private final Consumer<String> warnings;
  private @Nullable Seal seal;
  private boolean unusable;

  /**
   * What a cache holds.
   *
   * @param folder where it is
   * @param entries how many compiled modules
   * @param bytes what they take on disk
   * @param maxBytes what they may take
   */
  public record Stat(Path folder, long entries, long bytes, long maxBytes) {}

  private CompileCache(Path folder, long maxBytes, Consumer<String> warnings) {
    this.folder = folder;
    this.maxBytes = maxBytes;
    this.warnings = warnings;
  }

  /**
   * A cache in a folder, which is made when it is first written to.
   *
   * @param maxBytes what its entries may take on disk together
   * @param warnings takes one line for each entry that was dropped and each failure to write
   */
  public static CompileCache in(Path folder, long maxBytes, Consumer<String> warnings) {
    return new CompileCache(folder, maxBytes, warnings);
  }

  @Override
  public byte @Nullable [] get(String key) {
    Path file = file(key);
    byte[] entry;
    try {
      if (Files.size(file) > MOST_ENTRY_BYTES) {
        return dropped(file, "is larger than any entry");
      }
      entry = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      warnings.accept("the compile cache entry " + file + " cannot be read: " + reason(e));
      return null;
    }
    Seal known = seal();
    if (known == null) {
      return null;
    }
    byte[] payload = known.open(key, entry);
    if (payload == null) {
      return dropped(file, "is torn, was edited, or belongs to another installation");
    }
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      // another process has evicted it meanwhile; what was read is still right
      return payload;
    }
    return payload;
  }

  private byte @Nullable [] dropped(Path file, String why) {
    warnings.accept(
        "the compile cache entry " + file + " " + why + "; the module is compiled again");
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      warnings.accept("the compile cache entry " + file + " cannot be deleted: " + reason(e));
    }
    return null;
  }

  @Override
  public void put(String key, byte[] payload) {
    Seal known = seal();
    if (known == null || payload.length > maxBytes) {
      return;
    }
    Path file = file(key);
    Path draft = null;
    try {
      Files.createDirectories(file.getParent());
      draft = Files.createTempFile(folder, "draft-", ".tmp");
      Files.write(draft, known.close(key, payload));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      new Eviction(folder, maxBytes).run();
    } catch (IOException e) {
      warnings.accept("the compile cache in " + folder + " cannot be written: " + reason(e));
      deleteQuietly(draft);
    }
  }

  private static void deleteQuietly(@Nullable Path draft) {
    if (draft == null) {
      return;
    }
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      // Eviction removes old drafts
      return;
    }
  }

  private synchronized @Nullable Seal seal() {
    if (seal == null && !unusable) {
      try {
        seal = new Seal(InstallationKey.readOrMake(folder));
      } catch (IOException e) {
        unusable = true;
        warnings.accept("the compile cache in " + folder + " cannot be used: " + reason(e));
      }
    }
    return seal;
  }

  private Path file(String key) {
    String hex = Digest.of(key.getBytes(StandardCharsets.UTF_8)).hex();
    return folder.resolve(hex.substring(0, 2)).resolve(hex + Eviction.SUFFIX);
  }

  /**
   * What it holds now.
   *
   * @throws IOException if the folder cannot be read
   */
  public Stat stat() throws IOException {
    Eviction entries = new Eviction(folder, maxBytes);
    return new Stat(folder, entries.count(), entries.bytes(), maxBytes);
  }

  /**
   * Deletes all entries. The key stays, since other processes may be writing.
   *
   * @return what was there
   * @throws IOException if something cannot be deleted
   */
  public Stat clear() throws IOException {
    Stat before = stat();
    new Eviction(folder, maxBytes).all();
    return before;
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
  }
}
