package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonString;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Host functions whose calls are gated and answered before or without any right. */
class HostAnswersTest {
  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void helpersForTheIrAnswerWithoutAnyRight(EngineMode mode, @TempDir Path folder)
      throws IOException {
    String request = "{\"op\":\"resolve\",\"name\":\"morphir/SDK:maybe#just\"}";
    byte[] guest = Wat.assemble(Guests.bytesCalling("ir_helpers", request));
    try (Morph morph = Morph.builder().engine(mode).build();
        Extension extension = morph.extensions().load(guest, LoadOptions.none())) {
      CallOutcome outcome = extension.execute("run", "{}");
      assertThat(Json.write(outcome.orThrow()))
          .isEqualTo("{\"name\":\"morphir/SDK:maybe#just\",\"kinds\":[\"constructor\"]}");
      assertThat(outcome.report().denials()).isEmpty();
      Path file = Files.write(folder.resolve("one.wasm"), guest);
      assertThat(Json.write(morph.inspect(file).json().get("permissions"))).isEqualTo("[]");
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
          {"ir_helpers", "{\"op\":\"delete\"}", "there is no operation"},
          {"ir_helpers", "[]", "the request must be an object"},
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
  void exampleOfTheOlderFormRuns(EngineMode mode) {
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
