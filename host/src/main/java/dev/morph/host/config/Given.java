package dev.morph.host.config;

/**
 * A value, and who gave it.
 *
 * @param shown the value for people
 * @param source the file, variable or option
 * @param line 0 where there is no file
 */
record Given<T>(String key, T value, String shown, ConfigLayer layer, String source, int line) {
  ConfigValue asValue() {
    return new ConfigValue(key, shown, layer, source, line);
  }

  /** The same value's place with another value. */
  Given<T> with(T other, String otherShown) {
    return new Given<>(key, other, otherShown, layer, source, line);
  }
}
