/* Quicksort with insertion sort below 16 elements, of 200,000 random integers. */
#include "kernel.h"

#define COUNT 200000

static int32_t values[COUNT];

static void insertion_sort(int32_t *v, int from, int to) {
  for (int i = from + 1; i <= to; i++) {
    int32_t x = v[i];
    int j = i - 1;
    while (j >= from && v[j] > x) {
      v[j + 1] = v[j];
      j--;
    }
    v[j + 1] = x;
  }
}

static void quicksort(int32_t *v, int from, int to) {
  while (to - from > 16) {
    int middle = from + (to - from) / 2;
    int32_t a = v[from], b = v[middle], c = v[to];
    int32_t pivot = a < b ? (b < c ? b : (a < c ? c : a)) : (a < c ? a : (b < c ? c : b));
    int i = from, j = to;
    while (i <= j) {
      while (v[i] < pivot) i++;
      while (v[j] > pivot) j--;
      if (i <= j) {
        int32_t t = v[i];
        v[i++] = v[j];
        v[j--] = t;
      }
    }
    if (j - from < to - i) {
      quicksort(v, from, j);
      from = i;
    } else {
      quicksort(v, i, to);
      to = j;
    }
  }
  insertion_sort(v, from, to);
}

KERNEL {
  uint32_t seed = 12345;
  for (int i = 0; i < COUNT; i++) values[i] = (int32_t)next_random(&seed);
  quicksort(values, 0, COUNT - 1);
  uint32_t sum = 0;
  for (int i = 0; i < COUNT; i++) sum = sum * 31 + (uint32_t)values[i];
  return sum;
}
