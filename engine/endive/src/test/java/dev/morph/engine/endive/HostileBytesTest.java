package dev.morph.engine.endive;

import static org.assertj.core.api.Assertions.fail;

import dev.morph.engine.api.ModuleException;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged modules are refused with the one exception that callers expect, or are modules. */
class HostileBytesTest {
  private static byte[] guest(String name) {
    return Wat.assemble(name.equals("bytes") ? Guests.bytesEcho() : Guests.canonicalEcho());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "canonical"})
  void aModuleMayEndAnywhere(String name) {
    byte[] wasm = guest(name);
    for (int length = 0; length < wasm.length; length++) {
      compile(Arrays.copyOf(wasm, length), "cut at " + length);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "canonical"})
  void anyBitMayBeAnother(String name) {
    byte[] wasm = guest(name);
    for (int at = 0; at < wasm.length; at++) {
      byte[] damaged = wasm.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      compile(damaged, "bit " + at % 8 + " of byte " + at);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes", "canonical"})
  void anyFewBytesMayBeOthers(String name) {
    byte[] wasm = guest(name);
    var random = new Random(5);
    for (int round = 0; round < 500; round++) {
      byte[] damaged = wasm.clone();
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        damaged[8 + random.nextInt(wasm.length - 8)] = (byte) random.nextInt();
      }
      compile(damaged, "round " + round);
    }
  }

  private static void compile(byte[] wasm, String what) {
    try {
      EndiveEngine.interpreted().compile(wasm);
    } catch (ModuleException refused) {
      // as it should be
    } catch (RuntimeException | Error e) {
      fail(what + " ends in " + e, e);
    }
  }
}
