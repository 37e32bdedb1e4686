package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.ACTION_FAILED;
import static dev.morph.base.ErrorCode.GUEST_ABI;
import static dev.morph.base.ErrorCode.LIMIT_FUEL;
import static dev.morph.base.ErrorCode.LIMIT_TIME;
import static dev.morph.base.ErrorCode.PERMISSION_NOT_GRANTED;

import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.testkit.Wat;
import dev.morph.testkit.web.LoopbackServer;
import dev.morph.testkit.web.WebHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** What a guest may ask of the host, and what the web may answer it. */
final class HostCallAttacks {
  private static final String HTTP =
      "(import \"morphee:extensions/http@1.0.0\" \"send\" (func $send (param i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)))";
  private static final String LOG =
      "(import \"morphee:extensions/log@1.0.0\" \"log\" (func $log (param i32 i32 i32)))";
  private static final String GET_SECRET =
      "(import \"morphee:extensions/vault@1.0.0\" \"get-secret\" (func $get (param i32 i32 i32)))";
  private static final String GET_ENV =
      "(import \"morphir:ext/runtime@0.1.0\" \"get-env-var\" (func $env (param i32 i32 i32)))";

  private final Group group = new Group("host-calls");

  static List<Attack> all() {
    var attacks = new HostCallAttacks();
    attacks.requests();
    attacks.canonicalRequests();
    attacks.reentry();
    attacks.rights();
    attacks.urls();
    attacks.replies();
    return attacks.group.all();
  }

  /** A web request, so that the client's own threads and classes are there. */
  static void warmUp(Group group) {
    var attacks = new HostCallAttacks();
    attacks
        .web("warm-up", (request, reply) -> reply.send(200, "x"))
        .answers("\"200 with 1 bytes\"");
    attacks.group.all().forEach(attack -> group.attack("http").play(attack.script()).isHarmless());
  }

  private void requests() {
    request("request-of-nothing", "now", new byte[0]).fails(GUEST_ABI);
    request("request-that-is-text", "now", Texts.utf8("now")).fails(GUEST_ABI);
    request("request-of-another-content-type", "now", Texts.envelope("text/plain", new byte[0]))
        .fails(GUEST_ABI);
    for (String[] one :
        new String[][] {
          {"(i32.const -1) (i32.const 1)", "at-minus-one"},
          {"(i32.const 65536) (i32.const 1)", "behind-the-end"},
          {"(i32.const 16) (i32.const -1)", "of-minus-one-bytes"},
          {"(i32.const -16) (i32.const 32)", "that-wraps-round"},
        }) {
      group
          .attack("request-" + one[1])
          .guest(BytesGuest.guest().host("now").execute("(call $now " + one[0] + ")"))
          .fails(GUEST_ABI);
    }
    request("request-that-is-no-json", "now", Texts.envelope("x")).refuses("request-invalid");
    request("request-that-is-an-array", "now", Texts.envelope("[]")).refuses("request-invalid");
    request("request-nested-deeply", "now", Texts.envelope("{\"a\":" + "[".repeat(100_000)))
        .refuses("request-invalid");
    for (String content :
        List.of(
            "{}",
            "{\"bytes\":65537}",
            "{\"bytes\":-1}",
            "{\"bytes\":1e999999999}",
            "{\"bytes\":4294967296}",
            "{\"bytes\":1.5}",
            "{\"bytes\":\"9\"}",
            "{\"min\":1}",
            "{\"min\":2,\"max\":1}",
            "{\"min\":0,\"max\":9223372036854775808}",
            "{\"bytes\":1,\"min\":1,\"max\":2}")) {
      request(
              "random-" + content.replaceAll("[^a-z0-9.-]+", "-"),
              "random",
              Texts.envelope(content))
          .refuses("request-invalid");
    }
    request(
            "random-over-all-64-bits",
            "random",
            Texts.envelope("{\"min\":-9223372036854775808,\"max\":9223372036854775807}"))
        .play(stage -> shape(stage.run(), "int"))
        .answers("\"has int\"");
    request(
            "log-of-an-unknown-level",
            "log",
            Texts.envelope("{\"level\":\"fatal\",\"message\":\"x\"}"))
        .refuses("request-invalid");
    request("log-without-a-message", "log", Texts.envelope("{\"level\":\"info\"}"))
        .refuses("request-invalid");
    request("variable-without-a-name", "get_env_var", Texts.envelope("{\"name\":\"\"}"))
        .refuses("request-invalid");
    request(
            "variable-with-a-name-of-megabytes",
            "get_env_var",
            Texts.envelope("{\"name\":\"" + "x".repeat(2 << 20) + "\"}"))
        .allocating(512) // the text of the guest is assembled within its run
        .refuses("request-invalid");
    request(
            "variable-of-megabytes",
            "set_env_var",
            Texts.envelope(
                "{\"name\":\"a\",\"value\":{\"type\":\"Text\",\"value\":\""
                    + "x".repeat(2 << 20)
                    + "\"}}"))
        .refuses("request-invalid");
    request(
            "variable-above-its-type",
            "set_env_var",
            Texts.envelope("{\"name\":\"a\",\"value\":{\"type\":\"U8\",\"value\":256}}"))
        .refuses("request-invalid");
    request("variable-of-the-process", "get_env_var", Texts.envelope("{\"name\":\"PATH\"}"))
        .answers("{\"value\":null}");
    group
        .attack("variables-without-end")
        .guest(variablesWithoutEnd())
        .limit("time=1s")
        .allocating(8_192)
        .fails(LIMIT_TIME, LIMIT_FUEL, GUEST_ABI);
  }

  /** Sets ever new variables; the host bounds what it keeps, so the guest only uses up its time. */
  private static BytesGuest variablesWithoutEnd() {
    String template =
        "{\"header\":{\"seqnum\":0,\"session_id\":\"\"},\"content_type\":\"application/json\",\"content\":\"%s\"}";
    // the six characters behind eyJuYW1lIjoi are the name, in base64: any of A to P will do
    String request =
        template.formatted(
            java.util.Base64.getEncoder()
                .encodeToString(
                    Texts.utf8(
                        "{\"name\":\"aaaaaa\",\"value\":{\"type\":\"Text\",\"value\":\""
                            + "x".repeat(900)
                            + "\"}}")));
    var guest =
        BytesGuest.guest()
            .imports("(import \"morph\" \"set_env_var\" (func $set (param i32 i32)))");
    String at = guest.data(Texts.utf8(request));
    int name = request.indexOf("content\":\"") + 10 + 12;
    return guest.before(
        "(loop $again (local.set 2 (i32.add (local.get 2) (i32.const 1)))"
            + stores(at, name)
            + " (call $set "
            + at
            + ") (br $again))");
  }

  private static String stores(String at, int name) {
    String address = at.substring(0, at.indexOf(')') + 1);
    var text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      text.append(" (i32.store8 offset=").append(name + i).append(' ').append(address);
      text.append(" (i32.add (i32.const 65) (i32.and (i32.shr_u (local.get 2) (i32.const ");
      text.append(4 * i).append(")) (i32.const 15))))");
    }
    return text.toString();
  }

  private static Outcome shape(Outcome outcome, String member) {
    return outcome.value() instanceof JsonObject object && object.get(member) != null
        ? Outcome.text("has " + member)
        : outcome;
  }

  private Attack request(String name, String function, byte[] request) {
    return group
        .attack(name)
        .file(() -> Wat.assemble(BytesGuest.guest().passing(function, request).wat()));
  }

  private Attack canonical(String name, String imports, String before) {
    return group
        .attack("canonical-" + name)
        .guest(CanonicalGuest.guest().imports(imports).before(before));
  }

  private void canonicalRequests() {
    canonical("log-of-level-5", LOG, "(call $log (i32.const 5) (i32.const 16) (i32.const 4))")
        .fails(GUEST_ABI);
    canonical(
            "log-of-level-minus-one",
            LOG,
            "(call $log (i32.const -1) (i32.const 16) (i32.const 4))")
        .fails(GUEST_ABI);
    canonical("log-at-minus-one", LOG, "(call $log (i32.const 2) (i32.const -1) (i32.const 4))")
        .fails(GUEST_ABI);
    canonical(
            "log-of-minus-one-bytes",
            LOG,
            "(call $log (i32.const 2) (i32.const 16) (i32.const -1))")
        .fails(GUEST_ABI);
    canonical(
            "log-that-is-no-utf-8",
            LOG,
            "(i32.store (i32.const 8) (i32.const -1)) (call $log (i32.const 2) (i32.const 8) (i32.const 4))")
        .fails(GUEST_ABI);
    canonical(
            "secret-into-an-odd-place",
            GET_SECRET,
            "(call $get (i32.const 16) (i32.const 4) (i32.const 1))")
        .grant("vault:read")
        .fails(GUEST_ABI);
    canonical(
            "secret-behind-the-end",
            GET_SECRET,
            "(call $get (i32.const 16) (i32.const 4) (i32.const 65532))")
        .grant("vault:read")
        .fails(GUEST_ABI);
    canonical(
            "secret-without-the-right",
            GET_SECRET,
            "(call $get (i32.const 16) (i32.const 4) (i32.const 0))")
        .fails(PERMISSION_NOT_GRANTED, dev.morph.base.ErrorCode.PERMISSION_NOT_DECLARED);
    canonical(
            "secret-with-a-key-of-control-characters",
            GET_SECRET,
            "(i32.store (i32.const 8) (i32.const 0x0a0d1b00)) (call $get (i32.const 8) (i32.const 4) (i32.const 0))")
        .grant("vault:read")
        .fails(GUEST_ABI);
    canonical(
            "variable-into-minus-one",
            GET_ENV,
            "(call $env (i32.const 16) (i32.const 4) (i32.const -8))")
        .fails(GUEST_ABI);
    canonical(
            "headers-of-two-billion",
            HTTP,
            send("(i32.const 16) (i32.const 0x7fffffff)", "(i32.const 0)"))
        .fails(GUEST_ABI);
    canonical(
            "headers-at-an-odd-address",
            HTTP,
            send("(i32.const 17) (i32.const 1)", "(i32.const 0)"))
        .fails(GUEST_ABI);
    canonical("body-of-case-2", HTTP, send("(i32.const 16) (i32.const 0)", "(i32.const 2)"))
        .fails(GUEST_ABI);
    group
        .attack("canonical-headers-that-all-share-one-text")
        .guest(
            CanonicalGuest.guest()
                .imports(HTTP)
                .memory("(memory (export \"memory\") 64)")
                .before(
                    // 100,000 headers whose names and values are the same 30,000 bytes
                    "(local.set 6 (i32.const 1048576)) (loop $next"
                        + " (i32.store offset=0 (local.get 6) (i32.const 2048)) (i32.store offset=4 (local.get 6) (i32.const 30000))"
                        + " (i32.store offset=8 (local.get 6) (i32.const 2048)) (i32.store offset=12 (local.get 6) (i32.const 30000))"
                        + " (local.set 6 (i32.add (local.get 6) (i32.const 16)))"
                        + " (br_if $next (i32.lt_u (local.get 6) (i32.const 2648576))))"
                        + send("(i32.const 1048576) (i32.const 100000)", "(i32.const 0)")))
        .fails(GUEST_ABI);
  }

  private static String send(String headers, String body) {
    return "(call $send (i32.const 16) (i32.const 3) (i32.const 16) (i32.const 3) "
        + headers
        + " "
        + body
        + " (i32.const 0) (i32.const 0) (i32.const 1024))";
  }

  private void reentry() {
    var same = BytesGuest.guest().host("now");
    group
        .attack("import-called-while-allocating-for-its-reply")
        .guest(
            same.fields("(global $inside (mut i32) (i32.const 0))")
                .alloc(
                    "(if (global.get $inside) (then (drop (call $now "
                        + same.data(Texts.envelope("{}"))
                        + ")))) (call $take (local.get 0))")
                .before(
                    "(global.set $inside (i32.const 1)) (drop (call $now "
                        + same.data(Texts.envelope("{}"))
                        + "))"))
        .fails(GUEST_ABI);
    group
        .attack("canonical-import-called-while-allocating-for-its-reply")
        .guest(
            CanonicalGuest.guest()
                .imports(HTTP)
                .fields("(global $inside (mut i32) (i32.const 0))")
                .realloc(
                    "(if (global.get $inside) (then "
                        + send("(i32.const 16) (i32.const 0)", "(i32.const 0)")
                        + ")) (call $take (local.get 3))")
                .before(
                    "(global.set $inside (i32.const 1)) "
                        + send("(i32.const 16) (i32.const 0)", "(i32.const 0)")))
        .fails(GUEST_ABI);
    var inside = BytesGuest.guest().host("now");
    group
        .attack("execute-called-while-allocating-for-a-reply")
        .guest(
            inside
                .fields("(global $inside (mut i32) (i32.const 0))")
                .alloc(
                    "(if (global.get $inside) (then (drop (call $execute (i32.const 0) (i32.const 0)))))"
                        + " (call $take (local.get 0))")
                .before(
                    "(global.set $inside (i32.const 1)) (drop (call $now "
                        + inside.data(Texts.envelope("{}"))
                        + "))"))
        .fails(GUEST_ABI, dev.morph.base.ErrorCode.GUEST_TRAP);
    var start = BytesGuest.guest().host("now");
    group
        .attack("import-called-by-the-start-function")
        .guest(
            start.fields(
                "(func $s (drop (call $now " + start.data(Texts.envelope("{}")) + "))) (start $s)"))
        .isHarmless()
        .fails(GUEST_ABI);
    var initialize = BytesGuest.guest().host("now");
    group
        .attack("import-called-by-initialize")
        .guest(
            initialize.fields(
                "(func (export \"_initialize\") (drop (call $now "
                    + initialize.data(Texts.envelope("{}"))
                    + ")))"))
        .isHarmless();
    reply("reply-into-null", "(i32.const 0)");
    reply("reply-into-minus-eight", "(i32.const -8)");
    reply("reply-into-an-odd-address", "(i32.const 32769)");
    var trap = BytesGuest.guest().host("now");
    group
        .attack("allocator-traps-for-a-reply")
        .guest(
            trap.fields("(global $inside (mut i32) (i32.const 0))")
                .alloc("(if (global.get $inside) (then unreachable)) (call $take (local.get 0))")
                .before(
                    "(global.set $inside (i32.const 1)) (drop (call $now "
                        + trap.data(Texts.envelope("{}"))
                        + "))"))
        .fails(dev.morph.base.ErrorCode.GUEST_TRAP);
    var over = BytesGuest.guest().host("now");
    group
        .attack("reply-written-over-the-request")
        .guest(
            over.fields("(global $inside (mut i32) (i32.const 0))")
                .alloc(
                    "(if (global.get $inside) (then (return (i32.const 16)))) (call $take (local.get 0))")
                .before(
                    "(global.set $inside (i32.const 1)) (drop (call $now "
                        + over.data(Texts.envelope("{}"))
                        + "))"))
        .isHarmless()
        .fails(GUEST_ABI);
  }

  private void reply(String name, String address) {
    var guest = BytesGuest.guest().host("now");
    group
        .attack(name)
        .guest(
            guest
                .fields("(global $inside (mut i32) (i32.const 0))")
                .alloc(
                    "(if (global.get $inside) (then (return "
                        + address
                        + "))) (call $take (local.get 0))")
                .before(
                    "(global.set $inside (i32.const 1)) (drop (call $now "
                        + guest.data(Texts.envelope("{}"))
                        + "))"))
        .fails(GUEST_ABI);
  }

  private static byte[] fetch(String method, String url, String headers) {
    return Texts.envelope(
        "{\"method\":"
            + Json.write(new JsonString(method))
            + ",\"url\":"
            + Json.write(new JsonString(url))
            + ",\"headers\":"
            + headers
            + "}");
  }

  private Attack url(String name, String url, String... grants) {
    Attack attack = request(name, "http", fetch("GET", url, "[]"));
    for (String grant : grants) {
      attack.grant(grant);
    }
    return attack;
  }

  private void rights() {
    url("web-without-a-grant", "https://example.com/").fails(ACTION_FAILED);
    url("web-on-another-host", "https://example.org/", "http:read=example.com")
        .refuses("permission-not-granted");
    url("web-on-another-port", "https://example.com:444/", "http:read=example.com")
        .refuses("permission-not-granted");
    url("web-on-a-subdomain", "https://a.example.com/", "http:read=example.com")
        .refuses("permission-not-granted");
    url("web-on-the-parent-of-a-pattern", "https://example.com/", "http:read=*.example.com")
        .refuses("permission-not-granted");
    url("web-on-a-host-that-ends-alike", "https://evilexample.com/", "http:read=*.example.com")
        .refuses("permission-not-granted");
    url("web-without-encryption", "http://example.com/", "http:read=example.com")
        .refuses("permission-not-granted");
    url("web-without-encryption-by-a-bare-name", "http://example.com/", "http:read")
        .refuses("permission-not-granted");
    for (String address :
        List.of(
            "127.0.0.2",
            "[::1]",
            "10.0.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",
            "[::ffff:127.0.0.2]",
            "[64:ff9b::7f00:2]",
            "[fd00::1]",
            "[fe80::1]",
            "224.0.0.1",
            "100.64.0.1")) {
      url(
              "private-address-" + address.replaceAll("[^0-9a-f]+", "-"),
              "https://" + address + "/",
              "http:read")
          .refuses("address-not-allowed");
    }
    url("private-address-as-one-number", "https://2130706434/", "http:read").fails(ACTION_FAILED);
    url("private-address-in-octal", "https://0177.0.0.2/", "http:read").fails(ACTION_FAILED);
    url("private-address-in-hex", "https://0x7f000002/", "http:read").fails(ACTION_FAILED);
    request("post-with-the-right-to-read", "http", fetch("POST", "https://example.com/", "[]"))
        .grant("http:read=example.com")
        .refuses("permission-not-granted");
    group
        .attack("more-requests-than-allowed")
        .play(stage ->
            served(
                stage,
                (request, reply) -> reply.send(200, "x"),
                url -> {
                  var guest = BytesGuest.guest().host("http");
                  String call = "(call $http " + guest.data(fetch("GET", url, "[]")) + ")";
                  return guest.execute("(drop " + call + ") (drop " + call + ") " + call);
                },
                "http-calls=2"))
        .refuses("limit-http-calls");
  }

  private void urls() {
    for (String[] one :
        new String[][] {
          {"userinfo", "https://example.com@evil.example/"},
          {"password", "https://a:b@example.com/"},
          {"file", "file:///etc/passwd"},
          {"jar", "jar:file:/a.jar!/b"},
          {"no-scheme", "example.com"},
          {"no-host", "https:///x"},
          {"line-feed", "https://example.com/\r\nHost: evil"},
          {"encoded-slash", "https://example.com/a%2f..%2fb"},
          {"encoded-dots", "https://example.com/%2e%2e/b"},
          {"backslash", "https://example.com\\@evil.example/"},
          {"port-99999", "https://example.com:99999/"},
          {"port-minus-1", "https://example.com:-1/"},
          {"blank", "https://exa mple.com/"},
          {"zero-byte", "https://example.com/\u0000"},
          {"unbalanced-bracket", "https://[::1/"},
          {"zone-of-an-address", "https://[fe80::1%25eth0]/"},
        }) {
      url("url-" + one[0], one[1], "http:read").refuses("url-invalid");
    }
    for (String[] one :
        new String[][] {
          {"line-feed", "[[\"a\",\"b\\r\\nHost: evil\"]]"},
          {"zero-byte", "[[\"a\",\"b\\u0000\"]]"},
          {"colon-in-the-name", "[[\"a:b\",\"c\"]]"},
          {"empty-name", "[[\"\",\"c\"]]"},
          {"host", "[[\"Host\",\"evil\"]]"},
          {"content-length", "[[\"Content-Length\",\"0\"]]"},
          {"transfer-encoding", "[[\"transfer-encoding\",\"chunked\"]]"},
          {"connection", "[[\"Connection\",\"upgrade\"]]"},
          {"three-parts", "[[\"a\",\"b\",\"c\"]]"},
          {"not-a-list", "{\"a\":\"b\"}"},
        }) {
      request("header-" + one[0], "http", fetch("GET", "https://example.com/", one[1]))
          .grant("http:read")
          .refuses("request-invalid");
    }
    for (String method : List.of("GET /x HTTP/1.1\r\nX:", "", "CONNECT", "TRACE", "g\u00e9t")) {
      request(
              "method-" + method.replaceAll("[^A-Za-z]+", "-"),
              "http",
              fetch(method, "https://example.com/", "[]"))
          .grant("http:write")
          .refuses("request-invalid");
    }
  }

  private void replies() {
    byte[] zeros = new byte[1 << 20];
    Function<Integer, WebHandler> plain =
        megabytes ->
            (request, reply) -> {
              reply.raw(
                  "HTTP/1.1 200 OK\r\nContent-Length: " + ((long) megabytes << 20) + "\r\n\r\n");
              for (int i = 0; i < megabytes; i++) {
                reply.raw(zeros);
              }
            };
    web("response-larger-than-its-limit", plain.apply(11)).refuses("limit-http-response");
    web(
            "response-that-claims-an-exabyte",
            (request, reply) ->
                reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 1152921504606846976\r\n\r\nx"))
        .refuses("limit-http-response");
    web(
            "response-of-minus-one-bytes",
            (request, reply) -> reply.raw("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx"))
        .refuses("http-failed");
    web(
            "response-shorter-than-it-says",
            (request, reply) -> reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"))
        .refuses("http-failed");
    web(
            "response-of-chunks-without-end",
            (request, reply) -> {
              reply.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              for (int i = 0; i < 1_000; i++) {
                reply.raw("100000\r\n");
                reply.raw(zeros);
                reply.raw("\r\n");
              }
            })
        .refuses("limit-http-response");
    web(
            "response-with-a-chunk-of-minus-one",
            (request, reply) ->
                reply.raw(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nx\r\n0\r\n\r\n"))
        .refuses("http-failed");
    web(
            "response-with-a-chunk-of-2-to-the-64",
            (request, reply) ->
                reply.raw(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx"))
        .refuses("http-failed");
    web(
            "response-with-two-lengths",
            (request, reply) ->
                reply.raw("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxy"))
        .refuses("http-failed")
        .answers("\"200 with 1 bytes\"");
    byte[] bomb = gzip(Scale.of(1_000));
    web(
            "response-that-unpacks-to-a-gigabyte",
            (request, reply) -> reply.send(200, bomb, "Content-Encoding", "gzip"))
        .allocating(512)
        .refuses("limit-http-response")
        .answers("\"200 with " + bomb.length + " bytes\"");
    byte[] twice = gzip(bomb);
    web(
            "response-packed-twice",
            (request, reply) -> reply.send(200, twice, "Content-Encoding", "gzip, gzip"))
        .allocating(512)
        .refuses("limit-http-response")
        .answers("\"200 with " + twice.length + " bytes\"");
    byte[] deflated = deflate(Scale.of(1_000));
    web(
            "response-that-inflates-to-a-gigabyte",
            (request, reply) -> reply.send(200, deflated, "Content-Encoding", "deflate"))
        .allocating(512)
        .refuses("limit-http-response")
        .answers("\"200 with " + deflated.length + " bytes\"");
    web(
            "response-whose-packing-is-broken",
            (request, reply) -> reply.send(200, new byte[100], "Content-Encoding", "gzip"))
        .refuses("http-failed")
        .answers("\"200 with 100 bytes\"");
    web(
            "response-header-without-end",
            (request, reply) -> {
              reply.raw("HTTP/1.1 200 OK\r\nX: ");
              for (int i = 0; i < 64; i++) {
                reply.raw("x".repeat(1 << 20));
              }
            })
        .refuses("http-failed");
    web(
            "response-of-a-million-headers",
            (request, reply) -> {
              reply.raw("HTTP/1.1 200 OK\r\n");
              for (int i = 0; i < 1_000; i++) {
                reply.raw("X: y\r\n".repeat(1_000));
              }
              reply.raw("\r\n");
            })
        .refuses("http-failed");
    web(
            "response-of-interim-answers-without-end",
            (request, reply) -> {
              for (int i = 0; i < 200_000; i++) {
                reply.raw("HTTP/1.1 100 Continue\r\n\r\n");
              }
            })
        .within(Duration.ofSeconds(10))
        .fails(ACTION_FAILED, LIMIT_TIME);
    web("response-that-is-no-http", (request, reply) -> reply.raw("SSH-2.0-x\r\n"))
        .refuses("http-failed");
    web(
            "response-of-status-99999",
            (request, reply) -> reply.raw("HTTP/1.1 99999 x\r\nContent-Length: 0\r\n\r\n"))
        .refuses("http-failed");
    web("response-of-nothing", (request, reply) -> {}).refuses("http-failed");
    web("redirect-to-itself", (request, reply) -> reply.redirect(302, request.target()))
        .refuses("http-redirects");
    web("redirect-to-a-file", (request, reply) -> reply.redirect(302, "file:///etc/passwd"))
        .refuses("url-invalid");
    web("redirect-to-another-port", (request, reply) -> reply.redirect(302, "http://127.0.0.1:1/"))
        .refuses("permission-not-granted");
    web("redirect-to-nowhere", (request, reply) -> reply.redirect(302, "http://[::1"))
        .refuses("url-invalid");
    web(
            "redirect-with-a-place-of-megabytes",
            (request, reply) ->
                reply.raw("HTTP/1.1 302 Found\r\nLocation: /" + "x".repeat(2 << 20) + "\r\n\r\n"))
        .refuses("http-failed");
  }

  /**
   * A guest that asks a loopback server once; its answer is the status and the size of the body.
   */
  private Attack web(String name, WebHandler handler) {
    return group
        .attack(name)
        .play(stage ->
            served(
                stage,
                handler,
                url -> BytesGuest.guest().passing("http", fetch("GET", url, "[]")),
                "time=5s"));
  }

  static Outcome served(
      Stage stage, WebHandler handler, Function<String, BytesGuest> guest, String limit) {
    try (LoopbackServer server = LoopbackServer.start()) {
      server.on("/", handler);
      LoadOptions options =
          LoadOptions.builder()
              .grant("http:read=http://127.0.0.1:" + server.port())
              .limit(limit)
              .build();
      byte[] wasm = Wat.assemble(guest.apply(server.url("/")).wat());
      try (Extension extension = stage.morph().extensions().load(wasm, options)) {
        return size(stage.call(extension));
      } catch (MorphException e) {
        return Outcome.error(e);
      }
    }
  }

  private static Outcome size(Outcome outcome) {
    if (outcome.value() instanceof JsonObject reply
        && reply.get("body") instanceof JsonString(String body)) {
      int bytes = java.util.Base64.getDecoder().decode(body).length;
      return Outcome.text(
          reply.get("status") instanceof dev.morph.base.json.JsonNumber number
              ? number.text() + " with " + bytes + " bytes"
              : "no status");
    }
    return outcome;
  }

  private static byte[] gzip(int megabytes) {
    return pack(megabytes, GZIPOutputStream::new);
  }

  private static byte[] deflate(int megabytes) {
    return pack(megabytes, DeflaterOutputStream::new);
  }

  private interface Packer {
    OutputStream over(OutputStream out) throws IOException;
  }

  /** Zeros, packed: a thousandth of their size. */
  private static byte[] pack(int megabytes, Packer packer) {
    var out = new ByteArrayOutputStream();
    try (var packed = packer.over(out)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < megabytes; i++) {
        packed.write(zeros);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] gzip(byte[] content) {
    var out = new ByteArrayOutputStream();
    try (var packed = new GZIPOutputStream(out)) {
      packed.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
