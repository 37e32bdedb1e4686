package dev.morph.engine.endive;

import dev.morph.engine.api.Extern;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.binary.Limits;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportGlobal;
import run.endive.runtime.ImportMemory;
import run.endive.runtime.ImportTable;
import run.endive.runtime.ImportTag;
import run.endive.runtime.ImportValues;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.Import;
import run.endive.wasm.types.TagImport;
import run.endive.wasm.types.TypeSection;

/** Finds and checks what a module imports; core spec 4.5.4 (external typing). */
final class Linker {
  private final EndiveInstance instance;
  private final EndiveModule module;
  private final Imports given;
  private final ImportValues.Builder values = ImportValues.builder();

  Linker(EndiveInstance instance, EndiveModule module, Imports given) {
    this.instance = instance;
    this.module = module;
    this.given = given;
  }

  ImportValues link() {
    int memory = 0;
    int table = 0;
    int globals = 0;
    Extern before = null;
    for (var wanted : module.endiveImports) {
      boolean high = wanted.importType() == ExternalType.GLOBAL && module.isVector(globals - 1);
      Extern extern = high ? before : given.find(wanted.module(), wanted.name());
      before = extern;
      if (extern == null) {
        throw unlinkable(wanted, "unknown import: nothing is given");
      }
      switch (wanted.importType()) {
        case FUNCTION -> function((FunctionImport) wanted, extern);
        case MEMORY -> memory(wanted, extern, module.binary.memories().get(memory++));
        case TABLE -> table(wanted, extern, module.binary.tables().get(table++).limits());
        case GLOBAL -> {
          if (!(extern instanceof EndiveGlobal global)) {
            throw incompatible(wanted, "a global of this engine", extern);
          }
          var type = module.globals.get(high ? globals - 1 : globals);
          globals++;
          if ((type.type() == ValueType.V128) != (global.high() != null)) {
            throw incompatible(wanted, "a global " + type, global.type());
          }
          var shared = high && global.high() != null ? global.high() : global.global();
          var seen = shared instanceof FunctionGlobal held ? held.view(instance) : shared;
          values.addGlobal(new ImportGlobal(wanted.module(), wanted.name(), seen));
        }
        case TAG -> {
          if (!(extern instanceof EndiveTag tag)) {
            throw incompatible(wanted, "a tag of this engine", extern);
          }
          int type = ((TagImport) wanted).tagType().typeIdx();
          if (!TypeSection.crossModuleCanonicallyEquivalent(
              tag.types(), tag.type(), module.wasm.typeSection(), type)) {
            throw incompatible(wanted, "a tag " + module.signatureOfType(type).type, extern);
          }
          values.addTag(new ImportTag(wanted.module(), wanted.name(), tag.tag()));
        }
      }
    }
    return values.build();
  }

  private void function(FunctionImport wanted, Extern extern) {
    var signature = module.signatureOfType(wanted.typeIndex());
    switch (extern) {
      case HostFunction host -> {
        if (!host.type().equals(signature.type)) {
          throw incompatible(wanted, "a function " + signature.type, host.type());
        }
        add(wanted, signature, new HostHandle(instance, host, signature));
      }
      case EndiveFunction guest -> {
        if (!subtype(guest, wanted.typeIndex())) {
          throw incompatible(wanted, "a function " + signature.type, guest.type());
        }
        add(wanted, signature, new GuestHandle(instance, guest));
      }
      default -> throw incompatible(wanted, "a function", extern);
    }
    instance.addImportedFunction(extern);
  }

  private void add(
      FunctionImport wanted, Signature signature, run.endive.runtime.WasmFunctionHandle handle) {
    values.addFunction(
        new ImportFunction(wanted.module(), wanted.name(), signature.endiveType, handle));
  }

  /** Whether the function's type, or one it declares as its supertype, is the wanted one. */
  private boolean subtype(EndiveFunction guest, int wantedType) {
    var source = guest.instance.module().wasm.typeSection();
    int type = guest.instance.module().functionType(guest.index);
    while (true) {
      if (TypeSection.crossModuleCanonicallyEquivalent(
          source, type, module.wasm.typeSection(), wantedType)) {
        return true;
      }
      int[] supertypes = source.getSubType(type).typeIdx();
      if (supertypes.length == 0) {
        return false;
      }
      type = supertypes[0];
    }
  }

  private void memory(Import wanted, Extern extern, Limits limits) {
    if (!(extern instanceof EndiveMemory memory)) {
      throw incompatible(wanted, "a memory of this engine", extern);
    }
    var flat = memory.memory();
    check(wanted, limits, flat.pages(), flat.declaredMaxPages());
    values.addMemory(new ImportMemory(wanted.module(), wanted.name(), flat.view()));
  }

  private void table(Import wanted, Extern extern, Limits limits) {
    if (!(extern instanceof EndiveTable table)) {
      throw incompatible(wanted, "a table of this engine", extern);
    }
    check(wanted, limits, table.table().size(), table.table().declaredMax());
    values.addTable(new ImportTable(wanted.module(), wanted.name(), table.table().view(instance)));
  }

  private static void check(Import wanted, Limits limits, long size, long max) {
    if (size < limits.min() || limits.max() >= 0 && (max < 0 || max > limits.max())) {
      throw incompatible(
          wanted,
          "limits from " + limits.min() + " to " + (limits.max() < 0 ? "any" : limits.max()),
          size + " to " + (max < 0 ? "any" : max));
    }
  }

  private static ModuleException incompatible(Import wanted, String expected, Object found) {
    return unlinkable(
        wanted, "incompatible import type: " + expected + " is wanted, given " + found);
  }

  private static ModuleException unlinkable(Import wanted, String why) {
    return new ModuleException(
        Phase.UNLINKABLE, "import " + wanted.module() + "." + wanted.name() + ": " + why);
  }
}
