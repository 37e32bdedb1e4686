package dev.morph.fuzz;

import dev.morph.base.json.JsonWriter;
import dev.morph.ir.ClassicWriter;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.ReadReport;
import dev.morph.ir.migrate.Migration;
import dev.morph.ir.migrate.MigrationReport;
import dev.morph.ir.migrate.MigrationTarget;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** Documents of the Morphir IR. */
public final class IrFuzzer {
  private static final ReadLimits LIMITS = new ReadLimits(200, 1 << 16, 20);

  private static final MigrationTarget THREE = MigrationTarget.of(3).within(LIMITS);
  private static final MigrationTarget FOUR =
      MigrationTarget.of(4).withExpanded().within(new ReadLimits(200, 1 << 18, 20));

  private IrFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var model = new DistributionBuilder();
    ReadReport report = IrReader.read(data, LIMITS, model);
    Check.equal(report.ok(), report.errors() == 0, "ok means no errors");
    for (Diagnostic one : report.diagnostics()) {
      Check.that(one.path().isEmpty() || one.path().startsWith("/"), "a path is a JSON pointer");
      Check.that(!one.message().isEmpty(), "a diagnostic says what it is");
    }
    if (!report.ok()) {
      Check.that(!migrated(data, FOUR).report().publishable(), "what has errors is not published");
      return;
    }
    if (report.version().orElseThrow().major() == 4) {
      // Much of v4 has no older form: it is told or left out, and does no harm.
      Migrated three = migrated(data, THREE);
      Check.that(
          !three.report().publishable()
              || IrReader.read(three.document(), new DistributionBuilder()).ok(),
          "what is published is read");
    } else {
      Distribution read = model.distribution().orElseThrow();
      byte[] three = written(data, 3);
      var again = new DistributionBuilder();
      Check.that(IrReader.read(three, again).ok(), "what is written is read");
      Check.equal(
          read.packageName(), again.distribution().orElseThrow().packageName(), "the package");
      Check.that(Arrays.equals(three, written(three, 3)), "the form that is written is stable");
    }
    Migrated four = migrated(data, FOUR);
    if (four.report().publishable()) {
      Check.that(
          Arrays.equals(four.document(), migrated(four.document(), FOUR).document()),
          "v4 is written as it was");
    }
  }

  /** A result with its report. */
  private static final class Migrated {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final MigrationReport report;

    Migrated(byte[] document, MigrationTarget target) {
      report = Migration.run(document, target, (bytes, length) -> out.write(bytes, 0, length));
    }

    MigrationReport report() {
      return report;
    }

    byte[] document() {
      return out.toByteArray();
    }
  }

  private static Migrated migrated(byte[] document, MigrationTarget target) {
    return new Migrated(document, target);
  }

  private static byte[] written(byte[] document, int version) {
    var out = new JsonWriter();
    var writer = new ClassicWriter(version, out);
    Check.that(IrReader.read(document, LIMITS, writer).ok(), "a document is read twice the same");
    Check.that(writer.ok(), "what a classic version says, the others say");
    return out.toByteArray();
  }
}
