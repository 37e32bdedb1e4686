package dev.morph.capabilities.fs;

import dev.morph.base.ErrorCode;
import dev.morph.base.files.FileEntry;
import dev.morph.base.files.FileFault;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code morphee:extensions/fs}: whole files of the call's root by the rights of {@code fs}, and
 * {@code workspace} for design-time calls (docs/reference/files.md).
 */
public final class FsCapability implements Capability {
  private static final String MODULE = "morphee:extensions/fs@1.0.0";
  private static final WitType STRING = WitType.Primitive.STRING;
  private static final WitType BYTES = new WitType.ListOf(WitType.Primitive.U8);
  private static final WitType.Field PATH = new WitType.Field("path", STRING);

  static final HostFunctionType READ =
      new HostFunctionType(
          new WitFunction(List.of(PATH), new WitType.Result(BYTES, STRING)),
          new HostFunctionType.Canonical(MODULE, "read"),
          new HostFunctionType.Bytes("fs_read", "content"));
  static final HostFunctionType WRITE =
      new HostFunctionType(
          new WitFunction(
              List.of(PATH, new WitType.Field("content", BYTES)), new WitType.Result(null, STRING)),
          new HostFunctionType.Canonical(MODULE, "write"),
          new HostFunctionType.Bytes("fs_write", null));
  static final HostFunctionType LIST =
      new HostFunctionType(
          new WitFunction(List.of(PATH), new WitType.Result(new WitType.ListOf(STRING), STRING)),
          new HostFunctionType.Canonical(MODULE, "list"),
          new HostFunctionType.Bytes("fs_list", "entries"));
  static final HostFunctionType WORKSPACE = Workspace.TYPE;

  private FsCapability() {}

  /** Files are those of the {@link CallContext}. */
  public static FsCapability create() {
    return new FsCapability();
  }

  @Override
  public String name() {
    return "fs";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(READ, WRITE, LIST, WORKSPACE);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    Handler read = (call, arguments) -> read(policy, call, (String) arguments[0]);
    Handler write =
        (call, arguments) -> write(policy, call, (String) arguments[0], (byte[]) arguments[1]);
    Handler list = (call, arguments) -> list(policy, call, (String) arguments[0]);
    return function -> {
      if (function.equals(READ)) {
        return read;
      }
      if (function.equals(WRITE)) {
        return write;
      }
      return function.equals(LIST) ? list : Workspace::handle;
    };
  }

  private static byte[] read(Policy policy, CallContext call, String raw) {
    String path = GuestPath.parseBelowRoot(raw);
    call.require(policy.named(PermissionName.FS_READ, path));
    return read(call, path);
  }

  static byte[] read(CallContext call, String path) {
    long most = call.limits().value(Limit.FILE_SIZE);
    return FileCalls.ask(call, path, root -> root.read(path, most));
  }

  private static @Nullable Object write(
      Policy policy, CallContext call, String raw, byte[] content) {
    String path = GuestPath.parseBelowRoot(raw);
    call.require(policy.named(PermissionName.FS_WRITE, path));
    write(call, path, content);
    return null;
  }

  static void write(CallContext call, String path, byte[] content) {
    if (content.length > call.limits().value(Limit.FILE_SIZE)) {
      throw FileCalls.tooLarge(call, call.redact(path));
    }
    FileCalls.ask(
        call,
        path,
        root -> {
          root.write(path, content);
          return null;
        });
  }

  private static List<String> list(Policy policy, CallContext call, String raw) {
    String path = GuestPath.parse(raw);
    call.require(policy.named(PermissionName.FS_READ, path));
    return names(list(call, path));
  }

  static List<FileEntry> list(CallContext call, String path) {
    try {
      return FileCalls.list(call, FileCalls.root(call), path);
    } catch (FileFault fault) {
      throw FileCalls.answer(call, path, fault);
    }
  }

  /** Folders end in a slash. */
  static List<String> names(List<FileEntry> entries) {
    List<String> names = new ArrayList<>();
    for (FileEntry entry : entries) {
      names.add(entry.folder() ? entry.name() + "/" : entry.name());
    }
    return names;
  }

  static HostFault invalid(String text) {
    return new HostFault(ErrorCode.REQUEST_INVALID, text);
  }
}
