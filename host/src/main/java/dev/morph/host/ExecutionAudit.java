package dev.morph.host;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCategory;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallReport;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.CallStats;
import dev.morph.runtime.sandbox.Denial;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.storage.audit.AuditEntry;
import dev.morph.storage.audit.AuditResult;
import dev.morph.storage.audit.AuditSink;
import dev.morph.storage.audit.DeniedCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each call of an integration to the audit log (docs/reference/audit.md), and tells the
 * logger {@code dev.morph.audit} of it in one line. Safe for several threads.
 */
final class ExecutionAudit {
  private static final Logger LINES = LoggerFactory.getLogger("dev.morph.audit");

  private final AuditSink sink;

  ExecutionAudit(AuditSink sink) {
    this.sink = sink;
  }

  /** What was called. */
  record Subject(ExtensionId id, String version, Digest digest) {}

  /**
   * Writes the row of a call that has ended, and returns when it is durable.
   *
   * @param request its context whole
   * @param at when the call began
   * @return the outcome; the failure of the log in its place if the row could not be written
   */
  CallOutcome written(
      Subject subject, CallRequest request, AuditCaller caller, Instant at, CallOutcome outcome) {
    MorphException error = outcome instanceof CallOutcome.Failed failed ? failed.error() : null;
    MorphException lost = write(subject, request, caller, at, error, outcome.report());
    return lost == null ? outcome : new CallOutcome.Failed(lost, outcome.report());
  }

  /**
   * The same for a call whose outcome is told apart.
   *
   * @param error why it failed; null if it did not
   * @return the failure of the log; null if the row is durable
   */
  @Nullable MorphException write(
      Subject subject,
      CallRequest request,
      AuditCaller caller,
      Instant at,
      @Nullable MorphException error,
      CallReport report) {
    AuditEntry entry = entry(subject, request, caller, at, error, report);
    try {
      sink.write(entry);
    } catch (MorphException e) {
      return new MorphException(
          e.code(), "the call took place, and its audit row is lost: " + e.getMessage(), e);
    }
    if (LINES.isInfoEnabled()) {
      LINES.info(line(entry));
    }
    return null;
  }

  /** An entry in one line; what others chose stands in quotes. */
  static String line(AuditEntry entry) {
    StringBuilder line = new StringBuilder("execution");
    add(line, "extension", entry.extensionId().value());
    add(line, "version", quoted(entry.version()));
    add(line, "action", quoted(entry.action()));
    add(line, "result", entry.result().word());
    if (entry.errorCode() != null) {
      add(line, "error", entry.errorCode());
    }
    if (!entry.denials().isEmpty()) {
      add(line, "denials", Integer.toString(entry.denials().size()));
    }
    add(line, "ms", Long.toString(entry.executionTimeMs()));
    add(line, "fuel", Long.toString(entry.fuel()));
    add(line, "host_calls", Long.toString(entry.hostCalls()));
    add(line, "user", quoted(entry.userId()));
    add(line, "group", quoted(entry.groupId()));
    add(line, "request", quoted(entry.requestId()));
    add(line, "caller", entry.caller().word());
    add(line, "id", entry.id());
    return line.toString();
  }

  private static void add(StringBuilder line, String name, String value) {
    line.append(' ').append(name).append('=').append(value);
  }

  private static String quoted(String text) {
    return Json.write(new JsonString(text));
  }

  /** The row of a call, before it has its place in a chain. */
  static AuditEntry entry(
      Subject subject,
      CallRequest request,
      AuditCaller caller,
      Instant at,
      @Nullable MorphException error,
      CallReport report) {
    CallStats stats = report.stats();
    return new AuditEntry(
        AuditEntry.newId(),
        at,
        subject.id(),
        subject.version(),
        subject.digest(),
        request.action(),
        text(request.context(), "user_id"),
        text(request.context(), "group_id"),
        result(error),
        error == null ? null : error.code().word(),
        denials(report),
        stats.timeMicros() / 1_000,
        Math.max(0, stats.fuel()),
        stats.hostCalls(),
        text(request.context(), "request_id"),
        caller);
  }

  private static AuditResult result(@Nullable MorphException error) {
    if (error == null) {
      return AuditResult.OK;
    }
    return switch (error.code().category()) {
      case ErrorCategory.DENIED -> AuditResult.DENIED;
      case ErrorCategory.LIMIT -> AuditResult.LIMIT;
      case ErrorCategory.GUEST -> AuditResult.TRAP;
      case ErrorCategory.ACTION,
          ErrorCategory.USER,
          ErrorCategory.ENVIRONMENT,
          ErrorCategory.INTERNAL ->
          AuditResult.ERROR;
    };
  }

  private static List<DeniedCall> denials(CallReport report) {
    if (report.denials().isEmpty()) {
      return List.of();
    }
    List<DeniedCall> denials = new ArrayList<>();
    for (Denial denial : report.denials()) {
      denials.add(new DeniedCall(denial.code().word(), denial.permission()));
    }
    return denials;
  }

  private static String text(JsonObject context, String name) {
    return context.get(name) instanceof JsonString(String text) ? text : "";
  }
}
