package dev.morph.builtins.jsonschema;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.builtins.Backend;
import dev.morph.builtins.DesignDiagnostic;
import dev.morph.builtins.Options;
import dev.morph.builtins.OwnModule;
import dev.morph.builtins.UniqueNames;
import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.ir.Severity;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON Schema (draft 2020-12) of a package's types, private ones too. The options are {@code
 * filename}, {@code limit-to-modules}, {@code group-schema-by} and {@code include}. Has no state,
 * safe to share.
 */
public final class JsonSchemaBackend implements Backend {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final String BASE = "https://morphir.finos.org/";

  /** A type that was asked for, and the key of its definition. */
  private record Root(Path module, Name type, String key) {}

  @Override
  public Generated generate(Distribution ir, JsonObject options) {
    var given = new Options(options, "filename", "limit-to-modules", "group-schema-by", "include");
    String grouping = given.word("group-schema-by", "package", "module", "type");
    String filename = given.text("filename");
    if (filename != null && !(grouping.equals("package") && isPlain(filename))) {
      given.invalid(
          "option filename names the one file, without .json and without folders; it goes with"
              + " group-schema-by package");
    }
    List<OwnModule> modules = OwnModule.of(ir);
    List<TypeSelection.Selected> selected = TypeSelection.of(modules, given);
    if (!given.faults().isEmpty()) {
      return new Generated(List.of(), given.faults());
    }
    var definitions = new SchemaDefinitions(TypeEnvironment.of(ir), ir.packageName());
    List<DesignDiagnostic> diagnostics = new ArrayList<>();
    List<Root> made = new ArrayList<>();
    for (Root root : define(modules, selected, ir.packageName(), definitions)) {
      String fault = definitions.fault(root.key());
      if (fault == null) {
        made.add(root);
      } else {
        diagnostics.add(
            new DesignDiagnostic(
                Severity.WARNING, "unmapped_type", root.key() + ": " + fault, null));
      }
    }
    return new Generated(
        documents(ir.packageName(), grouping, filename, made, definitions), diagnostics);
  }

  private static List<Root> define(
      List<OwnModule> modules,
      List<TypeSelection.Selected> selected,
      Path packageName,
      SchemaDefinitions definitions) {
    for (OwnModule module : modules) {
      for (Name type : module.types().keySet()) {
        definitions.reserve(new FQName(packageName, module.path(), type));
      }
    }
    List<Root> roots = new ArrayList<>();
    for (TypeSelection.Selected one : selected) {
      FQName name = new FQName(packageName, one.module(), one.type());
      String key = Objects.requireNonNull(definitions.keyOf(name, List.of()));
      roots.add(new Root(one.module(), one.type(), key));
    }
    definitions.complete();
    return roots;
  }

  private static List<Artifact> documents(
      Path packageName,
      String grouping,
      @Nullable String filename,
      List<Root> roots,
      SchemaDefinitions definitions) {
    if (grouping.equals("package")) {
      String name = filename == null ? packageName.pascalCase() : filename;
      return List.of(
          document(name.isEmpty() ? "schema" : name, snakeCase(packageName), roots, definitions));
    }
    Map<List<Name>, List<Root>> groups = new LinkedHashMap<>();
    for (Root root : roots) {
      List<Name> group = new ArrayList<>(root.module().names());
      if (grouping.equals("type")) {
        group.add(root.type());
      }
      groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(root);
    }
    var files = UniqueNames.ofFiles();
    List<Artifact> documents = new ArrayList<>();
    groups.forEach((group, members) -> {
      Path path = new Path(group);
      documents.add(
          document(
              files.name(path.pascalCase()),
              snakeCase(packageName) + "-" + snakeCase(path),
              members,
              definitions));
    });
    return documents;
  }

  private static Artifact document(
      String file, String id, List<Root> roots, SchemaDefinitions definitions) {
    JsonObject schema =
        JsonObject.builder()
            .put("$id", BASE + id + ".schema.json")
            .put("$schema", DIALECT)
            .put("$defs", definitions.closure(roots.stream().map(Root::key).toList()))
            .build();
    return new Artifact(file + ".json", Json.writePretty(schema) + "\n");
  }

  private static boolean isPlain(String filename) {
    for (int i = 0; i < filename.length(); i++) {
      char c = filename.charAt(i);
      if (c < ' ' || c == '/' || c == '\\' || c == ':') {
        return false;
      }
    }
    return !filename.startsWith(".");
  }

  private static String snakeCase(Path path) {
    return String.join("-", path.names().stream().map(JsonSchemaBackend::snakeCase).toList());
  }

  /** As morphir-elm writes it: letters that stand alone are joined and capital. */
  private static String snakeCase(Name name) {
    List<String> words = name.words();
    if (words.size() == 1) {
      return words.getFirst();
    }
    var out = new StringBuilder();
    boolean letters = false;
    for (String word : words) {
      boolean single = word.length() == 1;
      if (!out.isEmpty() && !(single && letters)) {
        out.append('_');
      }
      out.append(single ? word.toUpperCase(Locale.ROOT) : word);
      letters = single;
    }
    return out.toString();
  }
}
