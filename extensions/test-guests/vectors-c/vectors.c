/*
 * Computes over arrays and answers a digest of each result. Built twice, with vector instructions (vectors-c) and
 * without (scalars-c): loops that the compiler turns into vectors, and functions written with them by hand. No sum of
 * floats is put in another order, so both answer the same.
 */
#include "../../c/morph.h"
#ifdef __wasm_simd128__
#include <wasm_simd128.h>
#endif

typedef signed short i16;
typedef int i32;

enum { COUNT = 1024, SIDE = 32 };

static const char DESCRIPTION[] =
    "{\"name\":\"vectors\",\"version\":\"0.1.0\",\"actions\":[{\"name\":\"run\",\"returns\":{\"type\":\"object\"}}]}";

static u8 bytes[COUNT], more_bytes[COUNT], byte_result[COUNT];
static i16 shorts[COUNT], more_shorts[COUNT];
static i32 ints[COUNT], more_ints[COUNT], int_result[COUNT];
static float left[SIDE * SIDE], right[SIDE * SIDE], product[SIDE * SIDE];
static double doubles[COUNT], double_result[COUNT];
static u32 state = 1;

static u32 next(void) { return state = state * 1664525u + 1013904223u; }

static void fill(void) {
    for (int i = 0; i < COUNT; i++) {
        bytes[i] = (u8)(next() >> 24);
        more_bytes[i] = (u8)(next() >> 24);
        shorts[i] = (i16)(next() >> 16);
        more_shorts[i] = (i16)(next() >> 16);
        ints[i] = (i32)next();
        more_ints[i] = (i32)next();
        doubles[i] = (double)(i32)next() / 65536.0;
    }
    for (int i = 0; i < SIDE * SIDE; i++) {
        left[i] = (float)(i32)next() / 16777216.0f;
        right[i] = (float)(i32)next() / 16777216.0f;
    }
}

static u32 digest(const void *from, u32 length) {
    const u8 *at = from;
    u32 hash = 2166136261u;
    while (length--) hash = (hash ^ *at++) * 16777619u;
    return hash;
}

static void larger_bytes(void) {
    for (int i = 0; i < COUNT; i++) byte_result[i] = bytes[i] > more_bytes[i] ? bytes[i] : more_bytes[i];
}

static void polynomial(void) {
    for (int i = 0; i < COUNT; i++) int_result[i] = (ints[i] * 5 + more_ints[i]) ^ (ints[i] >> 3);
}

static i32 sum_of_products(void) {
    i32 sum = 0;
    for (int i = 0; i < COUNT; i++) sum = (i32)((u32)sum + (u32)(shorts[i] * more_shorts[i]));
    return sum;
}

static void multiply(void) {
    for (int row = 0; row < SIDE; row++)
        for (int k = 0; k < SIDE; k++)
            for (int column = 0; column < SIDE; column++)
                product[row * SIDE + column] += left[row * SIDE + k] * right[k * SIDE + column];
}

static void scale(void) {
    for (int i = 0; i < COUNT; i++) double_result[i] = __builtin_sqrt(doubles[i] * doubles[i] + 1.5) / 3.0;
}

#ifdef __wasm_simd128__

static void saturated_sums(void) {
    for (int i = 0; i < COUNT; i += 16)
        wasm_v128_store(byte_result + i,
                        wasm_u8x16_add_sat(wasm_v128_load(bytes + i), wasm_v128_load(more_bytes + i)));
}

static void reversed_hex_digits(void) {
    const v128_t digits = wasm_v128_load("0123456789abcdef");
    for (int i = 0; i < COUNT; i += 16) {
        v128_t in = wasm_v128_load(bytes + i);
        v128_t back = wasm_i8x16_shuffle(in, in, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        wasm_v128_store(byte_result + i, wasm_i8x16_swizzle(digits, wasm_v128_and(back, wasm_i8x16_splat(15))));
    }
}

static void narrowed(void) {
    for (int i = 0; i < COUNT; i += 16)
        wasm_v128_store(byte_result + i,
                        wasm_i8x16_narrow_i16x8(wasm_i16x8_shr(wasm_v128_load(shorts + i), 5),
                                                wasm_i16x8_shr(wasm_v128_load(shorts + i + 8), 5)));
}

#else

static void saturated_sums(void) {
    for (int i = 0; i < COUNT; i++) {
        u32 sum = (u32)bytes[i] + more_bytes[i];
        byte_result[i] = (u8)(sum > 255 ? 255 : sum);
    }
}

static void reversed_hex_digits(void) {
    for (int i = 0; i < COUNT; i++) byte_result[i] = (u8)"0123456789abcdef"[bytes[(i & ~15) + 15 - (i & 15)] & 15];
}

static void narrowed(void) {
    for (int i = 0; i < COUNT; i++) {
        int value = shorts[i] >> 5;
        byte_result[i] = (u8)(value > 127 ? 127 : value < -128 ? -128 : value);
    }
}

#endif

static void add_digest(struct text *out, slice name, u32 value) {
    u8 digits[8];
    for (int i = 0; i < 8; i++) digits[i] = (u8)"0123456789abcdef"[value >> (28 - 4 * i) & 15];
    text_add(out, name);
    text_add(out, (slice){digits, 8});
}

static u64 run(void) {
    struct text out = {0};
    state = 1;
    for (int i = 0; i < SIDE * SIDE; i++) product[i] = 0;
    fill();
    larger_bytes();
    add_digest(&out, SLICE("{\"ok\":{\"larger_bytes\":\""), digest(byte_result, sizeof byte_result));
    saturated_sums();
    add_digest(&out, SLICE("\",\"saturated_sums\":\""), digest(byte_result, sizeof byte_result));
    reversed_hex_digits();
    add_digest(&out, SLICE("\",\"reversed_hex_digits\":\""), digest(byte_result, sizeof byte_result));
    narrowed();
    add_digest(&out, SLICE("\",\"narrowed\":\""), digest(byte_result, sizeof byte_result));
    polynomial();
    add_digest(&out, SLICE("\",\"polynomial\":\""), digest(int_result, sizeof int_result));
    add_digest(&out, SLICE("\",\"sum_of_products\":\""), (u32)sum_of_products());
    multiply();
    add_digest(&out, SLICE("\",\"product\":\""), digest(product, sizeof product));
    scale();
    add_digest(&out, SLICE("\",\"scaled\":\""), digest(double_result, sizeof double_result));
    text_add(&out, SLICE("\"}}"));
    return morph_close(&out);
}

MORPH_EXPORT("describe") u64 describe(u8 *at, u32 length) {
    struct text out = {0};
    morph_free(at, length);
    text_add(&out, SLICE(DESCRIPTION));
    return morph_close(&out);
}

MORPH_EXPORT("execute") u64 execute(u8 *at, u32 length) {
    slice request, action;
    u64 result;
    if (morph_open(at, length, &request) && json_member(request, SLICE("action"), &action) &&
        json_equals(action, SLICE("run")))
        result = run();
    else
        result = morph_error(SLICE("request-invalid"), SLICE("the action is run"));
    morph_free(at, length);
    return result;
}
