package dev.morph.morphir.sdk;

import java.util.List;
import java.util.function.Function;

/**
 * The functions of Morphir.SDK.Key, which make one key of several. A key of two or three parts is a
 * {@link Tuple2} or {@link Tuple3}, one of more parts a {@link TupleN}.
 */
public final class KeyFunctions {
  private KeyFunctions() {}

  /** The key of all values. */
  public static <A> long noKey(A a) {
    return 0;
  }

  /** The key of all values. */
  public static <A> long key0(A a) {
    return 0;
  }

  /** The key of two parts. */
  public static <A, B1, B2> Tuple2<B1, B2> key2(
      Function<A, B1> getKey1, Function<A, B2> getKey2, A a) {
    return new Tuple2<>(getKey1.apply(a), getKey2.apply(a));
  }

  /** The key of three parts. */
  public static <A, B1, B2, B3> Tuple3<B1, B2, B3> key3(
      Function<A, B1> getKey1, Function<A, B2> getKey2, Function<A, B3> getKey3, A a) {
    return new Tuple3<>(getKey1.apply(a), getKey2.apply(a), getKey3.apply(a));
  }

  /** The key of four parts. */
  public static <A, B1, B2, B3, B4> TupleN key4(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      A a) {
    return new TupleN(
        List.of(getKey1.apply(a), getKey2.apply(a), getKey3.apply(a), getKey4.apply(a)));
  }

  /** The key of five parts. */
  public static <A, B1, B2, B3, B4, B5> TupleN key5(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a)));
  }

  /** The key of six parts. */
  public static <A, B1, B2, B3, B4, B5, B6> TupleN key6(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a)));
  }

  /** The key of seven parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7> TupleN key7(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      Function<A, B7> getKey7,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a)));
  }

  /** The key of eight parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7, B8> TupleN key8(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      Function<A, B7> getKey7,
      Function<A, B8> getKey8,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a),
            getKey8.apply(a)));
  }

  /** The key of nine parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7, B8, B9> TupleN key9(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      Function<A, B7> getKey7,
      Function<A, B8> getKey8,
      Function<A, B9> getKey9,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a),
            getKey8.apply(a),
            getKey9.apply(a)));
  }

  /** The key of ten parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10> TupleN key10(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      Function<A, B7> getKey7,
      Function<A, B8> getKey8,
      Function<A, B9> getKey9,
      Function<A, B10> getKey10,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a),
            getKey8.apply(a),
            getKey9.apply(a),
            getKey10.apply(a)));
  }

  /** The key of eleven parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11> TupleN key11(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      Function<A, B7> getKey7,
      Function<A, B8> getKey8,
      Function<A, B9> getKey9,
      Function<A, B10> getKey10,
      Function<A, B11> getKey11,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a),
            getKey8.apply(a),
            getKey9.apply(a),
            getKey10.apply(a),
            getKey11.apply(a)));
  }

  /** The key of twelve parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11, B12> TupleN key12(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      Function<A, B7> getKey7,
      Function<A, B8> getKey8,
      Function<A, B9> getKey9,
      Function<A, B10> getKey10,
      Function<A, B11> getKey11,
      Function<A, B12> getKey12,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a),
            getKey8.apply(a),
            getKey9.apply(a),
            getKey10.apply(a),
            getKey11.apply(a),
            getKey12.apply(a)));
  }

  /** The key of thirteen parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11, B12, B13> TupleN key13(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      Function<A, B7> getKey7,
      Function<A, B8> getKey8,
      Function<A, B9> getKey9,
      Function<A, B10> getKey10,
      Function<A, B11> getKey11,
      Function<A, B12> getKey12,
      Function<A, B13> getKey13,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a),
            getKey8.apply(a),
            getKey9.apply(a),
            getKey10.apply(a),
            getKey11.apply(a),
            getKey12.apply(a),
            getKey13.apply(a)));
  }

  /** The key of fourteen parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11, B12, B13, B14> TupleN key14(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      Function<A, B7> getKey7,
      Function<A, B8> getKey8,
      Function<A, B9> getKey9,
      Function<A, B10> getKey10,
      Function<A, B11> getKey11,
      Function<A, B12> getKey12,
      Function<A, B13> getKey13,
      Function<A, B14> getKey14,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a),
            getKey8.apply(a),
            getKey9.apply(a),
            getKey10.apply(a),
            getKey11.apply(a),
            getKey12.apply(a),
            getKey13.apply(a),
            getKey14.apply(a)));
  }

  /** The key of fifteen parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11, B12, B13, B14, B15> TupleN key15(
      Function<A, B1> getKey1,
      Function<A, B2> getKey2,
      Function<A, B3> getKey3,
      Function<A, B4> getKey4,
      Function<A, B5> getKey5,
      Function<A, B6> getKey6,
      Function<A, B7> getKey7,
      Function<A, B8> getKey8,
      Function<A, B9> getKey9,
      Function<A, B10> getKey10,
      Function<A, B11> getKey11,
      Function<A, B12> getKey12,
      Function<A, B13> getKey13,
      Function<A, B14> getKey14,
      Function<A, B15> getKey15,
      A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a),
            getKey8.apply(a),
            getKey9.apply(a),
            getKey10.apply(a),
            getKey11.apply(a),
            getKey12.apply(a),
            getKey13.apply(a),
            getKey14.apply(a),
            getKey15.apply(a)));
  }

  /** The key of sixteen parts. */
  public static <A, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10, B11, B12, B13, B14, B15, B16>
      TupleN key16(
          Function<A, B1> getKey1,
          Function<A, B2> getKey2,
          Function<A, B3> getKey3,
          Function<A, B4> getKey4,
          Function<A, B5> getKey5,
          Function<A, B6> getKey6,
          Function<A, B7> getKey7,
          Function<A, B8> getKey8,
          Function<A, B9> getKey9,
          Function<A, B10> getKey10,
          Function<A, B11> getKey11,
          Function<A, B12> getKey12,
          Function<A, B13> getKey13,
          Function<A, B14> getKey14,
          Function<A, B15> getKey15,
          Function<A, B16> getKey16,
          A a) {
    return new TupleN(
        List.of(
            getKey1.apply(a),
            getKey2.apply(a),
            getKey3.apply(a),
            getKey4.apply(a),
            getKey5.apply(a),
            getKey6.apply(a),
            getKey7.apply(a),
            getKey8.apply(a),
            getKey9.apply(a),
            getKey10.apply(a),
            getKey11.apply(a),
            getKey12.apply(a),
            getKey13.apply(a),
            getKey14.apply(a),
            getKey15.apply(a),
            getKey16.apply(a)));
  }
}
