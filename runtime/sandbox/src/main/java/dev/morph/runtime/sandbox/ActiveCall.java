package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.files.FileRoot;
import dev.morph.base.json.JsonObject;
import dev.morph.component.abi.VariantValue;
import dev.morph.engine.meter.FuelTable;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Caller;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.Namespace;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.Decision;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionName;
import dev.morph.runtime.policy.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The one call that an instance is in. Belongs to the call's thread. */
final class ActiveCall implements CallContext {
  private static final int TRACED_TEXT = 300;

  /** Fuel for making an instance, and for {@code describe}. */
  static final long SETUP_FUEL = 1_000_000_000L;

  private final Limits limits;
  private final Watchdog.Ticket ticket;
  private final Map<String, String> secrets;
  private final Map<String, VariantValue> environment;
  private final @Nullable Consumer<LogLine> log;
  private final boolean traced;
  private final List<Denial> denials = new ArrayList<>();
  private final List<HostCall> trace = new ArrayList<>();
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<Class<?>, Object> kept = new HashMap<>(0);

  /** Values that the guest wrote over; it may still know them. */
  private final List<Map.Entry<String, String>> replaced = new ArrayList<>();

  private final boolean setup;
  private final Policy policy;
  private final @Nullable FileRoot files;
  private final List<Credential> credentials;
  private @Nullable List<Envelope> designInput;
  private final @Nullable Namespace namespace;
  private final String extension;
  private final CallRequest request;
  private Redactor redactor;
  private @Nullable Redactor replyRedactor;
  private final @Nullable HostTape tape;
  private CallBudgets budgets = CallBudgets.none();
  private boolean collected;
  private boolean isCallersTime;
  private long movedBytes;
  private long hostFuel;
  private long hostCalls;

  ActiveCall(ModuleSettings settings, CallRequest request, Watchdog.Ticket ticket) {
    this(settings, request, ticket, false);
  }

  /**
   * @param setup true while an instance is made or describes itself, which has a time of its own
   */
  ActiveCall(ModuleSettings settings, CallRequest request, Watchdog.Ticket ticket, boolean setup) {
    this(settings, request, ticket, setup, null);
  }

  /**
   * @param tape what records or answers the host calls, or null
   */
  ActiveCall(
      ModuleSettings settings,
      CallRequest request,
      Watchdog.Ticket ticket,
      boolean setup,
      @Nullable HostTape tape) {
    this.setup = setup;
    this.limits = settings.limits();
    this.policy = settings.policy();
    this.files = settings.files();
    this.credentials = settings.credentials();
    this.namespace = namespace(settings, request);
    this.extension = settings.name();
    this.request = request;
    this.ticket = ticket;
    this.secrets =
        request.secrets().isEmpty() ? new HashMap<>(0) : new HashMap<>(request.secrets());
    this.environment = new HashMap<>(request.environment());
    this.log = request.log();
    this.traced = request.traced();
    this.redactor = Redactor.of(secrets.values());
    this.tape = tape;
  }

  private static @Nullable Namespace namespace(ModuleSettings settings, CallRequest request) {
    return settings.knownAs() == null
        ? null
        : new Namespace(
            settings.knownAs().value(),
            CallerContext.text(request.context(), "user_id"),
            CallerContext.text(request.context(), "group_id"));
  }

  @Override
  public @Nullable Namespace namespace() {
    return namespace;
  }

  /** What records or answers the host calls, or null. */
  @Nullable HostTape tape() {
    return tape;
  }

  /** The time of the call ends with that of another call, which waits for it. */
  void endsWithItsCaller() {
    isCallersTime = true;
  }

  /** The values of all secrets that the call knows or knew. */
  List<String> knownSecrets() {
    List<String> known = new ArrayList<>(secrets.values());
    replaced.forEach(entry -> known.add(entry.getValue()));
    return known;
  }

  /** Whether the guest called the host at all. */
  boolean calledHost() {
    return hostCalls > 0;
  }

  /**
   * An instance comes into the call: its code may use what the call is given.
   *
   * @param gc true if the code has objects on the heap of this process
   */
  void begin(CallBudgets next, boolean gc) {
    budgets = next;
    collected = gc;
    next.begin(
        setup ? SETUP_FUEL : limits.value(Limit.FUEL),
        limits.value(Limit.GC_ALLOC),
        limits.value(Limit.STACK_DEPTH));
    if (next.metered()) {
      ticket.counted(next::gcBytesUsed);
    }
  }

  /** True if the guest has objects on the heap of this process. */
  boolean isCollected() {
    return collected;
  }

  /** Counts bytes that the host call under way moves, in either direction. */
  void moved(long bytes) {
    movedBytes += bytes;
  }

  /** Sets aside what the host call under way has moved, while another is served inside it. */
  long pauseMoved() {
    long moved = movedBytes;
    movedBytes = 0;
    return moved;
  }

  /** Takes the fuel of the host call that is over; ends the call if that was its last. */
  void leaveHost() {
    hostFuel += FuelTable.hostCall(movedBytes);
    budgets.takeHostCall(movedBytes);
    movedBytes = 0;
    checkDeadline();
  }

  /** Fuel that was used since {@link #begin}; -1 if the code counts none. */
  long fuelUsed() {
    return budgets.fuelUsed();
  }

  /** The error of a call that used up a budget, or null; it goes before any other. */
  @Nullable MorphException exhausted() {
    return budgets.exhausted(limits);
  }

  /** Counts a host call; none begins after the deadline. */
  void enterHost() {
    hostCalls++;
    checkDeadline();
  }

  /** Ends the call if its time is over, or the host must end it. */
  void checkDeadline() {
    MorphException ended = ended();
    if (ended != null) {
      throw ended;
    }
  }

  /** The error of a call that the host ends, or null. */
  @Nullable MorphException ended() {
    MorphException exhausted = exhausted();
    if (exhausted != null) {
      return exhausted;
    }
    return switch (ticket.reason()) {
      case null -> null;
      case TIME -> timeOver();
      case HEAP ->
          new MorphException(
              ErrorCode.LIMIT_GC_ALLOC,
              "the memory of this process is nearly used up, and the call is among those that"
                  + " allocated most; let it hold "
                  + (collected ? "fewer objects" : "less memory")
                  + " at once");
      case CLOSED ->
          new MorphException(
              ErrorCode.NOT_FOUND, "the runtime was closed while the call was under way");
    };
  }

  /** The error of a call whose time is over. */
  MorphException timeOver() {
    if (setup) {
      return new MorphException(
          ErrorCode.LIMIT_TIME,
          "the extension did not start and describe itself within "
              + WasmRuntime.SETUP_NANOS / 1_000_000_000
              + " s, which no limit raises");
    }
    if (isCallersTime) {
      return new MorphException(
          ErrorCode.LIMIT_TIME,
          "the call took longer than the call that waits for it has left; raise that one's limit"
              + " of time if the work is meant to take so long");
    }
    long millis = limits.value(Limit.TIME) / 1_000_000;
    return new MorphException(
        ErrorCode.LIMIT_TIME,
        "the call took longer than its limit of "
            + (millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms")
            + "; raise it with --limit time=SECONDS if the work is meant to take so long");
  }

  boolean traced() {
    return traced;
  }

  void addTrace(String function, long nanos, String request, String outcome) {
    trace.add(new HostCall(function, nanos / 1000, shortened(request), shortened(outcome)));
  }

  private String shortened(String text) {
    String masked = redactor.redact(text);
    return masked.length() <= TRACED_TEXT
        ? masked
        : masked.substring(0, TRACED_TEXT) + "... (" + masked.length() + " characters)";
  }

  CallReport report(long fuelSetup, long peakMemoryBytes, long nanos) {
    CallStats stats =
        new CallStats(fuelUsed(), fuelSetup, hostFuel, peakMemoryBytes, hostCalls, nanos / 1000);
    return new CallReport(stats, denials, trace);
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public long nanosLeft() {
    return ticket.nanosLeft();
  }

  @Override
  public void require(Decision decision) {
    switch (decision) {
      case Decision.Granted granted -> {}
      case Decision.NotDeclared(Decision.Want want) ->
          throw denied(
              new HostFault(ErrorCode.PERMISSION_NOT_DECLARED, Decision.faultText(decision)),
              want.permission().word(),
              "");
      case Decision.NotGranted(Decision.Want want) ->
          throw denied(
              new HostFault(ErrorCode.PERMISSION_NOT_GRANTED, Decision.faultText(decision)),
              want.permission().word(),
              want.remedy());
    }
  }

  @Override
  public HostFault denied(HostFault fault, String permission, String remedy) {
    note(
        new Denial(
            fault.code(),
            permission,
            redactor.redact(fault.getMessage()),
            redactor.redact(remedy)));
    return fault;
  }

  /** Notes a denial whose secrets are masked. */
  void note(Denial denial) {
    denials.add(denial);
    if (tape != null) {
      tape.denied(denial);
    }
  }

  @Override
  public long count(String counter) {
    return counts.merge(counter, 1L, Long::sum);
  }

  @Override
  public Map<String, VariantValue> environment() {
    return environment;
  }

  @Override
  public @Nullable String secret(String key) {
    return secrets.get(key);
  }

  @Override
  public List<Credential> credentials() {
    return credentials;
  }

  @Override
  public void putSecret(String key, String value) {
    String before = secrets.put(key, value);
    if (before != null) {
      replaced.add(Map.entry(key, before));
    }
    redactor = Redactor.of(knownSecrets());
    replyRedactor = null;
  }

  @Override
  public String redact(String text) {
    return redactor.redact(text);
  }

  /** The details of an error, with secrets hidden. */
  JsonObject redact(JsonObject details) {
    return redactor.redact(details);
  }

  @Override
  public byte[] redact(byte[] bytes) {
    return redactor.redact(bytes);
  }

  @Override
  public String redactReply(String text) {
    return replyRedactor().redact(text);
  }

  @Override
  public byte[] redactReply(byte[] bytes) {
    return replyRedactor().redact(bytes);
  }

  /** Hides the secrets that the guest may not read itself; made when it is first needed. */
  private Redactor replyRedactor() {
    Redactor made = replyRedactor;
    if (made == null) {
      List<Map.Entry<String, String>> all = new ArrayList<>(secrets.entrySet());
      all.addAll(replaced);
      List<String> hidden = new ArrayList<>();
      for (Map.Entry<String, String> secret : all) {
        if (!(policy.named(PermissionName.VAULT_READ, secret.getKey())
            instanceof Decision.Granted)) {
          hidden.add(secret.getValue());
        }
      }
      made = Redactor.of(hidden);
      replyRedactor = made;
    }
    return made;
  }

  @Override
  public @Nullable FileRoot files() {
    return files;
  }

  @Override
  public boolean designTime() {
    return designInput != null;
  }

  @Override
  public List<Envelope> designInput() {
    return designInput == null ? List.of() : designInput;
  }

  @Override
  public <T> T kept(Class<T> type, Supplier<T> make) {
    Object known = kept.get(type);
    if (known == null) {
      known = make.get();
      kept.put(type, known);
    }
    return type.cast(known);
  }

  /** The call is one of a frontend, backend or transformer. */
  void atDesignTime(List<Envelope> input) {
    designInput = input;
  }

  @Override
  public Caller caller() {
    return new Caller(
        extension, id("user_id"), id("group_id"), id("space_id"), request.origin().hops());
  }

  private String id(String name) {
    return CallerContext.text(request.context(), name);
  }

  @Override
  public void log(LogLevel level, String message) {
    if (log != null || tape != null) {
      note(new LogLine(level, redactor.redact(message)));
    }
  }

  /** Passes on a line whose secrets are masked. */
  void note(LogLine line) {
    if (tape != null) {
      tape.logged(line);
    }
    if (log != null) {
      log.accept(line);
    }
  }
}
