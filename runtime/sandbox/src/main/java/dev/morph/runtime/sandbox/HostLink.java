package dev.morph.runtime.sandbox;

import dev.morph.engine.api.ImportType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFunctionType;

/**
 * One import of a module and the host function that serves it.
 *
 * @param replies false for a bytes import that was declared without a result
 */
record HostLink(
    ImportType type,
    HostFunctionType function,
    Capability.Configured capability,
    boolean replies) {}
