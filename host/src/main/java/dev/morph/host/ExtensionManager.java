package dev.morph.host;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.distribution.manifest.ExtensionManifest;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.runtime.policy.Decision;
import dev.morph.runtime.policy.Grant;
import dev.morph.runtime.policy.PermissionDiff;
import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.policy.Terms;
import dev.morph.runtime.sandbox.Contract;
import dev.morph.storage.event.Topics;
import dev.morph.storage.install.ExtensionVersion;
import dev.morph.storage.install.GrantRow;
import dev.morph.storage.install.Installations;
import dev.morph.storage.install.InstalledExtension;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is installed: files that somebody examined and approved, kept in the store by their digest
 * with what they were granted. Also loads files that are not installed. Safe for several threads;
 * what one process changes, others see with the next call, or a second later where they run it.
 *
 * <p>Nothing here can be reached by an extension: nobody grants on their own behalf.
 */
public final class ExtensionManager {
  /** Where what was installed from a file of this machine came from. */
  private static final String SOURCE = "local";

  private final ExtensionLoader loader;
  private final Services services;
  private final InstallExaminer examiner;
  private final LoadedExtensions loaded;

  /**
   * @param services whose store is asked when something is looked at, and not before
   * @param names that cannot be installed under
   * @param options the files of what is installed, and limits for this process
   */
  ExtensionManager(
      ExtensionLoader loader, Services services, NativeNames names, LoadOptions options) {
    this.loader = loader;
    this.services = services;
    this.examiner = new InstallExaminer(loader, names, this::find);
    this.loaded = new LoadedExtensions(this, options);
  }

  /** What this process runs of it. */
  LoadedExtensions loaded() {
    return loaded;
  }

  /**
   * Loads a file that need not be installed.
   *
   * @throws MorphException if the file cannot be read, is no extension, its manifest has a fault,
   *     or a limit is wrong
   */
  public Extension load(Path file, LoadOptions options) {
    return loader.load(file, options);
  }

  /** Loads the bytes of a file that need not be installed. */
  public Extension load(byte[] wasm, LoadOptions options) {
    return loader.load(wasm, options);
  }

  /** Examines a file under the name that its manifest says, with the manifest that it carries. */
  public InstallCandidate examine(Path file) {
    return examine(file, null, null);
  }

  /**
   * Reads a file, compiles it, asks it what it is (without any right), and holds all of that
   * against its manifest. Nothing is kept.
   *
   * @param manifest its text, in place of the one that the file carries; null for that
   * @param as the id under which it is to be installed; null for the one of its manifest
   * @throws MorphException if the file cannot be read, is no extension, has no manifest or one with
   *     a fault ({@code manifest-invalid}), or claims a signature that is none ({@code
   *     signature-invalid})
   */
  public InstallCandidate examine(Path file, byte @Nullable [] manifest, @Nullable ExtensionId as) {
    return examiner.examine(file, manifest, as);
  }

  /**
   * Examines a file and installs it; see {@link #add(InstallCandidate, Approval)}.
   *
   * @throws MorphException as there and in {@link #examine}
   */
  public Installed add(Path file, Approval approval) {
    return add(examine(file), approval);
  }

  /**
   * Installs what was examined, makes it the active version, and binds what is approved to its
   * digest: it is all there afterwards, or nothing is.
   *
   * @throws MorphException {@code not-approved} if the approval does not cover what it asks for,
   *     {@code digest-mismatch} if the version is installed with another digest, {@code
   *     publisher-untrusted} if the id is another publisher's, {@code store-unavailable}, {@code
   *     io-failed}
   */
  public Installed add(InstallCandidate candidate, Approval approval) {
    approval.require(candidate.id().value(), candidate.terms());
    Instant now = Instant.now();
    Digest digest = services.store().artifacts().put(candidate.bytes().content());
    ExtensionManifest manifest = candidate.manifest();
    services
        .store()
        .installations()
        .install(
            new InstalledExtension(candidate.id(), null, manifest.version(), true, SOURCE, now),
            new ExtensionVersion(
                candidate.id(),
                manifest.version(),
                digest,
                candidate.size(),
                Json.write(manifest.toJson()),
                candidate.signed(),
                now),
            GrantRows.row(
                new Grant(candidate.id(), null, candidate.terms(), digest, approval.by(), now)));
    Installed installed = require(candidate.id());
    subscribe(installed, candidate.description());
    loaded.changed(candidate.id());
    return installed;
  }

  /** Events that it may have wait for it from now on, whoever delivers them. */
  private void subscribe(Installed installed, @Nullable IntegrationDescription description) {
    Grant grant = installed.grant();
    Set<String> topics = new LinkedHashSet<>();
    if (description != null && grant != null && installed.runs()) {
      Policy policy = Policy.of(installed.manifest().permissions(), grant.terms().permissions());
      for (String topic : description.listens()) {
        if (Topics.isPattern(topic)
            && EventDelivery.decide(policy, topic) instanceof Decision.Granted) {
          topics.add(topic);
        }
      }
    }
    if (topics.isEmpty()) {
      services.store().events().unsubscribe(installed.id().value());
    } else {
      services.store().events().subscribe(installed.id().value(), topics);
    }
  }

  /** All that is installed, by id. */
  public List<Installed> list() {
    Installations rows = services.store().installations();
    List<Installed> all = new ArrayList<>();
    for (InstalledExtension extension : rows.list()) {
      read(rows, extension).ifPresent(all::add);
    }
    return all;
  }

  /** What is installed under an id. */
  public Optional<Installed> find(ExtensionId id) {
    Installations rows = services.store().installations();
    return rows.find(id).flatMap(extension -> read(rows, extension));
  }

  /** Empty if it was removed meanwhile. */
  private Optional<Installed> read(Installations rows, InstalledExtension extension) {
    List<ExtensionVersion> versions = rows.versions(extension.id());
    if (versions.isEmpty()) {
      return Optional.empty();
    }
    ExtensionVersion active = null;
    for (ExtensionVersion version : versions) {
      if (version.version().equals(extension.activeVersion())) {
        active = version;
      }
    }
    Grant grant =
        active == null
            ? null
            : rows.grant(extension.id(), active.digest())
                .map(row -> GrantRows.grant(row, loader.base()))
                .orElse(null);
    ExtensionVersion shown = active == null ? versions.getLast() : active;
    return Optional.of(
        new Installed(
            extension,
            versions,
            active,
            ExtensionManifest.readFile(shown.manifest(), loader.base()),
            grant));
  }

  /**
   * What is installed under an id.
   *
   * @throws MorphException ({@code not-found}) if nothing is
   */
  Installed require(ExtensionId id) {
    return find(id).orElseThrow(() -> absent(id));
  }

  static MorphException absent(ExtensionId id) {
    return new MorphException(
        ErrorCode.NOT_FOUND, "no extension " + id + " is installed; `morph list` shows what is");
  }

  /**
   * Lets an extension run, or not. Events that wait for it are dropped when it may not.
   *
   * @throws MorphException ({@code not-found}) if it is not installed
   */
  public Installed enable(ExtensionId id, boolean enabled) {
    Installed before = require(id);
    boolean unused = services.store().installations().enable(id, enabled);
    Installed installed = require(id);
    if (before.extension().enabled() != enabled) {
      subscribe(installed, enabled ? description(installed) : null);
    }
    loaded.changed(id);
    return installed;
  }

  private @Nullable IntegrationDescription description(Installed installed) {
    if (!installed.runs()) {
      return null;
    }
    try (Extension extension = open(installed, installed.latest(), LoadOptions.none())) {
      return extension.module().contracts().contains(Contract.INTEGRATION)
          ? IntegrationDescription.read(extension.describe())
          : null;
    }
  }

  /**
   * Takes an extension away with all its versions, grants and waiting events. Its secrets stay, and
   * so do its audit rows and what was granted, as ended.
   *
   * @throws MorphException ({@code not-found}) if it is not installed
   */
  public void remove(ExtensionId id) {
    Installed installed = require(id);
    Installations rows = services.store().installations();
    boolean unused = rows.remove(id, Instant.now());
    services.store().events().unsubscribe(id.value());
    Set<Digest> kept = new LinkedHashSet<>();
    for (InstalledExtension other : rows.list()) {
      rows.versions(other.id()).forEach(version -> kept.add(version.digest()));
    }
    for (ExtensionVersion version : installed.versions()) {
      if (!kept.contains(version.digest())) {
        boolean deleted = services.store().artifacts().delete(version.digest());
      }
    }
    loaded.changed(id);
  }

  /**
   * What keeps an extension from running, or calls of it from working, each with what to do. No
   * guest is run.
   *
   * @throws MorphException ({@code not-found}) if it is not installed
   */
  public List<String> problems(ExtensionId id) {
    Installed installed = require(id);
    List<String> problems = new ArrayList<>();
    Grant grant = installed.grant();
    if (!installed.extension().enabled()) {
      problems.add("it is disabled; `morph enable " + id + "` lets it run again");
    }
    if (grant == null) {
      problems.add("nothing is approved for it; install it again to approve it");
      return problems;
    }
    Terms asked = examiner.asked(installed.manifest());
    if (!grant.terms().covers(asked)) {
      problems.add(
          "it asks for more than is approved: "
              + PermissionDiff.of(grant.terms(), asked).moreWords()
              + "; what is not approved is denied");
    }
    try (Extension unused = open(installed, installed.latest(), LoadOptions.none())) {
      return problems;
    } catch (MorphException e) {
      problems.add(e.code().word() + ": " + e.getMessage());
      return problems;
    }
  }

  /** All grants of an extension, the ended ones too, the latest first. */
  public List<GrantRow> grants(ExtensionId id) {
    return services.store().installations().grants(id);
  }

  /**
   * Ends what is granted for the active version of an extension: it does not run any more until it
   * is installed again.
   *
   * @return how many grants ended
   * @throws MorphException ({@code not-found}) if it is not installed
   */
  public int revoke(ExtensionId id) {
    Installed unused = require(id);
    Installations rows = services.store().installations();
    int ended = 0;
    for (GrantRow row : rows.grants(id)) {
      if (row.revokedAt() == null && rows.revoke(row.id(), Instant.now())) {
        ended++;
      }
    }
    services.store().events().unsubscribe(id.value());
    loaded.changed(id);
    return ended;
  }

  /**
   * What is installed, if it may run.
   *
   * @throws MorphException {@code not-found} if it is not there, {@code not-approved} if it is
   *     disabled or nothing is approved for its active version
   */
  Installed requireRunning(ExtensionId id) {
    Installed installed = require(id);
    if (!installed.extension().enabled()) {
      throw new MorphException(
          ErrorCode.NOT_APPROVED, id + " is disabled; `morph enable " + id + "` lets it run again");
    }
    if (!installed.runs()) {
      throw new MorphException(
          ErrorCode.NOT_APPROVED,
          "nothing is approved for " + id + " any more; install it again to approve it");
    }
    return installed;
  }

  /**
   * Loads a version on the terms that were approved for its digest.
   *
   * @throws MorphException {@code not-approved} if nothing is, {@code digest-mismatch} if its file
   *     was changed, {@code not-found} if its file is gone
   */
  Extension open(Installed installed, ExtensionVersion version, LoadOptions options) {
    ExtensionId id = installed.id();
    Grant grant =
        services
            .store()
            .installations()
            .grant(id, version.digest())
            .map(row -> GrantRows.grant(row, loader.base()))
            .orElseThrow(() ->
                new MorphException(
                    ErrorCode.NOT_APPROVED,
                    "nothing is approved for " + id + " " + version.version()));
    byte[] wasm =
        services
            .store()
            .artifacts()
            .find(version.digest())
            .orElseThrow(() ->
                new MorphException(
                    ErrorCode.NOT_FOUND,
                    "the file of "
                        + id
                        + " "
                        + version.version()
                        + " ("
                        + version.digest()
                        + ") is gone from the store; install it again"));
    ExtensionManifest manifest = ExtensionManifest.readFile(version.manifest(), loader.base());
    return loader.load(wasm, manifest, id, grant.terms(), options);
  }
}
