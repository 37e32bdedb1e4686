package dev.morph.component.abi;

import static dev.morph.component.abi.WitType.Primitive.BOOL;
import static dev.morph.component.abi.WitType.Primitive.F32;
import static dev.morph.component.abi.WitType.Primitive.F64;
import static dev.morph.component.abi.WitType.Primitive.S16;
import static dev.morph.component.abi.WitType.Primitive.S32;
import static dev.morph.component.abi.WitType.Primitive.S64;
import static dev.morph.component.abi.WitType.Primitive.S8;
import static dev.morph.component.abi.WitType.Primitive.STRING;
import static dev.morph.component.abi.WitType.Primitive.U16;
import static dev.morph.component.abi.WitType.Primitive.U32;
import static dev.morph.component.abi.WitType.Primitive.U64;
import static dev.morph.component.abi.WitType.Primitive.U8;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types of all functions that a guest may import from the host, and of those it may export to
 * it: the folder {@code wit} as a table, and a test holds the two equal.
 */
public final class WitPackages {
  private static final String MORPHEE = "morphee:extensions/";
  private static final String MORPHIR = "morphir:ext/";

  private static final WitType TEXT_OR_FAULT = new WitType.Result(STRING, STRING);
  private static final WitType BYTES = new WitType.ListOf(U8);
  private static final WitType HEADERS =
      new WitType.ListOf(new WitType.Tuple(List.of(STRING, STRING)));
  private static final WitType LEVEL =
      new WitType.Enum(List.of("trace", "debug", "info", "warn", "error"));

  private static final Map<String, Map<String, WitFunction>> IMPORTED = imported();
  private static final Map<String, Map<String, WitFunction>> EXPORTED = exported();
  private static final Map<String, List<WitFunction>> EXPORTED_FLAT = exportedFlat();

  private WitPackages() {}

  /**
   * The interface of ours that an import's module or an export's prefix names, without a version:
   * for {@code morphee:extensions} no version and any {@code 1.x} is accepted, for {@code
   * morphir:ext} no version and any {@code 0.1.x}, for {@code morphir:extension} no version.
   *
   * @param interfaceName as {@code "morphee:extensions/http@1.0.0"}
   * @return as {@code "morphee:extensions/http"}; empty if it is none of ours or of another version
   */
  public static Optional<String> unversioned(String interfaceName) {
    int at = interfaceName.indexOf('@');
    String name = at < 0 ? interfaceName : interfaceName.substring(0, at);
    if (!IMPORTED.containsKey(name) && !EXPORTED.containsKey(name)) {
      return Optional.empty();
    }
    boolean accepted = at < 0 || acceptsVersion(name, interfaceName.substring(at + 1));
    return accepted ? Optional.of(name) : Optional.empty();
  }

  private static boolean acceptsVersion(String name, String version) {
    if (name.startsWith(MORPHEE)) {
      return version.startsWith("1.") && isNumbers(version.substring(2), 2);
    }
    return name.startsWith(MORPHIR)
        && version.startsWith("0.1.")
        && isNumbers(version.substring(4), 1);
  }

  /** One to {@code most} numbers between dots. */
  private static boolean isNumbers(String text, int most) {
    int numbers = 1;
    boolean digits = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && digits) {
        numbers++;
        digits = false;
      } else if (c >= '0' && c <= '9') {
        digits = true;
      } else {
        return false;
      }
    }
    return digits && numbers <= most;
  }

  /**
   * The type of a function that the host gives.
   *
   * @param interfaceName as an import's module names it, with or without a version
   * @param function the function's name in the interface
   */
  public static Optional<WitFunction> importedFunction(String interfaceName, String function) {
    return find(IMPORTED, interfaceName, function);
  }

  /**
   * The type of a function that a guest exports in an interface.
   *
   * @param interfaceName with or without a version
   * @param function the function's name in the interface
   */
  public static Optional<WitFunction> exportedFunction(String interfaceName, String function) {
    return find(EXPORTED, interfaceName, function);
  }

  /**
   * The types that an export of a world itself may have, by its plain name; empty if the name means
   * nothing to the host. {@code execute} has two.
   */
  public static List<WitFunction> exportedFunction(String function) {
    return EXPORTED_FLAT.getOrDefault(function, List.of());
  }

  /** All functions that the host gives, by interface (without a version) and name. */
  public static Map<String, Map<String, WitFunction>> importedInterfaces() {
    return IMPORTED;
  }

  /** All functions that guests export in interfaces, by interface (without a version) and name. */
  public static Map<String, Map<String, WitFunction>> exportedInterfaces() {
    return EXPORTED;
  }

  private static Optional<WitFunction> find(
      Map<String, Map<String, WitFunction>> table, String interfaceName, String function) {
    return unversioned(interfaceName)
        .map(name -> table.getOrDefault(name, Map.of()))
        .map(functions -> functions.get(function));
  }

  private static Map<String, Map<String, WitFunction>> imported() {
    Map<String, Map<String, WitFunction>> all = new LinkedHashMap<>();
    all.put(MORPHEE + "http", http());
    all.put(
        MORPHEE + "vault",
        Map.of(
            "get-secret", function(new WitType.Option(STRING), field("key", STRING)),
            "set-secret", function(null, field("key", STRING), field("value", STRING))));
    all.put(
        MORPHEE + "events",
        Map.of("emit", function(null, field("event-name", STRING), field("payload", STRING))));
    all.put(MORPHEE + "data", data());
    all.put(MORPHEE + "space", Map.of("get-current", text(), "list", text()));
    all.put(MORPHEE + "notify", Map.of("send", text("params")));
    all.put(MORPHEE + "fs", fs());
    all.put(
        MORPHEE + "log",
        Map.of("log", function(null, field("level", LEVEL), field("message", STRING))));
    all.put(MORPHIR + "runtime", runtime());
    return all;
  }

  private static Map<String, WitFunction> http() {
    WitType request =
        record(
            field("method", STRING),
            field("url", STRING),
            field("headers", HEADERS),
            field("body", new WitType.Option(BYTES)));
    WitType response = record(field("status", U32), field("body", BYTES));
    WitType reply = record(field("status", U32), field("headers", HEADERS), field("body", BYTES));
    return Map.of(
        "fetch", function(new WitType.Result(response, STRING), field("req", request)),
        "send", function(new WitType.Result(reply, STRING), field("req", request)));
  }

  private static Map<String, WitFunction> data() {
    return Map.of(
        "create-task", text("params"),
        "get-task", text("task-id"),
        "list-tasks", text("filter"),
        "update-task", text("task-id", "changes"),
        "create-conversation", text("params"),
        "get-conversation", text("conversation-id"),
        "list-conversations", text("filter"),
        "update-conversation", text("conversation-id", "changes"),
        "put-memory", text("params"),
        "search-memory", text("query"));
  }

  private static Map<String, WitFunction> fs() {
    WitType.Field path = field("path", STRING);
    return Map.of(
        "read", function(new WitType.Result(BYTES, STRING), path),
        "write", function(new WitType.Result(null, STRING), path, field("content", BYTES)),
        "list", function(new WitType.Result(new WitType.ListOf(STRING), STRING), path));
  }

  private static Map<String, WitFunction> runtime() {
    WitType envValue =
        new WitType.Variant(
            List.of(
                new WitType.Case("text", STRING),
                new WitType.Case("text-list", new WitType.ListOf(STRING)),
                new WitType.Case("boolean", BOOL),
                new WitType.Case("v-u8", U8),
                new WitType.Case("v-u16", U16),
                new WitType.Case("v-u32", U32),
                new WitType.Case("v-u64", U64),
                new WitType.Case("v-s8", S8),
                new WitType.Case("v-s16", S16),
                new WitType.Case("v-s32", S32),
                new WitType.Case("v-s64", S64),
                new WitType.Case("v-f32", F32),
                new WitType.Case("v-f64", F64)));
    return Map.of(
        "log", function(null, field("level", LEVEL), field("msg", STRING)),
        "get-env-var", function(new WitType.Option(envValue), field("name", STRING)),
        "set-env-var", function(null, field("name", STRING), field("value", envValue)));
  }

  private static Map<String, Map<String, WitFunction>> exported() {
    Map<String, Map<String, WitFunction>> all = new LinkedHashMap<>();
    all.put(
        MorphirWorld.PROGRAM,
        Map.of(
            "init", MorphirWorld.INIT,
            "update", MorphirWorld.UPDATE,
            "subscriptions", MorphirWorld.SUBSCRIPTIONS,
            "get-capabilities", MorphirWorld.GET_CAPABILITIES));
    all.put(MorphirWorld.FRONTEND, Map.of("frontend-compile", MorphirWorld.FRONTEND_COMPILE));
    all.put(MorphirWorld.BACKEND, Map.of("backend-generate", MorphirWorld.BACKEND_GENERATE));
    all.put(MorphirWorld.COMMON_BACKEND, Map.of("get-capabilities", MorphirWorld.GET_CAPABILITIES));
    all.put(
        MorphirWorld.TRANSFORMER,
        Map.of(
            "initialize", MorphirWorld.INITIALIZE,
            "capabilities", MorphirWorld.CAPABILITIES,
            "transform", MorphirWorld.TRANSFORM));
    return all;
  }

  private static Map<String, List<WitFunction>> exportedFlat() {
    Map<String, List<WitFunction>> all = new LinkedHashMap<>();
    for (Map<String, WitFunction> functions : EXPORTED.values()) {
      for (Map.Entry<String, WitFunction> function : functions.entrySet()) {
        all.put(function.getKey(), List.of(function.getValue()));
      }
    }
    all.put("describe", List.of(MorpheeWorld.DESCRIBE));
    all.put("execute", List.of(MorpheeWorld.EXECUTE, MorpheeWorld.EXECUTE_PAIRS));
    return all;
  }

  private static WitType.Field field(String name, WitType type) {
    return new WitType.Field(name, type);
  }

  private static WitType record(WitType.Field... fields) {
    return new WitType.Record(List.of(fields));
  }

  private static WitFunction function(@Nullable WitType result, WitType.Field... params) {
    return new WitFunction(List.of(params), result);
  }

  /** Texts in, {@code result<string, string>} out. */
  private static WitFunction text(String... params) {
    WitType.Field[] fields = new WitType.Field[params.length];
    for (int i = 0; i < params.length; i++) {
      fields[i] = field(params[i], STRING);
    }
    return function(TEXT_OR_FAULT, fields);
  }
}
