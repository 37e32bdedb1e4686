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
import org.jspecify.annotations.Nullable;

/**
 * What is asked for and approved: rights, budgets, and which secrets go to which hosts. Immutable,
 * safe to share.
 *
 * @param permissions the rights
 * @param limits the budgets; the ceilings in it are not part of what is approved
 * @param credentials the headers that the host adds; each once, sorted
 */
public record Terms(PermissionSet permissions, Limits limits, List<Credential> credentials) {
  private static final int VERSION = 1;
  private static final Set<String> KEYS = Set.of("credentials", "limits", "permissions", "v");
  private static final Set<String> CREDENTIAL_KEYS = Set.of("header", "host", "scheme", "secret");

  private static final Comparator<Credential> ORDER =
      Comparator.comparing(Credential::secret)
          .thenComparing(credential -> credential.host().text())
          .thenComparing(Credential::header)
          .thenComparing(Credential::scheme);

  public Terms {
    credentials = credentials.stream().sorted(ORDER).distinct().toList();
  }

  /** Terms of an extension without credentials. */
  public Terms(PermissionSet permissions, Limits limits) {
    this(permissions, limits, List.of());
  }

  /**
   * What an approval binds to: the SHA-256 of {@link #toJson} as UTF-8 without white space
   * (docs/reference/permissions.md, "The digest of an approval").
   */
  public Digest digest() {
    return Digest.of(Json.writeUtf8(toJson()));
  }

  /**
   * True if these rights cover the others, no limit of the others is higher, and the others send no
   * secret to a host to which these do not.
   */
  public boolean covers(Terms other) {
    for (Limit limit : Limit.values()) {
      if (other.limits.value(limit) > limits.value(limit)) {
        return false;
      }
    }
    return permissions.covers(other.permissions) && notSent(other.credentials, this).isEmpty();
  }

  /** Those of some credentials that send a secret to hosts to which the terms do not. */
  static List<Credential> notSent(List<Credential> some, Terms terms) {
    return some.stream()
        .filter(one -> terms.credentials.stream().noneMatch(own -> own.sendsWith(one)))
        .toList();
  }

  /**
   * What a person is asked to approve, one line for each right and each secret that goes to a host:
   * nothing of it may be left out. Limits are shown beside it.
   */
  public List<String> words() {
    List<String> lines = new ArrayList<>(permissions.words());
    credentials.forEach(credential -> lines.add(credential.words()));
    return lines;
  }

  /**
   * The canonical form: members sorted; the credentials, if there are any; limits that differ from
   * the default, in the limit's unit; the canonical permissions, one text for each entry, sorted by
   * UTF-16 units.
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
    JsonObject.Builder json = JsonObject.builder();
    if (!credentials.isEmpty()) {
      List<JsonValue> sent = new ArrayList<>();
      for (Credential credential : credentials) {
        sent.add(
            JsonObject.builder()
                .put("header", credential.header())
                .put("host", credential.host().text())
                .put("scheme", credential.scheme())
                .put("secret", credential.secret())
                .build());
      }
      json.put("credentials", new JsonArray(sent));
    }
    return json.put("limits", values.build())
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
        || !KEYS.containsAll(object.members().keySet())
        || !JsonNumber.of(VERSION).equals(object.get("v"))
        || !(object.get("limits") instanceof JsonObject values)
        || !(object.get("permissions") instanceof JsonArray texts)) {
      throw wrong(
          "an object with \"limits\", \"permissions\", \"v\": 1 and perhaps \"credentials\" is"
              + " expected");
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
    return new Terms(PermissionSet.parse(grants), limits, credentials(object.get("credentials")));
  }

  private static List<Credential> credentials(@Nullable JsonValue json) {
    if (json == null) {
      return List.of();
    }
    List<Credential> credentials = new ArrayList<>();
    if (json instanceof JsonArray all) {
      for (JsonValue one : all.items()) {
        if (one instanceof JsonObject object
            && object.members().keySet().equals(CREDENTIAL_KEYS)
            && object.get("header") instanceof JsonString(String header)
            && object.get("host") instanceof JsonString(String host)
            && object.get("scheme") instanceof JsonString(String scheme)
            && object.get("secret") instanceof JsonString(String secret)) {
          try {
            credentials.add(new Credential(secret, HostRule.parse(host), header, scheme));
          } catch (IllegalArgumentException e) {
            throw wrong("a credential: " + e.getMessage());
          }
        }
      }
      if (credentials.size() == all.items().size()) {
        return credentials;
      }
    }
    throw wrong("credentials are objects with \"header\", \"host\", \"scheme\" and \"secret\"");
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
