package dev.morph.capabilities.ir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.envelope.Envelope;
import dev.morph.capabilities.Grants;
import dev.morph.capabilities.TestCall;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.Limits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IrHelpersCapabilityTest {
  private static final String DOCUMENT =
      "{\"formatVersion\":4,\"distribution\":{\"Library\":{\"packageName\":\"acme/shop\","
          + "\"dependencies\":{},\"def\":{\"modules\":{\"orders\":{\"Public\":{\"types\":{"
          + "\"price\":{\"Public\":{\"TypeAliasDefinition\":{\"typeParams\":[],"
          + "\"typeExp\":\"morphir/SDK:basics#float\"}}}},\"values\":{}}}}}}}}";
  private static final String LOOKUP = "{\"op\":\"resolve\",\"name\":\"acme/shop:orders#price\"}";

  private static String ask(TestCall call, String request) {
    IrHelpersCapability helpers = IrHelpersCapability.create();
    return (String)
        helpers
            .configure(Grants.of(), Limits.defaults())
            .prepare(helpers.link().getFirst())
            .handle(call, new Object[] {request});
  }

  private static Envelope json(String content) {
    return new Envelope(Envelope.Header.NONE, Envelope.JSON, content.getBytes(UTF_8));
  }

  @Test
  void answersOfTheDocumentThatTheCallWasGiven() {
    for (Envelope given :
        new Envelope[] {
          json("{\"options\":{},\"ir\":" + DOCUMENT + "}"),
          new Envelope(
              Envelope.Header.NONE, "application/morphir-ir+json", DOCUMENT.getBytes(UTF_8))
        }) {
      TestCall call = new TestCall();
      call.atDesignTime(given);
      assertThat(ask(call, LOOKUP)).contains("\"kinds\":[\"type\"]");
      assertThat(ask(call, "{\"op\":\"expand-alias\",\"type\":\"acme/shop:orders#price\"}"))
          .isEqualTo("{\"type\":\"morphir/SDK:basics#float\"}");
    }
  }

  @Test
  void knowsTheSdkWithoutADocument() {
    assertThat(ask(new TestCall(), "{\"op\":\"resolve\",\"name\":\"morphir/SDK:list#map\"}"))
        .contains("\"kinds\":[\"value\"]");
    assertThat(ask(new TestCall(), LOOKUP)).contains("\"kinds\":[]");
    TestCall call = new TestCall();
    call.atDesignTime(json("{\"sources\":[]}"));
    assertThat(ask(call, LOOKUP)).contains("\"kinds\":[]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "\"resolve\"",
        "{\"op\":5}",
        "{\"op\":\"delete\"}",
        "{\"op\":\"resolve\"}",
        "{\"op\":\"resolve\",\"name\":\"..\"}",
        "{\"op\":\"expand-alias\",\"type\":{\"Bogus\":{}}}",
        "{\"op\":\"resolve\",\"name\":\"a"
      })
  void refusesOtherRequests(String request) {
    assertThatThrownBy(() -> ask(new TestCall(), request))
        .isInstanceOfSatisfying(
            HostFault.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.REQUEST_INVALID));
  }

  @Test
  void saysWhatIsWrongWithTheDocument() {
    TestCall call = new TestCall();
    call.atDesignTime(json("{\"ir\":{\"formatVersion\":9,\"distribution\":{}}}"));
    assertThatThrownBy(() -> ask(call, LOOKUP))
        .isInstanceOf(HostFault.class)
        .hasMessageContaining("formatVersion is 9");
  }
}
