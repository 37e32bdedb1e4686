package dev.morph.engine.endive;

import dev.morph.engine.api.Function;
import dev.morph.engine.api.Table;
import dev.morph.engine.api.ValueType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
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
    return Signature.reference(type, table.ref(at), instance);
  }

  @Override
  public void set(long index, @Nullable Object reference) {
    int at = (int) Objects.checkIndex(index, (long) table.size());
    if (table.objects()) {
      table.setObjRef(at, reference, instance.endive());
    } else {
      table.setRef(at, number(reference), instance.endive());
    }
  }

  @Override
  public long grow(long elements, @Nullable Object reference) {
    if (elements < 0 || elements > Integer.MAX_VALUE) {
      return -1;
    }
    return table.objects()
        ? table.growWithRef((int) elements, reference, instance.endive())
        : table.grow((int) elements, number(reference), instance.endive());
  }

  private int number(@Nullable Object reference) {
    return switch (reference) {
      case null -> Value.REF_NULL_VALUE;
      case Function function -> instance.indexOf(function);
      default -> throw new IllegalArgumentException("no function reference: " + reference);
    };
  }
}
