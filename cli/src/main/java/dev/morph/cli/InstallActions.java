package dev.morph.cli;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.Approval;
import dev.morph.host.ExtensionManager;
import dev.morph.host.InstallCandidate;
import dev.morph.host.Installed;
import dev.morph.host.Morph;
import dev.morph.runtime.policy.Grant;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Terms;
import dev.morph.storage.install.ExtensionVersion;
import java.io.Console;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** What {@code morph install} and the commands over what is installed do. */
final class InstallActions {
  /** Who approves on the command line: whoever may use this store. */
  private static final String COMPILING = "compile-";

  private static final String APPROVER = "cli";

  private final Terminal terminal;
  private final boolean json;

  InstallActions(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** Runs work over what is installed. */
  static int with(Terminal terminal, ToIntFunction<ExtensionManager> work) {
    return with(terminal, List.of(), work);
  }

  /**
   * The same within limits of its own.
   *
   * @param limits those of compiling hold for the work; the others are for calls
   */
  private static int with(
      Terminal terminal, List<String> limits, ToIntFunction<ExtensionManager> work) {
    Limits own = terminal.configuration().get().limits();
    for (String limit : limits) {
      own = limit.startsWith(COMPILING) ? own.parse(limit) : own;
    }
    Morph.Builder builder = new LoadOptionsMixin().builder(List.of(), terminal).limits(own);
    try (InstalledMorph opened = InstalledMorph.open(builder, terminal)) {
      return work.applyAsInt(opened.morph().extensions());
    }
  }

  int install(
      Path file,
      @Nullable Path manifest,
      @Nullable String as,
      List<String> grants,
      List<String> limits,
      @Nullable String approve) {
    if (approve != null && !(grants.isEmpty() && limits.isEmpty())) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "--approve covers all that is asked for; leave --grant and --limit away");
    }
    PermissionSet granted = PermissionSet.parse(grants);
    return with(
        terminal,
        limits,
        manager -> {
          InstallCandidate candidate =
              manager.examine(
                  file,
                  manifest == null ? null : LoadOptionsMixin.read(manifest),
                  as == null ? null : InstalledId.id(as));
          if (!json) {
            TermsPrinter.print(terminal, candidate);
          }
          Approval approval = approval(candidate, granted, limits, approve);
          Installed installed = manager.add(candidate, approval);
          if (json) {
            terminal.document(TermsPrinter.json(candidate).put("active", true).build());
          } else {
            terminal.out().println();
            terminal
                .out()
                .println(
                    "installed "
                        + installed.id()
                        + " "
                        + installed.latest().version()
                        + "; `morph run "
                        + installed.id()
                        + " ACTION` runs it");
          }
          return 0;
        });
  }

  private Approval approval(
      InstallCandidate candidate,
      PermissionSet granted,
      List<String> limits,
      @Nullable String approve) {
    if (approve != null) {
      try {
        return Approval.exactly(Digest.parse(approve), APPROVER);
      } catch (IllegalArgumentException e) {
        throw new MorphException(ErrorCode.USAGE_INVALID, "--approve: " + e.getMessage(), e);
      }
    }
    boolean scripted = !granted.permissions().isEmpty() || !limits.isEmpty();
    Console console = System.console();
    if (!scripted
        && !json
        && console != null
        && console.isTerminal()
        && asksForSomething(candidate)) {
      String answer = console.readLine("%nInstall %s with these rights? [y/N] ", candidate.id());
      if (answer == null || !answer.trim().toLowerCase(Locale.ROOT).matches("y|yes")) {
        throw new MorphException(ErrorCode.NOT_APPROVED, "nothing was installed");
      }
      return Approval.exactly(candidate.terms().digest(), APPROVER);
    }
    Limits covered = withCeilings(terminal.configuration().get().limits());
    for (String limit : limits) {
      covered = covered.parse(limit);
    }
    return Approval.covering(new Terms(granted, covered), APPROVER);
  }

  /** The default limits, which may be raised as far as the operator lets them. */
  private static Limits withCeilings(Limits configured) {
    Limits limits = Limits.defaults();
    for (Limit limit : Limit.values()) {
      limits = limits.withCeiling(limit, configured.ceiling(limit));
    }
    return limits;
  }

  private static boolean asksForSomething(InstallCandidate candidate) {
    return !TermsPrinter.words(candidate.terms()).isEmpty();
  }

  int list() {
    return with(
        terminal,
        manager -> {
          List<Installed> all = manager.list();
          if (json) {
            terminal.document(
                JsonObject.builder()
                    .put(
                        "extensions",
                        new JsonArray(
                            all.stream().<JsonValue>map(one -> document(one).build()).toList()))
                    .build());
          } else if (all.isEmpty()) {
            terminal.out().println("nothing is installed; `morph install FILE` installs a file");
          } else {
            Table table = new Table("ID", "VERSION", "STATE", "SIGNED", "INSTALLED");
            for (Installed one : all) {
              table.row(
                  one.id().value(),
                  one.latest().version(),
                  state(one),
                  one.latest().signed() ? "yes" : "no",
                  one.extension().installedAt().toString());
            }
            table.print(terminal);
          }
          return 0;
        });
  }

  private static String state(Installed one) {
    if (!one.extension().enabled()) {
      return "disabled";
    }
    return one.runs() ? "enabled" : "not approved";
  }

  private static JsonObject.Builder document(Installed one) {
    List<JsonValue> versions = new ArrayList<>();
    for (ExtensionVersion version : one.versions()) {
      versions.add(
          JsonObject.builder()
              .put("version", version.version())
              .put("digest", version.digest().toString())
              .put("size", version.size())
              .put("signed", version.signed())
              .put("added_at", version.addedAt().toString())
              .build());
    }
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", one.id().value())
            .put("version", one.latest().version())
            .put("state", state(one).replace(' ', '-'))
            .put("source", one.extension().source())
            .put("installed_at", one.extension().installedAt().toString())
            .put("versions", new JsonArray(versions));
    Grant grant = one.grant();
    return grant == null ? json : json.put("granted", grant.terms().toJson());
  }

  int info(String target, @Nullable Path manifest, List<String> limits) {
    boolean named = !target.contains(".wasm") && InstalledId.PATTERN.matcher(target).matches();
    return with(
        terminal,
        limits,
        manager -> {
          ExtensionId id = named ? InstalledId.parse(target).id() : null;
          Installed installed = id == null ? null : manager.find(id).orElse(null);
          if (installed != null) {
            return info(installed);
          }
          if (id != null && !Files.exists(Path.of(target))) {
            throw new MorphException(
                ErrorCode.NOT_FOUND,
                "no extension "
                    + id
                    + " is installed, and there is no such file; `morph list` shows what is");
          }
          InstallCandidate candidate =
              manager.examine(
                  Path.of(target), manifest == null ? null : LoadOptionsMixin.read(manifest), null);
          if (json) {
            terminal.document(TermsPrinter.json(candidate).build());
          } else {
            TermsPrinter.print(terminal, candidate);
            terminal.out().println();
            terminal
                .out()
                .println(
                    "To approve: morph install "
                        + target
                        + " --approve "
                        + candidate.terms().digest());
          }
          return 0;
        });
  }

  private int info(Installed one) {
    if (json) {
      terminal.document(document(one).build());
      return 0;
    }
    terminal.out().println(one.id() + " " + one.latest().version() + ", " + state(one));
    String description = one.manifest().about().description();
    if (description != null && !description.isEmpty()) {
      terminal.out().println(Terminal.oneLine(description));
    }
    terminal.out().println();
    Table table = new Table("VERSION", "ACTIVE", "SIGNED", "BYTES", "DIGEST");
    for (ExtensionVersion version : one.versions()) {
      table.row(
          version.version(),
          version.equals(one.active()) ? "yes" : "no",
          version.signed() ? "yes" : "no",
          Long.toString(version.size()),
          version.digest().toString());
    }
    table.print(terminal);
    Grant grant = one.grant();
    if (grant != null) {
      terminal.out().println();
      List<String> words = TermsPrinter.words(grant.terms());
      terminal.out().println(words.isEmpty() ? "It was granted no rights." : "It can:");
      words.forEach(line -> terminal.out().println("  - " + Terminal.oneLine(line)));
    }
    return 0;
  }

  int enable(String text, boolean enabled) {
    ExtensionId id = InstalledId.id(text);
    return with(
        terminal,
        manager -> {
          Installed installed = manager.enable(id, enabled);
          done(
              id + " is " + state(installed),
              JsonObject.builder().put("id", id.value()).put("state", state(installed)).build());
          return 0;
        });
  }

  int remove(String text) {
    ExtensionId id = InstalledId.id(text);
    return with(
        terminal,
        manager -> {
          manager.remove(id);
          done("removed " + id, JsonObject.builder().put("id", id.value()).build());
          return 0;
        });
  }

  private void done(String text, JsonObject document) {
    if (json) {
      terminal.document(document);
    } else {
      terminal.out().println(text);
    }
  }
}
