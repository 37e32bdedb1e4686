package dev.morph.capabilities.absent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.Limits;
import org.junit.jupiter.api.Test;

class AbsentCapabilityTest {
  @Test
  void saysThatNothingWasDone() {
    AbsentCapability absent = AbsentCapability.create();
    TestCall call = new TestCall();
    assertThat(absent.link())
        .singleElement()
        .satisfies(function -> {
          Handler helpers = absent.configure(Grants.of(), Limits.defaults()).prepare(function);
          assertThatThrownBy(() -> helpers.handle(call, new Object[] {"{}"}))
              .isInstanceOfSatisfying(
                  HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_UNAVAILABLE))
              .hasMessage(
                  "store-unavailable: ir_helpers is not offered by this version of Morph; nothing was"
                      + " done");
        });
    assertThat(call.denials).isEmpty();
  }
}
