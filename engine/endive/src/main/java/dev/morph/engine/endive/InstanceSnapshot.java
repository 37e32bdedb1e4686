package dev.morph.engine.endive;

import dev.morph.engine.api.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmGcRef;
import run.endive.runtime.WasmI31Ref;
import run.endive.wasm.types.Element;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/** What an instance itself defines, as it was at one moment. */
final class InstanceSnapshot implements Snapshot {
  private record GlobalValue(
      GlobalInstance global, long low, long high, @Nullable Object reference) {
    void restore() {
      global.setValueLow(low);
      if (global.getType().equals(ValType.V128)) {
        global.setValueHigh(high);
      } else if (global.getType().isObjectRef()) {
        global.setRefValue(reference);
      }
    }
  }

  private final EndiveInstance owner;
  private final List<FlatMemory.Image> memories = new ArrayList<>();
  private final List<BudgetTable.Image> tables = new ArrayList<>();
  private final List<GlobalValue> globals = new ArrayList<>();
  private final Element[] elements;
  private final FlatMemory.@Nullable Segments segments;

  private InstanceSnapshot(EndiveInstance owner, Instance instance) {
    this.owner = owner;
    var module = instance.module();
    var imports = instance.imports();
    int definedMemories = module.memorySection().map(m -> m.memoryCount()).orElse(0);
    for (int i = 0; i < definedMemories; i++) {
      memories.add(((FlatMemory) instance.memory(imports.memoryCount() + i)).image());
    }
    for (int i = imports.tableCount(); i < instance.tableCount(); i++) {
      tables.add(((BudgetTable) instance.table(i)).image());
    }
    for (int i = imports.globalCount(); i < instance.globalCount(); i++) {
      var global = instance.global(i);
      if (global.getMutabilityType() == MutabilityType.Var) {
        globals.add(
            new GlobalValue(
                global, global.getValueLow(), global.getValueHigh(), global.getRefValue()));
      }
    }
    this.elements = new Element[instance.elementCount()];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = instance.element(i);
    }
    this.segments = instance.memory() == null ? null : ((FlatMemory) instance.memory()).segments();
  }

  /** The state of an instance now, or null if it cannot be kept. */
  static @Nullable InstanceSnapshot of(EndiveInstance owner) {
    var instance = owner.endive();
    if (instance.memory() == null && instance.module().dataSection().dataSegmentCount() > 0) {
      return null; // Endive shows the segments that were dropped to memories alone
    }
    var snapshot = new InstanceSnapshot(owner, instance);
    boolean mutable =
        snapshot.tables.stream().anyMatch(BudgetTable.Image::holdsObjectsOfTheGuest)
            || objectsInGlobals(instance);
    return mutable ? null : snapshot;
  }

  /** Also in those that do not change: what they refer to may. */
  private static boolean objectsInGlobals(Instance instance) {
    for (int i = instance.imports().globalCount(); i < instance.globalCount(); i++) {
      var global = instance.global(i);
      boolean exception =
          global.getType().isReference()
              && !global.getType().isObjectRef()
              && !(global instanceof FunctionGlobal)
              && (int) global.getValueLow() != Value.REF_NULL_VALUE;
      if (exception || isObjectOfTheGuest(global.getRefValue())) {
        return true;
      }
    }
    return false;
  }

  static boolean isObjectOfTheGuest(@Nullable Object reference) {
    return reference instanceof WasmGcRef && !(reference instanceof WasmI31Ref);
  }

  @Override
  public void restore() {
    owner.enterAlone();
    try {
      memories.forEach(FlatMemory.Image::restore);
      tables.forEach(BudgetTable.Image::restore);
      globals.forEach(GlobalValue::restore);
      var instance = owner.endive();
      for (int i = 0; i < elements.length; i++) {
        instance.setElement(i, elements[i]);
      }
      if (segments != null) {
        segments.restore();
      }
      owner.forget();
    } finally {
      owner.exit();
    }
  }
}
