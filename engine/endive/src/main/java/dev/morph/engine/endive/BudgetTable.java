package dev.morph.engine.endive;

import dev.morph.engine.api.MemoryBudget;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.runtime.WasmInterruptedException;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;
import run.endive.wasm.types.Value;

/**
 * A table whose growth is counted, bounded and amortised. Endive's own keeps its size in the limits
 * of the module, which all instances share; this one has limits of its own.
 *
 * <p>An element is a function index with its instance, or an object (GC and host references).
 */
final class BudgetTable extends TableInstance {
  private final MemoryBudget budget;
  private final TableLimits limits;
  private final boolean objects;
  private final long declaredMax;
  private int size;
  private int[] functions;
  private @Nullable Instance[] instances;
  private @Nullable Object[] references;

  /**
   * A new table; its elements were taken from the budget before.
   *
   * @param declaredMax the declared maximum, or -1
   */
  BudgetTable(Table table, long min, long declaredMax, int initialValue, MemoryBudget budget) {
    super(new Table(table.elementType(), new TableLimits(0)), initialValue);
    if (min > Integer.MAX_VALUE - 8) {
      throw new OutOfMemoryError(min + " table elements are more than a Java array holds");
    }
    this.budget = budget;
    this.declaredMax = declaredMax;
    this.limits =
        declaredMax < 0
            ? new TableLimits(min)
            : new TableLimits(min, Math.min(declaredMax, TableLimits.LIMIT_MAX));
    this.objects = table.elementType().isObjectRef();
    this.size = (int) min;
    this.functions = new int[size];
    Arrays.fill(functions, initialValue);
    this.instances = new Instance[size];
    this.references = new Object[objects ? size : 0];
  }

  long declaredMax() {
    return declaredMax;
  }

  boolean objects() {
    return objects;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public TableLimits limits() {
    return limits;
  }

  @Override
  public int grow(int delta, int value, @Nullable Instance instance) {
    return grow(delta, value, null, instance);
  }

  @Override
  public int growWithRef(int delta, @Nullable Object reference, @Nullable Instance instance) {
    int value = reference == null ? Value.REF_NULL_VALUE : 0;
    return grow(delta, value, reference, instance);
  }

  private int grow(int delta, int value, @Nullable Object reference, @Nullable Instance instance) {
    int before = size;
    if (delta == 0) {
      return before;
    }
    long wanted = before + Integer.toUnsignedLong(delta);
    if (wanted > (declaredMax < 0 ? Integer.MAX_VALUE - 8 : declaredMax)
        || wanted > Integer.MAX_VALUE - 8) {
      return -1;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new WasmInterruptedException("Thread interrupted");
    }
    if (!budget.tryGrowTable(delta)) {
      return -1;
    }
    try {
      reserve((int) wanted);
    } catch (OutOfMemoryError e) {
      budget.tryGrowTable(-delta);
      return -1;
    }
    size = (int) wanted;
    Arrays.fill(functions, before, size, value);
    Arrays.fill(instances, before, size, instance);
    if (objects) {
      Arrays.fill(references, before, size, reference);
    }
    limits.grow(delta);
    return before;
  }

  private void reserve(int wanted) {
    if (wanted <= functions.length) {
      return;
    }
    int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(wanted, size + (size / 2L)));
    int[] newFunctions = Arrays.copyOf(functions, capacity);
    @Nullable Instance[] newInstances = Arrays.copyOf(instances, capacity);
    references = objects ? Arrays.copyOf(references, capacity) : references;
    functions = newFunctions;
    instances = newInstances;
  }

  @Override
  public int ref(int index) {
    if (index < 0 || index >= size) {
      throw new WasmEngineException("undefined element");
    }
    return functions[index];
  }

  @Override
  public int requiredRef(int index) {
    int function = ref(index);
    if (function == Value.REF_NULL_VALUE) {
      throw new WasmEngineException("uninitialized element " + index);
    }
    return function;
  }

  @Override
  @SuppressWarnings("NullAway") // Endive's signature knows no null mark; null is a null reference
  public Object objRef(int index) {
    check(index);
    return objects ? references[index] : null;
  }

  @Override
  public void setRef(int index, int value, @Nullable Instance instance) {
    check(index);
    functions[index] = value;
    instances[index] = instance;
  }

  @Override
  public void setObjRef(int index, @Nullable Object reference, @Nullable Instance instance) {
    check(index);
    if (objects) {
      references[index] = reference;
    }
    functions[index] = reference == null ? Value.REF_NULL_VALUE : 0;
    instances[index] = instance;
  }

  private void check(int index) {
    if (index < 0 || index >= size) {
      throw new WasmRuntimeException("out of bounds table access");
    }
  }

  @Override
  @SuppressWarnings("NullAway") // as objRef
  public Instance instance(int index) {
    check(index);
    return instances[index];
  }

  @Override
  public void reset() {
    Arrays.fill(functions, 0, size, Value.REF_NULL_VALUE);
    Arrays.fill(references, null);
  }
}
