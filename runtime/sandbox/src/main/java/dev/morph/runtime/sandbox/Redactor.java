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
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Replaces secrets by {@code [redacted]}: their text, base64 (standard and URL alphabet, with and
 * without padding), percent-encoded and JSON-escaped forms. Values shorter than {@value #SHORTEST}
 * characters are left, since they would hide ordinary text. Immutable.
 */
final class Redactor {
  private static final int SHORTEST = 4;
  private static final byte[] MARK = "[redacted]".getBytes(UTF_8);
  static final Redactor NONE = new Redactor(List.of());

  private final List<byte[]> needles;

  private Redactor(List<byte[]> needles) {
    this.needles = needles;
  }

  /** Hides these values. */
  static Redactor of(Collection<String> secrets) {
    Set<String> forms = new LinkedHashSet<>();
    for (String secret : secrets) {
      if (secret.length() >= SHORTEST) {
        addForms(forms, secret);
      }
    }
    if (forms.isEmpty()) {
      return NONE;
    }
    List<byte[]> needles = new ArrayList<>();
    for (String form : forms) {
      needles.add(form.getBytes(UTF_8));
    }
    // the longest first, so that the padded form goes as a whole
    needles.sort(Comparator.comparingInt((byte[] needle) -> needle.length).reversed());
    return new Redactor(needles);
  }

  private static void addForms(Set<String> forms, String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
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
    if (needles.isEmpty()) {
      return text;
    }
    byte[] bytes = text.getBytes(UTF_8);
    byte[] redacted = redact(bytes);
    return redacted == bytes ? text : new String(redacted, UTF_8);
  }

  /** The object without secrets in its texts, names and numbers. */
  JsonObject redact(JsonObject object) {
    return needles.isEmpty() ? object : (JsonObject) redacted(object);
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
    byte[] now = bytes;
    for (byte[] needle : needles) {
      now = replace(now, needle);
    }
    return now;
  }

  private static byte[] replace(byte[] bytes, byte[] needle) {
    int at = find(bytes, needle, 0);
    if (at < 0) {
      return bytes;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
    int from = 0;
    while (at >= 0) {
      out.write(bytes, from, at - from);
      out.writeBytes(MARK);
      from = at + needle.length;
      at = find(bytes, needle, from);
    }
    out.write(bytes, from, bytes.length - from);
    return out.toByteArray();
  }

  private static int find(byte[] bytes, byte[] needle, int from) {
    byte first = needle[0];
    int last = bytes.length - needle.length;
    for (int i = from; i <= last; i++) {
      if (bytes[i] == first
          && java.util.Arrays.equals(bytes, i, i + needle.length, needle, 0, needle.length)) {
        return i;
      }
    }
    return -1;
  }
}
