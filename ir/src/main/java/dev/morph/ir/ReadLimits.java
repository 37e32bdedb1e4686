package dev.morph.ir;

/**
 * What a reader accepts at most. Immutable, safe to share.
 *
 * @param maxDepth how deep types, values and patterns may stand within one another, 1 to {@value
 *     #DEEPEST}
 * @param maxBytes the longest document, in bytes
 * @param maxDiagnostics how many errors are told, and how many warnings, 1 or more
 */
public record ReadLimits(int maxDepth, long maxBytes, int maxDiagnostics) {
  /** The depth for a stack of 1 MiB, which threads have if nobody says otherwise. */
  public static final int USUAL_DEPTH = 200;

  /** The depth that can be asked for by those who run on a stack of 64 MiB or more. */
  public static final int DEEPEST = 10_000;

  /** A depth of {@value #USUAL_DEPTH}, a document of 1 GiB, 100 errors. */
  public static final ReadLimits DEFAULT = new ReadLimits(USUAL_DEPTH, 1L << 30, 100);

  /** So many arrays and objects a node opens at most: v4's recursive let. */
  private static final int JSON_OF_NODE = 5;

  /** So many stand around a definition at most. */
  private static final int JSON_AROUND = 64;

  public ReadLimits {
    if (maxDepth < 1 || maxDepth > DEEPEST) {
      throw new IllegalArgumentException("the depth is 1 to " + DEEPEST + ", not " + maxDepth);
    }
    if (maxBytes < 0 || maxDiagnostics < 1) {
      throw new IllegalArgumentException(
          "maxBytes is 0 or more and maxDiagnostics 1 or more, not "
              + maxBytes
              + " and "
              + maxDiagnostics);
    }
  }

  /** How many arrays and objects are open at once in a document of this depth, at most. */
  public int jsonDepth() {
    return maxDepth * JSON_OF_NODE + JSON_AROUND;
  }
}
