package dev.morph.capabilities.wasi;

import static dev.morph.runtime.capability.HostFunctionType.Pass.EVENTS;
import static dev.morph.runtime.capability.HostFunctionType.Pass.GATHER;
import static dev.morph.runtime.capability.HostFunctionType.Pass.I32;
import static dev.morph.runtime.capability.HostFunctionType.Pass.I64;
import static dev.morph.runtime.capability.HostFunctionType.Pass.OUT32;
import static dev.morph.runtime.capability.HostFunctionType.Pass.OUT64;
import static dev.morph.runtime.capability.HostFunctionType.Pass.OUT_24_BYTES;
import static dev.morph.runtime.capability.HostFunctionType.Pass.OUT_64_BYTES;
import static dev.morph.runtime.capability.HostFunctionType.Pass.OUT_8_BYTES;
import static dev.morph.runtime.capability.HostFunctionType.Pass.OUT_LENGTH;
import static dev.morph.runtime.capability.HostFunctionType.Pass.SCATTER;
import static dev.morph.runtime.capability.HostFunctionType.Pass.SPACE;
import static dev.morph.runtime.capability.HostFunctionType.Pass.TEXT;
import static dev.morph.runtime.capability.HostFunctionType.Pass.TEXTS;

import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.capability.HostFunctionType.Param;
import dev.morph.runtime.capability.HostFunctionType.Pass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The functions of WASI preview 1, in the order of its witx, with their parameters and what they
 * do.
 */
final class WasiFunction {
  /** What a function does. */
  interface Body {
    /** The answer without its errno; null where there is none. */
    @Nullable Object run(WasiInstance instance, CallContext call, Arguments arguments);
  }

  private static final Map<HostFunctionType, Body> BODIES = new LinkedHashMap<>();

  static {
    add("args_get", (i, call, a) -> i.surroundings().arguments(), p("argv", TEXTS));
    add(
        "args_sizes_get",
        (i, call, a) -> Surroundings.sizes(i.surroundings().arguments()),
        out("n"),
        out("size"));
    add("environ_get", (i, call, a) -> Surroundings.environment(call), p("environ", TEXTS));
    add(
        "environ_sizes_get",
        (i, call, a) -> Surroundings.sizes(Surroundings.environment(call)),
        out("n"),
        out("size"));
    add(
        "clock_res_get",
        (i, call, a) -> i.surroundings().resolution(a.u32(0)),
        p("id", I32),
        p("res", OUT64));
    add(
        "clock_time_get",
        (i, call, a) -> i.surroundings().time(a.u32(0)),
        p("id", I32),
        p("precision", I64),
        p("time", OUT64));
    add(
        "fd_advise",
        done((i, call, a) -> i.descriptors().file(a.u32(0))),
        fd(),
        i64("offset"),
        i64("length"),
        i32("advice"));
    add("fd_allocate", notSupported(), fd(), i64("offset"), i64("length"));
    add("fd_close", done((i, call, a) -> i.descriptors().close(call, a.u32(0))), fd());
    add("fd_datasync", done((i, call, a) -> i.descriptors().sync(call, a.u32(0))), fd());
    add(
        "fd_fdstat_get",
        (i, call, a) -> i.descriptors().status(a.u32(0)),
        fd(),
        p("stat", OUT_24_BYTES));
    add(
        "fd_fdstat_set_flags",
        done((i, call, a) -> i.descriptors().setFlags(a.u32(0), a.u32(1))),
        fd(),
        i32("flags"));
    add("fd_fdstat_set_rights", notSupported(), fd(), i64("rights"), i64("inherited"));
    add(
        "fd_filestat_get",
        (i, call, a) -> i.paths().fileStatus(call, a.u32(0)),
        fd(),
        p("stat", OUT_64_BYTES));
    add(
        "fd_filestat_set_size",
        done((i, call, a) -> i.descriptors().resize(call, a.u32(0), a.u64(1))),
        fd(),
        p("size", I64));
    add(
        "fd_filestat_set_times",
        notSupported(),
        fd(),
        i64("accessed"),
        i64("modified"),
        i32("flags"));
    add(
        "fd_pread",
        (i, call, a) -> i.descriptors().readAt(call, a.u32(0), a.u32(1), a.u64(2)),
        fd(),
        p("buffers", SCATTER),
        p("offset", I64),
        p("read", OUT_LENGTH));
    add(
        "fd_prestat_get",
        (i, call, a) -> i.descriptors().prestat(a.u32(0)),
        fd(),
        p("prestat", OUT_8_BYTES));
    add(
        "fd_prestat_dir_name",
        (i, call, a) -> i.descriptors().prestatName(a.u32(0), a.u32(1)),
        fd(),
        p("path", SPACE));
    add(
        "fd_pwrite",
        (i, call, a) -> i.descriptors().writeAt(call, a.u32(0), a.bytes(1), a.u64(2)),
        fd(),
        p("buffers", GATHER),
        p("offset", I64),
        out("written"));
    add(
        "fd_read",
        (i, call, a) -> i.descriptors().read(call, a.u32(0), a.u32(1)),
        fd(),
        p("buffers", SCATTER),
        p("read", OUT_LENGTH));
    add(
        "fd_readdir",
        (i, call, a) -> i.paths().readFolder(call, a.u32(0), a.u32(1), a.u64(2)),
        fd(),
        p("buffer", SPACE),
        p("cookie", I64),
        p("used", OUT_LENGTH));
    add(
        "fd_renumber",
        done((i, call, a) -> i.descriptors().renumber(call, a.u32(0), a.u32(1))),
        fd(),
        i32("to"));
    add(
        "fd_seek",
        (i, call, a) -> i.descriptors().seek(call, a.u32(0), a.u64(1), a.u32(2)),
        fd(),
        p("offset", I64),
        i32("whence"),
        p("position", OUT64));
    add("fd_sync", done((i, call, a) -> i.descriptors().sync(call, a.u32(0))), fd());
    add(
        "fd_tell",
        (i, call, a) -> i.descriptors().seek(call, a.u32(0), 0, 1),
        fd(),
        p("position", OUT64));
    add(
        "fd_write",
        (i, call, a) -> i.descriptors().write(call, a.u32(0), a.bytes(1)),
        fd(),
        p("buffers", GATHER),
        out("written"));
    add(
        "path_create_directory",
        done((i, call, a) -> i.paths().createFolder(call, a.u32(0), a.text(1))),
        fd(),
        path());
    add(
        "path_filestat_get",
        (i, call, a) -> i.paths().pathStatus(call, a.u32(0), a.text(2)),
        fd(),
        i32("flags"),
        path(),
        p("stat", OUT_64_BYTES));
    add(
        "path_filestat_set_times",
        notSupported(),
        fd(),
        i32("flags"),
        path(),
        i64("accessed"),
        i64("modified"),
        flags());
    add(
        "path_link",
        done((i, call, a) -> Paths.refuse()),
        fd(),
        i32("old-flags"),
        p("old-path", TEXT),
        i32("new-fd"),
        p("new-path", TEXT));
    add(
        "path_open",
        (i, call, a) -> i.paths().open(call, a.u32(0), a.text(2), a.u32(3), a.u64(4), a.u32(6)),
        fd(),
        i32("lookup"),
        path(),
        i32("open"),
        p("rights", I64),
        p("inherited", I64),
        flags(),
        out("opened"));
    add(
        "path_readlink",
        (i, call, a) -> Paths.refuse(),
        fd(),
        path(),
        p("buffer", SPACE),
        p("used", OUT_LENGTH));
    add(
        "path_remove_directory",
        done((i, call, a) -> i.paths().remove(call, a.u32(0), a.text(1), true)),
        fd(),
        path());
    add(
        "path_rename",
        done((i, call, a) -> i.paths().rename(call, a.u32(0), a.text(1), a.u32(2), a.text(3))),
        fd(),
        path(),
        i32("new-fd"),
        p("new-path", TEXT));
    add("path_symlink", done((i, call, a) -> Paths.refuse()), p("target", TEXT), fd(), path());
    add(
        "path_unlink_file",
        done((i, call, a) -> i.paths().remove(call, a.u32(0), a.text(1), false)),
        fd(),
        path());
    add("poll_oneoff", (i, call, a) -> i.poll(call, a.bytes(0)), p("events", EVENTS), out("n"));
    BODIES.put(
        HostFunctionType.wasi("proc_exit", false, i32("code")),
        (i, call, a) -> Surroundings.exit(a.u32(0)));
    add("proc_raise", notSupported(), i32("signal"));
    add("random_get", (i, call, a) -> i.surroundings().random(a.u32(0)), p("buffer", SPACE));
    add("sched_yield", done((i, call, a) -> {}));
    add("sock_accept", noSocket(), fd(), flags(), out("accepted"));
    add(
        "sock_recv",
        noSocket(),
        fd(),
        p("buffers", SCATTER),
        flags(),
        out("received"),
        out("out-flags"));
    add("sock_send", noSocket(), fd(), p("buffers", GATHER), flags(), out("sent"));
    add("sock_shutdown", noSocket(), fd(), i32("how"));
  }

  private WasiFunction() {}

  /** All of them. */
  static List<HostFunctionType> types() {
    return List.copyOf(BODIES.keySet());
  }

  static Body body(HostFunctionType type) {
    Body body = BODIES.get(type);
    if (body == null) {
      throw new IllegalArgumentException("no function of WASI preview 1: " + type);
    }
    return body;
  }

  private static void add(String name, Body body, Param... params) {
    BODIES.put(HostFunctionType.wasi(name, true, params), body);
  }

  /** A body that answers nothing but its errno. */
  private interface Silent {
    void run(WasiInstance instance, CallContext call, Arguments arguments);
  }

  private static Body done(Silent body) {
    return (instance, call, arguments) -> {
      body.run(instance, call, arguments);
      return null;
    };
  }

  private static Body notSupported() {
    return (instance, call, arguments) -> {
      throw new WasiFault(Errno.NOTSUP);
    };
  }

  private static Body noSocket() {
    return (instance, call, arguments) -> {
      throw new WasiFault(Errno.NOTSOCK);
    };
  }

  private static Param p(String name, Pass pass) {
    return new Param(name, pass);
  }

  private static Param fd() {
    return p("fd", I32);
  }

  private static Param path() {
    return p("path", TEXT);
  }

  private static Param flags() {
    return p("fdflags", I32);
  }

  private static Param i32(String name) {
    return p(name, I32);
  }

  private static Param i64(String name) {
    return p(name, I64);
  }

  private static Param out(String name) {
    return p(name, OUT32);
  }

  /** What a guest gave, by position among the parameters that are given. */
  record Arguments(Object[] values) {
    long u32(int index) {
      return (Long) values[index];
    }

    long u64(int index) {
      return (Long) values[index];
    }

    String text(int index) {
      return (String) values[index];
    }

    byte[] bytes(int index) {
      return (byte[]) values[index];
    }
  }
}
