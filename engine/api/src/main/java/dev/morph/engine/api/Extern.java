package dev.morph.engine.api;

/** Something that can be imported: a host function, or an export of an instance. */
public sealed interface Extern permits Function, Memory, Table, Global, Tag {}
