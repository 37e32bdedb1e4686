package dev.morph.fuzz;

import dev.morph.base.json.JsonWriter;
import dev.morph.ir.ClassicWriter;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.ReadReport;
import java.util.Arrays;

/** Documents of the Morphir IR. */
public final class IrFuzzer {
  private static final ReadLimits LIMITS = new ReadLimits(200, 1 << 16, 20);

  private IrFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    var model = new DistributionBuilder();
    ReadReport report = IrReader.read(data, LIMITS, model);
    Check.equal(report.ok(), report.errors() == 0, "ok means no errors");
    for (Diagnostic one : report.diagnostics()) {
      Check.that(one.path().isEmpty() || one.path().startsWith("/"), "a path is a JSON pointer");
      Check.that(!one.message().isEmpty(), "a diagnostic says what it is");
    }
    if (report.ok() && report.version().orElseThrow().major() == 4) {
      // Much of v4 has no older form: it is told or left out, and does no harm.
      IrReader.read(data, LIMITS, new ClassicWriter(3, new JsonWriter()));
    } else if (report.ok()) {
      Distribution read = model.distribution().orElseThrow();
      byte[] three = written(data, 3);
      var again = new DistributionBuilder();
      Check.that(IrReader.read(three, again).ok(), "what is written is read");
      Check.equal(
          read.packageName(), again.distribution().orElseThrow().packageName(), "the package");
      Check.that(Arrays.equals(three, written(three, 3)), "the form that is written is stable");
    }
  }

  private static byte[] written(byte[] document, int version) {
    var out = new JsonWriter();
    var writer = new ClassicWriter(version, out);
    Check.that(IrReader.read(document, LIMITS, writer).ok(), "a document is read twice the same");
    Check.that(writer.ok(), "what a classic version says, the others say");
    return out.toByteArray();
  }
}
