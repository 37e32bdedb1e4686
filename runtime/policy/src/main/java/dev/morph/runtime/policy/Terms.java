package dev.morph.runtime.policy;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What is asked for and approved: rights and budgets. Immutable, safe to share.
 *
 * @param permissions the rights
 * @param limits the budgets; the ceilings in it are not part of what is approved
 */
public record Terms(PermissionSet permissions, Limits limits) {
  private static final int VERSION = 1;

  /**
   * What an approval binds to: the SHA-256 of {@link #toJson} as UTF-8 without white space
   * (docs/reference/permissions.md, "The digest of an approval").
   */
  public Digest digest() {
    return Digest.of(Json.writeUtf8(toJson()));
  }

  /** True if these rights cover the others and no limit of the others is higher. */
  public boolean covers(Terms other) {
    for (Limit limit : Limit.values()) {
      if (other.limits.value(limit) > limits.value(limit)) {
        return false;
      }
    }
    return permissions.covers(other.permissions);
  }

  /**
   * The canonical form: members sorted; limits that differ from the default, in the limit's unit;
   * the canonical permissions, one text for each entry, sorted by UTF-16 units.
   */
  public JsonObject toJson() {
    JsonObject.Builder values = JsonObject.builder();
    Stream.of(Limit.values())
        .filter(limit -> limits.value(limit) != limit.defaultValue())
        .sorted(Comparator.comparing(Limit::word))
        .forEach(limit -> values.put(limit.word(), limits.value(limit)));
    List<JsonValue> texts = new ArrayList<>();
    for (String text : permissions.canonicalTexts()) {
      texts.add(new JsonString(text));
    }
    return JsonObject.builder()
        .put("limits", values.build())
        .put("permissions", new JsonArray(texts))
        .put("v", VERSION)
        .build();
  }

  /**
   * Reads what {@link #toJson} made.
   *
   * @param json of this version or an older one
   * @param ceilings the ceilings that hold now; a value above is lowered to its ceiling
   * @throws MorphException USAGE_INVALID for anything else
   */
  public static Terms fromJson(JsonValue json, Limits ceilings) {
    if (!(json instanceof JsonObject object)
        || !object.members().keySet().equals(Set.of("limits", "permissions", "v"))
        || !JsonNumber.of(VERSION).equals(object.get("v"))
        || !(object.get("limits") instanceof JsonObject values)
        || !(object.get("permissions") instanceof JsonArray texts)) {
      throw wrong("an object with \"limits\", \"permissions\" and \"v\": 1 is expected");
    }
    List<String> grants = new ArrayList<>();
    for (JsonValue text : texts.items()) {
      if (!(text instanceof JsonString(String grant))) {
        throw wrong("permissions are texts, as \"http:read=api.example.com\"");
      }
      grants.add(grant);
    }
    Limits limits = ceilings;
    for (Limit limit : Limit.values()) {
      limits = limits.with(limit, Math.min(limit.defaultValue(), limits.ceiling(limit)));
    }
    for (var member : values.members().entrySet()) {
      Limit limit = Limit.of(member.getKey()).orElse(null);
      if (limit == null) {
        throw wrong("there is no limit " + Shown.text(member.getKey()));
      }
      limits = limits.with(limit, Math.min(amount(member.getValue()), limits.ceiling(limit)));
    }
    return new Terms(PermissionSet.parse(grants), limits);
  }

  private static long amount(JsonValue value) {
    try {
      return value instanceof JsonNumber number ? number.longValueExact() : -1;
    } catch (ArithmeticException e) {
      return -1;
    }
  }

  private static MorphException wrong(String fault) {
    return new MorphException(ErrorCode.USAGE_INVALID, "terms: " + fault);
  }
}
