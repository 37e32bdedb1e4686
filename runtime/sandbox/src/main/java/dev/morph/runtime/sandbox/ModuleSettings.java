package dev.morph.runtime.sandbox;

import dev.morph.base.ExtensionId;
import dev.morph.base.files.FileRoot;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all calls of a loaded module.
 *
 * @param name what it is called where it does not say so itself
 * @param knownAs the id that the host vouches for, under which it keeps what outlasts a call; null
 *     if it keeps nothing
 * @param files the files that it may use as far as it is granted them; null for none
 * @param credentials the headers that the host adds to its web requests
 */
public record ModuleSettings(
    String name,
    Policy policy,
    Limits limits,
    Lifecycle lifecycle,
    @Nullable ExtensionId knownAs,
    @Nullable FileRoot files,
    List<Credential> credentials) {
  public ModuleSettings {
    credentials = List.copyOf(credentials);
  }

  /** Settings of a module whose requests the host adds nothing to. */
  public ModuleSettings(
      String name,
      Policy policy,
      Limits limits,
      Lifecycle lifecycle,
      @Nullable ExtensionId knownAs,
      @Nullable FileRoot files) {
    this(name, policy, limits, lifecycle, knownAs, files, List.of());
  }

  /** Settings of a module that keeps nothing and has no files. */
  public ModuleSettings(String name, Policy policy, Limits limits, Lifecycle lifecycle) {
    this(name, policy, limits, lifecycle, null, null);
  }

  ModuleSettings with(Limits other) {
    return new ModuleSettings(name, policy, other, lifecycle, knownAs, files, credentials);
  }
}
