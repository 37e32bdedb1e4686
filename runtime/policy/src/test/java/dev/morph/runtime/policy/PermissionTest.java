package dev.morph.runtime.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http:read | http:read",
        "http:read=api.github.com,*.example.com:8443 | http:read=api.github.com,*.example.com:8443",
        "http:write=POST api.github.com/repos/* | http:write=POST api.github.com/repos/*",
        "http:read=API.GitHub.com. | http:read=api.github.com",
        "http:read=https://a.example:443 | http:read=a.example",
        "http:read=http://a.example:80 | http:read=http://a.example",
        "http:read=http://a.example:443 | http:read=http://a.example:443",
        "http:read=a.example:80 | http:read=a.example:80",
        "http:read=[2001:DB8:0::1]:8443 | http:read=[2001:db8::1]:8443",
        "http:read=127.0.0.1:8080 | http:read=127.0.0.1:8080",
        "http:read=a.example/* | http:read=a.example",
        "http:read=a.example/%7eme | http:read=a.example/~me",
        "http:read=/repos/* | http:read=/repos/*",
        "http:write=POST /* | http:write=POST /*",
        "http:read= | http:read=",
        "vault:read=key1,key2 | vault:read=key1,key2",
        "vault:read=a\\,b | vault:read=a\\,b",
        "vault:read=a\\*b | vault:read=a\\*b",
        "vault:read=a\\\\b | vault:read=a\\\\b",
        "event:emit=issue.** | event:emit=issue.*",
        "data:write=tasks,memory | data:write=tasks,memory",
        "fs:read=notes/*,a.md | fs:read=notes/*,a.md",
        "extension:call=jira/create_issue | extension:call=jira/create_issue",
        "session:send=main | session:send=main",
        "task:create | task:create",
      })
  void readsTheCommandLineAndPrintsItBack(String text, String printed) {
    Permission permission = Permission.parse(text);
    assertThat(permission.text()).isEqualTo(printed);
    assertThat(Permission.parse(printed)).isEqualTo(permission);
    assertThat(Permission.fromJson(permission.toJson(), "p")).isEqualTo(permission);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "http",
        "HTTP:READ",
        "http:raed",
        "http:read ",
        " http:read",
        "http:read=*",
        "http:read=*x",
        "http:read=*example.com",
        "http:read=a.*.com",
        "http:read=*.*.com",
        "http:read=*.",
        "http:read=*.:80",
        "http:read=*.127.0.0.1",
        "http:read=*.[::1]",
        "http:read=ftp://a.example",
        "http:read=://a.example",
        "http:read=https://",
        "http:read=https:///x",
        "http:read=user@a.example",
        "http:read=a.example:0",
        "http:read=a.example:65536",
        "http:read=a.example:",
        "http:read=a.example:08",
        "http:read=a..example",
        "http:read=.example",
        "http:read=-a.example",
        "http:read=a-.example",
        "http:read=a example",
        "http:read=a.example,",
        "http:read=,a.example",
        "http:read=b\u00fccher.example",
        "http:read=\uff41.example",
        "http:read=\u212a.example",
        "http:read=0x7f.1",
        "http:read=127.1",
        "http:read=2130706433",
        "http:read=0177.0.0.1",
        "http:read=1.2.3.4.5",
        "http:read=[::1",
        "http:read=[::1%eth0]",
        "http:read=[1:2:3]",
        "http:read=a.example/../b",
        "http:read=a.example/a%2fb",
        "http:read=a.example/a%5Cb",
        "http:read=a.example/a?b=c",
        "http:read=a.example/a#b",
        "http:read=POST a.example",
        "http:write=post a.example",
        "http:write=POST  a.example",
        "http:write= a.example",
        "http:write=POST",
        "task:create=x",
        "space:read=",
        "vault:read=*",
        "vault:read=a,,b",
        "vault:read=a\u0000b",
        "vault:read=a\\",
        "vault:read=a\\b",
        "vault:read=\uffff",
        "data:read=task",
        "data:read=*",
        "data:read=t*",
        "fs:read=/etc/passwd",
        "fs:read=../x",
        "fs:read=a/../b",
        "fs:read=a//b",
        "fs:read=notes/",
        "fs:read=.",
        "fs:read=a\\\\b",
      })
  void refusesOnTheCommandLine(String text) {
    assertThatThrownBy(() -> Permission.parse(text))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID));
  }

  @Test
  void namesTheNearestPermission() {
    assertThatThrownBy(() -> Permission.parse("http:reed"))
        .hasMessageContaining("did you mean http:read?");
    assertThatThrownBy(() -> Permission.parse("data:read=task"))
        .hasMessageContaining("did you mean tasks?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"http:read\" | http:read",
        "{\"name\":\"http:read\"} | http:read",
        "{\"name\":\"http:read\",\"hosts\":[\"api.github.com\"],\"paths\":[\"/repos/*\"]}"
            + " | http:read=api.github.com/repos/*",
        "{\"name\":\"http:write\",\"hosts\":[\"a.example\",\"b.example\"],"
            + "\"methods\":[\"GET\",\"POST\"]}"
            + " | http:write=GET a.example,GET b.example,POST a.example,POST b.example",
        "{\"name\":\"http:write\",\"methods\":[\"POST\"]} | http:write=POST /*",
        "{\"name\":\"http:read\",\"paths\":[\"/a\"]} | http:read=/a",
        "{\"name\":\"http:read\",\"hosts\":[]} | http:read=",
        "{\"name\":\"http:read\",\"hosts\":[\"a.example\"],\"paths\":[]} | http:read=",
        "{\"name\":\"http:write\",\"hosts\":[\"a.example\"],\"methods\":[]} | http:write=",
        "{\"name\":\"vault:write\",\"keys\":[\"a\"]} | vault:write=a",
        "{\"name\":\"event:listen\",\"topics\":[\"t\"]} | event:listen=t",
        "{\"name\":\"data:read\",\"kinds\":[\"memory\"]} | data:read=memory",
        "{\"name\":\"fs:write\",\"paths\":[\"out/*\"]} | fs:write=out/*",
        "{\"name\":\"extension:call\",\"actions\":[\"jira/*\"]} | extension:call=jira/*",
        "{\"name\":\"session:send\",\"sessions\":[\"s\"]} | session:send=s",
      })
  void readsTheManifestsForm(String json, String printed) {
    assertThat(Permission.fromJson(Json.parse(json), "p").text()).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null | p:",
        "1 | p:",
        "[] | p:",
        "{} | p: the permission has no",
        "{\"name\":1} | p: the permission has no",
        "\"http:read=a.example\" | form of the command line",
        "\"htp:read\" | did you mean http:read?",
        "{\"name\":\"http:read\",\"host\":[]} | p/host: http:read has no such key (did you mean hosts?)",
        "{\"name\":\"http:read\",\"methods\":[\"GET\"]} | p/methods:",
        "{\"name\":\"vault:read\",\"hosts\":[]} | p/hosts:",
        "{\"name\":\"task:create\",\"kinds\":[]} | p/kinds:",
        "{\"name\":\"http:read\",\"hosts\":\"a.example\"} | p/hosts: a list of strings",
        "{\"name\":\"http:read\",\"hosts\":null} | p/hosts: a list of strings",
        "{\"name\":\"http:read\",\"hosts\":[1]} | p/hosts/0: a string",
        "{\"name\":\"http:read\",\"hosts\":[\"a.example\",\"*\"]} | p/hosts/1: '*' alone",
        "{\"name\":\"http:read\",\"hosts\":[\"*x\"]} | p/hosts/0:",
        "{\"name\":\"http:read\",\"hosts\":[\"a.example/x\"],\"paths\":[\"/y\"]} | p/paths:",
        "{\"name\":\"http:write\",\"hosts\":[\"GET a.example\"],\"methods\":[\"GET\"]} | p/methods:",
        "{\"name\":\"http:read\",\"paths\":[\"x\"]} | p/paths/0:",
        "{\"name\":\"vault:read\",\"keys\":[\"\"]} | p/keys/0:",
      })
  void refusesInAManifestNamingTheKey(String json, String message) {
    assertThatThrownBy(() -> Permission.fromJson(Json.parse(json), "p"))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MANIFEST_INVALID))
        .hasMessageContaining(message);
  }

  @Test
  void refusesAProductOfListsThatIsTooLarge() {
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      list.append(i == 0 ? "" : ",").append("\"/p").append(i).append('"');
    }
    String hosts = list.toString().replace("/p", "h");
    String json = "{\"name\":\"http:read\",\"hosts\":[" + hosts + "],\"paths\":[" + list + "]}";
    assertThatThrownBy(() -> Permission.fromJson(Json.parse(json), "p"))
        .hasMessageContaining("more than 1000");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http:write=api.github.com | Send web requests to api.github.com",
        "http:write | Send web requests to any website",
        "http:read=a.example,b.example,c.example | Read from a.example, b.example and c.example",
        "http:read=http://a.example | Read from a.example (unencrypted)",
        "http:read=http://a.example:8080 | Read from a.example (port 8080; unencrypted)",
        "http:read=a.example:8443 | Read from a.example (port 8443)",
        "http:write=POST http://a.example/x | Send web requests to a.example (only POST requests; only /x; unencrypted)",
        "http:write=GET a.example,POST a.example | Send web requests to a.example (only GET and POST requests)",
        "http:write=GET a.example/r/*,POST a.example/r/*,GET a.example/u,POST a.example/u"
            + " | Send web requests to a.example (only GET and POST requests; only below /r/ and /u)",
        "http:write=GET a.example/r/*,POST a.example/u"
            + " | Send web requests to a.example (only GET requests; only below /r/) and a.example (only POST requests; only /u)",
        "http:write=POST a.example,a.example | Send web requests to a.example",
        "http:read=a.example/a*b | Read from a.example (only pages that begin with /a and end with b)",
        "http:read=*.example.com | Read from every website that ends in .example.com",
        "http:read=/x | Read from any website (only /x)",
        "http:read=/*,http://a.example | Read from any website and a.example (unencrypted)",
        "http:read= | Nothing (http:read with an empty list)",
        "vault:read=a,b | Read its own secrets: a and b",
        "vault:read=a,a | Read its own secrets: a",
        "vault:read=api_* | Read its own secrets: all that begin with api_",
        "vault:read=*a*b*c | Read its own secrets: all that contain a, contain b and end with c",
        "vault:read=a\\,b\\*c | Read its own secrets: \"a,b*c\"",
        "vault:read=a and b | Read its own secrets: \"a and b\"",
        "vault:write=a | Store and change its own secrets: a",
        "event:emit=issue.* | Send events on the topics: all that begin with issue.",
        "event:listen=issue.created | Receive events on the topics: issue.created",
        "data:read=tasks,memory | Read tasks and memories",
        "data:write=conversations | Create and change conversations",
        "fs:read=notes/*,a.md | Read from the workspace: all in the folder notes and a.md",
        "fs:write=*.md | Create and change in the workspace: all that end with .md",
        "extension:call=jira/*,github/close | Use every action of jira and close of github",
        "session:send=main | Send messages to the sessions: main",
        "task:create | Create tasks",
      })
  void saysItInPlainWords(String text, String words) {
    assertThat(Permission.parse(text).words()).isEqualTo(words);
  }

  @ParameterizedTest
  @EnumSource(PermissionName.class)
  void wordsOfEveryNameAreShortAndWithoutItsCode(PermissionName name) {
    String words = Permission.of(name).words();
    assertThat(words).matches("[A-Z][a-z, ]+").hasSizeLessThan(60).doesNotContain(name.word());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u202eb",
        "\u200b",
        "a\u00a0b",
        "a\ufeffb",
        "a\u0085b",
        "\ud800",
        "a\udc00",
        "\ue000",
        "\udb40\udc41",
        "\u3164",
        "a\u2028b",
        "a\u00adb",
        "a\u007fb"
      })
  void whatCannotBeShownCannotBeAskedFor(String entry) {
    assertThatThrownBy(() -> Permission.parse("vault:read=" + entry))
        .isInstanceOf(MorphException.class)
        .hasMessageContaining("cannot be shown (U+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b\u00fccher", "\u6771\u4eac\u3000x", "\ud83d\ude00", "\u05d0\u05d1"})
  void lettersOfEveryScriptMayStandInNames(String entry) {
    Permission permission = Permission.parse("fs:read=" + entry + "/*");
    assertThat(permission.words()).contains(entry);
    assertThat(Permission.parse(permission.text())).isEqualTo(permission);
  }

  @Test
  void aRuleBesideAnyWebsiteIsKept() {
    Permission permission = Permission.parse("http:read=/*,http://a.example");
    assertThat(permission.text()).isEqualTo("http:read=/*,http://a.example");
    assertThat(Permission.parse(permission.text())).isEqualTo(permission);
    assertThat(Permission.parse("http:read=/*,a.example").text()).isEqualTo("http:read");
  }

  @Test
  void theWholeNameIsShown() {
    String key = "k".repeat(1000);
    assertThat(Permission.parse("vault:read=" + key).words()).endsWith(key);
  }

  @ParameterizedTest
  @EnumSource(PermissionName.class)
  void standsInTheReference(PermissionName name) throws Exception {
    String page =
        Files.readString(
            Path.of(System.getProperty("morph.root"), "docs/reference/permissions.md"));
    String keys =
        name.scopeKeys().isEmpty() ? "-" : "`" + String.join("`, `", name.scopeKeys()) + "`";
    assertThat(page)
        .contains("| `" + name.word() + "` | " + name.wholeWords() + " | " + keys + " |");
  }

  @Test
  void theWordsOfTheReferenceAreTheWordsThatAreShown() throws Exception {
    int rows = 0;
    boolean table = false;
    for (String line :
        Files.readAllLines(
            Path.of(System.getProperty("morph.root"), "docs/reference/permissions.md"))) {
      table = table ? !line.isEmpty() : line.equals("| permission | shown as |");
      if (table && line.startsWith("| `")) {
        int end = line.indexOf('`', 3);
        assertThat(line).endsWith("` | " + Permission.parse(line.substring(3, end)).words() + " |");
        rows++;
      }
    }
    assertThat(rows).isGreaterThan(8);
  }

  @Property
  void anyTextIsAPermissionThatRoundTripsOrAUsageError(
      @ForAll PermissionName name, @ForAll String text) {
    for (String grant : new String[] {text, name.word() + "=" + text}) {
      try {
        Permission permission = Permission.parse(grant);
        assertThat(Permission.parse(permission.text())).isEqualTo(permission);
        assertThat(Permission.fromJson(permission.toJson(), "p")).isEqualTo(permission);
      } catch (MorphException e) {
        assertThat(e.code()).isEqualTo(ErrorCode.USAGE_INVALID);
      }
    }
  }
}
