package dev.morph.builtins;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import java.util.List;

/**
 * What a built-in extension is and can do. Immutable, safe to share.
 *
 * @param id by which it is found, as {@code json-schema}
 * @param name for people
 * @param version of the extension
 * @param contracts the words of the contracts that it implements: frontend, backend, transformer
 * @param capabilities what it can be asked for, each with {@code name} and {@code description}
 * @param sources the languages that a frontend reads
 * @param targets what a backend generates
 * @param features of transformers, as {@code $migrate}
 */
public record BuiltinDescription(
    String id,
    String name,
    String version,
    List<String> contracts,
    List<JsonObject> capabilities,
    List<String> sources,
    List<String> targets,
    List<String> features) {
  /** The version of all that comes with Morph. */
  public static final String VERSION = "0.1.0";

  /** The contract of those that compile sources. */
  public static final String FRONTEND = "frontend";

  /** The contract of those that generate files. */
  public static final String BACKEND = "backend";

  /** The contract of those that change the IR. */
  public static final String TRANSFORMER = "transformer";

  public BuiltinDescription {
    contracts = List.copyOf(contracts);
    capabilities = List.copyOf(capabilities);
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
    features = List.copyOf(features);
  }

  /** A frontend; its language is its id. */
  public static BuiltinDescription frontend(String id, String name, String description) {
    return new BuiltinDescription(
        id,
        name,
        VERSION,
        List.of(FRONTEND),
        List.of(capability("compile", description)),
        List.of(id),
        List.of(),
        List.of());
  }

  /** A backend; its target is its id. */
  public static BuiltinDescription backend(String id, String name, String description) {
    return new BuiltinDescription(
        id,
        name,
        VERSION,
        List.of(BACKEND),
        List.of(capability("generate", description)),
        List.of(),
        List.of(id),
        List.of());
  }

  private static JsonObject capability(String name, String description) {
    return JsonObject.builder().put("name", name).put("description", description).build();
  }

  /**
   * The answer to {@code get-capabilities}: {@code name}, {@code version}, {@code contracts},
   * {@code capabilities} and, where there are any, {@code sources}, {@code targets}, {@code
   * features}.
   */
  public JsonObject toJson() {
    var json =
        JsonObject.builder()
            .put("name", id)
            .put("version", version)
            .put("contracts", texts(contracts))
            .put("capabilities", new JsonArray(List.copyOf(capabilities)));
    putUnlessEmpty(json, "sources", sources);
    putUnlessEmpty(json, "targets", targets);
    putUnlessEmpty(json, "features", features);
    return json.build();
  }

  private static void putUnlessEmpty(JsonObject.Builder json, String name, List<String> values) {
    if (!values.isEmpty()) {
      json.put(name, texts(values));
    }
  }

  private static JsonArray texts(List<String> values) {
    return new JsonArray(List.copyOf(values.stream().map(JsonString::new).toList()));
  }
}
