package dev.morph.bench;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** Results by benchmark and parameter. */
final class Figures {
  /**
   * One result.
   *
   * @param nanos mean time of one call
   * @param error half the width of the 99.9 % confidence interval
   */
  record Figure(double nanos, double error) {}

  private final Map<String, Figure> byName = new HashMap<>();

  Figures(Collection<RunResult> results) {
    for (RunResult result : results) {
      String name = result.getParams().getBenchmark();
      StringBuilder key = new StringBuilder(name.substring("dev.morph.bench.".length()));
      for (String param : result.getParams().getParamsKeys()) {
        key.append(' ').append(result.getParams().getParam(param));
      }
      Result<?> primary = result.getPrimaryResult();
      byName.put(key.toString(), new Figure(primary.getScore(), primary.getScoreError()));
    }
  }

  boolean has(String key) {
    return byName.containsKey(key);
  }

  /** As {@code "KernelBenchmark.ours vm"}. */
  Figure get(String key) {
    Figure figure = byName.get(key);
    if (figure == null) {
      throw new IllegalStateException("no figure \"" + key + "\" among " + byName.keySet());
    }
    return figure;
  }
}
