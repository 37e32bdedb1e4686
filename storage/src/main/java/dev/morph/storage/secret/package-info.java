/** The rows of the vault: ciphertext and the name of its key. What encrypts it is elsewhere. */
@NullMarked
package dev.morph.storage.secret;

import org.jspecify.annotations.NullMarked;
