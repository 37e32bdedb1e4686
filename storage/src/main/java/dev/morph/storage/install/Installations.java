package dev.morph.storage.install;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Times;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The rows of installed extensions. Each change is one transaction: it is there as a whole, or not
 * at all. Safe for several threads. Each method throws {@link MorphException} ({@code
 * store-unavailable}) if nothing could be done.
 *
 * <p>What is asked of the binaries, signatures and rights themselves is the installer's; here it is
 * only held that what runs was approved for its digest.
 */
public final class Installations {
  private final Database database;

  /**
   * Those of a database.
   *
   * @param database closed by the caller
   */
  public Installations(Database database) {
    this.database = database;
  }

  /**
   * Adds a version with its grant, and makes it the active one. The extension is made if it is not
   * there; else it keeps its source, and whether it is enabled.
   *
   * @throws MorphException {@code publisher-untrusted} if the extension has another publisher,
   *     {@code digest-mismatch} if the version is there with another digest, {@code not-approved}
   *     if the grant is not for this version's digest
   */
  public void install(InstalledExtension extension, ExtensionVersion version, GrantRow grant) {
    if (!version.extensionId().equals(extension.id())) {
      throw new IllegalArgumentException("version and extension have different ids");
    }
    database.change(handle -> {
      Optional<InstalledExtension> before = lock(handle, extension.id());
      if (before.isEmpty()) {
        insert(handle, extension);
      } else if (!Objects.equals(before.get().publisher(), extension.publisher())) {
        throw new MorphException(
            ErrorCode.PUBLISHER_UNTRUSTED,
            "\""
                + extension.id()
                + "\" is installed from publisher "
                + shown(before.get().publisher())
                + ", and this one is from "
                + shown(extension.publisher())
                + "; install it under another name");
      }
      add(handle, version);
      insert(handle, grant);
      activate(handle, extension.id(), version.version());
    });
  }

  private static String shown(@Nullable String publisher) {
    return publisher == null ? "nobody known" : publisher;
  }

  private Optional<InstalledExtension> lock(Handle handle, ExtensionId id) {
    return handle
        .createQuery("SELECT * FROM extensions WHERE id = :id" + database.dialect().forUpdate())
        .bind("id", id.value())
        .map((row, context) -> InstallRows.extension(row))
        .findFirst();
  }

  private static void insert(Handle handle, InstalledExtension extension) {
    handle.execute(
        "INSERT INTO extensions (id, publisher, enabled, source, installed_at) VALUES (?, ?, ?, ?,"
            + " ?)",
        extension.id().value(),
        extension.publisher(),
        extension.enabled() ? 1 : 0,
        extension.source(),
        Times.micros(extension.installedAt()));
  }

  private static void add(Handle handle, ExtensionVersion version) {
    Optional<ExtensionVersion> there = find(handle, version.extensionId(), version.version());
    if (there.isPresent()) {
      if (there.get().digest().equals(version.digest())) {
        return;
      }
      throw new MorphException(
          ErrorCode.DIGEST_MISMATCH,
          version.extensionId()
              + " "
              + version.version()
              + " is installed as "
              + there.get().digest()
              + ", and this one is "
              + version.digest()
              + "; a version does not change. Remove it first, or take another version");
    }
    handle.execute(
        "INSERT INTO extension_versions (extension_id, version, digest, size, manifest, signed,"
            + " added_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        version.extensionId().value(),
        version.version(),
        version.digest().hex(),
        version.size(),
        version.manifest(),
        version.signed() ? 1 : 0,
        Times.micros(version.addedAt()));
  }

  private static void insert(Handle handle, GrantRow grant) {
    handle.execute(
        "INSERT INTO grants (id, extension_id, publisher, permissions, limits, credentials,"
            + " approved_digest, granted_by, granted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        grant.id(),
        grant.extensionId().value(),
        grant.publisher(),
        grant.permissions(),
        grant.limits(),
        grant.credentials(),
        grant.approvedDigest().hex(),
        grant.grantedBy(),
        Times.micros(grant.grantedAt()));
  }

  /**
   * Makes a version the active one.
   *
   * @throws MorphException {@code not-found} if it is not there, {@code not-approved} if no grant
   *     holds for its digest
   */
  public void activate(ExtensionId id, String version) {
    database.change(handle -> {
      lock(handle, id);
      activate(handle, id, version);
    });
  }

  private static void activate(Handle handle, ExtensionId id, String version) {
    ExtensionVersion found = find(handle, id, version).orElseThrow(() -> absent(id, version));
    if (grant(handle, id, found.digest()).isEmpty()) {
      throw new MorphException(
          ErrorCode.NOT_APPROVED,
          "nothing is approved for " + id + " " + version + " (" + found.digest() + ")");
    }
    handle.execute("UPDATE extensions SET active_version = ? WHERE id = ?", version, id.value());
  }

  private static MorphException absent(ExtensionId id, String version) {
    return new MorphException(
        ErrorCode.NOT_FOUND, id + " " + version + " is not installed; `morph list` shows what is");
  }

  /** Lets an extension run, or not; false if it is not there. */
  public boolean enable(ExtensionId id, boolean enabled) {
    return database.write(handle ->
        handle.execute(
            "UPDATE extensions SET enabled = ? WHERE id = ?", enabled ? 1 : 0, id.value()))
        == 1;
  }

  /**
   * Takes an extension away with all its versions, and ends its grants; false if it is not there.
   * Its binaries and secrets stay.
   */
  public boolean remove(ExtensionId id, Instant now) {
    return database.write(handle -> {
      handle.execute(
          "UPDATE grants SET revoked_at = ? WHERE extension_id = ? AND revoked_at IS NULL",
          Times.micros(now),
          id.value());
      return handle.execute("DELETE FROM extensions WHERE id = ?", id.value()) == 1;
    });
  }

  /** Takes away a version that is not the active one; false if there is none. */
  public boolean removeVersion(ExtensionId id, String version) {
    return database.write(handle -> {
      lock(handle, id);
      return handle.execute(
              "DELETE FROM extension_versions WHERE extension_id = ? AND version = ? AND NOT"
                  + " EXISTS (SELECT 1 FROM extensions e WHERE e.id = extension_id AND"
                  + " e.active_version = version)",
              id.value(),
              version)
          == 1;
    });
  }

  /**
   * Ends a grant. If it was the last that held for the active version, no version is active after.
   *
   * @return false if it is not there, or had ended
   */
  public boolean revoke(String grantId, Instant now) {
    if (grantId.indexOf(0) >= 0) {
      return false;
    }
    return database.write(handle -> {
      int rows =
          handle.execute(
              "UPDATE grants SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
              Times.micros(now),
              grantId);
      handle.execute(
          "UPDATE extensions SET active_version = NULL WHERE id IN (SELECT extension_id FROM"
              + " grants WHERE id = ?) AND NOT EXISTS (SELECT 1 FROM grants g JOIN"
              + " extension_versions v ON v.extension_id = g.extension_id AND v.digest ="
              + " g.approved_digest WHERE g.extension_id = extensions.id AND v.version ="
              + " extensions.active_version AND g.revoked_at IS NULL)",
          grantId);
      return rows == 1;
    });
  }

  /** The extension of this id. */
  public Optional<InstalledExtension> find(ExtensionId id) {
    return list().stream().filter(extension -> extension.id().equals(id)).findFirst();
  }

  /** All extensions, by id. */
  public List<InstalledExtension> list() {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM extensions ORDER BY id")
            .map((row, context) -> InstallRows.extension(row))
            .list());
  }

  /** An extension's versions, in the order in which they were added. */
  public List<ExtensionVersion> versions(ExtensionId id) {
    return database.read(handle ->
        handle
            .createQuery(
                "SELECT * FROM extension_versions WHERE extension_id = :id ORDER BY added_at,"
                    + " version")
            .bind("id", id.value())
            .map((row, context) -> InstallRows.version(row))
            .list());
  }

  private static Optional<ExtensionVersion> find(Handle handle, ExtensionId id, String version) {
    if (version.indexOf(0) >= 0) {
      return Optional.empty();
    }
    return handle
        .createQuery(
            "SELECT * FROM extension_versions WHERE extension_id = :id AND version = :version")
        .bind("id", id.value())
        .bind("version", version)
        .map((row, context) -> InstallRows.version(row))
        .findFirst();
  }

  /** The latest grant that holds for a binary of an extension. */
  public Optional<GrantRow> grant(ExtensionId id, Digest digest) {
    return database.read(handle -> grant(handle, id, digest));
  }

  private static Optional<GrantRow> grant(Handle handle, ExtensionId id, Digest digest) {
    return handle
        .createQuery(
            "SELECT * FROM grants WHERE extension_id = :id AND approved_digest = :digest AND"
                + " revoked_at IS NULL ORDER BY id DESC LIMIT 1")
        .bind("id", id.value())
        .bind("digest", digest.hex())
        .map((row, context) -> InstallRows.grant(row))
        .findFirst();
  }

  /** All grants of an extension, the ended ones too, the latest first. */
  public List<GrantRow> grants(ExtensionId id) {
    return database.read(handle ->
        handle
            .createQuery("SELECT * FROM grants WHERE extension_id = :id ORDER BY id DESC")
            .bind("id", id.value())
            .map((row, context) -> InstallRows.grant(row))
            .list());
  }
}
