/*
 * Does on request what a hostile or faulty guest would do. The same actions as probe-rust, over the bytes ABI.
 *
 * An action that calls the host hands its params to the import as they are, so a test can send malformed requests too,
 * and answers the reply as it is: {"ok": ...} or {"err": ...}.
 */
#include "../../c/morph.h"

MORPH_IMPORT("log") void host_log(const u8 *at, u32 length); /* without a result: allowed for this import */
MORPH_IMPORT("http") u64 host_http(const u8 *at, u32 length);
MORPH_IMPORT("vault_get_secret") u64 host_vault_get(const u8 *at, u32 length);
MORPH_IMPORT("vault_set_secret") u64 host_vault_set(const u8 *at, u32 length);
MORPH_IMPORT("get_env_var") u64 host_env(const u8 *at, u32 length);
MORPH_IMPORT("now") u64 host_now(const u8 *at, u32 length);
MORPH_IMPORT("random") u64 host_random(const u8 *at, u32 length);

MORPH_IMPORT("events_emit") u64 host_events_emit(const u8 *at, u32 length);
MORPH_IMPORT("data_create_task") u64 host_data_create_task(const u8 *at, u32 length);
MORPH_IMPORT("data_get_task") u64 host_data_get_task(const u8 *at, u32 length);
MORPH_IMPORT("data_list_tasks") u64 host_data_list_tasks(const u8 *at, u32 length);
MORPH_IMPORT("data_update_task") u64 host_data_update_task(const u8 *at, u32 length);
MORPH_IMPORT("data_create_conversation") u64 host_data_create_conversation(const u8 *at, u32 length);
MORPH_IMPORT("data_get_conversation") u64 host_data_get_conversation(const u8 *at, u32 length);
MORPH_IMPORT("data_list_conversations") u64 host_data_list_conversations(const u8 *at, u32 length);
MORPH_IMPORT("data_update_conversation") u64 host_data_update_conversation(const u8 *at, u32 length);
MORPH_IMPORT("data_put_memory") u64 host_data_put_memory(const u8 *at, u32 length);
MORPH_IMPORT("data_search_memory") u64 host_data_search_memory(const u8 *at, u32 length);
MORPH_IMPORT("space_get_current") u64 host_space_get_current(const u8 *at, u32 length);
MORPH_IMPORT("space_list") u64 host_space_list(const u8 *at, u32 length);
MORPH_IMPORT("notify_send") u64 host_notify_send(const u8 *at, u32 length);

static const char DESCRIPTION[] =
    "{\"name\":\"probe\",\"version\":\"0.1.0\",\"actions\":["
    "{\"name\":\"http\"},{\"name\":\"fetch\"},{\"name\":\"vault\"},{\"name\":\"vault_set\"},"
    "{\"name\":\"log\"},{\"name\":\"env\"},{\"name\":\"now\"},{\"name\":\"random\"},{\"name\":\"spin\"},"
    "{\"name\":\"events_emit\"},{\"name\":\"data_create_task\"},{\"name\":\"data_get_task\"},"
    "{\"name\":\"data_list_tasks\"},{\"name\":\"data_update_task\"},{\"name\":\"data_create_conversation\"},"
    "{\"name\":\"data_get_conversation\"},{\"name\":\"data_list_conversations\"},{\"name\":\"data_update_conversation\"},"
    "{\"name\":\"data_put_memory\"},{\"name\":\"data_search_memory\"},{\"name\":\"space_get_current\"},"
    "{\"name\":\"space_list\"},{\"name\":\"notify_send\"},"
    "{\"name\":\"grow\"},{\"name\":\"trap\"},{\"name\":\"recurse\"}]}";

MORPH_EXPORT("describe") u64 describe(u8 *at, u32 length) {
    struct text out = {0};
    morph_free(at, length);
    text_add(&out, SLICE(DESCRIPTION));
    return morph_close(&out);
}

static u64 call(u64 (*import)(const u8 *, u32), slice params) {
    struct text request = {0};
    text_add(&request, params);
    u64 envelope = morph_close(&request);
    if (!envelope) return 0;
    u64 reply = import((const u8 *)(u32)(envelope >> 32), (u32)envelope);
    morph_free((u8 *)(u32)(envelope >> 32), (u32)envelope);
    return reply;
}

static u64 log_line(const u8 *at, u32 length) {
    struct text out = {0};
    host_log(at, length);
    text_add(&out, SLICE("{\"ok\":{}}"));
    return morph_close(&out);
}

static u64 say(slice json) {
    struct text out = {0};
    text_add(&out, json);
    return morph_close(&out);
}

static u64 grow(slice params) {
    slice mb;
    u64 pages = 0;
    if (!json_member(params, SLICE("mb"), &mb)) return morph_error(SLICE("params-invalid"), SLICE("mb is due"));
    for (u32 i = 0; i < mb.length && i < 6 && mb.at[i] >= '0' && mb.at[i] <= '9'; i++)
        pages = pages * 10 + 16 * (u64)(mb.at[i] - '0');
    return __builtin_wasm_memory_grow(0, (u32)pages) == (u32)-1 ? say(SLICE("{\"ok\":{\"grown\":false}}"))
                                                               : say(SLICE("{\"ok\":{\"grown\":true}}"));
}

static void spin(void) {
    for (volatile u32 turns = 0;; turns++) {
    }
}

/* Goes down until the stack ends: each level's frame is in memory and is read after the next returned. */
static u32 recurse(u32 depth) {
    volatile u32 frame[4] = {depth, depth, depth, depth};
    u32 below = depth == 0xFFFFFFFFu ? 0 : recurse(depth + 1);
    return below + frame[depth & 3];
}

static u64 answer(const u8 *at, u32 length) {
    slice request, action, params;
    if (!morph_open(at, length, &request)) return morph_error(SLICE("request-invalid"), SLICE("no JSON envelope"));
    if (!json_member(request, SLICE("action"), &action) || !json_member(request, SLICE("params"), &params))
        return morph_error(SLICE("request-invalid"), SLICE("action and params are due"));
    if (json_equals(action, SLICE("http")) || json_equals(action, SLICE("fetch"))) return call(host_http, params);
    if (json_equals(action, SLICE("vault"))) return call(host_vault_get, params);
    if (json_equals(action, SLICE("vault_set"))) return call(host_vault_set, params);
    if (json_equals(action, SLICE("log"))) return call(log_line, params);
    if (json_equals(action, SLICE("env"))) return call(host_env, params);
    if (json_equals(action, SLICE("now"))) return call(host_now, params);
    if (json_equals(action, SLICE("random"))) return call(host_random, params);
    if (json_equals(action, SLICE("events_emit"))) return call(host_events_emit, params);
    if (json_equals(action, SLICE("data_create_task"))) return call(host_data_create_task, params);
    if (json_equals(action, SLICE("data_get_task"))) return call(host_data_get_task, params);
    if (json_equals(action, SLICE("data_list_tasks"))) return call(host_data_list_tasks, params);
    if (json_equals(action, SLICE("data_update_task"))) return call(host_data_update_task, params);
    if (json_equals(action, SLICE("data_create_conversation"))) return call(host_data_create_conversation, params);
    if (json_equals(action, SLICE("data_get_conversation"))) return call(host_data_get_conversation, params);
    if (json_equals(action, SLICE("data_list_conversations"))) return call(host_data_list_conversations, params);
    if (json_equals(action, SLICE("data_update_conversation"))) return call(host_data_update_conversation, params);
    if (json_equals(action, SLICE("data_put_memory"))) return call(host_data_put_memory, params);
    if (json_equals(action, SLICE("data_search_memory"))) return call(host_data_search_memory, params);
    if (json_equals(action, SLICE("space_get_current"))) return call(host_space_get_current, params);
    if (json_equals(action, SLICE("space_list"))) return call(host_space_list, params);
    if (json_equals(action, SLICE("notify_send"))) return call(host_notify_send, params);
    if (json_equals(action, SLICE("grow"))) return grow(params);
    if (json_equals(action, SLICE("spin"))) spin();
    if (json_equals(action, SLICE("trap"))) __builtin_trap();
    if (json_equals(action, SLICE("recurse"))) return recurse(0) ? say(SLICE("{\"ok\":1}")) : say(SLICE("{\"ok\":0}"));
    return morph_error(SLICE("unknown-action"), SLICE("see describe"));
}

MORPH_EXPORT("execute") u64 execute(u8 *at, u32 length) {
    u64 result = answer(at, length);
    morph_free(at, length);
    return result;
}
