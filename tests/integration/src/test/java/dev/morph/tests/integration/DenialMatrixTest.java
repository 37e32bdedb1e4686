package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitPackages;
import dev.morph.component.abi.WitType;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.policy.ImportAudit;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.Denial;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of WIT that needs a right, under every state of its right, in both ABIs and both
 * modes. The functions and their rights come from the tables of the product; {@code http}, whose
 * request is a record, is held by {@link DenialTest}.
 */
class DenialMatrixTest {
  private static final String MORPHEE = "morphee:extensions/";

  /** How the right of a call stands, and what becomes of the call. */
  enum State {
    NOT_DECLARED(ErrorCode.PERMISSION_NOT_DECLARED),
    DECLARED_FOR_ANOTHER_SCOPE(ErrorCode.PERMISSION_NOT_DECLARED),
    NOT_GRANTED(ErrorCode.PERMISSION_NOT_GRANTED),
    GRANTED_FOR_ANOTHER_SCOPE(ErrorCode.PERMISSION_NOT_GRANTED),
    GRANTED_FOR_THE_SCOPE(null),
    GRANTED(null);

    final ErrorCode denial;

    State(ErrorCode denial) {
      this.denial = denial;
    }
  }

  /**
   * A call that would be done.
   *
   * @param arguments of the canonical function
   * @param request of the bytes function
   * @param scope that covers it; empty if the right has none
   * @param other a scope that does not
   */
  record Arguments(List<String> arguments, String request, String scope, String other) {}

  private static final Map<String, Arguments> CALLS = new TreeMap<>();

  static {
    String title = "{\"title\":\"x\"}";
    call("vault get-secret", "{\"key\":\"token\"}", "token", "other", "token");
    call("vault set-secret", "{\"key\":\"token\",\"value\":\"v\"}", "token", "other", "token", "v");
    call(
        "events emit",
        "{\"event_name\":\"issue.created\",\"payload\":{\"n\":1}}",
        "issue.created",
        "mail.*",
        "issue.created",
        "no JSON");
    for (String kind : List.of("task", "conversation")) {
      String other = kind.equals("task") ? "conversations" : "tasks";
      String id = "{\"" + kind + "_id\":\"t1\"}";
      String change = "{\"" + kind + "_id\":\"t1\",\"changes\":" + title + "}";
      call("data create-" + kind, title, kind + "s", other, title);
      call("data get-" + kind, id, kind + "s", other, "t1");
      call("data list-" + kind + "s", "{}", kind + "s", other, "{}");
      call("data update-" + kind, change, kind + "s", other, "t1", title);
    }
    call("data put-memory", "{\"text\":\"x\"}", "memory", "tasks", "{\"text\":\"x\"}");
    call("data search-memory", "{\"text\":\"x\"}", "memory", "tasks", "{\"text\":\"x\"}");
    call("space get-current", "{}", "", "");
    call("space list", "{}", "", "");
    String notice = "{\"title\":\"a\",\"text\":\"b\"}";
    call("notify send", notice, "", "", notice);
    call("fs read", "{\"path\":\"notes/a.md\"}", "notes/a.md", "other/*", "notes/a.md");
    call(
        "fs write",
        "{\"path\":\"notes/a.md\",\"content\":\"dGV4dA==\"}",
        "notes/a.md",
        "other/*",
        "notes/a.md",
        "text");
    call("fs list", "{\"path\":\"notes\"}", "notes", "other/*", "notes");
  }

  private static void call(
      String function, String request, String scope, String other, String... arguments) {
    CALLS.put(function, new Arguments(List.of(arguments), request, scope, other));
  }

  record Cell(String function, State state, EngineMode mode) {
    String witInterface() {
      return function.substring(0, function.indexOf(' '));
    }

    String name() {
      return function.substring(function.indexOf(' ') + 1);
    }

    String bytesName() {
      return function.replace(' ', '_').replace('-', '_');
    }

    List<PermissionName> permissions() {
      return new ImportAudit.Import(MORPHEE + witInterface(), name()).permissions();
    }

    WitFunction type() {
      return WitPackages.importedFunction(MORPHEE + witInterface(), name()).orElseThrow();
    }

    @Override
    public String toString() {
      return function + " " + state + " " + mode.word();
    }
  }

  static Stream<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Map.Entry<String, Arguments> call : CALLS.entrySet()) {
      for (State state : State.values()) {
        boolean scoped = !call.getValue().scope().isEmpty();
        if (scoped || !state.name().contains("SCOPE")) {
          for (EngineMode mode : EngineMode.values()) {
            cells.add(new Cell(call.getKey(), state, mode));
          }
        }
      }
    }
    return cells.stream();
  }

  @Test
  void everyFunctionThatNeedsARightIsHere() {
    Set<String> needing = new TreeSet<>();
    WitPackages.importedInterfaces()
        .forEach((module, functions) ->
            functions
                .keySet()
                .forEach(name -> {
                  if (module.startsWith(MORPHEE)
                      && !module.endsWith("/http")
                      && !new ImportAudit.Import(module, name).permissions().isEmpty()) {
                    needing.add(module.substring(MORPHEE.length()) + " " + name);
                  }
                }));
    assertThat(CALLS.keySet()).isEqualTo(needing);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void theRightDecides(Cell cell) {
    Arguments call = CALLS.get(cell.function());
    assertThat(cell.permissions()).isNotEmpty();
    boolean canAnswer = cell.type().result() instanceof WitType.Result;
    try (Morph morph = Morph.builder().engine(cell.mode()).build()) {
      check(
          cell,
          call,
          canAnswer,
          run(
              morph,
              Guests.canonicalCalling(
                  MORPHEE + cell.witInterface() + "@1.0.0",
                  cell.name(),
                  cell.type().result() != null,
                  call.arguments()),
              options(cell, call)));
      check(
          cell,
          call,
          true,
          run(morph, Guests.bytesCalling(cell.bytesName(), call.request()), options(cell, call)));
    }
  }

  private static CallOutcome run(Morph morph, String wat, LoadOptions options) {
    try (Extension extension = morph.extensions().load(Wat.assemble(wat), options)) {
      return extension.execute("run", "{}");
    }
  }

  private static LoadOptions options(Cell cell, Arguments call) {
    String name = cell.permissions().getFirst().word();
    String key = cell.permissions().getFirst().scopeKeys().stream().findFirst().orElse("");
    String bare = "\"" + name + "\"";
    String narrow = "{\"name\": " + bare + ", \"" + key + "\": [\"" + call.other() + "\"]}";
    String declared =
        switch (cell.state()) {
          case NOT_DECLARED -> "";
          case DECLARED_FOR_ANOTHER_SCOPE -> narrow;
          default -> bare;
        };
    LoadOptions.Builder options =
        LoadOptions.builder()
            .manifest(
                ("{\"name\": \"tiny\", \"version\": \"1.0.0\", \"permissions\": ["
                        + declared
                        + "]}")
                    .getBytes(UTF_8));
    LoadOptions.Builder granted =
        switch (cell.state()) {
          case NOT_GRANTED -> options;
          case GRANTED_FOR_ANOTHER_SCOPE -> options.grant(name + "=" + call.other());
          case GRANTED_FOR_THE_SCOPE -> options.grant(name + "=" + call.scope());
          default -> options.grant(name);
        };
    return granted.build();
  }

  private static void check(Cell cell, Arguments call, boolean canAnswer, CallOutcome outcome) {
    if (cell.state().denial == null) {
      assertThat(outcome.report().denials()).isEmpty();
      if (outcome instanceof CallOutcome.Failed failed) {
        assertThat(failed.error().getMessage()).doesNotContain("permission-not-");
      }
      return;
    }
    String name = cell.permissions().getFirst().word();
    String scope = call.scope().isEmpty() ? name : name + "=" + call.scope();
    String end =
        cell.state().denial == ErrorCode.PERMISSION_NOT_DECLARED
            ? "; its author must declare it in the manifest"
            : "; grant it with --grant " + scope;
    assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
    var error = ((CallOutcome.Failed) outcome).error();
    assertThat(error.code()).isEqualTo(canAnswer ? ErrorCode.ACTION_FAILED : cell.state().denial);
    assertThat(error.getMessage())
        .startsWith(cell.state().denial.word() + ": " + name)
        .endsWith(end);
    assertThat(outcome.report().denials())
        .singleElement()
        .extracting(Denial::code, Denial::permission)
        .containsExactly(cell.state().denial, name);
  }
}
