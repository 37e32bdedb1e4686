package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.component.abi.AbiException;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.testkit.Wat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who receives, frees: every block of a guest that keeps account of them. */
class BytesOwnershipTest {
  private static final String PROBE =
      "(import \"morph\" \"probe\" (func $probe (param i32 i32) (result i64)))";
  private static final String SILENT = "(import \"morph\" \"log\" (func $log (param i32 i32)))";

  private final List<Object> asked = new ArrayList<>();
  private Handler handler =
      (call, arguments) -> {
        asked.add(arguments[0]);
        return "there";
      };

  /** A guest outside of {@link GuestInstance}, so that its account can be read. */
  private final class Guest {
    final Instance instance;
    final BytesAbi abi;

    Guest(String wat, Limits limits) {
      CompiledModule compiled = EndiveEngine.interpreted().compile(Wat.assemble(wat));
      WasmRuntime runtime =
          Loading.runtime(
              new ProbeCapability((call, arguments) -> handler.handle(call, arguments)));
      LoadedModule module = runtime.load(compiled, Loading.settings(limits, Lifecycle.FRESH));
      ActiveCall call =
          new ActiveCall(
              module.settings(),
              CallRequest.of("run", JsonObject.EMPTY),
              Watchdog.watch(System.nanoTime() + 60_000_000_000L));
      Imports.Builder imports = Imports.builder();
      for (HostLink link : module.links()) {
        imports.put(
            link.type().module(),
            link.type().name(),
            BytesImport.of(link, link.capability().instance(), () -> call));
      }
      instance = compiled.instantiate(imports.build(), MemoryBudget.unlimited());
      abi = new BytesAbi(instance, module);
    }

    GuestAbi.Answer execute() {
      return abi.execute("run", JsonObject.EMPTY, JsonObject.EMPTY);
    }

    long count(String name) {
      return instance.function(name).call()[0];
    }

    void assertBalanced(int allocs) {
      assertThat(count("bad")).as("frees of no block").isZero();
      assertThat(count("live")).as("blocks left").isZero();
      assertThat(count("allocs")).isEqualTo(allocs);
    }
  }

  private Guest guest(String wat) {
    return new Guest(wat, Limits.defaults());
  }

  @Test
  void theGuestFreesItsInputAndTheHostTheResult() {
    Guest guest = guest(Ledger.answering(Ledger.OK, "", ""));
    for (int calls = 1; calls <= 3; calls++) {
      assertThat(guest.execute()).isEqualTo(new GuestAbi.Answer.Value(JsonNumber.of(1)));
      guest.assertBalanced(2 * calls);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{}",
        "{\"content_type\":\"text/plain\",\"content\":[]}",
        "{\"content_type\":\"application/json\",\"content\":\"e30=\"}",
        "{\"content_type\":\"application/json\",\"content\":\"***\"}",
        "{\"header\":{\"seqnum\":0,\"session_id\":\"\",\"kind\":\"error\"},"
            + "\"content_type\":\"application/json\",\"content\":[123,125]}"
      })
  void theResultIsFreedAlsoWhereItIsOfNoUse(String answer) {
    Guest guest = guest(Ledger.answering(answer, "", ""));
    assertThatThrownBy(guest::execute).isInstanceOfAny(AbiException.class, MorphException.class);
    guest.assertBalanced(2);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, answered nothing",
    "7, 0, answered nothing",
    "4294967295, 0, answered nothing",
    "131072, 1, out of the memory",
    "131071, 2, out of the memory",
    "4294967295, 1, out of the memory",
    "4294967288, 16, out of the memory"
  })
  void whatIsNoBlockIsNeitherReadNorFreed(long pointer, long length, String text) {
    Guest guest = guest(Ledger.answering(pointer, length));
    assertThatThrownBy(guest::execute).isInstanceOf(AbiException.class).hasMessageContaining(text);
    guest.assertBalanced(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {0x7fffffffL, 0x80000000L, 0xffffffffL})
  void aLengthBeyondTheLimitIsRefusedBeforeItIsRead(long length) {
    Guest guest = guest(Ledger.answering(1024, length));
    assertThatThrownBy(guest::execute)
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_RESULT_SIZE));
    guest.assertBalanced(1);
  }

  @Test
  void theContentOfAResultIsWhatItsLimitCounts() {
    Limits limits = Limits.defaults().with(Limit.RESULT_SIZE, 8);
    assertThat(new Guest(Ledger.answering(Ledger.OK, "", ""), limits).execute())
        .isInstanceOf(GuestAbi.Answer.Value.class);
    Guest guest =
        new Guest(
            Ledger.answering(
                "{\"content_type\":\"application/json\",\"content\":\"eyJvayI6MTIzfQ==\"}", "", ""),
            limits);
    assertThatThrownBy(guest::execute).hasMessageContaining("limit of 8 bytes");
    guest.assertBalanced(2);
  }

  @Test
  void theGuestFreesTheReplyOfAnImport() {
    Guest guest = guest(Ledger.answering(Ledger.OK, PROBE, Ledger.callProbe()));
    guest.execute();
    assertThat(asked).containsExactly("hi");
    guest.assertBalanced(3);
  }

  @Test
  void aFaultOfAnImportIsAReplyLikeAnyOther() {
    handler =
        (call, arguments) -> {
          throw new HostFault(ErrorCode.HTTP_FAILED, "no way there");
        };
    Guest guest = guest(Ledger.answering(Ledger.OK, PROBE, Ledger.callProbe()));
    guest.execute();
    guest.assertBalanced(3);
  }

  @Test
  void anImportWithoutResultAllocatesNothing() {
    Guest guest =
        guest(
            Ledger.answering(
                Ledger.OK,
                SILENT,
                "(call $log (i32.const 4096) (i32.const " + Ledger.REQUEST.length() + "))"));
    guest.execute();
    assertThat(asked).containsExactly("hi");
    guest.assertBalanced(2);
  }

  @ParameterizedTest
  @CsvSource({
    "4096, 0, is empty",
    "131072, 4, out of the memory",
    "-1, 16, out of the memory",
    "4096, -1, out of the memory",
    "4096, 3, is no envelope"
  })
  void aRequestThatIsNoneEndsTheCall(int pointer, int length, String text) {
    Guest guest =
        guest(
            Ledger.answering(
                Ledger.OK,
                PROBE,
                "(drop (call $probe (i32.const " + pointer + ") (i32.const " + length + ")))"));
    assertThatThrownBy(guest::execute)
        .isInstanceOf(AbiException.class)
        .hasMessageContaining("the request of probe")
        .hasMessageContaining(text);
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "(i32.const 0), out of memory",
    "(i32.const 8193), not 8-aligned",
    "(i32.const 8196), not 8-aligned",
    "(i32.const 131072), out of the memory",
    "(i32.const -8), out of the memory"
  })
  void aPointerOfTheAllocatorIsCheckedBeforeAnythingIsWritten(String answer, String text) {
    Guest guest =
        guest(
            Ledger.answering(Ledger.OK, "", "")
                .replace(
                    "(local.set $at (i32.add (global.get $top) (i32.const 8)))",
                    "(return " + answer + ")"));
    assertThatThrownBy(guest::execute)
        .isInstanceOf(AbiException.class)
        .hasMessageContaining("morph_alloc(")
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "1, true", "2, true", "3, false", "-1, false"})
  void theEnvelopeIsWrittenAsTheGuestSays(int form, boolean known) {
    String wat =
        Ledger.answering(Ledger.OK, "", "")
            .replace(
                "(func (export \"live\")",
                "(func (export \"morph_envelope\") (result i32) (i32.const "
                    + form
                    + ")) (func (export \"live\")");
    if (known) {
      assertThat(guest(wat).execute()).isInstanceOf(GuestAbi.Answer.Value.class);
    } else {
      assertThatThrownBy(() -> guest(wat))
          .isInstanceOf(AbiException.class)
          .hasMessageContaining("morph_envelope answered " + form);
    }
  }

  @Test
  void allocatorThatCallsAnImportForTheReplyOfOneEndsTheCall() {
    String wat =
        Ledger.answering(Ledger.OK, PROBE, Ledger.callProbe())
            .replace(
                "(local.set $at (i32.add (global.get $top) (i32.const 8)))",
                "(local.set $at (i32.add (global.get $top) (i32.const 8)))"
                    + "(if (i32.gt_u (global.get $allocs) (i32.const 1)) (then (drop (call $probe"
                    + " (i32.const 4096) (i32.const "
                    + Ledger.REQUEST.length()
                    + ")))))")
            .replace(
                "(func (export \"describe\") (param i32 i32) (result i64) (unreachable))",
                TestDescription.function());
    CallOutcome outcome =
        Loading.runtime(new ProbeCapability(handler))
            .execute(
                Loading.load(Loading.runtime(new ProbeCapability(handler)), wat, Lifecycle.FRESH),
                CallRequest.of("run", JsonObject.EMPTY));
    assertThat(Loading.code(outcome)).isEqualTo(ErrorCode.GUEST_ABI);
    assertThat(((CallOutcome.Failed) outcome).error().getMessage())
        .contains("while it allocated for the reply of another import");
  }
}
