package dev.morph.storage.install;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.storage.sql.Times;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the rows of this package. */
final class InstallRows {
  private InstallRows() {}

  static InstalledExtension extension(ResultSet row) throws SQLException {
    return new InstalledExtension(
        new ExtensionId(row.getString("id")),
        row.getString("publisher"),
        row.getString("active_version"),
        row.getInt("enabled") == 1,
        row.getString("source"),
        Times.instant(row.getLong("installed_at")));
  }

  static ExtensionVersion version(ResultSet row) throws SQLException {
    return new ExtensionVersion(
        new ExtensionId(row.getString("extension_id")),
        row.getString("version"),
        new Digest(row.getString("digest")),
        row.getLong("size"),
        row.getString("manifest"),
        row.getInt("signed") == 1,
        Times.instant(row.getLong("added_at")));
  }

  static GrantRow grant(ResultSet row) throws SQLException {
    long revokedAt = row.getLong("revoked_at");
    boolean holds = row.wasNull();
    return new GrantRow(
        row.getString("id"),
        new ExtensionId(row.getString("extension_id")),
        row.getString("publisher"),
        row.getString("permissions"),
        row.getString("limits"),
        row.getString("credentials"),
        new Digest(row.getString("approved_digest")),
        row.getString("granted_by"),
        Times.instant(row.getLong("granted_at")),
        holds ? null : Times.instant(revokedAt));
  }
}
