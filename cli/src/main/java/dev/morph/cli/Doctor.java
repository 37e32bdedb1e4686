package dev.morph.cli;

import dev.morph.base.ErrorCategory;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.EngineCheck;
import dev.morph.host.ExtensionManager;
import dev.morph.host.Installed;
import dev.morph.host.cache.CompileCache;
import dev.morph.host.config.ConfigFinding;
import dev.morph.host.config.MorphConfig;
import dev.morph.runtime.policy.Credential;
import dev.morph.storage.Store;
import dev.morph.storage.audit.AuditFilter;
import dev.morph.storage.audit.AuditRow;
import dev.morph.storage.vault.VaultEntry;
import dev.morph.storage.vault.VaultListing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What {@code morph doctor} looks at. Not safe for several threads. */
final class Doctor {
  /** Before this program was written, so no clock that is right says it. */
  private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");

  /** What the clocks of machines that share a store may differ by. */
  private static final Duration SLACK = Duration.ofMinutes(5);

  private final Terminal terminal;
  private final boolean json;
  private final List<Check> checks = new ArrayList<>();

  Doctor(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  private enum Health {
    OK,
    WARNING,
    FAILED
  }

  private record Check(String subject, Health health, String found) {}

  int run() {
    MorphConfig config = look("configuration", () -> terminal.configuration().get());
    if (config != null) {
      configured(config);
      engine(config);
      cache();
      store();
    }
    print();
    boolean failed = checks.stream().anyMatch(check -> check.health() == Health.FAILED);
    return failed ? ErrorCategory.ENVIRONMENT.exitCode() : 0;
  }

  /** What the work answers; null if it failed, which is then a finding. */
  private <T> @Nullable T look(String subject, Supplier<T> work) {
    try {
      return work.get();
    } catch (MorphException e) {
      failed(subject, e.code().word() + ": " + e.getMessage());
      return null;
    }
  }

  private void ok(String subject, String found) {
    checks.add(new Check(subject, Health.OK, found));
  }

  private void warning(String subject, String found) {
    checks.add(new Check(subject, Health.WARNING, found));
  }

  private void failed(String subject, String found) {
    checks.add(new Check(subject, Health.FAILED, found));
  }

  private void configured(MorphConfig config) {
    List<ConfigFinding> findings = config.findings();
    if (findings.isEmpty()) {
      ok("configuration", "home " + config.home().path());
    }
    findings.forEach(finding -> warning("configuration", finding.text()));
  }

  private void engine(MorphConfig config) {
    Object worked =
        look(
            "engine",
            () -> {
              EngineCheck.run(config.engine());
              return config;
            });
    if (worked != null) {
      ok("engine", config.engine().word() + ", Java " + Runtime.version());
    }
  }

  private void cache() {
    try {
      CompileCache.Stat stat = CacheCommand.open(terminal).stat();
      ok("cache", stat.entries() + " modules in " + stat.folder());
    } catch (IOException e) {
      warning(
          "cache",
          "the compile cache cannot be read, so each run compiles; check the rights of its folder");
    }
  }

  private void store() {
    Object opened =
        look(
            "store",
            () -> {
              try (InstalledMorph all =
                  InstalledMorph.open(
                      new LoadOptionsMixin().builder(List.of(), terminal), terminal)) {
                ok("store", all.store().settings().address() + ", schema " + all.store().schema());
                clock(all.store());
                VaultListing secrets = look("vault", () -> secrets(all.store()));
                extensions(all.morph().extensions(), secrets);
                return all;
              }
            });
    if (opened == null) {
      warning("extensions", "nothing can be said of them without the store");
    }
  }

  private void clock(Store store) {
    Instant now = Instant.now();
    List<AuditRow> last =
        store.audit().list(new AuditFilter(null, null, null, null, null, 1, null)).items();
    if (now.isBefore(LONG_AGO)) {
      failed("clock", "it says " + now + ", which is past; set the clock of this machine");
    } else if (!last.isEmpty() && last.getFirst().entry().at().isAfter(now.plus(SLACK))) {
      warning(
          "clock",
          "it says "
              + now
              + ", and the audit log has a row of "
              + last.getFirst().entry().at()
              + "; compare the clocks of the machines that use this store");
    } else {
      ok("clock", now.toString());
    }
  }

  private VaultListing secrets(Store store) {
    VaultListing listing = store.vault(CliStore.masterKeys(terminal)).list(null, null);
    List<VaultEntry> faulty =
        listing.entries().stream().filter(entry -> entry.fault() != null).toList();
    for (VaultEntry entry : faulty) {
      failed(
          "vault",
          entry.extensionId()
              + " "
              + entry.key()
              + " cannot be read: "
              + entry.fault()
              + "; set it again with `morph vault set`");
    }
    if (listing.malformed() > 0) {
      failed("vault", listing.malformed() + " rows have names that no secret can have");
    }
    if (faulty.isEmpty() && listing.malformed() == 0) {
      ok("vault", listing.entries().size() + " secrets, all can be read");
    }
    return listing;
  }

  private void extensions(ExtensionManager manager, @Nullable VaultListing secrets) {
    List<Installed> installed = look("extensions", manager::list);
    if (installed == null) {
      return;
    }
    if (installed.isEmpty()) {
      ok("extensions", "none is installed");
    }
    for (Installed one : installed) {
      String subject = "extension " + one.id();
      List<String> problems = new ArrayList<>(manager.problems(one.id()));
      problems.addAll(missing(one, secrets));
      if (problems.isEmpty()) {
        ok(subject, one.latest().version() + " runs");
      }
      for (String problem : problems) {
        if (one.extension().enabled()) {
          failed(subject, problem);
        } else {
          warning(subject, problem);
        }
      }
    }
  }

  /** The secrets of its credentials that nobody has set. */
  private static List<String> missing(Installed one, @Nullable VaultListing secrets) {
    List<String> missing = new ArrayList<>();
    for (Credential credential : one.manifest().credentials()) {
      boolean there =
          secrets == null
              || secrets.entries().stream()
                  .anyMatch(entry ->
                      entry.extensionId().equals(one.id().value())
                          && entry.key().equals(credential.secret()));
      if (!there) {
        missing.add(
            "its requests to "
                + credential.host()
                + " need the secret "
                + credential.secret()
                + "; `morph vault set "
                + one.id()
                + " "
                + credential.secret()
                + "` sets it");
      }
    }
    return missing;
  }

  private void print() {
    if (json) {
      List<JsonValue> all = new ArrayList<>();
      for (Check check : checks) {
        all.add(
            JsonObject.builder()
                .put("check", check.subject())
                .put("health", check.health().name().toLowerCase(Locale.ROOT))
                .put("found", check.found())
                .build());
      }
      terminal.document(JsonObject.builder().put("checks", new JsonArray(all)).build());
      return;
    }
    Table table = new Table("CHECK", "HEALTH", "FOUND");
    for (Check check : checks) {
      table.row(check.subject(), check.health().name().toLowerCase(Locale.ROOT), check.found());
    }
    table.print(terminal);
  }
}
