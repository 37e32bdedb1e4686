package dev.morph.engine.endive;

import dev.morph.engine.api.MemoryBudget;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.runtime.WasmException;
import run.endive.runtime.WasmInterruptedException;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/**
 * A table as one instance sees it; an instance that imports the table has a view of its own. Its
 * growth is counted, bounded and amortised. Endive's own table keeps its size in the limits of the
 * module, which all instances share; this one has limits of its own.
 *
 * <p>An element is a function, an object (GC and host references) or an exception. Functions of
 * other instances appear as numbers that the instance gives them, and are called over a {@link
 * Bridge}.
 */
final class BudgetTable extends TableInstance {
  private static final int MAX_ELEMENTS = Integer.MAX_VALUE - 8;

  /** What all views of one table share. */
  private static final class Storage {
    final MemoryBudget budget;
    final TableLimits limits;
    final long declaredMax;
    final boolean objects;
    final boolean exceptions;
    int size;
    @Nullable Object[] elements;

    Storage(Table table, long min, long declaredMax, MemoryBudget budget) {
      if (min > MAX_ELEMENTS) {
        throw new OutOfMemoryError(min + " table elements are more than a Java array holds");
      }
      this.budget = budget;
      this.declaredMax = declaredMax;
      this.limits =
          declaredMax < 0
              ? new TableLimits(min)
              : new TableLimits(min, Math.min(declaredMax, TableLimits.LIMIT_MAX));
      this.objects = table.elementType().isObjectRef();
      this.exceptions = isException(table.elementType());
      this.size = (int) min;
      this.elements = new Object[size];
    }

    private static boolean isException(ValType type) {
      return type.equals(ValType.ExnRef)
          || type.isReference() && type.typeIdx() == ValType.TypeIdxCode.EXN.code();
    }

    void restore(@Nullable Object[] kept) {
      int more = kept.length - size;
      if (more > 0) {
        budget.requireTable(more);
        reserve(kept.length);
      } else {
        budget.tryGrowTable(more);
        Arrays.fill(elements, kept.length, size, null);
      }
      limits.grow(more);
      size = kept.length;
      System.arraycopy(kept, 0, elements, 0, size);
    }

    void reserve(int wanted) {
      if (wanted > elements.length) {
        elements =
            Arrays.copyOf(
                elements, (int) Math.min(MAX_ELEMENTS, Math.max(wanted, size + (size / 2L))));
      }
    }
  }

  /** A table's elements at one moment. */
  static final class Image {
    private final Storage storage;
    private final @Nullable Object[] elements;

    private Image(Storage storage) {
      this.storage = storage;
      this.elements = Arrays.copyOf(storage.elements, storage.size);
    }

    boolean holdsObjectsOfTheGuest() {
      return storage.objects
          && Arrays.stream(elements).anyMatch(InstanceSnapshot::isObjectOfTheGuest);
    }

    void restore() {
      storage.restore(elements);
    }
  }

  private final Storage storage;
  private final EndiveInstance holder;

  /**
   * A new table; its elements were taken from the budget before.
   *
   * @param declaredMax the declared maximum, or -1
   */
  BudgetTable(
      EndiveInstance holder,
      Table table,
      long min,
      long declaredMax,
      int initialValue,
      MemoryBudget budget) {
    this(holder, table.elementType(), new Storage(table, min, declaredMax, budget));
    if (!storage.objects) {
      Arrays.fill(storage.elements, element(initialValue, null));
    }
  }

  private BudgetTable(EndiveInstance holder, ValType elementType, Storage storage) {
    super(new Table(elementType, new TableLimits(0)), Value.REF_NULL_VALUE);
    this.holder = holder;
    this.storage = storage;
  }

  /** The same table for an instance that imports it. */
  BudgetTable view(EndiveInstance importer) {
    return new BudgetTable(importer, elementType(), storage);
  }

  Image image() {
    return new Image(storage);
  }

  long declaredMax() {
    return storage.declaredMax;
  }

  boolean objects() {
    return storage.objects;
  }

  @Override
  public int size() {
    return storage.size;
  }

  @Override
  public TableLimits limits() {
    return storage.limits;
  }

  /** What a number means in the instance it comes from: the holder, unless another is given. */
  private @Nullable Object element(int value, @Nullable Instance instance) {
    if (value == Value.REF_NULL_VALUE) {
      return null;
    }
    // a bridge comes with an element copied from another table: its number is the holder's
    var source =
        instance != null && instance.getMachine() instanceof EntryMachine machine
            ? machine.owner
            : holder;
    return storage.exceptions ? source.exceptions.get(value) : source.functionAt(value);
  }

  @Override
  public int grow(int delta, int value, @Nullable Instance instance) {
    return grow(delta, delta == 0 ? null : element(value, instance));
  }

  @Override
  public int growWithRef(int delta, @Nullable Object reference, @Nullable Instance instance) {
    return grow(delta, reference);
  }

  private int grow(int delta, @Nullable Object element) {
    int before = storage.size;
    if (delta == 0) {
      return before;
    }
    long wanted = before + Integer.toUnsignedLong(delta);
    if (wanted > MAX_ELEMENTS || storage.declaredMax >= 0 && wanted > storage.declaredMax) {
      return -1;
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new WasmInterruptedException("Thread interrupted");
    }
    if (!storage.budget.tryGrowTable(delta)) {
      return -1;
    }
    try {
      storage.reserve((int) wanted);
    } catch (OutOfMemoryError e) {
      storage.budget.tryGrowTable(-delta);
      return -1;
    }
    storage.size = (int) wanted;
    Arrays.fill(storage.elements, before, storage.size, element);
    storage.limits.grow(delta);
    return before;
  }

  @Override
  public int ref(int index) {
    if (index < 0 || index >= storage.size) {
      throw new WasmEngineException("undefined element");
    }
    return switch (storage.elements[index]) {
      case EndiveFunction function -> holder.numberOf(function);
      case WasmException exception -> holder.exceptions.add(exception);
      case null -> Value.REF_NULL_VALUE;
      default -> 0;
    };
  }

  /** The number of the function at an index, which must not be null. */
  int requiredNumber(int index) {
    int function = ref(index);
    if (function == Value.REF_NULL_VALUE) {
      throw new WasmEngineException("uninitialized element " + index);
    }
    return function;
  }

  /** What an indirect call of generated code calls: an index in {@link #instance}. */
  @Override
  public int requiredRef(int index) {
    int function = requiredNumber(index);
    return function >= EndiveInstance.FIRST_FOREIGN ? 0 : function;
  }

  @Override
  @SuppressWarnings("NullAway") // Endive's signature knows no null mark; null is a null reference
  public Object objRef(int index) {
    check(index);
    return storage.objects ? storage.elements[index] : null;
  }

  @Override
  public void setRef(int index, int value, @Nullable Instance instance) {
    check(index);
    storage.elements[index] = element(value, instance);
  }

  @Override
  public void setObjRef(int index, @Nullable Object reference, @Nullable Instance instance) {
    check(index);
    storage.elements[index] = reference;
  }

  private void check(int index) {
    if (index < 0 || index >= storage.size) {
      throw new WasmRuntimeException("out of bounds table access");
    }
  }

  @Override
  public Instance instance(int index) {
    check(index);
    return storage.elements[index] instanceof EndiveFunction function
            && holder.numberOf(function) >= EndiveInstance.FIRST_FOREIGN
        ? holder.bridge(function)
        : holder.endive();
  }

  @Override
  public void reset() {
    Arrays.fill(storage.elements, 0, storage.size, null);
  }
}
