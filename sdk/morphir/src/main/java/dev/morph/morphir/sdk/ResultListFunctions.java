package dev.morph.morphir.sdk;

import java.util.List;
import java.util.function.Function;

/** The functions of Morphir.SDK.ResultList: of lists in which each item may be an error. */
public final class ResultListFunctions {
  private ResultListFunctions() {}

  /** The items, none of them an error. */
  public static <E, A> List<Result<E, A>> fromList(List<A> list) {
    return ListFunctions.map(Result::ok, list);
  }

  /** The values for which f holds, and the errors. */
  public static <E, A> List<Result<E, A>> filter(Function<A, Boolean> f, List<Result<E, A>> list) {
    return filterOrFail(a -> Result.ok(f.apply(a)), list);
  }

  /** The values for which f holds, and the errors, also those that f gives. */
  public static <E, A> List<Result<E, A>> filterOrFail(
      Function<A, Result<E, Boolean>> f, List<Result<E, A>> list) {
    var out = new Chain.Builder<Result<E, A>>();
    for (Result<E, A> result : list) {
      switch (ResultFunctions.andThen(f, result)) {
        case Result.Err<E, Boolean>(E error) -> out.add(Result.err(error));
        case Result.Ok<E, Boolean>(Boolean holds) -> {
          if (holds) {
            out.add(result);
          }
        }
      }
    }
    return out.build();
  }

  /** The values as f makes them, and the errors. */
  public static <E, A, B> List<Result<E, B>> map(Function<A, B> f, List<Result<E, A>> list) {
    return ListFunctions.map(result -> ResultFunctions.map(f, result), list);
  }

  /** The values as f makes them, and the errors, also those that f gives. */
  public static <E, A, B> List<Result<E, B>> mapOrFail(
      Function<A, Result<E, B>> f, List<Result<E, A>> list) {
    return ListFunctions.map(result -> ResultFunctions.andThen(f, result), list);
  }

  /** The errors. */
  public static <E, A> List<E> errors(List<Result<E, A>> list) {
    return partition(list).first();
  }

  /** The values. */
  public static <E, A> List<A> successes(List<Result<E, A>> list) {
    return partition(list).second();
  }

  /** The errors, and the values. */
  public static <E, A> Tuple2<List<E>, List<A>> partition(List<Result<E, A>> list) {
    var errors = new Chain.Builder<E>();
    var values = new Chain.Builder<A>();
    for (Result<E, A> result : list) {
      switch (result) {
        case Result.Ok<E, A>(A value) -> values.add(value);
        case Result.Err<E, A>(E error) -> errors.add(error);
      }
    }
    return new Tuple2<>(errors.build(), values.build());
  }

  /** The values if there is no error, else all errors. */
  public static <E, A> Result<List<E>, List<A>> keepAllErrors(List<Result<E, A>> list) {
    Tuple2<List<E>, List<A>> parts = partition(list);
    return parts.first().isEmpty() ? Result.ok(parts.second()) : Result.err(parts.first());
  }

  /** The values if there is no error, else the first error. */
  public static <E, A> Result<E, List<A>> keepFirstError(List<Result<E, A>> list) {
    return ResultFunctions.mapError(errors -> errors.get(0), keepAllErrors(list));
  }
}
