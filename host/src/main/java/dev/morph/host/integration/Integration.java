package dev.morph.host.integration;

import dev.morph.base.ExtensionId;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.audit.AuditCaller;
import java.util.List;
import java.util.Locale;

/**
 * Something whose actions are called by name: an installed extension or Java code of the
 * application. Callers see no difference. Every call is checked, bounded and written to the audit
 * log. Safe for several threads.
 */
public interface Integration {
  /** The id under which it is called. */
  ExtensionId id();

  /**
   * What it says of itself.
   *
   * @throws dev.morph.base.MorphException if it cannot say it, or may not run
   */
  IntegrationDescription describe();

  /** Its actions. */
  default List<IntegrationAction> actions() {
    return describe().actions();
  }

  /** The events that it may emit. */
  default List<PublishedEvent> publishedEvents() {
    return describe().events();
  }

  /** JSON Schema of its configuration; empty if it has none. */
  default JsonObject configSchema() {
    return describe().configSchema();
  }

  /**
   * Whether it opens files of this ending.
   *
   * @param ending with its dot, as {@code ".csv"}; capital letters count as small ones
   */
  default boolean canOpen(String ending) {
    return describe().opens().contains(ending.toLowerCase(Locale.ROOT));
  }

  /** Calls an action; failures are in the answer, and its audit row is durable. */
  CallOutcome execute(CallRequest request, AuditCaller caller);

  /** Calls an action without secrets, log and trace. */
  default CallOutcome execute(String action, JsonObject params, ExecutionContext context) {
    return execute(CallRequest.of(action, params, context.toJson()), context.caller());
  }
}
