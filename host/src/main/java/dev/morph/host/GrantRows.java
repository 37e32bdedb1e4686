package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.policy.Grant;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Terms;
import dev.morph.storage.install.GrantRow;

/** Between grants and their rows. */
final class GrantRows {
  private GrantRows() {}

  static GrantRow row(Grant grant) {
    JsonObject terms = grant.terms().toJson();
    return new GrantRow(
        GrantRow.newId(),
        grant.extension(),
        grant.publisher(),
        member(terms, "permissions"),
        member(terms, "limits"),
        member(terms, "credentials"),
        grant.approved(),
        grant.by(),
        grant.at(),
        null);
  }

  private static String member(JsonObject terms, String name) {
    JsonValue value = terms.get(name);
    return value == null
        ? "[]"
        : Json.write(value); // terms without credentials say nothing of them
  }

  /**
   * The grant of a row.
   *
   * @param base the ceilings that hold now; a limit above is lowered to its ceiling
   * @throws MorphException ({@code store-unavailable}) if the row does not say one
   */
  static Grant grant(GrantRow row, Limits base) {
    try {
      JsonObject terms =
          JsonObject.builder()
              .put("credentials", Json.parse(row.credentials()))
              .put("limits", Json.parse(row.limits()))
              .put("permissions", Json.parse(row.permissions()))
              .put("v", 1)
              .build();
      return new Grant(
          row.extensionId(),
          row.publisher(),
          Terms.fromJson(terms, base),
          row.approvedDigest(),
          row.grantedBy(),
          row.grantedAt());
    } catch (JsonException | MorphException | IllegalArgumentException e) {
      throw new MorphException(
          ErrorCode.STORE_UNAVAILABLE,
          "the grant "
              + row.id()
              + " of "
              + row.extensionId()
              + " cannot be read: "
              + e.getMessage()
              + ". Revoke it with `morph grants revoke` and install the extension again",
          e);
    }
  }
}
