package dev.morph.storage.sql;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;

/** How handles are configured. */
final class Handles {
  private Handles() {}

  static Jdbi of(Jdbi jdbi) {
    // one binding of a row serves statements that use all or some of its columns
    jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
    return jdbi;
  }
}
