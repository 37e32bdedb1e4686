package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final PermissionSet ALL =
      PermissionSet.parse(PermissionName.words()).plus(PermissionSet.NONE);

  private static Decision http(String grant, String method, String url) {
    PermissionSet granted =
        grant.isEmpty() ? PermissionSet.NONE : PermissionSet.of(Permission.parse(grant));
    PermissionSet declared =
        ALL.plus(PermissionSet.of(Permission.parse("http:write=http://a.example")));
    return Policy.of(granted.plus(declared), granted).http(HttpUrl.parse(url).target(method));
  }

  private static Decision named(String grant, PermissionName permission, String name) {
    PermissionSet granted =
        grant.isEmpty() ? PermissionSet.NONE : PermissionSet.of(Permission.parse(grant));
    return Policy.of(ALL, granted).named(permission, name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http:read | GET | https://a.example/",
        "http:read | HEAD | https://a.example:8443/x?y",
        "http:read | GET | https://192.0.2.1/",
        "http:write | GET | https://a.example/",
        "http:write | PROPFIND | https://a.example/",
        "http:read=a.example | GET | https://A.Example./",
        "http:read=a.example:8443 | GET | https://a.example:8443/",
        "http:read=*.example.com | GET | https://a.example.com/",
        "http:read=*.example.com | GET | https://a.b.c.example.com/",
        "http:read=http://a.example | GET | http://a.example/",
        "http:read=[::1] | GET | https://[0:0::0:1]/",
        "http:write=POST a.example/repos/* | POST | https://a.example/repos/a/b/c",
        "http:read=a.example/repos/* | GET | https://a.example/%72epos/x",
        "http:read=a.example/a/*/c | GET | https://a.example/a/b/b/c",
      })
  void allows(String grant, String method, String url) {
    assertThat(http(grant, method, url)).isInstanceOf(Decision.Granted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http:read | POST | https://a.example/",
        "http:read | GET | http://a.example/",
        "http:write | POST | http://a.example/",
        "http:read=a.example | GET | http://a.example/",
        "http:read=http://a.example | GET | https://a.example/",
        "http:read=a.example | GET | https://a.example:8443/",
        "http:read=a.example:8443 | GET | https://a.example/",
        "http:read=a.example | GET | https://b.a.example/",
        "http:read=*.example.com | GET | https://example.com/",
        "http:read=*.example.com | GET | https://badexample.com/",
        "http:read=*.example.com | GET | https://example.com.evil.test/",
        "http:read=*.example.com | GET | https://a.example.com:8443/",
        "http:read=a.example | GET | https://a.example.evil.test/",
        "http:write=POST a.example | GET | https://a.example/",
        "http:write=POST a.example/repos/* | POST | https://a.example/repos",
        "http:read=a.example/repos/* | GET | https://a.example/repositories/x",
        "http:read=a.example/repos/* | GET | https://a.example/Repos/x",
        "http:read= | GET | https://a.example/",
      })
  void denies(String grant, String method, String url) {
    assertThat(http(grant, method, url)).isNotInstanceOf(Decision.Granted.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | https://api.example.com/ | http:write to api.example.com; grant it with --grant"
            + " http:write=api.example.com",
        "GET | https://api.example.com:8443/ | http:read to api.example.com:8443; grant it with"
            + " --grant http:read=api.example.com:8443",
        "HEAD | https://api.example.com/secret?q | http:read to api.example.com; grant it with"
            + " --grant http:read=api.example.com",
      })
  void saysWhatWasNotGranted(String method, String url, String text) {
    assertThat(Decision.denialText(http("", method, url)))
        .isEqualTo("permission-not-granted: " + text);
  }

  @Test
  void namesPlainHttpWithItsScheme() {
    PermissionSet declared =
        PermissionSet.parse(
            List.of("http:write=http://api.example.com,http://api.example.com:8080"));
    Policy policy = Policy.of(declared, PermissionSet.NONE);
    assertThat(
            Decision.denialText(
                policy.http(HttpUrl.parse("http://api.example.com/").target("POST"))))
        .isEqualTo(
            "permission-not-granted: http:write to http://api.example.com; grant it with --grant"
                + " http:write=http://api.example.com");
    assertThat(
            Decision.denialText(
                policy.http(HttpUrl.parse("http://api.example.com:8080/").target("GET"))))
        .isEqualTo(
            "permission-not-granted: http:read to http://api.example.com:8080; grant it with"
                + " --grant http:read=http://api.example.com:8080");
  }

  @Test
  void saysWhatWasNotDeclaredBeforeWhatWasNotGranted() {
    Decision decision =
        Policy.of(PermissionSet.NONE, PermissionSet.NONE)
            .http(HttpUrl.parse("https://api.example.com/").target("POST"));
    assertThat(Decision.denialText(decision))
        .isEqualTo(
            "permission-not-declared: http:write to api.example.com; its author must declare it in"
                + " the manifest");
  }

  @Test
  void withoutManifestAGrantIsEnoughAndMendsEveryDenial() {
    PermissionSet grant = PermissionSet.parse(List.of("vault:read=a"));
    Policy policy = Policy.withoutManifest(grant);
    assertThat(policy.declared()).isEqualTo(grant);
    assertThat(policy.named(PermissionName.VAULT_READ, "a")).isInstanceOf(Decision.Granted.class);
    assertThat(Decision.denialText(policy.named(PermissionName.VAULT_READ, "b")))
        .isEqualTo("permission-not-granted: vault:read of b; grant it with --grant vault:read=b");
    assertThat(policy.http(HttpUrl.parse("https://a.example/").target("GET")))
        .isInstanceOf(Decision.NotGranted.class);
  }

  @Test
  void aGrantWithoutDeclarationIsNoRight() {
    PermissionSet grant = PermissionSet.of(Permission.of(PermissionName.VAULT_READ));
    assertThat(Policy.of(PermissionSet.NONE, grant).named(PermissionName.VAULT_READ, "k"))
        .isInstanceOf(Decision.NotDeclared.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "VAULT_READ | api_key | vault:read of api_key | vault:read=api_key",
        "VAULT_WRITE | api_key | vault:write of api_key | vault:write=api_key",
        "EVENT_EMIT | issue.created | event:emit on issue.created | event:emit=issue.created",
        "DATA_WRITE | tasks | data:write of tasks | data:write=tasks",
        "FS_READ | notes/a.md | fs:read of notes/a.md | fs:read=notes/a.md",
        "EXTENSION_CALL | jira/create | extension:call of jira/create | extension:call=jira/create",
        "SESSION_SEND | main | session:send to main | session:send=main",
        "NOTIFY_SEND | \"\" | notify:send | notify:send",
        "SPACE_READ | \"\" | space:read | space:read",
        "VAULT_READ | a b | vault:read of a b | 'vault:read=a b'",
        "VAULT_READ | a,b | vault:read of a,b | 'vault:read=a\\,b'",
        "VAULT_READ | a*b | vault:read of a*b | 'vault:read=a\\*b'",
      })
  void namesWhatWasWantedAndHowToGrantIt(
      PermissionName permission, String name, String text, String remedy) {
    assertThat(Decision.denialText(named("", permission, name)))
        .isEqualTo("permission-not-granted: " + text + "; grant it with --grant " + remedy);
  }

  @Test
  void theRemedyGrantsThatNameAndNoOther() {
    for (String name : List.of("a*b", "a,b", "a\\b", "a'b")) {
      var denied = (Decision.NotGranted) named("", PermissionName.VAULT_READ, name);
      String grant = "vault:read=" + denied.want().scope();
      assertThat(named(grant, PermissionName.VAULT_READ, name))
          .isInstanceOf(Decision.Granted.class);
      assertThat(named(grant, PermissionName.VAULT_READ, "axxb"))
          .isInstanceOf(Decision.NotGranted.class);
    }
  }

  @Test
  void aHostileNameStaysOnOneLineOfTheMessage() {
    String text =
        Decision.denialText(
            named("", PermissionName.VAULT_READ, "a\n\u001b[2J\u202e" + "x".repeat(100_000)));
    assertThat(text).doesNotContain("\n").doesNotContain("\u001b").hasSizeLessThan(400);
    assertThat(text).endsWith("grant it with --grant vault:read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "vault:read | VAULT_READ | anything | true",
        "vault:read=a | VAULT_READ | a | true",
        "vault:read=a | VAULT_READ | A | false",
        "vault:read=a | VAULT_READ | ab | false",
        "vault:read=a | VAULT_WRITE | a | false",
        "event:emit=issue.* | EVENT_EMIT | issue.created | true",
        "event:emit=issue.* | EVENT_EMIT | other | false",
        "data:write=tasks | DATA_WRITE | memory | false",
        "data:write=tasks | TASK_CREATE | '' | true",
        "data:write=memory | TASK_CREATE | '' | false",
        "task:create | DATA_WRITE | tasks | false",
        "fs:read=notes/* | FS_READ | notes/a/b.md | true",
        "fs:read=notes/* | FS_READ | notes | true",
        "fs:read=notes/* | FS_READ | notesx | false",
        "fs:read=notes/* | FS_READ | notes/../secret | false",
        "fs:read=notes/* | FS_READ | notes/./a | false",
        "fs:read=notes/* | FS_WRITE | notes/a | false",
        "fs:read=notes* | FS_READ | notes\\a | false",
        "vault:read= | VAULT_READ | a | false",
        "vault:read= | VAULT_READ | '' | false",
      })
  void decidesNames(String grant, PermissionName permission, String name, boolean allowed) {
    assertThat(named(grant, permission, name) instanceof Decision.Granted).isEqualTo(allowed);
  }

  @Test
  void oneOfSeveralRightsIsEnoughAndADenialNamesTheFirst() {
    List<PermissionName> either = List.of(PermissionName.DATA_WRITE, PermissionName.TASK_CREATE);
    PermissionSet create = PermissionSet.parse(List.of("task:create"));
    assertThat(Policy.of(create, create).anyOf(either, "tasks"))
        .isInstanceOf(Decision.Granted.class);
    assertThat(Decision.denialText(Policy.of(create, PermissionSet.NONE).anyOf(either, "tasks")))
        .isEqualTo(
            "permission-not-granted: data:write of tasks; grant it with --grant data:write=tasks");
    assertThatThrownBy(() -> Policy.of(ALL, ALL).named(PermissionName.HTTP_READ, "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
