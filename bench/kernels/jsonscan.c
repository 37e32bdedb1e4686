/* Scans 2 MiB of JSON text: strings with escapes, numbers, nesting, names counted by hash.
 * Making the text is set-up, so it is kept out of the scanning function. */
#include "kernel.h"

#define BYTES (2u << 20)

static char text[BYTES + 256];
static uint32_t length;

static void put(const char *s) {
  while (*s) text[length++] = *s++;
}

static void put_number(uint32_t n) {
  char digits[12];
  int count = 0;
  do {
    digits[count++] = (char)('0' + n % 10);
    n /= 10;
  } while (n);
  while (count) text[length++] = digits[--count];
}

__attribute__((noinline)) static void generate(void) {
  uint32_t seed = 99;
  put("[");
  while (length < BYTES) {
    if (length > 1) put(",");
    put("{\"id\":");
    put_number(next_random(&seed) % 1000000);
    put(",\"name\":\"user \\\"");
    put_number(next_random(&seed) % 1000);
    put("\\\" \\u00e9\",\"active\":");
    put(next_random(&seed) & 1 ? "true" : "false");
    put(",\"score\":-");
    put_number(next_random(&seed) % 100);
    put(".");
    put_number(next_random(&seed) % 1000);
    put("e2,\"tags\":[\"a\",\"bb\",null]}");
  }
  put("]");
}

__attribute__((noinline)) static uint32_t scan(void) {
  uint32_t at = 0, depth = 0, deepest = 0, names = 0, numbers = 0, words = 0;
  int64_t sum = 0;
  while (at < length) {
    char c = text[at];
    switch (c) {
      case ' ':
      case '\n':
      case '\t':
      case '\r':
      case ',':
      case ':':
        at++;
        break;
      case '{':
      case '[':
        at++;
        if (++depth > deepest) deepest = depth;
        break;
      case '}':
      case ']':
        at++;
        depth--;
        break;
      case '"': {
        uint32_t hash = 2166136261u;
        at++;
        while (text[at] != '"') {
          if (text[at] == '\\') {
            at++;
            if (text[at] == 'u') at += 4;
          }
          hash = (hash ^ (uint8_t)text[at++]) * 16777619u;
        }
        at++;
        names += hash;
        break;
      }
      case 't':
      case 'f':
      case 'n':
        while (text[at] >= 'a' && text[at] <= 'z') at++;
        words++;
        break;
      default: {
        int negative = c == '-';
        if (negative) at++;
        int64_t value = 0;
        while (text[at] >= '0' && text[at] <= '9') value = value * 10 + (text[at++] - '0');
        if (text[at] == '.') {
          at++;
          while (text[at] >= '0' && text[at] <= '9') at++;
        }
        if (text[at] == 'e' || text[at] == 'E') {
          at++;
          while (text[at] >= '0' && text[at] <= '9') at++;
        }
        sum += negative ? -value : value;
        numbers++;
        break;
      }
    }
  }
  return names ^ numbers ^ (words << 8) ^ (deepest << 24) ^ (uint32_t)sum ^ (uint32_t)(sum >> 32);
}

KERNEL {
  if (length == 0) generate();
  return scan();
}
