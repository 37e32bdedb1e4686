package dev.morph.runtime.sandbox;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.engine.api.CompiledModule;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.policy.Limit;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs WebAssembly extensions on threads with a large stack ({@link GuestThread}): the calling one
 * if it is such a thread, else one of its own, for which the caller waits. A watchdog interrupts it
 * at the call's deadline. Safe for several threads.
 */
public final class WasmRuntime implements MorphRuntime {
  /** Time for instantiation (start function, {@code _initialize}) and for {@code describe}. */
  static final long SETUP_NANOS = 10_000_000_000L;

  private final HostLinker linker;

  /** What closing gives calls to unwind after they were ended. */
  private static final long UNWIND_NANOS = 2_000_000_000L;

  private final SchemaValidator validator;
  private final RuntimeSettings settings;
  private final @Nullable CompiledModule counters;
  private final Admission admission;
  private final InstancePool pool;
  private final GuestThreads threads = new GuestThreads();

  private WasmRuntime(
      List<Capability> capabilities,
      SchemaValidator validator,
      RuntimeSettings settings,
      @Nullable CompiledModule counters) {
    this.counters = counters;
    this.linker = new HostLinker(capabilities);
    this.validator = validator;
    this.settings = settings;
    this.admission = new Admission(settings);
    this.pool = new InstancePool(settings);
  }

  /** A runtime whose guests may use these capabilities, as far as each is granted them. */
  public static WasmRuntime create(List<Capability> capabilities, SchemaValidator validator) {
    return create(capabilities, validator, RuntimeSettings.defaults());
  }

  /** A runtime that runs and keeps so many guests. */
  public static WasmRuntime create(
      List<Capability> capabilities, SchemaValidator validator, RuntimeSettings settings) {
    return new WasmRuntime(capabilities, validator, settings, null);
  }

  /**
   * A runtime for metered modules.
   *
   * @param counters {@code dev.morph.engine.meter.Counters.module()}, compiled by the engine of the
   *     modules; each instance gets its own
   */
  public static WasmRuntime metered(
      List<Capability> capabilities,
      SchemaValidator validator,
      RuntimeSettings settings,
      CompiledModule counters) {
    return new WasmRuntime(capabilities, validator, settings, counters);
  }

  @Override
  public LoadedModule load(CompiledModule module, ModuleSettings settings) {
    GuestShape shape = GuestShape.of(module);
    ComponentTypes.check(module, shape);
    CompiledModule definition = CallBudgets.areCountedBy(module) ? counters : null;
    List<HostLink> links = linker.link(module, settings, definition != null);
    return new LoadedModule(module, shape, settings, links, definition);
  }

  /** Enters guests only with the stack that they need; who calls it has a place. */
  private <T extends @Nullable Object> T onGuestThread(Supplier<T> work) {
    return GuestThread.isCurrent() ? work.get() : threads.call(() -> admission.within(work));
  }

  @Override
  public JsonObject describe(LoadedModule module) {
    Description known = module.description();
    if (known == null) {
      try (Admission.Place place = admission.enter(module.line())) {
        known = onGuestThread(() -> description(module));
      }
    }
    return known.json();
  }

  private Description description(LoadedModule module) {
    Description known = module.description();
    if (known == null) {
      known = described(module, null);
      module.description(known);
    }
    return known;
  }

  /** Asks the guest what it is. */
  Description describe(LoadedModule module, @Nullable HostTape tape) {
    try (Admission.Place place = admission.enter(module.line())) {
      return onGuestThread(() -> described(module, tape));
    }
  }

  private Description described(LoadedModule module, @Nullable HostTape tape) {
    if (!module.contracts().contains(Contract.INTEGRATION)) {
      throw new MorphException(
          ErrorCode.CONTRACT_UNKNOWN,
          "the extension has no actions; its contracts are " + words(module));
    }
    boolean open = !module.shape().functions().containsKey(ContractFunction.DESCRIBE);
    CallRequest request = CallRequest.of("", JsonObject.EMPTY);
    ActiveCall[] call = new ActiveCall[1];
    try (Watchdog.Ticket ticket = Watchdog.watch(this, System.nanoTime() + SETUP_NANOS)) {
      call[0] = begin(module, request, ticket, HostTape.Phase.DESCRIBE, tape);
      GuestInstance instance = GuestInstance.open(module, call[0]);
      JsonValue answer = instance.enter(call[0]).describe();
      instance.callEnds(true);
      call[0].checkDeadline();
      module.fuelOfDescribe(call[0].fuelUsed());
      return Description.of(answer, open, validator);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      ActiveCall under = call[0];
      if (under == null && e instanceof MorphException refused) {
        throw refused;
      }
      throw GuestErrors.of(e, under);
    }
  }

  private static ActiveCall begin(
      LoadedModule module,
      CallRequest request,
      Watchdog.Ticket ticket,
      HostTape.Phase phase,
      @Nullable HostTape tape) {
    boolean setup = phase != HostTape.Phase.EXECUTE;
    ActiveCall call = new ActiveCall(module.settings(), request, ticket, setup, tape);
    if (tape != null) {
      tape.begins(phase, call);
    }
    return call;
  }

  private static String words(LoadedModule module) {
    return String.join(", ", module.contracts().stream().map(Contract::word).toList());
  }

  @Override
  public CallOutcome execute(LoadedModule module, CallRequest request) {
    try (Admission.Place place = admission.enter(module.line())) {
      return onGuestThread(() -> admitted(module, description(module), request, null));
    } catch (MorphException e) {
      return new CallOutcome.Failed(e, CallReport.NONE);
    } catch (OutOfMemoryError e) { // other guests filled the heap
      return new CallOutcome.Failed(GuestErrors.noMemory(e, module.hasObjects()), CallReport.NONE);
    }
  }

  /**
   * Calls an action.
   *
   * @param tape if not null, what records or answers the host calls; the instance is then a new
   *     one, since what an earlier call left in it would be in no recording
   */
  CallOutcome execute(
      LoadedModule module, Description description, CallRequest given, @Nullable HostTape tape) {
    try (Admission.Place place = admission.enter(module.line())) {
      return onGuestThread(() -> admitted(module, description, given, tape));
    } catch (MorphException e) {
      return new CallOutcome.Failed(e, CallReport.NONE);
    } catch (OutOfMemoryError e) { // other guests filled the heap
      return new CallOutcome.Failed(GuestErrors.noMemory(e, module.hasObjects()), CallReport.NONE);
    }
  }

  private CallOutcome admitted(
      LoadedModule module, Description description, CallRequest given, @Nullable HostTape tape) {
    CallRequest request = given.completed();
    Description.Action action = description.action(request.action());
    long spent = Description.checkParams(module.settings(), action, request);
    boolean reuse = tape == null && module.settings().lifecycle() == Lifecycle.REUSE;
    String user = reuse ? LoadedModule.user(request.context()) : "";
    GuestInstance instance = tape == null ? pool.take(module, user) : null;
    if (instance == null) {
      instance = openWatched(module, request, tape);
    }
    long start = System.nanoTime() - spent;
    long ownDeadline = start + module.settings().limits().value(Limit.TIME);
    long deadline = request.origin().earlier(ownDeadline);
    CallOutcome outcome;
    boolean whole;
    try (Watchdog.Ticket ticket = Watchdog.watch(this, deadline)) {
      ActiveCall call = begin(module, request, ticket, HostTape.Phase.EXECUTE, tape);
      if (deadline != ownDeadline) {
        call.endsWithItsCaller();
      }
      try {
        JsonValue value = run(instance, action, request, call);
        outcome =
            new CallOutcome.Ok(value, report(module, instance, call, System.nanoTime() - start));
        whole = true;
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        tellOfFailure(instance, e);
        long setup = fuelSetup(module, instance);
        long peak = instance.peakMemoryBytes();
        if (e instanceof OutOfMemoryError || call.ended() != null) {
          // what the guest holds goes first: telling of it needs memory
          instance = null;
        }
        MorphException error = GuestErrors.of(e, call);
        outcome =
            new CallOutcome.Failed(error, call.report(setup, peak, System.nanoTime() - start));
        whole = error.code() == ErrorCode.ACTION_FAILED;
      }
    }
    // last of all: from here on another thread may have it
    if (instance != null && whole && tape == null && (reuse || instance.reset())) {
      pool.keep(module, user, instance);
    }
    return outcome;
  }

  /** A frame of its own: nothing of the guest is left in the caller's when it is let go of. */
  private static JsonValue run(
      GuestInstance instance,
      Description.@Nullable Action action,
      CallRequest request,
      ActiveCall call) {
    GuestAbi.Answer answer =
        instance.enter(call).execute(request.action(), request.params(), request.context());
    instance.callEnds(true);
    call.checkDeadline();
    return value(answer, action, call);
  }

  /** Capabilities may have something left to say, as the start of a line; nothing more is done. */
  private static void tellOfFailure(GuestInstance instance, Throwable failure) {
    if (!(failure instanceof OutOfMemoryError)) {
      instance.callEnds(false);
    }
  }

  private static CallReport report(
      LoadedModule module, GuestInstance instance, ActiveCall call, long nanos) {
    return call.report(fuelSetup(module, instance), instance.peakMemoryBytes(), nanos);
  }

  private static long fuelSetup(LoadedModule module, GuestInstance instance) {
    long setup = instance.fuelSetup();
    return setup < 0 ? -1 : setup + module.fuelOfDescribe();
  }

  private static JsonValue value(
      GuestAbi.Answer answer, Description.@Nullable Action action, ActiveCall call) {
    return switch (answer) {
      case GuestAbi.Answer.Value(JsonValue value) -> value;
      case GuestAbi.Answer.Failure(String message, JsonObject details) ->
          throw new MorphException(ErrorCode.ACTION_FAILED, call.redact(message), details);
      case GuestAbi.Answer.Text(String text) -> {
        JsonObject returns = action == null ? null : action.returns();
        if (action != null && action.returnsString()) {
          yield new JsonString(text);
        }
        boolean structured = startsLikeStructure(text);
        if (returns == null && !structured) {
          yield new JsonString(text);
        }
        try {
          yield Json.parse(text);
        } catch (JsonException e) {
          if (returns == null) {
            yield new JsonString(text);
          }
          throw new MorphException(
              ErrorCode.GUEST_RESULT,
              "the result is not JSON, and the action's returns is not a string: "
                  + e.getMessage());
        }
      }
    };
  }

  private static boolean startsLikeStructure(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return c == '{' || c == '[';
      }
    }
    return false;
  }

  @Override
  public FunctionOutcome call(LoadedModule module, FunctionRequest request) {
    try {
      ContractFunction wanted = function(module, request.function());
      requireArguments(wanted, request);
      try (Admission.Place place = admission.enter(module.line())) {
        return onGuestThread(() -> admitted(module, wanted, request));
      }
    } catch (MorphException e) {
      return new FunctionOutcome.Failed(e, CallReport.NONE);
    } catch (OutOfMemoryError e) { // other guests filled the heap
      return new FunctionOutcome.Failed(
          GuestErrors.noMemory(e, module.hasObjects()), CallReport.NONE);
    }
  }

  private static void requireArguments(ContractFunction wanted, FunctionRequest request) {
    int parameters = wanted.type().params().size();
    if (request.arguments().size() != parameters) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          request.function()
              + " takes "
              + parameters
              + " envelopes, found "
              + request.arguments().size());
    }
  }

  private FunctionOutcome admitted(
      LoadedModule module, ContractFunction wanted, FunctionRequest request) {
    CallRequest caller = request.caller().completed();
    GuestInstance instance = openWatched(module, caller, null);
    long start = System.nanoTime();
    long ownDeadline = start + module.settings().limits().value(Limit.TIME);
    long deadline = caller.origin().earlier(ownDeadline);
    try (Watchdog.Ticket ticket = Watchdog.watch(this, deadline)) {
      ActiveCall call = new ActiveCall(module.settings(), caller, ticket);
      if (deadline != ownDeadline) {
        call.endsWithItsCaller();
      }
      if (wanted.isDesignTime()) {
        call.atDesignTime(request.arguments());
      }
      try {
        GuestAbi guest = instance.enter(call);
        if (wanted == ContractFunction.TRANSFORM
            && module.shape().functions().containsKey(ContractFunction.INITIALIZE)) {
          guest
              .call(ContractFunction.INITIALIZE, List.of(Envelope.json(request.config())))
              .forEach(GuestErrors::throwIfError);
        }
        List<Envelope> answers = guest.call(wanted, request.arguments());
        instance.callEnds(true);
        answers.forEach(GuestErrors::throwIfError);
        call.checkDeadline();
        return new FunctionOutcome.Ok(
            answers, report(module, instance, call, System.nanoTime() - start));
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        tellOfFailure(instance, e);
        long setup = fuelSetup(module, instance);
        long peak = instance.peakMemoryBytes();
        return new FunctionOutcome.Failed(
            GuestErrors.of(e, call), call.report(setup, peak, System.nanoTime() - start));
      }
    }
  }

  private static ContractFunction function(LoadedModule module, String name) {
    for (ContractFunction function : module.shape().functions().keySet()) {
      if (function.contract() != Contract.INTEGRATION && function.word().equals(name)) {
        return function;
      }
    }
    throw new MorphException(
        ErrorCode.CONTRACT_UNKNOWN,
        "the extension has no function "
            + name
            + "; it has "
            + String.join(
                ", ",
                module.shape().functions().keySet().stream()
                    .map(ContractFunction::word)
                    .distinct()
                    .toList()));
  }

  private GuestInstance openWatched(
      LoadedModule module, CallRequest request, @Nullable HostTape tape) {
    if (module.isDown()) {
      throw new MorphException(ErrorCode.NOT_FOUND, "the extension was closed");
    }
    try (Watchdog.Ticket ticket = Watchdog.watch(this, System.nanoTime() + SETUP_NANOS)) {
      ActiveCall setup = begin(module, request, ticket, HostTape.Phase.INSTANTIATE, tape);
      try {
        return GuestInstance.open(module, setup);
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
        throw GuestErrors.of(e, setup);
      }
    }
  }

  @Override
  public CallRecorder recorder(LoadedModule module, Digest artifact) {
    return new CallRecorder(this, module, artifact);
  }

  @Override
  public CallReplayer replayer(LoadedModule module, Digest artifact, Recording recording) {
    if (!artifact.equals(recording.artifact())) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "the recording is of the file " + recording.artifact() + ", this one is " + artifact);
    }
    return new CallReplayer(this, module, recording);
  }

  @Override
  public void teardown(LoadedModule module) {
    module.teardown();
    pool.drop(module);
  }

  /** Instances that are kept for the next call of their user. */
  InstancePool pool() {
    return pool;
  }

  @Override
  public void close() {
    admission.close();
    if (!admission.awaitDrained(settings.closeTime().toNanos())) {
      Watchdog.endAll(this, Watchdog.Reason.CLOSED);
      admission.awaitDrained(UNWIND_NANOS);
    }
    pool.close();
    threads.close();
  }
}
