package dev.morph.tests.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.meter.StructuralLimits;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/**
 * Random valid modules are accepted, and do the same compiled and interpreted, metered and not:
 * results, traps, memories, tables and globals, and metered ones the same fuel. See {@code
 * docs/guides/differential-check.md}.
 */
class RandomModulesTest {
  private static final long SEED = Long.getLong("morph.seed", 1);
  private static final long FIRST = Long.getLong("morph.first", 0);
  private static final boolean FULL = "full".equals(System.getProperty("morph.scale"));
  private static final boolean CHOSEN = !System.getProperty("morph.modules", "").isEmpty();
  private static final long COUNT = Long.getLong("morph.modules", FULL ? 6_000 : 600);

  /** Far longer than any module takes: one that never ends is a finding like another. */
  private static final long MODULE_SECONDS = 120;

  /** Enough for the frames of functions that call themselves; the depth is counted. */
  private static final long STACK_BYTES = 512L << 20;

  private static final int MOST_FINDINGS = 20;

  private final Tally tally = new Tally();
  private final List<String> findings = new ArrayList<>();
  private int capped;

  @Test
  void randomModulesDoTheSameInEveryForm() throws Exception {
    try (var modules = RandomModules.of(SEED, FIRST, COUNT);
        ExecutorService thread =
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().stackSize(STACK_BYTES).daemon().factory())) {
      for (long index = FIRST; index < FIRST + COUNT; index++) {
        check(modules.next(), index, thread);
        if (findings.size() >= MOST_FINDINGS) {
          break;
        }
      }
    }
    System.out.println("random modules of seed " + SEED + ": " + tally + ", above a cap " + capped);
    assertThat(findings).as(() -> String.join("\n\n", findings)).isEmpty();
    if (!CHOSEN) {
      assertThat(tally.modules()).isGreaterThan((int) (COUNT / 2));
      assertThat(tally.returned()).isGreaterThan((int) COUNT);
      assertThat(tally.ended()).hasSizeGreaterThan(8);
      assertThat(tally.features())
          .contains("bulk-memory", "exceptions", "extended-const", "gc", "multi-memory")
          .contains("multi-value", "reference-types", "saturating-float", "sign-extension", "simd")
          .contains("tail-call", "typed-function-references");
    }
  }

  private void check(byte[] wasm, long index, ExecutorService thread) throws Exception {
    if (wasm.length == 0) {
      return; // the seed gave no module
    }
    var work =
        thread.submit(() -> {
          if (isAboveACap(wasm)) {
            capped++;
          } else {
            Lockstep.run(wasm, new SplittableRandom(SEED * 31 + index), tally);
          }
        });
    try {
      work.get(MODULE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      found(wasm, index, cause instanceof AssertionError ? cause.getMessage() : trace(cause));
    } catch (TimeoutException e) {
      work.cancel(true);
      found(wasm, index, "it does not end");
      throw new AssertionError(String.join("\n\n", findings), e);
    }
  }

  private static boolean isAboveACap(byte[] wasm) {
    try {
      StructuralLimits.defaults().checkSections(wasm);
      StructuralLimits.defaults().check(ModuleBinary.decode(wasm));
      return false;
    } catch (ModuleException e) {
      if (e.phase() != ModuleException.Phase.REFUSED) {
        throw e;
      }
      return true;
    }
  }

  private void found(byte[] wasm, long index, String what) throws IOException {
    Path file = Path.of("target", "findings", SEED + "-" + index + ".wasm");
    Files.createDirectories(file.getParent());
    Files.write(file, wasm);
    findings.add(
        "module "
            + index
            + " of seed "
            + SEED
            + ", kept in tests/differential/"
            + file
            + ": "
            + what
            + "\n  again: ./verify -pl tests/differential -am -Dmorph.seed="
            + SEED
            + " -Dmorph.first="
            + index
            + " -Dmorph.modules=1");
  }

  private static String trace(Throwable thrown) {
    var text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
