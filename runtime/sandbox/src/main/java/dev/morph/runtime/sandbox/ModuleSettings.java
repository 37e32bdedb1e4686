package dev.morph.runtime.sandbox;

import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;

/**
 * What holds for all calls of a loaded module.
 *
 * @param name what it is called where it does not say so itself
 */
public record ModuleSettings(String name, Policy policy, Limits limits, Lifecycle lifecycle) {}
