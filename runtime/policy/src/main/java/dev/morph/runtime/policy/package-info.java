/** Permissions, scopes, grants, limits and decisions: pure data, no engine. Portable. */
@NullMarked
package dev.morph.runtime.policy;

import org.jspecify.annotations.NullMarked;
