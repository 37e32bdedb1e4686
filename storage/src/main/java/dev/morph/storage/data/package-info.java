/**
 * Tasks, conversations and memory: what guests see of the user's data. The services are interfaces,
 * so that an embedder can stand its own behind them; {@link SqlData} makes those of the store.
 */
@NullMarked
package dev.morph.storage.data;

import org.jspecify.annotations.NullMarked;
