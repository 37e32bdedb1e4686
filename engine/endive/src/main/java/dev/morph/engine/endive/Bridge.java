package dev.morph.engine.endive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import run.endive.runtime.CallResult;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.wasm.Parser;
import run.endive.wasm.types.TypeSection;

/**
 * Works around a fault of Endive 1.0.0: an indirect call looks up the caller's type index in the
 * type section of the callee's module. A function of another instance is therefore shown to a
 * caller as function 0 of an instance made for it, which has the types of the caller's module.
 *
 * <p>Endive refuses indirect tail calls to another machine's functions, so they trap.
 */
final class Bridge implements Machine {
  private static final int IMPORT_SECTION = 2;

  private final GuestHandle handle;
  private final Instance instance;

  private Bridge(GuestHandle handle, Instance instance) {
    this.handle = handle;
    this.instance = instance;
  }

  /** An instance with the types of the caller's module, whose function 0 is the target. */
  static Instance make(EndiveInstance caller, EndiveFunction target) {
    var handle = new GuestHandle(caller, target);
    byte[] wasm = module(caller.module().scan, caller.module().typeOf(target));
    var module = Parser.builder().build().parse(() -> new ByteArrayInputStream(wasm));
    var type =
        module
            .typeSection()
            .getType(
                module.importSection().stream()
                    .map(run.endive.wasm.types.FunctionImport.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .typeIndex());
    return Instance.builder(module)
        .withImportValues(
            ImportValues.builder().addFunction(new ImportFunction("f", "f", type, handle)).build())
        .withStart(false)
        .withMachineFactory(made -> new Bridge(handle, made))
        .build();
  }

  private static byte[] module(ModuleScan scan, int typeIndex) {
    var types = new ByteArrayOutputStream();
    int known = Math.max(0, scan.typeSectionEntries);
    int type = typeIndex;
    if (typeIndex < 0) {
      BlockTypes.unsigned(types, known + 1);
      type = scan.types.size();
    } else {
      BlockTypes.unsigned(types, known);
    }
    if (!scan.types.isEmpty()) {
      var in = new Cursor(scan.wasm, scan.typeSectionStart, scan.wasm.length);
      in.index();
      types.write(scan.wasm, in.position(), scan.types.getLast().end() - in.position());
    }
    if (typeIndex < 0) {
      unlikeAny(scan, types);
    }
    var imports = new ByteArrayOutputStream();
    imports.writeBytes(new byte[] {1, 1, 'f', 1, 'f', 0});
    BlockTypes.unsigned(imports, type);
    var out = new ByteArrayOutputStream();
    out.write(scan.wasm, 0, 8);
    BlockTypes.section(out, 1, types);
    BlockTypes.section(out, IMPORT_SECTION, imports);
    return out.toByteArray();
  }

  /** A function type with more parameters than a type of the caller's module has bytes. */
  private static void unlikeAny(ModuleScan scan, ByteArrayOutputStream types) {
    int longest =
        scan.types.stream().mapToInt(entry -> entry.end() - entry.start()).max().orElse(0);
    types.write(0x60);
    BlockTypes.unsigned(types, longest);
    for (int i = 0; i < longest; i++) {
      types.write(0x7F);
    }
    types.write(0);
  }

  /** The index in the wanted section of the function's type or its nearest supertype, or -1. */
  static int typeIndex(EndiveFunction target, TypeSection wanted) {
    var module = target.instance.module();
    var source = module.wasm.typeSection();
    int type = module.functionType(target.index);
    while (true) {
      for (int i = 0; i < wanted.subTypeCount(); i++) {
        if (TypeSection.crossModuleCanonicallyEquivalent(source, type, wanted, i)) {
          return i;
        }
      }
      int[] supertypes = source.getSubType(type).typeIdx();
      if (supertypes.length == 0) {
        return -1;
      }
      type = supertypes[0];
    }
  }

  @Override
  public long[] call(int function, long[] lanes) {
    return handle.apply(instance, lanes);
  }

  @Override
  public long[] call(int function, long[] lanes, Object[] references) {
    return handle.applyWithRefs(instance, lanes, references).longs();
  }

  @Override
  public CallResult callWithRefs(int function, long[] lanes, Object[] references) {
    return handle.applyWithRefs(instance, lanes, references);
  }
}
