package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.InstallCandidate;
import dev.morph.host.Installed;
import dev.morph.runtime.policy.Grant;
import dev.morph.runtime.policy.PermissionDiff;
import dev.morph.storage.install.GrantRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the commands of {@code morph grants} do. */
final class GrantActions {
  private final Terminal terminal;
  private final boolean json;

  GrantActions(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  int list(@Nullable String text) {
    ExtensionId only = text == null ? null : InstalledId.id(text);
    return InstallActions.with(
        terminal,
        manager -> {
          List<GrantRow> rows = new ArrayList<>();
          if (only == null) {
            manager.list().forEach(one -> rows.addAll(manager.grants(one.id())));
          } else {
            rows.addAll(manager.grants(only));
          }
          if (json) {
            terminal.document(
                JsonObject.builder()
                    .put(
                        "grants", new JsonArray(rows.stream().map(GrantActions::document).toList()))
                    .build());
          } else if (rows.isEmpty()) {
            terminal.out().println("nothing was granted");
          } else {
            Table table = new Table("EXTENSION", "GRANTED", "BY", "ENDED", "FILE", "RIGHTS");
            for (GrantRow row : rows) {
              table.row(
                  row.extensionId().value(),
                  row.grantedAt().toString(),
                  row.grantedBy(),
                  row.revokedAt() == null ? "" : row.revokedAt().toString(),
                  row.approvedDigest().toString().substring(0, "sha256:".length() + 12),
                  row.permissions());
            }
            table.print(terminal);
          }
          return 0;
        });
  }

  private static JsonValue document(GrantRow row) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("id", row.id())
            .put("extension", row.extensionId().value())
            .put("permissions", Json.parse(row.permissions()))
            .put("limits", Json.parse(row.limits()))
            .put("credentials", Json.parse(row.credentials()))
            .put("digest", row.approvedDigest().toString())
            .put("by", row.grantedBy())
            .put("at", row.grantedAt().toString());
    return (row.revokedAt() == null ? json : json.put("ended_at", row.revokedAt().toString()))
        .build();
  }

  private static Installed installed(dev.morph.host.ExtensionManager manager, ExtensionId id) {
    return manager
        .find(id)
        .orElseThrow(() ->
            new MorphException(
                ErrorCode.NOT_FOUND,
                "no extension " + id + " is installed; `morph list` shows what is"));
  }

  int show(String text) {
    ExtensionId id = InstalledId.id(text);
    return InstallActions.with(
        terminal,
        manager -> {
          Installed one = installed(manager, id);
          Grant grant = one.grant();
          if (grant == null) {
            throw new MorphException(
                ErrorCode.NOT_APPROVED,
                "nothing is approved for " + id + "; install it again to approve it");
          }
          List<String> words = TermsPrinter.words(grant.terms());
          if (json) {
            terminal.document(
                JsonObject.builder()
                    .put("extension", id.value())
                    .put("version", one.latest().version())
                    .put("granted", grant.terms().toJson())
                    .put("words", TermsPrinter.strings(words))
                    .put("digest", grant.approved().toString())
                    .put("by", grant.by())
                    .put("at", grant.at().toString())
                    .build());
            return 0;
          }
          terminal
              .out()
              .println(
                  id
                      + " "
                      + one.latest().version()
                      + (words.isEmpty() ? " was granted no rights" : " can:"));
          words.forEach(line -> terminal.out().println("  - " + Terminal.oneLine(line)));
          terminal
              .out()
              .println(
                  "approved by " + grant.by() + " at " + grant.at() + " for " + grant.approved());
          return 0;
        });
  }

  int diff(String text, Path file, @Nullable Path manifest) {
    ExtensionId id = InstalledId.id(text);
    return InstallActions.with(
        terminal,
        manager -> {
          Installed unused = installed(manager, id);
          InstallCandidate candidate =
              manager.examine(file, manifest == null ? null : LoadOptionsMixin.read(manifest), id);
          PermissionDiff change = candidate.change();
          if (change == null) {
            throw new MorphException(
                ErrorCode.NOT_APPROVED,
                "nothing is approved for " + id + ", so there is nothing to compare with");
          }
          if (json) {
            terminal.document(
                JsonObject.builder()
                    .put("extension", id.value())
                    .put("version", candidate.manifest().version())
                    .put("wider", change.wider())
                    .put("change", TermsPrinter.strings(change.words()))
                    .put("approve", candidate.terms().digest().toString())
                    .build());
          } else if (change.empty()) {
            terminal.out().println("no change");
          } else {
            change.words().forEach(line -> terminal.out().println(Terminal.oneLine(line)));
          }
          return 0;
        });
  }

  int revoke(String text) {
    ExtensionId id = InstalledId.id(text);
    return InstallActions.with(
        terminal,
        manager -> {
          int ended = manager.revoke(id);
          if (json) {
            terminal.document(
                JsonObject.builder().put("extension", id.value()).put("ended", ended).build());
          } else {
            terminal
                .out()
                .println(
                    ended == 0
                        ? id + " had no grant that holds"
                        : "ended; " + id + " does not run until it is installed again");
          }
          return 0;
        });
  }
}
