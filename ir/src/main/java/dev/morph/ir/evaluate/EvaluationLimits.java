package dev.morph.ir.evaluate;

/**
 * What an evaluation may use. Immutable, safe to share.
 *
 * @param fuel how many calls may be made, 1 or more; a call of the SDK also costs 1 for each
 *     {@value NativeCost#UNIT} characters or items that it makes
 * @param maxCallDepth how deep calls may stand within one another, 1 or more; a call of a
 *     definition whose nodes stand deeper than {@value Code#NODES_OF_CALL} counts as several. A
 *     call in tail position takes the place of its caller.
 */
public record EvaluationLimits(long fuel, int maxCallDepth) {
  /** The depth for a stack of 1 MiB, which threads have if nobody says otherwise. */
  public static final int USUAL_DEPTH = 512;

  /** Fuel of 100 million, a depth of {@value #USUAL_DEPTH}. */
  public static final EvaluationLimits DEFAULT = new EvaluationLimits(100_000_000, USUAL_DEPTH);

  public EvaluationLimits {
    if (fuel < 1 || maxCallDepth < 1) {
      throw new IllegalArgumentException(
          "fuel and maxCallDepth are 1 or more, not " + fuel + " and " + maxCallDepth);
    }
  }
}
