package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.Denial;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;

/** Functions of the contract without a back end: loaded, gated, and answered honestly. */
class AbsentFunctionsTest {
  private static final byte[] NO_RIGHTS =
      "{\"name\": \"tiny\", \"version\": \"1.0.0\"}".getBytes(UTF_8);

  /**
   * One function in both ABIs.
   *
   * @param wanted the right as a denial names it; empty if none is needed
   * @param grant what gives it
   */
  record Function(
      String witInterface,
      String name,
      List<String> arguments,
      String bytesName,
      String request,
      String wanted,
      String grant) {
    @Override
    public String toString() {
      return bytesName;
    }

    boolean canonical() {
      return !witInterface.isEmpty();
    }

    /** False for the functions that cannot answer an error. */
    boolean answers() {
      return !witInterface.equals("events");
    }
  }

  static final List<Function> FUNCTIONS =
      List.of(
          new Function(
              "events",
              "emit",
              List.of("issue.created", "no JSON"),
              "events_emit",
              "{\"event_name\":\"issue.created\",\"payload\":{\"n\":1}}",
              "event:emit on issue.created",
              "event:emit=issue.created"),
          data("create-task", "{\"title\":\"x\"}", "data:write", "tasks"),
          data("list-tasks", "{}", "data:read", "tasks"),
          byId("get-task", "task_id", "", "data:read", "tasks"),
          byId("update-task", "task_id", "{\"status\":\"done\"}", "data:write", "tasks"),
          data("create-conversation", "{\"title\":\"x\"}", "data:write", "conversations"),
          data("list-conversations", "{}", "data:read", "conversations"),
          byId("get-conversation", "conversation_id", "", "data:read", "conversations"),
          byId("update-conversation", "conversation_id", "{}", "data:write", "conversations"),
          data("put-memory", "{\"text\":\"x\"}", "data:write", "memory"),
          data("search-memory", "{\"text\":\"x\"}", "data:read", "memory"),
          new Function(
              "space",
              "get-current",
              List.of(),
              "space_get_current",
              "{}",
              "space:read",
              "space:read"),
          new Function("space", "list", List.of(), "space_list", "{}", "space:read", "space:read"),
          new Function(
              "notify",
              "send",
              List.of("{\"title\":\"a\",\"text\":\"b\"}"),
              "notify_send",
              "{\"title\":\"a\",\"text\":\"b\"}",
              "notify:send",
              "notify:send"),
          new Function("", "", List.of(), "ir_helpers", "{\"op\":\"resolve\"}", "", "data:read"));

  private static Function data(String name, String params, String right, String kind) {
    return new Function(
        "data",
        name,
        List.of(params),
        "data_" + name.replace('-', '_'),
        params,
        right + " of " + kind,
        right + "=" + kind);
  }

  private static Function byId(String name, String id, String changes, String right, String kind) {
    return new Function(
        "data",
        name,
        changes.isEmpty() ? List.of("t1") : List.of("t1", changes),
        "data_" + name.replace('-', '_'),
        "{\"" + id + "\":\"t1\"" + (changes.isEmpty() ? "" : ",\"changes\":" + changes) + "}",
        right + " of " + kind,
        right + "=" + kind);
  }

  private static String canonical(Function function) {
    return Guests.canonicalCalling(
        "morphee:extensions/" + function.witInterface() + "@1.0.0",
        function.name(),
        function.answers(),
        function.arguments());
  }

  private static CallOutcome.Failed run(String wat, LoadOptions options) {
    try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build();
        Extension extension = morph.extensions().load(Wat.assemble(wat), options)) {
      CallOutcome outcome = extension.execute("run", "{}");
      assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
      return (CallOutcome.Failed) outcome;
    }
  }

  private static void assertEndsWith(
      CallOutcome.Failed outcome, boolean answered, ErrorCode code, String text) {
    assertThat(outcome.error().code()).isEqualTo(answered ? ErrorCode.ACTION_FAILED : code);
    assertThat(outcome.error()).hasMessage(code.word() + ": " + text);
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void whatIsNotGrantedIsDeniedWithItsRemedy(Function function) {
    String text = function.wanted() + "; grant it with --grant " + function.grant();
    if (function.canonical()) {
      for (String wat :
          List.of(
              canonical(function), Guests.bytesCalling(function.bytesName(), function.request()))) {
        boolean answered = function.answers() || wat.contains("morph_alloc");
        var outcome = run(wat, LoadOptions.none());
        assertEndsWith(outcome, answered, ErrorCode.PERMISSION_NOT_GRANTED, text);
        assertThat(outcome.report().denials())
            .singleElement()
            .extracting(Denial::remedy)
            .isEqualTo("--grant " + function.grant());
      }
    }
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void whatIsNotDeclaredIsDeniedThoughGranted(Function function) {
    if (function.canonical()) {
      LoadOptions options =
          LoadOptions.builder().manifest(NO_RIGHTS).grant(function.grant()).build();
      String text = function.wanted() + "; its author must declare it in the manifest";
      assertEndsWith(
          run(canonical(function), options),
          function.answers(),
          ErrorCode.PERMISSION_NOT_DECLARED,
          text);
      assertEndsWith(
          run(Guests.bytesCalling(function.bytesName(), function.request()), options),
          true,
          ErrorCode.PERMISSION_NOT_DECLARED,
          text);
    }
  }

  @ParameterizedTest
  @FieldSource("FUNCTIONS")
  void whatIsGrantedIsAnsweredHonestly(Function function) {
    LoadOptions options = LoadOptions.builder().grant(function.grant()).build();
    String end = " is not offered by this version of Morph; nothing was done";
    if (function.canonical()) {
      assertEndsWith(
          run(canonical(function), options),
          function.answers(),
          ErrorCode.STORE_UNAVAILABLE,
          function.witInterface() + " " + function.name() + end);
    }
    var bytes = run(Guests.bytesCalling(function.bytesName(), function.request()), options);
    assertThat(bytes.error().code()).isEqualTo(ErrorCode.ACTION_FAILED);
    assertThat(bytes.error().getMessage()).startsWith("store-unavailable: ").endsWith(end);
    assertThat(bytes.error().details().get("code")).isEqualTo(new JsonString("store-unavailable"));
    assertThat(bytes.report().denials()).isEmpty();
  }

  @Test
  void inspectNamesTheRightThatEachNeeds(@TempDir Path folder) throws IOException {
    try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build()) {
      for (Function function : FUNCTIONS) {
        String right =
            function.bytesName().equals("data_create_task")
                ? "data:write|task:create"
                : function.wanted().replaceFirst(" .*", "");
        String expected = right.isEmpty() ? "[]" : "[\"" + right + "\"]";
        List<String> guests = new ArrayList<>();
        guests.add(Guests.bytesCalling(function.bytesName(), function.request()));
        if (function.canonical()) {
          guests.add(canonical(function));
        }
        for (String wat : guests) {
          Path file = Files.write(folder.resolve("one.wasm"), Wat.assemble(wat));
          assertThat(Json.write(morph.inspect(file).json().get("permissions")))
              .as(function.toString())
              .isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void requestsOfAnotherShapeAreAnsweredBeforeAnythingElse(EngineMode mode) {
    for (String[] wrong :
        new String[][] {
          {"events_emit", "{\"payload\":1}", "event_name is missing"},
          {"events_emit", "{\"event_name\":\"a\"}", "payload is missing"},
          {"events_emit", "{\"event_name\":7,\"payload\":1}", "event_name must be a string"},
          {"data_get_task", "{}", "task_id is missing"},
          {"data_update_task", "{\"task_id\":\"a\"}", "changes is missing"},
          {"data_create_task", "[]", "the request must be an object"},
          {"notify_send", "\"hello\"", "the request must be an object"},
          {"fs_write", "{\"path\":\"a\",\"content\":\"***\"}", "content is not base64"},
          {"fs_read", "{\"path\":7}", "path must be a string"},
          {"workspace", "null", "the request must be an object"},
        }) {
      try (Morph morph = Morph.builder().engine(mode).build();
          Extension extension =
              morph
                  .extensions()
                  .load(
                      Wat.assemble(Guests.bytesCalling(wrong[0], wrong[1])), LoadOptions.none())) {
        CallOutcome outcome = extension.execute("run", "{}");
        assertThat(((CallOutcome.Failed) outcome).error().getMessage())
            .startsWith("request-invalid: ")
            .contains(wrong[2]);
        assertThat(outcome.report().denials()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void commandsEndWithTheExitCodeOfWhatHappened(EngineMode mode, @TempDir Path folder)
      throws IOException {
    Function emit = FUNCTIONS.getFirst();
    Path canonical = Files.write(folder.resolve("emit.wasm"), Wat.assemble(canonical(emit)));
    Path bytes =
        Files.write(
            folder.resolve("emit-bytes.wasm"),
            Wat.assemble(Guests.bytesCalling(emit.bytesName(), emit.request())));
    Path manifest = Files.write(folder.resolve("manifest.json"), NO_RIGHTS);
    String file = canonical.toString();
    String engine = "--engine=" + mode.word();

    assertThat(CliRun.of("run", file, "run", engine).exit()).isEqualTo(3);
    assertThat(CliRun.of("run", bytes.toString(), "run", engine).exit()).isEqualTo(1);
    assertThat(
            CliRun.of(
                    "run",
                    file,
                    "run",
                    engine,
                    "--manifest",
                    manifest.toString(),
                    "--grant",
                    "event:emit")
                .exit())
        .isEqualTo(3);
    CliRun granted = CliRun.of("run", file, "run", engine, "--grant", emit.grant());
    assertThat(granted.exit()).isEqualTo(6);
    assertThat(granted.err())
        .startsWith(
            "error: store-unavailable: events emit is not offered by this version of Morph;"
                + " nothing was done");
    assertThat(CliRun.of("run", bytes.toString(), "run", engine, "--grant", emit.grant()).exit())
        .isEqualTo(1);
    assertThat(Json.write(CliRun.of("inspect", file, "--json").document().get("permissions")))
        .isEqualTo("[\"event:emit\"]");
  }

  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void exampleOfTheOlderFormRunsThoughItsEventsAreNotOffered(EngineMode mode) {
    String file = BuiltGuests.extension("jira").toString();
    String engine = "--engine=" + mode.word();

    CliRun described = CliRun.of("describe", file, engine, "--json");
    assertThat(described.exit()).as(described.err()).isZero();
    assertThat(described.document().get("name")).isEqualTo(new JsonString("jira"));

    assertThat(CliRun.of("run", file, "close_issue", engine))
        .satisfies(run -> assertThat(run.exit()).isEqualTo(1))
        .satisfies(run -> assertThat(run.err()).contains("Unknown action: close_issue"));

    CliRun secret = CliRun.of("run", file, "create_issue", engine, "--json");
    assertThat(secret.exit()).isEqualTo(3);
    assertThat(secret.errorCode()).isEqualTo("permission-not-granted");

    CliRun absent =
        CliRun.of("run", file, "create_issue", engine, "--grant", "vault:read=jira_api_token");
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.err()).contains("jira_api_token is absent");

    CliRun web =
        CliRun.of(
            "run",
            file,
            "create_issue",
            engine,
            "--grant",
            "vault:read=jira_api_token",
            "--secret",
            "jira_api_token=t0p-secret");
    assertThat(web.exit()).isEqualTo(1);
    assertThat(web.err())
        .contains(
            "permission-not-granted: http:write to mycompany.atlassian.net; grant it with --grant"
                + " http:write=mycompany.atlassian.net")
        .doesNotContain("t0p-secret");
  }
}
