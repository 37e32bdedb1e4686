package dev.morph.capabilities.http;

/** A header line. */
record NameValue(String name, String value) {
  boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }
}
