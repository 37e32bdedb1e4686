package dev.morph.engine.api;

/**
 * Counts all memories and tables of one extension together, over all its instances. Not safe for
 * several threads: an extension's instances belong to one thread at a time.
 */
public final class MemoryBudget {
  /** Bytes that a table element counts. */
  public static final int TABLE_ELEMENT_BYTES = 8;

  private final long limitBytes;
  private final long limitTableElements;
  private long usedBytes;
  private long usedTableElements;
  private long peakBytes;

  /** A declared minimum is above the limit. */
  public static final class ExceededException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean tableElements;
    private final long wanted;
    private final long limit;

    ExceededException(boolean tableElements, long wanted, long limit) {
      super(
          "the module declares "
              + wanted
              + (tableElements ? " table elements" : " bytes of memory")
              + ", the limit is "
              + limit);
      this.tableElements = tableElements;
      this.wanted = wanted;
      this.limit = limit;
    }

    /** True if the limit of table elements was exceeded, false if that of bytes. */
    public boolean tableElements() {
      return tableElements;
    }

    /** What all minimums together need. */
    public long wanted() {
      return wanted;
    }

    /** What is allowed. */
    public long limit() {
      return limit;
    }
  }

  private MemoryBudget(long limitBytes, long limitTableElements) {
    this.limitBytes = limitBytes;
    this.limitTableElements = limitTableElements;
  }

  /**
   * A budget.
   *
   * @param limitBytes for all memories and tables together; a table element counts 8
   * @param limitTableElements for all tables together
   */
  public static MemoryBudget of(long limitBytes, long limitTableElements) {
    return new MemoryBudget(limitBytes, limitTableElements);
  }

  /** A budget that only the JVM bounds. */
  public static MemoryBudget unlimited() {
    return new MemoryBudget(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /**
   * Takes bytes for a memory that grows; an engine calls it before it allocates.
   *
   * @return false, and nothing is taken, if the limit would be exceeded: {@code memory.grow}
   *     answers -1
   */
  public boolean tryGrowMemory(long bytes) {
    if (bytes > limitBytes - usedBytes) {
      return false;
    }
    usedBytes += bytes;
    peakBytes = Math.max(peakBytes, usedBytes);
    return true;
  }

  /** Takes elements for a table that grows; false, and nothing is taken, past a limit. */
  public boolean tryGrowTable(long elements) {
    if (elements > limitTableElements - usedTableElements
        || elements > (limitBytes - usedBytes) / TABLE_ELEMENT_BYTES) {
      return false;
    }
    usedTableElements += elements;
    usedBytes += elements * TABLE_ELEMENT_BYTES;
    peakBytes = Math.max(peakBytes, usedBytes);
    return true;
  }

  /** Takes the declared minimum of a memory. */
  public void requireMemory(long bytes) {
    if (!tryGrowMemory(bytes)) {
      throw new ExceededException(false, saturatedSum(usedBytes, bytes), limitBytes);
    }
  }

  /** Takes the declared minimum of a table. */
  public void requireTable(long elements) {
    if (elements > limitTableElements - usedTableElements) {
      throw new ExceededException(
          true, saturatedSum(usedTableElements, elements), limitTableElements);
    }
    if (!tryGrowTable(elements)) {
      throw new ExceededException(
          false, saturatedSum(usedBytes, elements * TABLE_ELEMENT_BYTES), limitBytes);
    }
  }

  private static long saturatedSum(long a, long b) {
    long sum = a + b;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  /** Bytes in use now. */
  public long usedBytes() {
    return usedBytes;
  }

  /** The most bytes that were in use at once, since the last {@link #forgetPeak}. */
  public long peakBytes() {
    return peakBytes;
  }

  /** Starts the peak anew at what is in use now. */
  public void forgetPeak() {
    peakBytes = usedBytes;
  }
}
