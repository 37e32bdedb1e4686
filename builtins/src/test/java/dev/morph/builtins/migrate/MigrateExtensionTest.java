package dev.morph.builtins.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.builtins.BuiltinException;
import dev.morph.builtins.IrMessage;
import dev.morph.testkit.MorphirData;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrateExtensionTest {
  private final MigrateExtension migrate = new MigrateExtension();

  private Envelope call(String members, byte[] ir) {
    return migrate.call(
        "transform", new IrMessage((JsonObject) Json.parse(members), ir).toEnvelope());
  }

  private IrMessage answer(String members, byte[] ir) {
    Envelope answer = call(members, ir);
    assertThat(BuiltinException.of(answer)).isNull();
    return IrMessage.of(answer);
  }

  @Test
  void thereAndBackIsTheSameDocument() {
    byte[] document = MorphirData.bytes("v3/greeting-example.json");
    IrMessage four = answer("{\"target_version\":\"v4\",\"expanded\":true}", document);
    assertThat(four.members().get("success")).isEqualTo(new JsonBoolean(true));
    assertThat(four.members().get("source_format")).isEqualTo(new JsonString("v3"));
    assertThat(four.members().get("target_format")).isEqualTo(new JsonString("v4"));
    IrMessage three = answer("{\"target_version\":3}", four.requireIr());
    assertThat(Json.write(Json.parse(three.requireIr())))
        .isEqualTo(Json.write(Json.parse(document)));
  }

  @Test
  void theIrIsTheLastMember() {
    Envelope answer = call("{}", MorphirData.bytes("v3/business-terms.json"));
    String text = new String(answer.content(), StandardCharsets.UTF_8);
    String ir = new String(IrMessage.of(answer).requireIr(), StandardCharsets.UTF_8);
    assertThat(text).endsWith(",\"ir\":" + ir + "}");
  }

  @Test
  void aDocumentWithFaultsIsAnAnswerWithoutIr() {
    IrMessage answer = answer("{}", "{\"formatVersion\":3}".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.ir()).isNull();
    assertThat(answer.members().get("success")).isEqualTo(new JsonBoolean(false));
    assertThat(answer.members().get("error").toString()).contains("distribution");
    assertThat(answer.members().get("diagnostics").toString()).contains("missing_member");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"target_version\":\"v9\"} | target_version must be one of",
        "{\"target_version\":[]} | target_version must be one of",
        "{\"expanded\":\"yes\"} | expanded must be true or false",
        "{\"allow_partial\":1} | allow_partial must be true or false",
      })
  void aRequestThatCannotBeUnderstoodIsAnError(String members, String says) {
    BuiltinException error =
        Objects.requireNonNull(
            BuiltinException.of(call(members, "{}".getBytes(StandardCharsets.UTF_8))));
    assertThat(error.code()).isEqualTo("request-invalid");
    assertThat(error).hasMessageContaining(says);
  }

  @Test
  void withoutAnIrThereIsNothingToDo() {
    Envelope answer = migrate.call("transform", Envelope.json(JsonObject.EMPTY));
    assertThat(Objects.requireNonNull(BuiltinException.of(answer)))
        .hasMessageContaining("ir is missing");
  }
}
