/* A stack machine with a switch dispatch, which counts the primes below 40,000 by trial division. */
#include "kernel.h"

enum { PUSH, LOAD, STORE, ADD, MUL, MOD, LESS, GREATER, ZERO, JUMP, JUMP_IF, HALT };

static const int32_t code[] = {
    /*  0 */ PUSH, 0, STORE, 0,             /* count = 0 */
    /*  4 */ PUSH, 2, STORE, 1,             /* n = 2 */
    /*  8 */ LOAD, 1, PUSH, 40000, LESS, JUMP_IF, 16, HALT,
    /* 16 */ PUSH, 2, STORE, 2,             /* d = 2 */
    /* 20 */ LOAD, 2, LOAD, 2, MUL, LOAD, 1, GREATER, JUMP_IF, 48,
    /* 30 */ LOAD, 1, LOAD, 2, MOD, ZERO, JUMP_IF, 55,
    /* 38 */ LOAD, 2, PUSH, 1, ADD, STORE, 2, JUMP, 20, HALT,
    /* 48 */ LOAD, 0, PUSH, 1, ADD, STORE, 0,
    /* 55 */ LOAD, 1, PUSH, 1, ADD, STORE, 1, JUMP, 8};

static int32_t stack[64];
static int32_t locals[8];

static uint32_t interpret(void) {
  uint32_t pc = 0, sp = 0, steps = 0;
  for (;;) {
    steps++;
    switch (code[pc++]) {
      case PUSH:
        stack[sp++] = code[pc++];
        break;
      case LOAD:
        stack[sp++] = locals[code[pc++]];
        break;
      case STORE:
        locals[code[pc++]] = stack[--sp];
        break;
      case ADD:
        sp--;
        stack[sp - 1] += stack[sp];
        break;
      case MUL:
        sp--;
        stack[sp - 1] *= stack[sp];
        break;
      case MOD:
        sp--;
        stack[sp - 1] %= stack[sp];
        break;
      case LESS:
        sp--;
        stack[sp - 1] = stack[sp - 1] < stack[sp];
        break;
      case GREATER:
        sp--;
        stack[sp - 1] = stack[sp - 1] > stack[sp];
        break;
      case ZERO:
        stack[sp - 1] = stack[sp - 1] == 0;
        break;
      case JUMP:
        pc = (uint32_t)code[pc];
        break;
      case JUMP_IF:
        pc = stack[--sp] ? (uint32_t)code[pc] : pc + 1;
        break;
      default:
        return steps ^ ((uint32_t)locals[0] << 16);
    }
  }
}

KERNEL { return interpret(); }
