package dev.morph.engine.endive;

import dev.morph.engine.api.Extern;
import dev.morph.engine.api.Function;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.api.Snapshot;
import dev.morph.engine.api.Table;
import dev.morph.engine.api.Tag;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ConstantEvaluators;
import run.endive.runtime.ConstantEvaluators.ConstantResult;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.wasm.UninstantiableException;
import run.endive.wasm.UnlinkableException;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.Instruction;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.PassiveElement;
import run.endive.wasm.types.ValType;

/** An instance of this engine. */
final class EndiveInstance implements Instance {
  private static final VarHandle OWNER;

  static {
    try {
      OWNER = MethodHandles.lookup().findVarHandle(EndiveInstance.class, "owner", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final EndiveModule module;

  /** Numbers from here on stand for functions of other instances. */
  static final int FIRST_FOREIGN = 1 << 28;

  private final List<EndiveFunction> foreign = new ArrayList<>();
  private final Map<EndiveFunction, Integer> numbers = new IdentityHashMap<>();
  private final Map<EndiveFunction, run.endive.runtime.Instance> bridges = new IdentityHashMap<>();
  private final Map<EndiveFunction, ImportFunction> foreignImports = new IdentityHashMap<>();
  private final Map<List<Instruction>, ConstantResult> constants = new IdentityHashMap<>();
  private final ReferenceTable references = new ReferenceTable(this);
  GuestExceptions.Referenced exceptions = new GuestExceptions.Referenced();
  private final List<Extern> importedFunctions = new ArrayList<>();
  private final Map<String, Export> exports = new HashMap<>();
  private final Map<String, Extern> externs = new HashMap<>();
  private final @Nullable EndiveFunction[] functions;
  private @Nullable ImportValues imports;
  private run.endive.runtime.@Nullable Instance endive;
  private @Nullable EntryMachine machine;
  private int tablesMade;
  private int memoriesMade;

  /** The thread inside, or null. Another thread may see an old value, never itself by mistake. */
  private @Nullable Thread owner;

  private int depth;

  private EndiveInstance(EndiveModule module) {
    this.module = module;
    this.functions = new EndiveFunction[module.functionCount()];
    var section = module.wasm.exportSection();
    for (int i = 0; i < section.exportCount(); i++) {
      exports.put(section.getExport(i).name(), section.getExport(i));
    }
  }

  static EndiveInstance create(EndiveModule module, Imports given, MemoryBudget budget) {
    var instance = new EndiveInstance(module);
    var imports = new Linker(instance, module, given).link();
    instance.imports = imports;
    for (var limits : module.definedMemories()) {
      budget.requireMemory(limits.min() * Memory.PAGE_BYTES);
    }
    for (var table : module.definedTables()) {
      budget.requireTable(table.limits().min());
    }
    instance.enter();
    try {
      var builder =
          run.endive.runtime.Instance.builder(module.wasm)
              .withImportValues(imports)
              .withStart(false)
              .withMachineFactory(instance::attach)
              .withGlobalFactory(instance::nextGlobal)
              .withMemoryFactory(_ -> instance.nextMemory(budget))
              .withTableFactory((table, initial) -> instance.nextTable(table, initial, budget));
      builder.build();
      instance.dropUsedElements();
      return instance;
    } catch (UnlinkableException e) {
      throw new ModuleException(Phase.UNLINKABLE, String.valueOf(e.getMessage()), e);
    } catch (UninstantiableException e) {
      throw Traps.of(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException | Error e) {
      throw Traps.of(e);
    } finally {
      instance.exit();
    }
  }

  /** One of the globals that count, 0 to 2. */
  PlainGlobal counter(int number) {
    return (PlainGlobal)
        Objects.requireNonNull(imports).global(module.firstCounter + number).instance();
  }

  /** Called by Endive in the middle of its instance's constructor. */
  private EntryMachine attach(run.endive.runtime.Instance created) {
    endive = created;
    machine = new EntryMachine(this, created);
    return machine;
  }

  private FlatMemory nextMemory(MemoryBudget budget) {
    var limits = module.definedMemories().get(memoriesMade++);
    return FlatMemory.create(limits.min(), limits.max(), budget);
  }

  private BudgetTable nextTable(
      run.endive.wasm.types.Table table, int initialValue, MemoryBudget budget) {
    var limits = module.definedTables().get(tablesMade++).limits();
    return new BudgetTable(this, table, limits.min(), limits.max(), initialValue, budget);
  }

  private GlobalInstance nextGlobal(
      long value, long high, ValType type, MutabilityType mutability) {
    return FunctionGlobal.holds(type)
        ? new FunctionGlobal(this, value, type, mutability)
        : type.isNumeric()
            ? new PlainGlobal(value, type, mutability)
            : GlobalInstance.builder()
                .valueLow(value)
                .valueHigh(high)
                .valType(type)
                .mutabilityType(mutability)
                .build();
  }

  /** Active and declared segments are dropped when an instance is made (core spec 4.5.4). */
  private void dropUsedElements() {
    var made = endive();
    for (int i = 0; i < made.elementCount(); i++) {
      if (!(made.element(i) instanceof PassiveElement)) {
        made.setElement(i, new PassiveElement(made.element(i).type(), List.of()));
      }
    }
  }

  /** The value of an element's expression; it is evaluated once. */
  ConstantResult constant(List<Instruction> expression) {
    var known = constants.get(expression);
    if (known == null) {
      known = ConstantEvaluators.computeConstant(endive(), expression);
      constants.put(expression, known);
    }
    return known;
  }

  /** The table of all functions at their numbers. */
  ReferenceTable references() {
    return references;
  }

  /** A foreign function as if this instance imported it. */
  ImportFunction foreignImport(int number) {
    return foreignImports.computeIfAbsent(
        functionAt(number),
        function ->
            new ImportFunction(
                "", "", function.signature.endiveType, new GuestHandle(this, function)));
  }

  void addImportedFunction(Extern function) {
    importedFunctions.add(function);
  }

  /** Marks the calling thread as inside; the same thread may enter again. */
  void enter() {
    var me = Thread.currentThread();
    if (owner != me && !OWNER.compareAndSet(this, (Thread) null, me)) {
      throw new IllegalStateException(
          "another thread is inside the instance; an instance belongs to one thread at a time");
    }
    depth++;
  }

  /** Marks the calling thread as inside, where nobody may be. */
  void enterAlone() {
    enter();
    if (depth > 1) {
      exit();
      throw new IllegalStateException("the instance is in a call");
    }
  }

  /** Forgets what belongs to a state that is gone. */
  void forget() {
    endive().clearTailCall();
    constants.clear();
    exceptions = new GuestExceptions.Referenced();
  }

  @Override
  public @Nullable Snapshot snapshot() {
    enterAlone();
    try {
      return InstanceSnapshot.of(this);
    } finally {
      exit();
    }
  }

  void exit() {
    if (--depth == 0) {
      OWNER.setRelease(this, (Thread) null);
    }
  }

  EntryMachine machine() {
    return Objects.requireNonNull(machine);
  }

  run.endive.runtime.Instance endive() {
    return Objects.requireNonNull(endive);
  }

  /** The function that a number means in this instance; see {@link #numberOf}. */
  EndiveFunction functionAt(int index) {
    if (index >= FIRST_FOREIGN) {
      return foreign.get(index - FIRST_FOREIGN);
    }
    if (index < importedFunctions.size()
        && importedFunctions.get(index) instanceof EndiveFunction imported) {
      return imported;
    }
    var known = functions[index];
    if (known == null) {
      known = new EndiveFunction(this, index, module.signature(index), module.interprets(index));
      functions[index] = known;
    }
    return known;
  }

  /**
   * The number that stands for a function in this instance: its index if it is its own or imported,
   * else one above all indices, which Endive can keep and give back but not call.
   */
  int numberOf(EndiveFunction function) {
    return function.instance == this
        ? function.index
        : numbers.computeIfAbsent(function, this::number);
  }

  private int number(EndiveFunction function) {
    int imported = importedFunctions.indexOf(function);
    if (imported >= 0) {
      return imported;
    }
    foreign.add(function);
    return FIRST_FOREIGN + foreign.size() - 1;
  }

  /** Another instance's function as an instance that has the types of this one's module. */
  run.endive.runtime.Instance bridge(EndiveFunction function) {
    return bridges.computeIfAbsent(function, target -> Bridge.make(this, target));
  }

  /** The index by which this instance knows a function, or the number it gives a foreign one. */
  int indexOf(Function function) {
    if (function instanceof EndiveFunction guest) {
      return numberOf(guest);
    }
    int imported = importedFunctions.indexOf(function);
    if (imported < 0) {
      throw new IllegalArgumentException(
          "the instance does not import the host function; only functions of guests and host"
              + " functions that the instance imports can be given to it as references");
    }
    return imported;
  }

  @Override
  public EndiveModule module() {
    return module;
  }

  @Override
  public @Nullable GuestFunction function(String name) {
    return export(name) instanceof GuestFunction function ? function : null;
  }

  @Override
  public @Nullable Memory memory(String name) {
    return export(name) instanceof Memory memory ? memory : null;
  }

  @Override
  public @Nullable Table table(String name) {
    return export(name) instanceof Table table ? table : null;
  }

  @Override
  public @Nullable Global global(String name) {
    return export(name) instanceof Global global ? global : null;
  }

  @Override
  public @Nullable Tag tag(String name) {
    return export(name) instanceof Tag tag ? tag : null;
  }

  @Override
  public @Nullable Extern export(String name) {
    var known = externs.get(name);
    if (known != null) {
      return known;
    }
    var export = exports.get(name);
    if (export == null) {
      return null;
    }
    var made = make(export);
    externs.put(name, made);
    return made;
  }

  private Extern make(Export export) {
    int index = export.index();
    return switch (export.exportType()) {
      case FUNCTION -> functionAt(index);
      case MEMORY -> new EndiveMemory((FlatMemory) endive().memory(index));
      case TABLE -> {
        var table = (BudgetTable) endive().table(index);
        yield new EndiveTable(
            this, table, Types.of(table.elementType(), module.wasm.typeSection()));
      }
      case GLOBAL -> {
        var high = module.isVector(index) ? endive().global(index + 1) : null;
        yield new EndiveGlobal(this, endive().global(index), high, module.globals.get(index));
      }
      case TAG ->
          new EndiveTag(endive().tag(index), module.wasm.typeSection(), module.tagType(index));
    };
  }
}
