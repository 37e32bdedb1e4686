package dev.morph.cli;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.host.config.ConfigFile;
import dev.morph.host.config.ConfigFinding;
import dev.morph.host.config.ConfigValue;
import dev.morph.host.config.ConfiguredExtension;
import dev.morph.host.config.MorphConfig;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code morph config}: what holds here, and who said it. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    synopsisSubcommandLabel = "show|path",
    description =
        "Shows how Morph is configured here: by morph.toml of the system, of the user and of the"
            + " project, and by variables. A project's file only narrows. See"
            + " docs/reference/configuration.md.",
    footer = {"", "Example:", "  morph config show"})
final class ConfigCommand implements Runnable {
  private static final String JSON = "Prints one JSON document.";

  private final Terminal terminal;

  @Spec
  @SuppressWarnings("NullAway.Init") // set before run
  private CommandSpec spec;

  ConfigCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "give a command, show or path");
  }

  /** {@code morph config show}. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows each value and where it comes from; no password is shown.",
      footer = {"", "Example:", "  morph config show --json"})
  int show(@Option(names = "--json", description = JSON) boolean json) {
    MorphConfig config = terminal.configuration().get();
    if (json) {
      terminal.document(document(config));
      return 0;
    }
    Table table = new Table("KEY", "VALUE", "FROM");
    for (ConfigValue value : config.values()) {
      table.row(value.key(), value.value(), value.origin());
    }
    for (ConfiguredExtension extension : config.extensions()) {
      table.row("extensions." + extension.name(), words(extension), extension.origin());
    }
    table.print(terminal);
    return 0;
  }

  private static String words(ConfiguredExtension extension) {
    List<String> words = new ArrayList<>();
    words.add(extension.enabled() ? "enabled" : "disabled");
    if (extension.path() != null) {
      words.add(extension.path().toString());
    }
    if (extension.maxMemory() != null) {
      words.add("max_memory " + extension.maxMemory());
    }
    if (extension.maxExecutionTime() != null) {
      words.add("max_execution_time " + extension.maxExecutionTime().toMillis() + "ms");
    }
    extension.grants().texts().forEach(grant -> words.add("grant " + grant));
    return String.join(", ", words);
  }

  private static JsonObject document(MorphConfig config) {
    return JsonObject.builder()
        .put("values", array(config.values().stream().map(ConfigCommand::json).toList()))
        .put("extensions", array(config.extensions().stream().map(ConfigCommand::json).toList()))
        .put("findings", array(config.findings().stream().map(ConfigCommand::json).toList()))
        .build();
  }

  private static JsonArray array(List<JsonObject> items) {
    return new JsonArray(List.<JsonValue>copyOf(items));
  }

  private static JsonObject json(ConfigValue value) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("key", value.key())
            .put("value", value.value())
            .put("layer", value.layer().word());
    if (!value.source().isEmpty()) {
      json.put("source", value.source());
    }
    if (value.line() > 0) {
      json.put("line", value.line());
    }
    return json.build();
  }

  private static JsonObject json(ConfiguredExtension extension) {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("name", extension.name().value())
            .put("enabled", extension.enabled());
    if (extension.protocol() != null) {
      json.put("protocol", extension.protocol().word());
    }
    if (extension.path() != null) {
      json.put("path", extension.path().toString());
    }
    if (extension.maxMemory() != null) {
      json.put("max_memory", extension.maxMemory().bytes());
    }
    if (extension.maxExecutionTime() != null) {
      json.put("max_execution_ms", extension.maxExecutionTime().toMillis());
    }
    List<JsonValue> grants = new ArrayList<>();
    extension.grants().texts().forEach(grant -> grants.add(new JsonString(grant)));
    return json.put("grants", new JsonArray(grants))
        .put("of_project", extension.ofProject())
        .put("origin", extension.origin())
        .build();
  }

  private static JsonObject json(ConfigFinding finding) {
    return JsonObject.builder()
        .put("file", finding.file().toString())
        .put("line", finding.line())
        .put("key", finding.key())
        .put("message", finding.message())
        .build();
  }

  /** {@code morph config path}. */
  @Command(
      name = "path",
      mixinStandardHelpOptions = true,
      description = "Says which files are looked at, and which are there.",
      footer = {"", "Example:", "  morph config path"})
  int path(@Option(names = "--json", description = JSON) boolean json) {
    List<ConfigFile> files = MorphConfig.filesOfProcess();
    if (json) {
      List<JsonObject> items = new ArrayList<>();
      for (ConfigFile file : files) {
        items.add(
            JsonObject.builder()
                .put("layer", file.layer().word())
                .put("file", file.path().toString())
                .put("exists", Files.exists(file.path()))
                .build());
      }
      terminal.document(JsonObject.builder().put("files", array(items)).build());
      return 0;
    }
    Table table = new Table("LAYER", "FILE", "");
    for (ConfigFile file : files) {
      table.row(
          file.layer().word(),
          file.path().toString(),
          Files.exists(file.path()) ? "" : "not there");
    }
    table.print(terminal);
    return 0;
  }
}
