package dev.morph.engine.endive;

import dev.morph.engine.api.Tag;
import run.endive.runtime.TagInstance;

/** An exception tag of an instance. */
record EndiveTag(TagInstance tag) implements Tag {}
