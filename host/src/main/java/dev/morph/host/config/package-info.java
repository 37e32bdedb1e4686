/**
 * Configuration by {@code morph.toml}: of the system, of the user, of a project. What a project
 * says came with its repository, so it narrows and never widens.
 */
@NullMarked
package dev.morph.host.config;

import org.jspecify.annotations.NullMarked;
