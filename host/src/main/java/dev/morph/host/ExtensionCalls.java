package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.runtime.policy.Decision;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.sandbox.CallOrigin;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallReport;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.storage.audit.AuditCaller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Calls of one extension by another ({@code extension:call}): the caller's grant must name the
 * action, the callee runs under its own grants and limits, for the same user, and ends when the
 * time of its caller does. Safe for several threads.
 */
final class ExtensionCalls {
  /** Calls that may be under way one inside another. */
  static final int MOST_DEPTH = 4;

  private final Function<ExtensionId, ? extends Optional<? extends Callee>> installed;

  /**
   * @param installed what is known by an id and may be called
   */
  ExtensionCalls(Function<ExtensionId, ? extends Optional<? extends Callee>> installed) {
    this.installed = installed;
  }

  /** What may be called. */
  interface Callee {
    /** What it was declared and granted, for its own calls of others. */
    Policy policy();

    /**
     * Runs an action.
     *
     * @param chain for its own calls of others
     */
    CallOutcome execute(CallRequest request, Chain chain);
  }

  /**
   * Who called whom.
   *
   * @param extensions the first caller first, the one that calls now last; 1 to {@link #MOST_DEPTH}
   *     + 1 different ones
   * @param policy of the last
   * @param context of the first: the ids of its user, group and space
   * @param origin of the call of the last, with the time at which it ends
   * @param caller who asked for the first call
   */
  record Chain(
      List<ExtensionId> extensions,
      Policy policy,
      JsonObject context,
      CallOrigin origin,
      AuditCaller caller) {
    /**
     * @throws IllegalArgumentException if nobody calls
     */
    Chain {
      extensions = List.copyOf(extensions);
      if (extensions.isEmpty()) {
        throw new IllegalArgumentException("a chain begins with an extension");
      }
    }

    /** A call that no other extension led to. */
    static Chain of(
        ExtensionId first,
        Policy policy,
        JsonObject context,
        CallOrigin origin,
        AuditCaller caller) {
      return new Chain(List.of(first), policy, context, origin, caller);
    }

    /** The same, for the calls that the last makes within its own time. */
    Chain before(long nanoTime) {
      return new Chain(extensions, policy, context, origin.before(nanoTime), caller);
    }

    private Chain then(ExtensionId callee, Policy next) {
      List<ExtensionId> longer = new ArrayList<>(extensions);
      longer.add(callee);
      return new Chain(longer, next, context, origin, caller);
    }
  }

  /**
   * Calls an action of another extension.
   *
   * @return its outcome; without a call {@code permission-not-declared} or {@code
   *     permission-not-granted} if the caller may not, {@code not-found} if nothing of that id is
   *     installed, {@code request-invalid} for a call that leads back to an extension that is under
   *     way, one that is too deep, and for {@code on_event}, which events alone may call
   */
  CallOutcome call(Chain chain, ExtensionId target, String action, JsonObject params) {
    Decision decision =
        chain.policy().named(PermissionName.EXTENSION_CALL, target.value() + "/" + action);
    if (!(decision instanceof Decision.Granted)) {
      return failed(
          decision instanceof Decision.NotDeclared
              ? ErrorCode.PERMISSION_NOT_DECLARED
              : ErrorCode.PERMISSION_NOT_GRANTED,
          Decision.denialText(decision));
    }
    if (action.equals(EventDelivery.ACTION)) {
      return failed(
          ErrorCode.REQUEST_INVALID,
          EventDelivery.ACTION + " is called by events alone; emit one that it listens to");
    }
    if (chain.extensions().contains(target)) {
      return failed(
          ErrorCode.REQUEST_INVALID,
          "the call leads back to "
              + target
              + ", which is under way: "
              + shown(chain)
              + " -> "
              + target);
    }
    if (chain.extensions().size() > MOST_DEPTH) {
      return failed(
          ErrorCode.REQUEST_INVALID,
          "extensions call each other at most "
              + MOST_DEPTH
              + " deep, and this call would be one more: "
              + shown(chain)
              + " -> "
              + target);
    }
    Optional<? extends Callee> callee = installed.apply(target);
    if (callee.isEmpty()) {
      return failed(ErrorCode.NOT_FOUND, "no extension " + target + " is installed");
    }
    Policy policy;
    try {
      policy = callee.get().policy();
    } catch (MorphException e) { // it may not run
      return new CallOutcome.Failed(e, CallReport.NONE);
    }
    return callee
        .get()
        .execute(
            CallRequest.of(action, params, chain.context()).withOrigin(chain.origin()),
            chain.then(target, policy));
  }

  private static String shown(Chain chain) {
    return String.join(" -> ", chain.extensions().stream().map(ExtensionId::value).toList());
  }

  private static CallOutcome failed(ErrorCode code, String message) {
    return new CallOutcome.Failed(new MorphException(code, message), CallReport.NONE);
  }
}
