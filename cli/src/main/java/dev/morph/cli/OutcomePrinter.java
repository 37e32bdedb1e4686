package dev.morph.cli;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallReport;
import dev.morph.runtime.sandbox.CallStats;
import dev.morph.runtime.sandbox.Denial;
import dev.morph.runtime.sandbox.HostCall;
import java.util.List;

/**
 * Prints how a call ended, and answers the exit code.
 *
 * @param json one document in place of text
 * @param stats whether to say what the call used
 * @param trace whether the document lists the host calls
 */
record OutcomePrinter(Terminal terminal, boolean json, boolean stats, boolean trace) {
  /**
   * Prints an outcome.
   *
   * @param more members of the document beside those of the outcome
   */
  int print(CallOutcome outcome, JsonObject more) {
    return json ? printJson(outcome, more) : printText(outcome);
  }

  private int printText(CallOutcome outcome) {
    CallReport report = outcome.report();
    for (HostCall call : report.trace()) {
      terminal.note(
          "trace: "
              + call.function()
              + " "
              + call.micros()
              + " us: "
              + call.request()
              + " -> "
              + call.outcome());
    }
    for (Denial denial : report.denials()) {
      terminal.note("denied: " + denial.message());
    }
    int exit =
        switch (outcome) {
          case CallOutcome.Ok ok -> {
            terminal.result(ok.value());
            yield 0;
          }
          case CallOutcome.Failed failed -> terminal.fail(failed.error());
        };
    if (stats) {
      terminal.note(Json.write(statsJson(report.stats())));
    }
    return exit;
  }

  private int printJson(CallOutcome outcome, JsonObject more) {
    CallReport report = outcome.report();
    JsonObject.Builder document = JsonObject.builder();
    int exit =
        switch (outcome) {
          case CallOutcome.Ok ok -> {
            document.put("ok", ok.value());
            yield 0;
          }
          case CallOutcome.Failed failed -> {
            document.put("error", Terminal.errorJson(failed.error()));
            yield failed.error().code().category().exitCode();
          }
        };
    if (!report.denials().isEmpty()) {
      document.put("denials", denials(report.denials()));
    }
    if (trace) {
      document.put("trace", trace(report.trace()));
    }
    if (stats) {
      document.put("stats", statsJson(report.stats()));
    }
    more.members().forEach(document::put);
    terminal.document(document.build());
    return exit;
  }

  private static JsonArray denials(List<Denial> denials) {
    return new JsonArray(
        denials.stream()
            .<JsonValue>map(denial ->
                JsonObject.builder()
                    .put("code", denial.code().word())
                    .put("permission", denial.permission())
                    .put("message", denial.message())
                    .put("remedy", denial.remedy())
                    .build())
            .toList());
  }

  private static JsonArray trace(List<HostCall> calls) {
    return new JsonArray(
        calls.stream()
            .<JsonValue>map(call ->
                JsonObject.builder()
                    .put("function", call.function())
                    .put("time_us", call.micros())
                    .put("request", call.request())
                    .put("outcome", call.outcome())
                    .build())
            .toList());
  }

  private static JsonObject statsJson(CallStats stats) {
    boolean counted = stats.fuel() >= 0;
    JsonObject.Builder json =
        JsonObject.builder()
            .put("fuel", counted ? JsonNumber.of(stats.fuel()) : JsonNull.NULL)
            .put("peak_memory_bytes", stats.peakMemoryBytes())
            .put("host_calls", stats.hostCalls())
            .put("time_us", stats.timeMicros());
    if (counted) {
      json.put("fuel_setup", stats.fuelSetup());
    }
    return json.build();
  }
}
