package dev.morph.bench;

import dev.morph.bench.Figures.Figure;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Writes the figures as Markdown tables; every ratio is of two figures of the same run. */
final class Report {
  private final StringBuilder text = new StringBuilder();
  private final Figures figures;

  Report(Figures figures) {
    this.figures = figures;
  }

  String text() {
    return text.toString();
  }

  void kernels(Map<String, NativeRun> natives) {
    text.append("### Kernels, compiled, not metered\n\n");
    text.append("| kernel | native ms | Morph ms | Endive stock ms | Morph / native |");
    text.append(" Endive stock / native |\n|---|---:|---:|---:|---:|---:|\n");
    double product = 1;
    double stockProduct = 1;
    for (String kernel : Kernels.NAMES) {
      double base = Objects.requireNonNull(natives.get(kernel)).medianNanos();
      Figure ours = figures.get("KernelBenchmark.ours " + kernel);
      Figure stock = figures.get("KernelBenchmark.stock " + kernel);
      product *= ours.nanos() / base;
      stockProduct *= stock.nanos() / base;
      line(
          "| %s | %.2f | %s | %s | %.2f | %.2f |",
          kernel,
          base / 1e6,
          millis(ours),
          millis(stock),
          ours.nanos() / base,
          stock.nanos() / base);
    }
    line(
        "| **geometric mean** | | | | **%.2f** | **%.2f** |%n",
        Math.pow(product, 1.0 / Kernels.NAMES.size()),
        Math.pow(stockProduct, 1.0 / Kernels.NAMES.size()));
  }

  void metering(Map<String, NativeRun> natives) {
    text.append("### What metering costs, compiled\n\n");
    text.append("| guest | native ms | not metered ms | metered ms | metered / not |");
    text.append(" metered / native |\n|---|---:|---:|---:|---:|---:|\n");
    metering("loops", MeteringBenchmark.LOOPS, natives);
    metering("calls", MeteringBenchmark.CALLS, natives);
    text.append('\n');
  }

  private void metering(String group, List<String> guests, Map<String, NativeRun> natives) {
    double product = 1;
    double nativeProduct = 1;
    int compared = 0;
    for (String guest : guests) {
      Figure plain = figures.get("MeteringBenchmark.run " + guest + " false");
      Figure metered = figures.get("MeteringBenchmark.run " + guest + " true");
      double ratio = metered.nanos() / plain.nanos();
      product *= ratio;
      NativeRun base = natives.get(guest);
      String nativeRatio = "";
      if (base != null) {
        nativeProduct *= metered.nanos() / base.medianNanos();
        nativeRatio = ratio(metered.nanos() / base.medianNanos());
        compared++;
      }
      line(
          "| %s | %s | %s | %s | %.2f | %s |",
          guest,
          base == null ? "" : ratio(base.medianNanos() / 1e6),
          millis(plain),
          millis(metered),
          ratio,
          nativeRatio);
    }
    line(
        "| **%s, geometric mean** | | | | **%.2f** | %s |",
        group,
        Math.pow(product, 1.0 / guests.size()),
        compared == 0 ? "" : "**" + ratio(Math.pow(nativeProduct, 1.0 / compared)) + "**");
  }

  private static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  void calls() {
    text.append("### Calls and instances\n\n");
    text.append("| what | Morph compiled | Morph interpreted | Endive stock compiled |");
    text.append(" Morph compiled / stock |\n|---|---:|---:|---:|---:|\n");
    for (String what : List.of("call", "instantiate")) {
      Figure compiled = figures.get("CallBenchmark." + what + " compiled");
      Figure stock = figures.get("CallBenchmark." + what + "Stock");
      line(
          "| %s | %s | %s | %s | %.2f |",
          what.equals("call") ? "trivial export" : "fresh instance, memory of 1 MiB",
          nanos(compiled),
          nanos(figures.get("CallBenchmark." + what + " interpreted")),
          nanos(stock),
          compiled.nanos() / stock.nanos());
    }
    line(
        "| the same instance put back | %s | %s | | |",
        nanos(figures.get("CallBenchmark.restore compiled")),
        nanos(figures.get("CallBenchmark.restore interpreted")));
    text.append('\n');
  }

  void execute() {
    text.append("### One action through the facade\n\n");
    text.append("| echo, all checks on | time | target |\n|---|---:|---:|\n");
    line("| instance reused | %s | 5 us |", nanos(figures.get("ExecuteBenchmark.execute reuse")));
    line("| fresh instance | %s | 50 us |", nanos(figures.get("ExecuteBenchmark.execute fresh")));
    line(
        "| installed, reused, with its audit row, the commit left out | %s | |",
        nanos(figures.get("ExecuteBenchmark.audited")));
    line(
        "| the same guest on the engine, metered, with nothing around it | %s | |",
        nanos(figures.get("ExecuteBenchmark.alone")));
    line(
        "| what checks, JSON and the audit row add | %.1f us | 2 us |",
        (figures.get("ExecuteBenchmark.audited").nanos()
                - figures.get("ExecuteBenchmark.alone").nanos())
            / 1_000);
    text.append('\n');
  }

  void json() {
    text.append("### JSON, a document of 1 MB\n\n");
    text.append("| what | Morph ms | Jackson 3 ms | Morph / Jackson |\n|---|---:|---:|---:|\n");
    for (String what : List.of("parse", "write")) {
      Figure ours = figures.get("JsonBenchmark." + what);
      Figure jackson = figures.get("JsonBenchmark." + what + "Jackson");
      line(
          "| %s | %s | %s | %.2f |",
          what, millis(ours), millis(jackson), ours.nanos() / jackson.nanos());
    }
    text.append('\n');
  }

  void evaluation() {
    text.append("### Evaluation of values of the IR\n\n");
    text.append("| program | evaluator | walk of the model | generated Java |");
    text.append(" walk / evaluator | evaluator / Java |\n|---|---:|---:|---:|---:|---:|\n");
    for (String program : EvaluationBenchmark.PROGRAMS) {
      Figure ours = figures.get("EvaluationBenchmark." + program);
      Figure walked = figures.get("EvaluationBenchmark." + program + "Walked");
      Figure java = figures.get("EvaluationBenchmark." + program + "Java");
      line(
          "| %s | %s | %s | %s | %.1f | %.1f |",
          program,
          nanos(ours),
          nanos(walked),
          nanos(java),
          walked.nanos() / ours.nanos(),
          ours.nanos() / java.nanos());
    }
    text.append('\n');
  }

  void migrate() {
    text.append("### The Morphir IR, a document of 3.5 MB of v3\n\n");
    text.append("| from | to | ms |\n|---|---|---:|\n");
    for (List<String> way :
        List.of(
            List.of("v3", "v4 compact", "threeToFour"),
            List.of("v3", "v4 expanded", "threeToExpandedFour"),
            List.of("v3", "v3", "threeToThree"),
            List.of("v4 expanded", "v3", "expandedFourToThree"),
            List.of("v4 compact", "v3, types inferred", "compactFourToThree"))) {
      Figure figure = figures.get("MigrateBenchmark." + way.get(2));
      line("| %s | %s | %s |", way.get(0), way.get(1), millis(figure));
    }
    text.append('\n');
  }

  /** Figures that are no JMH's, so that no {@link Figures} is asked. */
  static String growth(Growth growth) {
    var report = new Report(new Figures(List.of()));
    report.text.append("### Growth with the size of a module, in ms of processor time\n\n");
    report.text.append("| module | decode, validate, meter | compile of the metered form |");
    report.text.append(" first call cold | from the cache | interpreted |\n");
    report.text.append("|---:|---:|---:|---:|---:|---:|\n");
    for (Growth.Size size : growth.sizes()) {
      report.line(
          "| %,d KB | %.2f | %.2f | %.2f | %.2f | %.2f |",
          Math.round(size.bytes() / 1e3),
          size.check() / 1e6,
          size.compile() / 1e6,
          size.cold() / 1e6,
          size.cached() / 1e6,
          size.interpreted() / 1e6);
    }
    report.text.append("\n![Time by size of the module](growth-modules.svg)\n\n");
    report.text.append("### Growth with the number of live instances\n\n");
    report.text.append("| instances | a call | heap of each beyond its memory | target |\n");
    report.text.append("|---:|---:|---:|---:|\n");
    for (Growth.Crowd crowd : growth.crowds()) {
      report.line(
          "| %,d | %.0f ns | %.1f KB | 100 KB |",
          crowd.instances(), crowd.callNanos(), crowd.instanceBytes() / 1e3);
    }
    report.text.append("\n![A call by number of live instances](growth-instances.svg)\n\n");
    return report.text();
  }

  private static String millis(Figure figure) {
    return String.format(Locale.ROOT, "%.2f ± %.2f", figure.nanos() / 1e6, figure.error() / 1e6);
  }

  private static String nanos(Figure figure) {
    return figure.nanos() < 1_000
        ? String.format(Locale.ROOT, "%.1f ± %.1f ns", figure.nanos(), figure.error())
        : String.format(Locale.ROOT, "%.1f ± %.1f us", figure.nanos() / 1e3, figure.error() / 1e3);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
