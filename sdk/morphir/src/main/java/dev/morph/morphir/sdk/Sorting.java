package dev.morph.morphir.sdk;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A merge sort, which bears comparators that contradict themselves, as users may write them. */
final class Sorting {
  private Sorting() {}

  /** The items in order; equal ones stay as they were. */
  static <A> List<A> sorted(List<A> list, Comparator<A> order) {
    @SuppressWarnings("unchecked") // it holds items of the list
    A[] items = (A[]) list.toArray();
    A[] scratch = Arrays.copyOf(items, items.length);
    for (int width = 1; width > 0 && width < items.length; width *= 2) {
      for (int start = 0; start < items.length; start += 2 * width) {
        merge(items, scratch, start, width, order);
        if (items.length - start <= 2 * width) {
          break;
        }
      }
      A[] merged = scratch;
      scratch = items;
      items = merged;
    }
    return new Chain.Builder<A>().addAll(Arrays.asList(items)).build();
  }

  /** Two neighbours of a width, or what the end leaves of them. */
  private static <A> void merge(A[] from, A[] to, int start, int width, Comparator<A> order) {
    int middle = Math.min(start + width, from.length);
    int end = Math.min(start + 2 * width, from.length);
    int a = start;
    int b = middle;
    for (int i = start; i < end; i++) {
      boolean first = b >= end || (a < middle && order.compare(from[a], from[b]) <= 0);
      to[i] = first ? from[a++] : from[b++];
    }
  }
}
