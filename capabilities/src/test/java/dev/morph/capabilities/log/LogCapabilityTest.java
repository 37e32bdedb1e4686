package dev.morph.capabilities.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import org.junit.jupiter.api.Test;

class LogCapabilityTest {
  private TestCall call = new TestCall();

  private void log(HostFunctionType function, String level, String message) {
    LogCapability.create()
        .configure(Grants.of(), call.limits())
        .prepare(function)
        .handle(call, new Object[] {level, message});
  }

  @Test
  void needsNoPermissionInEitherFamily() {
    log(LogCapability.LOG, "info", "häl\tlo\nda");
    log(LogCapability.MORPHIR_LOG, "error", "oh");
    assertThat(call.lines).containsExactly("INFO häl\tlo\nda", "ERROR oh");
  }

  @Test
  void dropsLinesPastTheLimitWithOneNotice() {
    call = new TestCall(Limits.defaults().with(Limit.LOG_LINES, 2));
    for (int i = 0; i < 5; i++) {
      log(LogCapability.LOG, "debug", "line " + i);
    }
    assertThat(call.lines).hasSize(3).contains("DEBUG line 1");
    assertThat(call.lines.getLast()).startsWith("WARN limit-log-lines");
  }

  @Test
  void cutsLongLinesBetweenCharacters() {
    call = new TestCall(Limits.defaults().with(Limit.LOG_LINE, 5));
    log(LogCapability.LOG, "info", "ääää");
    log(LogCapability.LOG, "info", "a\ud83d\ude00b");
    log(LogCapability.LOG, "info", "a\ud83d\ude00");
    log(LogCapability.LOG, "info", "\ud83d\ude00\ud83d\ude00");
    assertThat(call.lines)
        .containsExactly(
            "INFO ää [cut]",
            "INFO a\ud83d\ude00 [cut]",
            "INFO a\ud83d\ude00",
            "INFO \ud83d\ude00 [cut]");
  }

  @Test
  void redactsBeforeItCuts() {
    call = new TestCall(Limits.defaults().with(Limit.LOG_LINE, 12));
    call.putSecret("k", "hunter22");
    log(LogCapability.LOG, "info", "is: hunter22222222222");
    assertThat(call.lines.getFirst()).doesNotContain("hun");
  }

  @Test
  void showsWhatWouldSteerATerminal() {
    log(LogCapability.LOG, "info", "\u001b[2Jx\u009b\r\u0000");
    assertThat(call.lines).containsExactly("INFO \\u001b[2Jx\\u009b\\u000d\\u0000");
  }
}
