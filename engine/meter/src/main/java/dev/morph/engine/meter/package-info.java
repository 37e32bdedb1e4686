/**
 * Metering: turns a validated module into one that counts what it uses (fuel, bytes of objects,
 * depth of recursion) in three globals that it imports, so that every engine counts the same; and
 * the structural limits that a module must keep before anything else looks at it. Portable: uses
 * {@code engine/binary}, {@code engine/api} and {@code base} only.
 *
 * <p>{@code docs/reference/fuel.md} has the table of costs, {@code docs/adr/0008} why it is a pass.
 */
@NullMarked
package dev.morph.engine.meter;

import org.jspecify.annotations.NullMarked;
