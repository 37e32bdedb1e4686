/**
 * How the packages of this module reach the database: connections, transactions, the schema and
 * what differs between the two kinds. For this module alone; everyone else uses what stands on it.
 */
@NullMarked
package dev.morph.storage.sql;

import org.jspecify.annotations.NullMarked;
