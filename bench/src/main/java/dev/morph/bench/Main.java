package dev.morph.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.WarmupMode;

/**
 * Runs groups of benchmarks and writes their tables into a document, each between two marks of its
 * own; what else stands there is left alone. Arguments: the document, groups (all if none is
 * named), and after {@code --} options of JMH.
 */
final class Main {
  private static final int NATIVE_ROUNDS = 60;
  private static final List<String> GROUPS =
      List.of(
          "kernels",
          "metering",
          "calls",
          "execute",
          "json",
          "migrate",
          "evaluation",
          "growth",
          "audit");

  private Main() {}

  public static void main(String[] arguments)
      throws IOException,
          InterruptedException,
          RunnerException,
          CommandLineOptionException,
          SQLException {
    List<String> words = List.of(arguments);
    int end = words.contains("--") ? words.indexOf("--") : words.size();
    String[] options = words.stream().skip(end + 1L).toArray(String[]::new);
    Path document = Path.of(words.getFirst());
    List<String> groups = end == 1 ? GROUPS : words.subList(1, end);
    for (String group : groups) {
      String table = group.equals("growth") ? growth(document) : run(group, options);
      System.out.println(table);
      write(document, group, table);
    }
  }

  private static String growth(Path document) throws IOException {
    Growth growth = Growth.measure();
    growth.draw(document);
    return Report.growth(growth);
  }

  private static String run(String group, String[] options)
      throws IOException,
          InterruptedException,
          RunnerException,
          CommandLineOptionException,
          SQLException {
    return switch (group) {
      case "kernels" -> {
        Map<String, NativeRun> natives = natives();
        Report report = new Report(measure("KernelBenchmark", options));
        report.kernels(natives);
        yield report.text();
      }
      case "metering" -> {
        Map<String, NativeRun> natives = natives();
        Report report = new Report(measure("MeteringBenchmark", options));
        report.metering(natives);
        yield report.text();
      }
      case "calls" -> {
        Report report = new Report(measure("CallBenchmark", options));
        report.calls();
        yield report.text();
      }
      case "execute" -> {
        Report report = new Report(measure("ExecuteBenchmark", options));
        report.execute();
        yield report.text();
      }
      case "json" -> {
        Report report = new Report(measure("JsonBenchmark", options));
        report.json();
        yield report.text();
      }
      case "evaluation" -> {
        Report report = new Report(measure("EvaluationBenchmark", options));
        report.evaluation();
        yield report.text();
      }
      case "migrate" -> {
        Report report = new Report(measure("MigrateBenchmark", options));
        report.migrate();
        yield report.text() + LargeMigration.table() + "\n";
      }
      case "audit" -> AuditLoad.table();
      default ->
          throw new IllegalArgumentException(
              "no group \"" + group + "\"; there are " + String.join(", ", GROUPS));
    };
  }

  /** Native figures, and a check that both builds of each kernel compute the same. */
  private static Map<String, NativeRun> natives() throws IOException, InterruptedException {
    Map<String, NativeRun> natives = new LinkedHashMap<>();
    for (String kernel : Kernels.NAMES) {
      NativeRun run = NativeRun.of(kernel, NATIVE_ROUNDS);
      long checksum = KernelBenchmark.compiled(kernel).call()[0];
      if (checksum != run.checksum()) {
        throw new IllegalStateException(
            kernel + " computes " + checksum + " as Wasm and " + run.checksum() + " native");
      }
      natives.put(kernel, run);
    }
    return natives;
  }

  private static Figures measure(String benchmark, String[] options)
      throws RunnerException, CommandLineOptionException {
    ChainedOptionsBuilder builder =
        new OptionsBuilder()
            .parent(new CommandLineOptions(options))
            .include("\\." + benchmark + "\\.")
            .warmupMode(WarmupMode.INDI)
            .jvmArgsAppend(
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Djmh.executor=CUSTOM",
                "-Djmh.executor.class=" + GuestExecutor.class.getName());
    return new Figures(new Runner(builder.build()).run());
  }

  private static void write(Path document, String group, String table) throws IOException {
    String start = "<!-- figures: " + group + " -->\n";
    String end = "<!-- end of figures: " + group + " -->\n";
    String before = Files.exists(document) ? Files.readString(document) : "# Benchmarks\n";
    int from = before.indexOf(start);
    int to = before.indexOf(end);
    String after =
        from < 0 || to < from
            ? before + "\n" + start + table + end
            : before.substring(0, from) + start + table + before.substring(to);
    Files.writeString(document, after);
  }
}
