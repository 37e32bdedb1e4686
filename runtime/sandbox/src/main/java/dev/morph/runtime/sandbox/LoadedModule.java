package dev.morph.runtime.sandbox;

import dev.morph.base.json.JsonObject;
import dev.morph.engine.api.CompiledModule;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A module that a {@link MorphRuntime} has loaded; opaque but for what it is. */
public final class LoadedModule {
  private final CompiledModule compiled;
  private final GuestShape shape;
  private final ModuleSettings settings;
  private final List<HostLink> links;
  private final Admission.Line line;
  private final @Nullable CompiledModule counters;
  private final InstancePool.Shelf shelf = new InstancePool.Shelf();
  private volatile boolean down;
  private volatile long fuelOfDescribe;
  private volatile @Nullable Description description;

  LoadedModule(
      CompiledModule compiled,
      GuestShape shape,
      ModuleSettings settings,
      List<HostLink> links,
      @Nullable CompiledModule counters) {
    this(compiled, shape, settings, links, counters, new Admission.Line());
  }

  private LoadedModule(
      CompiledModule compiled,
      GuestShape shape,
      ModuleSettings settings,
      List<HostLink> links,
      @Nullable CompiledModule counters,
      Admission.Line line) {
    this.line = line;
    this.counters = counters;
    this.compiled = compiled;
    this.shape = shape;
    this.settings = settings;
    this.links = links;
  }

  /** The same module under other limits; shares the places of its calls alone. */
  LoadedModule with(dev.morph.runtime.policy.Limits limits) {
    return new LoadedModule(compiled, shape, settings.with(limits), links, counters, line);
  }

  /** Its ABI. */
  public Abi abi() {
    return shape.abi();
  }

  /** What it implements. */
  public Set<Contract> contracts() {
    return shape.contracts();
  }

  /**
   * True if it has a function beside those of integrations.
   *
   * @param name in kebab case, {@code "get-capabilities"}
   */
  public boolean hasFunction(String name) {
    return shape.functions().keySet().stream()
        .anyMatch(one -> one.contract() != Contract.INTEGRATION && one.word().equals(name));
  }

  /** What holds for all its calls. */
  public ModuleSettings settings() {
    return settings;
  }

  CompiledModule compiled() {
    return compiled;
  }

  /** True if its guests have objects on the heap of this process. */
  boolean hasObjects() {
    return compiled.facts().features().contains("gc");
  }

  GuestShape shape() {
    return shape;
  }

  List<HostLink> links() {
    return links;
  }

  @Nullable Description description() {
    return description;
  }

  void description(Description found) {
    this.description = found;
  }

  /** Budgets for a new instance. */
  CallBudgets newBudgets() {
    CompiledModule definition = counters;
    return definition == null ? CallBudgets.none() : CallBudgets.of(definition);
  }

  /** Fuel that {@code describe} took; it is the same each time. */
  long fuelOfDescribe() {
    return fuelOfDescribe;
  }

  void fuelOfDescribe(long fuel) {
    this.fuelOfDescribe = fuel;
  }

  /** Its instances that wait. */
  InstancePool.Shelf shelf() {
    return shelf;
  }

  /** Its calls that run or wait. */
  Admission.Line line() {
    return line;
  }

  /** No instance is made or kept any more. */
  void teardown() {
    down = true;
  }

  boolean isDown() {
    return down;
  }

  /** The user whose state an instance may hold: the context's opaque ids, told apart by lengths. */
  static String user(JsonObject context) {
    String user = CallerContext.text(context, "user_id");
    String group = CallerContext.text(context, "group_id");
    String space = CallerContext.text(context, "space_id");
    return user.length() + ":" + user + group.length() + ":" + group + space;
  }
}
