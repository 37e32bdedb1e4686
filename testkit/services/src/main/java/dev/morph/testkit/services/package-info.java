/**
 * Services that a test scripts: each notes what it was asked, and answers by the store that it was
 * given, or with the error that the test wants.
 */
@NullMarked
package dev.morph.testkit.services;

import org.jspecify.annotations.NullMarked;
