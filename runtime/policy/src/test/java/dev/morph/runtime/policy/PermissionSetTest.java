package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionSetTest {
  private static final List<String> GRANTS =
      List.of(
          "http:read",
          "http:write",
          "http:read=",
          "http:read=a.example",
          "http:read=GET a.example",
          "http:read=a.example:8443",
          "http:read=http://a.example",
          "http:read=*.example",
          "http:read=*.b.example,a.example",
          "http:read=a.example/repos/*",
          "http:read=a.example/repos/a",
          "http:read=/repos/*",
          "http:write=POST a.example",
          "http:write=GET a.example,HEAD a.example",
          "http:write=a.example/*a",
          "vault:read",
          "vault:read=a",
          "vault:read=a*",
          "vault:read=*a",
          "data:write",
          "data:write=tasks",
          "task:create",
          "fs:read=notes/*",
          "fs:read=notes",
          "fs:read=notes*");

  private static final List<HttpTarget> TARGETS =
      List.of(
          HttpUrl.parse("https://a.example/repos/a").target("GET"),
          HttpUrl.parse("https://a.example/repos/b").target("HEAD"),
          HttpUrl.parse("https://a.example/x").target("POST"),
          HttpUrl.parse("https://a.example:8443/").target("GET"),
          HttpUrl.parse("http://a.example/").target("GET"),
          HttpUrl.parse("https://c.b.example/repos/a").target("GET"),
          HttpUrl.parse("https://b.example/").target("GET"));

  private static final List<String> NAMES =
      List.of("", "a", "ab", "ba", "tasks", "memory", "notes", "notes/a", "notesx");

  @Provide
  Arbitrary<PermissionSet> sets() {
    return Arbitraries.of(GRANTS).list().ofMaxSize(4).map(PermissionSet::parse);
  }

  private static boolean[] answers(PermissionSet set) {
    Rights rights = new Rights(set);
    PermissionName[] permissions = PermissionName.values();
    boolean[] answers = new boolean[TARGETS.size() + NAMES.size() * permissions.length];
    int at = 0;
    for (HttpTarget target : TARGETS) {
      answers[at++] = rights.covers(target);
    }
    for (PermissionName permission : permissions) {
      for (String name : NAMES) {
        answers[at++] = rights.covers(permission, name);
      }
    }
    return answers;
  }

  @Property
  void subsetIsReflexive(@ForAll("sets") PermissionSet set) {
    assertThat(PermissionSet.subset(set, set)).isTrue();
    assertThat(PermissionSet.subset(PermissionSet.NONE, set)).isTrue();
  }

  @Property
  void subsetIsTransitive(
      @ForAll("sets") PermissionSet a,
      @ForAll("sets") PermissionSet b,
      @ForAll("sets") PermissionSet c) {
    if (PermissionSet.subset(a, b) && PermissionSet.subset(b, c)) {
      assertThat(PermissionSet.subset(a, c)).isTrue();
    }
  }

  @Property
  void aSubsetNeverAllowsMore(@ForAll("sets") PermissionSet a, @ForAll("sets") PermissionSet b) {
    if (!PermissionSet.subset(a, b)) {
      return;
    }
    boolean[] small = answers(a);
    boolean[] large = answers(b);
    for (int i = 0; i < small.length; i++) {
      assertThat(!small[i] || large[i]).as("question " + i).isTrue();
    }
  }

  @Property
  void equalSetsInTheOrderDecideAlike(
      @ForAll("sets") PermissionSet a, @ForAll("sets") PermissionSet b) {
    if (PermissionSet.subset(a, b) && PermissionSet.subset(b, a)) {
      assertThat(answers(a)).isEqualTo(answers(b));
    }
  }

  @Property
  void theDifferenceIsWhatIsMissing(
      @ForAll("sets") PermissionSet a, @ForAll("sets") PermissionSet b) {
    PermissionSet missing = PermissionSet.difference(a, b);
    assertThat(PermissionSet.subset(missing, a)).isTrue();
    assertThat(PermissionSet.subset(a, b.plus(missing))).isTrue();
    assertThat(missing.permissions().isEmpty()).isEqualTo(PermissionSet.subset(a, b));
  }

  @Property
  void twoSetsTogetherAllowWhatOneOfThemAllows(
      @ForAll("sets") PermissionSet a, @ForAll("sets") PermissionSet b) {
    assertThat(PermissionSet.subset(a, a.plus(b))).isTrue();
    assertThat(PermissionSet.subset(b, a.plus(b))).isTrue();
  }

  @Property
  void setsRoundTrip(@ForAll("sets") PermissionSet set) {
    assertThat(PermissionSet.parse(set.texts())).isEqualTo(set);
    assertThat(PermissionSet.fromJson(set.toJson(), "permissions")).isEqualTo(set);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http:read=a.example | http:read | true",
        "http:read | http:read=a.example | false",
        "http:read | http:write | true",
        "http:write | http:read | false",
        "http:read=http://a.example | http:read | false",
        "http:read=a.example | http:write=GET a.example,HEAD a.example | true",
        "http:read=a.example | http:write=GET a.example | false",
        "http:read=*.b.example | http:read=*.example | true",
        "http:read=*.example | http:read=*.b.example | false",
        "http:read=example | http:read=*.example | false",
        "http:read=/a/* | http:read=a.example | false",
        "http:read=a.example/a/b | http:read=/a/* | true",
        "vault:read=a*b | vault:read=a* | true",
        "vault:read=a* | vault:read=a*b | false",
        "vault:read=a*b*c | vault:read=*b* | true",
        "task:create | data:write=tasks | true",
        "data:write=tasks | task:create | false",
        "fs:read=notes | fs:read=notes/* | true",
        "fs:read=notes/* | fs:read=notes* | true",
        "fs:read=notes* | fs:read=notes/* | false",
        "http:read= | vault:read=a | true",
      })
  void decidesSubsets(String smaller, String larger, boolean expected) {
    assertThat(
            PermissionSet.subset(
                PermissionSet.of(Permission.parse(smaller)),
                PermissionSet.of(Permission.parse(larger))))
        .isEqualTo(expected);
  }
}
