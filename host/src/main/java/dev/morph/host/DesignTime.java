package dev.morph.host;

import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.sandbox.CallReport;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.FunctionOutcome;
import dev.morph.runtime.sandbox.FunctionRequest;
import dev.morph.storage.audit.AuditCaller;
import java.time.Instant;

/**
 * Calls the frontends, backends and transformers that are installed: on the terms that were
 * approved, with a row in the audit log. Safe for several threads.
 */
public final class DesignTime {
  private final LoadedExtensions extensions;
  private final ExecutionAudit audit;

  DesignTime(LoadedExtensions extensions, ExecutionAudit audit) {
    this.extensions = extensions;
    this.audit = audit;
  }

  /**
   * Calls a function; failures are in the answer, and the row of the call, whose action is the
   * function, is durable.
   */
  public FunctionOutcome call(ExtensionId id, FunctionRequest request, AuditCaller caller) {
    Instant at = Instant.now();
    ExecutionAudit.Subject subject;
    try {
      subject = extensions.subject(id);
    } catch (MorphException e) { // it is not there: nothing was called
      return failed(e, CallReport.NONE);
    }
    CallRequest who = request.caller();
    FunctionOutcome outcome;
    try {
      who = named(who, request.function()).completed();
      outcome =
          extensions
              .running(id)
              .extension()
              .call(
                  new FunctionRequest(
                      request.function(), request.arguments(), request.config(), who));
    } catch (MorphException e) {
      outcome = failed(e, CallReport.NONE);
    }
    MorphException error =
        outcome instanceof FunctionOutcome.Failed failure ? failure.error() : null;
    MorphException lost = audit.write(subject, who, caller, at, error, outcome.report());
    return lost == null ? outcome : failed(lost, outcome.report());
  }

  /**
   * What an installed extension can do; see {@link Extension#capabilities}.
   *
   * @throws MorphException if it is not installed, may not run, or fails
   */
  public JsonObject capabilities(ExtensionId id) {
    return extensions.running(id).extension().capabilities();
  }

  private static CallRequest named(CallRequest who, String function) {
    return new CallRequest(
        function,
        JsonObject.EMPTY,
        who.context(),
        who.secrets(),
        who.environment(),
        who.log(),
        who.traced(),
        who.origin());
  }

  private static FunctionOutcome failed(MorphException error, CallReport report) {
    return new FunctionOutcome.Failed(error, report);
  }
}
