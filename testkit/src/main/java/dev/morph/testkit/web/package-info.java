/** A web server on loopback for tests: scriptable, with a log of what arrived, plain and TLS. */
@NullMarked
package dev.morph.testkit.web;

import org.jspecify.annotations.NullMarked;
