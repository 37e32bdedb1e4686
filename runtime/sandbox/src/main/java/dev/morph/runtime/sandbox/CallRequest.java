package dev.morph.runtime.sandbox;

import dev.morph.base.json.JsonObject;
import dev.morph.component.abi.VariantValue;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of an action.
 *
 * @param context who calls, by opaque ids: {@code {user_id?, group_id?, space_id?, request_id,
 *     config}}
 * @param secrets values that the vault answers in this call, if the right to read them is there
 * @param environment the variables that the guest sees, never those of this process; values of
 *     WIT's {@code env-value}
 * @param log where the guest's log lines go; null drops them
 * @param traced true if the report is to list every host call
 * @param origin what led to the call
 */
public record CallRequest(
    String action,
    JsonObject params,
    JsonObject context,
    Map<String, String> secrets,
    Map<String, VariantValue> environment,
    @Nullable Consumer<LogLine> log,
    boolean traced,
    CallOrigin origin) {
  public CallRequest {
    secrets = Map.copyOf(secrets);
    environment = Map.copyOf(environment);
  }

  /** A call from outside. */
  public CallRequest(
      String action,
      JsonObject params,
      JsonObject context,
      Map<String, String> secrets,
      Map<String, VariantValue> environment,
      @Nullable Consumer<LogLine> log,
      boolean traced) {
    this(action, params, context, secrets, environment, log, traced, CallOrigin.OUTSIDE);
  }

  /** A call without secrets, variables, log and trace. */
  public static CallRequest of(String action, JsonObject params) {
    return of(action, params, JsonObject.EMPTY);
  }

  /** A call without secrets, variables, log and trace. */
  public static CallRequest of(String action, JsonObject params, JsonObject context) {
    return new CallRequest(action, params, context, Map.of(), Map.of(), null, false);
  }

  /**
   * The same call with a whole context: {@code request_id} and {@code config} are made where they
   * are absent.
   *
   * @throws dev.morph.base.MorphException ({@code usage-invalid}) if the context has a member of
   *     another name or type
   */
  public CallRequest completed() {
    JsonObject complete = CallerContext.complete(context);
    return complete == context ? this : withContext(complete);
  }

  CallRequest withContext(JsonObject value) {
    return new CallRequest(action, params, value, secrets, environment, log, traced, origin);
  }

  /** The same call, led to by something else. */
  public CallRequest withOrigin(CallOrigin value) {
    return new CallRequest(action, params, context, secrets, environment, log, traced, value);
  }
}
