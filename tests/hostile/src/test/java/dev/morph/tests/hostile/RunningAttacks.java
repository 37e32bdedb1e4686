package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.GUEST_TRAP;
import static dev.morph.base.ErrorCode.LIMIT_FUEL;
import static dev.morph.base.ErrorCode.LIMIT_GC_ALLOC;
import static dev.morph.base.ErrorCode.LIMIT_TIME;

import java.util.List;

/** Guests that trap, recurse, and try to live on after it or to leave something behind. */
final class RunningAttacks {
  private static final String COUNTER = "(global $calls (mut i32) (i32.const 0))";

  private final Group group = new Group("running");

  static List<Attack> all() {
    var attacks = new RunningAttacks();
    attacks.traps();
    attacks.recursion();
    attacks.exceptions();
    attacks.state();
    return attacks.group.all();
  }

  private void trap(String name, String before) {
    trap(name, "", before);
  }

  private Attack trap(String name, String fields, String before) {
    return group
        .attack(name)
        .guest(BytesGuest.guest().fields(fields).before(before))
        .fails(GUEST_TRAP);
  }

  private void traps() {
    trap("unreachable", "unreachable");
    trap("division-by-zero", "(drop (i32.div_s (i32.const 1) (i32.const 0)))");
    trap("division-that-overflows", "(drop (i32.div_s (i32.const 0x80000000) (i32.const -1)))");
    trap("remainder-by-zero", "(drop (i64.rem_u (i64.const 1) (i64.const 0)))");
    trap("nan-to-integer", "(drop (i32.trunc_f64_s (f64.const nan)))");
    trap("infinity-to-integer", "(drop (i64.trunc_f32_u (f32.const inf)))");
    trap("load-behind-the-end", "(drop (i32.load (i32.const 65533)))");
    trap("load-at-minus-one", "(drop (i64.load (i32.const -1)))");
    trap("store-behind-the-end", "(i64.store (i32.const 65529) (i64.const -1))");
    trap("load-whose-offset-wraps", "(drop (i32.load offset=4294967295 (i32.const 16)))");
    trap(
        "load-whose-offset-is-above-2-gigabytes",
        "(drop (i32.load8_u offset=2147483648 (i32.const 0x80000000)))");
    trap("store-of-half-a-word", "(i32.store (i32.const 65534) (i32.const -1))");
    trap("copy-behind-the-end", "(memory.copy (i32.const 65530) (i32.const 0) (i32.const 7))");
    trap("copy-of-minus-one-bytes", "(memory.copy (i32.const 0) (i32.const 1) (i32.const -1))");
    trap("fill-behind-the-end", "(memory.fill (i32.const 0) (i32.const 1) (i32.const 65537))");
    trap("fill-of-minus-one-bytes", "(memory.fill (i32.const 65536) (i32.const 1) (i32.const -1))");
    trap(
        "copy-of-nothing-behind-the-end",
        "(memory.copy (i32.const 65537) (i32.const 0) (i32.const 0))");
    trap(
        "segment-used-after-it-was-dropped",
        "(data $d \"abc\")",
        "(data.drop $d) (memory.init $d (i32.const 100) (i32.const 0) (i32.const 1))");
    trap(
        "segment-of-minus-one-bytes",
        "(data $d \"abc\")",
        "(memory.init $d (i32.const 0) (i32.const 1) (i32.const -1))");
    trap(
        "indirect-call-of-null",
        "(table $t 1 funcref) (type $v (func))",
        "(call_indirect $t (type $v) (i32.const 0))");
    trap(
        "indirect-call-behind-the-table",
        "(table $t 1 funcref) (type $v (func))",
        "(call_indirect $t (type $v) (i32.const 1))");
    trap(
        "indirect-call-at-minus-one",
        "(table $t 1 funcref) (type $v (func))",
        "(call_indirect $t (type $v) (i32.const -1))");
    trap(
        "indirect-call-of-another-type",
        "(table $t 1 funcref) (type $v (func)) (elem (table $t) (i32.const 0) func $take)",
        "(call_indirect $t (type $v) (i32.const 0))");
    trap(
        "table-read-behind-its-end",
        "(table $t 1 externref)",
        "(drop (table.get $t (i32.const 1)))");
    trap(
        "table-filled-behind-its-end",
        "(table $t 10 externref)",
        "(table.fill $t (i32.const 5) (ref.null extern) (i32.const -1))");
    trap(
        "table-copied-behind-its-end",
        "(table $t 10 externref)",
        "(table.copy $t $t (i32.const 9) (i32.const 0) (i32.const 2))");
    trap(
        "table-filled-by-a-dropped-segment",
        "(table $t 10 funcref) (elem $e func $take)",
        "(elem.drop $e) (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 1))");
    trap("call-of-a-null-reference", "(type $v (func))", "(call_ref $v (ref.null $v))");
    trap("null-that-must-not-be", "(drop (ref.as_non_null (ref.null extern)))");
    trap(
        "field-of-null",
        "(type $s (struct (field i32)))",
        "(drop (struct.get $s 0 (ref.null $s)))");
    trap(
        "element-of-null",
        "(type $a (array i32))",
        "(drop (array.get $a (ref.null $a) (i32.const 0)))");
    trap(
        "element-behind-the-end",
        "(type $a (array i32))",
        "(drop (array.get $a (array.new_default $a (i32.const 3)) (i32.const 3)))");
    trap(
        "element-at-minus-one",
        "(type $a (array i32))",
        "(drop (array.get $a (array.new_default $a (i32.const 3)) (i32.const -1)))");
    trap(
        "array-copy-behind-the-end",
        "(type $a (array (mut i32)))",
        "(array.copy $a $a (array.new_default $a (i32.const 3)) (i32.const 1)"
            + " (array.new_default $a (i32.const 3)) (i32.const 1) (i32.const 0x7fffffff))");
    trap(
        "array-fill-of-minus-one",
        "(type $a (array (mut i32)))",
        "(array.fill $a (array.new_default $a (i32.const 3)) (i32.const 1) (i32.const 1) (i32.const -1))");
    trap(
        "array-from-behind-a-segment",
        "(type $a (array i8)) (data $d \"abc\")",
        "(drop (array.new_data $a $d (i32.const 2) (i32.const 2)))");
    trap(
        "cast-to-another-struct",
        "(type $s (sub (struct (field i32)))) (type $t (sub (struct (field i64))))",
        "(drop (ref.cast (ref $t) (struct.new_default $s)))");
    trap("cast-of-null", "(type $s (struct))", "(drop (ref.cast (ref $s) (ref.null none)))");
    trap("small-integer-of-null", "(drop (i31.get_s (ref.null i31)))");
    trap("exception-that-nobody-catches", "(tag $e (param i32))", "(throw $e (i32.const 1))");
    trap("null-exception", "(throw_ref (ref.null exn))");
    group
        .attack("start-function-that-traps")
        .guest(BytesGuest.guest().fields("(func $s unreachable) (start $s)"))
        .fails(GUEST_TRAP);
    group
        .attack("start-function-that-reads-behind-the-end")
        .guest(BytesGuest.guest().fields("(func $s (drop (i32.load (i32.const -1)))) (start $s)"))
        .fails(GUEST_TRAP);
    group
        .attack("initialize-that-traps")
        .guest(BytesGuest.guest().fields("(func (export \"_initialize\") unreachable)"))
        .fails(GUEST_TRAP);
    group
        .attack("describe-that-traps")
        .guest(BytesGuest.guest().describe("unreachable"))
        .fails(GUEST_TRAP);
    group
        .attack("morph-envelope-that-traps")
        .guest(BytesGuest.guest().envelope("unreachable"))
        .fails(GUEST_TRAP);
  }

  private void recursion() {
    trap("recursion-with-small-frames", "(func $r (call $r))", "(call $r)");
    trap(
        "recursion-with-large-frames",
        "(func $r (param"
            + " i64".repeat(100)
            + ") (local"
            + " f64".repeat(400)
            + ") (call $r "
            + RunningAttacks.gets(100)
            + "))",
        "(call $r " + "(i64.const 1)".repeat(100) + ")");
    trap(
            "recursion-with-frames-of-a-thousand-locals",
            "(func $r (param i32) (result i64) (local"
                + " i64".repeat(1_000)
                + ")"
                + " (local.set 900 (call $r (local.get 0))) (i64.add (local.get 900) (local.get 1)))",
            "(drop (call $r (i32.const 0)))")
        .allocating(1_024); // ten thousand frames of 8 KB and more
    for (int locals : new int[] {5_000, 13_000, 49_000}) {
      trap(
              "recursion-with-frames-of-" + locals + "-locals",
              "(func $r (param i32) (result i64) (local"
                  + " i64".repeat(locals)
                  + ") (local.set 900 (call $r (local.get 0)))"
                  + " (i64.add (local.get 900) (local.get 1)))",
              "(drop (call $r (i32.const 0)))")
          .allocating(8_192)
          .fails(GUEST_TRAP, LIMIT_GC_ALLOC); // interpreted frames fill the heap, not the stack
    }
    trap("recursion-of-two", "(func $a (call $b)) (func $b (call $a))", "(call $a)");
    trap(
        "recursion-through-a-table",
        "(type $v (func)) (table $t 1 funcref) (elem (table $t) (i32.const 0) func $r)"
            + " (func $r (call_indirect $t (type $v) (i32.const 0)))",
        "(call $r)");
    trap(
        "recursion-through-a-reference",
        "(type $v (func)) (elem declare func $r) (func $r (call_ref $v (ref.func $r)))",
        "(call $r)");
    trap(
        "recursion-with-values-on-the-stack",
        "(func $r (result i32) "
            + "(i32.const 1)".repeat(200)
            + "(call $r) "
            + "i32.add ".repeat(200)
            + ")",
        "(drop (call $r))");
    trap(
        "recursion-that-takes-back-the-memory-it-allocates",
        "(func $r (drop (call $take (i32.const 64))) (call $r))",
        "(call $r)");
    group
        .attack("recursion-of-execute-itself")
        .guest(BytesGuest.guest().execute("(call $execute (i32.const 0) (i32.const 0))"))
        .fails(GUEST_TRAP);
    group
        .attack("recursion-with-a-host-call-at-the-bottom")
        .guest(atTheBottom("(call $r (i32.add (local.get 0) (i32.const 1)))"))
        .fails(GUEST_TRAP);
    group
        .attack("recursion-with-large-frames-and-a-host-call-in-each")
        .guest(inEachFrame())
        .fails(GUEST_TRAP);
    group
        .attack("recursion-to-just-before-the-end-then-a-host-call")
        .guest(justBefore())
        .allocating(4_096)
        .isHarmless()
        .fails(GUEST_TRAP);
    group
        .attack("recursion-of-the-allocator")
        .guest(BytesGuest.guest().alloc("(call $alloc (local.get 0))"))
        .fails(GUEST_TRAP);
    group
        .attack("recursion-in-the-start-function")
        .guest(BytesGuest.guest().fields("(func $s (call $s)) (start $s)"))
        .fails(GUEST_TRAP);
    group
        .attack("after-a-stack-overflow-the-next-call-is-right")
        .guest(
            CanonicalGuest.guest()
                .fields("(func $r (call $r))")
                .before(ifFirstParameterIs('1', "(call $r)")))
        .play(Stage::secondAfterFailure)
        .isHarmless();
    group
        .attack("a-hundred-stack-overflows-in-a-row")
        .guest(BytesGuest.guest().fields("(func $r (call $r))").before("(call $r)"))
        .play(stage -> {
          Outcome last = stage.run();
          for (int i = 0; i < 100; i++) {
            last = stage.run();
          }
          return last;
        })
        .within(java.time.Duration.ofSeconds(20))
        .allocating(4_096)
        .fails(GUEST_TRAP);
    group
        .attack("tail-calls-without-end")
        .guest(BytesGuest.guest().fields("(func $r (return_call $r))").before("(call $r)"))
        .limit("time=300ms")
        .allocating(8_192)
        .fails(LIMIT_TIME, LIMIT_FUEL);
  }

  private static String gets(int count) {
    var text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append("(local.get ").append(i).append(")");
    }
    return text.toString();
  }

  /** Goes down for ever; each frame first calls the host. */
  private static BytesGuest inEachFrame() {
    var guest = BytesGuest.guest().host("now");
    return guest
        .fields(
            "(func $r (param i64) (local"
                + " i64".repeat(100)
                + ") (drop (call $now "
                + guest.data(Texts.envelope("{}"))
                + ")) (call $r (local.get 0)))")
        .before("(call $r (i64.const 0))");
  }

  /** Each frame calls the host on its way back, and the way down does not end. */
  private static BytesGuest atTheBottom(String deeper) {
    var guest = BytesGuest.guest().host("now");
    return guest
        .fields(
            "(func $r (param i32) "
                + deeper
                + " (drop (call $now "
                + guest.data(Texts.envelope("{}"))
                + ")))")
        .before("(call $r (i32.const 0))");
  }

  /** Ten thousand depths, each of which calls the host at its bottom. */
  private static BytesGuest justBefore() {
    var guest = BytesGuest.guest().host("now");
    return guest
        .fields(
            "(func $r (param i32) (if (i32.eqz (local.get 0)) (then (drop (call $now "
                + guest.data(Texts.envelope("{}"))
                + "))) (else (call $r (i32.sub (local.get 0) (i32.const 1))))))")
        .before(
            "(loop $deeper (call $r (local.get 2)) (local.set 2 (i32.add (local.get 2) (i32.const 50)))"
                + " (br_if $deeper (i32.lt_u (local.get 2) (i32.const 9990))))");
  }

  /** Runs the instructions of a canonical guest where its parameters are {@code {"a":DIGIT}}. */
  static String ifFirstParameterIs(char digit, String instructions) {
    return "(if (i32.eq (i32.load8_u offset=5 (local.get 2)) (i32.const "
        + (int) digit
        + ")) (then "
        + instructions
        + "))";
  }

  private void exceptions() {
    trap(
        "handler-does-not-catch-a-trap",
        "(block $caught (try_table (catch_all $caught) unreachable))");
    trap(
        "handler-does-not-catch-a-division",
        "(block $caught (try_table (catch_all $caught) (drop (i32.div_s (i32.const 1) (i32.const 0)))))");
    trap(
        "handler-does-not-catch-a-bad-address",
        "(block $caught (try_table (catch_all $caught) (drop (i32.load (i32.const -1)))))");
    trap(
        "handler-does-not-catch-a-bad-cast",
        "(type $s (struct))",
        "(block $caught (try_table (catch_all $caught) (drop (ref.cast (ref $s) (ref.null none)))))");
    trap(
        "handler-does-not-catch-the-end-of-the-stack",
        "(func $r (block $caught (try_table (catch_all $caught) (call $r))) (call $r))",
        "(call $r)");
    group
        .attack("handler-does-not-catch-the-end-of-time")
        .guest(
            BytesGuest.guest()
                .before(
                    "(loop $again (block $caught (try_table (catch_all $caught) (loop $spin (br $spin)))) (br $again))"))
        .limit("time=300ms")
        .allocating(8_192)
        .fails(LIMIT_TIME, LIMIT_FUEL);
    group
        .attack("handler-does-not-catch-a-host-functions-fault")
        .guest(
            BytesGuest.guest()
                .host("now")
                .before(
                    "(block $caught (try_table (catch_all $caught) (drop (call $now (i32.const -1) (i32.const 9)))))"))
        .fails(dev.morph.base.ErrorCode.GUEST_ABI);
    group
        .attack("handler-catches-only-its-own")
        .guest(
            BytesGuest.guest()
                .fields("(tag $a) (tag $b)")
                .before("(block $caught (try_table (catch $a $caught) (throw $b)))"))
        .fails(GUEST_TRAP);
    group
        .attack("exceptions-thrown-without-end")
        .guest(
            BytesGuest.guest()
                .fields("(tag $a)")
                .before(
                    "(loop $again (block $caught (try_table (catch $a $caught) (throw $a))) (br $again))"))
        .limit("time=300ms")
        .allocating(8_192)
        .fails(LIMIT_TIME, LIMIT_FUEL);
    group
        .attack("exception-thrown-out-of-the-allocator")
        .guest(BytesGuest.guest().fields("(tag $a)").alloc("(throw $a)"))
        .fails(GUEST_TRAP);
  }

  /** Two calls of a guest whose answer shows whether something was left from the first. */
  private void state() {
    leak(
        "global-does-not-outlive-its-call",
        COUNTER,
        "(if (global.get $calls) (then unreachable)) (global.set $calls (i32.const 1))");
    leak(
        "memory-does-not-outlive-its-call",
        "",
        "(if (i32.load (i32.const 60000)) (then unreachable)) (i32.store (i32.const 60000) (i32.const 1))");
    leak(
        "grown-memory-does-not-outlive-its-call",
        "",
        "(if (i32.ne (memory.size) (i32.const 1)) (then unreachable)) (drop (memory.grow (i32.const 3)))");
    leak(
        "table-does-not-outlive-its-call",
        "(table $t 1 funcref) (elem declare func $take)",
        "(if (i32.eqz (ref.is_null (table.get $t (i32.const 0)))) (then unreachable))"
            + " (table.set $t (i32.const 0) (ref.func $take))");
    leak(
        "dropped-segment-is-there-again",
        "(data $d \"abc\")",
        "(memory.init $d (i32.const 60000) (i32.const 0) (i32.const 3)) (data.drop $d)");
    group
        .attack("memory-after-a-trap-is-fresh")
        .guest(
            CanonicalGuest.guest()
                .before(
                    "(if (i32.load (i32.const 60000)) (then (drop (i32.load (i32.const -1)))))"
                        + " (i32.store (i32.const 60000) (i32.const 1)) "
                        + ifFirstParameterIs('1', "unreachable")))
        .play(Stage::secondAfterFailure)
        .isHarmless();
    group
        .attack("reused-instance-is-gone-after-a-trap")
        .guest(
            CanonicalGuest.guest()
                .before(
                    "(if (i32.load (i32.const 60000)) (then (drop (i32.load (i32.const -1)))))"
                        + " (i32.store (i32.const 60000) (i32.const 1)) "
                        + ifFirstParameterIs('1', "unreachable")))
        .manifest("{\"name\":\"hostile\",\"version\":\"1.0.0\",\"lifecycle\":\"reuse\"}")
        .play(Stage::secondAfterFailure)
        .isHarmless();
    group
        .attack("reused-instance-is-gone-after-its-time")
        .guest(
            CanonicalGuest.guest()
                .before(
                    "(if (i32.load (i32.const 60000)) (then (drop (i32.load (i32.const -1)))))"
                        + " (i32.store (i32.const 60000) (i32.const 1)) "
                        + ifFirstParameterIs('1', "(loop $spin (br $spin))")))
        .limit("time=300ms")
        .allocating(8_192)
        .manifest("{\"name\":\"hostile\",\"version\":\"1.0.0\",\"lifecycle\":\"reuse\"}")
        .play(Stage::secondAfterFailure)
        .isHarmless();
  }

  private void leak(String name, String fields, String before) {
    group
        .attack(name)
        .guest(BytesGuest.guest().fields(fields).before(before))
        .play(stage -> stage.second("{}", "{}"))
        .isHarmless();
  }
}
