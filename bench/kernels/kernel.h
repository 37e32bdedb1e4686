/* What all kernels share: the exported function, and a clock for the native build.
 *
 * A kernel defines `uint32_t run(void)`: one round of work on its own static data, from the same
 * start each time, answering a checksum by which the builds are compared. */
#ifndef MORPH_KERNEL_H
#define MORPH_KERNEL_H

#include <stdint.h>

#ifdef __wasm__
#define KERNEL __attribute__((export_name("run"))) uint32_t run(void)
#else
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define KERNEL __attribute__((noinline)) uint32_t run(void)

uint32_t run(void);

static double now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

/* Usage: KERNEL ROUNDS. Prints the checksum, then nanoseconds of each round. */
int main(int argc, char **argv) {
  int rounds = argc > 1 ? atoi(argv[1]) : 20;
  printf("%u\n", run());
  for (int i = 0; i < rounds; i++) {
    double start = now_ns();
    volatile uint32_t sink = run();
    (void)sink;
    printf("%.0f\n", now_ns() - start);
  }
  return 0;
}
#endif

/* Marsaglia's xorshift, so that both builds see the same data. */
static inline uint32_t next_random(uint32_t *state) {
  uint32_t x = *state;
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  return *state = x;
}

#endif
