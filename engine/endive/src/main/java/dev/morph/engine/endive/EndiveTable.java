package dev.morph.engine.endive;

import dev.morph.engine.api.Function;
import dev.morph.engine.api.Table;
import dev.morph.engine.api.ValueType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.wasm.types.Value;

/** A table as an instance exports it, for the host. */
record EndiveTable(EndiveInstance instance, BudgetTable table, ValueType type) implements Table {
  @Override
  public long size() {
    return table.size();
  }

  @Override
  public @Nullable Object get(long index) {
    int at = (int) Objects.checkIndex(index, (long) table.size());
    if (table.objects()) {
      return table.objRef(at);
    }
    Instance owner = table.instance(at);
    var holder =
        owner != null && owner.getMachine() instanceof EntryMachine machine
            ? machine.owner
            : instance;
    return Signature.reference(type, table.ref(at), holder);
  }

  @Override
  public void set(long index, @Nullable Object reference) {
    int at = (int) Objects.checkIndex(index, (long) table.size());
    if (table.objects()) {
      table.setObjRef(at, reference, instance.endive());
    } else {
      table.setRef(at, number(reference), holder(reference).endive());
    }
  }

  @Override
  public long grow(long elements, @Nullable Object reference) {
    if (elements < 0 || elements > Integer.MAX_VALUE) {
      return -1;
    }
    return table.objects()
        ? table.growWithRef((int) elements, reference, instance.endive())
        : table.grow((int) elements, number(reference), holder(reference).endive());
  }

  private EndiveInstance holder(@Nullable Object reference) {
    return reference instanceof EndiveFunction function ? function.instance : instance;
  }

  private int number(@Nullable Object reference) {
    return switch (reference) {
      case null -> Value.REF_NULL_VALUE;
      case EndiveFunction function -> function.index;
      case Function function -> instance.indexOf(function);
      default -> throw new IllegalArgumentException("no function reference: " + reference);
    };
  }
}
