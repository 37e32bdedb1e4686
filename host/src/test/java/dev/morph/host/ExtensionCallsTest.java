package dev.morph.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.host.ExtensionCalls.Callee;
import dev.morph.host.ExtensionCalls.Chain;
import dev.morph.runtime.policy.Permission;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.sandbox.CallOrigin;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExtensionCallsTest {
  private static final JsonObject CONTEXT = JsonObject.builder().put("user_id", "alice").build();

  private final Map<ExtensionId, Callee> installed = new HashMap<>();
  private final ExtensionCalls calls =
      new ExtensionCalls(id -> Optional.ofNullable(installed.get(id)));

  private static Policy grants(String... grants) {
    return Policy.withoutManifest(
        new PermissionSet(Stream.of(grants).map(Permission::parse).toList()));
  }

  private static ExtensionId id(String name) {
    return new ExtensionId(name);
  }

  private static Chain from(String caller, Policy policy) {
    return Chain.of(id(caller), policy, CONTEXT, CallOrigin.OUTSIDE, AuditCaller.API);
  }

  private static Callee callee(Extension extension) {
    return new Callee() {
      @Override
      public Policy policy() {
        return extension.module().settings().policy();
      }

      @Override
      public CallOutcome execute(CallRequest request, Chain chain) {
        return extension.execute(request);
      }
    };
  }

  private static MorphException error(CallOutcome outcome) {
    assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
    return ((CallOutcome.Failed) outcome).error();
  }

  /** Calls the next one by its number: {@code e2} calls {@code e3}. */
  private void installRow(int length, String last) {
    for (int i = 1; i <= length; i++) {
      String next = i == length ? last : "e" + (i + 1);
      installed.put(
          id("e" + i),
          new Callee() {
            @Override
            public Policy policy() {
              return grants("extension:call");
            }

            @Override
            public CallOutcome execute(CallRequest request, Chain chain) {
              return calls.call(chain, id(next), "run", JsonObject.EMPTY);
            }
          });
    }
  }

  @Test
  void callsAnInstalledExtensionForTheSameUser() {
    String createTask = Guests.bytesCalling("data_create_task", "{\"title\":\"x\"}");
    try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build();
        Extension maker =
            morph
                .extensions()
                .load(
                    Wat.assemble(createTask), LoadOptions.builder().grant("task:create").build());
        Extension poor = morph.extensions().load(Wat.assemble(createTask), LoadOptions.none())) {
      installed.put(id("maker"), callee(maker));
      installed.put(id("poor"), callee(poor));
      // the caller's rights are not the callee's, and the callee's are its own
      Chain chain = from("caller", grants("extension:call=maker/run,poor/*", "task:create"));
      CallOutcome outcome = calls.call(chain, id("maker"), "run", JsonObject.EMPTY);
      assertThat(Json.write(outcome.orThrow())).matches("\"[0-9a-f-]{36}\"");
      assertThat(error(calls.call(chain, id("poor"), "run", JsonObject.EMPTY)))
          .hasMessageStartingWith("permission-not-granted: data:write of tasks");
    }
  }

  @Test
  void deniesWhatTheCallerMayNotCall() {
    Chain chain = from("caller", grants("extension:call=jira/create_issue"));
    MorphException denied = error(calls.call(chain, id("jira"), "delete_all", JsonObject.EMPTY));
    assertThat(denied.code()).isEqualTo(ErrorCode.PERMISSION_NOT_GRANTED);
    assertThat(denied)
        .hasMessage(
            "permission-not-granted: extension:call of jira/delete_all; grant it with --grant"
                + " extension:call=jira/delete_all");
    Policy undeclared =
        Policy.of(
            PermissionSet.NONE, new PermissionSet(List.of(Permission.parse("extension:call"))));
    assertThat(
            error(calls.call(from("caller", undeclared), id("jira"), "x", JsonObject.EMPTY)).code())
        .isEqualTo(ErrorCode.PERMISSION_NOT_DECLARED);
  }

  @Test
  void whatIsNotInstalledIsNotFound() {
    assertThat(
            error(
                    calls.call(
                        from("caller", grants("extension:call")),
                        id("jira"),
                        "x",
                        JsonObject.EMPTY))
                .code())
        .isEqualTo(ErrorCode.NOT_FOUND);
  }

  @Test
  void callsAreAtMostFourDeep() {
    installRow(5, "e6");
    MorphException tooDeep =
        error(calls.call(from("e0", grants("extension:call")), id("e1"), "run", JsonObject.EMPTY));
    assertThat(tooDeep.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
    assertThat(tooDeep).hasMessageEndingWith("e0 -> e1 -> e2 -> e3 -> e4 -> e5");
  }

  @Test
  void fourDeepIsNotTooDeep() {
    installRow(4, "absent");
    installed.put(
        id("e4"),
        new Callee() {
          @Override
          public Policy policy() {
            return grants();
          }

          @Override
          public CallOutcome execute(CallRequest request, Chain chain) {
            assertThat(request.context()).isEqualTo(CONTEXT);
            assertThat(chain.extensions()).hasSize(5);
            return new CallOutcome.Ok(JsonObject.EMPTY, dev.morph.runtime.sandbox.CallReport.NONE);
          }
        });
    assertThat(calls.call(from("e0", grants("extension:call")), id("e1"), "run", JsonObject.EMPTY))
        .isInstanceOf(CallOutcome.Ok.class);
  }

  @Test
  void aCallThatLeadsBackIsRefused() {
    installRow(2, "e0");
    assertThat(
            error(
                calls.call(
                    from("e0", grants("extension:call")), id("e1"), "run", JsonObject.EMPTY)))
        .hasMessageContaining("leads back to e0");
    assertThat(
            error(
                calls.call(
                    from("e0", grants("extension:call")), id("e0"), "run", JsonObject.EMPTY)))
        .hasMessageContaining("leads back to e0");
  }

  @Test
  void nobodyPretendsToBeAnEvent() {
    assertThat(
            error(
                calls.call(
                    from("e0", grants("extension:call")), id("e1"), "on_event", JsonObject.EMPTY)))
        .hasMessageContaining("events alone");
  }

  @Test
  void theCalleeEndsWhenTheTimeOfItsCallerDoes() {
    try (Morph morph = Morph.builder().engine(EngineMode.INTERPRETED).build();
        Extension spin =
            morph
                .extensions()
                .load(
                    Wat.assemble(Guests.bytesSpin()),
                    LoadOptions.builder().limit("fuel=100000000000").build())) {
      installed.put(id("spin"), callee(spin));
      long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
      Chain chain =
          Chain.of(
              id("caller"),
              grants("extension:call"),
              CONTEXT,
              CallOrigin.OUTSIDE.before(end),
              AuditCaller.API);
      MorphException over = error(calls.call(chain, id("spin"), "run", JsonObject.EMPTY));
      assertThat(over.code()).isEqualTo(ErrorCode.LIMIT_TIME);
      assertThat(over).hasMessageContaining("the call that waits for it");
    }
  }
}
