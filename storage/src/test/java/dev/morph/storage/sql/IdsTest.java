package dev.morph.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdsTest {
  @Test
  void eachIsGreaterThanThoseBefore() {
    List<String> ids = IntStream.range(0, 10_000).mapToObj(i -> Ids.next()).toList();
    List<String> sorted = new ArrayList<>(ids);
    sorted.sort(null);
    assertThat(ids).isEqualTo(sorted).doesNotHaveDuplicates();
  }

  @Test
  void saysWhenItWasMadeAsVersion7Does() {
    long before = Instant.now().toEpochMilli();
    UUID id = UUID.fromString(Ids.next());
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isBetween(before - 10_000, before + 60_000);
  }

  @Test
  void threadsMakeDifferentOnes() throws InterruptedException {
    Set<String> ids = ConcurrentHashMap.newKeySet();
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(n ->
                Thread.ofPlatform()
                    .start(() -> IntStream.range(0, 5_000).forEach(i -> ids.add(Ids.next()))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ids).hasSize(40_000);
  }

  @Test
  void whatFollowsTheTimeLooksLikeChance() {
    List<String> parts = IntStream.range(0, 1_000).mapToObj(i -> Ids.next().substring(24)).toList();
    assertThat(parts).doesNotHaveDuplicates();
    assertThat(parts.stream().map(part -> part.substring(0, 2)).distinct().count())
        .isGreaterThan(100);
  }
}
