package dev.morph.capabilities.fs;

import dev.morph.base.files.FileEntry;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Glob;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code workspace} of the bytes ABI: what frontends and backends do with the project's files. */
final class Workspace {
  /** Folders that one search goes through. */
  private static final int MAX_FOLDERS = 10_000;

  private static final WitType STRING = WitType.Primitive.STRING;
  private static final WitType BYTES = new WitType.ListOf(WitType.Primitive.U8);

  static final HostFunctionType TYPE =
      new HostFunctionType(
          new WitFunction(
              List.of(
                  new WitType.Field("op", STRING),
                  new WitType.Field("path", STRING),
                  new WitType.Field("content", new WitType.Option(BYTES)),
                  new WitType.Field("glob", new WitType.Option(STRING))),
              new WitType.Result(
                  new WitType.Record(
                      List.of(
                          new WitType.Field("content", new WitType.Option(BYTES)),
                          new WitType.Field(
                              "entries", new WitType.Option(new WitType.ListOf(STRING))),
                          new WitType.Field("type", new WitType.Option(STRING)),
                          new WitType.Field("size", new WitType.Option(WitType.Primitive.U64)),
                          new WitType.Field("modified", new WitType.Option(STRING)))),
                  STRING)),
          null,
          new HostFunctionType.Bytes("workspace", null));

  private Workspace() {}

  static List<Object> handle(CallContext call, Object[] arguments) {
    if (!call.designTime()) {
      throw FsCapability.invalid(
          "workspace is for frontends and backends while they compile or generate; use fs_read,"
              + " fs_write and fs_list with the rights fs:read and fs:write");
    }
    String op = (String) arguments[0];
    String raw = (String) arguments[1];
    Optional<?> content = (Optional<?>) arguments[2];
    Optional<?> glob = (Optional<?>) arguments[3];
    if (content.isPresent() != op.equals("write")) {
      throw FsCapability.invalid("content goes with the op write, and with no other");
    }
    if (glob.isPresent() && !op.equals("list")) {
      throw FsCapability.invalid("glob goes with the op list, and with no other");
    }
    return switch (op) {
      case "read" -> reply(FsCapability.read(call, GuestPath.parseBelowRoot(raw)), null, null);
      case "write" -> {
        FsCapability.write(
            call,
            GuestPath.parseBelowRoot(raw),
            content.map(bytes -> (byte[]) bytes).orElse(new byte[0]));
        yield reply(null, null, null);
      }
      case "list" -> {
        String path = GuestPath.parse(raw);
        yield reply(
            null,
            glob.isPresent()
                ? found(call, path, (String) glob.get())
                : FsCapability.names(FsCapability.list(call, path)),
            null);
      }
      case "stat" -> {
        String path = GuestPath.parse(raw);
        yield reply(null, null, FileCalls.ask(call, path, root -> root.stat(path)));
      }
      case "delete" -> {
        String path = GuestPath.parseBelowRoot(raw);
        FileCalls.ask(
            call,
            path,
            root -> {
              root.delete(path);
              return null;
            });
        yield reply(null, null, null);
      }
      default -> throw FsCapability.invalid("op is not one of read, write, list, stat and delete");
    };
  }

  private static List<Object> reply(
      byte @Nullable [] content, @Nullable List<String> entries, @Nullable FileEntry entry) {
    Optional<FileEntry> stat = Optional.ofNullable(entry);
    return List.of(
        Optional.ofNullable(content),
        Optional.ofNullable(entries),
        stat.map(one -> one.folder() ? "folder" : "file"),
        stat.map(FileEntry::size),
        stat.map(one -> Instant.ofEpochMilli(one.modifiedMillis()).toString()));
  }

  /** Files below a folder whose path from there fits; {@code *} stands for any characters. */
  private static List<String> found(CallContext call, String start, String pattern) {
    Glob glob = new Glob(Arrays.asList(pattern.split("\\*+", -1)));
    List<String> found = new ArrayList<>();
    Deque<String> left = new ArrayDeque<>();
    left.add("");
    int folders = 0;
    while (!left.isEmpty()) {
      String below = left.removeFirst();
      if (++folders > MAX_FOLDERS) {
        throw FsCapability.invalid("there are more than " + MAX_FOLDERS + " folders to search");
      }
      String folder = (start.isEmpty() || below.isEmpty()) ? start + below : start + "/" + below;
      for (FileEntry entry : FsCapability.list(call, folder)) {
        String path = below.isEmpty() ? entry.name() : below + "/" + entry.name();
        if (entry.folder()) {
          left.add(path);
        } else if (glob.matches(path)) {
          if (found.size() == FileCalls.MAX_ENTRIES) {
            throw FsCapability.invalid(
                "more than " + FileCalls.MAX_ENTRIES + " files fit; narrow the glob");
          }
          found.add(path);
        }
      }
    }
    found.sort(null);
    return found;
  }
}
