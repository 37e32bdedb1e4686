package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.GUEST_RESULT;
import static dev.morph.base.ErrorCode.GUEST_TRAP;
import static dev.morph.base.ErrorCode.LIMIT_FUEL;
import static dev.morph.base.ErrorCode.LIMIT_TIME;
import static dev.morph.base.ErrorCode.PARAMS_INVALID;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Guests and schemas that do not end, and servers that wait. */
final class TimeAttacks {
  private static final String SPIN = "(loop $spin (br $spin))";

  private final Group group = new Group("time");

  static List<Attack> all() {
    var attacks = new TimeAttacks();
    attacks.loops();
    attacks.elsewhere();
    attacks.setups();
    attacks.hostCalls();
    attacks.servers();
    attacks.schemas();
    return attacks.group.all();
  }

  private Attack spin(String name, String fields, String before) {
    return ends(group.attack(name).guest(BytesGuest.guest().fields(fields).before(before)));
  }

  private static Attack ends(Attack attack) {
    return attack
        .limit("time=300ms")
        .within(Duration.ofMillis(2_500))
        .allocating(8_192)
        .fails(LIMIT_TIME, LIMIT_FUEL);
  }

  private void loops() {
    spin("loop-without-end", "", SPIN);
    spin(
        "loop-that-counts",
        "",
        "(loop $spin (local.set 2 (i32.add (local.get 2) (i32.const 1))) (br_if $spin (i32.const 1)))");
    spin("loop-by-br-table", "", "(loop $spin (br_table $spin $spin (i32.const 9)))");
    spin(
        "loop-within-loops",
        "",
        "(loop $a (loop $b (loop $c (br_if $c (i32.const 0))) (br_if $b (i32.const 0))) (br $a))");
    spin("loop-of-calls", "(func $f)", "(loop $spin (call $f) (br $spin))");
    spin(
        "loop-of-indirect-calls",
        "(type $v (func)) (func $f) (table $t 1 funcref) (elem (table $t) (i32.const 0) func $f)",
        "(loop $spin (call_indirect $t (type $v) (i32.const 0)) (br $spin))");
    spin(
        "loop-of-large-fills",
        "",
        "(drop (memory.grow (i32.const 1000))) (loop $spin (memory.fill (i32.const 0) (i32.const 1) (i32.const 65000000)) (br $spin))");
    spin(
        "loop-of-large-copies",
        "",
        "(drop (memory.grow (i32.const 1000))) (loop $spin (memory.copy (i32.const 1) (i32.const 0) (i32.const 65000000)) (br $spin))");
    spin(
        "loop-of-table-fills",
        "(table $t 100000 externref)",
        "(loop $spin (table.fill $t (i32.const 0) (ref.null extern) (i32.const 100000)) (br $spin))");
    spin(
        "loop-of-refused-growth",
        "",
        "(loop $spin (drop (memory.grow (i32.const 65535))) (br $spin))");
    spin(
        "loop-of-array-copies",
        "(type $a (array (mut i64)))"
            + "(global $x (ref $a) (array.new_default $a (i32.const 100000)))",
        "(loop $spin (array.copy $a $a (global.get $x) (i32.const 1) (global.get $x) (i32.const 0) (i32.const 99999)) (br $spin))");
    spin(
        "mutual-tail-calls-without-end",
        "(func $a (return_call $b)) (func $b (return_call $a))",
        "(call $a)");
    spin(
        "indirect-tail-calls-without-end",
        "(type $v (func)) (func $a (return_call_indirect $t (type $v) (i32.const 0)))"
            + " (table $t 1 funcref) (elem (table $t) (i32.const 0) func $a)",
        "(call $a)");
    // 2^n calls, never deeper than 60
    spin(
        "recursion-that-doubles",
        "(func $r (param i32) (if (local.get 0) (then (call $r (i32.sub (local.get 0) (i32.const 1)))"
            + " (call $r (i32.sub (local.get 0) (i32.const 1))))))",
        "(call $r (i32.const 60))");
    spin(
        "function-whose-body-is-interpreted",
        "(func $large " + "(drop (i32.const 1))".repeat(30_000) + SPIN + ")",
        "(call $large)");
    spin(
        "loop-through-a-handler",
        "(tag $e)",
        "(loop $spin (block $caught (try_table (catch_all $caught) (br $spin))) (br $spin))");
    spin(
        "casts-without-end",
        "(type $s (sub (struct))) (type $t (sub $s (struct)))",
        "(loop $spin (drop (ref.test (ref $t) (struct.new_default $s))) (br $spin))");
  }

  /** Not in execute itself, but within its time. */
  private void elsewhere() {
    ends(
        group
            .attack("free-without-end")
            .guest(
                BytesGuest.guest()
                    .fields("(global $calls (mut i32) (i32.const 0))")
                    .before("(global.set $calls (i32.const 1))")
                    .free("(if (global.get $calls) (then " + SPIN + "))")));
    ends(group.attack("allocator-without-end-for-a-reply").guest(spinningReply()));
    ends(
        group
            .attack("post-return-without-end")
            .guest(
                CanonicalGuest.guest()
                    .fields("(func (export \"cabi_post_execute\") (param i32) " + SPIN + ")")));
    ends(group
            .attack("after-the-end-of-time-the-next-call-is-right")
            .guest(BytesGuest.guest().before(SPIN))
            .play(stage -> {
              stage.run();
              return stage.run();
            }))
        .within(Duration.ofSeconds(5));
    ends(group
            .attack("eight-guests-without-end-at-once")
            .guest(BytesGuest.guest().before(SPIN))
            .play(stage -> {
              var outcomes = new java.util.concurrent.ConcurrentLinkedQueue<Outcome>();
              var threads = new java.util.ArrayList<Thread>();
              for (int i = 0; i < 8; i++) {
                threads.add(
                    Thread.ofPlatform()
                        .name("guest-at-once")
                        .start(() -> outcomes.add(stage.run())));
              }
              for (Thread thread : threads) {
                thread.join();
              }
              return outcomes.size() != 8
                  ? Outcome.text("only " + outcomes.size() + " calls ended")
                  : outcomes.stream()
                      .filter(outcome -> stage.attack().fault(outcome) != null)
                      .findFirst()
                      .orElse(outcomes.peek());
            }))
        .within(Duration.ofSeconds(10));
  }

  private static BytesGuest spinningReply() {
    var guest = BytesGuest.guest().host("now");
    return guest
        .fields("(global $inside (mut i32) (i32.const 0))")
        .alloc("(if (global.get $inside) (then " + SPIN + ")) (call $take (local.get 0))")
        .before(
            "(global.set $inside (i32.const 1)) (drop (call $now "
                + guest.data(Texts.envelope("{}"))
                + "))");
  }

  /** Setups have ten seconds of their own, whatever the call's limit is. */
  private void setups() {
    setup(
        "start-function-without-end",
        BytesGuest.guest().fields("(func $s " + SPIN + ") (start $s)"));
    setup(
        "start-function-that-swallows-all",
        BytesGuest.guest()
            .fields(
                "(func $s (loop $again (block $c (try_table (catch_all $c) "
                    + SPIN
                    + ")) (br $again))) (start $s)"));
    setup(
        "initialize-without-end",
        BytesGuest.guest().fields("(func (export \"_initialize\") " + SPIN + ")"));
    setup("describe-without-end", BytesGuest.guest().describe(SPIN + " (i64.const 0)"));
    setup("morph-envelope-without-end", BytesGuest.guest().envelope(SPIN + " (i32.const 1)"));
    setup("allocator-without-end", BytesGuest.guest().alloc(SPIN + " (i32.const 0)"));
  }

  private void setup(String name, BytesGuest guest) {
    group
        .attack(name)
        .guest(guest)
        .slow()
        .within(Duration.ofSeconds(20))
        .fails(LIMIT_TIME, LIMIT_FUEL);
  }

  private void hostCalls() {
    var calls = BytesGuest.guest().host("now");
    ends(
        group
            .attack("host-calls-without-end")
            .guest(
                calls.before(
                    "(loop $spin (drop (call $now "
                        + calls.data(Texts.envelope("{}"))
                        + ")) (global.set $top (i32.const 40000)) (br $spin))")));
    var random = BytesGuest.guest().host("random");
    ends(
        group
            .attack("random-bytes-without-end")
            .guest(
                random.before(
                    "(loop $spin (drop (call $random "
                        + random.data(Texts.envelope("{\"bytes\":65536}"))
                        + ")) (global.set $top (i32.const 40000)) (br $spin))")));
    var broken = BytesGuest.guest().host("random");
    ends(
        group
            .attack("refused-host-calls-without-end")
            .guest(
                broken.before(
                    "(loop $spin (drop (call $random "
                        + broken.data(Texts.envelope("{}"))
                        + ")) (global.set $top (i32.const 40000)) (br $spin))")));
    ends(
        group
            .attack("log-without-end")
            .guest(
                CanonicalGuest.guest()
                    .imports(
                        "(import \"morphee:extensions/log@1.0.0\" \"log\" (func $log (param i32 i32 i32)))")
                    .before(
                        "(loop $spin (call $log (i32.const 2) (i32.const 16) (i32.const 60)) (br $spin))")));
  }

  private void servers() {
    server("server-that-never-answers", (request, reply) -> hold());
    server(
        "server-that-drips",
        (request, reply) -> {
          reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
          for (int i = 0; i < 200; i++) {
            reply.raw("x");
            pause(20);
          }
        });
    server(
        "server-that-drips-its-headers",
        (request, reply) -> {
          reply.raw("HTTP/1.1 200 OK\r\n");
          for (int i = 0; i < 200; i++) {
            reply.raw("X-" + i + ": y\r\n");
            pause(20);
          }
        });
    server(
        "server-that-never-ends-its-body",
        (request, reply) -> {
          reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx");
          hold();
        });
    server(
        "server-that-redirects-slowly",
        (request, reply) -> {
          pause(100);
          reply.redirect(302, request.target());
        });
  }

  private void server(String name, dev.morph.testkit.web.WebHandler handler) {
    group
        .attack(name)
        .play(stage ->
            HostCallAttacks.served(
                stage,
                handler,
                url ->
                    BytesGuest.guest()
                        .passing(
                            "http",
                            Texts.envelope(
                                "{\"method\":\"GET\",\"url\":\"" + url + "\",\"headers\":[]}")),
                "time=500ms"))
        .within(Duration.ofSeconds(2))
        .fails(LIMIT_TIME);
  }

  private static void hold() {
    try {
      new CountDownLatch(1).await(4, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void schemas() {
    String text = "{\"a\":\"" + "a".repeat(40) + "!\"}";
    for (String[] one :
        new String[][] {
          {"nested-repeats", "(a+)+$"},
          {"overlapping-choices", "^(a|a)*$"},
          {"overlapping-repeats", "(a|aa)+$"},
          {"dots-in-a-row", ".*.*.*.*.*.*.*.*.*.*=.*"},
          {"counted-repeats", "(a{1,30}){1,30}$"},
        }) {
      schema(
              "pattern-of-" + one[0],
              property("{\"type\":\"string\",\"pattern\":\"" + one[1] + "\"}"))
          .params("{\"a\":\"" + "a".repeat(4_000) + "!\"}")
          .fails(PARAMS_INVALID);
    }
    schema(
            "pattern-that-repeats-a-billion-times",
            property("{\"pattern\":\"((a{1,1000}){1,1000}){1,1000}\"}"))
        .params(text)
        .fails(GUEST_RESULT);
    schema("pattern-with-a-back-reference", property("{\"pattern\":\"(a*)\\\\1$\"}"))
        .params(text)
        .fails(GUEST_RESULT);
    schema("pattern-with-look-ahead", property("{\"pattern\":\"^(?=(a+))a*b\"}"))
        .params(text)
        .fails(GUEST_RESULT);
    schema("pattern-that-is-broken", property("{\"pattern\":\"((((\"}"))
        .params(text)
        .fails(GUEST_RESULT);
    schema("pattern-of-a-megabyte", property("{\"pattern\":\"" + "a?".repeat(200_000) + "\"}"))
        .params(text)
        .fails(GUEST_RESULT, PARAMS_INVALID)
        .isHarmless();
    schema(
            "pattern-of-nested-groups",
            property("{\"pattern\":\"" + "(".repeat(20_000) + "a" + ")".repeat(20_000) + "\"}"))
        .params(text)
        .fails(GUEST_RESULT, PARAMS_INVALID)
        .isHarmless();
    schema(
            "pattern-of-property-names",
            "{\"type\":\"object\",\"patternProperties\":{\"(a+)+$\":{\"type\":\"integer\"}}}")
        .params("{\"" + "a".repeat(4_000) + "!\":\"x\"}")
        .isHarmless();
    schema("reference-to-itself", "{\"$ref\":\"#\"}").fails(GUEST_RESULT);
    schema(
            "references-in-a-circle",
            "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{\"$ref\":\"#/$defs/b\"},\"b\":{\"$ref\":\"#/$defs/a\"}}}")
        .fails(GUEST_RESULT);
    schema("dynamic-reference-to-itself", "{\"$dynamicAnchor\":\"a\",\"$dynamicRef\":\"#a\"}")
        .fails(GUEST_RESULT);
    for (String target :
        List.of(
            "https://example.com/s.json",
            "http://127.0.0.1:1/s",
            "file:///etc/passwd",
            "classpath:x",
            "other.json",
            "urn:x")) {
      schema(
              "reference-to-" + target.replaceAll("[^a-z0-9]+", "-"),
              "{\"$ref\":\"" + target + "\"}")
          .fails(GUEST_RESULT);
    }
    schema(
            "reference-through-a-remote-id",
            "{\"$id\":\"http://127.0.0.1:1/a/\",\"$ref\":\"#/$defs/none\"}")
        .fails(GUEST_RESULT);
    schema("reference-to-nothing", "{\"$ref\":\"#/$defs/none\"}").fails(GUEST_RESULT);
    schema("dialect-of-another-host", "{\"$schema\":\"http://127.0.0.1:1/dialect\"}")
        .fails(GUEST_RESULT);
    schema("references-that-double-at-each-level", doubling(40))
        .fails(GUEST_RESULT, LIMIT_TIME)
        .within(Duration.ofSeconds(10))
        .allocating(4_096);
    schema("choices-that-double-at-each-level", choices(40))
        .params("{\"a\":1}")
        .fails(GUEST_RESULT, LIMIT_TIME, PARAMS_INVALID)
        .within(Duration.ofSeconds(10))
        .allocating(4_096);
    schema("schema-nested-deeply", "{\"not\":".repeat(5_000) + "{}" + "}".repeat(5_000))
        .fails(GUEST_RESULT);
    schema("schema-of-fifty-thousand-values", "{\"enum\":[" + "0,".repeat(50_000) + "1]}")
        .fails(GUEST_RESULT);
    schema("unique-items-of-large-objects", property("{\"type\":\"array\",\"uniqueItems\":true}"))
        .params("{\"a\":[" + "{\"x\":[1,2,3,4,5,6,7,8,9]},".repeat(20_000) + "1]}")
        .allocating(2_048)
        .fails(PARAMS_INVALID, GUEST_RESULT, LIMIT_TIME);
    schema("multiple-of-a-giant", property("{\"multipleOf\":1e-400}"))
        .params("{\"a\":1e300}")
        .fails(GUEST_RESULT, PARAMS_INVALID)
        .isHarmless();
    schema("bound-with-a-giant-exponent", property("{\"maximum\":1e999999999}"))
        .params("{\"a\":1e999999998}")
        .isHarmless();
    schema("number-with-a-giant-exponent", property("{\"type\":\"integer\"}"))
        .params("{\"a\":1e999999999}")
        .isHarmless()
        .fails(PARAMS_INVALID);
    schema(
            "counts-with-giant-exponents",
            property("{\"minLength\":1e999999999,\"maxItems\":-1e999999999}"))
        .params("{\"a\":\"x\"}")
        .fails(GUEST_RESULT, PARAMS_INVALID)
        .isHarmless();
    schema("faults-without-end", "{\"type\":\"object\",\"additionalProperties\":false}")
        .params(manyMembers(20_000))
        .allocating(1_024)
        .fails(PARAMS_INVALID);
    schema("faults-of-megabytes", property("{\"const\":\"" + "x".repeat(1 << 20) + "\"}"))
        .params("{\"a\":\"" + "y".repeat(1 << 20) + "\"}")
        .fails(PARAMS_INVALID);
    schema("faults-with-escapes", property("{\"enum\":[\"\\u001b[2J\\nerror: x\"]}"))
        .params("{\"a\":1}")
        .fails(PARAMS_INVALID);
    schema("schema-that-is-not-a-schema", "{\"type\":\"objekt\"}")
        .fails(GUEST_RESULT, PARAMS_INVALID);
    schema("schema-whose-type-is-a-number", "{\"type\":7}").fails(GUEST_RESULT, PARAMS_INVALID);
    schema("unevaluated-properties-at-each-level", unevaluated(30))
        .params("{\"a\":1}")
        .allocating(2_048)
        .isHarmless()
        .fails(GUEST_RESULT, PARAMS_INVALID);
    group
        .attack("parameters-nested-deeply")
        .guest(BytesGuest.guest())
        .params("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")
        .fails(dev.morph.base.ErrorCode.USAGE_INVALID);
    group
        .attack("allocator-recurses-for-ever-in-describe")
        .guest(BytesGuest.guest().alloc("(call $alloc (i32.const 1))"))
        .fails(GUEST_TRAP);
  }

  private Attack schema(String name, String schema) {
    return group.attack("schema-" + name).guest(BytesGuest.guest().schema(schema));
  }

  private static String property(String schema) {
    return "{\"type\":\"object\",\"properties\":{\"a\":" + schema + "}}";
  }

  /** Each level refers twice to the next: 2^n validations of one value. */
  private static String doubling(int levels) {
    var defs = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
      defs.append("\"d" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
    }
    return "{\"$ref\":\"#/$defs/d0\",\"$defs\":{"
        + defs
        + "\"d"
        + levels
        + "\":{\"type\":\"object\"}}}";
  }

  private static String choices(int levels) {
    var defs = new StringBuilder();
    for (int i = 0; i < levels; i++) {
      String next = "{\"$ref\":\"#/$defs/d" + (i + 1) + "\"}";
      defs.append("\"d" + i + "\":{\"oneOf\":[" + next + "," + next + "]},");
    }
    return "{\"$ref\":\"#/$defs/d0\",\"$defs\":{"
        + defs
        + "\"d"
        + levels
        + "\":{\"type\":\"string\"}}}";
  }

  private static String unevaluated(int levels) {
    return "{\"unevaluatedProperties\":true,\"allOf\":[".repeat(levels)
        + "{}"
        + "]}".repeat(levels);
  }

  private static String manyMembers(int count) {
    var text = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : ",").append("\"member-").append(i).append("\":0");
    }
    return text.append('}').toString();
  }
}
