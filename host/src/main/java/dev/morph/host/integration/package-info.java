/**
 * What an integration is to its callers, whoever wrote it: its actions, its events, the files that
 * it opens, and a call with opaque ids. {@link dev.morph.host.integration.NativeIntegration} is one
 * that an application writes in Java.
 */
@NullMarked
package dev.morph.host.integration;

import org.jspecify.annotations.NullMarked;
