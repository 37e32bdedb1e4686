package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.ir.evaluate.EvaluationLimits;
import picocli.CommandLine.Option;

/** What an evaluation may use. */
final class EvaluationMixin {
  /** Commands run on a thread whose stack has room for it. */
  private static final int DEEPEST = 100_000;

  @Option(
      names = "--fuel",
      paramLabel = "N",
      description = "How many calls may be made (default: 100,000,000).")
  private long fuel = EvaluationLimits.DEFAULT.fuel();

  @Option(
      names = "--max-depth",
      paramLabel = "N",
      description = "How deep calls may stand within one another (default and most: 100,000).")
  private int maxDepth = DEEPEST;

  EvaluationLimits limits() {
    if (fuel < 1 || maxDepth < 1 || maxDepth > DEEPEST) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "--fuel is 1 or more, and --max-depth 1 to " + DEEPEST);
    }
    return new EvaluationLimits(fuel, maxDepth);
  }
}
