package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.GUEST_TRAP;
import static dev.morph.base.ErrorCode.LIMIT_COMPILE_MEMORY;
import static dev.morph.base.ErrorCode.LIMIT_COMPILE_TIME;
import static dev.morph.base.ErrorCode.LIMIT_FUEL;
import static dev.morph.base.ErrorCode.LIMIT_GC_ALLOC;
import static dev.morph.base.ErrorCode.LIMIT_MEMORY;
import static dev.morph.base.ErrorCode.MODULE_INVALID;
import static dev.morph.base.ErrorCode.MODULE_REFUSED;

import java.time.Duration;
import java.util.List;

/** Attacks on what is counted: fuel, objects, depth, compiling. */
final class BudgetAttacks {
  private static final String SPIN = "(loop $spin (br $spin))";

  private final Group group = new Group("budgets");

  static List<Attack> all() {
    var attacks = new BudgetAttacks();
    attacks.fuel();
    attacks.fuelSetup();
    attacks.objects();
    attacks.depth();
    attacks.compile();
    return attacks.group.all();
  }

  private Attack fuel(String name, String fields, String before) {
    return group
        .attack("fuel-" + name)
        .guest(BytesGuest.guest().fields(fields).before(before))
        .limit("fuel=1000000")
        .allocating(1_024)
        .fails(LIMIT_FUEL);
  }

  private void fuel() {
    fuel("spent-by-a-loop", "", SPIN);
    fuel("spent-by-calls", "(func $c)", "(loop $again (call $c) (br $again))");
    fuel("spent-by-tail-calls", "(func $a (return_call $a))", "(call $a)");
    fuel(
        "spent-by-indirect-calls",
        "(type $v (func)) (func $f) (table $t 1 funcref) (elem (table $t) (i32.const 0) func $f)",
        "(loop $spin (call_indirect $t (type $v) (i32.const 0)) (br $spin))");
    fuel("spent-by-br-table", "", "(loop $spin (br_table $spin $spin (i32.const 9)))");
    fuel(
        "not-caught-by-a-handler",
        "",
        "(loop $again (block $c (try_table (catch_all $c) " + SPIN + ")) (br $again))");
    fuel(
        "not-caught-by-a-handler-around-a-call",
        "(func $f " + SPIN + ")",
        "(loop $again (block $c (try_table (catch_all $c) (call $f))) (br $again))");
    fuel(
        "not-caught-by-a-handler-with-a-reference",
        "(func $f " + SPIN + ")",
        "(loop $again (drop (block $c (result (ref null exn)) (try_table (catch_all_ref $c) (call $f)) (ref.null exn))) (br $again))");
    fuel(
        "spent-by-exceptions",
        "(tag $e)",
        "(loop $again (block $c (try_table (catch_all $c) (throw $e))) (br $again))");
    fuel(
        "charged-for-a-large-fill",
        "",
        "(drop (memory.grow (i32.const 500))) (memory.fill (i32.const 0) (i32.const 0) (i32.const 32000000))");
    fuel(
        "charged-for-a-large-copy",
        "",
        "(drop (memory.grow (i32.const 500))) (memory.copy (i32.const 1) (i32.const 0) (i32.const 32000000))");
    fuel(
            "charged-for-a-failed-copy-of-gigabytes",
            "",
            "(memory.copy (i32.const 1) (i32.const 0) (i32.const -1))")
        .fails(GUEST_TRAP);
    fuel("charged-for-growth", "", "(drop (memory.grow (i32.const 1500)))");
    fuel(
        "charged-for-a-large-table",
        "(table $t 0 externref)",
        "(loop $again (drop (table.grow $t (ref.null extern) (i32.const 10000))) (table.fill $t (i32.const 0) (ref.null extern) (table.size $t)) (br $again))");
    fuel("charged-for-host-calls-that-move-much", "", "").guest(randoms());
    fuel(
        "charged-for-a-large-array",
        "(type $a (array i64))",
        "(drop (array.new_default $a (i32.const 4000000)))");
    fuel("spent-inside-an-import-of-the-guest-itself", "", "")
        .guest(BytesGuest.guest().free(SPIN))
        .within(Duration.ofSeconds(15))
        .allocating(65_536)
        .fails(
            dev.morph.base.ErrorCode.LIMIT_TIME); // the interpreter needs longer for all the fuel
    fuel(
        "spent-by-a-body-that-is-interpreted",
        "(func $large " + "(drop (i32.const 1))".repeat(30_000) + SPIN + ")",
        "(call $large)");
    // a call that uses up most of its fuel, by a trap or not, leaves the next one its whole budget
    String burn =
        "(loop $a (local.set 8 (i64.add (local.get 8) (i64.const 1))) (br_if $a (i64.lt_u (local.get 8) (i64.const 50000))))";
    for (String end : List.of("unreachable", SPIN, "")) {
      String name = end.isEmpty() ? "an-answer" : end.equals(SPIN) ? "exhaustion" : "a-trap";
      group
          .attack("fuel-is-not-sticky-after-" + name)
          .guest(CanonicalGuest.guest().before(burn + RunningAttacks.ifFirstParameterIs('1', end)))
          .limit("fuel=1000000")
          .play(stage -> stage.second("{\"a\":1}", "{\"a\":2}"))
          .isHarmless();
    }
    group
        .attack("fuel-is-whole-again-after-exhaustion")
        .guest(BytesGuest.guest().before(SPIN))
        .limit("fuel=1000000")
        .play(stage -> {
          Outcome first = stage.run();
          return stage.attack().fault(first) == null ? stage.run() : first;
        })
        .allocating(2_048)
        .fails(LIMIT_FUEL);
    group
        .attack("fuel-global-that-only-the-pass-makes")
        .guest(BytesGuest.guest().before("(global.set 1 (i64.const 9000000000000000000))"))
        .fails(MODULE_INVALID);
    group
        .attack("fuel-import-by-its-name")
        .guest(BytesGuest.guest().imports("(import \"morph:meter\" \"fuel\" (global (mut i64)))"))
        .fails(MODULE_REFUSED);
    group
        .attack("fuel-function-that-only-the-pass-makes")
        .guest(BytesGuest.guest().before("(call 6)"))
        .fails(MODULE_INVALID);
  }

  private static BytesGuest randoms() {
    var guest = BytesGuest.guest().host("random");
    return guest.before(
        "(loop $again (drop (call $random "
            + guest.data(Texts.envelope("{\"bytes\":65536}"))
            + ")) (global.set $top (i32.const 40000)) (br $again))");
  }

  private void fuelSetup() {
    group
        .attack("fuel-of-a-start-function")
        .guest(BytesGuest.guest().fields("(func $s " + SPIN + ") (start $s)"))
        .within(Duration.ofSeconds(15))
        .allocating(65_536)
        .fails(LIMIT_FUEL, dev.morph.base.ErrorCode.LIMIT_TIME);
  }

  private Attack objects(String name, String fields, String before) {
    return group
        .attack("objects-" + name)
        .guest(BytesGuest.guest().fields(fields).before(before))
        .within(Duration.ofSeconds(15))
        .allocating(4_096)
        .fails(LIMIT_GC_ALLOC);
  }

  private void objects() {
    objects(
        "one-of-64-mebibytes-and-more",
        "(type $a (array i8))",
        "(drop (array.new_default $a (i32.const 67108865)))");
    objects(
        "one-of-two-gigabytes",
        "(type $a (array i8))",
        "(drop (array.new_default $a (i32.const 0x7fffffff)))");
    objects(
        "one-of-sixteen-gigabytes",
        "(type $a (array i64))",
        "(drop (array.new_default $a (i32.const 0x7fffffff)))");
    objects(
            "many-above-the-budget",
            "(type $a (array i8))",
            "(loop $again (drop (array.new_default $a (i32.const 1000000))) (br $again))")
        .limit("gc-alloc=64MiB");
    objects(
            "small-ones-above-the-budget",
            "(type $s (struct (field i64)))",
            "(loop $again (drop (struct.new_default $s)) (br $again))")
        .limit("gc-alloc=16MiB");
    objects(
            "held-above-the-budget",
            "(type $n (struct (field (ref null $n)))) (global $l (mut (ref null $n)) (ref.null $n))",
            "(loop $again (global.set $l (struct.new $n (global.get $l))) (br $again))")
        .limit("gc-alloc=64MiB");
    objects(
            "not-caught-by-a-handler",
            "(type $a (array i8))",
            "(loop $again (block $c (try_table (catch_all $c) (drop (array.new_default $a (i32.const 1000000))))) (br $again))")
        .limit("gc-alloc=16MiB");
    objects(
            "held-above-what-the-process-has",
            "(type $n (struct (field (ref null $n) i64 i64))) (global $l (mut (ref null $n)) (ref.null $n))",
            "(loop $again (global.set $l (struct.new $n (global.get $l) (i64.const 0) (i64.const 0))) (br $again))")
        .within(Duration.ofSeconds(60))
        .allocating(64_000)
        .fails(LIMIT_GC_ALLOC, LIMIT_MEMORY);
  }

  private Attack depth(String name, String fields, String before) {
    return group
        .attack("depth-" + name)
        .guest(BytesGuest.guest().fields(fields).before(before))
        .fails(GUEST_TRAP);
  }

  /** Exactly 10,000 nested calls of functions that can recurse, in both modes. */
  private void depth() {
    String down =
        "(func $r (param i32) (if (local.get 0) (then (call $r (i32.sub (local.get 0) (i32.const 1))))))";
    group
        .attack("depth-that-is-allowed")
        .guest(BytesGuest.guest().fields(down).before("(call $r (i32.const 9999))"))
        .isHarmless();
    depth("one-too-deep", down, "(call $r (i32.const 10000))");
    group
        .attack("depth-that-is-allowed-with-large-frames")
        .guest(
            BytesGuest.guest()
                .fields(
                    "(func $r (param i32) (result i64) (local"
                        + " i64".repeat(200)
                        + ") (if (local.get 0) (then (local.set 100 (call $r (i32.sub (local.get 0) (i32.const 1)))))) (i64.add (local.get 100) (local.get 101)))")
                .before("(drop (call $r (i32.const 9999)))"))
        .isHarmless();
    var host = BytesGuest.guest().host("now");
    group
        .attack("depth-that-is-allowed-with-a-host-call-at-the-bottom")
        .guest(
            host.fields(
                    "(func $r (param i32) (if (local.get 0) (then (call $r (i32.sub (local.get 0) (i32.const 1)))) (else (drop (call $now "
                        + host.data(Texts.envelope("{}"))
                        + ")))))")
                .before("(call $r (i32.const 9999))"))
        .isHarmless();
    depth(
        "through-a-table",
        "(type $v (func)) (table $t 1 funcref) (elem (table $t) (i32.const 0) func $r) (func $r (call_indirect $t (type $v) (i32.const 0)))",
        "(call $r)");
    depth(
        "not-caught-by-a-handler",
        "(func $r (block $c (try_table (catch_all $c) (call $r))) (call $r))",
        "(call $r)");
  }

  private void compile() {
    Attack time =
        group
            .attack("compile-time")
            .guest(
                BytesGuest.guest()
                    .fields("(func $large " + "(drop (i32.const 1))".repeat(300_000) + ")"))
            .limit("compile-time=1ms")
            .fails(LIMIT_COMPILE_TIME, MODULE_REFUSED);
    time.within(Duration.ofSeconds(10)).allocating(2_048);
    group
        .attack("compile-memory")
        .guest(
            BytesGuest.guest()
                .fields("(func $large " + "(drop (i32.const 1))".repeat(300_000) + ")"))
        .limit("compile-memory=1MiB")
        .within(Duration.ofSeconds(10))
        .allocating(2_048)
        .fails(LIMIT_COMPILE_MEMORY, MODULE_REFUSED);
  }
}
