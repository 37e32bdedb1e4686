package dev.morph.engine.tck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.Wat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CasesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        LimitCases.GROWING,
        ReentryCases.PARKED,
        LinkCases.OWNER,
        LinkCases.IMPORTER,
        ReferenceCases.LENDER,
        ReferenceCases.BORROWER,
        SnapshotCases.STATEFUL,
        ModuleCases.SAMPLE
      })
  void assemble(String wat) {
    assertThat(Wat.assemble(wat)).startsWith("\0asm".getBytes(StandardCharsets.US_ASCII));
  }
}
