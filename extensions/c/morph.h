/*
 * Guest side of the bytes ABI, for clang without a C library. Include it in exactly one file of an extension.
 *
 * What crosses is an envelope in CBOR (morph_envelope answers 2); its content is JSON. This header gives
 *   - memory: morph_alloc, morph_free (exported; also for your own use),
 *   - envelopes: morph_open, morph_close,
 *   - JSON: json_value (checks one value), json_member, json_equals. A value is a slice of the text as it stands, still
 *     escaped, so that passing it on costs one copy and loses nothing,
 *   - text: struct text with text_add, to build an answer.
 * Nothing here traps on malformed input: functions answer 0, and the extension answers an error.
 */
#ifndef MORPH_H
#define MORPH_H

typedef unsigned char u8;
typedef unsigned int u32;
typedef unsigned long long u64;

#define MORPH_EXPORT(name) __attribute__((export_name(name)))
#define MORPH_IMPORT(name) __attribute__((import_module("morph"), import_name(name)))

/* Bytes somewhere in memory. Null with length 0 where there are none. */
typedef struct {
    const u8 *at;
    u32 length;
} slice;

#define SLICE(literal) ((slice){(const u8 *)(literal), sizeof(literal) - 1})

/* ---- Memory: a list of free blocks in the order of their addresses; neighbours are joined. ---- */

#define BLOCK_HEAD 8u /* the size of the block, its head included; keeps what follows 8-aligned */
#define PAGE 65536u

typedef struct block {
    u32 size;
    struct block *next;
} block;

extern u8 __heap_base;
static block *free_blocks;
static u32 heap_end; /* 0 before the first call; else where the heap ends, a multiple of the page size or the heap's base */

static u32 align8(u32 n) { return (n + 7u) & ~7u; }

static void give_back(block *freed) {
    block *before = 0, *after = free_blocks;
    while (after && after < freed) {
        before = after;
        after = after->next;
    }
    freed->next = after;
    if (after && (u8 *)freed + freed->size == (u8 *)after) {
        freed->size += after->size;
        freed->next = after->next;
    }
    if (!before) {
        free_blocks = freed;
    } else if ((u8 *)before + before->size == (u8 *)freed) {
        before->size += freed->size;
        before->next = freed->next;
    } else {
        before->next = freed;
    }
}

/* Adds at least `size` bytes at the end of the heap. 0 if the host grants no more memory. */
static int grow_heap(u32 size) {
    if (heap_end == 0) heap_end = align8((u32)&__heap_base);
    u64 memory = (u64)__builtin_wasm_memory_size(0) * PAGE;
    u64 wanted = (u64)heap_end + size;
    if (wanted > memory) {
        u64 pages = (wanted - memory + PAGE - 1) / PAGE;
        if (pages > 65535 || __builtin_wasm_memory_grow(0, (u32)pages) == (u32)-1) return 0;
        memory += pages * PAGE;
    }
    if (memory > 0xFFFF0000u) memory = 0xFFFF0000u; /* so that no address and no size wraps */
    if (memory < wanted) return 0;
    block *fresh = (block *)heap_end;
    fresh->size = (u32)memory - heap_end;
    heap_end = (u32)memory;
    give_back(fresh);
    return 1;
}

/* `length` bytes, 8-aligned; null if memory is out. */
MORPH_EXPORT("morph_alloc") u8 *morph_alloc(u32 length) {
    if (length > 0xFFFE0000u) return 0;
    u32 size = align8(length) + BLOCK_HEAD;
    for (int again = 0; again < 2; again++) {
        block *before = 0;
        for (block *here = free_blocks; here; before = here, here = here->next) {
            if (here->size < size) continue;
            block *rest = here->next;
            if (here->size - size >= 2 * BLOCK_HEAD) {
                rest = (block *)((u8 *)here + size);
                rest->size = here->size - size;
                rest->next = here->next;
                here->size = size;
            }
            if (before) before->next = rest;
            else free_blocks = rest;
            return (u8 *)here + BLOCK_HEAD;
        }
        if (!grow_heap(size)) return 0;
    }
    return 0;
}

/* Takes back what morph_alloc answered. Null is nothing. */
MORPH_EXPORT("morph_free") void morph_free(u8 *at, u32 length) {
    (void)length;
    if (at) give_back((block *)(at - BLOCK_HEAD));
}

/* ---- Text that grows. `failed` stays set when memory is out. ---- */

struct text {
    u8 *at;
    u32 length, space;
    int failed;
};

static void text_add(struct text *text, slice more) {
    if (text->failed || more.length == 0) return;
    if (more.length > text->space - text->length) {
        u64 space = 2 * (u64)text->space + more.length + 64;
        u8 *at = space < 0xFFFE0000u ? morph_alloc((u32)space) : 0;
        if (!at) {
            text->failed = 1;
            return;
        }
        __builtin_memcpy(at, text->at, text->length);
        morph_free(text->at, text->space);
        text->at = at;
        text->space = (u32)space;
    }
    __builtin_memcpy(text->at + text->length, more.at, more.length);
    text->length += more.length;
}

/* ---- CBOR (RFC 8949): as much as an envelope needs, definite lengths only. ---- */

#define CBOR_DEPTH 16

/* Reads the head of an item at `*at`. 0 if it is cut short, indefinite or reserved. */
static int cbor_head(slice in, u32 *at, u32 *major, u64 *argument) {
    if (*at >= in.length) return 0;
    u8 first = in.at[(*at)++];
    u32 info = first & 31u;
    *major = first >> 5;
    *argument = info;
    if (info < 24) return 1;
    if (info > 27) return 0;
    u32 bytes = 1u << (info - 24u);
    if (in.length - *at < bytes) return 0;
    *argument = 0;
    while (bytes--) *argument = *argument << 8 | in.at[(*at)++];
    return 1;
}

static int cbor_bytes(slice in, u32 *at, u64 length, slice *out) {
    if (length > in.length - *at) return 0;
    *out = (slice){in.at + *at, (u32)length};
    *at += (u32)length;
    return 1;
}

static int cbor_skip(slice in, u32 *at, int depth) {
    u32 major;
    u64 n;
    slice ignored;
    if (depth > CBOR_DEPTH || !cbor_head(in, at, &major, &n)) return 0;
    switch (major) {
    case 2:
    case 3:
        return cbor_bytes(in, at, n, &ignored);
    case 4:
    case 5:
        if (n > in.length) return 0;
        for (u64 items = major == 5 ? 2 * n : n; items; items--)
            if (!cbor_skip(in, at, depth + 1)) return 0;
        return 1;
    case 6:
        return cbor_skip(in, at, depth + 1);
    default:
        return 1;
    }
}

static int same(slice a, slice b) {
    if (a.length != b.length) return 0;
    for (u32 i = 0; i < a.length; i++)
        if (a.at[i] != b.at[i]) return 0;
    return 1;
}

/* The content of an envelope, if it is one of JSON; 0 if not. */
static int morph_open(const u8 *at, u32 length, slice *content) {
    slice in = {at, length};
    u32 here = 0, major;
    u64 members, n;
    int has_content = 0, has_type = 0;
    if (!cbor_head(in, &here, &major, &members) || major != 5 || members > length) return 0;
    for (; members; members--) {
        slice key, type;
        if (!cbor_head(in, &here, &major, &n) || major != 3 || !cbor_bytes(in, &here, n, &key)) return 0;
        if (same(key, SLICE("content"))) {
            if (has_content++ || !cbor_head(in, &here, &major, &n) || major != 2 || !cbor_bytes(in, &here, n, content))
                return 0;
        } else if (same(key, SLICE("content_type"))) {
            if (has_type++ || !cbor_head(in, &here, &major, &n) || major != 3 || !cbor_bytes(in, &here, n, &type) ||
                !same(type, SLICE("application/json")))
                return 0;
        } else if (!cbor_skip(in, &here, 0)) {
            return 0;
        }
    }
    return has_content && has_type && here == length;
}

/* Closes content into an envelope: the value that an exported function returns. 0 if memory is out. Frees the text. */
static u64 morph_close(struct text *content) {
    struct text out = {0};
    u32 n = content->length;
    u8 length[5] = {0x5A, (u8)(n >> 24), (u8)(n >> 16), (u8)(n >> 8), (u8)n};
    slice head = {length, 5};
    if (n < 24) {
        length[4] = (u8)(0x40 + n);
        head = (slice){length + 4, 1};
    } else if (n < 256) {
        length[3] = 0x58;
        head = (slice){length + 3, 2};
    } else if (n < 65536) {
        length[2] = 0x59;
        head = (slice){length + 2, 3};
    }
    if (content->failed) out.failed = 1;
    text_add(&out, SLICE("\xA3\x66" "header\xA2\x66" "seqnum\x00\x6A" "session_id\x60\x67" "content"));
    text_add(&out, head);
    text_add(&out, (slice){content->at, n});
    text_add(&out, SLICE("\x6C" "content_type\x70" "application/json"));
    morph_free(content->at, content->space);
    if (out.failed) {
        morph_free(out.at, out.space);
        return 0;
    }
    return (u64)(u32)out.at << 32 | out.length;
}

/* The host writes envelopes in CBOR. */
MORPH_EXPORT("morph_envelope") u32 morph_envelope(void) { return 2; }

/* ---- JSON (RFC 8259): values are checked and left as they stand. ---- */

#define JSON_DEPTH 64

static int hex4(const u8 *at) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        u8 c = at[i];
        int digit = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
        if (digit < 0) return -1;
        value = value << 4 | digit;
    }
    return value;
}

static const u8 *json_space(const u8 *at, const u8 *end) {
    while (at < end && (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t')) at++;
    return at;
}

/* The length of the UTF-8 character at `at`, 0 if it is none: overlong forms, surrogates and what is past U+10FFFF too. */
static u32 utf8(const u8 *at, const u8 *end) {
    u8 c = at[0];
    u32 length = c < 0x80 ? 1 : c < 0xC2 ? 0 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : c < 0xF5 ? 4 : 0;
    if (length == 0 || (u32)(end - at) < length) return 0;
    for (u32 i = 1; i < length; i++)
        if ((at[i] & 0xC0) != 0x80) return 0;
    if ((c == 0xE0 && at[1] < 0xA0) || (c == 0xED && at[1] > 0x9F)) return 0;
    if ((c == 0xF0 && at[1] < 0x90) || (c == 0xF4 && at[1] > 0x8F)) return 0;
    return length;
}

/* The end of the string that begins at `at`, null if it is malformed. A surrogate must have its other half. */
static const u8 *json_string(const u8 *at, const u8 *end) {
    if (at >= end || *at++ != '"') return 0;
    while (at < end) {
        u8 c = *at;
        if (c == '"') return at + 1;
        if (c < 0x20) return 0;
        if (c != '\\') {
            u32 length = c < 0x80 ? 1 : utf8(at, end);
            if (length == 0) return 0;
            at += length;
            continue;
        }
        if (end - at < 2) return 0;
        switch (at[1]) {
        case '"': case '\\': case '/': case 'b': case 'f': case 'n': case 'r': case 't':
            at += 2;
            break;
        case 'u': {
            int unit = end - at < 6 ? -1 : hex4(at + 2);
            if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return 0;
            if (unit >= 0xD800 && unit <= 0xDBFF) {
                int low = end - at < 12 || at[6] != '\\' || at[7] != 'u' ? -1 : hex4(at + 8);
                if (low < 0xDC00 || low > 0xDFFF) return 0;
                at += 6;
            }
            at += 6;
            break;
        }
        default:
            return 0;
        }
    }
    return 0;
}

static const u8 *json_digits(const u8 *at, const u8 *end) {
    const u8 *first = at;
    while (at < end && *at >= '0' && *at <= '9') at++;
    return at == first ? 0 : at;
}

static const u8 *json_number(const u8 *at, const u8 *end) {
    if (at < end && *at == '-') at++;
    if (at < end && *at == '0') at++;
    else at = json_digits(at, end);
    if (at && at < end && *at == '.') at = json_digits(at + 1, end);
    if (at && at < end && (*at | 32) == 'e') {
        at++;
        if (at < end && (*at == '+' || *at == '-')) at++;
        at = json_digits(at, end);
    }
    return at;
}

static const u8 *json_word(const u8 *at, const u8 *end, slice word) {
    if ((u32)(end - at) < word.length || !same((slice){at, word.length}, word)) return 0;
    return at + word.length;
}

/* The end of the value that begins at `at`, null if it is malformed or nested deeper than JSON_DEPTH. */
static const u8 *json_value(const u8 *at, const u8 *end, int depth) {
    if (at >= end || depth > JSON_DEPTH) return 0;
    switch (*at) {
    case '"': return json_string(at, end);
    case 't': return json_word(at, end, SLICE("true"));
    case 'f': return json_word(at, end, SLICE("false"));
    case 'n': return json_word(at, end, SLICE("null"));
    case '{':
    case '[': break;
    default: return json_number(at, end);
    }
    u8 object = *at == '{', close = object ? '}' : ']';
    at = json_space(at + 1, end);
    if (at < end && *at == close) return at + 1;
    for (;;) {
        if (object) {
            at = json_string(at, end);
            if (!at) return 0;
            at = json_space(at, end);
            if (at >= end || *at++ != ':') return 0;
            at = json_space(at, end);
        }
        at = json_value(at, end, depth + 1);
        if (!at) return 0;
        at = json_space(at, end);
        if (at >= end) return 0;
        if (*at == close) return at + 1;
        if (*at++ != ',') return 0;
        at = json_space(at, end);
    }
}

/* Whether a checked string, escaped as it stands, means this text. The text has ASCII only. */
static int json_equals(slice string, slice text) {
    if (string.length < 2 || string.at[0] != '"') return 0;
    const u8 *at = string.at + 1, *end = string.at + string.length - 1;
    u32 i = 0;
    while (at < end) {
        int c = *at++;
        if (c == '\\') {
            c = *at++;
            switch (c) {
            case 'b': c = '\b'; break;
            case 'f': c = '\f'; break;
            case 'n': c = '\n'; break;
            case 'r': c = '\r'; break;
            case 't': c = '\t'; break;
            case 'u': c = hex4(at); at += 4; break;
            default: break;
            }
        }
        if (i >= text.length || c != text.at[i++]) return 0;
    }
    return i == text.length;
}

/*
 * The value of a member of the object that `text` is, as it stands. 0 if `text` is no object, is malformed, or has no
 * such member.
 */
static int json_member(slice text, slice name, slice *value) {
    const u8 *end = text.at + text.length, *at = json_space(text.at, end);
    int found = 0;
    if (at >= end || *at != '{') return 0;
    at = json_space(at + 1, end);
    while (at < end && *at != '}') {
        const u8 *key = at, *key_end = json_string(at, end);
        if (!key_end) return 0;
        at = json_space(key_end, end);
        if (at >= end || *at != ':') return 0;
        at = json_space(at + 1, end);
        const u8 *value_end = json_value(at, end, 1);
        if (!value_end) return 0;
        if (!found && json_equals((slice){key, (u32)(key_end - key)}, name)) {
            *value = (slice){at, (u32)(value_end - at)};
            found = 1;
        }
        at = json_space(value_end, end);
        if (at >= end || (*at != ',' && *at != '}')) return 0;
        if (*at == ',') {
            at = json_space(at + 1, end);
            if (at >= end || *at != '"') return 0;
        }
    }
    if (at >= end || json_space(at + 1, end) != end) return 0;
    return found;
}

/* An answer {"err": {"code": ..., "message": ...}}. Both texts are JSON without quotes and escapes. */
static u64 morph_error(slice code, slice message) {
    struct text out = {0};
    text_add(&out, SLICE("{\"err\":{\"code\":\""));
    text_add(&out, code);
    text_add(&out, SLICE("\",\"message\":\""));
    text_add(&out, message);
    text_add(&out, SLICE("\"}}"));
    return morph_close(&out);
}

#endif
