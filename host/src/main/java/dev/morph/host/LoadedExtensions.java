package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.storage.install.ExtensionVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The installed extensions that this process runs, each loaded once. The rows are looked at again
 * when this process changed them, and after a second: another process may have. Safe for several
 * threads.
 */
final class LoadedExtensions implements AutoCloseable {
  private static final long LOOK_NANOS = 1_000_000_000L;

  private final ExtensionManager manager;
  private final LoadOptions options;
  private final Map<ExtensionId, Running> loaded = new ConcurrentHashMap<>();
  private final Map<ExtensionId, Object> locks = new HashMap<>();
  private volatile boolean closed;

  /**
   * @param options the files of the extensions, and limits for this process
   */
  LoadedExtensions(ExtensionManager manager, LoadOptions options) {
    this.manager = manager;
    this.options = options;
  }

  /** An extension that may run. */
  static final class Running {
    private final Extension extension;
    private final ExecutionAudit.Subject subject;
    private final Installed installed;
    private final long seenNanos;
    private volatile @Nullable IntegrationDescription description;

    private Running(
        Extension extension, ExecutionAudit.Subject subject, Installed installed, long seenNanos) {
      this.extension = extension;
      this.subject = subject;
      this.installed = installed;
      this.seenNanos = seenNanos;
    }

    Extension extension() {
      return extension;
    }

    /** What it says of itself; asked once. */
    IntegrationDescription description() {
      IntegrationDescription known = description;
      if (known == null) {
        known = IntegrationDescription.read(extension.describe());
        description = known;
      }
      return known;
    }

    private boolean isFresh() {
      return System.nanoTime() - seenNanos < LOOK_NANOS;
    }

    private Running seenAgain(Installed now) {
      Running again = new Running(extension, subject, now, System.nanoTime());
      again.description = description;
      return again;
    }
  }

  /**
   * The active version of an extension, on the terms that are approved for it.
   *
   * @throws MorphException if it is not installed, may not run, or its file cannot be loaded
   */
  Running running(ExtensionId id) {
    Running known = loaded.get(id);
    if (known != null && known.isFresh()) {
      return known;
    }
    synchronized (lock(id)) {
      known = loaded.get(id);
      if (known != null && known.isFresh()) {
        return known;
      }
      return looked(id, known);
    }
  }

  private Running looked(ExtensionId id, @Nullable Running known) {
    if (closed) {
      throw new MorphException(ErrorCode.NOT_FOUND, "the application has closed Morph");
    }
    Installed now;
    try {
      now = manager.requireRunning(id);
    } catch (MorphException e) {
      forget(id);
      throw e;
    }
    if (known != null && isSame(known.installed, now)) {
      Running again = known.seenAgain(now);
      loaded.put(id, again);
      return again;
    }
    ExtensionVersion version = now.latest();
    Running running =
        new Running(manager.open(now, version, options), subject(now), now, System.nanoTime());
    forget(id);
    loaded.put(id, running);
    return running;
  }

  private static boolean isSame(Installed before, Installed now) {
    return Objects.equals(before.active(), now.active())
        && Objects.equals(before.grant(), now.grant());
  }

  /** Calls under way end by themselves. */
  private void forget(ExtensionId id) {
    Running gone = loaded.remove(id);
    if (gone != null) {
      gone.extension.close();
    }
  }

  private Object lock(ExtensionId id) {
    synchronized (locks) {
      return locks.computeIfAbsent(id, key -> new Object());
    }
  }

  /**
   * What the audit log calls an extension, whether it may run or not.
   *
   * @throws MorphException ({@code not-found}) if it is not installed
   */
  ExecutionAudit.Subject subject(ExtensionId id) {
    Running known = loaded.get(id);
    return known != null && known.isFresh() ? known.subject : subject(manager.require(id));
  }

  private static ExecutionAudit.Subject subject(Installed installed) {
    ExtensionVersion version = installed.latest();
    return new ExecutionAudit.Subject(installed.id(), version.version(), version.digest());
  }

  /** True if it was there within the last second. */
  boolean isKnown(ExtensionId id) {
    Running known = loaded.get(id);
    return known != null && known.isFresh();
  }

  /** The rows of an extension have changed: the next call looks at them. */
  void changed(ExtensionId id) {
    synchronized (lock(id)) {
      forget(id);
    }
  }

  /** Lets go of all instances. */
  @Override
  public void close() {
    closed = true;
    loaded.keySet().forEach(this::changed);
  }
}
