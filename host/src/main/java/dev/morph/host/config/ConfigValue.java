package dev.morph.host.config;

/**
 * A value that holds, and who said it.
 *
 * @param key the key with the tables that it stands in, as {@code limits.memory}
 * @param value for people; without the password of a store's address
 * @param source the file, the variable or the option; empty for a default
 * @param line of the file, from 1; 0 where there is no file
 */
public record ConfigValue(String key, String value, ConfigLayer layer, String source, int line) {
  public ConfigValue {
    key = ConfigFinding.shown(key);
    value = ConfigFinding.shown(value);
  }

  /** {@code FILE:LINE}, {@code MORPH_STORE}, {@code --engine} or {@code default}. */
  public String origin() {
    if (source.isEmpty()) {
      return layer.word();
    }
    return line > 0 ? source + ":" + line : source;
  }
}
