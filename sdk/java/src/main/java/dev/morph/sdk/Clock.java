package dev.morph.sdk;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;

/** The time of the host, which a recording keeps. */
public final class Clock {
  private Clock() {}

  /** Milliseconds since 1970 in UTC. */
  public static long unixMillis() {
    if (Imports.askObject(Imports::now, JsonObject.EMPTY).get("unix_ms")
        instanceof JsonNumber number) {
      return number.longValueExact();
    }
    throw new HostException("reply-invalid", "the host's time has no unix_ms");
  }

  /** Now as RFC 3339, in UTC. */
  public static String rfc3339() {
    return Imports.text(Imports.askObject(Imports::now, JsonObject.EMPTY), "rfc3339");
  }
}
