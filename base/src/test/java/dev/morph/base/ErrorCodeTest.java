package dev.morph.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
  @Test
  void wordsAndJsonRpcCodesAreUnique() {
    List<ErrorCode> codes = Arrays.asList(ErrorCode.values());
    assertThat(codes).extracting(ErrorCode::word).doesNotHaveDuplicates();
    assertThat(codes).extracting(ErrorCode::jsonRpcCode).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void everyCodeIsWhole(ErrorCode code) {
    assertThat(code.word()).matches("[a-z]+(-[a-z]+)*");
    assertThat(ErrorCode.of(code.word())).contains(code);
    assertThat(code.httpStatus()).isBetween(400, 599);
    assertThat(code.jsonRpcCode()).isBetween(-32768, -32000);
    assertThat(code.meaning()).endsWith(".");
    assertThat(code.remedy()).endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "action, 1",
    "user, 2",
    "denied, 3",
    "limit, 4",
    "guest, 5",
    "environment, 6",
    "internal, 70"
  })
  void exitCodesStayAsTheyAre(String word, int exitCode) {
    assertThat(ErrorCategory.values())
        .filteredOn(category -> category.word().equals(word))
        .singleElement()
        .returns(exitCode, ErrorCategory::exitCode);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "ACTION:action-failed",
        "USER:usage-invalid params-invalid unknown-action not-found module-malformed module-invalid"
            + " module-refused contract-unknown manifest-invalid import-undeclared"
            + " version-incompatible",
        "DENIED:permission-not-declared permission-not-granted address-not-allowed not-approved"
            + " signature-missing signature-invalid publisher-untrusted revoked digest-mismatch",
        "LIMIT:busy limit-memory limit-gc-alloc limit-fuel limit-time limit-http-rate"
            + " limit-http-calls limit-http-request limit-http-response limit-event-rate"
            + " limit-log-lines limit-log-line limit-file-size limit-table-elements"
            + " limit-instances limit-compile-time limit-compile-memory limit-artifact-size"
            + " limit-result-size",
        "GUEST:guest-trap guest-abi guest-result",
        "ENVIRONMENT:registry-unreachable store-unavailable io-failed",
        "INTERNAL:internal"
      })
  void categoriesHoldTheirCodes(ErrorCategory category, String words) {
    assertThat(ErrorCode.values())
        .filteredOn(code -> code.category() == category && !code.guestOnly())
        .extracting(ErrorCode::word)
        .containsExactlyInAnyOrder(words.split(" "));
  }

  @Test
  void someCodesAreForGuestsOnly() {
    assertThat(ErrorCode.values())
        .filteredOn(ErrorCode::guestOnly)
        .extracting(ErrorCode::word)
        .containsExactlyInAnyOrder(
            "url-invalid", "http-redirects", "http-failed", "request-invalid");
  }

  @Test
  void unknownWordsHaveNoCode() {
    assertThat(ErrorCode.of("INTERNAL_ERROR")).isEmpty();
    assertThat(ErrorCode.of("")).isEmpty();
  }

  /** Rewrites the page where the property {@code morph.update} is true. */
  @Test
  void thePageOfErrorsIsTheTable() throws IOException {
    String root = System.getProperty("morph.root");
    Assumptions.assumeTrue(root != null, "morph.root is not set: run by Maven");
    Path page = Path.of(root, "docs", "errors.md");
    if (Boolean.getBoolean("morph.update")) {
      Files.writeString(page, ErrorCodeTable.markdown());
    }
    assertThat(Files.readString(page))
        .as("docs/errors.md; -Dmorph.update=true writes it again")
        .isEqualTo(ErrorCodeTable.markdown());
  }

  @Test
  void anExceptionCarriesItsCodeAndValues() {
    var plain = new MorphException(ErrorCode.BUSY, null, new IOException("x"));
    assertThat(plain).hasMessage(ErrorCode.BUSY.meaning()).hasCauseInstanceOf(IOException.class);
    assertThat(plain.code()).isEqualTo(ErrorCode.BUSY);
    assertThat(plain.details().members()).isEmpty();
  }
}
