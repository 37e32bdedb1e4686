package dev.morph.engine.endive;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.DefinedType;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.ValType;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  private static final int HEADER_BYTES = 8;

  private final GuestHandle handle;
  private final Instance instance;

  private Bridge(GuestHandle handle, Instance instance) {
    this.handle = handle;
    this.instance = instance;
  }

  /** An instance with the types of the caller's module, whose function 0 is the target. */
  static Instance make(EndiveInstance caller, EndiveFunction target) {
    var handle = new GuestHandle(caller, target);
    byte[] wasm = module(caller.module().binary, caller.module().typeOf(target));
    var module =
        Parser.builder().withValidation(false).build().parse(() -> new ByteArrayInputStream(wasm));
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

  private static byte[] module(ModuleBinary caller, int typeIndex) {
    var types = new ArrayList<>(caller.types());
    int type = typeIndex;
    if (typeIndex < 0) {
      type = types.size();
      types.add(new DefinedType(unlikeAny(caller), true, List.of(), type, 1));
    }
    var imports =
        new BinaryWriter().u32(1).name("f").name("f").u8(ExternKind.FUNCTION.ordinal()).u32(type);
    return new BinaryWriter()
        .write(caller.bytes(), 0, HEADER_BYTES)
        .u8(Section.TYPE)
        .sized(new BinaryWriter().types(types))
        .u8(Section.IMPORT)
        .sized(imports)
        .toByteArray();
  }

  /** A function type with more parameters than any of the caller's module. */
  private static CompositeType unlikeAny(ModuleBinary caller) {
    int most = 0;
    for (var type : caller.types()) {
      if (type.composite() instanceof CompositeType.Function function) {
        most = Math.max(most, function.params().size());
      }
    }
    return new CompositeType.Function(Collections.nCopies(most + 1, ValType.I32), List.of());
  }

  /**
   * The index in the wanted section of the function's type or its nearest supertype, or -1.
   *
   * @param count of the section's types; those behind were added by {@link BlockTypes}
   */
  static int typeIndex(EndiveFunction target, TypeSection wanted, int count) {
    var module = target.instance.module();
    var source = module.wasm.typeSection();
    int type = module.functionType(target.index);
    while (true) {
      for (int i = 0; i < count; i++) {
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
