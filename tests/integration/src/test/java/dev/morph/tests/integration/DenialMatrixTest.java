package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitPackages;
import dev.morph.component.abi.WitType;
import dev.morph.host.EngineMode;
import dev.morph.host.Morph;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.ImportAudit;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.Denial;
import dev.morph.storage.audit.AuditEntry;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function of WIT that needs a right, under every state of its right, in both ABIs and both
 * modes: the text that the guest gets, the outcome, and the audit row. The functions and their
 * rights come from the tables of the product. Those of WASI are held by {@link
 * WasiDenialMatrixTest}.
 */
class DenialMatrixTest {
  private static final String MORPHEE = "morphee:extensions/";

  /** Where nobody listens. */
  private static final String URL = "https://127.0.0.1:1/";

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
    for (String method : List.of("GET", "POST")) {
      String request = "{\"method\":\"" + method + "\",\"url\":\"" + URL + "\",\"headers\":[]}";
      call("http send " + method, request, "127.0.0.1:1", "other.example", method, URL);
      call("http fetch " + method, request, "127.0.0.1:1", "other.example", method, URL);
    }
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
      return function.split(" ")[1];
    }

    /** Web requests have one function there. */
    String bytesName() {
      return isWeb() ? "http" : function.replace(' ', '_').replace('-', '_');
    }

    boolean isWeb() {
      return witInterface().equals("http");
    }

    List<PermissionName> permissions() {
      return new ImportAudit.Import(MORPHEE + witInterface(), name()).permissions();
    }

    /** The right that a denial names: the narrowest that would have done. */
    PermissionName right() {
      return function.endsWith(" POST") ? PermissionName.HTTP_WRITE : permissions().getFirst();
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
                      && !new ImportAudit.Import(module, name).permissions().isEmpty()) {
                    needing.add(module.substring(MORPHEE.length()) + " " + name);
                  }
                }));
    Set<String> here = new TreeSet<>();
    CALLS.keySet().forEach(call -> here.add(call.replaceFirst(" [A-Z]+$", "")));
    assertThat(here).isEqualTo(needing);
  }

  @ParameterizedTest
  @MethodSource("cells")
  void theRightDecides(Cell cell) {
    Arguments call = CALLS.get(cell.function());
    assertThat(cell.permissions()).isNotEmpty();
    boolean canAnswer = cell.type().result() instanceof WitType.Result;
    check(cell, call, canAnswer, canonical(cell, call));
    check(cell, call, true, Guests.bytesCalling(cell.bytesName(), call.request()));
  }

  private static String canonical(Cell cell, Arguments call) {
    return cell.isWeb()
        ? Guests.canonicalHttp(cell.name(), call.arguments().get(0), call.arguments().get(1))
        : Guests.canonicalCalling(
            MORPHEE + cell.witInterface() + "@1.0.0",
            cell.name(),
            cell.type().result() != null,
            call.arguments());
  }

  private static void check(Cell cell, Arguments call, boolean canAnswer, String wat) {
    ExtensionId id =
        HOSTS
            .get(cell.mode())
            .install(Wat.assemble(wat), declared(cell, call), granted(cell, call));
    CallOutcome outcome = HOSTS.get(cell.mode()).run(id);
    check(cell, call, canAnswer, outcome);
    checkRow(cell, HOSTS.get(cell.mode()).onlyRow(id), outcome);
  }

  private static void checkRow(Cell cell, AuditEntry row, CallOutcome outcome) {
    GrantedHost.check(row, outcome, cell.state().denial, cell.right().word());
    assertThat(row.fuel()).isPositive();
  }

  private static final Map<EngineMode, GrantedHost> HOSTS = new EnumMap<>(EngineMode.class);

  @BeforeAll
  static void open() {
    for (EngineMode mode : EngineMode.values()) {
      HOSTS.put(
          mode,
          new GrantedHost(
              Morph.builder().engine(mode).allowPrivate(List.of(AddressRule.parse("127.0.0.1")))));
    }
  }

  @AfterAll
  static void close() {
    HOSTS.values().forEach(GrantedHost::close);
    HOSTS.clear();
  }

  private static String declared(Cell cell, Arguments call) {
    String key = cell.right().scopeKeys().stream().findFirst().orElse("");
    String bare = "\"" + cell.right().word() + "\"";
    return switch (cell.state()) {
      case NOT_DECLARED -> "";
      case DECLARED_FOR_ANOTHER_SCOPE ->
          "{\"name\": " + bare + ", \"" + key + "\": [\"" + call.other() + "\"]}";
      default -> bare;
    };
  }

  private static List<String> granted(Cell cell, Arguments call) {
    String name = cell.right().word();
    return switch (cell.state()) {
      case NOT_GRANTED -> List.of();
      case GRANTED_FOR_ANOTHER_SCOPE -> List.of(name + "=" + call.other());
      case GRANTED_FOR_THE_SCOPE -> List.of(name + "=" + call.scope());
      default -> List.of(name);
    };
  }

  private static void check(Cell cell, Arguments call, boolean canAnswer, CallOutcome outcome) {
    if (cell.state().denial == null) {
      assertThat(outcome.report().denials()).isEmpty();
      if (outcome instanceof CallOutcome.Failed failed) {
        assertThat(failed.error().getMessage()).doesNotContain("permission-not-");
      }
      return;
    }
    String name = cell.right().word();
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
