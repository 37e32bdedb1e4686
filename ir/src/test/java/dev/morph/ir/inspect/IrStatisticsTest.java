package dev.morph.ir.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.types.MorphirSdk;
import dev.morph.testkit.MorphirData;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IrStatisticsTest {
  private static IrStatistics of(String file) {
    var builder = new DistributionBuilder();
    assertThat(IrReader.read(MorphirData.bytes(file), builder).ok()).isTrue();
    Distribution distribution = builder.distribution().orElseThrow();
    return IrStatistics.of(distribution);
  }

  @Test
  void countsTheLargestRealDocument() {
    IrStatistics lcr = of("v3/lcr-morphir-ir.json");
    assertThat(lcr.packageName()).isEqualTo("regulation");
    assertThat(lcr.modules()).isEqualTo(84);
    assertThat(IrStatistics.total(lcr.types())).isEqualTo(103);
    assertThat(lcr.values()).isEqualTo(635);
    assertThat(IrStatistics.total(lcr.valueNodes())).isEqualTo(13_372);
    assertThat(IrStatistics.total(lcr.patternNodes())).isEqualTo(619);
    assertThat(lcr.sdkValues()).hasSize(31).containsEntry("morphir/SDK:basics#and", 537);
  }

  @Test
  void tellsThemAsJson() {
    assertThat(of("v3/small/listType-ir.json").toJson().toString())
        .isEqualTo(
            """
            {"package":"morphir/example/app","dependencies":0,"modules":1,\
            "types":{"total":1,"custom":1},"constructors":4,"values":1,\
            "valueNodes":{"total":4,"Constructor":3,"List":1},"patternNodes":{"total":0},\
            "typeNodes":{"total":2,"Reference":2},"valueDepth":2,"typeDepth":2,\
            "sdkValues":{"total":0}}\
            """);
  }

  @Test
  void countsWhatIsNotWhole() {
    IrStatistics v4 = of("v4/v4-library.json");
    assertThat(v4.types()).isEqualTo(Map.of("alias", 2, "incomplete", 1));
    assertThat(v4.valueNodes()).containsEntry("Hole", 1);
  }

  @Test
  void countsSpecifications() {
    IrStatistics sdk =
        IrStatistics.of(
            new Distribution.Specs(MorphirSdk.PACKAGE, Map.of(), MorphirSdk.specification()));
    assertThat(sdk.modules()).isEqualTo(22);
    assertThat(sdk.values()).isEqualTo(372);
    assertThat(sdk.types()).containsEntry("derived", 1).containsEntry("custom", 8);
  }
}
