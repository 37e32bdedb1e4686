package dev.morph.host;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.host.integration.ExecutionContext;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.host.integration.NativeIntegration;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.ModuleSettings;
import dev.morph.runtime.sandbox.NativeActions;
import dev.morph.runtime.sandbox.SchemaValidator;
import java.time.Duration;

/** A {@link NativeIntegration} as its callers have it. */
final class JavaIntegration extends RegisteredIntegration {
  private final NativeIntegration code;
  private final ExtensionCalls calls;
  private final ModuleSettings settings;
  private final IntegrationDescription description;
  private final ExecutionAudit.Subject subject;
  private final NativeActions actions;

  /**
   * @param settings the policy of its calls of others and of its events; its limits
   */
  JavaIntegration(
      ExtensionId id,
      NativeIntegration code,
      ModuleSettings settings,
      SchemaValidator validator,
      ExtensionCalls calls,
      ExecutionAudit audit) {
    super(id, audit);
    this.code = code;
    this.calls = calls;
    this.settings = settings;
    this.description = code.describe();
    JsonObject json = description.toJson();
    this.actions = NativeActions.of(json, settings, validator);
    // there is no file: what it says of itself stands for it
    this.subject =
        new ExecutionAudit.Subject(id, description.version(), Digest.of(Json.writeUtf8(json)));
  }

  @Override
  public IntegrationDescription describe() {
    return description;
  }

  @Override
  public Policy policy() {
    return settings.policy();
  }

  @Override
  public long timeNanos() {
    return settings.limits().value(Limit.TIME);
  }

  @Override
  ExecutionAudit.Subject subject() {
    return subject;
  }

  @Override
  CallOutcome run(CallRequest request, ExtensionCalls.Chain chain) {
    return actions.execute(
        request, (whole, deadline) -> code.execute(new Call(whole, chain, deadline)));
  }

  private final class Call implements NativeIntegration.Call {
    private final CallRequest request;
    private final ExtensionCalls.Chain chain;
    private final long deadline;

    Call(CallRequest request, ExtensionCalls.Chain chain, long deadline) {
      this.request = request;
      this.chain = chain.before(deadline);
      this.deadline = deadline;
    }

    @Override
    public String action() {
      return request.action();
    }

    @Override
    public JsonObject params() {
      return request.params();
    }

    @Override
    public ExecutionContext context() {
      JsonObject context = request.context();
      return new ExecutionContext(
          text(context, "user_id"),
          text(context, "group_id"),
          text(context, "space_id"),
          text(context, "request_id"),
          context.get("config") instanceof JsonObject config ? config : JsonObject.EMPTY,
          chain.caller());
    }

    private static String text(JsonObject context, String name) {
      return context.get(name) instanceof JsonString(String text) ? text : "";
    }

    @Override
    public Duration timeLeft() {
      return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    @Override
    public CallOutcome call(ExtensionId target, String action, JsonObject params) {
      return calls.call(chain, target, action, params);
    }
  }
}
