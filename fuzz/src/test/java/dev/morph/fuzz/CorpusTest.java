package dev.morph.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every entry of the corpora, and mutations of them by a fixed seed. */
class CorpusTest {
  private static final int MUTATIONS = 3_000;
  private static final long MOST_NANOS = 4_000_000_000L;

  @ParameterizedTest
  @EnumSource(Target.class)
  void storedInputsKeepTheirPromises(Target target) throws IOException {
    Map<String, byte[]> corpus = Corpus.of(target);
    assertThat(corpus).isNotEmpty();
    corpus.forEach((name, input) -> {
      try {
        target.run(input);
      } catch (Throwable e) {
        throw new AssertionError(target.word() + " fails on its corpus entry " + name, e);
      }
    });
  }

  @ParameterizedTest
  @EnumSource(Target.class)
  void mutatedInputsKeepTheirPromises(Target target) throws IOException {
    List<byte[]> seeds = List.copyOf(Corpus.of(target).values());
    var random = new Random(20_250_101);
    long start = System.nanoTime();
    for (int i = 0; i < MUTATIONS && System.nanoTime() - start < MOST_NANOS; i++) {
      byte[] input = mutated(seeds, random);
      try {
        target.run(input);
      } catch (Throwable e) {
        throw new AssertionError(
            target.word()
                + " fails; as a corpus entry: NAME hex "
                + HexFormat.of().formatHex(input),
            e);
      }
    }
  }

  private static byte[] mutated(List<byte[]> seeds, Random random) {
    byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
    for (int n = 1 + random.nextInt(4); n > 0 && input.length > 0; n--) {
      int at = random.nextInt(input.length);
      switch (random.nextInt(5)) {
        case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> input[at] = (byte) random.nextInt();
        case 2 -> input = Arrays.copyOf(input, at);
        case 3 -> { // one piece over another
          int length = random.nextInt(Math.min(16, input.length - at) + 1);
          int to = random.nextInt(input.length - length + 1);
          System.arraycopy(input, at, input, to, length);
        }
        default -> { // a piece of another seed behind this one's beginning
          byte[] other = seeds.get(random.nextInt(seeds.size()));
          int from = other.length == 0 ? 0 : random.nextInt(other.length);
          byte[] joined = Arrays.copyOf(input, at + other.length - from);
          System.arraycopy(other, from, joined, at, other.length - from);
          input = joined;
        }
      }
    }
    return input;
  }
}
