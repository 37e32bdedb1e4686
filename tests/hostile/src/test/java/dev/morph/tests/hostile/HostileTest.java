package dev.morph.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.testkit.Wat;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every attack of the corpus in both modes through the facade. For each: the outcome is the
 * expected one and in time, the message is one line that shows nothing of ours, no thread is left,
 * the process allocated no more than the case's bound, and a good guest beside it still answers
 * rightly. At the end the heap is back at its level.
 */
class HostileTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final long HEAP_SLACK_BYTES = 24L << 20;
  private static final int LONGEST_MESSAGE = 8_192;

  /** Threads of the JDK and of Morph that live as long as the process. */
  private static final Set<String> LASTING =
      Set.of("morph-watchdog", "Attach Listener", "process reaper", "Common-Cleaner");

  private static final Map<EngineMode, Morph> MORPHS = new EnumMap<>(EngineMode.class);
  private static final Map<EngineMode, Extension> GOOD = new EnumMap<>(EngineMode.class);
  private static final Map<String, CompletableFuture<Run>> SLOW = new HashMap<>();
  private static final Set<String> KNOWN_SEEN = new TreeSet<>();

  private static long heapBefore;

  /** What was seen of one attack. */
  private record Run(Outcome outcome, Duration took) {}

  /** All, or those whose id starts with the property {@code morph.attack}. */
  private static final String ONLY = System.getProperty("morph.attack", "");

  private static List<Attack> chosen() {
    return Corpus.all().stream().filter(attack -> attack.id().startsWith(ONLY)).toList();
  }

  static Stream<Arguments> attacks() {
    return chosen().stream()
        .flatMap(attack -> Stream.of(EngineMode.values()).map(mode -> Arguments.of(attack, mode)));
  }

  @BeforeAll
  static void open() throws Exception {
    for (int round = 0; round < 2; round++) {
      if (round == 1) { // what the libraries keep for ever was loaded in the first round
        closeAll();
        heapBefore = usedHeap();
      }
      for (EngineMode mode : EngineMode.values()) {
        MORPHS.put(
            mode,
            Morph.builder()
                .engine(mode)
                .allowPrivate(List.of(AddressRule.parse("127.0.0.1")))
                .build());
        GOOD.put(
            mode,
            MORPHS
                .get(mode)
                .extensions()
                .load(Wat.assemble(CanonicalGuest.guest().wat()), LoadOptions.none()));
        assertGoodGuestAnswers(mode);
        for (Attack attack : Corpus.warmUp()) {
          run(attack, mode);
        }
      }
    }
    for (Attack attack : chosen()) {
      if (attack.isSlow()) {
        for (EngineMode mode : EngineMode.values()) {
          SLOW.put(attack.id() + mode, start(attack, mode));
        }
      }
    }
    // beside each other, and before the others, whose own bounds they would spoil
    CompletableFuture.allOf(SLOW.values().toArray(CompletableFuture[]::new))
        .handle((nothing, error) -> "over")
        .get(120, TimeUnit.SECONDS);
  }

  private static void closeAll() {
    GOOD.values().forEach(Extension::close);
    MORPHS.values().forEach(Morph::close);
    GOOD.clear();
    MORPHS.clear();
  }

  @AfterAll
  static void theHeapIsBackAtItsLevel() throws Exception {
    closeAll();
    SLOW.clear();
    Corpus.forget();
    long after = usedHeap();
    assertThat(after - heapBefore)
        .as("bytes that the corpus left on the heap of %d MiB", heapBefore >> 20)
        .isLessThan(HEAP_SLACK_BYTES);
    assertThat(ONLY.isEmpty() ? KNOWN_SEEN : KnownFaults.ids())
        .as("lines of known-faults.txt")
        .isEqualTo(KnownFaults.ids());
  }

  private static long usedHeap() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(50);
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("attacks")
  void theHostWithstands(Attack attack, EngineMode mode) throws Exception {
    Set<Thread> before = threads();
    List<String> faults = new ArrayList<>();
    long allocated = THREADS.getTotalThreadAllocatedBytes();
    long worked = PROCESS.getProcessCpuTime();
    Run run = attack.isSlow() ? SLOW.get(attack.id() + mode).get() : run(attack, mode);
    allocated = THREADS.getTotalThreadAllocatedBytes() - allocated;
    worked = PROCESS.getProcessCpuTime() - worked;

    String wrong = attack.fault(run.outcome());
    if (wrong != null) {
      faults.add(wrong);
    }
    if (tookTooLong(run, attack, worked)) {
      faults.add("took " + run.took() + ", at most " + attack.within() + " was expected");
    }
    if (allocated > attack.allocatedBytes()) {
      faults.add(
          "allocated "
              + (allocated >> 20)
              + " MiB, at most "
              + (attack.allocatedBytes() >> 20)
              + " were expected");
    }
    if (run.outcome().value() == null) {
      messageFaults(attack, run.outcome(), faults);
    }
    leftOver(before, faults);
    assertGoodGuestAnswers(mode);

    String known = KnownFaults.id(attack, mode);
    if (KnownFaults.ids().contains(known)) {
      KNOWN_SEEN.add(known);
      assertThat(faults).as("is mended: take %s out of known-faults.txt", known).isNotEmpty();
    } else {
      assertThat(faults).as(known).isEmpty();
    }
  }

  /** A machine that others keep busy is no fault; work beyond the bound, or a long wait, is one. */
  private static boolean tookTooLong(Run run, Attack attack, long workedNanos) {
    Duration bound = attack.within();
    if (run.took().compareTo(bound) <= 0) {
      return false;
    }
    return attack.isSlow()
        || workedNanos > bound.toNanos()
        || run.took().compareTo(bound.multipliedBy(10)) > 0;
  }

  private static CompletableFuture<Run> start(Attack attack, EngineMode mode) {
    var future = new CompletableFuture<Run>();
    Thread.ofPlatform()
        .name("attack-" + attack.id())
        .daemon()
        .start(() -> {
          long start = System.nanoTime();
          try {
            Outcome outcome = attack.script().play(new Stage(MORPHS.get(mode), mode, attack));
            future.complete(new Run(outcome, Duration.ofNanos(System.nanoTime() - start)));
          } catch (Throwable e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  /** One attack in its own thread, so that one which hangs fails and does not hang the suite. */
  private static Run run(Attack attack, EngineMode mode) throws Exception {
    CompletableFuture<Run> future = start(attack, mode);
    try {
      return future.get(attack.within().toSeconds() + 60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError(attack + " in mode " + mode + " hangs", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MorphException morph) {
        return new Run(Outcome.error(morph), Duration.ZERO);
      }
      throw new AssertionError(attack + " in mode " + mode + " ended in a raw exception", e);
    }
  }

  private static void messageFaults(Attack attack, Outcome outcome, List<String> faults) {
    String message = outcome.message();
    if (outcome.code() == ErrorCode.INTERNAL_ERROR) {
      faults.add("a fault of ours: " + message);
    }
    if (message.isBlank()) {
      faults.add("no message");
    }
    if (attack.hasGuestText()) {
      return;
    }
    if (message.chars().anyMatch(c -> Character.isISOControl(c))) {
      faults.add("control characters in the message");
    }
    if (message.length() > LONGEST_MESSAGE) {
      faults.add("a message of " + message.length() + " characters");
    }
    if (message.contains("\tat ") || message.contains("Exception") || message.contains("endive")) {
      faults.add("the message shows the inside of Morph: " + message);
    }
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet();
  }

  private static void leftOver(Set<Thread> before, List<String> faults)
      throws InterruptedException {
    Set<String> more = Set.of();
    for (int i = 0; i < 200; i++) {
      more =
          threads().stream()
              .filter(thread -> !before.contains(thread))
              .map(Thread::getName)
              .filter(name -> !LASTING.contains(name) && !name.startsWith("ForkJoinPool-"))
              .filter(name -> !name.startsWith("VirtualThread-"))
              .filter(name -> !name.startsWith("morph-guest-")) // wait for the next guest
              .collect(Collectors.toSet());
      if (more.isEmpty()) {
        return;
      }
      Thread.sleep(10);
    }
    faults.add("threads are left over: " + more);
  }

  private static void assertGoodGuestAnswers(EngineMode mode) {
    CallOutcome outcome = GOOD.get(mode).execute("run", "{}");
    assertThat(outcome.orThrow()).isEqualTo(new JsonString("fine"));
  }

  @Test
  void everyAttackSaysWhatIsRightAndHasItsOwnName() {
    List<Attack> all = Corpus.all();
    assertThat(all).hasSizeGreaterThanOrEqualTo(200).allMatch(Attack::isComplete);
    assertThat(all.stream().map(Attack::id)).doesNotHaveDuplicates();
    Map<String, Long> sizes =
        all.stream().collect(Collectors.groupingBy(Attack::group, Collectors.counting()));
    assertThat(sizes.keySet())
        .contains(
            "parsing",
            "compiling",
            "running",
            "abi",
            "host-calls",
            "resources",
            "time",
            "output",
            "budgets");
    System.out.println("hostile corpus: " + all.size() + " attacks in two modes: " + sizes);
  }
}
