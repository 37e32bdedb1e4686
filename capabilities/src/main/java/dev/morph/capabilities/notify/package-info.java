/** {@code morphee:extensions/notify}: notifications to the user. */
@NullMarked
package dev.morph.capabilities.notify;

import org.jspecify.annotations.NullMarked;
