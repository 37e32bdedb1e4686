package dev.morph.morphir.sdk;

import java.util.function.Function;

/**
 * How rows are made one number: by an operation, per key, of those rows for which a filter holds.
 * Immutable.
 *
 * @param key the key of a row; rows of one key are made one number
 * @param filter says of a row whether it counts
 * @param operator the operation
 */
public record Aggregation<A, K>(
    Function<A, K> key, Function<A, Boolean> filter, Operator<A> operator) {

  /** An operation on rows. */
  public sealed interface Operator<A> {
    /** Counts them. */
    record Count<A>() implements Operator<A> {}

    /** Adds their values. */
    record Sum<A>(Function<A, Double> value) implements Operator<A> {}

    /** Takes the mean of their values. */
    record Average<A>(Function<A, Double> value) implements Operator<A> {}

    /** Takes their least value. */
    record Minimum<A>(Function<A, Double> value) implements Operator<A> {}

    /** Takes their greatest value. */
    record Maximum<A>(Function<A, Double> value) implements Operator<A> {}

    /** Takes the mean of their values, each by its weight. */
    record WeightedAverage<A>(Function<A, Double> weight, Function<A, Double> value)
        implements Operator<A> {}
  }
}
