package dev.morph.runtime.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces secrets by a mark: their text, base64 (standard and URL alphabet, with and without
 * padding, and inside a longer text that was encoded as a whole), percent-encoded and JSON-escaped
 * forms. Values shorter than {@value #SHORTEST} characters are left, since they would hide ordinary
 * text. Matches that overlap go together. Immutable.
 */
final class Redactor {
  private static final int SHORTEST = 4;

  /** A shorter secret has too few characters of base64 that do not depend on its neighbours. */
  private static final int SHORTEST_INSIDE_BASE64 = 8;

  private static final String MARK = "[redacted]";
  private static final Needle[] NO_NEEDLES = {};
  static final Redactor NONE = new Redactor(List.of());

  /**
   * What is looked for.
   *
   * @param before characters of base64 in front that go with it
   * @param after characters of base64 behind that go with it; padding does too, if this is not
   *     negative
   */
  private record Needle(byte[] bytes, int before, int after, byte[] mark) {}

  /** By first byte, the longest first. */
  private final Needle[][] needles;

  private final boolean empty;

  private Redactor(List<Needle> all) {
    this.needles = new Needle[256][];
    Arrays.fill(needles, NO_NEEDLES);
    this.empty = all.isEmpty();
    List<Needle> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparingInt((Needle needle) -> needle.bytes().length).reversed());
    for (Needle needle : sorted) {
      int first = needle.bytes()[0] & 0xff;
      Needle[] before = needles[first];
      Needle[] after = Arrays.copyOf(before, before.length + 1);
      after[after.length - 1] = needle;
      needles[first] = after;
    }
  }

  /** Hides these values behind {@code [redacted]}. */
  static Redactor of(Collection<String> secrets) {
    Map<String, String> marks = new LinkedHashMap<>();
    secrets.forEach(secret -> marks.put(secret, MARK));
    return of(marks);
  }

  /** Hides each key behind its own mark. */
  static Redactor of(Map<String, String> marks) {
    List<Needle> needles = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    marks.forEach((secret, mark) -> {
      if (secret.length() >= SHORTEST) {
        addForms(needles, seen, secret, mark.getBytes(UTF_8));
      }
    });
    return needles.isEmpty() ? NONE : new Redactor(needles);
  }

  /** True if the value is long enough to be hidden. */
  static boolean hides(String secret) {
    return secret.length() >= SHORTEST;
  }

  private static void addForms(List<Needle> needles, Set<String> seen, String secret, byte[] mark) {
    byte[] bytes = secret.getBytes(UTF_8);
    List<String> forms = new ArrayList<>();
    forms.add(secret);
    for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
      forms.add(encoder.encodeToString(bytes));
      forms.add(encoder.withoutPadding().encodeToString(bytes));
    }
    forms.add(percent(bytes, "-._~", false));
    forms.add(percent(bytes, "-._~", true));
    forms.add(percent(bytes, "-_.!~*'()", false));
    forms.add(percent(bytes, "-_.*", false).replace("%20", "+"));
    String json = Json.write(new JsonString(secret));
    forms.add(json.substring(1, json.length() - 1));
    forms.add(json.substring(1, json.length() - 1).replace("/", "\\/"));
    for (String form : forms) {
      if (seen.add(form)) {
        needles.add(new Needle(form.getBytes(UTF_8), 0, -1, mark));
      }
    }
    if (bytes.length >= SHORTEST_INSIDE_BASE64) {
      for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        for (int offset = 0; offset < 3; offset++) {
          addInside(needles, seen, encoder, bytes, offset, mark);
        }
      }
    }
  }

  /**
   * The characters that stand for the secret alone in the base64 of a longer text ({@code
   * user:secret} of basic authentication). Those at its ends mix in bits of its neighbours: they
   * are hidden with it, but not compared.
   */
  private static void addInside(
      List<Needle> needles,
      Set<String> seen,
      Base64.Encoder encoder,
      byte[] secret,
      int offset,
      byte[] mark) {
    byte[] padded = new byte[offset + secret.length];
    System.arraycopy(secret, 0, padded, offset, secret.length);
    String text = encoder.withoutPadding().encodeToString(padded);
    int from = (offset * 8 + 5) / 6;
    int to = padded.length * 8 / 6;
    String inner = text.substring(from, to);
    if (seen.add(inner)) {
      needles.add(
          new Needle(
              inner.getBytes(UTF_8), offset == 0 ? 0 : 1, padded.length % 3 == 0 ? 0 : 1, mark));
    }
  }

  private static String percent(byte[] bytes, String unreserved, boolean lowerCase) {
    String digits = lowerCase ? "0123456789abcdef" : "0123456789ABCDEF";
    StringBuilder out = new StringBuilder();
    for (byte b : bytes) {
      char c = (char) (b & 0xff);
      if (c < 128
          && (c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || unreserved.indexOf(c) >= 0)) {
        out.append(c);
      } else {
        out.append('%').append(digits.charAt(c >> 4)).append(digits.charAt(c & 15));
      }
    }
    return out.toString();
  }

  /** The text without secrets; the same object if it holds none. */
  String redact(String text) {
    if (empty) {
      return text;
    }
    byte[] bytes = text.getBytes(UTF_8);
    byte[] redacted = redact(bytes);
    return redacted == bytes ? text : new String(redacted, UTF_8);
  }

  /** The object without secrets in its texts, names and numbers. */
  JsonObject redact(JsonObject object) {
    return empty ? object : (JsonObject) redacted(object);
  }

  /** The value without secrets in its texts, names and numbers. */
  JsonValue redact(JsonValue value) {
    return empty ? value : redacted(value);
  }

  private JsonValue redacted(JsonValue value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        object.members().forEach((name, member) -> members.put(redact(name), redacted(member)));
        yield new JsonObject(members);
      }
      case JsonArray array -> new JsonArray(array.items().stream().map(this::redacted).toList());
      case JsonString text -> new JsonString(redact(text.value()));
      case JsonNumber number -> {
        String text = redact(number.text());
        yield text.equals(number.text()) ? number : new JsonString(text);
      }
      case JsonBoolean bool -> bool;
      case JsonNull none -> none;
    };
  }

  /** The bytes without secrets; the same array if they hold none. */
  byte[] redact(byte[] bytes) {
    if (empty) {
      return bytes;
    }
    ByteArrayOutputStream out = null;
    int copied = 0;
    int i = 0;
    while (i < bytes.length) {
      Needle found = at(bytes, i);
      if (found == null) {
        i++;
        continue;
      }
      int start = Math.max(copied, i - edge(bytes, i - 1, found.before()));
      int end = end(bytes, i, found);
      // another secret may begin inside this one and reach further
      for (int inside = i + 1; inside < end; inside++) {
        Needle other = at(bytes, inside);
        if (other != null) {
          end = Math.max(end, end(bytes, inside, other));
        }
      }
      if (out == null) {
        out = new ByteArrayOutputStream(bytes.length);
      }
      out.write(bytes, copied, start - copied);
      out.writeBytes(found.mark());
      copied = end;
      i = end;
    }
    if (out == null) {
      return bytes;
    }
    out.write(bytes, copied, bytes.length - copied);
    return out.toByteArray();
  }

  private static int end(byte[] bytes, int at, Needle needle) {
    int end = at + needle.bytes().length;
    if (needle.after() >= 0) {
      end += edge(bytes, end, needle.after());
      for (int pad = 0; pad < 2 && end < bytes.length && bytes[end] == '='; pad++) {
        end++;
      }
    }
    return end;
  }

  /** How many of the wanted characters of base64 stand there: 0 or 1. */
  private static int edge(byte[] bytes, int at, int wanted) {
    if (wanted == 0 || at < 0 || at >= bytes.length) {
      return 0;
    }
    byte b = bytes[at];
    return b >= 'a' && b <= 'z'
            || b >= 'A' && b <= 'Z'
            || b >= '0' && b <= '9'
            || b == '+'
            || b == '/'
            || b == '-'
            || b == '_'
        ? 1
        : 0;
  }

  /** The longest needle that stands at this place, or null. */
  private @Nullable Needle at(byte[] bytes, int i) {
    for (Needle needle : needles[bytes[i] & 0xff]) {
      int end = i + needle.bytes().length;
      if (end <= bytes.length
          && Arrays.equals(bytes, i, end, needle.bytes(), 0, needle.bytes().length)) {
        return needle;
      }
    }
    return null;
  }
}
