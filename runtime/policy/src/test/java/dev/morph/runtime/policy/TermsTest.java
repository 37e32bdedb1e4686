package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
  private static Terms terms(String... grants) {
    return new Terms(PermissionSet.parse(List.of(grants)), Limits.defaults());
  }

  @Test
  void theCanonicalFormAndItsDigestAreThoseOfTheReference() throws Exception {
    Terms terms =
        new Terms(
            PermissionSet.parse(
                List.of("vault:read=token", "http:write=POST api.github.com,api.github.com/x")),
            Limits.defaults().parse("time=90s").parse("memory=512MiB"));
    String json =
        "{\"limits\":{\"memory\":536870912,\"time\":90000000000},\"permissions\":"
            + "[\"http:write=POST api.github.com\",\"http:write=api.github.com/x\","
            + "\"vault:read=token\"],\"v\":1}";
    assertThat(Json.write(terms.toJson())).isEqualTo(json);
    assertThat(terms.digest()).isEqualTo(Digest.of(json.getBytes(StandardCharsets.UTF_8)));
    assertThat(
            Files.readString(
                Path.of(System.getProperty("morph.root"), "docs/reference/permissions.md")))
        .contains(json)
        .contains(terms.digest().toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http:read | http:read;http:read=a.example",
        "http:read=a.example,b.example | http:read=b.example;http:read=a.example",
        "http:read=a.example | http:read=A.EXAMPLE:443;http:read=a.example/x",
        "vault:read=a* | vault:read=ab;vault:read=a*;vault:read=a*",
        "fs:read=notes/* | fs:read=notes;fs:read=notes/*",
        "task:create | task:create;http:read=",
      })
  void oneRightHasOneDigest(String one, String several) {
    assertThat(terms(one).digest()).isEqualTo(terms(several.split(";")).digest());
  }

  @Test
  void limitsAreBound() {
    Limits more = Limits.defaults().parse("memory=512MiB");
    assertThat(new Terms(PermissionSet.NONE, more).digest()).isNotEqualTo(terms().digest());
    assertThat(terms().covers(new Terms(PermissionSet.NONE, more))).isFalse();
    assertThat(new Terms(PermissionSet.NONE, more).covers(terms())).isTrue();
    Limits otherCeiling = Limits.defaults().withCeiling(Limit.MEMORY, 1L << 29);
    assertThat(new Terms(PermissionSet.NONE, otherCeiling).digest()).isEqualTo(terms().digest());
  }

  private static Terms sending(String... secretsAndHosts) {
    List<Credential> credentials = new ArrayList<>();
    for (String one : secretsAndHosts) {
      String[] parts = one.split(" ");
      credentials.add(
          new Credential(parts[0], HostRule.parse(parts[1]), "Authorization", "Bearer"));
    }
    return new Terms(PermissionSet.parse(List.of("http:read")), Limits.defaults(), credentials);
  }

  @Test
  void whereSecretsGoIsBound() {
    Terms one = sending("token api.example.com");
    assertThat(Json.write(one.toJson()))
        .isEqualTo(
            "{\"credentials\":[{\"header\":\"Authorization\",\"host\":\"api.example.com\","
                + "\"scheme\":\"Bearer\",\"secret\":\"token\"}],\"limits\":{},\"permissions\":"
                + "[\"http:read\"],\"v\":1}");
    assertThat(one.words())
        .containsExactly("Read from any website", "Send its secret token to api.example.com");
    assertThat(one.digest()).isNotEqualTo(sending().digest());
    assertThat(one.digest()).isNotEqualTo(sending("token evil.example").digest());
    assertThat(sending("b a.example", "a b.example", "b a.example").digest())
        .isEqualTo(sending("a b.example", "b A.example:443").digest());
    assertThat(Terms.fromJson(one.toJson(), Limits.defaults()).digest()).isEqualTo(one.digest());
    assertThat(Terms.fromJson(one.toJson(), Limits.defaults()).credentials())
        .isEqualTo(one.credentials());
  }

  @ParameterizedTest
  @CsvSource({
    "token api.example.com, token api.example.com, true",
    "token *.example.com, token api.example.com, true",
    "token api.example.com, token *.example.com, false",
    "token api.example.com, token evil.example, false",
    "token api.example.com, other api.example.com, false",
    "token api.example.com, token http://api.example.com, false",
    "token api.example.com, token api.example.com:8443, false",
  })
  void aSecretThatGoesElsewhereIsAskedFor(String before, String after, boolean covered) {
    assertThat(sending(before).covers(sending(after))).isEqualTo(covered);
    PermissionDiff diff = PermissionDiff.of(sending(before), sending(after));
    assertThat(diff.wider()).isEqualTo(!covered);
    if (!covered) {
      assertThat(diff.words()).contains("New: " + sending(after).credentials().getFirst().words());
    }
    assertThat(sending(before).covers(sending())).isTrue();
    assertThat(sending().covers(sending(before))).isFalse();
    assertThat(PermissionDiff.of(sending(before), sending()).words())
        .containsExactly("No longer: " + sending(before).credentials().getFirst().words());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[1]",
        "[{}]",
        "[{\"header\":\"A\",\"host\":\"a.example\",\"scheme\":\"\"}]",
        "[{\"header\":\"A B\",\"host\":\"a.example\",\"scheme\":\"\",\"secret\":\"s\"}]",
        "[{\"header\":\"A\",\"host\":\"*\",\"scheme\":\"\",\"secret\":\"s\"}]",
        "[{\"header\":\"A\",\"host\":\"a/x\",\"scheme\":\"\",\"secret\":\"s\"}]",
        "[{\"header\":\"A\",\"host\":\"a\",\"scheme\":\"\",\"secret\":\"s\",\"x\":1}]",
      })
  void credentialsThatAreNoneAreRefused(String credentials) {
    String json = "{\"credentials\":" + credentials + ",\"limits\":{},\"permissions\":[],\"v\":1}";
    assertThatThrownBy(() -> Terms.fromJson(Json.parse(json), Limits.defaults()))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
  }

  @Test
  void aLoweredCeilingLowersWhatWasStored() {
    Terms stored = new Terms(PermissionSet.NONE, Limits.defaults().parse("memory=512MiB"));
    Limits low = Limits.defaults().withCeiling(Limit.MEMORY, 1L << 20);
    assertThat(Terms.fromJson(stored.toJson(), low).limits().value(Limit.MEMORY))
        .isEqualTo(1L << 20);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "{\"limits\":{},\"permissions\":[]}",
        "{\"limits\":{},\"permissions\":[],\"v\":2}",
        "{\"limits\":{},\"permissions\":[],\"v\":1,\"x\":0}",
        "{\"limits\":[],\"permissions\":[],\"v\":1}",
        "{\"limits\":{},\"permissions\":{},\"v\":1}",
        "{\"limits\":{},\"permissions\":[1],\"v\":1}",
        "{\"limits\":{},\"permissions\":[\"all\"],\"v\":1}",
        "{\"limits\":{\"memory\":-1},\"permissions\":[],\"v\":1}",
        "{\"limits\":{\"memory\":1.5},\"permissions\":[],\"v\":1}",
        "{\"limits\":{\"memory\":null},\"permissions\":[],\"v\":1}",
        "{\"limits\":{\"memori\":1},\"permissions\":[],\"v\":1}",
      })
  void refusesWhatItDidNotWrite(String json) {
    assertThatThrownBy(() -> Terms.fromJson(Json.parse(json), Limits.defaults()))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
  }

  @Test
  void aGrantOfAnUpdateIsDerivedForEqualOrNarrowerTermsOnly() {
    Digest first = Digest.of(new byte[] {1});
    Digest second = Digest.of(new byte[] {2});
    Instant now = Instant.ofEpochSecond(1);
    Grant grant =
        new Grant(
            new ExtensionId("jira"),
            "acme",
            terms("http:read=*.example.com"),
            first,
            "u1",
            Instant.EPOCH);
    Grant derived = grant.derive(second, terms("http:read=a.example.com"), now);
    assertThat(derived.approved()).isEqualTo(second);
    assertThat(derived.publisher()).isEqualTo("acme");
    assertThat(derived.terms().permissions().texts()).containsExactly("http:read=a.example.com");
    assertThat(derived.at()).isEqualTo(now);
    assertThatThrownBy(() -> grant.derive(second, terms("http:write=a.example.com"), now))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("New: Send web requests to a.example.com");
  }

  @Test
  void aGrantNamesWhoApproved() {
    Digest file = Digest.of(new byte[0]);
    assertThatThrownBy(
            () -> new Grant(new ExtensionId("a"), null, terms(), file, " ", Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Grant(new ExtensionId("a"), "", terms(), file, "u", Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http:read=a.example | http:read=a.example | no change",
        "http:read | http:read;http:read=a.example | no change",
        "http:write | http:read;http:write | no change",
        "'' | http:read=a.example | New: Read from a.example",
        "vault:read=a | '' | No longer: Read its own secrets: a",
        "http:read=a.example | http:read=a.example,b.example | More: Read from b.example",
        "http:read=a.example | http:read | More: Read from any website",
        "http:read | http:read=a.example | Less: Read from any website",
        "http:read=a.example | http:read=b.example | More: Read from b.example; Less: Read from a.example",
        "task:create | data:write=tasks | New: Create and change tasks",
        "http:read= | http:read=a.example | New: Read from a.example",
        "http:read=a.example:443 | http:read=http://a.example | More: Read from a.example (unencrypted); Less: Read from a.example",
      })
  void theDiffSaysWhatChanged(String before, String after, String words) {
    Terms old = before.isEmpty() ? terms() : terms(before.split(";"));
    Terms now = after.isEmpty() ? terms() : terms(after.split(";"));
    assertThat(PermissionDiff.of(old, now).toString()).isEqualTo(words);
  }

  @Test
  void theDiffSaysWhichLimitsChanged() {
    Terms old = new Terms(PermissionSet.NONE, Limits.defaults().parse("time=90s"));
    Terms now = new Terms(PermissionSet.NONE, Limits.defaults().parse("memory=512MiB"));
    PermissionDiff diff = PermissionDiff.of(old, now);
    assertThat(diff.words())
        .containsExactly(
            "Raised: memory from 256 MiB to 512 MiB", "Lowered: time from 90 s to 60 s");
    assertThat(diff.wider()).isTrue();
    PermissionDiff lower = PermissionDiff.of(now, terms());
    assertThat(lower.wider()).isFalse();
    assertThat(lower.empty()).isFalse();
  }

  @Test
  void moreThanAnybodyCanJudgeIsRefused() {
    List<String> many = java.util.Collections.nCopies(1001, "task:create");
    assertThatThrownBy(() -> PermissionSet.parse(many)).hasMessageContaining("1000");
    String wide = "vault:read=" + String.join(",", java.util.Collections.nCopies(600, "k"));
    assertThatThrownBy(() -> PermissionSet.parse(List.of(wide, wide))).hasMessageContaining("1000");
    String longer =
        "vault:read=" + String.join(",", java.util.Collections.nCopies(65, "k".repeat(1024)));
    assertThatThrownBy(() -> PermissionSet.parse(List.of(longer))).hasMessageContaining("65536");
    assertThatThrownBy(() ->
            PermissionSet.fromJson(
                Json.parse("[" + "\"task:create\",".repeat(1000) + "\"task:create\"]"), "/p"))
        .isInstanceOf(MorphException.class)
        .hasMessageStartingWith("/p: ");
  }
}
