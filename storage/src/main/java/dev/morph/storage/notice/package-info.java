/**
 * Notifications for people. The service is an interface, so that an embedder can stand its own
 * behind it.
 */
@NullMarked
package dev.morph.storage.notice;

import org.jspecify.annotations.NullMarked;
