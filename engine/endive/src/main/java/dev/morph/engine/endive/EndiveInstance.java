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
import run.endive.runtime.MStack;
import run.endive.runtime.WasmInterruptedException;
import run.endive.wasm.UninstantiableException;
import run.endive.wasm.UnlinkableException;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.Instruction;
import run.endive.wasm.types.OpCode;

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
  private final List<Extern> importedFunctions = new ArrayList<>();
  private final Map<String, Export> exports = new HashMap<>();
  private final Map<String, Extern> externs = new HashMap<>();
  private final @Nullable EndiveFunction[] functions;
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
    for (var limits : module.scan.memories) {
      budget.requireMemory(limits.min() * Memory.PAGE_BYTES);
    }
    for (var limits : module.scan.tables) {
      budget.requireTable(limits.min());
    }
    instance.enter();
    try {
      var builder =
          run.endive.runtime.Instance.builder(module.wasm)
              .withImportValues(imports)
              .withStart(false)
              .withMachineFactory(instance::attach)
              .withMemoryFactory(_ -> instance.nextMemory(budget))
              .withTableFactory((table, initial) -> instance.nextTable(table, initial, budget));
      if (module.scan.features.contains(Features.TAIL_CALL) || module.scan.quietFloats) {
        builder.withUnsafeExecutionListener(EndiveInstance::beforeInterpreted);
      }
      builder.build();
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

  private static void beforeInterpreted(Instruction instruction, MStack stack) {
    endTailCalls(instruction.opcode());
    QuietFloats.quietOperands(instruction.opcode(), stack);
  }

  /** Endive's interpreter looks for interrupts at branches and calls, not at tail calls. */
  private static void endTailCalls(OpCode opcode) {
    boolean tailCall =
        opcode == OpCode.RETURN_CALL
            || opcode == OpCode.RETURN_CALL_INDIRECT
            || opcode == OpCode.RETURN_CALL_REF;
    if (tailCall && Thread.currentThread().isInterrupted()) {
      throw new WasmInterruptedException("Thread interrupted");
    }
  }

  /** Called by Endive in the middle of its instance's constructor. */
  private EntryMachine attach(run.endive.runtime.Instance created) {
    endive = created;
    machine = new EntryMachine(this, created, module.code);
    return machine;
  }

  private FlatMemory nextMemory(MemoryBudget budget) {
    var limits = module.scan.memories.get(memoriesMade++);
    return FlatMemory.create(limits.min(), limits.max(), budget);
  }

  private BudgetTable nextTable(
      run.endive.wasm.types.Table table, int initialValue, MemoryBudget budget) {
    var limits = module.scan.tables.get(tablesMade++);
    return new BudgetTable(this, table, limits.min(), limits.max(), initialValue, budget);
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
      case GLOBAL -> new EndiveGlobal(this, endive().global(index), module.globals.get(index));
      case TAG ->
          new EndiveTag(endive().tag(index), module.wasm.typeSection(), module.tagType(index));
    };
  }
}
