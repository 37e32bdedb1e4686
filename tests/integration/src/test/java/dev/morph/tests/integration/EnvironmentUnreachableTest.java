package dev.morph.tests.integration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.testkit.Guests;
import dev.morph.testkit.Wat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The environment of the process: no guest sees a variable of it, by whatever way. */
class EnvironmentUnreachableTest {
  private static final String NAME = "MORPH_CANARY";
  private static final Canary CANARY = new Canary("canary-5b1e-of-the-environment");

  @TempDir private Path folder;
  @TempDir private static Path workspace;

  private static String[] files() {
    return new String[] {
      "--workspace", workspace.toString(), "--grant", "fs:read", "--grant", "fs:write"
    };
  }

  private static Unreachable.Way bytes(
      String name, String function, String request, String answer, String... options) {
    return new Unreachable.Way(
        name, Wat.assemble(Guests.bytesCalling(function, request)), answer, options);
  }

  static Stream<Unreachable.Attempt> attempts() throws IOException {
    Path link = workspace.resolve("environ");
    if (!Files.isSymbolicLink(link)) {
      Files.createSymbolicLink(link, Path.of("/proc/self/environ"));
    }
    List<Unreachable.Way> ways = new ArrayList<>();
    for (String variable : List.of(NAME, "PATH", "HOME", "MORPH_HOME", "JAVA_HOME")) {
      ways.add(
          bytes(
              "get_env_var of " + variable,
              "get_env_var",
              "{\"name\":\"" + variable + "\"}",
              "{\"value\":null}"));
      ways.add(canonical(variable));
    }
    for (String variable : List.of(NAME + "=", NAME.toLowerCase(java.util.Locale.ROOT), "*", "")) {
      ways.add(
          bytes(
              "get_env_var of [" + variable + "]",
              "get_env_var",
              "{\"name\":\"" + variable + "\"}",
              variable.isEmpty() ? "request-invalid: name has 0 characters" : "{\"value\":null}"));
    }
    ways.add(
        bytes(
            "get_env_var of no text",
            "get_env_var",
            "{\"name\":[\"" + NAME + "\"]}",
            "request-invalid: "));
    ways.add(
        bytes(
            "a variable in a logged line",
            "log",
            "{\"level\":\"error\",\"message\":\"${env:"
                + NAME
                + "} ${jndi:env} $"
                + NAME
                + " %"
                + NAME
                + "% #{systemEnvironment['"
                + NAME
                + "']}\"}",
            "{}"));
    ways.add(environ());
    ways.add(environSizes());
    ways.add(arguments());
    for (String path : List.of("/proc/self/environ", "../../../../../../proc/self/environ")) {
      ways.add(
          bytes(
              "fs_read of " + path,
              "fs_read",
              "{\"path\":\"" + path + "\"}",
              "request-invalid: the path ",
              files()));
      ways.add(
          new Unreachable.Way(
              "WASI path_open of " + path, SpyGuest.wasiReading(path, "3"), "076 ", files()));
    }
    ways.add(
        bytes(
            "fs_read of a link to it",
            "fs_read",
            "{\"path\":\"environ\"}",
            "io-failed: ",
            files()));
    ways.add(
        new Unreachable.Way(
            "WASI path_open of a link to it",
            SpyGuest.wasiReading("environ", "3"),
            "076 ",
            files()));
    for (String path : List.of("$HOME/x", "~/x", "${" + NAME + "}", "%HOME%")) {
      ways.add(
          bytes(
              "fs_read of " + path,
              "fs_read",
              "{\"path\":\"" + path + "\"}",
              "not-found: ",
              files()));
    }
    for (String url :
        List.of(
            "file:///proc/self/environ",
            "file://localhost/proc/self/environ",
            "jar:file:/proc/self/environ!/",
            "/proc/self/environ",
            "https://user:$" + NAME + "@a.example/")) {
      ways.add(
          bytes(
              "http to " + url,
              "http",
              "{\"method\":\"GET\",\"url\":\"" + url + "\",\"headers\":[]}",
              "url-invalid: ",
              "--grant",
              "http:read"));
      ways.add(canonicalHttp(url));
    }
    ways.add(
        bytes(
            "vault_get_secret of a variable",
            "vault_get_secret",
            "{\"key\":\"${" + NAME + "}\"}",
            "{\"value\":null}",
            "--grant",
            "vault:read"));
    return Unreachable.inBothModes(ways);
  }

  /** The area holds the case of {@code option<env-value>}. */
  private static Unreachable.Way canonical(String variable) {
    SpyGuest guest =
        new SpyGuest().imports("morphir:ext/runtime@0.1.0", "get-env-var", "(param i32 i32 i32)");
    return new Unreachable.Way(
        "get-env-var of " + variable,
        guest.wasm(
            "(i32.store8 (i32.const 10240) (i32.const 9))"
                + SpyGuest.asking("get-env-var", guest.text(variable), 512)),
        "000 ");
  }

  private static Unreachable.Way canonicalHttp(String url) {
    SpyGuest guest =
        new SpyGuest()
            .imports(
                "morphee:extensions/http@1.0.0",
                "send",
                "(param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)");
    return new Unreachable.Way(
        "canonical http to " + url,
        guest.wasm(
            SpyGuest.asking(
                "send",
                guest.text("GET")
                    + guest.text(url)
                    + "(i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)",
                4)),
        "001 url-invalid: ",
        "--grant",
        "http:read");
  }

  private static Unreachable.Way environ() {
    return new Unreachable.Way(
        "WASI environ_get",
        new SpyGuest()
            .wasi("environ_get", "i32 i32")
            .wasm("(call $environ_get (i32.const 10240) (i32.const 12288))"),
        "000 ");
  }

  private static Unreachable.Way environSizes() {
    return new Unreachable.Way(
        "WASI environ_sizes_get",
        new SpyGuest()
            .wasi("environ_sizes_get", "i32 i32")
            .wasm(
                "(drop (call $environ_sizes_get (i32.const 10240) (i32.const 10244)))"
                    + "(i32.add (i32.load (i32.const 10240)) (i32.load (i32.const 10244)))"),
        "000 ");
  }

  private static Unreachable.Way arguments() {
    return new Unreachable.Way(
        "WASI args_get",
        new SpyGuest()
            .wasi("args_get", "i32 i32")
            .wasm("(call $args_get (i32.const 10240) (i32.const 12288))"),
        "000 extension");
  }

  @Test
  void theCanaryIsInTheEnvironment() {
    assertThat(System.getenv(NAME)).isEqualTo(CANARY.text());
    assertThat(System.getenv("PATH")).isNotEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attempts")
  void noWayLeadsToTheEnvironment(Unreachable.Attempt attempt) throws IOException {
    Unreachable.check(attempt, folder, CANARY, new Canary(System.getenv("PATH")));
  }

  /** What one call sets is neither the next call's nor another extension's nor the process's. */
  @ParameterizedTest
  @EnumSource(EngineMode.class)
  void aVariableThatACallSetsEndsWithIt(EngineMode mode) {
    String set = "{\"name\":\"LEAK\",\"value\":{\"type\":\"Text\",\"value\":\"left behind\"}}";
    byte[] sets = Wat.assemble(Guests.bytesCalling("set_env_var", set));
    byte[] gets = Wat.assemble(Guests.bytesCalling("get_env_var", "{\"name\":\"LEAK\"}"));
    for (String lifecycle : List.of("fresh", "reuse")) {
      LoadOptions options =
          LoadOptions.builder()
              .manifest(
                  ("{\"name\":\"tiny\",\"version\":\"1.0.0\",\"lifecycle\":\"" + lifecycle + "\"}")
                      .getBytes(java.nio.charset.StandardCharsets.UTF_8))
              .build();
      try (Morph morph = Morph.builder().engine(mode).build();
          Extension setter = morph.extensions().load(sets, options);
          Extension getter = morph.extensions().load(gets, options)) {
        for (int i = 0; i < 2; i++) {
          assertThat(Json.write(run(setter))).isEqualTo("{}");
          assertThat(Json.write(run(getter))).isEqualTo("{\"value\":null}");
        }
      }
    }
    assertThat(System.getenv("LEAK")).isNull();
    assertThat(System.getProperty("LEAK")).isNull();
  }

  private static dev.morph.base.json.JsonValue run(Extension extension) {
    return extension.execute(CallRequest.of("run", JsonObject.EMPTY)).orThrow();
  }
}
