package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.ACTION_FAILED;
import static dev.morph.base.ErrorCode.GUEST_ABI;
import static dev.morph.base.ErrorCode.GUEST_RESULT;
import static dev.morph.base.ErrorCode.GUEST_TRAP;
import static dev.morph.base.ErrorCode.LIMIT_RESULT_SIZE;

import java.util.Arrays;
import java.util.List;

/** Guests that lie about pointers, lengths, alignment and content, by both ABIs. */
final class AbiAttacks {
  private final Group group = new Group("abi");

  static List<Attack> all() {
    var attacks = new AbiAttacks();
    attacks.allocators();
    attacks.results();
    attacks.envelopes();
    attacks.contents();
    attacks.descriptions();
    attacks.reallocs();
    attacks.canonicalResults();
    attacks.text();
    return attacks.group.all();
  }

  private Attack bytes(String name, BytesGuest guest) {
    return group.attack("bytes-" + name).guest(guest);
  }

  private Attack canonical(String name, CanonicalGuest guest) {
    return group.attack("canonical-" + name).guest(guest);
  }

  private void allocators() {
    alloc("answers-null", "(i32.const 0)");
    alloc(
        "answers-an-odd-address",
        "(i32.add (call $take (i32.add (local.get 0) (i32.const 8))) (i32.const 1))");
    alloc(
        "answers-a-multiple-of-four",
        "(i32.add (call $take (i32.add (local.get 0) (i32.const 8))) (i32.const 4))");
    alloc("answers-minus-one", "(i32.const -1)");
    alloc("answers-minus-eight", "(i32.const -8)");
    alloc("answers-the-end-of-memory", "(i32.shl (memory.size) (i32.const 16))");
    alloc(
        "answers-just-before-the-end",
        "(i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 8))");
    alloc("answers-two-gigabytes", "(i32.const 0x80000000)");
    bytes(
            "allocator-answers-the-same-block-each-time",
            BytesGuest.guest().alloc("(i32.const 32768)"))
        .isHarmless();
    bytes("allocator-answers-its-own-data", BytesGuest.guest().alloc("(i32.const 8)"))
        .fails(GUEST_ABI, GUEST_RESULT)
        .isHarmless();
    bytes(
            "allocator-grows-memory-each-time",
            BytesGuest.guest()
                .alloc("(drop (memory.grow (i32.const 100))) (call $take (local.get 0))"))
        .isHarmless();
    bytes("allocator-traps", BytesGuest.guest().alloc("unreachable")).fails(GUEST_TRAP);
    bytes("free-traps", BytesGuest.guest().free("unreachable")).fails(GUEST_TRAP);
    bytes(
            "free-spoils-the-result",
            BytesGuest.guest()
                .free("(memory.fill (i32.const 0) (i32.const 255) (i32.const 65536))"))
        .isHarmless()
        .fails(GUEST_ABI);
    for (String word : List.of("3", "-1", "2147483647", "0x80000000")) {
      bytes("envelope-form-" + word, BytesGuest.guest().envelope("(i32.const " + word + ")"))
          .fails(GUEST_ABI);
    }
    bytes(
            "envelope-form-that-changes",
            BytesGuest.guest()
                .fields("(global $form (mut i32) (i32.const 0))")
                .envelope(
                    "(global.set $form (i32.add (global.get $form) (i32.const 1)))"
                        + " (i32.rem_u (global.get $form) (i32.const 3))"))
        .isHarmless();
  }

  private void alloc(String name, String body) {
    bytes("allocator-" + name, BytesGuest.guest().alloc(body)).fails(GUEST_ABI);
  }

  private void results() {
    result("of-no-bytes", "(i64.const 0)");
    result("of-no-bytes-at-minus-one", "(i64.const 0xffffffff00000000)");
    result("behind-the-end", "(i64.const 0x0001000000000001)");
    result("over-the-end", "(i64.const 0x0000fff000000011)");
    result("at-minus-one", "(i64.const 0xffffffff00000001)");
    result("that-wraps-round", "(i64.const 0xfffffff000000020)");
    bytes("result-of-minus-one-bytes", BytesGuest.guest().execute("(i64.const 0x00000010ffffffff)"))
        .fails(GUEST_ABI, LIMIT_RESULT_SIZE);
    bytes("result-of-two-gigabytes", BytesGuest.guest().execute("(i64.const 0x0000001080000000)"))
        .fails(GUEST_ABI, LIMIT_RESULT_SIZE);
    bytes("result-of-minus-one-alone", BytesGuest.guest().execute("(i64.const -1)"))
        .fails(GUEST_ABI, LIMIT_RESULT_SIZE);
    result(
        "that-is-its-input",
        "(i64.or (i64.shl (i64.extend_i32_u (local.get 0)) (i64.const 32))"
            + " (i64.extend_i32_u (local.get 1)))",
        GUEST_RESULT);
    bytes(
            "result-that-overlaps-its-input",
            BytesGuest.guest()
                .execute(
                    "(i64.or (i64.shl (i64.extend_i32_u (i32.add (local.get 0) (i32.const 1)))"
                        + " (i64.const 32)) (i64.extend_i32_u (local.get 1)))"))
        .fails(GUEST_ABI);
    bytes(
            "result-that-is-all-memory",
            BytesGuest.guest().execute("(i64.extend_i32_u (i32.shl (memory.size) (i32.const 16)))"))
        .fails(GUEST_ABI);
  }

  private void result(String name, String body) {
    result(name, body, GUEST_ABI);
  }

  private void result(String name, String body, dev.morph.base.ErrorCode code) {
    bytes("result-" + name, BytesGuest.guest().execute(body)).fails(code);
  }

  private void envelopes() {
    envelope("that-is-text", Texts.utf8("fine"));
    envelope("that-is-an-empty-object", Texts.utf8("{}"));
    envelope("cut", Arrays.copyOf(Texts.envelope("{\"ok\":1}"), 40));
    envelope(
        "with-bytes-behind",
        Texts.utf8(
            new String(Texts.envelope("{\"ok\":1}"), java.nio.charset.StandardCharsets.UTF_8)
                + "x"));
    envelope("that-is-no-utf-8", Texts.latin1("{\"content_type\":\"\u00ff\",\"content\":\"\"}"));
    envelope("nested-deeply", Texts.utf8("{\"content\":" + "[".repeat(500_000)));
    envelope("with-a-key-twice", json("\"content\":\"e30=\",\"content\":\"e30=\""));
    envelope("of-broken-base64", json("\"content\":\"e30\""));
    envelope("of-base64-with-blanks", json("\"content\":\"e 30=\""));
    envelope("of-bytes-above-255", json("\"content\":[256]"));
    envelope("of-negative-bytes", json("\"content\":[-1]"));
    envelope("of-fractions", json("\"content\":[0.5]"));
    envelope("of-bytes-with-giant-exponents", json("\"content\":[1e999999999]"));
    envelope("of-another-content-type", Texts.envelope("text/plain", Texts.utf8("{\"ok\":1}")));
    envelope(
        "of-a-content-type-with-parameters",
        Texts.envelope("application/json; charset=utf-8", Texts.utf8("{\"ok\":1}")));
    envelope(
        "with-a-negative-seqnum",
        Texts.utf8(
            "{\"header\":{\"seqnum\":-1,\"session_id\":\"\"},\"content_type\":\"application/json\",\"content\":\"e30=\"}"));
    envelope(
        "with-a-seqnum-above-64-bits",
        Texts.utf8(
            "{\"header\":{\"seqnum\":18446744073709551616,\"session_id\":\"\"},\"content_type\":\"application/json\",\"content\":\"e30=\"}"));
    envelope(
        "with-a-seqnum-of-giant-exponent",
        Texts.utf8(
            "{\"header\":{\"seqnum\":1e999999999,\"session_id\":\"\"},\"content_type\":\"application/json\",\"content\":\"e30=\"}"));
    envelope("of-cbor-without-content", RawModule.of(0xa0));
    envelope("of-cbor-that-is-cut", RawModule.of(0xa3, 0x66, 'h', 'e'));
    envelope(
        "of-cbor-with-a-map-of-2-to-the-63",
        RawModule.of(0xbb, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff));
    envelope(
        "of-cbor-with-content-of-4-gigabytes",
        RawModule.of(0xa1, 0x67, 'c', 'o', 'n', 't', 'e', 'n', 't', 0x5a, 0xff, 0xff, 0xff, 0xff));
    envelope(
        "of-cbor-with-content-of-minus-one",
        RawModule.of(
            0xa1, 0x67, 'c', 'o', 'n', 't', 'e', 'n', 't', 0x5b, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
            0xff, 0xff));
    envelope("of-cbor-of-indefinite-length", RawModule.of(0xbf, 0xff));
    byte[] deep = new byte[500_000];
    Arrays.fill(deep, (byte) 0x81);
    deep[0] = (byte) 0xa1;
    deep[1] = 0x61;
    deep[2] = 'x';
    envelope("of-cbor-nested-deeply", deep);
    byte[] maps = new byte[300_000];
    for (int i = 0; i + 2 < maps.length; i += 3) {
      maps[i] = (byte) 0xa1;
      maps[i + 1] = 0x61;
      maps[i + 2] = 'x';
    }
    envelope("of-cbor-maps-nested-deeply", maps);
  }

  private static byte[] json(String content) {
    return Texts.utf8(
        "{\"header\":{\"seqnum\":0,\"session_id\":\"\"},\"content_type\":\"application/json\","
            + content
            + "}");
  }

  private void envelope(String name, byte[] bytes) {
    bytes("envelope-" + name, BytesGuest.guest().answer(bytes)).fails(GUEST_ABI);
  }

  private void contents() {
    content("that-is-no-json", "fine");
    content("of-nothing", "");
    content("that-is-an-array", "[]");
    content("with-neither-ok-nor-err", "{}");
    content("with-both-ok-and-err", "{\"ok\":1,\"err\":\"x\"}");
    content("with-ok-and-more", "{\"ok\":1,\"more\":2}");
    content("with-ok-twice", "{\"ok\":1,\"ok\":2}");
    content("with-err-of-a-number", "{\"err\":1}");
    content("with-err-without-message", "{\"err\":{\"code\":\"x\"}}");
    content("with-err-whose-message-is-an-object", "{\"err\":{\"message\":{}}}");
    content("nested-deeply", "{\"ok\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    content("with-half-a-surrogate-too-many-quotes", "{\"ok\":\"\\ud800\"\"}");
    content("with-a-number-of-leading-zeros", "{\"ok\":01}");
    content("with-a-comment", "{\"ok\":1 /* x */}");
    content("with-not-a-number", "{\"ok\":NaN}");
    bytes("result-content-with-a-giant-exponent", BytesGuest.guest().answer("{\"ok\":1e999999999}"))
        .answers("1e999999999");
    bytes(
            "result-content-of-a-million-digits",
            BytesGuest.guest().answer("{\"ok\":" + "9".repeat(1_000_000) + "}"))
        .play(stage -> {
          Outcome outcome = stage.run();
          return outcome.value() == null ? outcome : Outcome.text("a number");
        })
        .answers("\"a number\"");
    bytes(
            "result-that-is-an-error-envelope",
            BytesGuest.guest()
                .answer(
                    Texts.utf8(
                        "{\"header\":{\"seqnum\":0,\"session_id\":\"\",\"kind\":\"error\"},\"content_type\":\"application/json\",\"content\":\"e30=\"}")))
        .fails(GUEST_RESULT);
    bytes(
            "err-with-details-of-megabytes",
            BytesGuest.guest()
                .answer(
                    "{\"err\":{\"message\":\"x\",\"details\":\"" + "y".repeat(1 << 20) + "\"}}"))
        .fails(ACTION_FAILED);
  }

  private void content(String name, String content) {
    bytes("result-content-" + name, BytesGuest.guest().answer(content)).fails(GUEST_RESULT);
  }

  private void descriptions() {
    for (String[] one :
        new String[][] {
          {"that-is-no-json", "x"},
          {"that-is-null", "null"},
          {"without-a-name", "{\"version\":\"1\",\"actions\":[]}"},
          {"whose-name-is-a-number", "{\"name\":1,\"version\":\"1\",\"actions\":[]}"},
          {"whose-actions-are-an-object", "{\"name\":\"a\",\"version\":\"1\",\"actions\":{}}"},
          {"whose-action-is-a-text", "{\"name\":\"a\",\"version\":\"1\",\"actions\":[\"run\"]}"},
          {
            "with-an-action-twice",
            "{\"name\":\"a\",\"version\":\"1\",\"actions\":[{\"name\":\"run\"},{\"name\":\"run\"}]}"
          },
          {
            "with-access-for-everybody",
            "{\"name\":\"a\",\"version\":\"1\",\"actions\":[{\"name\":\"run\",\"ai_access\":\"always\"}]}"
          },
          {
            "whose-parameters-are-a-text",
            "{\"name\":\"a\",\"version\":\"1\",\"actions\":[{\"name\":\"run\",\"parameters\":\"any\"}]}"
          },
          {
            "whose-returns-are-a-text",
            "{\"name\":\"a\",\"version\":\"1\",\"actions\":[{\"name\":\"run\",\"returns\":\"any\"}]}"
          },
          {
            "with-escapes-in-the-name-of-an-action-twice",
            "{\"name\":\"a\",\"version\":\"1\",\"actions\":[{\"name\":\"\\u001b[2J\\n\"},{\"name\":\"\\u001b[2J\\n\"}]}"
          },
        }) {
      bytes("description-" + one[0], BytesGuest.guest().description(one[1])).fails(GUEST_RESULT);
    }
    bytes(
            "description-of-other-actions-with-escapes",
            BytesGuest.guest()
                .description(
                    "{\"name\":\"a\",\"version\":\"1\",\"actions\":[{\"name\":\"\\u001b[2J\\nerror: x\"}]}"))
        .fails(dev.morph.base.ErrorCode.UNKNOWN_ACTION);
    bytes(
            "description-of-a-hundred-thousand-actions",
            BytesGuest.guest().description(manyActions(Scale.of(100_000))))
        .play(stage -> {
          Outcome outcome = stage.run();
          return outcome;
        })
        .allocating(1_024)
        .fails(dev.morph.base.ErrorCode.UNKNOWN_ACTION);
    canonical(
            "description-out-of-memory",
            CanonicalGuest.guest()
                .describe(
                    "(i32.store (i32.const 0) (i32.const -1)) (i32.store (i32.const 4) (i32.const 9)) (i32.const 0)"))
        .fails(GUEST_ABI);
  }

  private static String manyActions(int count) {
    var text = new StringBuilder("{\"name\":\"a\",\"version\":\"1\",\"actions\":[");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append("{\"name\":\"action-").append(i).append("\"}");
    }
    return text.append("]}").toString();
  }

  private void reallocs() {
    realloc("answers-null", "(i32.const 0)");
    realloc("answers-minus-one", "(i32.const -1)");
    realloc("answers-the-end-of-memory", "(i32.shl (memory.size) (i32.const 16))");
    realloc("answers-two-gigabytes", "(i32.const 0x80000000)");
    realloc(
        "answers-just-before-the-end",
        "(i32.sub (i32.shl (memory.size) (i32.const 16)) (i32.const 1))");
    canonical("realloc-traps", CanonicalGuest.guest().realloc("unreachable")).fails(GUEST_TRAP);
    canonical(
            "realloc-answers-the-same-block-each-time",
            CanonicalGuest.guest().realloc("(i32.const 32768)"))
        .isHarmless();
    canonical("realloc-answers-the-result-area", CanonicalGuest.guest().realloc("(i32.const 8)"))
        .isHarmless()
        .fails(GUEST_ABI);
    canonical(
            "realloc-recurses",
            CanonicalGuest.guest()
                .realloc("(call $realloc (local.get 0) (local.get 1) (local.get 2) (local.get 3))"))
        .fails(GUEST_TRAP);
    canonical(
            "realloc-grows-memory-each-time",
            CanonicalGuest.guest()
                .realloc("(drop (memory.grow (i32.const 50))) (call $take (local.get 3))"))
        .isHarmless();
  }

  private void realloc(String name, String body) {
    canonical("realloc-" + name, CanonicalGuest.guest().realloc(body)).fails(GUEST_ABI);
  }

  private void canonicalResults() {
    for (String[] one :
        new String[][] {
          {"at-an-odd-address", "(i32.const 1)"},
          {"at-a-multiple-of-two", "(i32.const 2)"},
          {"at-minus-one", "(i32.const -1)"},
          {"at-minus-four", "(i32.const -4)"},
          {"over-the-end", "(i32.const 65528)"},
          {"behind-the-end", "(i32.const 65536)"},
          {"of-case-2", CanonicalGuest.result(2, "(i32.const 16)", "(i32.const 4)")},
          {"of-case-255", CanonicalGuest.result(255, "(i32.const 16)", "(i32.const 4)")},
          {"with-text-at-minus-one", CanonicalGuest.result(0, "(i32.const -1)", "(i32.const 1)")},
          {
            "with-text-behind-the-end",
            CanonicalGuest.result(0, "(i32.const 65536)", "(i32.const 1)")
          },
          {
            "with-text-that-wraps-round",
            CanonicalGuest.result(0, "(i32.const -16)", "(i32.const 32)")
          },
          {
            "with-text-of-minus-one-bytes",
            CanonicalGuest.result(0, "(i32.const 16)", "(i32.const -1)")
          },
          {
            "with-text-of-two-gigabytes",
            CanonicalGuest.result(1, "(i32.const 16)", "(i32.const 0x80000000)")
          },
          {
            "with-text-of-256-megabytes",
            CanonicalGuest.result(0, "(i32.const 16)", "(i32.const 0x10000000)")
          },
        }) {
      canonical("result-" + one[0], CanonicalGuest.guest().execute(one[1])).fails(GUEST_ABI);
    }
    canonical(
            "result-that-is-its-input",
            CanonicalGuest.guest()
                .execute(CanonicalGuest.result(0, "(local.get 2)", "(local.get 3)")))
        .params("{\"a\":1}")
        .answers("{\"a\":1}");
    canonical(
            "result-area-inside-its-own-text",
            CanonicalGuest.guest()
                .execute(
                    "(i32.store (i32.const 0) (i32.const 0)) (i32.store (i32.const 4) (i32.const 0))"
                        + " (i32.store (i32.const 8) (i32.const 12)) (i32.const 0)"))
        .answers(
            "\"\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\u0000\\f\\u0000\\u0000\\u0000\"");
    canonical(
            "empty-text-at-minus-one",
            CanonicalGuest.guest()
                .execute(CanonicalGuest.result(0, "(i32.const -1)", "(i32.const 0)")))
        .fails(GUEST_ABI)
        .answers("\"\"");
    post("traps", "unreachable").fails(GUEST_TRAP);
    post(
            "calls-the-export-again",
            "(drop (call $execute (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))")
        .isHarmless();
    post("overwrites-the-result", "(memory.fill (i32.const 0) (i32.const 255) (i32.const 65536))")
        .isHarmless();
    canonical(
            "post-return-of-another-type",
            CanonicalGuest.guest().fields("(func (export \"cabi_post_execute\") (param i64))"))
        .fails(GUEST_ABI, dev.morph.base.ErrorCode.CONTRACT_UNKNOWN);
    canonical(
            "answer-that-is-no-json-though-the-schema-says-so",
            CanonicalGuest.guest()
                .description(
                    "{\"name\":\"a\",\"version\":\"1\",\"actions\":[{\"name\":\"run\",\"returns\":{\"type\":\"object\"}}]}"))
        .fails(GUEST_RESULT);
    canonical(
            "answer-nested-deeply",
            CanonicalGuest.guest()
                .description(
                    "{\"name\":\"a\",\"version\":\"1\",\"actions\":[{\"name\":\"run\",\"returns\":{\"type\":\"array\"}}]}")
                .answer(Texts.utf8("[".repeat(200_000) + "]".repeat(200_000))))
        .fails(GUEST_RESULT);
  }

  private Attack post(String name, String body) {
    return canonical(
        "post-return-" + name,
        CanonicalGuest.guest()
            .fields("(func (export \"cabi_post_execute\") (param i32) " + body + ")"));
  }

  private void text() {
    for (String[] one :
        new String[][] {
          {"overlong", "\u00c0\u0080"},
          {"overlong-in-three-bytes", "\u00e0\u0080\u0080"},
          {"of-a-surrogate", "\u00ed\u00a0\u0080"},
          {"above-the-last-character", "\u00f4\u0090\u0080\u0080"},
          {"of-five-bytes", "\u00f8\u0088\u0080\u0080\u0080"},
          {"cut", "ab\u00e2\u0082"},
          {"of-a-lone-continuation", "\u0080"},
          {"of-ff", "\u00ff"},
        }) {
      canonical("text-" + one[0], CanonicalGuest.guest().answer(Texts.latin1(one[1])))
          .fails(GUEST_ABI);
    }
    canonical("text-of-zeros", CanonicalGuest.guest().answer(new byte[4]))
        .answers("\"\\u0000\\u0000\\u0000\\u0000\"");
  }
}
