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
        "{\"name\":\"http:read\",\"host\":[]} | p.host: http:read has no such key (did you mean hosts?)",
        "{\"name\":\"http:read\",\"methods\":[\"GET\"]} | p.methods:",
        "{\"name\":\"vault:read\",\"hosts\":[]} | p.hosts:",
        "{\"name\":\"task:create\",\"kinds\":[]} | p.kinds:",
        "{\"name\":\"http:read\",\"hosts\":\"a.example\"} | p.hosts: a list of strings",
        "{\"name\":\"http:read\",\"hosts\":null} | p.hosts: a list of strings",
        "{\"name\":\"http:read\",\"hosts\":[1]} | p.hosts[0]: a string",
        "{\"name\":\"http:read\",\"hosts\":[\"a.example\",\"*\"]} | p.hosts[1]: '*' alone",
        "{\"name\":\"http:read\",\"hosts\":[\"*x\"]} | p.hosts[0]:",
        "{\"name\":\"http:read\",\"hosts\":[\"a.example/x\"],\"paths\":[\"/y\"]} | p.paths:",
        "{\"name\":\"http:write\",\"hosts\":[\"GET a.example\"],\"methods\":[\"GET\"]} | p.methods:",
        "{\"name\":\"http:read\",\"paths\":[\"x\"]} | p.paths[0]:",
        "{\"name\":\"vault:read\",\"keys\":[\"\"]} | p.keys[0]:",
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
        "http:read=http://a.example | Read from a.example (unencrypted)",
        "http:write=POST http://a.example/x | Send web requests to a.example/x (POST only, unencrypted)",
        "http:read=*.example.com | Read from every name below example.com",
        "http:read=/x | Read from /x of any website",
        "http:read= | Nothing (http:read with an empty list)",
        "vault:read=a,b | Read its own secrets a, b",
        "task:create | Create tasks",
      })
  void saysItInPlainWords(String text, String words) {
    assertThat(Permission.parse(text).words()).isEqualTo(words);
  }

  @Test
  void marksThatTurnTheWritingAreNotShownToPeople() {
    assertThat(Permission.parse("vault:read=a\u202eb").words()).doesNotContain("\u202e");
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
