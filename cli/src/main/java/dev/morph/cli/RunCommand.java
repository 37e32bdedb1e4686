package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.Extension;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallReport;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.CallStats;
import dev.morph.runtime.sandbox.Denial;
import dev.morph.runtime.sandbox.HostCall;
import dev.morph.runtime.sandbox.LogLine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morph run}: one call of one action. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class,
    description = "Runs an action of an extension, with no right that is not granted.",
    footer = {
      "",
      "Examples:",
      "  morph run greeter.wasm greet -p name=Ada --grant vault:read=greeting"
          + " --secret greeting=Bonjour",
      "  morph run github.wasm list_issues '{\"repo\": \"a/b\"}' --grant http:read=api.github.com",
      "  morph run tool.wasm convert @params.json --limit time=5s --stats --json"
    })
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "FILE", description = "The extension's .wasm file.")
  private Path file = Path.of("");

  @Parameters(index = "1", paramLabel = "ACTION", description = "One of its actions.")
  private String action = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "JSON",
      description = "The parameters: a JSON object, @FILE, or - for standard input.")
  private @Nullable String positional;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "KEY=VALUE",
      description = "One parameter: key=text, or key:=json. Overrides members of JSON.")
  private List<String> params = new ArrayList<>();

  @Option(
      names = "--context",
      paramLabel = "JSON",
      description = "Who calls: {\"user_id\", \"group_id\", \"space_id\", \"request_id\"}.")
  private @Nullable String context;

  @Option(
      names = "--grant",
      paramLabel = "PERM[=SCOPE]",
      description =
          "Grants a right, as http:read=api.github.com. See docs/reference/permissions.md.")
  private List<String> grants = new ArrayList<>();

  @Option(
      names = "--secret",
      paramLabel = "NAME=VALUE|NAME=@FILE",
      description = "A value for the vault; reading it needs --grant vault:read=NAME.")
  private List<String> secrets = new ArrayList<>();

  @Option(
      names = "--allow-private",
      paramLabel = "CIDR|HOST[:PORT]",
      description = "A private address that may be reached, as 127.0.0.1:8080.")
  private List<String> allowPrivate = new ArrayList<>();

  @Option(names = "--stats", description = "Prints what the call used, as a JSON line.")
  private boolean stats;

  @Option(names = "--trace", description = "Prints every host call with its time, secrets masked.")
  private boolean trace;

  @Option(names = "--json", description = "Prints one JSON document: {\"ok\"} or {\"error\"}.")
  private boolean json;

  @Mixin private LoadOptionsMixin load = new LoadOptionsMixin();

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    try (Morph morph = load.open(allowPrivate);
        Extension extension = morph.load(file, load.options(grants))) {
      JsonObject given =
          ParamsInput.read(positional, params, terminal.in(), () -> schema(extension));
      CallOutcome outcome =
          extension.execute(
              new CallRequest(action, given, context(), secrets(), Map.of(), logger(), trace));
      return json ? printJson(outcome) : printText(outcome);
    }
  }

  /** The schema of the action's parameters, as far as it is known. */
  private @Nullable JsonObject schema(Extension extension) {
    if (extension.describe().get("actions") instanceof JsonArray actions) {
      for (JsonValue one : actions.items()) {
        if (one instanceof JsonObject object
            && object.get("name") instanceof dev.morph.base.json.JsonString(String name)
            && name.equals(action)
            && object.get("parameters") instanceof JsonObject parameters) {
          return parameters;
        }
      }
    }
    return null;
  }

  private JsonObject context() {
    String text = context;
    if (text == null) {
      return JsonObject.EMPTY;
    }
    try {
      if (Json.parse(text) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "--context is not JSON: " + e.getMessage(), e);
    }
    throw new MorphException(ErrorCode.USAGE_INVALID, "--context must be a JSON object");
  }

  private Map<String, String> secrets() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String secret : secrets) {
      int equals = secret.indexOf('=');
      if (equals < 1) {
        throw new MorphException(
            ErrorCode.USAGE_INVALID, "--secret takes NAME=VALUE or NAME=@FILE, and has no =");
      }
      String value = secret.substring(equals + 1);
      values.put(
          secret.substring(0, equals),
          value.startsWith("@")
              ? new String(LoadOptionsMixin.read(value.substring(1)), StandardCharsets.UTF_8)
                  .stripTrailing()
              : value);
    }
    return values;
  }

  private @Nullable Consumer<LogLine> logger() {
    return line ->
        terminal.note(line.level().name().toLowerCase(Locale.ROOT) + ": " + line.message());
  }

  private int printText(CallOutcome outcome) {
    CallReport report = outcome.report();
    for (HostCall call : report.trace()) {
      terminal.note(
          "trace: "
              + call.function()
              + " "
              + call.micros()
              + " us: "
              + call.request()
              + " -> "
              + call.outcome());
    }
    for (Denial denial : report.denials()) {
      terminal.note("denied: " + denial.message());
    }
    int exit =
        switch (outcome) {
          case CallOutcome.Ok ok -> {
            terminal.result(ok.value());
            yield 0;
          }
          case CallOutcome.Failed failed -> terminal.fail(failed.error());
        };
    if (stats) {
      terminal.note(Json.write(statsJson(report.stats())));
    }
    return exit;
  }

  private int printJson(CallOutcome outcome) {
    CallReport report = outcome.report();
    JsonObject.Builder document = JsonObject.builder();
    int exit =
        switch (outcome) {
          case CallOutcome.Ok ok -> {
            document.put("ok", ok.value());
            yield 0;
          }
          case CallOutcome.Failed failed -> {
            document.put("error", Terminal.errorJson(failed.error()));
            yield failed.error().code().category().exitCode();
          }
        };
    if (!report.denials().isEmpty()) {
      document.put("denials", denials(report.denials()));
    }
    if (trace) {
      document.put("trace", trace(report.trace()));
    }
    if (stats) {
      document.put("stats", statsJson(report.stats()));
    }
    terminal.document(document.build());
    return exit;
  }

  private static JsonArray denials(List<Denial> denials) {
    return new JsonArray(
        denials.stream()
            .<JsonValue>map(denial ->
                JsonObject.builder()
                    .put("code", denial.code().word())
                    .put("permission", denial.permission())
                    .put("message", denial.message())
                    .put("remedy", denial.remedy())
                    .build())
            .toList());
  }

  private static JsonArray trace(List<HostCall> calls) {
    return new JsonArray(
        calls.stream()
            .<JsonValue>map(call ->
                JsonObject.builder()
                    .put("function", call.function())
                    .put("time_us", call.micros())
                    .put("request", call.request())
                    .put("outcome", call.outcome())
                    .build())
            .toList());
  }

  private static JsonObject statsJson(CallStats stats) {
    return JsonObject.builder()
        .put("fuel", dev.morph.base.json.JsonNull.NULL)
        .put("peak_memory_bytes", stats.peakMemoryBytes())
        .put("host_calls", stats.hostCalls())
        .put("time_us", stats.timeMicros())
        .build();
  }
}
