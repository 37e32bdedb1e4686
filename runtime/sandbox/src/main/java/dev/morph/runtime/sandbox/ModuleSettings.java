package dev.morph.runtime.sandbox;

import dev.morph.base.files.FileRoot;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all calls of a loaded module.
 *
 * @param name what it is called where it does not say so itself
 * @param files the files that it may use as far as it is granted them; null for none
 */
public record ModuleSettings(
    String name, Policy policy, Limits limits, Lifecycle lifecycle, @Nullable FileRoot files) {
  /** Without files. */
  public ModuleSettings(String name, Policy policy, Limits limits, Lifecycle lifecycle) {
    this(name, policy, limits, lifecycle, null);
  }

  ModuleSettings with(Limits others) {
    return new ModuleSettings(name, policy, others, lifecycle, files);
  }
}
