package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.GUEST_TRAP;
import static dev.morph.base.ErrorCode.LIMIT_ARTIFACT_SIZE;
import static dev.morph.base.ErrorCode.LIMIT_FUEL;
import static dev.morph.base.ErrorCode.LIMIT_GC_ALLOC;
import static dev.morph.base.ErrorCode.LIMIT_MEMORY;
import static dev.morph.base.ErrorCode.LIMIT_RESULT_SIZE;
import static dev.morph.base.ErrorCode.LIMIT_TABLE_ELEMENTS;
import static dev.morph.base.ErrorCode.LIMIT_TIME;
import static dev.morph.base.ErrorCode.USAGE_INVALID;

import dev.morph.base.MorphException;
import dev.morph.host.Extension;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Guests that take what they can get: memory, tables, objects, results. */
final class ResourceAttacks {
  private final Group group = new Group("resources");

  static List<Attack> all() {
    var attacks = new ResourceAttacks();
    attacks.memories();
    attacks.tables();
    attacks.objects();
    attacks.results();
    attacks.settings();
    return attacks.group.all();
  }

  private Attack guest(String name, String fields, String before) {
    return group.attack(name).guest(BytesGuest.guest().fields(fields).before(before));
  }

  private static final String GROW_ALL =
      "(loop $again (br_if $again (i32.ne (memory.grow (i32.const 64)) (i32.const -1))))";

  private void memories() {
    guest("memory-grown-until-it-is-refused", "", GROW_ALL)
        .limit("memory=32MiB")
        .allocating(768)
        .play(stage -> peak(stage, 32L << 20))
        .isHarmless();
    guest(
            "memory-grown-page-by-page",
            "",
            "(loop $again (br_if $again (i32.ne (memory.grow (i32.const 1)) (i32.const -1))))")
        .limit("memory=16MiB")
        .allocating(256)
        .play(stage -> peak(stage, 16L << 20))
        .isHarmless();
    guest(
            "memory-grown-by-minus-one",
            "",
            "(if (i32.ne (memory.grow (i32.const -1)) (i32.const -1)) (then unreachable))")
        .isHarmless();
    guest(
            "memory-grown-by-two-billion",
            "",
            "(if (i32.ne (memory.grow (i32.const 0x7fffffff)) (i32.const -1)) (then unreachable))")
        .isHarmless();
    guest(
            "memory-grown-to-its-own-maximum-only",
            "",
            "(if (i32.ne (memory.grow (i32.const 2)) (i32.const -1)) (then unreachable))")
        .file(() ->
            dev.morph.testkit.Wat.assemble(
                BytesGuest.guest()
                    .memory("(memory (export \"memory\") 1 2)")
                    .before(
                        "(if (i32.ne (memory.grow (i32.const 2)) (i32.const -1)) (then unreachable))"
                            + " (if (i32.ne (memory.grow (i32.const 1)) (i32.const 1)) (then unreachable))")
                    .wat()))
        .isHarmless();
    // each memory by itself is far below the limit
    guest(
            "two-memories-share-one-limit",
            "(memory $b 0)",
            "(drop (memory.grow (i32.const 600)))"
                + " (if (i32.ne (memory.grow $b (i32.const 600)) (i32.const -1)) (then unreachable))"
                + " (if (i32.eq (memory.grow $b (i32.const 300)) (i32.const -1)) (then unreachable))")
        .limit("memory=64MiB")
        .isHarmless();
    guest(
            "a-hundred-memories-share-one-limit",
            "(memory 0)".repeat(99),
            grownEach(99, 100)
                + " (if (i32.gt_u (local.get 2) (i32.const 1024)) (then unreachable))")
        .limit("memory=64MiB")
        .isHarmless();
    group
        .attack("two-memories-declared-above-the-limit-together")
        .guest(BytesGuest.guest().fields("(memory 600) (memory 600)"))
        .limit("memory=64MiB")
        .fails(LIMIT_MEMORY);
    group
        .attack("memory-declared-above-the-limit")
        .guest(BytesGuest.guest().memory("(memory (export \"memory\") 65536)"))
        .allocating(128)
        .fails(LIMIT_MEMORY);
    group
        .attack("memory-whose-maximum-is-above-the-limit")
        .guest(BytesGuest.guest().memory("(memory (export \"memory\") 1 65536)"))
        .isHarmless();
    guest(
            "memory-and-table-share-one-limit",
            "(table $t 0 externref)",
            "(drop (memory.grow (i32.const 1000)))"
                + " (if (i32.ne (table.grow $t (ref.null extern) (i32.const 300000)) (i32.const -1)) (then unreachable))")
        .limit("memory=64MiB")
        .limit("table-elements=10000000")
        .isHarmless();
    guest(
            "memory-taken-by-an-allocator-that-never-frees",
            "",
            "(loop $again (br_if $again (call $take (i32.const 1000))))")
        .limit("memory=16MiB")
        .allocating(256)
        .isHarmless();
    guest("call-after-call-fills-memory", "", GROW_ALL)
        .limit("memory=32MiB")
        .allocating(4_096)
        .within(Duration.ofSeconds(20))
        .play(stage -> {
          Outcome last = stage.run();
          try (Extension extension = stage.load()) {
            for (int i = 0; i < 10; i++) {
              last = stage.call(extension);
            }
          }
          return last;
        })
        .isHarmless();
    guest("four-guests-fill-memory-at-once", "", GROW_ALL)
        .limit("memory=64MiB")
        .allocating(8_192)
        .within(Duration.ofSeconds(20))
        .play(ResourceAttacks::atOnce)
        .isHarmless()
        .fails(
            dev.morph.base.ErrorCode.LIMIT_GC_ALLOC); // where the JVM's heap is too small for all
    group.attack("memory-grown-while-the-host-writes-its-reply").guest(growingReply()).isHarmless();
  }

  private static BytesGuest growingReply() {
    var guest = BytesGuest.guest().host("now");
    return guest
        .alloc("(drop (memory.grow (i32.const 10))) (call $take (local.get 0))")
        .before("(drop (call $now " + guest.data(Texts.envelope("{}")) + "))");
  }

  private static String grownEach(int memories, int pages) {
    var text = new StringBuilder();
    for (int i = 1; i <= memories; i++) {
      text.append("(if (i32.ne (memory.grow ").append(i).append(" (i32.const ").append(pages);
      text.append(")) (i32.const -1)) (then (local.set 2 (i32.add (local.get 2) (i32.const ");
      text.append(pages).append(")))))");
    }
    return text.toString();
  }

  /** The call's outcome, or what is wrong with the most memory that it had. */
  private static Outcome peak(Stage stage, long limit) {
    try (Extension extension = stage.load()) {
      CallOutcome outcome = extension.execute("run", "{}");
      long peak = outcome.report().stats().peakMemoryBytes();
      return peak <= limit && peak > limit - (5 << 20)
          ? Outcome.of(outcome)
          : Outcome.text("a peak of " + peak + " bytes");
    }
  }

  private static Outcome atOnce(Stage stage) throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    try (Extension extension = stage.load()) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        threads.add(
            Thread.ofPlatform()
                .name("guest-at-once")
                .start(() -> {
                  Outcome outcome = stage.call(extension);
                  synchronized (outcomes) {
                    outcomes.add(outcome);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    if (outcomes.size() != 4) {
      return Outcome.text("only " + outcomes.size() + " calls ended");
    }
    return outcomes.stream()
        .filter(outcome -> stage.attack().fault(outcome) != null)
        .findFirst()
        .orElse(outcomes.getFirst());
  }

  private void tables() {
    guest(
            "table-grown-until-it-is-refused",
            "(table $t 0 externref)",
            "(loop $again (br_if $again (i32.ne (table.grow $t (ref.null extern) (i32.const 1000)) (i32.const -1))))"
                + " (if (i32.gt_u (table.size $t) (i32.const 100000)) (then unreachable))")
        .isHarmless();
    guest(
            "table-grown-by-minus-one",
            "(table $t 0 externref)",
            "(if (i32.ne (table.grow $t (ref.null extern) (i32.const -1)) (i32.const -1)) (then unreachable))")
        .isHarmless();
    guest(
            "ten-tables-share-one-limit",
            "(table 9000 externref)".repeat(10) + "(table $t 0 funcref)",
            "(if (i32.ne (table.grow $t (ref.null func) (i32.const 20000)) (i32.const -1)) (then unreachable))"
                + " (if (i32.eq (table.grow $t (ref.null func) (i32.const 10000)) (i32.const -1)) (then unreachable))")
        .isHarmless();
    guest("table-declared-above-the-limit", "(table 100001 funcref)", "")
        .fails(LIMIT_TABLE_ELEMENTS);
    guest("table-of-four-billion", "(table 0xffffffff funcref)", "")
        .allocating(64)
        .fails(LIMIT_TABLE_ELEMENTS);
    guest(
            "tables-declared-above-the-limit-together",
            "(table 60000 funcref) (table 60000 funcref)",
            "")
        .fails(LIMIT_TABLE_ELEMENTS);
    guest("table-declared-above-the-limit-of-memory", "(table 5000000 externref)", "")
        .limit("table-elements=10000000")
        .limit("memory=1MiB")
        .fails(LIMIT_MEMORY);
    guest(
            "table-that-grows-into-the-segments-of-others",
            "(table $t 10 20 funcref)",
            "(if (i32.ne (table.grow $t (ref.null func) (i32.const 11)) (i32.const -1)) (then unreachable))")
        .isHarmless();
  }

  /**
   * Objects of the garbage-collected heap, as far as the process can bear them without a budget.
   */
  private void objects() {
    guest(
            "array-of-minus-one-elements",
            "(type $a (array i8))",
            "(drop (array.new_default $a (i32.const -1)))")
        .fails(GUEST_TRAP, LIMIT_GC_ALLOC, LIMIT_MEMORY);
    guest(
            "objects-that-are-dropped-at-once",
            "(type $s (struct (field i64 i64)))",
            "(local.set 2 (i32.const 200000)) (loop $again (drop (struct.new_default $s))"
                + " (br_if $again (local.tee 2 (i32.sub (local.get 2) (i32.const 1)))))")
        .allocating(2_048)
        .within(Duration.ofSeconds(10))
        .isHarmless();
    guest(
            "list-of-a-hundred-thousand-objects",
            "(type $n (struct (field (ref null $n))))"
                + "(global $list (mut (ref null $n)) (ref.null $n))",
            "(local.set 2 (i32.const 100000)) (loop $again"
                + " (global.set $list (struct.new $n (global.get $list)))"
                + " (br_if $again (local.tee 2 (i32.sub (local.get 2) (i32.const 1)))))")
        .allocating(2_048)
        .within(Duration.ofSeconds(10))
        .isHarmless();
    guest(
            "object-that-holds-itself",
            "(type $n (struct (field (mut (ref null $n)))))"
                + "(global $self (mut (ref null $n)) (ref.null $n))",
            "(global.set $self (struct.new $n (ref.null $n)))"
                + " (struct.set $n 0 (global.get $self) (global.get $self))")
        .isHarmless();
    guest(
            "exceptions-that-are-kept-in-a-table",
            "(tag $e (param i64)) (table $t 1000 exnref)",
            "(local.set 2 (i32.const 1000)) (loop $again"
                + " (local.set 2 (i32.sub (local.get 2) (i32.const 1)))"
                + " (local.get 2) (block $caught (result (ref null exn))"
                + " (try_table (catch_all_ref $caught) (throw $e (i64.const 1))) unreachable)"
                + " table.set $t (br_if $again (local.get 2)))")
        .isHarmless()
        .fails(dev.morph.base.ErrorCode.MODULE_INVALID);
  }

  private void results() {
    group
        .attack("result-one-byte-above-its-limit")
        .guest(BytesGuest.guest().answer(Texts.ok("x".repeat(65_536 - 8))))
        .limit("result-size=65536")
        .fails(LIMIT_RESULT_SIZE);
    group
        .attack("result-that-is-its-limit")
        .guest(BytesGuest.guest().answer(Texts.ok("x".repeat(65_536 - 9))))
        .limit("result-size=65536")
        .play(stage -> {
          Outcome outcome = stage.run();
          return outcome.value() == null ? outcome : Outcome.text("fine");
        })
        .isHarmless();
    group
        .attack("result-that-fills-the-memory")
        .guest(
            BytesGuest.guest()
                .memory("(memory (export \"memory\") 1024)")
                .execute("(i64.const 0x0000000003ffffff)"))
        .fails(LIMIT_RESULT_SIZE);
    group
        .attack("canonical-result-that-fills-the-memory")
        .guest(
            CanonicalGuest.guest()
                .memory("(memory (export \"memory\") 1024)")
                .execute(
                    "(memory.fill (i32.const 65536) (i32.const 120) (i32.const 66000000)) "
                        + CanonicalGuest.result(0, "(i32.const 65536)", "(i32.const 66000000)")))
        .allocating(320)
        .fails(LIMIT_RESULT_SIZE);
    group
        .attack("error-above-the-result-size")
        .guest(
            CanonicalGuest.guest()
                .memory("(memory (export \"memory\") 1024)")
                .execute(
                    "(memory.fill (i32.const 65536) (i32.const 120) (i32.const 30000000)) "
                        + CanonicalGuest.result(1, "(i32.const 65536)", "(i32.const 30000000)")))
        .fails(LIMIT_RESULT_SIZE);
    group
        .attack("parameters-that-do-not-fit-the-guest")
        .guest(BytesGuest.guest().memory("(memory (export \"memory\") 1 2)"))
        .params("{\"a\":\"" + "x".repeat(1 << 20) + "\"}")
        .fails(dev.morph.base.ErrorCode.GUEST_ABI, LIMIT_MEMORY);
  }

  private void settings() {
    for (String setting :
        List.of(
            "memory=-1",
            "memory=0x10",
            "memory=1e3",
            "memory=2GiB",
            "memory=99999999999999999999",
            "memory= 1",
            "memory=1.5MiB",
            "memory=",
            "memory",
            "time=301",
            "time=1h",
            "fuel=unlimited",
            "stack-depth=10001",
            "nonsense=1",
            "time=-0")) {
      group
          .attack("limit-" + setting.replaceAll("[^a-z0-9.-]+", "_"))
          .guest(BytesGuest.guest())
          .limit(setting)
          .fails(USAGE_INVALID);
    }
    group
        .attack("limit-in-digits-of-another-script")
        .guest(BytesGuest.guest())
        .limit("memory=\u0661")
        .fails(USAGE_INVALID);
    group
        .attack("memory-limit-of-nothing")
        .guest(BytesGuest.guest())
        .limit("memory=0")
        .fails(LIMIT_MEMORY);
    group
        .attack("time-limit-of-nothing")
        .guest(BytesGuest.guest())
        .limit("time=0")
        .fails(LIMIT_TIME);
    group
        .attack("file-above-its-limit")
        .file(() -> new byte[2 << 20])
        .limit("artifact-size=1MiB")
        .allocating(64)
        .fails(LIMIT_ARTIFACT_SIZE);
    group
        .attack("extension-used-after-it-was-closed")
        .guest(BytesGuest.guest())
        .play(stage -> {
          Extension extension = stage.load();
          stage.call(extension);
          extension.close();
          return stage.call(extension);
        })
        .fails(dev.morph.base.ErrorCode.NOT_FOUND);
    group
        .attack("call-on-an-interrupted-thread")
        .guest(BytesGuest.guest().before("(loop $spin (br $spin))"))
        .play(stage -> {
          try (Extension extension = stage.load()) {
            extension.describe();
            Thread.currentThread().interrupt();
            CallOutcome outcome =
                extension.execute(CallRequest.of("run", dev.morph.base.json.JsonObject.EMPTY));
            return Thread.interrupted()
                ? Outcome.of(outcome)
                : Outcome.text("the caller's interrupt was swallowed");
          } catch (MorphException e) {
            return Outcome.error(e);
          }
        })
        .fails(LIMIT_TIME, LIMIT_FUEL);
  }
}
