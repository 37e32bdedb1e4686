/**
 * Events between extensions and those that listen: kept until each subscriber has acknowledged
 * them.
 */
@NullMarked
package dev.morph.storage.event;

import org.jspecify.annotations.NullMarked;
