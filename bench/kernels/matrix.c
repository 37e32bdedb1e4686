/* Product of two 320 x 320 matrices of doubles. */
#include "kernel.h"

#define N 320

static double a[N][N], b[N][N], c[N][N];

KERNEL {
  uint32_t seed = 7;
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < N; j++) {
      a[i][j] = (double)(next_random(&seed) % 1000) / 8;
      b[i][j] = (double)(next_random(&seed) % 1000) / 16;
    }
  }
  for (int i = 0; i < N; i++) {
    for (int j = 0; j < N; j++) {
      double sum = 0;
      for (int k = 0; k < N; k++) sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
  }
  double trace = 0;
  for (int i = 0; i < N; i++) trace += c[i][i] + c[i][N - 1 - i];
  return (uint32_t)(int64_t)trace;
}
