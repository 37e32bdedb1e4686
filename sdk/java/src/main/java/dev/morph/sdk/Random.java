package dev.morph.sdk;

import dev.morph.base.Base64Text;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;

/** Random numbers of the host: good enough for keys, and kept by a recording. */
public final class Random {
  private Random() {}

  /** So many bytes, at most 65,536. */
  public static byte[] bytes(int count) {
    var reply =
        Imports.askObject(Imports::random, JsonObject.builder().put("bytes", count).build());
    return Base64Text.decode(Imports.text(reply, "bytes"));
  }

  /** A whole number, both ends included. */
  public static long between(long min, long max) {
    var reply =
        Imports.askObject(
            Imports::random, JsonObject.builder().put("min", min).put("max", max).build());
    if (reply.get("int") instanceof JsonNumber number) {
      return number.longValueExact();
    }
    throw new HostException("reply-invalid", "the host's random number has no int");
  }
}
