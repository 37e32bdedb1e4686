package dev.morph.host;

import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.host.integration.Integration;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallReport;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.audit.AuditCaller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What extensions and native integrations have in common: each call, whoever led to it, is
 * completed, run and audited here. Safe for several threads.
 */
abstract sealed class RegisteredIntegration
    implements Integration, ExtensionCalls.Callee, EventTarget
    permits WasmIntegration, JavaIntegration {
  private final ExtensionId id;
  private final ExecutionAudit audit;

  RegisteredIntegration(ExtensionId id, ExecutionAudit audit) {
    this.id = id;
    this.audit = audit;
  }

  @Override
  public final ExtensionId id() {
    return id;
  }

  @Override
  public final String name() {
    return id.value();
  }

  /** What the audit log calls it; never throws for want of a right to run. */
  abstract ExecutionAudit.Subject subject();

  /** Runs an action; failures are in the answer. */
  abstract CallOutcome run(CallRequest request, ExtensionCalls.Chain chain);

  @Override
  public final CallOutcome execute(CallRequest request, AuditCaller caller) {
    return audited(request, caller, null);
  }

  @Override
  public final CallOutcome execute(CallRequest request, ExtensionCalls.Chain chain) {
    return audited(request, chain.caller(), chain);
  }

  private CallOutcome audited(
      CallRequest given, AuditCaller caller, ExtensionCalls.@Nullable Chain chain) {
    Instant at = Instant.now();
    ExecutionAudit.Subject subject;
    try {
      subject = subject();
    } catch (MorphException e) { // it is not there any more: nothing was called
      return failed(e);
    }
    CallRequest request = given;
    CallOutcome outcome;
    try {
      request = given.completed();
      outcome =
          run(
              request,
              chain != null
                  ? chain
                  : ExtensionCalls.Chain.of(
                      id, policy(), request.context(), request.origin(), caller));
    } catch (MorphException e) {
      outcome = failed(e);
    }
    return audit.written(subject, request, caller, at, outcome);
  }

  private static CallOutcome failed(MorphException error) {
    return new CallOutcome.Failed(error, CallReport.NONE);
  }
}
