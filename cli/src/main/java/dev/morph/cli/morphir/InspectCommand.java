package dev.morph.cli.morphir;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.Documented;
import dev.morph.ir.ModuleDefinition;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morphir inspect}: what a document is. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description =
        "Says what a document of the IR is: version, package, dependencies, modules with their types"
            + " and values.",
    footer = {"", "Example:", "  morphir inspect morphir-ir.json --json"})
final class InspectCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "A document of the IR, v1 to v4.")
  private String in = "";

  @Option(names = "--json", description = "Prints one JSON document.")
  private boolean json;

  InspectCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    IrInput.Document read = IrInput.distribution(terminal, in);
    Distribution distribution = read.distribution();
    List<Module> modules = modules(distribution);
    if (json) {
      terminal.document(document(read, modules));
      return 0;
    }
    terminal
        .out()
        .println(
            "v"
                + read.version().major()
                + " "
                + kind(distribution)
                + " "
                + distribution.packageName());
    List<String> dependencies = dependencies(distribution);
    if (!dependencies.isEmpty()) {
      terminal.out().println("depends on " + String.join(", ", dependencies));
    }
    for (Module module : modules) {
      terminal.out().println();
      terminal.out().println("module " + module.name() + note(module.access()));
      module.types().forEach(one -> terminal.out().println("  type  " + one.text()));
      module.values().forEach(one -> terminal.out().println("  value " + one.text()));
    }
    return 0;
  }

  private record Module(String name, Access access, List<Item> types, List<Item> values) {}

  private record Item(Name name, Access access) {
    String text() {
      return name + note(access);
    }
  }

  private static String note(Access access) {
    return access == Access.PRIVATE ? " (private)" : "";
  }

  private static String kind(Distribution distribution) {
    return switch (distribution) {
      case Distribution.Library library -> "library";
      case Distribution.Specs specs -> "specs";
      case Distribution.Application application -> "application";
    };
  }

  private static List<String> dependencies(Distribution distribution) {
    Map<Path, ?> all =
        switch (distribution) {
          case Distribution.Library library -> library.dependencies();
          case Distribution.Specs specs -> specs.dependencies();
          case Distribution.Application application -> application.dependencies();
        };
    return all.keySet().stream().map(Path::toString).toList();
  }

  private static List<Module> modules(Distribution distribution) {
    List<Module> modules = new ArrayList<>();
    switch (distribution) {
      case Distribution.Library library ->
          library.definition().modules().forEach((path, one) -> modules.add(defined(path, one)));
      case Distribution.Application application ->
          application
              .definition()
              .modules()
              .forEach((path, one) -> modules.add(defined(path, one)));
      case Distribution.Specs specs ->
          specs.specification().modules().forEach((path, one) -> modules.add(specified(path, one)));
    }
    return modules;
  }

  private static Module defined(Path path, AccessControlled<ModuleDefinition> module) {
    return new Module(
        path.toString(),
        module.access(),
        items(module.value().types()),
        items(module.value().values()));
  }

  private static <T> List<Item> items(Map<Name, AccessControlled<Documented<T>>> all) {
    List<Item> items = new ArrayList<>();
    all.forEach((name, one) -> items.add(new Item(name, one.access())));
    return items;
  }

  private static Module specified(Path path, ModuleSpecification module) {
    return new Module(
        path.toString(),
        Access.PUBLIC,
        module.types().keySet().stream().map(name -> new Item(name, Access.PUBLIC)).toList(),
        module.values().keySet().stream().map(name -> new Item(name, Access.PUBLIC)).toList());
  }

  private static JsonObject document(IrInput.Document read, List<Module> modules) {
    List<JsonValue> all = new ArrayList<>();
    for (Module module : modules) {
      all.add(
          JsonObject.builder()
              .put("name", module.name())
              .put("access", word(module.access()))
              .put("types", items(module.types()))
              .put("values", items(module.values()))
              .build());
    }
    return JsonObject.builder()
        .put("version", "v" + read.version().major())
        .put("kind", kind(read.distribution()))
        .put("package", read.distribution().packageName().toString())
        .put(
            "dependencies",
            new JsonArray(
                dependencies(read.distribution()).stream()
                    .<JsonValue>map(JsonString::new)
                    .toList()))
        .put("modules", new JsonArray(all))
        .build();
  }

  private static JsonArray items(List<Item> items) {
    return new JsonArray(
        items.stream()
            .<JsonValue>map(one ->
                JsonObject.builder()
                    .put("name", one.name().toString())
                    .put("access", word(one.access()))
                    .build())
            .toList());
  }

  private static String word(Access access) {
    return access.name().toLowerCase(Locale.ROOT);
  }
}
