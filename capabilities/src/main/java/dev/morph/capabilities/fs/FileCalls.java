package dev.morph.capabilities.fs;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.files.FileEntry;
import dev.morph.base.files.FileFault;
import dev.morph.base.files.FileRoot;
import dev.morph.base.json.JsonObject;
import dev.morph.capabilities.blocking.Blocking;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.Limit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Asks a call's {@link FileRoot}. Each question runs on a thread of its own, for which the guest's
 * thread waits no longer than the call's deadline: a disk that hangs heeds no interrupt.
 */
public final class FileCalls {
  private static final Thread.Builder THREADS = Thread.ofPlatform().daemon().name("morph-files");

  /** What one folder may hold where it is listed. */
  static final int MAX_ENTRIES = 10_000;

  private FileCalls() {}

  /**
   * The root of a call.
   *
   * @throws HostFault ({@code store-unavailable}) if none was given
   */
  public static FileRoot root(CallContext call) {
    FileRoot root = call.files();
    if (root == null) {
      throw new HostFault(
          ErrorCode.STORE_UNAVAILABLE,
          "no workspace was given, so there are no files; give one with --workspace DIR");
    }
    return root;
  }

  /**
   * The root's answer.
   *
   * @throws FileFault what the root threw
   * @throws MorphException ({@code limit-time}) at the deadline, or at an interrupt, which stays
   *     set
   */
  public static <T extends @Nullable Object> T ask(
      CallContext call, FileRoot root, Function<FileRoot, T> question) {
    return Blocking.<T, RuntimeException>run(
        call, THREADS, "a file", () -> question.apply(root), () -> {});
  }

  /**
   * As {@link #ask}, a fault of the root in words for the guest.
   *
   * @throws HostFault {@code not-found}, {@code limit-file-size} or {@code io-failed}
   */
  static <T extends @Nullable Object> T ask(
      CallContext call, String path, Function<FileRoot, T> question) {
    try {
      return ask(call, root(call), question);
    } catch (FileFault fault) {
      throw answer(call, path, fault);
    }
  }

  /** What is in a folder, without what cannot be named in a path. */
  public static List<FileEntry> list(CallContext call, FileRoot root, String path) {
    List<FileEntry> all = ask(call, root, one -> one.list(path, MAX_ENTRIES));
    return all.stream().filter(entry -> GuestPath.canBeNamed(entry.name())).toList();
  }

  /** The fault that a guest sees. */
  public static HostFault answer(CallContext call, String path, FileFault fault) {
    String shown = call.redact(path.isEmpty() ? "the root of the workspace" : path);
    return switch (fault.kind()) {
      case NOT_FOUND -> new HostFault(ErrorCode.NOT_FOUND, shown + " " + fault.words());
      case TOO_LARGE -> tooLarge(call, shown);
      default -> new HostFault(ErrorCode.IO_FAILED, shown + " " + fault.words());
    };
  }

  static HostFault tooLarge(CallContext call, String path) {
    long limit = call.limits().value(Limit.FILE_SIZE);
    return new HostFault(
        ErrorCode.LIMIT_FILE_SIZE,
        path
            + " has more than "
            + Limit.FILE_SIZE.show(limit)
            + "; raise the limit with --limit file-size=SIZE",
        JsonObject.builder().put("limit", limit).build());
  }
}
