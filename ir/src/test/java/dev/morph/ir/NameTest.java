package dev.morph.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.testkit.MorphirData;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTest {
  private static List<JsonValue> cases(String member) {
    List<JsonValue> cases =
        MorphirData.array(MorphirData.object("tests/naming-cases.json"), member);
    assertThat(cases).isNotEmpty();
    return cases;
  }

  @Test
  void rendersAsUpstreamDoes() {
    for (JsonValue one : cases("roundTripCases")) {
      JsonObject expected = (JsonObject) one;
      var name = new Name(MorphirData.text(expected, "canonical"));
      assertThat(name.segments()).isEqualTo(segments(expected));
      assertThat(name.doubledHyphen())
          .isEqualTo(MorphirData.text(expected, "canonicalDoubledHyphen"));
      assertThat(name.fileStem()).isEqualTo(MorphirData.text(expected, "escapedStem"));
      assertThat(name.camelCase()).isEqualTo(MorphirData.text(expected, "camelCase"));
      assertThat(name.pascalCase())
          .isEqualTo(MorphirData.text(expected, "pascalCaseUpperInitialism"));
      assertThat(name.pascalCaseOfWords())
          .isEqualTo(MorphirData.text(expected, "pascalCasePascalInitialism"));
      assertThat(Name.parseDoubledHyphen(name.doubledHyphen())).isEqualTo(name);
      JsonValue legacy = expected.get("legacyArray");
      assertThat(name.isClassic()).as(name.text()).isEqualTo(!(legacy instanceof JsonNull));
      if (legacy instanceof JsonArray) {
        assertThat(name.words()).isEqualTo(MorphirData.texts(legacy));
        assertThat(Name.ofWords(MorphirData.texts(legacy))).isEqualTo(name);
      }
    }
  }

  private static List<String> segments(JsonObject expected) {
    return MorphirData.array(expected, "segments").stream()
        .map(JsonObject.class::cast)
        .map(segment ->
            MorphirData.text(segment, "kind").equals("word")
                ? MorphirData.text(segment, "text")
                : MorphirData.text(segment, "text").toUpperCase(Locale.ROOT))
        .toList();
  }

  @Test
  void readsArraysOfWordsAsUpstreamDoes() {
    for (JsonValue one : cases("legacyDecodeCases")) {
      JsonObject expected = (JsonObject) one;
      Name name = Name.ofWords(MorphirData.texts(expected.get("legacyArray")));
      assertThat(name).isEqualTo(new Name(MorphirData.text(expected, "canonical")));
    }
  }

  @Test
  void refusesWhatUpstreamRefuses() {
    for (JsonValue one : cases("rejectCases")) {
      JsonObject expected = (JsonObject) one;
      String input = MorphirData.text(expected, "input");
      assertThat(Name.isCanonical(input))
          .as(input)
          .isEqualTo(expected.get("uppercase").toString().contains("true"));
      assertThat(Name.parseDoubledHyphen(input) != null)
          .as(input)
          .isEqualTo(expected.get("doubledHyphen").toString().contains("true"));
    }
    assertThatThrownBy(() -> new Name("user_id")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rendersPathsAsUpstreamDoes() {
    for (JsonValue one : cases("pathCases")) {
      JsonObject expected = (JsonObject) one;
      Path path = Path.parse(MorphirData.text(expected, "canonical"));
      assertThat(path).hasToString(MorphirData.text(expected, "canonical"));
      assertThat(path.doubledHyphen()).isEqualTo(MorphirData.text(expected, "doubledHyphen"));
      assertThat(path.filePath()).isEqualTo(MorphirData.text(expected, "escapedPath"));
      assertThat(Path.parse(path.doubledHyphen())).isEqualTo(path);
    }
  }

  @Test
  void rendersFullNamesAsUpstreamDoes() {
    for (JsonValue one : cases("fqNameCases")) {
      JsonObject expected = (JsonObject) one;
      FQName name = FQName.parse(MorphirData.text(expected, "canonical"));
      assertThat(name).hasToString(MorphirData.text(expected, "canonical"));
      assertThat(name.doubledHyphen()).isEqualTo(MorphirData.text(expected, "doubledHyphen"));
      assertThat(FQName.parse(name.doubledHyphen())).isEqualTo(name);
      assertThat(
              "pkg/"
                  + name.packageName().filePath()
                  + "/"
                  + name.module().filePath()
                  + "/"
                  + name.local().fileStem()
                  + ".value.json")
          .isEqualTo(MorphirData.text(expected, "documentTreePath"));
    }
  }

  @Test
  void cutsLongFileStemsAsUpstreamDoes() {
    for (JsonValue one : cases("truncationCases")) {
      JsonObject expected = (JsonObject) one;
      String stem = MorphirData.text(expected, "escapedStem");
      int available = (int) ((JsonNumber) expected.get("available")).longValueExact();
      String cut = Name.shortened(stem, available);
      String truncated = MorphirData.text(expected, "truncatedStem");
      assertThat(cut).isEqualTo(stem.length() <= available ? stem : truncated);
    }
    assertThat(new Name("value-in-USD").fileStem(13)).isEqualTo("value-in-_usd");
    assertThat(new Name("value-in-USD").fileStem(12)).startsWith("va__").hasSize(12);
    assertThatThrownBy(() -> new Name("a").fileStem(10))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "isNaN, is-na-n",
    "fromISO, from-ISO",
    "UUID, UUID",
    "toInt8, to-int-8",
    "LT, LT",
    "valueInUSD, value-in-USD",
    "snake_case, snake-case"
  })
  void readsIdentifiersAsMorphirElmDoes(String identifier, String canonical) {
    assertThat(Name.ofIdentifier(identifier)).hasToString(canonical);
  }

  @Test
  void readsFullNamesOfIdentifiers() {
    assertThat(FQName.ofIdentifiers("Morphir.SDK:LocalDate:fromISO"))
        .isEqualTo(FQName.parse("morphir/SDK:local-date#from-ISO"));
    assertThat(FQName.ofIdentifiers("Morphir.SDK:fromISO")).isNull();
    assertThat(FQName.ofIdentifiers("::")).isNull();
    assertThat(Name.ofIdentifier("--")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"a", "a:b", "a#b", ":a#b", "a:#b", "a:b#", "a:b#c#d", "a//b:c#d", "A b:c#d"})
  void refusesOtherTextsAsFullNames(String text) {
    assertThat(FQName.parse(text)).isNull();
  }

  @Test
  void tellsNamesThatArraysOfWordsCannotKeep() {
    assertThat(new Name("A").isClassic()).isFalse();
    assertThat(new Name("a-b").isClassic()).isFalse();
    assertThat(new Name("FR2052A").words()).containsExactly("f", "r", "2052", "a");
    assertThat(Name.ofWords(List.of())).isNull();
    assertThat(Name.ofWords(List.of("Test"))).isNull();
    assertThat(Name.ofWords(List.of(""))).isNull();
    assertThat(Name.ofWords(List.of("a", "b", "B"))).isNull();
  }
}
