package dev.morph.host;

import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallReport;
import dev.morph.runtime.sandbox.CallRequest;

/** An installed extension as its callers have it: its active version, on the terms approved now. */
final class WasmIntegration extends RegisteredIntegration {
  private final LoadedExtensions extensions;

  WasmIntegration(ExtensionId id, LoadedExtensions extensions, ExecutionAudit audit) {
    super(id, audit);
    this.extensions = extensions;
  }

  @Override
  public IntegrationDescription describe() {
    return extensions.running(id()).description();
  }

  @Override
  public Policy policy() {
    return extensions.running(id()).extension().module().settings().policy();
  }

  @Override
  public long timeNanos() {
    return extensions.running(id()).extension().module().settings().limits().value(Limit.TIME);
  }

  @Override
  ExecutionAudit.Subject subject() {
    return extensions.subject(id());
  }

  @Override
  CallOutcome run(CallRequest request, ExtensionCalls.Chain chain) {
    try {
      return extensions.running(id()).extension().execute(request);
    } catch (MorphException e) {
      return new CallOutcome.Failed(e, CallReport.NONE);
    }
  }
}
