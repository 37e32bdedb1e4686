package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.host.Installed;
import dev.morph.host.Morph;
import dev.morph.host.integration.Integration;
import dev.morph.host.integration.IntegrationAction;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.audit.AuditCaller;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code morph run ID}: a call of what is installed, and the events that it leads to. */
final class InstalledRun {
  /** Extensions may answer events with events; a command ends. */
  private static final int MOST_DELIVERIES = 1_000;

  private final Terminal terminal;
  private final OutcomePrinter printer;
  private final boolean otherwise;

  /**
   * @param otherwise whether there is something else of this name to run
   */
  InstalledRun(Terminal terminal, OutcomePrinter printer, boolean otherwise) {
    this.terminal = terminal;
    this.printer = printer;
    this.otherwise = otherwise;
  }

  /**
   * Runs an action of an installed extension.
   *
   * @param builder with the settings of the command
   * @param request the call, by the schema of its parameters
   * @return the exit code; null if nothing of this id is installed, and something else has its name
   */
  @Nullable Integer run(
      InstalledId id,
      String action,
      Morph.Builder builder,
      Function<Supplier<@Nullable JsonObject>, CallRequest> request) {
    try (InstalledMorph opened = InstalledMorph.open(builder, terminal)) {
      Morph morph = opened.morph();
      Optional<Integration> found = morph.integrations().find(id.id());
      if (found.isEmpty() && (otherwise || Files.isRegularFile(Path.of(id.toString())))) {
        return null;
      }
      Integration integration =
          found.orElseThrow(() ->
              new MorphException(
                  ErrorCode.NOT_FOUND,
                  "no extension "
                      + id.id()
                      + " is installed; `morph list` shows what is. A file is named with its path or"
                      + " its ending .wasm"));
      requireVersion(morph, id);
      CallRequest call = request.apply(() -> schema(integration, action));
      CallOutcome outcome = integration.execute(call, AuditCaller.CLI);
      int exit = printer.print(outcome, JsonObject.EMPTY);
      int delivered = morph.events().deliverWaiting(MOST_DELIVERIES);
      if (delivered > 0 && !printer.json()) {
        terminal.note(
            "events: " + delivered + (delivered == 1 ? " delivery" : " deliveries") + " to others");
      }
      return exit;
    }
  }

  private static void requireVersion(Morph morph, InstalledId id) {
    if (id.version().isEmpty()) {
      return;
    }
    String active =
        morph
            .extensions()
            .find(id.id())
            .map(Installed::extension)
            .map(extension -> String.valueOf(extension.activeVersion()))
            .orElse("none");
    if (!active.equals(id.version())) {
      throw new MorphException(
          ErrorCode.NOT_FOUND,
          "the active version of "
              + id.id()
              + " is "
              + active
              + ", not "
              + id.version()
              + "; `morph info "
              + id.id()
              + "` shows what is installed");
    }
  }

  private static @Nullable JsonObject schema(Integration integration, String action) {
    try {
      for (IntegrationAction one : integration.actions()) {
        if (one.name().equals(action)) {
          return one.parameters();
        }
      }
    } catch (MorphException e) { // what is wrong is the outcome of the call
      return null;
    }
    return null;
  }
}
