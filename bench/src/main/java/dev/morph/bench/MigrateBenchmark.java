package dev.morph.bench;

import dev.morph.ir.migrate.Migration;
import dev.morph.ir.migrate.MigrationReport;
import dev.morph.ir.migrate.MigrationTarget;
import dev.morph.testkit.MorphirData;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The largest real document of the Morphir IR, 3.5 MB of v3, from one version to another. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MigrateBenchmark {
  private static final MigrationTarget THREE = MigrationTarget.of(3);
  private static final MigrationTarget FOUR = MigrationTarget.of(4);

  /** The document in three forms. */
  @State(Scope.Thread)
  public static class Document {
    private byte[] three = {};
    private byte[] compact = {};
    private byte[] expanded = {};

    @Setup
    public void read() {
      three = MorphirData.bytes("v3/lcr-morphir-ir.json");
      compact = migrated(three, FOUR);
      expanded = migrated(three, FOUR.withExpanded());
    }

    private static byte[] migrated(byte[] document, MigrationTarget target) {
      var out = new ByteArrayOutputStream();
      MigrationReport report =
          Migration.run(document, target, (bytes, length) -> out.write(bytes, 0, length));
      if (!report.ok()) {
        throw new IllegalStateException("the document cannot be migrated: " + report);
      }
      return out.toByteArray();
    }
  }

  private static long migrate(byte[] document, MigrationTarget target) {
    long[] written = {0};
    MigrationReport report =
        Migration.run(document, target, (bytes, length) -> written[0] += length);
    return report.ok() ? written[0] : -1;
  }

  @Benchmark
  public long threeToFour(Document document) {
    return migrate(document.three, FOUR);
  }

  @Benchmark
  public long threeToExpandedFour(Document document) {
    return migrate(document.three, FOUR.withExpanded());
  }

  @Benchmark
  public long threeToThree(Document document) {
    return migrate(document.three, THREE);
  }

  @Benchmark
  public long expandedFourToThree(Document document) {
    return migrate(document.expanded, THREE);
  }

  @Benchmark
  public long compactFourToThree(Document document) {
    return migrate(document.compact, THREE);
  }
}
