/** What a guest in Java computes, and the same on a JVM. */
@NullMarked
package dev.morph.tests.javaguest;

import org.jspecify.annotations.NullMarked;
