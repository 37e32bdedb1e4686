package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.files.FileRoot;
import dev.morph.builtins.BuiltinRegistry;
import dev.morph.capabilities.BuiltinCapabilities;
import dev.morph.capabilities.fs.FolderFiles;
import dev.morph.capabilities.http.HttpCapability;
import dev.morph.capabilities.http.HttpSettings;
import dev.morph.capabilities.vault.SecretStore;
import dev.morph.engine.api.CodeCache;
import dev.morph.engine.api.Engine;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.engine.meter.FuelBudget;
import dev.morph.host.integration.Integration;
import dev.morph.host.integration.IntegrationDescription;
import dev.morph.host.integration.NativeIntegration;
import dev.morph.host.openers.Openers;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.sandbox.GuestThread;
import dev.morph.runtime.sandbox.MorphRuntime;
import dev.morph.runtime.sandbox.RuntimeSettings;
import dev.morph.runtime.sandbox.SchemaValidator;
import dev.morph.runtime.sandbox.WasmRuntime;
import dev.morph.storage.Store;
import dev.morph.storage.audit.AuditCaller;
import dev.morph.storage.audit.AuditRow;
import dev.morph.storage.audit.AuditSink;
import dev.morph.storage.data.ConversationService;
import dev.morph.storage.data.MemoryService;
import dev.morph.storage.data.TaskService;
import dev.morph.storage.event.EventBus;
import dev.morph.storage.notice.NotificationService;
import dev.morph.storage.space.SpaceService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Runs extensions inside an application: one object for the whole process, made by {@link
 * #builder()} and closed at the end. Safe for several threads.
 *
 * <p>Guests need threads with a large stack. A call from any other thread is handed over to one,
 * and the caller waits; a call from a thread of {@link #guestThreads} is not.
 */
public final class Morph implements AutoCloseable {
  /** The version of the contract with guests (docs/reference) that is spoken here. */
  public static final String CONTRACT_VERSION = "1.0.0";

  private final MorphRuntime runtime;
  private final ExtensionManager extensions;
  private final IntegrationRegistry integrations;
  private final DesignTime designTime;
  private final Inspector inspector;
  private final BuiltinGuests builtins;
  private final List<Capability> capabilities;
  private final Services services;
  private final EventDelivery events;
  private final List<Extension> open = new ArrayList<>();

  private Morph(Builder builder) {
    Engine engine = engine(builder.mode, builder.codeCache);
    SchemaValidator validator = new NetworkntValidator();
    this.services = new Services(builder);
    this.capabilities =
        BuiltinCapabilities.all(
            HttpSettings.defaults().withAllowPrivate(builder.allowPrivate),
            builder.secrets,
            services);
    this.runtime =
        WasmRuntime.metered(
            capabilities, validator, builder.runtimeSettings, FuelBudget.counters(engine));
    ExtensionLoader loader = new ExtensionLoader(engine, runtime, builder.limits);
    NativeNames names = new NativeNames();
    this.inspector = new Inspector(loader);
    this.builtins = new BuiltinGuests(loader, builder.installedOptions.build().limits());
    this.extensions =
        new ExtensionManager(loader, services, names, builder.installedOptions.build());
    ExecutionAudit audit = new ExecutionAudit(audit(builder.audit));
    this.integrations = new IntegrationRegistry(extensions, loader, validator, audit, names);
    this.designTime = new DesignTime(extensions.loaded(), audit);
    this.events =
        new EventDelivery(
            services::queue,
            name -> integrations.target(name),
            builder.eventCaller,
            builder.eventPause);
    services.onPublished(events::wake);
    registerOpeners(Openers.of(builder.openedFiles, bytes -> inspector.inspect(bytes).json()));
    builder.openWith.forEach(integrations::prefer);
  }

  private AuditSink audit(@Nullable AuditSink given) {
    return given != null
        ? given
        : entry -> {
          AuditRow unused = services.store().audit().append(entry);
        };
  }

  private void registerOpeners(Map<ExtensionId, NativeIntegration> openers) {
    openers.forEach((id, code) -> {
      Integration unused = integrations.register(id, code, LoadOptions.none());
    });
    for (ExtensionId first : List.of(Openers.TEXT, Openers.IMAGE, Openers.WASM)) {
      describe(openers, first).opens().forEach(ending -> integrations.prefer(ending, first));
    }
  }

  private static IntegrationDescription describe(
      Map<ExtensionId, NativeIntegration> openers, ExtensionId id) {
    return Objects.requireNonNull(openers.get(id)).describe();
  }

  private static Engine engine(EngineMode mode, @Nullable CodeCache cache) {
    return switch (mode) {
      case COMPILED -> cache == null ? EndiveEngine.compiled() : EndiveEngine.compiled(cache);
      case INTERPRETED -> EndiveEngine.interpreted();
    };
  }

  /** Starts with the compiled mode, no cache on disk, and nothing private allowed. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes the daemon threads that guests are called on, for an executor of the application's own:
   * calls from its threads save the hand-over. Each takes 512 MiB of address space, and memory as
   * far as its guests recurse.
   *
   * @param prefix of the threads' names
   */
  public static ThreadFactory guestThreads(String prefix) {
    return GuestThread.factory(prefix);
  }

  /** What is installed; also loads files that are not. */
  public ExtensionManager extensions() {
    return extensions;
  }

  /** The frontends, backends and transformers that are installed. */
  public DesignTime designTime() {
    return designTime;
  }

  /** What is installed and what the application wrote in Java, called by name. */
  public IntegrationRegistry integrations() {
    return integrations;
  }

  /**
   * The extensions that come with Morph, run as guests: in the sandbox, without any right, within
   * the limits of {@link Builder#limits}. Natively they are in {@link
   * dev.morph.builtins.StandardBuiltins}, and answer the same.
   */
  public BuiltinRegistry builtins() {
    return builtins.registry();
  }

  /**
   * Loads a file; it is closed with this object if not before.
   *
   * @throws dev.morph.base.MorphException if the file cannot be read or is no extension
   */
  public Extension load(Path file, LoadOptions options) {
    Extension extension = extensions.load(file, options);
    synchronized (open) {
      open.add(extension);
    }
    return extension;
  }

  /** Brings the events that extensions emit to those that listen. Closed with this object. */
  public EventDelivery events() {
    return events;
  }

  /** True if a call needed a store, and none was given. */
  boolean openedAStore() {
    return services.openedOne();
  }

  /** Says what a file is without running it. */
  public Inspection inspect(Path file) {
    return inspector.inspect(file);
  }

  /**
   * Takes no more calls, waits for those under way as long as {@link RuntimeSettings#closeTime}
   * says, ends the others, and closes all that was loaded.
   */
  @Override
  public void close() {
    events.stop();
    runtime.close();
    events.close();
    extensions.loaded().close();
    builtins.close();
    synchronized (open) {
      open.forEach(Extension::close);
      open.clear();
    }
    for (Capability capability : capabilities) {
      if (capability instanceof HttpCapability http) {
        http.close();
      }
    }
    services.close();
  }

  /** Settings; setting never fails. */
  public static final class Builder {
    private EngineMode mode = EngineMode.COMPILED;
    private List<AddressRule> allowPrivate = List.of();
    private RuntimeSettings runtimeSettings = RuntimeSettings.defaults();
    private Limits limits = Limits.defaults();
    private @Nullable CodeCache codeCache;
    private @Nullable SecretStore secrets;
    @Nullable Store store;
    @Nullable TaskService tasks;
    @Nullable ConversationService conversations;
    @Nullable MemoryService memory;
    @Nullable SpaceService spaces;
    @Nullable NotificationService notifications;
    @Nullable EventBus events;
    private @Nullable AuditSink audit;
    private final Map<String, ExtensionId> openWith = new LinkedHashMap<>();
    private final LoadOptions.Builder installedOptions = LoadOptions.builder();
    private @Nullable FileRoot openedFiles;
    private AuditCaller eventCaller = AuditCaller.API;
    private Duration eventPause = Duration.ofSeconds(1);

    private Builder() {}

    /** How guests are executed. */
    public Builder engine(EngineMode value) {
      this.mode = value;
      return this;
    }

    /**
     * Where compiled code is kept from one process to the next, as {@link
     * dev.morph.host.cache.CompileCache}; without one, each process compiles.
     */
    public Builder codeCache(CodeCache cache) {
      this.codeCache = cache;
      return this;
    }

    /**
     * Where the secrets of extensions are between calls, as {@link VaultSecrets}; without one, they
     * end with the call. It serves the extensions that the application knows by an id ({@link
     * LoadOptions.Builder#knownAs}).
     */
    public Builder secrets(SecretStore store) {
      this.secrets = store;
      return this;
    }

    /** Addresses that guests may reach though they are not public; the operator's word alone. */
    public Builder allowPrivate(List<AddressRule> rules) {
      this.allowPrivate = List.copyOf(rules);
      return this;
    }

    /**
     * How many guests run at once, how many calls wait for a place and how long, and how many
     * instances are kept for reuse.
     */
    public Builder runtime(RuntimeSettings settings) {
      this.runtimeSettings = settings;
      return this;
    }

    /**
     * What each call may use where nobody asks for more or less, and the ceilings that neither a
     * manifest nor {@link LoadOptions} may pass: {@code Limits.defaults().withCeiling(Limit.MEMORY,
     * 128L << 20)}. A default above its ceiling is lowered to it.
     */
    public Builder limits(Limits value) {
      this.limits = value;
      return this;
    }

    /**
     * Where tasks, conversations, memory, spaces, notifications and events are kept; the
     * application closes it, after this object. Without one they live in memory as long as this
     * object does.
     */
    public Builder store(Store value) {
      this.store = value;
      return this;
    }

    /** The application's own tasks in the place of the store's. */
    public Builder tasks(TaskService service) {
      this.tasks = service;
      return this;
    }

    /** The application's own conversations in the place of the store's. */
    public Builder conversations(ConversationService service) {
      this.conversations = service;
      return this;
    }

    /** The application's own memory in the place of the store's. */
    public Builder memory(MemoryService service) {
      this.memory = service;
      return this;
    }

    /** The application's own spaces in the place of the store's. */
    public Builder spaces(SpaceService service) {
      this.spaces = service;
      return this;
    }

    /** The application's own notifications in the place of the store's. */
    public Builder notifications(NotificationService service) {
      this.notifications = service;
      return this;
    }

    /**
     * The folder whose files installed extensions may use, as far as each is granted it, and the
     * built-in integrations open. Without one they have no files.
     */
    public Builder workspace(Path folder) {
      return files(FolderFiles.open(folder));
    }

    /** Files of the application's own in the place of a folder. */
    public Builder files(FileRoot root) {
      installedOptions.files(root);
      this.openedFiles = root;
      return this;
    }

    /** A limit of installed and built-in extensions for this process: {@code "time=5s"}. */
    public Builder limit(String setting) {
      installedOptions.limit(setting);
      return this;
    }

    /** Who the audit log says has brought the events that are delivered here. */
    public Builder eventCaller(AuditCaller value) {
      this.eventCaller = value;
      return this;
    }

    /**
     * Where each call of an integration is written, in the place of the store's audit log. Morph
     * waits for it before it answers.
     */
    public Builder audit(AuditSink sink) {
      this.audit = sink;
      return this;
    }

    /**
     * The default among those that open files of an ending ({@link IntegrationRegistry#openers}),
     * wherever it opens them.
     *
     * @param ending with its dot, as {@code ".csv"}
     */
    public Builder openWith(String ending, ExtensionId id) {
      openWith.put(ending, id);
      return this;
    }

    /** How long a delivery that failed waits for its second attempt; for tests. */
    Builder eventPause(Duration value) {
      this.eventPause = value;
      return this;
    }

    /**
     * Where the events of extensions go, in the place of the store's queue. What goes there is the
     * application's to deliver, by {@link EventDelivery#deliver}.
     */
    public Builder eventBus(EventBus bus) {
      this.events = bus;
      return this;
    }

    /**
     * The facade.
     *
     * @throws dev.morph.base.MorphException ({@code usage-invalid}) if the ceiling of {@code
     *     stack-depth} is above 10,000, for which the stacks of guests are made
     */
    public Morph build() {
      if (limits.ceiling(Limit.STACK_DEPTH) > Limit.STACK_DEPTH.ceiling()) {
        throw new MorphException(
            ErrorCode.USAGE_INVALID,
            "the ceiling of stack-depth is "
                + Limit.STACK_DEPTH.show(limits.ceiling(Limit.STACK_DEPTH))
                + "; set one of at most "
                + Limit.STACK_DEPTH.show(Limit.STACK_DEPTH.ceiling())
                + ", for which the stacks of guests are made");
      }
      return new Morph(this);
    }
  }
}
