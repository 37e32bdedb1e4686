package dev.morph.ir.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadReport;
import dev.morph.testkit.MorphirData;

/** Distributions for tests. */
final class Distributions {
  private Distributions() {}

  static Distribution file(String file) {
    return of(MorphirData.bytes(file));
  }

  static Distribution of(byte[] document) {
    var builder = new DistributionBuilder();
    ReadReport report = IrReader.read(document, builder);
    assertThat(report.ok()).as("%s", report.diagnostics()).isTrue();
    return builder.distribution().orElseThrow();
  }
}
