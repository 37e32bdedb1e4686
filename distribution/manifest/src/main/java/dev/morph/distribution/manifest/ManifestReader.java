package dev.morph.distribution.manifest;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Nearest;
import dev.morph.runtime.policy.PermissionSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads both forms of a manifest; the keys are those of docs/reference/manifest.md. */
final class ManifestReader {
  private static final int LONGEST_TEXT = 4096;
  private static final int MOST_ITEMS = 1000;

  /** Keys of both forms, and the shape of their values. */
  private static final Map<String, Shape> KEYS = new LinkedHashMap<>();

  private static final List<String> CATEGORIES =
      List.of("productivity", "communication", "development", "data", "other");
  private static final List<String> CONTRACTS =
      List.of("integration", "program", "frontend", "backend", "transformer");

  private static final Shape ACTION =
      Shapes.object(
          List.of("name"),
          Map.of(
              "name",
              Shapes.TEXT,
              "description",
              Shapes.TEXT,
              "parameters",
              Shapes.parameters(),
              "returns",
              Shapes.OBJECT,
              "ai_access",
              Shapes.oneOf("execute", "ask", "never"),
              "side_effect",
              Shapes.oneOf("read", "write")));

  static {
    KEYS.put("version", ManifestReader::version);
    KEYS.put("description", Shapes.TEXT);
    KEYS.put("author", Shapes.TEXT);
    KEYS.put("homepage", Shapes.TEXT);
    KEYS.put("license", Shapes.TEXT);
    KEYS.put("repository", Shapes.TEXT);
    KEYS.put("categories", Shapes.list(Shapes.oneOf(CATEGORIES)));
    KEYS.put("highlights", Shapes.list(Shapes.TEXT));
    KEYS.put("contract", Shapes.oneOrMore(Shapes.oneOf(CONTRACTS)));
    KEYS.put("permissions", Shapes.LIST);
    KEYS.put(
        "credentials",
        Shapes.list(
            Shapes.object(
                List.of("secret", "host"),
                Map.of(
                    "secret", Shapes.TEXT,
                    "host", Shapes.TEXT,
                    "header", Shapes.TEXT,
                    "scheme", Shapes.TEXT))));
    KEYS.put("resource_limits", Shapes.OBJECT);
    for (String key : ExtensionManifest.REQUIRES) {
      KEYS.put(key, ManifestReader::range);
    }
    KEYS.put("oauth", Shapes.OBJECT);
    KEYS.put("listens", Shapes.list(Shapes.TEXT));
    KEYS.put("opens", Shapes.list(Shapes.TEXT));
    KEYS.put("unused_imports", Shapes.BOOLEAN);
    KEYS.put("lifecycle", Shapes.oneOf("fresh", "reuse"));
    KEYS.put("signature", Shapes.TEXT);
    KEYS.put("digest", Shapes.TEXT);
    KEYS.put("deprecated", Shapes.FLAG_OR_TEXT);
    KEYS.put("actions", Shapes.list(ACTION));
  }

  private static final Map<String, Shape> FLAT =
      Map.of("name", Shapes.TEXT, "display_name", Shapes.TEXT);
  private static final Map<String, Shape> NESTED =
      Map.of(
          "extension_id", Shapes.TEXT,
          "schema_version", Shapes.TEXT,
          "metadata",
              Shapes.object(
                  List.of(),
                  Map.of("name", Shapes.TEXT, "author", Shapes.TEXT, "homepage", Shapes.TEXT)));

  private final JsonObject document;
  private final Limits base;
  private final boolean nested;
  private final List<String> warnings = new ArrayList<>();

  ManifestReader(JsonObject document, Limits base) {
    this.document = document;
    this.base = base;
    this.nested =
        document.has("extension_id") || document.has("schema_version") || document.has("metadata");
  }

  /** All keys of both forms. */
  static List<String> keys() {
    List<String> keys = new ArrayList<>(KEYS.keySet());
    keys.addAll(FLAT.keySet());
    keys.addAll(NESTED.keySet());
    return keys;
  }

  ExtensionManifest read() {
    boolean newer = newerMinor();
    Map<String, Shape> known = new LinkedHashMap<>(nested ? NESTED : FLAT);
    known.putAll(KEYS);
    for (Map.Entry<String, JsonValue> member : document.members().entrySet()) {
      Shape shape = known.get(member.getKey());
      if (shape != null) {
        shape.check(member.getValue(), member.getKey());
      } else if (newer) {
        warnings.add("the key " + shown(member.getKey()) + " of a newer version is passed over");
      } else {
        throw unknown(member.getKey(), "", known.keySet());
      }
    }
    JsonValue permissions = document.get("permissions");
    return new ExtensionManifest(
        id(),
        required("version"),
        nested ? metadata("name") : text("display_name"),
        text("description"),
        contracts(),
        permissions == null
            ? PermissionSet.NONE
            : PermissionSet.fromJson(permissions, "permissions"),
        limits(),
        "reuse".equals(text("lifecycle"))
            ? ExtensionManifest.Lifecycle.REUSE
            : ExtensionManifest.Lifecycle.FRESH,
        document.get("unused_imports") instanceof JsonBoolean flag && flag.value(),
        warnings,
        document);
  }

  /** True for {@code 1.x} beyond the version that we know. */
  private boolean newerMinor() {
    JsonValue value = document.get("schema_version");
    if (value == null) {
      return false;
    }
    String version = value instanceof JsonString text ? text.value() : "";
    boolean known = version.equals("1.0");
    boolean minor = version.startsWith("1.") && VersionText.numeral(version.substring(2));
    if (!known && !minor) {
      throw invalid(
          "schema_version",
          (value instanceof JsonString ? shown(version) + " is not known" : "a string is expected")
              + "; write \"1.0\", in quotes");
    }
    return !known;
  }

  private ExtensionId id() {
    String key = nested ? "extension_id" : "name";
    try {
      return new ExtensionId(required(key));
    } catch (IllegalArgumentException e) {
      throw invalid(key, String.valueOf(e.getMessage()));
    }
  }

  private List<String> contracts() {
    JsonValue value = document.get("contract");
    List<String> contracts = new ArrayList<>();
    if (value instanceof JsonString text) {
      contracts.add(text.value());
    } else if (value instanceof JsonArray array) {
      for (JsonValue item : array.items()) {
        contracts.add(((JsonString) item).value());
      }
    }
    return contracts;
  }

  private Limits limits() {
    Limits limits = base;
    if (!(document.get("resource_limits") instanceof JsonObject asked)) {
      return limits;
    }
    Map<Limit, String> setBy = new LinkedHashMap<>();
    List<String> known = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      for (Limit.Key key : limit.manifestKeys()) {
        known.add(key.word());
        JsonValue value = asked.get(key.word());
        if (value == null) {
          continue;
        }
        String at = "resource_limits." + key.word();
        String other = setBy.put(limit, key.word());
        if (other != null) {
          throw invalid(at, "it sets the same limit as " + other + "; write one of them");
        }
        limits = limits.with(limit, amount(limit, key, value, at));
      }
    }
    for (String key : asked.members().keySet()) {
      if (!known.contains(key)) {
        throw unknown(key, "resource_limits.", known);
      }
    }
    return limits;
  }

  /** The value in the limit's unit; never more than the ceiling. */
  private long amount(Limit limit, Limit.Key key, JsonValue value, String at) {
    long number;
    try {
      number = value instanceof JsonNumber n ? n.longValueExact() : -1;
    } catch (ArithmeticException e) {
      number = -1;
      if (((JsonNumber) value).text().length() > 18) {
        throw aboveCeiling(limit, shown(((JsonNumber) value).text()), at);
      }
    }
    boolean needed = limit == Limit.MEMORY || limit == Limit.FUEL || limit == Limit.TIME;
    long least = needed ? 1 : 0;
    if (number < least) {
      throw invalid(at, "an integer from " + least + " is expected, without quotes or fraction");
    }
    if (number > base.ceiling(limit) / key.factor()) {
      boolean fits = number <= Long.MAX_VALUE / key.factor();
      throw aboveCeiling(
          limit, fits ? limit.show(number * key.factor()) : Long.toString(number), at);
    }
    return number * key.factor();
  }

  private MorphException aboveCeiling(Limit limit, String value, String at) {
    return invalid(
        at,
        value
            + " is above the ceiling of "
            + limit.show(base.ceiling(limit))
            + " for "
            + limit.word()
            + "; ask for less");
  }

  private String required(String key) {
    String text = text(key);
    if (text == null) {
      throw invalid(key, "the key is missing");
    }
    return text;
  }

  private @Nullable String text(String key) {
    return document.get(key) instanceof JsonString text ? text.value() : null;
  }

  private @Nullable String metadata(String key) {
    return document.get("metadata") instanceof JsonObject metadata
            && metadata.get(key) instanceof JsonString text
        ? text.value()
        : null;
  }

  private static void version(JsonValue value, String at) {
    if (!(value instanceof JsonString text) || !VersionText.semantic(text.value())) {
      throw invalid(at, "a version by Semantic Versioning is expected, as \"1.2.0\", in quotes");
    }
  }

  private static void range(JsonValue value, String at) {
    Shapes.TEXT.check(value, at);
    try {
      VersionRange.parse(((JsonString) value).value());
    } catch (IllegalArgumentException e) {
      throw invalid(at, String.valueOf(e.getMessage()));
    }
  }

  private static MorphException unknown(String key, String parent, Collection<String> known) {
    return invalid(
        parent + shown(key),
        "there is no such key"
            + Nearest.hint(key, known)
            + "; there are: "
            + String.join(", ", known));
  }

  static String shown(String text) {
    StringBuilder out = new StringBuilder();
    text.codePoints()
        .limit(100)
        .forEach(c -> out.appendCodePoint(Character.isISOControl(c) ? 0xfffd : c));
    return out.toString();
  }

  static MorphException invalid(String at, String fault) {
    return new MorphException(
        ErrorCode.MANIFEST_INVALID, at + ": " + fault, JsonObject.builder().put("key", at).build());
  }

  /** Checks one value. */
  @FunctionalInterface
  interface Shape {
    void check(JsonValue value, String at);
  }

  /** The shapes that values have. */
  static final class Shapes {
    static final Shape TEXT =
        (value, at) -> {
          if (!(value instanceof JsonString text) || text.value().length() > LONGEST_TEXT) {
            throw invalid(at, "a string of at most 4096 characters is expected");
          }
        };
    static final Shape BOOLEAN =
        (value, at) -> {
          if (!(value instanceof JsonBoolean)) {
            throw invalid(at, "true or false is expected");
          }
        };
    static final Shape FLAG_OR_TEXT =
        (value, at) -> {
          if (!(value instanceof JsonBoolean)) {
            TEXT.check(value, at);
          }
        };
    static final Shape OBJECT =
        (value, at) -> {
          if (!(value instanceof JsonObject)) {
            throw invalid(at, "an object is expected");
          }
        };
    static final Shape LIST =
        (value, at) -> {
          if (!(value instanceof JsonArray)) {
            throw invalid(at, "a list is expected");
          }
        };

    private Shapes() {}

    static Shape list(Shape items) {
      return (value, at) -> {
        if (!(value instanceof JsonArray array) || array.items().size() > MOST_ITEMS) {
          throw invalid(at, "a list of at most 1000 entries is expected");
        }
        for (int i = 0; i < array.items().size(); i++) {
          items.check(array.items().get(i), at + "[" + i + "]");
        }
      };
    }

    static Shape oneOrMore(Shape item) {
      Shape several = list(item);
      return (value, at) -> (value instanceof JsonArray ? several : item).check(value, at);
    }

    static Shape oneOf(String... words) {
      return oneOf(List.of(words));
    }

    static Shape oneOf(List<String> words) {
      return (value, at) -> {
        String word = value instanceof JsonString text ? text.value() : "";
        if (!words.contains(word)) {
          throw invalid(
              at,
              (word.isEmpty() ? "a word is expected" : shown(word) + " is not known")
                  + Nearest.hint(word, words)
                  + "; one of: "
                  + String.join(", ", words));
        }
      };
    }

    static Shape object(List<String> required, Map<String, Shape> members) {
      return (value, at) -> {
        if (!(value instanceof JsonObject object)) {
          throw invalid(at, "an object is expected");
        }
        for (String key : required) {
          if (!object.has(key)) {
            throw invalid(at + "." + key, "the key is missing");
          }
        }
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          Shape shape = members.get(member.getKey());
          if (shape == null) {
            throw unknown(member.getKey(), at + ".", members.keySet().stream().sorted().toList());
          }
          shape.check(member.getValue(), at + "." + member.getKey());
        }
      };
    }

    /** A JSON Schema, or the list of the nested form. */
    static Shape parameters() {
      Shape list =
          list(
              object(
                  List.of("name"),
                  Map.of("name", TEXT, "type", TEXT, "required", BOOLEAN, "description", TEXT)));
      return (value, at) -> (value instanceof JsonObject ? OBJECT : list).check(value, at);
    }
  }
}
