package dev.morph.engine.endive;

import dev.morph.engine.api.Tag;
import run.endive.runtime.TagInstance;
import run.endive.wasm.types.TypeSection;

/**
 * An exception tag of an instance.
 *
 * @param types the types of the module that exports it
 * @param type the index of its type there
 */
record EndiveTag(TagInstance tag, TypeSection types, int type) implements Tag {}
