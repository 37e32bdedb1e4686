package dev.morph.runtime.policy;

/** A named right and what narrows it. */
public record Permission(PermissionName name, Scope scope) {}
