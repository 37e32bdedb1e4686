package dev.morph.distribution.manifest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an extension is shown; null where the manifest says nothing. Immutable.
 *
 * @param displayName its name for people
 * @param description one sentence
 * @param homepage begins with {@code https://} or {@code http://}
 * @param repository begins with {@code https://} or {@code http://}
 * @param license as {@code "Apache-2.0"}
 * @param categories words of {@code productivity}, {@code communication}, {@code development},
 *     {@code data}, {@code other}
 * @param highlights what stands under "The extension can:"
 */
public record About(
    @Nullable String displayName,
    @Nullable String description,
    @Nullable String author,
    @Nullable String homepage,
    @Nullable String license,
    @Nullable String repository,
    List<String> categories,
    List<String> highlights) {
  public About {
    categories = List.copyOf(categories);
    highlights = List.copyOf(highlights);
  }
}
