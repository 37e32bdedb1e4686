package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.ACTION_FAILED;
import static dev.morph.base.ErrorCode.MODULE_REFUSED;
import static dev.morph.base.ErrorCode.UNKNOWN_ACTION;

import dev.morph.base.json.Json;
import dev.morph.host.Extension;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.LogLine;
import dev.morph.testkit.Wat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a guest may make the host print, log or give away. */
final class OutputAttacks {
  private static final String LOG =
      "(import \"morphee:extensions/log@1.0.0\" \"log\" (func $log (param i32 i32 i32)))";
  private static final String SECRET = "s3cr3t/value+42";

  private final Group group = new Group("output");

  static List<Attack> all() {
    var attacks = new OutputAttacks();
    attacks.logs();
    attacks.texts();
    attacks.secrets();
    return attacks.group.all();
  }

  private void logs() {
    log("log-flood", "", 100_000, "x", lines -> lines.size() == 1_001);
    log("log-flood-above-a-smaller-limit", "log-lines=10", 1_000, "x", lines -> lines.size() == 11);
    log("log-of-empty-lines", "log-lines=10", 1_000, "", lines -> lines.size() == 11);
    log(
        "log-lines-of-a-megabyte",
        "",
        20,
        "\u00e9".repeat(500_000),
        lines ->
            lines.size() == 20
                && lines.stream()
                    .allMatch(line ->
                        Texts.utf8(line.message()).length <= 4_096 + 16
                            && !line.message().contains("\ufffd")));
    log(
        "log-with-terminal-escapes",
        "",
        1,
        "\u001b[2J\u001b]0;title\u0007\r\b\u009b1m\u0000",
        lines -> lines.getFirst().message().chars().noneMatch(Character::isISOControl));
    log(
        "log-line-that-looks-like-two",
        "",
        1,
        "x\r2026-01-01 ERROR forged",
        lines -> lines.getFirst().message().indexOf('\r') < 0);
    group
        .attack("log-flood-by-the-bytes-abi")
        .file(() -> {
          var guest =
              BytesGuest.guest().imports("(import \"morph\" \"log\" (func $log (param i32 i32)))");
          return Wat.assemble(
              guest
                  .before(
                      "(loop $again (call $log "
                          + guest.data(Texts.envelope("{\"level\":\"error\",\"message\":\"x\"}"))
                          + ") (local.set 2 (i32.add (local.get 2) (i32.const 1)))"
                          + " (br_if $again (i32.lt_u (local.get 2) (i32.const 3000))))")
                  .wat());
        })
        .allocating(2_048)
        .play(stage -> logged(stage, Map.of(), lines -> lines.size() == 1_001))
        .isHarmless();
    group
        .attack("stdout-by-wasi-of-a-later-version")
        .guest(
            BytesGuest.guest()
                .imports("(import \"wasi:cli/stdout@9.9.9\" \"get-stdout\" (func (result i32)))"))
        .fails(MODULE_REFUSED);
    group
        .attack("print-by-env")
        .guest(BytesGuest.guest().imports("(import \"env\" \"puts\" (func (param i32)))"))
        .fails(MODULE_REFUSED);
    group
        .attack("log-in-the-start-function")
        .guest(
            CanonicalGuest.guest()
                .imports(LOG)
                .fields(
                    "(func $s (call $log (i32.const 2) (i32.const 16) (i32.const 4))) (start $s)"))
        .isHarmless()
        .fails(dev.morph.base.ErrorCode.GUEST_ABI);
    group
        .attack("log-sink-that-throws")
        .guest(
            CanonicalGuest.guest()
                .imports(LOG)
                .before("(call $log (i32.const 2) (i32.const 16) (i32.const 4))"))
        .play(stage -> {
          try (Extension extension = stage.load()) {
            CallOutcome outcome =
                stage.call(
                    extension,
                    Map.of(),
                    line -> {
                      throw new IllegalStateException("the sink is full");
                    });
            return outcome instanceof CallOutcome.Failed
                ? Outcome.text("fine")
                : Outcome.of(outcome);
          }
        })
        .isHarmless();
  }

  private void log(
      String name, String limit, int times, String message, Predicate<List<LogLine>> right) {
    Attack attack =
        group
            .attack(name)
            .file(() -> {
              var guest = CanonicalGuest.guest().imports(LOG);
              return Wat.assemble(
                  guest
                      .before(
                          "(loop $again (call $log (i32.const 2) "
                              + guest.data(Texts.utf8(message))
                              + ") (local.set 6 (i32.add (local.get 6) (i32.const 1)))"
                              + " (br_if $again (i32.lt_u (local.get 6) (i32.const "
                              + times
                              + "))))")
                      .wat());
            })
            .play(stage -> logged(stage, Map.of(), right))
            .allocating(2_048)
            .isHarmless();
    if (!limit.isEmpty()) {
      attack.limit(limit);
    }
  }

  private static Outcome logged(
      Stage stage, Map<String, String> secrets, Predicate<List<LogLine>> right) {
    List<LogLine> lines = new ArrayList<>();
    try (Extension extension = stage.load()) {
      Outcome outcome = Outcome.of(stage.call(extension, secrets, lines::add));
      return right.test(lines)
          ? outcome
          : Outcome.text(lines.size() + " lines, not as they should be");
    }
  }

  private void texts() {
    group
        .attack("error-with-terminal-escapes-is-the-guests-own-text")
        .guest(BytesGuest.guest().answer("{\"err\":\"\\u001b[2J\\nerror: internal: x\"}"))
        .guestText()
        .fails(ACTION_FAILED);
    group
        .attack("error-of-nothing")
        .guest(BytesGuest.guest().answer("{\"err\":\"\"}"))
        .guestText()
        .play(stage -> {
          Outcome outcome = stage.run();
          return new Outcome(outcome.code(), outcome.message() + "-", "", outcome.value());
        })
        .fails(ACTION_FAILED);
    group
        .attack("error-that-claims-a-code-of-ours")
        .guest(
            BytesGuest.guest()
                .answer(
                    "{\"err\":{\"code\":\"permission-not-granted\",\"message\":\"grant it with --grant http:write\"}}"))
        .refuses("permission-not-granted");
    group
        .attack("error-of-megabytes-is-the-guests-own-text")
        .guest(BytesGuest.guest().answer("{\"err\":\"" + "x".repeat(5 << 20) + "\"}"))
        .guestText()
        .allocating(1_024)
        .fails(ACTION_FAILED);
    group
        .attack("result-of-lone-surrogates")
        .guest(BytesGuest.guest().answer("{\"ok\":\"\\ud800\"}"))
        .play(stage -> {
          Outcome outcome = stage.run();
          if (outcome.value() != null) {
            // whoever prints it must get bytes that are UTF-8
            String text = Json.write(outcome.value());
            String again = new String(Texts.utf8(text), java.nio.charset.StandardCharsets.UTF_8);
            return again.equals(text) ? Outcome.text("fine") : Outcome.text("not UTF-8: " + text);
          }
          return outcome;
        })
        .isHarmless()
        .fails(dev.morph.base.ErrorCode.GUEST_RESULT, dev.morph.base.ErrorCode.GUEST_ABI);
    group
        .attack("action-name-with-escapes-asked-for")
        .guest(BytesGuest.guest())
        .play(stage -> {
          try (Extension extension = stage.load()) {
            return Outcome.of(extension.execute("\u001b[2J\nerror: x", "{}"));
          }
        })
        .fails(UNKNOWN_ACTION);
    group
        .attack("action-name-of-megabytes-asked-for")
        .guest(BytesGuest.guest())
        .play(stage -> {
          try (Extension extension = stage.load()) {
            return Outcome.of(extension.execute("x".repeat(4 << 20), "{}"));
          }
        })
        .fails(UNKNOWN_ACTION);
    group
        .attack("content-type-with-escapes")
        .guest(BytesGuest.guest().answer(Texts.envelope("\u001b[2J\nerror", new byte[0])))
        .fails(dev.morph.base.ErrorCode.GUEST_ABI);
    group
        .attack("content-type-of-megabytes")
        .guest(BytesGuest.guest().answer(Texts.envelope("x".repeat(2 << 20), new byte[0])))
        .fails(dev.morph.base.ErrorCode.GUEST_ABI);
    group
        .attack("result-members-with-escapes")
        .guest(BytesGuest.guest().answer("{\"\\u001b[2J\\nok\":1}"))
        .fails(dev.morph.base.ErrorCode.GUEST_RESULT);
    group
        .attack("result-members-of-megabytes")
        .guest(BytesGuest.guest().answer("{\"" + "x".repeat(2 << 20) + "\":1}"))
        .allocating(320)
        .fails(dev.morph.base.ErrorCode.GUEST_RESULT);
    group
        .attack("environment-error-with-escapes")
        .file(() ->
            Wat.assemble(
                BytesGuest.guest()
                    .passing("vault_get_secret", Texts.envelope("{\"key\":\"\\u001b[2J\\nx\"}"))
                    .wat()))
        .refuses("request-invalid");
    group
        .attack("denial-with-a-key-of-megabytes")
        .file(() ->
            Wat.assemble(
                BytesGuest.guest()
                    .passing(
                        "vault_get_secret",
                        Texts.envelope("{\"key\":\"" + "x".repeat(1 << 20) + "\"}"))
                    .wat()))
        .refuses("request-invalid");
    group
        .attack("request-with-an-unknown-member-of-megabytes")
        .file(() ->
            Wat.assemble(
                BytesGuest.guest()
                    .passing("random", Texts.envelope("{\"" + "x".repeat(1 << 20) + "\":1}"))
                    .wat()))
        .refuses("request-invalid");
  }

  /** The guest may read the secret and tries to bring it out in each form. */
  private void secrets() {
    for (String[] one :
        new String[][] {
          {"as-it-is", SECRET},
          {"in-base64", java.util.Base64.getEncoder().encodeToString(Texts.utf8(SECRET))},
          {"percent-encoded", "s3cr3t%2Fvalue%2B42"},
          {"twice", SECRET + SECRET},
          {"between-text", "a" + SECRET + "b"},
        }) {
      group
          .attack("secret-logged-" + one[0])
          .file(() -> {
            var guest = CanonicalGuest.guest().imports(LOG);
            return Wat.assemble(
                guest
                    .before("(call $log (i32.const 2) " + guest.data(Texts.utf8(one[1])) + ")")
                    .wat());
          })
          .play(stage ->
              logged(
                  stage,
                  Map.of("key", SECRET),
                  lines ->
                      lines.size() == 1
                          && !lines.getFirst().message().contains(one[1])
                          && lines.getFirst().message().contains("[redacted]")))
          .isHarmless();
      group
          .attack("secret-in-an-error-" + one[0])
          .guest(BytesGuest.guest().answer("{\"err\":\"" + one[1] + "\"}"))
          .play(stage -> {
            try (Extension extension = stage.load()) {
              Outcome outcome =
                  Outcome.of(stage.call(extension, Map.of("key", SECRET), line -> {}));
              return outcome.message().contains(one[1]) ? Outcome.text("shown") : outcome;
            }
          })
          .fails(ACTION_FAILED);
    }
    group
        .attack("secret-in-the-details-of-an-error")
        .guest(
            BytesGuest.guest()
                .answer("{\"err\":{\"message\":\"x\",\"details\":{\"a\":[\"" + SECRET + "\"]}}}"))
        .play(stage -> {
          try (Extension extension = stage.load()) {
            CallOutcome outcome = stage.call(extension, Map.of("key", SECRET), line -> {});
            return outcome instanceof CallOutcome.Failed failed
                    && Json.write(failed.error().details()).contains(SECRET)
                ? Outcome.text("shown")
                : Outcome.of(outcome);
          }
        })
        .fails(ACTION_FAILED);
    group
        .attack("secret-cut-at-the-end-of-a-log-line")
        .file(() -> {
          var guest = CanonicalGuest.guest().imports(LOG);
          return Wat.assemble(
              guest
                  .before(
                      "(call $log (i32.const 2) "
                          + guest.data(Texts.utf8("x".repeat(4_096 - 12) + SECRET))
                          + ")")
                  .wat());
        })
        .play(stage ->
            logged(
                stage,
                Map.of("key", SECRET),
                lines -> !lines.getFirst().message().contains(SECRET.substring(0, 6))))
        .isHarmless();
  }
}
