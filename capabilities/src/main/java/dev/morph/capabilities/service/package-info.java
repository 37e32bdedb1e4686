/** What the capabilities that ask a service of the host have in common. */
@NullMarked
package dev.morph.capabilities.service;

import org.jspecify.annotations.NullMarked;
