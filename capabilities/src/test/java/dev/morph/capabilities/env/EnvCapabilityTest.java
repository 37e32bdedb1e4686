package dev.morph.capabilities.env;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvCapabilityTest {
  private final TestCall call = new TestCall();

  private Object call(HostFunctionType function, Object... arguments) {
    return EnvCapability.create()
        .configure(Grants.of(), Limits.defaults())
        .prepare(function)
        .handle(call, arguments);
  }

  @Test
  void givesBackWhatWasSetInThisCall() {
    VariantValue value = new VariantValue("v-u64", -1L);
    assertThat(call(EnvCapability.GET, "x")).isEqualTo(Optional.empty());
    call(EnvCapability.SET, "x", value);
    assertThat(call(EnvCapability.GET, "x")).isEqualTo(Optional.of(value));
  }

  @Test
  void neverShowsTheProcesssOwnVariables() {
    for (String name : System.getenv().keySet()) {
      assertThat(call(EnvCapability.GET, name)).isEqualTo(Optional.empty());
    }
  }

  @Test
  void boundsWhatAGuestCanStore() {
    VariantValue half = new VariantValue("text", "x".repeat(300_000));
    call(EnvCapability.SET, "a", half);
    call(EnvCapability.SET, "a", half);
    VariantValue list = new VariantValue("text-list", List.of("x".repeat(300_000)));
    assertThatThrownBy(() -> call(EnvCapability.SET, "b", list))
        .hasMessageContaining("request-invalid");
    for (int i = 1; i < EnvCapability.MAX_VARIABLES; i++) {
      call(EnvCapability.SET, "n" + i, new VariantValue("boolean", true));
    }
    assertThatThrownBy(() -> call(EnvCapability.SET, "more", new VariantValue("boolean", true)))
        .hasMessageContaining("request-invalid");
    call(EnvCapability.SET, "n1", new VariantValue("boolean", false));
  }

  @Test
  void acceptsNamesOfOneTo256Characters() {
    VariantValue value = new VariantValue("boolean", true);
    String longest = "x".repeat(EnvCapability.MAX_NAME_CHARS);
    for (String name : List.of("", longest + "x")) {
      assertThatThrownBy(() -> call(EnvCapability.GET, name))
          .hasMessageContaining("request-invalid")
          .hasMessageContaining(name.length() + " characters");
      assertThatThrownBy(() -> call(EnvCapability.SET, name, value))
          .hasMessageContaining("request-invalid");
    }
    assertThat(call(EnvCapability.GET, longest)).isEqualTo(Optional.empty());
    call(EnvCapability.SET, longest, value);
    assertThat(call(EnvCapability.GET, longest)).isEqualTo(Optional.of(value));
  }

  @Test
  void namesEveryCaseInJson() {
    for (WitType.Case one : EnvCapability.VALUE.cases()) {
      assertThat(EnvCapability.GET.bytes().caseNames()).containsKey(one.name());
    }
    assertThat(EnvCapability.SET.bytes().caseNames())
        .hasSize(13)
        .containsEntry("v-s8", "I8")
        .containsEntry("text-list", "TextList")
        .containsEntry("v-f64", "F64");
  }
}
