package dev.morph.morphir.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringFunctionsTest {
  private static final String GRIN = "\uD83D\uDE00";

  @Test
  void buildsAndSplits() {
    assertThat(StringFunctions.isEmpty("")).isTrue();
    assertThat(StringFunctions.length(GRIN)).isEqualTo(2);
    assertThat(StringFunctions.reverse("a" + GRIN)).isEqualTo(GRIN + "a");
    assertThat(StringFunctions.repeat(3, "ha")).isEqualTo("hahaha");
    assertThat(StringFunctions.repeat(-3, "ha")).isEmpty();
    assertThatThrownBy(() -> StringFunctions.repeat(Long.MAX_VALUE, "ha"))
        .isInstanceOf(ArithmeticException.class);
    assertThat(StringFunctions.repeat(Long.MAX_VALUE, "")).isEmpty();
    assertThat(StringFunctions.replace(".", "-", "a.b.c")).isEqualTo("a-b-c");
    assertThat(StringFunctions.append("a", "b")).isEqualTo("ab");
    assertThat(StringFunctions.concat(List.of("a", "b"))).isEqualTo("ab");
    assertThat(StringFunctions.split("/", "a/b//")).containsExactly("a", "b", "", "");
    assertThat(StringFunctions.split("", "ab")).containsExactly("a", "b");
    assertThat(StringFunctions.split("", "")).isEmpty();
    assertThat(StringFunctions.split("x", "")).containsExactly("");
    assertThat(StringFunctions.join(",", List.of("a", "b"))).isEqualTo("a,b");
    assertThat(StringFunctions.words(" a \t\n b\u00A0c ")).containsExactly("a", "b", "c");
    assertThat(StringFunctions.words("  ")).containsExactly("");
    assertThat(StringFunctions.lines("a\r\nb\rc\n")).containsExactly("a", "b", "c", "");
  }

  @Test
  void cuts() {
    assertThat(StringFunctions.slice(7, 9, "snakes on a plane!")).isEqualTo("on");
    assertThat(StringFunctions.slice(-6, -1, "snakes on a plane!")).isEqualTo("plane");
    assertThat(StringFunctions.slice(3, 1, "abc")).isEmpty();
    assertThat(StringFunctions.slice(Long.MIN_VALUE, Long.MAX_VALUE, "abc")).isEqualTo("abc");
    assertThat(StringFunctions.left(2, "abc")).isEqualTo("ab");
    assertThat(StringFunctions.left(-2, "abc")).isEmpty();
    assertThat(StringFunctions.right(2, "abc")).isEqualTo("bc");
    assertThat(StringFunctions.right(0, "abc")).isEmpty();
    assertThat(StringFunctions.dropLeft(2, "abc")).isEqualTo("c");
    assertThat(StringFunctions.dropLeft(-1, "abc")).isEqualTo("abc");
    assertThat(StringFunctions.dropRight(2, "abc")).isEqualTo("a");
    assertThat(StringFunctions.dropRight(9, "abc")).isEmpty();
    assertThat(StringFunctions.trim(" \u2003a b\uFEFF\n")).isEqualTo("a b");
    assertThat(StringFunctions.trimLeft(" a ")).isEqualTo("a ");
    assertThat(StringFunctions.trimRight(" a ")).isEqualTo(" a");
    assertThat(StringFunctions.pad(5, Char.of(' '), "1")).isEqualTo("  1  ");
    assertThat(StringFunctions.pad(5, Char.of(' '), "11")).isEqualTo("  11 ");
    assertThat(StringFunctions.pad(5, Char.of(' '), "123456")).isEqualTo("123456");
    assertThat(StringFunctions.padLeft(3, Char.of('m'), " yum")).isEqualTo(" yum");
    assertThat(StringFunctions.padLeft(3, Char.of('.'), "1")).isEqualTo("..1");
    assertThat(StringFunctions.padRight(3, Char.of('.'), "1")).isEqualTo("1..");
  }

  @Test
  void finds() {
    assertThat(StringFunctions.contains("hat", "the hats")).isTrue();
    assertThat(StringFunctions.startsWith("the", "the hats")).isTrue();
    assertThat(StringFunctions.endsWith("the", "the hats")).isFalse();
    assertThat(StringFunctions.indexes("aa", "aaaa")).containsExactly(0L, 2L);
    assertThat(StringFunctions.indices("i", "Mississippi")).containsExactly(1L, 4L, 7L, 10L);
    assertThat(StringFunctions.indexes("", "abc")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-0,0", "+7,7", "-12,-12", "007,7", "9223372036854775807,9223372036854775807"})
  void readsIntegers(String text, long expected) {
    assertThat(StringFunctions.toInt(text)).isEqualTo(Maybe.just(expected));
    assertThat(StringFunctions.toInt(StringFunctions.fromInt(expected)))
        .isEqualTo(Maybe.just(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "+", "1.0", " 1", "1_0", "0x1", "٣", "9223372036854775808"})
  void readsNoOtherIntegers(String text) {
    assertThat(StringFunctions.toInt(text)).isEqualTo(Maybe.nothing());
  }

  @ParameterizedTest
  @CsvSource({
    "1,1",
    "-1.5,-1.5",
    ".5,0.5",
    "5.,5",
    "1e3,1000",
    "1E-7,1e-7",
    "1e400,Infinity",
    "-Infinity,-Infinity",
    "0.1,0.1",
    "123456789012345680000,123456789012345680000",
    "1e21,1e+21",
    "0.000001,0.000001",
    "1.5e-10,1.5e-10",
    "-0,0",
    "5e-324,5e-324",
    "1.7976931348623157e308,1.7976931348623157e+308"
  })
  void readsAndWritesFloatsAsJavaScript(String text, String written) {
    assertThat(MaybeFunctions.map(StringFunctions::fromFloat, StringFunctions.toFloat(text)))
        .isEqualTo(Maybe.just(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "e5", "1e", " 1", "1 ", "1f", "1d", "NaN", "0x10", "infinity"})
  void readsNoOtherFloats(String text) {
    assertThat(StringFunctions.toFloat(text)).isEqualTo(Maybe.nothing());
  }

  @Test
  void floatsComeBackFromTheirText() {
    assertThat(StringFunctions.fromFloat(Double.NaN)).isEqualTo("NaN");
    var random = new Random(9);
    for (int i = 0; i < 20_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      if (!Double.isNaN(any)) {
        assertThat(StringFunctions.toFloat(StringFunctions.fromFloat(any)))
            .isEqualTo(Maybe.just(any));
      }
    }
  }

  @Test
  void goesThroughCharacters() {
    assertThat(StringFunctions.fromChar(Char.of(GRIN))).isEqualTo(GRIN);
    assertThat(StringFunctions.cons(Char.of('T'), "he")).isEqualTo("The");
    assertThat(StringFunctions.uncons(GRIN + "b"))
        .isEqualTo(Maybe.just(new Tuple2<>(Char.of(GRIN), "b")));
    assertThat(StringFunctions.uncons("")).isEqualTo(Maybe.nothing());
    assertThat(StringFunctions.toList("a" + GRIN)).containsExactly(Char.of('a'), Char.of(GRIN));
    assertThat(StringFunctions.fromList(List.of(Char.of('a'), Char.of(GRIN))))
        .isEqualTo("a" + GRIN);
    assertThat(StringFunctions.map(CharFunctions::toUpper, "ab")).isEqualTo("AB");
    assertThat(StringFunctions.filter(CharFunctions::isDigit, "R2-D2")).isEqualTo("22");
    Function2<Char, String, String> cons = StringFunctions::cons;
    assertThat(StringFunctions.foldl(cons, "", "time")).isEqualTo("emit");
    assertThat(StringFunctions.foldr(cons, "", "time")).isEqualTo("time");
    assertThat(StringFunctions.any(CharFunctions::isDigit, "90210")).isTrue();
    assertThat(StringFunctions.all(CharFunctions::isDigit, "R2-D2")).isFalse();
    assertThat(StringFunctions.all(CharFunctions::isDigit, "")).isTrue();
    assertThat(StringFunctions.toList("\uD83D")).containsExactly(new Char(0xD83D));
  }

  @Test
  void lettersAreTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.of("tr"));
    try {
      assertThat(StringFunctions.toUpper("istraße")).isEqualTo("ISTRASSE");
      assertThat(StringFunctions.toLower("IX")).isEqualTo("ix");
      assertThat(CharFunctions.toLocaleUpper(Char.of('i'))).isEqualTo(Char.of('I'));
      assertThat(CharFunctions.toLocaleLower(Char.of('I'))).isEqualTo(Char.of('i'));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void charactersHaveKinds() {
    for (int c = 0; c < 0x250; c++) {
      var ch = new Char(c);
      boolean ascii = c < 128;
      assertThat(CharFunctions.isUpper(ch)).isEqualTo(ascii && Character.isUpperCase(c));
      assertThat(CharFunctions.isLower(ch)).isEqualTo(ascii && Character.isLowerCase(c));
      assertThat(CharFunctions.isAlpha(ch)).isEqualTo(ascii && Character.isLetter(c));
      assertThat(CharFunctions.isAlphaNum(ch)).isEqualTo(ascii && Character.isLetterOrDigit(c));
      assertThat(CharFunctions.isDigit(ch)).isEqualTo(ascii && Character.digit(c, 10) >= 0);
      assertThat(CharFunctions.isOctDigit(ch)).isEqualTo(ascii && Character.digit(c, 8) >= 0);
      assertThat(CharFunctions.isHexDigit(ch)).isEqualTo(ascii && Character.digit(c, 16) >= 0);
      assertThat(CharFunctions.fromCode(CharFunctions.toCode(ch))).isEqualTo(ch);
    }
    assertThat(CharFunctions.toUpper(Char.of('z'))).isEqualTo(Char.of('Z'));
    assertThat(CharFunctions.toUpper(Char.of('ß'))).isEqualTo(Char.of('ß'));
    assertThat(CharFunctions.toLower(Char.of('Σ'))).isEqualTo(Char.of('σ'));
    assertThat(CharFunctions.fromCode(-1)).isEqualTo(new Char(0xFFFD));
    assertThat(CharFunctions.fromCode(0x110000)).isEqualTo(new Char(0xFFFD));
    assertThatThrownBy(() -> new Char(0x110000)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Char.of("ab")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Char.of("")).isInstanceOf(IllegalArgumentException.class);
  }
}
