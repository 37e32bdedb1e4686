package dev.morph.tests.integration;

import dev.morph.base.ExtensionId;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.host.Approval;
import dev.morph.host.InstallCandidate;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.host.integration.ExecutionContext;
import dev.morph.host.integration.IntegrationAction;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.host.integration.NativeIntegration;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.storage.Store;
import dev.morph.storage.StoreSettings;
import java.nio.file.Path;
import java.util.List;

/** What docs/guides/integrations.md shows. */
final class IntegrationsExample {
  private IntegrationsExample() {}

  // native
  /** An integration that the application writes itself. */
  static final class Clock implements NativeIntegration {
    @Override
    public IntegrationDescription describe() {
      return IntegrationDescription.of(
          "Clock",
          "1.0.0",
          "Tells the time.",
          List.of(IntegrationAction.of("tell", "Tells the time.").readOnly()));
    }

    @Override
    public JsonValue execute(Call call) {
      return new JsonString("It is noon, " + call.context().userId());
    }
  }

  // native

  static List<String> run(Path folder, Path file) {
    // run
    try (Store store = Store.open(StoreSettings.file(folder.resolve("store.db")));
        Morph morph = Morph.builder().store(store).build()) {
      InstallCandidate candidate = morph.extensions().examine(file);
      // show candidate.terms() to a person; their yes is bound to exactly these terms
      morph.extensions().add(candidate, Approval.exactly(candidate.terms().digest(), "ada"));

      morph.integrations().register(new ExtensionId("clock"), new Clock(), LoadOptions.none());

      ExecutionContext context = ExecutionContext.user("u-17");
      CallOutcome told =
          morph.integrations().execute(new ExtensionId("clock"), "tell", JsonObject.EMPTY, context);
      List<String> actions =
          morph.integrations().list().stream()
              .flatMap(one -> one.actions().stream().map(action -> one.id() + "/" + action.name()))
              .toList();
      // run
      return List.of(
          ((JsonString) told.orThrow()).value(),
          String.join(" ", actions),
          String.join(
              " ",
              store.audit().list(dev.morph.storage.audit.AuditFilter.ALL).items().stream()
                  .map(row -> row.entry().extensionId().value())
                  .toList()));
    }
  }
}
