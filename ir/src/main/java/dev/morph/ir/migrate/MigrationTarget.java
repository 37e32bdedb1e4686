package dev.morph.ir.migrate;

import dev.morph.ir.ReadLimits;
import java.util.OptionalInt;

/**
 * What a document shall become. Immutable, safe to share.
 *
 * @param version 1 to 4
 * @param expanded of v4 the expanded form, with the inferred types of values; else the compact one
 * @param allowPartial publish what is left when definitions with errors are left out
 * @param limits of the document that is read; what is written may be as deep
 */
public record MigrationTarget(
    int version, boolean expanded, boolean allowPartial, ReadLimits limits) {
  public MigrationTarget {
    if (version < 1 || version > 4) {
      throw new IllegalArgumentException("a target version is 1, 2, 3 or 4, not " + version);
    }
  }

  /** A version, compact, whole, within the default limits. */
  public static MigrationTarget of(int version) {
    return new MigrationTarget(version, false, false, ReadLimits.DEFAULT);
  }

  /** The same in the expanded form. */
  public MigrationTarget withExpanded() {
    return new MigrationTarget(version, true, allowPartial, limits);
  }

  /** The same without definitions that have errors. */
  public MigrationTarget withPartial() {
    return new MigrationTarget(version, expanded, true, limits);
  }

  /** The same within other limits. */
  public MigrationTarget within(ReadLimits other) {
    return new MigrationTarget(version, expanded, allowPartial, other);
  }

  /**
   * The version that a word of the command line means: {@code latest}, {@code classic}, {@code v3}
   * or {@code 3}; empty if it means none.
   */
  public static OptionalInt version(String word) {
    return switch (word) {
      case "latest", "v4", "4" -> OptionalInt.of(4);
      case "classic", "v3", "3" -> OptionalInt.of(3);
      case "v2", "2" -> OptionalInt.of(2);
      case "v1", "1" -> OptionalInt.of(1);
      default -> OptionalInt.empty();
    };
  }
}
