/* Answers the message it was given: the extension of echo-rust, on the bytes ABI. */
#include "../c/morph.h"

static const char DESCRIPTION[] =
    "{\"name\":\"echo\",\"version\":\"0.1.0\",\"description\":\"Answers the message it was given.\",\"actions\":[{"
    "\"name\":\"echo\",\"description\":\"Answers the message unchanged.\","
    "\"parameters\":{\"type\":\"object\",\"properties\":{\"message\":{\"type\":\"string\"}},\"required\":[\"message\"]},"
    "\"returns\":{\"type\":\"string\"},\"ai_access\":\"execute\",\"side_effect\":\"read\"}]}";

MORPH_EXPORT("describe") u64 describe(u8 *at, u32 length) {
    struct text out = {0};
    morph_free(at, length);
    text_add(&out, SLICE(DESCRIPTION));
    return morph_close(&out);
}

static u64 answer(const u8 *at, u32 length) {
    slice request, action, params, message;
    if (!morph_open(at, length, &request)) return morph_error(SLICE("request-invalid"), SLICE("no JSON envelope"));
    if (!json_member(request, SLICE("action"), &action) || !json_member(request, SLICE("params"), &params))
        return morph_error(SLICE("request-invalid"), SLICE("action and params are due"));
    if (!json_equals(action, SLICE("echo")))
        return morph_error(SLICE("unknown-action"), SLICE("this extension has: echo"));
    if (!json_member(params, SLICE("message"), &message) || *message.at != '"')
        return morph_error(SLICE("params-invalid"), SLICE("message must be a string"));
    struct text out = {0};
    text_add(&out, SLICE("{\"ok\":"));
    text_add(&out, message);
    text_add(&out, SLICE("}"));
    return morph_close(&out);
}

MORPH_EXPORT("execute") u64 execute(u8 *at, u32 length) {
    u64 result = answer(at, length);
    morph_free(at, length);
    return result;
}
