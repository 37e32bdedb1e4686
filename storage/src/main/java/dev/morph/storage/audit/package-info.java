/**
 * The audit log: one row for each execution, chained by hashes within the process that wrote it,
 * durable when its append returns.
 */
@NullMarked
package dev.morph.storage.audit;

import org.jspecify.annotations.NullMarked;
