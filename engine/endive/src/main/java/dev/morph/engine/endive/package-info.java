/**
 * The default engine: Endive behind the SPI of {@code dev.morph.engine.api}, with flat memory,
 * budgets, and faults of Endive 1.0.0 kept from the layers above. Its JVM-bytecode compiler makes
 * the mode {@code compiled}, its interpreter the mode {@code interpreted}.
 */
@NullMarked
package dev.morph.engine.endive;

import org.jspecify.annotations.NullMarked;
