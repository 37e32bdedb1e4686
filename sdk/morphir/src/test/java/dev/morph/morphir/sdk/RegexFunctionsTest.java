package dev.morph.morphir.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexFunctionsTest {
  private static Regex regex(String pattern) {
    return regex(pattern, RegexOptions.NONE);
  }

  private static Regex regex(String pattern, RegexOptions options) {
    Maybe<Regex> compiled = RegexFunctions.fromStringWith(options, pattern);
    assertThat(compiled).as(pattern).isInstanceOf(Maybe.Just.class);
    return ((Maybe.Just<Regex>) compiled).value();
  }

  private static List<String> found(String pattern, String text) {
    return ListFunctions.map(RegexMatch::match, RegexFunctions.find(regex(pattern), text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "abc ~ xabcx ~ abc",
        "a|ab ~ ab ~ a",
        "a+?b ~ aaab ~ aaab",
        "<.+?> ~ <a><b> ~ <a>",
        "<.+> ~ <a><b> ~ <a><b>",
        "^b ~ ab ~ ",
        "b$ ~ ab ~ b",
        "[a-c]{2,3} ~ xabcab ~ abc",
        "[a-c]{2,3}? ~ xabcab ~ ab",
        "x{2} ~ xxx ~ xx",
        "x{2,} ~ xxxx ~ xxxx",
        "a{,2} ~ a{,2} ~ a{,2}",
        "x{ ~ x{ ~ x{",
        "] ~ ] ~ ]",
        "[^\\d\\s]+ ~ 12 ab3 ~ ab",
        "[\\d-x]+ ~ 1-x ~ 1-x",
        "[-a]+ ~ -a ~ -a",
        "[]a ~ []a ~ ",
        "[^]a ~ []a ~ ]a",
        "[\\b] ~ a\\b ~ ",
        "\\bfoo\\b ~ a foo. ~ foo",
        "\\Boo ~ foo ~ oo",
        "(\\w)\\1 ~ hello ~ ll",
        "\\1(a) ~ a ~ a",
        "(?:(a)|b)*\\1c ~ abc ~ abc",
        "(?<year>\\d{4})-\\k<year> ~ 1999-2001-2001 ~ 2001-2001",
        "a(?=b) ~ acab ~ a",
        "a(?!b) ~ abac ~ a",
        "(?<=\\$)\\d+ ~ 5 $42 ~ 42",
        "(?<!\\$)\\b\\d+ ~ $42 17 ~ 17",
        "(?<=(\\d)(\\d\\1))x ~ 121x ~ x",
        "\\x41\\u0042\\103 ~ ABC ~ ABC",
        "\\u{2} ~ uu ~ uu",
        "\\8 ~ 8 ~ 8",
        "\\- ~ - ~ -",
        "(a*)* ~ b ~ ``",
        "(a*)+ ~ aab ~ aa",
        "(?:a?){3}b ~ ab ~ ab",
        "(z)((a+)?(b+)?(c))* ~ zaacbbbcac ~ zaacbbbcac",
        "a.c ~ a.c ~ a.c",
        "\\. ~ a.c ~ .",
        "\\cJ|x ~ x ~ x",
        "(|a)+b ~ aab ~ aab",
        "(?:^)*a(?:(?<=a))? ~ a ~ a",
      })
  void findsWhatJavaScriptFinds(String pattern, String text, String expected) {
    List<String> found = found(pattern, text);
    if (expected == null) {
      assertThat(found).isEmpty();
    } else {
      assertThat(found.get(0)).isEqualTo(expected);
    }
    assertThat(RegexFunctions.contains(regex(pattern), text)).isEqualTo(expected != null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "(?",
        "(?<",
        "(?<a",
        "(?<a>",
        "(?x)",
        "[",
        "[a",
        "[\\",
        "\\",
        "*",
        "+a",
        "a**",
        "?",
        "{1}",
        "a{2,1}",
        "[b-a]",
        "^*",
        "(?<=a)*",
        "(?<a>x)(?<a>y)",
        "(?<a>x)\\k<b>",
        "a{99999}",
        "((a{1000}){1000}){1000}"
      })
  void refusesWhatIsNoPattern(String pattern) {
    assertThat(RegexFunctions.fromString(pattern)).isEqualTo(Maybe.nothing());
  }

  @Test
  void readsEveryPartOfAPatternOrNothing() {
    String pattern = "^(?<a>[^\\]B-\\u0078]{2,3}?|\\k<a>(?=b)(?!c)(?<=d)(?<!e))+\\1\\cA\\x41\\b$";
    for (int i = 0; i <= pattern.length(); i++) {
      Maybe<Regex> compiled = RegexFunctions.fromString(pattern.substring(0, i));
      if (compiled instanceof Maybe.Just<Regex>(Regex regex)) {
        assertThat(regex).hasToString(pattern.substring(0, i));
      }
    }
    assertThat(RegexFunctions.fromString(pattern)).isInstanceOf(Maybe.Just.class);
  }

  @Test
  void anyTextIsAPatternOrNone() {
    var random = new Random(7);
    String alphabet = "ab()[]{}?*+|^$\\.,-0123:<=!kxudwsBb";
    for (int i = 0; i < 20_000; i++) {
      var pattern = new StringBuilder();
      for (int n = random.nextInt(12); n >= 0; n--) {
        pattern.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      if (RegexFunctions.fromString(pattern.toString()) instanceof Maybe.Just<Regex>(Regex any)) {
        assertThat(RegexFunctions.find(any, "ab0[b-]x")).hasSizeLessThan(10);
      }
    }
  }

  @Test
  void keepsGroupsMatchesAndPlaces() {
    List<RegexMatch> matches = RegexFunctions.find(regex("(\\d+)(-)?(x*)"), "12-xx 7");
    assertThat(matches)
        .containsExactly(
            new RegexMatch(
                "12-xx", 0, 1, List.of(Maybe.just("12"), Maybe.just("-"), Maybe.just("xx"))),
            new RegexMatch("7", 6, 2, List.of(Maybe.just("7"), Maybe.nothing(), Maybe.nothing())));
    assertThat(RegexFunctions.findAtMost(1, regex("\\d"), "123")).hasSize(1);
    assertThat(RegexFunctions.findAtMost(0, regex("\\d"), "123")).isEmpty();
    assertThat(RegexFunctions.findAtMost(-1, regex("\\d"), "123")).isEmpty();
  }

  @Test
  void groupsOfEarlierRoundsAreForgotten() {
    RegexMatch match = RegexFunctions.find(regex("(z)((a+)?(b+)?(c))*"), "zaacbbbcac").get(0);
    assertThat(match.submatches())
        .containsExactly(
            Maybe.just("z"), Maybe.just("ac"), Maybe.just("a"), Maybe.nothing(), Maybe.just("c"));
  }

  @Test
  void whatALookFindsIsKeptUnlessItIsNegative() {
    assertThat(RegexFunctions.find(regex("(?=(a+))a*b\\1"), "baaabac").get(0))
        .isEqualTo(new RegexMatch("aba", 3, 1, List.of(Maybe.just("a"))));
    assertThat(RegexFunctions.find(regex("(.*?)a(?!(a+)b\\2c)\\2(.*)"), "baaabaac").get(0))
        .isEqualTo(
            new RegexMatch(
                "baaabaac", 0, 1, List.of(Maybe.just("ba"), Maybe.nothing(), Maybe.just("abaac"))));
  }

  @Test
  void findEndsAtAMatchThatAddsNothing() {
    assertThat(found("a*", "aab")).containsExactly("aa");
    assertThat(found("a*", "baa")).containsExactly("");
  }

  @Test
  void splits() {
    assertThat(RegexFunctions.split(regex(" *, *"), "a , b,c,")).containsExactly("a", "b", "c", "");
    assertThat(RegexFunctions.splitAtMost(1, regex(","), "a,b,c")).containsExactly("a", "b,c");
    assertThat(RegexFunctions.splitAtMost(0, regex(","), "a,b,c")).containsExactly("a,b,c");
    assertThat(RegexFunctions.split(regex(""), "abc")).containsExactly("a", "b", "c");
    assertThat(RegexFunctions.split(regex("(?=b)"), "abab")).containsExactly("a", "ba", "b");
    assertThat(RegexFunctions.split(RegexFunctions.never(), "abc")).containsExactly("abc");
    assertThat(RegexFunctions.split(regex("x"), "")).containsExactly("");
  }

  @Test
  void replaces() {
    assertThat(RegexFunctions.replace(regex("[aeiou]"), match -> "", "The quick brown fox"))
        .isEqualTo("Th qck brwn fx");
    assertThat(
            RegexFunctions.replaceAtMost(
                2, regex("\\w+"), match -> match.number() + ":" + match.match(), "a b c"))
        .isEqualTo("1:a 2:b c");
    assertThat(RegexFunctions.replace(regex("x*"), match -> "-", "abc")).isEqualTo("-a-b-c-");
    assertThat(RegexFunctions.replaceAtMost(0, regex("a"), match -> "b", "aa")).isEqualTo("aa");
  }

  @Test
  void optionsCount() {
    var caseless = new RegexOptions(true, false);
    assertThat(RegexFunctions.contains(regex("STRASSE [à-ö]", caseless), "strasse Ö")).isTrue();
    assertThat(RegexFunctions.contains(regex("k", caseless), "\u212A")).isFalse();
    assertThat(RegexFunctions.contains(regex("[^a]", caseless), "A")).isFalse();
    assertThat(RegexFunctions.contains(regex("(a)\\1", caseless), "aA")).isTrue();
    var multiline = new RegexOptions(false, true);
    assertThat(RegexFunctions.find(regex("^\\w$", multiline), "a\nb\r\nc\u2028d")).hasSize(4);
    assertThat(RegexFunctions.find(regex("^\\w$"), "a\nb")).isEmpty();
  }

  @Test
  void neverMatchesNothing() {
    assertThat(RegexFunctions.contains(RegexFunctions.never(), "")).isFalse();
    assertThat(RegexFunctions.contains(RegexFunctions.never(), "a\nb")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(a+)+$", "^(a|a)*$", "^(a*)*$", "(a|aa)+$", "^(([a-z])+.)+[A-Z]([a-z])+$"})
  void ambiguousRepeatsDoNotHang(String pattern) {
    assertThat(RegexFunctions.contains(regex(pattern), "a".repeat(5_000) + "!")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(a+)+\\1$", "(?=(a+)+$)b"})
  void whatCannotBeKeptOnRecordIsRefused(String pattern) {
    assertThatThrownBy(() -> RegexFunctions.contains(regex(pattern), "a".repeat(50) + "!"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("steps");
  }

  @Test
  void longTextsNeedNoStack() {
    String text = "ab".repeat(200_000);
    assertThat(found("(?:a|b)*", text)).containsExactly(text);
    assertThat(found("(.)*?$", text)).containsExactly(text);
  }

  @Test
  void deepGroupsAreRefused() {
    assertThat(RegexFunctions.fromString("(".repeat(150) + "a" + ")".repeat(150)))
        .isInstanceOf(Maybe.Just.class);
    assertThat(RegexFunctions.fromString("(".repeat(100_000) + "a" + ")".repeat(100_000)))
        .isEqualTo(Maybe.nothing());
    assertThat(RegexFunctions.fromString("(".repeat(100_000))).isEqualTo(Maybe.nothing());
  }

  @Test
  void agreesWithJavaOnPatternsThatMeanTheSame() {
    var random = new Random(11);
    String[] parts = {"a", "b", "[ab]", ".", "(a|b)", "(?:ab|a)", "(a)", "^", "$", "\\b"};
    String[] repeats = {"", "", "", "*", "+", "?", "{2}", "{1,2}", "*?", "+?"};
    for (int i = 0; i < 5_000; i++) {
      var pattern = new StringBuilder();
      for (int n = random.nextInt(4); n >= 0; n--) {
        String part = parts[random.nextInt(parts.length)];
        boolean place = part.equals("^") || part.equals("$") || part.equals("\\b");
        pattern.append(part).append(place ? "" : repeats[random.nextInt(repeats.length)]);
      }
      var text = new StringBuilder();
      for (int n = random.nextInt(8); n > 0; n--) {
        text.append("ab c".charAt(random.nextInt(4)));
      }
      Matcher java = Pattern.compile(pattern.toString()).matcher(text);
      List<RegexMatch> ours =
          RegexFunctions.findAtMost(1, regex(pattern.toString()), text.toString());
      assertThat(ours.isEmpty() ? null : ours.get(0).match())
          .as("%s in %s", pattern, text)
          .isEqualTo(java.find() ? java.group() : null);
    }
  }
}
