package dev.morph.runtime.sandbox;

import java.util.Locale;

/** What a guest implements; one file may implement several. */
public enum Contract {
  INTEGRATION,
  PROGRAM,
  FRONTEND,
  BACKEND,
  TRANSFORMER;

  /** As manifests and {@code morph inspect} have it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
