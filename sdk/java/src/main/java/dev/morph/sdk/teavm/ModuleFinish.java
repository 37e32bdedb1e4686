package dev.morph.sdk.teavm;

import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.teavm.backend.wasm.model.WasmCompositeType;
import org.teavm.backend.wasm.model.WasmFunctionType;
import org.teavm.backend.wasm.model.WasmGlobal;
import org.teavm.backend.wasm.model.WasmModule;
import org.teavm.backend.wasm.model.WasmType;
import org.teavm.backend.wasm.model.instruction.WasmInstructionList;

/**
 * A global whose value is the first free byte of memory. TeaVM has no hook for a finished module,
 * but asks for the values of globals when all else is done: the first time, this puts the module in
 * the shape of the bytes ABI.
 */
final class ModuleFinish extends WasmGlobal {
  private static final int PADDING = 128;
  private final WasmModule module;
  private final Set<WasmCompositeType> padding = Collections.newSetFromMap(new IdentityHashMap<>());
  private int asked;

  ModuleFinish(WasmModule module) {
    super("morph.heapBase", WasmType.INT32);
    setImmutable(true);
    this.module = module;
  }

  @Override
  public WasmInstructionList getInitialValue() {
    asked++;
    if (asked == 1) {
      finish();
    } else if (asked == 2) {
      // TeaVM has sorted the types in between: ours go to the front again.
      module.types.sort(Comparator.comparing(type -> !padding.contains(type)));
    }
    return super.getInitialValue();
  }

  private void finish() {
    padTypes();
    int end = endOfData();
    super.getInitialValue().builder().i32Const(end);
    module.memoryImportModule = null;
    module.memoryImportName = null;
    module.memoryExportName = "memory";
    module.setMinMemorySize((end >>> 16) + 1);
    module.setMaxMemorySize(0);
    Set<String> foreign = new TreeSet<>();
    globals(end, foreign);
    functions(foreign);
    module.tags.forEach(tag -> tag.setExportName(null));
    if (!foreign.isEmpty()) {
      throw new IllegalStateException(
          "the extension uses parts of the class library that need JavaScript, as the imports "
              + foreign
              + "; a Morph guest imports from module morph alone: leave out what reaches them");
    }
  }

  /**
   * Endive 1.0.0 reads a block type index of 64 to 127 as a value type: real types start at 128.
   */
  private void padTypes() {
    for (int i = 0; i < PADDING; i++) {
      var type = new WasmFunctionType("pad" + i, (WasmType) null, List.of());
      type.setFinal(true);
      padding.add(type);
      module.types.add(type);
    }
  }

  private int endOfData() {
    int end = 16;
    for (var segment : module.getSegments()) {
      end = Math.max(end, segment.getOffset() + segment.getLength());
    }
    return (end + 15) & -16;
  }

  private void globals(int end, Set<String> foreign) {
    for (var global : module.globals) {
      if (global == this || global.getImportName() == null) {
        continue;
      }
      if ("teavmMemory".equals(global.getImportModule())) {
        boolean isOffset = global.getImportName().equals("heapOffset");
        global.getInitialValue().builder().i32Const(isOffset ? end : Integer.MAX_VALUE);
        global.setImportModule(null);
        global.setImportName(null);
      } else {
        foreign.add(global.getImportModule() + "." + global.getImportName());
      }
      global.setExportName(null);
    }
  }

  private void functions(Set<String> foreign) {
    for (var function : module.functions) {
      var name = function.getExportName();
      if (name != null && name.startsWith("teavm")) {
        function.setExportName(null);
      }
      if (function.getImportName() != null && !"morph".equals(function.getImportModule())) {
        foreign.add(function.getImportModule() + "." + function.getImportName());
      }
    }
  }
}
