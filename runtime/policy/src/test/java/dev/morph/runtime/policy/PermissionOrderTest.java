package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Random scopes, made of few letters so that they meet often, against random requests and names.
 */
class PermissionOrderTest {
  private static Arbitrary<String> hosts() {
    return Arbitraries.of("a.x", "b.x", "b.a.x", "x", "ax", "192.0.2.1", "[2001:db8::1]");
  }

  private static Arbitrary<String> pieces(int most) {
    return Arbitraries.strings().withChars('a', 'b', '/', '*').ofMinLength(1).ofMaxLength(most);
  }

  private static Arbitrary<String> hostRules() {
    Arbitrary<String> names =
        hosts().flatMap(host -> Arbitraries.of(host, host.contains("x") ? "*." + host : host));
    Arbitrary<String> paths =
        Arbitraries.oneOf(Arbitraries.just(""), pieces(5).map(piece -> "/" + piece));
    return Combinators.combine(
            Arbitraries.of("", "", "GET ", "HEAD "),
            Arbitraries.of("", "http://"),
            Arbitraries.oneOf(names, Arbitraries.just("")),
            Arbitraries.of("", ":8443"),
            paths)
        .as((method, scheme, name, port, path) ->
            name.isEmpty()
                ? method + (path.isEmpty() ? "/*" : path)
                : method + scheme + name + port + path);
  }

  private static Arbitrary<String> entries(PermissionName name) {
    return switch (name) {
      case HTTP_READ -> hostRules();
      case HTTP_WRITE ->
          hostRules().map(rule -> rule.startsWith("GET") ? "POST" + rule.substring(3) : rule);
      case DATA_READ, DATA_WRITE -> Arbitraries.of("tasks", "conversations", "memory");
      case FS_READ, FS_WRITE ->
          Arbitraries.strings()
              .withChars('a', 'b', '/', '*')
              .ofMinLength(1)
              .ofMaxLength(6)
              .filter(path -> FilePath.normal(path) && !path.matches("\\*+"));
      default ->
          pieces(5).map(text -> text.replace('/', ',')).filter(text -> !text.matches("\\*+"));
    };
  }

  @Provide
  Arbitrary<Permission> permissions() {
    return Arbitraries.of(PermissionName.values())
        .flatMap(name -> {
          if (name.scopeKeys().isEmpty()) {
            return Arbitraries.just(Permission.of(name));
          }
          Arbitrary<Permission> narrowed =
              entries(name)
                  .map(entry -> entry.replace(",", "\\,"))
                  .list()
                  .ofMaxSize(4)
                  .map(list -> Permission.parse(name.word() + "=" + String.join(",", list)));
          return Arbitraries.frequencyOf(
              net.jqwik.api.Tuple.of(1, Arbitraries.just(Permission.of(name))),
              net.jqwik.api.Tuple.of(6, narrowed));
        });
  }

  @Provide
  Arbitrary<PermissionSet> sets() {
    return permissions().list().ofMaxSize(5).map(PermissionSet::new);
  }

  @Provide
  Arbitrary<HttpTarget> targets() {
    Arbitrary<String> paths =
        Arbitraries.strings().withChars('a', 'b', '/').ofMaxLength(6).map(path -> "/" + path);
    return Combinators.combine(
            Arbitraries.of("GET", "HEAD", "POST"),
            Arbitraries.of("https", "http"),
            hosts(),
            Arbitraries.of("", ":8443"),
            paths)
        .as((method, scheme, host, port, path) ->
            HttpUrl.parse(scheme + "://" + host + port + path).target(method));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars('a', 'b', '/', ',').ofMaxLength(6),
        Arbitraries.of("tasks", "conversations", "memory"));
  }

  /** What a set answers to requests and names. */
  private static List<Boolean> answers(
      PermissionSet set, List<HttpTarget> targets, List<String> names) {
    Policy policy = Policy.of(set, set);
    List<Boolean> answers = new ArrayList<>();
    for (HttpTarget target : targets) {
      answers.add(policy.http(target) instanceof Decision.Granted);
    }
    for (PermissionName permission : PermissionName.values()) {
      for (String name : permission.web() ? List.<String>of() : names) {
        answers.add(policy.named(permission, name) instanceof Decision.Granted);
      }
    }
    return answers;
  }

  @Property
  void printsAndReadsBackInBothForms(@ForAll("permissions") Permission permission) {
    assertThat(Permission.parse(permission.text())).isEqualTo(permission);
    assertThat(Permission.fromJson(permission.toJson(), "")).isEqualTo(permission);
    assertThat(permission.words()).isNotBlank();
  }

  @Property
  void coversIsAPartialOrder(
      @ForAll("sets") PermissionSet a,
      @ForAll("sets") PermissionSet b,
      @ForAll("sets") PermissionSet c) {
    assertThat(a.covers(a)).isTrue();
    PermissionSet ab = a.plus(b);
    assertThat(ab.covers(a)).isTrue();
    // Unions make chains, which three random sets hardly ever are.
    PermissionSet abc = ab.plus(c);
    assertThat(abc.covers(ab) && abc.covers(a)).isTrue();
    if (a.covers(b) && b.covers(c)) {
      assertThat(a.covers(c)).isTrue();
    }
  }

  @Property
  void setsThatCoverEachOtherDecideAlike(
      @ForAll("sets") PermissionSet a,
      @ForAll("sets") PermissionSet b,
      @ForAll("targets") HttpTarget target,
      @ForAll("names") String name) {
    List<HttpTarget> targets = List.of(target);
    List<String> names = List.of(name);
    PermissionSet both = a.plus(b);
    if (a.covers(b)) {
      assertThat(both.sameRights(a)).isTrue();
      assertThat(answers(both, targets, names)).isEqualTo(answers(a, targets, names));
    }
    PermissionSet canonical = both.canonical();
    assertThat(canonical.sameRights(both)).isTrue();
    assertThat(answers(canonical, targets, names)).isEqualTo(answers(both, targets, names));
    assertThat(canonical.canonical()).isEqualTo(canonical);
  }

  @Property
  void aNarrowerGrantNeverAllowsMore(
      @ForAll("sets") PermissionSet a,
      @ForAll("sets") PermissionSet b,
      @ForAll("targets") HttpTarget target,
      @ForAll("names") String name) {
    List<Boolean> one = answers(a, List.of(target), List.of(name));
    List<Boolean> two = answers(b, List.of(target), List.of(name));
    boolean covers = b.covers(a);
    for (int i = 0; i < one.size(); i++) {
      assertThat(covers && one.get(i) && !two.get(i))
          .as("%s is not within %s", a.texts(), b.texts())
          .isFalse();
    }
  }

  @Property
  void nobodyGetsMoreThanBothGatesLetThrough(
      @ForAll("sets") PermissionSet declared,
      @ForAll("sets") PermissionSet granted,
      @ForAll("targets") HttpTarget target) {
    boolean allowed = Policy.of(declared, granted).http(target) instanceof Decision.Granted;
    boolean first = Policy.withoutManifest(declared).http(target) instanceof Decision.Granted;
    boolean second = Policy.withoutManifest(granted).http(target) instanceof Decision.Granted;
    assertThat(allowed).isEqualTo(first && second);
  }

  @Property
  void theDiffIsEmptyExactlyForTheSameRights(
      @ForAll("sets") PermissionSet a, @ForAll("sets") PermissionSet b) {
    PermissionDiff diff =
        PermissionDiff.of(new Terms(a, Limits.defaults()), new Terms(b, Limits.defaults()));
    assertThat(diff.empty()).isEqualTo(a.sameRights(b));
    assertThat(diff.wider()).isEqualTo(!a.covers(b));
    PermissionSet gained = new PermissionSet(diff.added()).plus(new PermissionSet(diff.widened()));
    assertThat(a.plus(gained).covers(b)).isTrue();
    assertThat(b.covers(gained)).isTrue();
  }

  @Property
  void theDigestIsThatOfTheRightsAndNotOfTheirWriting(
      @ForAll("sets") PermissionSet a, @ForAll("sets") PermissionSet b) {
    Terms one = new Terms(a.plus(b).plus(a), Limits.defaults());
    Terms two = new Terms(b.plus(a), Limits.defaults());
    assertThat(one.digest()).isEqualTo(two.digest());
    if (new Terms(a, Limits.defaults()).digest().equals(two.digest())) {
      assertThat(a.sameRights(b.plus(a))).isTrue();
    }
    Terms again = Terms.fromJson(one.toJson(), Limits.defaults());
    assertThat(again.toJson()).isEqualTo(one.toJson());
    assertThat(again.permissions().sameRights(one.permissions())).isTrue();
  }
}
