/** Guests of every kind through the host and the command line, in both engine modes. */
@NullMarked
package dev.morph.tests.integration;

import org.jspecify.annotations.NullMarked;
