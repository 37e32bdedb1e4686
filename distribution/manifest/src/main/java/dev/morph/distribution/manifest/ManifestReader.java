package dev.morph.distribution.manifest;

import dev.morph.base.Digest;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.HostRule;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Permission;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.PermissionSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads both forms of a manifest; the keys are those of docs/reference/manifest.md. First all is
 * checked and every fault collected; the model is made only if there is none.
 */
final class ManifestReader {
  /** Headers that are the host's own. */
  private static final List<String> HOST_HEADERS =
      List.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "user-agent");

  /** What the keys of Morph's own secrets begin with. */
  private static final String RESERVED_KEYS = "morph:";

  private static final int MOST_KEY_BYTES = 256;

  private static final Shape LINK =
      Shape.text((text, at, out) -> {
        if (!text.startsWith("https://") && !text.startsWith("http://")) {
          out.error(at, "a link begins with https:// or http://", "");
        }
      });

  private static final Shape NAME =
      Shape.text((text, at, out) -> {
        if (text.isEmpty()
            || text.codePointCount(0, text.length()) > 256
            || text.chars().anyMatch(c -> c < 0x20)) {
          out.error(at, "a name has 1 to 256 characters in one line", "");
        }
      });

  private static final Shape ENDING =
      Shape.text((text, at, out) -> {
        boolean sound = text.length() >= 2 && text.length() <= 32 && text.charAt(0) == '.';
        for (int i = 1; sound && i < text.length(); i++) {
          sound = word(text.charAt(i)) || ".+-_".indexOf(text.charAt(i)) >= 0;
        }
        if (!sound) {
          out.error(at, text + " is no ending of files", "write it as .csv");
        }
      });

  private static final Shape PARAMETER =
      Shape.object(
          List.of("name"),
          new Shape.Members()
              .with("name", NAME)
              .with(
                  "type", Shape.oneOf("string", "number", "integer", "boolean", "object", "array"))
              .with("required", Shape.BOOLEAN)
              .with("description", Shape.TEXT));

  private static final Shape PARAMETERS = Shape.named(PARAMETER);

  private static final Shape ACTION =
      Shape.object(
          List.of("name"),
          new Shape.Members()
              .with("name", NAME)
              .with("description", Shape.TEXT)
              .with(
                  "parameters",
                  (value, at, out) -> {
                    if (!(value instanceof JsonObject)) {
                      PARAMETERS.check(value, at, out);
                    }
                  })
              .with("returns", Shape.OBJECT)
              .with("ai_access", Shape.oneOf("execute", "ask", "never"))
              .with("side_effect", Shape.oneOf("read", "write")));

  private static final Shape CREDENTIAL =
      Shape.object(
          List.of("secret", "host"),
          new Shape.Members()
              .with("secret", Shape.text(ManifestReader::secret))
              .with("host", Shape.text(ManifestReader::host))
              .with("header", Shape.text(ManifestReader::header))
              .with(
                  "scheme",
                  Shape.text((text, at, out) -> {
                    if (!Credential.isToken(text)) {
                      out.error(at, "a scheme is one word, as Bearer", "leave it out for none");
                    }
                  })));

  /** Keys of both forms. */
  private static final Shape.Members KEYS =
      new Shape.Members()
          .with("version", ManifestReader::version)
          .with("description", Shape.TEXT)
          .with("author", Shape.TEXT)
          .with("homepage", LINK)
          .with("license", Shape.TEXT)
          .with("repository", LINK)
          .with(
              "categories",
              Shape.list(
                  Shape.oneOf("productivity", "communication", "development", "data", "other")))
          .with("highlights", Shape.list(Shape.TEXT))
          .with(
              "contract",
              Shape.oneOrMore(
                  Shape.oneOf("integration", "program", "frontend", "backend", "transformer")))
          .with("permissions", ManifestReader::permissions)
          .with("credentials", Shape.list(CREDENTIAL))
          .with("resource_limits", Shape.OBJECT)
          .with(ExtensionManifest.REQUIRES.get(0), Shape.text(ManifestReader::range))
          .with(ExtensionManifest.REQUIRES.get(1), Shape.text(ManifestReader::range))
          .with("oauth", Shape.OBJECT)
          .with("listens", Shape.list(Shape.TEXT))
          .with("opens", Shape.list(ENDING))
          .with("unused_imports", Shape.BOOLEAN)
          .with("lifecycle", Shape.oneOf("fresh", "reuse"))
          .with("signature", Shape.TEXT)
          .with("digest", Shape.text(ManifestReader::digest))
          .with("deprecated", Shape.FLAG_OR_TEXT)
          .with("actions", Shape.named(ACTION));

  private static final Shape.Members FLAT =
      new Shape.Members()
          .with("name", Shape.text(ManifestReader::id))
          .with("display_name", Shape.TEXT);

  private static final Shape.Members NESTED =
      new Shape.Members()
          .with("extension_id", Shape.text(ManifestReader::id))
          .with("schema_version", ManifestReader::schemaVersion)
          .with(
              "metadata",
              Shape.object(
                  List.of(),
                  new Shape.Members()
                      .with("name", Shape.TEXT)
                      .with("author", Shape.TEXT)
                      .with("homepage", LINK)));

  private final JsonObject document;
  private final Limits base;
  private final boolean nested;
  private final boolean newer;
  private final Findings findings;

  ManifestReader(JsonObject document, Limits base) {
    this.document = document;
    this.base = base;
    this.nested =
        document.has("extension_id") || document.has("schema_version") || document.has("metadata");
    this.newer =
        document.get("schema_version") instanceof JsonString(String version) && newerMinor(version);
    this.findings = new Findings(newer);
  }

  /** All keys of both forms. */
  static List<String> keys() {
    return FLAT.and(NESTED).and(KEYS).names();
  }

  ManifestReport read() {
    Shape.object(List.of(idKey(), "version"), (nested ? NESTED : FLAT).and(KEYS))
        .check(document, "", findings);
    Map<Limit, Long> asked = limits();
    metadataTwice();
    listens();
    if (!findings.failed()) {
      deadCredentials();
    }
    if (findings.failed()) {
      return new ManifestReport(null, findings.list());
    }
    Limits limits = base;
    for (Map.Entry<Limit, Long> one : asked.entrySet()) {
      limits = limits.with(one.getKey(), one.getValue());
    }
    return new ManifestReport(model(asked, limits), findings.list());
  }

  private ExtensionManifest model(Map<Limit, Long> asked, Limits limits) {
    Map<String, String> requires = new LinkedHashMap<>();
    for (String key : ExtensionManifest.REQUIRES) {
      String range = text(document, key);
      if (range != null) {
        requires.put(key, range);
      }
    }
    String digest = text(document, "digest");
    return new ExtensionManifest(
        new ExtensionId(Objects.requireNonNull(text(document, idKey()))),
        Objects.requireNonNull(text(document, "version")),
        about(),
        texts("contract"),
        permissions(),
        asked,
        limits,
        credentials(),
        requires,
        document.get("oauth") instanceof JsonObject oauth ? oauth : null,
        texts("listens"),
        texts("opens"),
        actions(),
        "reuse".equals(text(document, "lifecycle"))
            ? ExtensionManifest.Lifecycle.REUSE
            : ExtensionManifest.Lifecycle.FRESH,
        flag(document, "unused_imports"),
        flag(document, "deprecated") ? "" : text(document, "deprecated"),
        text(document, "signature"),
        digest == null ? null : Digest.parse(digest),
        newer,
        document);
  }

  private About about() {
    JsonObject metadata =
        document.get("metadata") instanceof JsonObject object ? object : JsonObject.EMPTY;
    return new About(
        nested ? text(metadata, "name") : text(document, "display_name"),
        text(document, "description"),
        text(metadata.has("author") ? metadata : document, "author"),
        text(metadata.has("homepage") ? metadata : document, "homepage"),
        text(document, "license"),
        text(document, "repository"),
        texts("categories"),
        texts("highlights"));
  }

  private String idKey() {
    return nested ? "extension_id" : "name";
  }

  private PermissionSet permissions() {
    JsonValue value = document.get("permissions");
    return value == null ? PermissionSet.NONE : PermissionSet.fromJson(value, "/permissions");
  }

  /** What could never be sent was not meant: the first that covers a host is. */
  private void deadCredentials() {
    List<Credential> credentials = credentials();
    if (credentials.size() > Credential.MOST) {
      findings.error("/credentials", "there are more than " + Credential.MOST, "write fewer");
      return;
    }
    for (int i = 0; i < credentials.size(); i++) {
      for (int before = 0; before < i; before++) {
        if (credentials.get(before).hides(credentials.get(i))) {
          findings.error(
              "/credentials/" + i,
              "it is never sent: /credentials/" + before + " sends that header to the same hosts",
              "leave one out, or put the narrower host first");
          break;
        }
      }
    }
  }

  private List<Credential> credentials() {
    List<Credential> credentials = new ArrayList<>();
    for (JsonObject one : objects(document.get("credentials"))) {
      String header = text(one, "header");
      String scheme = text(one, "scheme");
      credentials.add(
          new Credential(
              Objects.requireNonNull(text(one, "secret")),
              HostRule.parse(Objects.requireNonNull(text(one, "host"))),
              header == null ? Credential.DEFAULT_HEADER : header,
              scheme == null ? "" : scheme));
    }
    return credentials;
  }

  private List<ManifestAction> actions() {
    List<ManifestAction> actions = new ArrayList<>();
    for (JsonObject one : objects(document.get("actions"))) {
      JsonValue parameters = one.get("parameters");
      actions.add(
          new ManifestAction(
              Objects.requireNonNull(text(one, "name")),
              text(one, "description"),
              parameters instanceof JsonObject schema
                  ? schema
                  : parameters == null ? null : schema(objects(parameters)),
              one.get("returns") instanceof JsonObject returns ? returns : null,
              text(one, "ai_access"),
              text(one, "side_effect")));
    }
    return actions;
  }

  /** The list of the nested form as a JSON Schema. */
  private static JsonObject schema(List<JsonObject> parameters) {
    JsonObject.Builder properties = JsonObject.builder();
    List<JsonValue> required = new ArrayList<>();
    for (JsonObject parameter : parameters) {
      String name = Objects.requireNonNull(text(parameter, "name"));
      JsonObject.Builder property = JsonObject.builder();
      for (String key : List.of("type", "description")) {
        JsonValue value = parameter.get(key);
        if (value != null) {
          property.put(key, value);
        }
      }
      properties.put(name, property.build());
      if (flag(parameter, "required")) {
        required.add(new JsonString(name));
      }
    }
    JsonObject.Builder schema =
        JsonObject.builder().put("type", "object").put("properties", properties.build());
    return required.isEmpty()
        ? schema.build()
        : schema.put("required", new JsonArray(required)).build();
  }

  /** The limits that are asked for and sound, in their own unit. */
  private Map<Limit, Long> limits() {
    Map<Limit, Long> asked = new EnumMap<>(Limit.class);
    if (!(document.get("resource_limits") instanceof JsonObject limits)) {
      return asked;
    }
    Map<Limit, String> setBy = new EnumMap<>(Limit.class);
    List<String> known = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      for (Limit.Key key : limit.manifestKeys()) {
        known.add(key.word());
        JsonValue value = limits.get(key.word());
        if (value == null) {
          continue;
        }
        String at = "/resource_limits/" + key.word();
        String other = setBy.put(limit, key.word());
        if (other != null) {
          findings.error(at, "it sets the same limit as " + other, "write one of them");
        }
        Long amount = amount(limit, key, value, at);
        if (amount != null) {
          asked.put(limit, amount);
        }
      }
    }
    for (String key : limits.members().keySet()) {
      if (!known.contains(key)) {
        findings.unknownKey("/resource_limits", key, known);
      }
    }
    return asked;
  }

  /** The value in the limit's unit, never more than the ceiling; null after a finding. */
  private @Nullable Long amount(Limit limit, Limit.Key key, JsonValue value, String at) {
    String text = value instanceof JsonNumber number ? number.text() : "";
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    long number;
    try {
      number = value instanceof JsonNumber n ? n.longValueExact() : -1;
    } catch (ArithmeticException e) {
      number = digits ? Long.MAX_VALUE : -1;
    }
    boolean needed = limit == Limit.MEMORY || limit == Limit.FUEL || limit == Limit.TIME;
    long least = needed ? 1 : 0;
    if (number < least) {
      findings.error(
          at, "an integer from " + least + " is expected", "write it without quotes and fraction");
      return null;
    }
    if (number > base.ceiling(limit) / key.factor()) {
      boolean fits = number <= Long.MAX_VALUE / key.factor();
      findings.error(
          at,
          (fits ? limit.show(number * key.factor()) : text)
              + " is above the ceiling of "
              + limit.show(base.ceiling(limit))
              + " for "
              + limit.word(),
          "ask for less");
      return null;
    }
    return number * key.factor();
  }

  /** What may stand in the nested form in two places. */
  private void metadataTwice() {
    if (document.get("metadata") instanceof JsonObject metadata) {
      for (String key : List.of("author", "homepage")) {
        if (metadata.has(key) && document.has(key)) {
          findings.error("/" + key, "the key stands in metadata too", "write it once");
        }
      }
    }
  }

  /** Every topic needs a declared {@code event:listen} that covers it. */
  private void listens() {
    if (!(document.get("listens") instanceof JsonArray topics)) {
      return;
    }
    PermissionSet declared;
    try {
      declared = permissions();
    } catch (MorphException e) {
      return; // its findings are there already
    }
    for (int i = 0; i < topics.items().size(); i++) {
      String at = "/listens/" + i;
      if (!(topics.items().get(i) instanceof JsonString)) {
        continue;
      }
      PermissionSet wanted = scoped(PermissionName.EVENT_LISTEN, topics.items().get(i), at);
      if (wanted != null && !declared.covers(wanted)) {
        findings.error(
            at,
            "the topic needs the permission event:listen",
            "add it to permissions, bare or with this topic");
      }
    }
  }

  private @Nullable PermissionSet scoped(PermissionName name, JsonValue entry, String at) {
    try {
      return PermissionSet.of(Permission.fromJson(narrowed(name, entry), at));
    } catch (MorphException e) {
      findings.error(at, fault(e), "");
      return null;
    }
  }

  private static JsonObject narrowed(PermissionName name, JsonValue entry) {
    return JsonObject.builder()
        .put("name", name.word())
        .put(name.scopeKeys().get(0), new JsonArray(List.of(entry)))
        .build();
  }

  /** The message of a fault of a permission, without its path. */
  private static String fault(MorphException e) {
    return e.details().get("fault") instanceof JsonString(String fault) ? fault : e.getMessage();
  }

  private static void permissions(JsonValue value, String at, Findings out) {
    if (!(value instanceof JsonArray array) || array.items().size() > Shape.MOST_ITEMS) {
      out.error(at, "a list of at most 1000 permissions is expected", "as [\"http:read\"]");
      return;
    }
    boolean sound = true;
    for (int i = 0; i < array.items().size(); i++) {
      try {
        Permission.fromJson(array.items().get(i), at + "/" + i);
      } catch (MorphException e) {
        sound = false;
        permissionFault(e, at + "/" + i, out);
      }
    }
    if (sound) {
      try {
        PermissionSet.fromJson(value, at);
      } catch (MorphException e) {
        permissionFault(e, at, out);
      }
    }
  }

  private static void permissionFault(MorphException e, String at, Findings out) {
    out.error(e.details().get("path") instanceof JsonString(String path) ? path : at, fault(e), "");
  }

  private static void id(String text, String at, Findings out) {
    try {
      new ExtensionId(text);
    } catch (IllegalArgumentException e) {
      out.error(at, String.valueOf(e.getMessage()), "");
    }
  }

  private static void version(JsonValue value, String at, Findings out) {
    if (!(value instanceof JsonString(String text)) || !VersionText.semantic(text)) {
      out.error(
          at, "a version by Semantic Versioning is expected", "write it as \"1.2.0\", in quotes");
    }
  }

  private static void schemaVersion(JsonValue value, String at, Findings out) {
    if (!(value instanceof JsonString(String text))) {
      out.error(at, "a string is expected", "write \"1.0\", in quotes");
    } else if (!text.equals("1.0") && !newerMinor(text)) {
      out.error(at, text + " is not known", "write \"1.0\", in quotes");
    }
  }

  /** True for {@code 1.x} beyond the version that is known here. */
  private static boolean newerMinor(String version) {
    return version.length() < 16
        && version.startsWith("1.")
        && VersionText.numeral(version.substring(2))
        && !version.equals("1.0");
  }

  private static void range(String text, String at, Findings out) {
    try {
      VersionRange.parse(text);
    } catch (IllegalArgumentException e) {
      out.error(at, String.valueOf(e.getMessage()), "");
    }
  }

  private static void digest(String text, String at, Findings out) {
    try {
      Digest.parse(text);
    } catch (IllegalArgumentException e) {
      out.error(at, String.valueOf(e.getMessage()), "");
    }
  }

  private static void secret(String text, String at, Findings out) {
    try {
      Permission.fromJson(narrowed(PermissionName.VAULT_READ, new JsonString(text)), at);
      if (text.indexOf('*') >= 0 || text.indexOf('\\') >= 0) {
        out.error(at, "a credential is one secret", "write its key without '*' and backslash");
      } else if (text.startsWith(RESERVED_KEYS)) {
        out.error(
            at, "keys that begin with " + RESERVED_KEYS + " are Morph's own", "choose another");
      } else if (text.getBytes(StandardCharsets.UTF_8).length > MOST_KEY_BYTES) {
        out.error(at, "a key has at most " + MOST_KEY_BYTES + " bytes", "choose a shorter one");
      }
    } catch (MorphException e) {
      out.error(at, fault(e), "");
    }
  }

  private static void host(String text, String at, Findings out) {
    try {
      HostRule rule = HostRule.parse(text);
      if (rule.host().isEmpty() || !rule.method().isEmpty() || text.indexOf('/') != slash(text)) {
        out.error(
            at,
            "a credential is for a host, not for a method or path",
            "write it as api.example.com, *.example.com or api.example.com:8443");
      }
    } catch (IllegalArgumentException e) {
      out.error(at, String.valueOf(e.getMessage()), "");
    }
  }

  /** Where the first slash may be: in the {@code ://} behind a scheme. */
  private static int slash(String host) {
    int scheme = host.indexOf("://");
    return scheme >= 0 && host.indexOf('/', scheme + 3) < 0 ? scheme + 1 : -1;
  }

  private static void header(String text, String at, Findings out) {
    if (!Credential.isToken(text)) {
      out.error(at, "a header's name is one word, as Authorization", "");
    } else if (HOST_HEADERS.stream().anyMatch(text::equalsIgnoreCase)
        || text.regionMatches(true, 0, "proxy-", 0, 6)) {
      out.error(at, text + " is a header that the host writes itself", "choose another");
    }
  }

  private static boolean word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static @Nullable String text(JsonObject object, String key) {
    return object.get(key) instanceof JsonString text ? text.value() : null;
  }

  private static boolean flag(JsonObject object, String key) {
    return object.get(key) instanceof JsonBoolean flag && flag.value();
  }

  /** A text or a list of texts. */
  private List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    switch (document.get(key)) {
      case JsonString text -> texts.add(text.value());
      case JsonArray array -> array.items().forEach(item -> texts.add(((JsonString) item).value()));
      case null, default -> {}
    }
    return texts;
  }

  private static List<JsonObject> objects(@Nullable JsonValue list) {
    List<JsonObject> objects = new ArrayList<>();
    if (list instanceof JsonArray array) {
      array.items().forEach(item -> objects.add((JsonObject) item));
    }
    return objects;
  }
}
