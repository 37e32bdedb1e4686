package dev.morph.capabilities.absent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbsentCapabilityTest {
  private final TestCall call = new TestCall();

  static List<HostFunctionType> functions() {
    return AbsentCapability.create().link();
  }

  private static HostFunctionType function(String bytesName) {
    return functions().stream()
        .filter(one -> one.bytes() != null && one.bytes().name().equals(bytesName))
        .findFirst()
        .orElseThrow();
  }

  private void call(HostFunctionType function, Policy policy, Object... arguments) {
    Capability.Configured absent = AbsentCapability.create().configure(policy, Limits.defaults());
    assertThat(absent.prepare(function).handle(call, arguments))
        .as("an absent function has no answer")
        .isNull();
  }

  private static Object[] arguments(HostFunctionType function) {
    return function.type().params().stream()
        .map(param -> param.type() == WitType.Primitive.STRING ? (Object) "x" : new byte[] {1})
        .toArray();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void saysThatNothingWasDoneWhereEveryRightIsGiven(HostFunctionType function) {
    String[] all =
        Stream.of(PermissionName.values()).map(PermissionName::word).toArray(String[]::new);
    assertThatThrownBy(() -> call(function, Grants.of(all), arguments(function)))
        .isInstanceOfSatisfying(
            HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
        .hasMessageMatching(
            "store-unavailable: .+ is not offered by this version of Morph; nothing was done");
    assertThat(call.denials).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void deniesWhereNoRightIsGivenAndOneIsNeeded(HostFunctionType function) {
    boolean free = function.canonical() == null;
    assertThatThrownBy(() -> call(function, Grants.of(), arguments(function)))
        .isInstanceOfSatisfying(
            HostFault.class,
            e ->
                assertThat(e.code())
                    .isEqualTo(
                        free ? ErrorCode.STORE_UNAVAILABLE : ErrorCode.PERMISSION_NOT_DECLARED));
    assertThat(call.denials).hasSize(free ? 0 : 1);
  }

  @ParameterizedTest
  @CsvSource({
    "events_emit, event:emit=issue.*, issue.created, issues",
    "events_emit, event:emit=issue.created, issue.created, issue.created.x"
  })
  void theFirstArgumentNarrowsTheRight(
      String name, String grant, String covered, String notCovered) {
    HostFunctionType function = function(name);
    Object[] arguments = arguments(function);
    arguments[0] = covered;
    assertThatThrownBy(() -> call(function, Grants.of(grant), arguments))
        .hasMessageStartingWith("store-unavailable");
    arguments[0] = notCovered;
    assertThatThrownBy(() -> call(function, Grants.of(grant), arguments))
        .hasMessageStartingWith("permission-not-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:write", "data:write=tasks", "task:create"})
  void eachOfTwoRightsIsEnoughToCreateATask(String grant) {
    assertThatThrownBy(() -> call(function("data_create_task"), Grants.of(grant), "{}"))
        .hasMessageStartingWith("store-unavailable");
  }

  @Test
  void theRightToCreateTasksChangesNone() {
    assertThatThrownBy(
            () -> call(function("data_update_task"), Grants.of("task:create"), "id", "{}"))
        .hasMessageContaining("data:write of tasks");
    assertThatThrownBy(
            () -> call(function("data_create_conversation"), Grants.of("data:write=tasks"), "{}"))
        .hasMessageContaining("data:write of conversations");
    assertThatThrownBy(() -> call(function("data_search_memory"), Grants.of("data:write"), "{}"))
        .hasMessageContaining("data:read of memory");
  }

  @Test
  void textOfTheGuestCannotBreakOutOfTheDenial() {
    assertThatThrownBy(
            () -> call(function("events_emit"), Grants.of(), "a\n\u001b[2J'; rm -rf ~ #", "{}"))
        .hasMessageNotContainingAny("\n", "\u001b");
  }
}
