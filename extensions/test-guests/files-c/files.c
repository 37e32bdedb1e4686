/*
 * A guest that reaches files three ways: by the functions of morph (fs_*, workspace), and by WASI preview 1 as a
 * standard library would. For tests, never for use. It has no C library, so that every number it is answered is seen.
 */
#include "../../c/morph.h"

MORPH_IMPORT("fs_read") u64 host_fs_read(const u8 *at, u32 length);
MORPH_IMPORT("fs_write") u64 host_fs_write(const u8 *at, u32 length);
MORPH_IMPORT("fs_list") u64 host_fs_list(const u8 *at, u32 length);
MORPH_IMPORT("workspace") u64 host_workspace(const u8 *at, u32 length);

#define WASI(name) __attribute__((import_module("wasi_snapshot_preview1"), import_name(name)))

WASI("args_sizes_get") u32 wasi_args_sizes_get(u32 *count, u32 *size);
WASI("args_get") u32 wasi_args_get(u8 **argv, u8 *text);
WASI("environ_sizes_get") u32 wasi_environ_sizes_get(u32 *count, u32 *size);
WASI("environ_get") u32 wasi_environ_get(u8 **names, u8 *text);
WASI("clock_time_get") u32 wasi_clock_time_get(u32 id, u64 precision, u64 *time);
WASI("random_get") u32 wasi_random_get(u8 *at, u32 length);
WASI("fd_write") u32 wasi_fd_write(u32 fd, const slice *buffers, u32 count, u32 *written);
WASI("fd_read") u32 wasi_fd_read(u32 fd, slice *buffers, u32 count, u32 *got);
WASI("fd_seek") u32 wasi_fd_seek(u32 fd, u64 offset, u32 whence, u64 *position);
WASI("fd_close") u32 wasi_fd_close(u32 fd);
WASI("fd_readdir") u32 wasi_fd_readdir(u32 fd, u8 *at, u32 length, u64 cookie, u32 *used);
WASI("fd_prestat_get") u32 wasi_fd_prestat_get(u32 fd, u32 *prestat);
WASI("fd_prestat_dir_name") u32 wasi_fd_prestat_dir_name(u32 fd, u8 *at, u32 length);
WASI("fd_filestat_get") u32 wasi_fd_filestat_get(u32 fd, u64 *stat);
WASI("path_open")
u32 wasi_path_open(u32 fd, u32 lookup, const u8 *path, u32 length, u32 open, u64 rights, u64 inherited, u32 flags,
                   u32 *opened);
WASI("path_filestat_get") u32 wasi_path_filestat_get(u32 fd, u32 lookup, const u8 *path, u32 length, u64 *stat);
WASI("path_create_directory") u32 wasi_path_create_directory(u32 fd, const u8 *path, u32 length);
WASI("path_unlink_file") u32 wasi_path_unlink_file(u32 fd, const u8 *path, u32 length);
WASI("path_rename")
u32 wasi_path_rename(u32 fd, const u8 *from, u32 length, u32 to_fd, const u8 *to, u32 to_length);
WASI("path_symlink") u32 wasi_path_symlink(const u8 *target, u32 target_length, u32 fd, const u8 *path, u32 length);
WASI("proc_exit") void wasi_proc_exit(u32 code);

/* Numbers that stand at any address. */
typedef u32 __attribute__((aligned(1))) loose32;
typedef u64 __attribute__((aligned(1))) loose64;

#define CREATE 1u
#define FOLDER 2u
#define TRUNCATE 8u
#define READ (1ull << 1)
#define WRITE (1ull << 6)

static const char DESCRIPTION[] =
    "{\"name\":\"files\",\"version\":\"0.1.0\",\"actions\":["
    "{\"name\":\"fs_read\"},{\"name\":\"fs_write\"},{\"name\":\"fs_list\"},{\"name\":\"workspace\"},"
    "{\"name\":\"cat\"},{\"name\":\"put\"},{\"name\":\"leave\"},{\"name\":\"dir\"},{\"name\":\"move\"},"
    "{\"name\":\"link\"},{\"name\":\"about\"},{\"name\":\"print\"},{\"name\":\"exit\"},{\"name\":\"many\"},"
    "{\"name\":\"wild\"}]}";

MORPH_EXPORT("describe") u64 describe(u8 *at, u32 length) {
    struct text out = {0};
    morph_free(at, length);
    text_add(&out, SLICE(DESCRIPTION));
    return morph_close(&out);
}

/* Passes the parameters to an import as they are, and its reply on. */
static u64 call(u64 (*import)(const u8 *, u32), slice params) {
    struct text request = {0};
    text_add(&request, params);
    u64 envelope = morph_close(&request);
    if (!envelope) return 0;
    u64 reply = import((const u8 *)(u32)(envelope >> 32), (u32)envelope);
    morph_free((u8 *)(u32)(envelope >> 32), (u32)envelope);
    return reply;
}

static void add_number(struct text *out, u64 number) {
    u8 digits[20];
    u32 at = 20;
    do digits[--at] = (u8)('0' + number % 10);
    while (number /= 10);
    text_add(out, (slice){digits + at, 20 - at});
}

static u64 failed(const char *where, u32 length, u32 errno) {
    struct text out = {0};
    text_add(&out, SLICE("{\"err\":{\"code\":\"errno\",\"message\":\""));
    text_add(&out, (slice){(const u8 *)where, length});
    text_add(&out, SLICE(" "));
    add_number(&out, errno);
    text_add(&out, SLICE("\"}}"));
    return morph_close(&out);
}
#define FAILED(where, errno) failed(where, sizeof(where) - 1, errno)

/* The text of a JSON string that needs no escapes. */
static slice member(slice params, slice name) {
    slice value = {0, 0};
    if (!json_member(params, name, &value) || value.length < 2 || value.at[0] != '"') return (slice){0, 0};
    return (slice){value.at + 1, value.length - 2};
}

static u64 done(struct text *answer) {
    struct text out = {0};
    text_add(&out, SLICE("{\"ok\":\""));
    text_add(&out, (slice){answer->at, answer->length});
    text_add(&out, SLICE("\"}"));
    return morph_close(&out);
}

static u32 open_file(slice path, u32 how, u64 rights, u32 *fd) {
    return wasi_path_open(3, 0, path.at, path.length, how, rights, 0, 0, fd);
}

static u64 cat(slice path) {
    u32 fd, got, errno = open_file(path, 0, READ, &fd);
    if (errno) return FAILED("path_open", errno);
    struct text answer = {0};
    u8 first[3], second[5];
    slice buffers[2] = {{first, sizeof first}, {second, sizeof second}};
    while (!(errno = wasi_fd_read(fd, buffers, 2, &got)) && got) {
        text_add(&answer, (slice){first, got < sizeof first ? got : sizeof first});
        if (got > sizeof first) text_add(&answer, (slice){second, got - sizeof first});
    }
    if (errno) return FAILED("fd_read", errno);
    errno = wasi_fd_close(fd);
    return errno ? FAILED("fd_close", errno) : done(&answer);
}

/* Writes the text in two buffers, then, if it is to, closes the file. */
static u64 put(slice path, slice content, int closes) {
    u32 fd, written, errno = open_file(path, CREATE | TRUNCATE, WRITE, &fd);
    if (errno) return FAILED("path_open", errno);
    slice buffers[2] = {content, SLICE("!")};
    errno = wasi_fd_write(fd, buffers, 2, &written);
    if (errno) return FAILED("fd_write", errno);
    if (closes && (errno = wasi_fd_close(fd))) return FAILED("fd_close", errno);
    struct text answer = {0};
    add_number(&answer, written);
    return done(&answer);
}

static u64 dir(slice path) {
    u32 fd, used, errno = open_file(path, FOLDER, READ, &fd);
    if (errno) return FAILED("path_open", errno);
    struct text answer = {0};
    u8 entries[64]; /* small, so that several calls are needed */
    u64 cookie = 0;
    while (!(errno = wasi_fd_readdir(fd, entries, sizeof entries, cookie, &used))) {
        u32 at = 0;
        while (at + 24 <= used) {
            u32 length = *(loose32 *)(entries + at + 16);
            if (at + 24 + length > used) break;
            cookie = *(loose64 *)(entries + at);
            text_add(&answer, (slice){entries + at + 24, length});
            text_add(&answer, entries[at + 20] == 3 ? SLICE("/ ") : SLICE(" "));
            at += 24 + length;
        }
        if (used < sizeof entries) return done(&answer);
    }
    return FAILED("fd_readdir", errno);
}

static u64 move(slice params) {
    slice from = member(params, SLICE("from")), to = member(params, SLICE("to"));
    slice folder = member(params, SLICE("folder"));
    u32 errno;
    if (folder.length && (errno = wasi_path_create_directory(3, folder.at, folder.length)))
        return FAILED("path_create_directory", errno);
    if ((errno = wasi_path_rename(3, from.at, from.length, 3, to.at, to.length))) return FAILED("path_rename", errno);
    u64 stat[8];
    if ((errno = wasi_path_filestat_get(3, 0, to.at, to.length, stat))) return FAILED("path_filestat_get", errno);
    if ((errno = wasi_path_unlink_file(3, to.at, to.length))) return FAILED("path_unlink_file", errno);
    struct text answer = {0};
    add_number(&answer, stat[4]);
    return done(&answer);
}

/* What a standard library asks when it starts. */
static u64 about(void) {
    u32 count, size, prestat[2];
    u64 wall, monotonic, later, stat[8];
    u8 random[16] = {0}, name[1], *list[32], text[1024];
    struct text answer = {0};
    if (wasi_args_sizes_get(&count, &size) || count > 32 || size > 1024 || wasi_args_get(list, text))
        return FAILED("args", 1);
    add_number(&answer, count);
    text_add(&answer, SLICE(" "));
    text_add(&answer, (slice){text, size - 1});
    if (wasi_environ_sizes_get(&count, &size) || count > 32 || size > 1024 || wasi_environ_get(list, text))
        return FAILED("environ", 1);
    for (u32 i = 0; i < count; i++) {
        u32 length = 0;
        while (list[i][length]) length++;
        text_add(&answer, SLICE(" "));
        text_add(&answer, (slice){list[i], length});
    }
    if (wasi_clock_time_get(0, 0, &wall) || wasi_clock_time_get(1, 0, &monotonic) ||
        wasi_clock_time_get(1, 0, &later) || !wall || !monotonic || later < monotonic)
        return FAILED("clock", 1);
    if (wasi_random_get(random, sizeof random)) return FAILED("random", 1);
    u32 any = 0;
    for (u32 i = 0; i < sizeof random; i++) any |= random[i];
    if (!any) return FAILED("random", 2);
    if (wasi_fd_prestat_get(3, prestat) || prestat[0] || prestat[1] != 1 || wasi_fd_prestat_dir_name(3, name, 1) ||
        name[0] != '/' || wasi_fd_prestat_get(4, prestat) != 8)
        return FAILED("prestat", 1);
    slice buffer = {text, sizeof text};
    if (wasi_fd_read(0, &buffer, 1, &count) || count) return FAILED("stdin", 1);
    if (wasi_fd_filestat_get(1, stat) || (stat[2] & 0xff) != 2) return FAILED("stdout", 1);
    u64 position;
    if (wasi_fd_seek(1, 0, 0, &position) != 70) return FAILED("seek", 1);
    return done(&answer);
}

static u64 print(slice text, u32 fd) {
    struct text answer = {0};
    u32 written, errno = wasi_fd_write(fd, &text, 1, &written);
    if (errno) return FAILED("fd_write", errno);
    add_number(&answer, written);
    return done(&answer);
}

/* Opens a folder again and again. */
static u64 many(void) {
    struct text answer = {0};
    u32 opened = 0, fd;
    while (opened < 1000 && !open_file(SLICE("."), FOLDER, READ, &fd)) opened++;
    add_number(&answer, opened);
    return done(&answer);
}

static u64 answer(const u8 *at, u32 length) {
    slice request, action, params;
    if (!morph_open(at, length, &request)) return morph_error(SLICE("request-invalid"), SLICE("no JSON envelope"));
    if (!json_member(request, SLICE("action"), &action) || !json_member(request, SLICE("params"), &params))
        return morph_error(SLICE("request-invalid"), SLICE("action and params are due"));
    slice path = member(params, SLICE("path")), text = member(params, SLICE("text"));
    if (json_equals(action, SLICE("fs_read"))) return call(host_fs_read, params);
    if (json_equals(action, SLICE("fs_write"))) return call(host_fs_write, params);
    if (json_equals(action, SLICE("fs_list"))) return call(host_fs_list, params);
    if (json_equals(action, SLICE("workspace"))) return call(host_workspace, params);
    if (json_equals(action, SLICE("cat"))) return cat(path);
    if (json_equals(action, SLICE("put"))) return put(path, text, 1);
    if (json_equals(action, SLICE("leave"))) return put(path, text, 0);
    if (json_equals(action, SLICE("dir"))) return dir(path);
    if (json_equals(action, SLICE("move"))) return move(params);
    if (json_equals(action, SLICE("link")))
        return FAILED("path_symlink", wasi_path_symlink((const u8 *)"/etc", 4, 3, path.at, path.length));
    if (json_equals(action, SLICE("about"))) return about();
    if (json_equals(action, SLICE("print"))) return print(text, path.length ? 2 : 1);
    if (json_equals(action, SLICE("exit"))) wasi_proc_exit(7);
    if (json_equals(action, SLICE("many"))) return many();
    if (json_equals(action, SLICE("wild"))) return wasi_random_get((u8 *)0xFFFFFFF0u, 64);
    return morph_error(SLICE("unknown-action"), SLICE("see describe"));
}

MORPH_EXPORT("execute") u64 execute(u8 *at, u32 length) {
    u64 result = answer(at, length);
    morph_free(at, length);
    return result;
}

/* A backend that passes its request to workspace, and the reply's content on as what it generated. */
MORPH_EXPORT("backend_generate") u64 backend_generate(u8 *at, u32 length) {
    slice request;
    u64 reply = 0;
    if (morph_open(at, length, &request)) reply = call(host_workspace, request);
    morph_free(at, length);
    return reply;
}
