/** The greeter example, written in Java: one action, one secret, one log line. */
@NullMarked
package dev.morph.examples.greeter;

import org.jspecify.annotations.NullMarked;
