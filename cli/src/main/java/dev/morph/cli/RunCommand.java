package dev.morph.cli;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.host.RecordingFile;
import dev.morph.host.config.ConfiguredExtension;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRecorder;
import dev.morph.runtime.sandbox.CallReplayer;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.LogLine;
import dev.morph.runtime.sandbox.Recording;
import dev.morph.runtime.sandbox.Replayed;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
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
      "  morph run tool.wasm convert @params.json --limit time=5s --stats --json",
      "  morph run github.wasm list_issues --record issues.jsonl --grant http:read=api.github.com",
      "  morph run github.wasm list_issues --replay issues.jsonl",
      "  morph run task-creator create -p title='Buy milk'"
    })
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(
      index = "0",
      paramLabel = "FILE|ID[@VERSION]",
      description =
          "The extension's .wasm file, or the id of an installed one, which runs on the terms that"
              + " were approved.")
  private String target = "";

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

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "Writes every host call with its answer to FILE, secrets masked. See"
              + " docs/reference/recording.md.")
  private @Nullable Path record;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description =
          "Runs a recorded call again: every host call is answered from FILE, offline. Without"
              + " JSON and -p the recorded parameters are taken.")
  private @Nullable Path replay;

  @Option(names = "--json", description = "Prints one JSON document: {\"ok\"} or {\"error\"}.")
  private boolean json;

  @Mixin private LoadOptionsMixin load = new LoadOptionsMixin();

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Path kept = record;
    Path replayed = replay;
    Path path = null;
    LoadOptions.Builder options = LoadOptions.builder();
    if (!target.contains(".wasm") && InstalledId.PATTERN.matcher(target).matches()) {
      InstalledId id = InstalledId.parse(target);
      ConfiguredExtension entry = configured(id);
      Integer exit = installed(id, entry);
      if (exit != null) {
        return exit;
      }
      if (entry != null) {
        path = entry.file().orElse(null);
        options = entry.options();
      }
    }
    if (kept != null && replayed != null) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "--record and --replay exclude each other; give one of them");
    }
    Recording recording = replayed == null ? null : RecordingFile.read(replayed);
    try (RecordingFile file = kept == null ? null : RecordingFile.create(kept);
        Morph morph = load.open(allowPrivate, terminal);
        Extension extension =
            morph.load(path == null ? file() : path, load.options(grants, options))) {
      if (recording != null) {
        return replay(extension, recording);
      }
      if (file != null) {
        return record(extension, file);
      }
      JsonObject given =
          ParamsInput.read(positional, params, terminal.in(), () -> schema(extension.describe()));
      return print(extension.execute(request(given)), JsonObject.EMPTY);
    }
  }

  private Path file() {
    try {
      return Path.of(target);
    } catch (InvalidPathException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "\"" + target + "\" is not the name of a file", e);
    }
  }

  /** What the configuration says of an extension of this name. */
  private @Nullable ConfiguredExtension configured(InstalledId id) {
    ConfiguredExtension entry =
        load.configuration(allowPrivate, terminal).extension(id.id().value()).orElse(null);
    if (entry != null && !entry.enabled()) {
      throw new MorphException(
          ErrorCode.NOT_APPROVED, id.id() + " is disabled by " + entry.origin());
    }
    return entry;
  }

  /** The exit code; null if it is a file after all. */
  private @Nullable Integer installed(InstalledId id, @Nullable ConfiguredExtension entry) {
    List<String> limits = entry == null || entry.ofProject() ? List.of() : entry.limits();
    boolean otherwise = entry != null && entry.path() != null;
    return new InstalledRun(terminal, new OutcomePrinter(terminal, json, stats, trace), otherwise)
        .run(
            id,
            action,
            load.installed(allowPrivate, terminal, limits),
            schema -> {
              requireNothingForFiles();
              return request(ParamsInput.read(positional, params, terminal.in(), schema));
            });
  }

  private void requireNothingForFiles() {
    if (!grants.isEmpty() || record != null || replay != null || load.hasManifest()) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "--grant, --manifest, --record and --replay are for files; "
              + target
              + " is installed, and runs on the terms that were approved (`morph grants show "
              + target
              + "`)");
    }
  }

  private CallRequest request(JsonObject given) {
    return new CallRequest(action, given, context(), secrets(), Map.of(), logger(), trace);
  }

  private int record(Extension extension, RecordingFile file) {
    CallRecorder recorder = extension.recorder();
    JsonObject given =
        ParamsInput.read(positional, params, terminal.in(), () -> schemaIfAny(recorder::describe));
    CallOutcome outcome = recorder.execute(request(given));
    file.write(recorder.recording());
    int calls = recorder.recording().hostCalls();
    if (!json) {
      terminal.note("recorded: " + calls + " host calls in " + record);
    }
    return print(
        outcome,
        JsonObject.builder()
            .put(
                "recording",
                JsonObject.builder()
                    .put("file", String.valueOf(record))
                    .put("host_calls", calls)
                    .build())
            .build());
  }

  private int replay(Extension extension, Recording recording) {
    CallReplayer replayer = extension.replayer(recording);
    boolean asRecorded = positional == null && params.isEmpty();
    JsonObject given =
        asRecorded
            ? recording.request().params()
            : ParamsInput.read(
                positional, params, terminal.in(), () -> schemaIfAny(replayer::describe));
    JsonObject caller = context == null ? recording.request().context() : context();
    Replayed replayed =
        replayer.execute(
            new CallRequest(action, given, caller, Map.of(), Map.of(), logger(), trace));
    JsonObject.Builder note =
        JsonObject.builder()
            .put("host_calls", recording.hostCalls())
            .put("equal", replayed.equal());
    CallOutcome outcome = replayed.outcome();
    if (replayed.equal()) {
      if (!json) {
        terminal.note("replayed: " + recording.hostCalls() + " host calls, the recorded outcome");
      }
    } else {
      note.put("difference", replayed.difference());
      outcome = different(outcome, replayed.difference());
    }
    return print(outcome, JsonObject.builder().put("replay", note.build()).build());
  }

  /** A replay that ended otherwise than it was recorded is no result. */
  private static CallOutcome different(CallOutcome outcome, String difference) {
    boolean said =
        outcome instanceof CallOutcome.Failed failed
            && failed.error().getMessage().equals(difference);
    return said
        ? outcome
        : new CallOutcome.Failed(
            new MorphException(
                ErrorCode.USAGE_INVALID, "the recording does not fit: " + difference),
            outcome.report());
  }

  private int print(CallOutcome outcome, JsonObject more) {
    return new OutcomePrinter(terminal, json, stats, trace).print(outcome, more);
  }

  /** The schema as far as the guest says it; what it fails with is the outcome of the call. */
  private @Nullable JsonObject schemaIfAny(Supplier<JsonObject> describe) {
    try {
      return schema(describe.get());
    } catch (MorphException e) {
      return null;
    }
  }

  /** The schema of the action's parameters, as far as it is known. */
  private @Nullable JsonObject schema(JsonObject description) {
    if (description.get("actions") instanceof JsonArray actions) {
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
}
