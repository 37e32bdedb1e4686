package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.host.integration.ExecutionContext;
import dev.morph.host.integration.Integration;
import dev.morph.host.integration.NativeIntegration;
import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallReport;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.Lifecycle;
import dev.morph.runtime.sandbox.ModuleSettings;
import dev.morph.runtime.sandbox.SchemaValidator;
import dev.morph.storage.audit.AuditCaller;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All integrations by their id: what is installed and what the application wrote in Java, side by
 * side. Safe for several threads.
 */
public final class IntegrationRegistry {
  private final ExtensionManager manager;
  private final ExtensionLoader loader;
  private final SchemaValidator validator;
  private final ExecutionAudit audit;
  private final NativeNames names;
  private final Map<ExtensionId, JavaIntegration> natives = new ConcurrentHashMap<>();
  private final Map<String, ExtensionId> openWith = new ConcurrentHashMap<>();
  private final ExtensionCalls calls = new ExtensionCalls(this::registered);

  IntegrationRegistry(
      ExtensionManager manager,
      ExtensionLoader loader,
      SchemaValidator validator,
      ExecutionAudit audit,
      NativeNames names) {
    this.manager = manager;
    this.loader = loader;
    this.validator = validator;
    this.audit = audit;
    this.names = names;
  }

  /**
   * Adds Java code under an id.
   *
   * @param options its limits, of which {@code time} and {@code result-size} hold, and its grants:
   *     {@code extension:call} and {@code event:listen} are asked for
   * @throws MorphException {@code usage-invalid} if the id is taken, {@code guest-result} if its
   *     description has a fault
   */
  public Integration register(ExtensionId id, NativeIntegration code, LoadOptions options) {
    ModuleSettings settings =
        new ModuleSettings(
            id.value(),
            Policy.withoutManifest(options.grants()),
            ExtensionLoader.limits(loader.base(), options),
            Lifecycle.FRESH);
    JavaIntegration integration = new JavaIntegration(id, code, settings, validator, calls, audit);
    if (!names.take(id)) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "an integration " + id + " is registered; choose another id");
    }
    natives.put(id, integration);
    return integration;
  }

  /** Takes Java code away; calls under way end by themselves. False if it is not there. */
  public boolean unregister(ExtensionId id) {
    boolean there = natives.remove(id) != null;
    if (there) {
      names.leave(id);
    }
    return there;
  }

  /** All that can be called, by id: extensions that are disabled or not approved are left out. */
  public List<Integration> list() {
    List<Integration> all = new ArrayList<>(natives.values());
    for (Installed installed : manager.list()) {
      if (installed.runs() && !natives.containsKey(installed.id())) {
        all.add(wasm(installed.id()));
      }
    }
    all.sort(Comparator.comparing(Integration::id));
    return all;
  }

  /** What has this id, whether it may run or not. */
  public Optional<Integration> find(ExtensionId id) {
    return registered(id).map(Integration.class::cast);
  }

  private Optional<RegisteredIntegration> registered(ExtensionId id) {
    JavaIntegration code = natives.get(id);
    if (code != null) {
      return Optional.of(code);
    }
    return manager.loaded().isKnown(id) || manager.find(id).isPresent()
        ? Optional.of(wasm(id))
        : Optional.empty();
  }

  private WasmIntegration wasm(ExtensionId id) {
    return new WasmIntegration(id, manager.loaded(), audit);
  }

  /** Calls an action; failures are in the answer, and its audit row is durable. */
  public CallOutcome execute(
      ExtensionId id, String action, JsonObject params, ExecutionContext context) {
    return execute(id, CallRequest.of(action, params, context.toJson()), context.caller());
  }

  /** The same with secrets, a log, a trace. */
  public CallOutcome execute(ExtensionId id, CallRequest request, AuditCaller caller) {
    Optional<RegisteredIntegration> found = registered(id);
    return found.isPresent()
        ? found.get().execute(request, caller)
        : new CallOutcome.Failed(ExtensionManager.absent(id), CallReport.NONE);
  }

  /** Who gets events by this name, if anybody here does. */
  Optional<? extends EventTarget> target(String name) {
    try {
      return registered(new ExtensionId(name));
    } catch (IllegalArgumentException e) { // an application's own subscriber
      return Optional.empty();
    }
  }

  /**
   * The integrations that open files of an ending, the default first, the others by id.
   *
   * @param ending with its dot, as {@code ".csv"}
   */
  public List<Integration> openers(String ending) {
    List<Integration> openers = new ArrayList<>();
    for (Integration integration : list()) {
      if (opens(integration, ending)) {
        openers.add(integration);
      }
    }
    ExtensionId first = openWith.get(ending.toLowerCase(Locale.ROOT));
    openers.sort(
        Comparator.comparing((Integration one) -> !one.id().equals(first))
            .thenComparing(one -> !natives.containsKey(one.id()))
            .thenComparing(Integration::id));
    return openers;
  }

  /** One that cannot say what it opens opens nothing. */
  private static boolean opens(Integration integration, String ending) {
    try {
      return integration.canOpen(ending);
    } catch (MorphException e) {
      return false;
    }
  }

  /**
   * Makes an integration the default for files of an ending, from now on in this process.
   *
   * @param ending with its dot, as {@code ".csv"}
   * @throws MorphException {@code not-found} if there is no such integration, {@code usage-invalid}
   *     if it does not open them
   */
  public void openWith(String ending, ExtensionId id) {
    Integration integration = find(id).orElseThrow(() -> ExtensionManager.absent(id));
    if (!integration.canOpen(ending)) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          id
              + " opens "
              + (integration.describe().opens().isEmpty()
                  ? "no files"
                  : String.join(", ", integration.describe().opens()))
              + ", not "
              + ending);
    }
    prefer(ending, id);
  }

  /** The same without a look at what there is; one that does not open them is passed over. */
  void prefer(String ending, ExtensionId id) {
    openWith.put(ending.toLowerCase(Locale.ROOT), id);
  }
}
