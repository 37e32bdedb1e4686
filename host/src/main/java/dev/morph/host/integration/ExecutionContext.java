package dev.morph.host.integration;

import dev.morph.base.json.JsonObject;
import dev.morph.storage.audit.AuditCaller;

/**
 * Who calls, by opaque ids: the application alone knows whom they stand for. Immutable.
 *
 * @param userId empty if there is none
 * @param groupId empty if there is none
 * @param spaceId empty if there is none
 * @param requestId empty to have one made
 * @param config the configuration of the integration for this user, by its {@code config_schema}
 * @param caller what kind of caller the audit log names
 */
public record ExecutionContext(
    String userId,
    String groupId,
    String spaceId,
    String requestId,
    JsonObject config,
    AuditCaller caller) {
  /** A program that calls for nobody in particular. */
  public static final ExecutionContext NOBODY = user("");

  /** A program that calls for a user. */
  public static ExecutionContext user(String userId) {
    return new ExecutionContext(userId, "", "", "", JsonObject.EMPTY, AuditCaller.API);
  }

  /** The same within a group and a space of it; either may be empty. */
  public ExecutionContext within(String group, String space) {
    return new ExecutionContext(userId, group, space, requestId, config, caller);
  }

  /** The same under this request's id. */
  public ExecutionContext request(String id) {
    return new ExecutionContext(userId, groupId, spaceId, id, config, caller);
  }

  /** The same with this configuration. */
  public ExecutionContext configured(JsonObject value) {
    return new ExecutionContext(userId, groupId, spaceId, requestId, value, caller);
  }

  /** The same called by this kind of caller. */
  public ExecutionContext by(AuditCaller kind) {
    return new ExecutionContext(userId, groupId, spaceId, requestId, config, kind);
  }

  /** The {@code context} of a call (docs/reference/shapes.md). */
  public JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder();
    put(json, "user_id", userId);
    put(json, "group_id", groupId);
    put(json, "space_id", spaceId);
    put(json, "request_id", requestId);
    return json.put("config", config).build();
  }

  private static void put(JsonObject.Builder json, String name, String id) {
    if (!id.isEmpty()) {
      json.put(name, id);
    }
  }
}
