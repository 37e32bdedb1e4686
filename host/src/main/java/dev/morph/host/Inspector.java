package dev.morph.host;

import dev.morph.base.Digest;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.ModuleFacts;
import dev.morph.runtime.policy.ImportPermissions;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.sandbox.Recognition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Makes an {@link Inspection} of a file. */
final class Inspector {
  private final ExtensionLoader extensions;

  Inspector(ExtensionLoader extensions) {
    this.extensions = extensions;
  }

  /** Reads and compiles; a component and a module without an ABI are facts, not errors. */
  Inspection inspect(Path file) {
    return inspect(GuestFile.read(file, extensions.largestFile()));
  }

  /** The same of the bytes of a file. */
  Inspection inspect(byte[] bytes) {
    JsonObject.Builder out = JsonObject.builder();
    if (GuestFile.isComponent(bytes)) {
      return new Inspection(
          out.put("kind", "component")
              .put("abi", JsonNull.NULL)
              .put("contracts", JsonArray.EMPTY)
              .put("size", bytes.length)
              .put("digest", Digest.of(bytes).toString())
              .put("problem", "components are not run by this version")
              .build());
    }
    CompiledModule module = extensions.compile(bytes);
    Recognition found = Recognition.of(module);
    out.put("kind", "core")
        .put(
            "abi",
            found.abi().<JsonValue>map(abi -> new JsonString(abi.word())).orElse(JsonNull.NULL))
        .put(
            "contracts",
            strings(found.contracts().stream().map(one -> one.word()).sorted().toList()))
        .put("imports", imports(module))
        .put("permissions", strings(permissions(module)))
        .put("exports", exports(module))
        .put("size", bytes.length)
        .put("digest", Digest.of(bytes).toString());
    facts(out, module.facts());
    out.put(
        "custom_sections",
        new JsonArray(
            module.customSections().stream()
                .<JsonValue>map(section ->
                    JsonObject.builder()
                        .put("name", section.name())
                        .put("size", section.bytes().length)
                        .build())
                .toList()));
    String problem = extensions.problem(module);
    if (problem != null) {
      out.put("problem", problem);
    }
    return new Inspection(out.build());
  }

  private static void facts(JsonObject.Builder out, ModuleFacts facts) {
    out.put("functions", facts.functions())
        .put("code_size", facts.codeBytes())
        .put("largest_function", facts.largestFunctionBytes())
        .put("data_size", facts.dataBytes())
        .put("min_memory", facts.minMemoryBytes())
        .put("min_table_elements", facts.minTableElements())
        .put("start_function", facts.startFunction())
        .put("features", strings(facts.features()))
        .put("interpreted_functions", strings(facts.interpretedFunctions()));
  }

  private static JsonArray imports(CompiledModule module) {
    return new JsonArray(
        module.imports().stream()
            .<JsonValue>map(one ->
                JsonObject.builder().put("module", one.module()).put("name", one.name()).build())
            .toList());
  }

  private static JsonArray exports(CompiledModule module) {
    return new JsonArray(
        module.exports().stream()
            .<JsonValue>map(one ->
                JsonObject.builder().put("name", one.name()).put("kind", kind(one.type())).build())
            .toList());
  }

  private static String kind(ExternType type) {
    return switch (type) {
      case ExternType.Function function -> "function";
      case ExternType.Memory memory -> "memory";
      case ExternType.Table table -> "table";
      case ExternType.Global global -> "global";
      case ExternType.Tag tag -> "tag";
    };
  }

  /** The permissions without which an import always denies; "a|b" where one of two is enough. */
  private static List<String> permissions(CompiledModule module) {
    Collection<String> needed = new TreeSet<>();
    for (var one : module.imports()) {
      List<PermissionName> enough = ImportPermissions.of(one.module(), one.name());
      if (!enough.isEmpty()) {
        needed.add(String.join("|", enough.stream().map(PermissionName::word).toList()));
      }
    }
    return new ArrayList<>(needed);
  }

  private static JsonArray strings(Collection<String> texts) {
    return new JsonArray(texts.stream().<JsonValue>map(JsonString::new).toList());
  }
}
