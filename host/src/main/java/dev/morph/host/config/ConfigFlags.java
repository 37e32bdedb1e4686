package dev.morph.host.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What options of a command say, which is the last word.
 *
 * @param engine the value of {@code --engine}, or null
 * @param allowPrivate values of {@code --allow-private}
 */
public record ConfigFlags(@Nullable String engine, List<String> allowPrivate) {
  /** No options. */
  public static final ConfigFlags NONE = new ConfigFlags(null, List.of());

  public ConfigFlags {
    allowPrivate = List.copyOf(allowPrivate);
  }
}
