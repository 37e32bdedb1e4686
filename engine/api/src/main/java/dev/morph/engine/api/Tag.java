package dev.morph.engine.api;

/** An exception tag; opaque. */
public non-sealed interface Tag extends Extern {}
