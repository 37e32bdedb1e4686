/**
 * Web requests of guests, by the egress rule of docs/reference/http.md: every hop and every
 * resolved address is checked before a connection is made.
 */
@NullMarked
package dev.morph.capabilities.http;

import org.jspecify.annotations.NullMarked;
