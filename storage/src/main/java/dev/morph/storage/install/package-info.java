/**
 * What is installed: extensions, their versions, what was approved for them, and their binaries.
 */
@NullMarked
package dev.morph.storage.install;

import org.jspecify.annotations.NullMarked;
