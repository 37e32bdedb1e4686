package dev.morph.engine.endive;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.CustomSection;
import dev.morph.engine.api.ExportType;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleFacts;
import dev.morph.engine.api.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.InvalidException;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.GlobalImport;
import run.endive.wasm.types.Import;
import run.endive.wasm.types.MemoryImport;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.TableImport;
import run.endive.wasm.types.TagImport;
import run.endive.wasm.types.TypeSection;
import run.endive.wasm.types.ValType;

/** A module of this engine. Immutable. */
final class EndiveModule implements CompiledModule {
  final WasmModule wasm;
  final ModuleScan scan;
  final @Nullable CodeGenerator code;

  /** Whether its interpreter is the one whose calls are turned; see {@link Turns}. */
  final boolean turned;

  /** What was lowered, or null if there are no vectors. */
  private final @Nullable Vectors vectors;

  private final @Nullable Signature[] signatures;
  private final int[] functionTypes;
  final List<ExternType.Global> globals = new ArrayList<>();
  final List<Import> endiveImports = new ArrayList<>();
  private final List<ExternType> tables = new ArrayList<>();
  private final List<ExternType> memories = new ArrayList<>();
  private final List<ExternType> tags = new ArrayList<>();
  private final List<Integer> tagTypes = new ArrayList<>();
  private final List<ImportType> imports = new ArrayList<>();
  private final List<ExportType> exports = new ArrayList<>();
  private final List<CustomSection> customSections;
  private final ModuleFacts facts;

  private EndiveModule(
      WasmModule wasm, ModuleScan scan, @Nullable Vectors vectors, boolean generateCode) {
    this.wasm = CallReferences.rewrite(wasm, scan.features);
    this.scan = scan;
    this.vectors = vectors;
    this.turned = Turns.wanted(scan.features) || scan.quietFloats;
    this.code = generateCode ? CodeGenerator.generate(this.wasm, scan.features) : null;
    this.customSections = List.copyOf(original().customSections);
    var types = wasm.typeSection();
    this.signatures = new Signature[types == null ? 0 : types.subTypeCount()];
    this.functionTypes = functionTypes(wasm);
    collectImports(types);
    collectDefinitions(types);
    collectExports();
    this.facts = facts(generateCode);
  }

  static EndiveModule of(
      WasmModule wasm, ModuleScan scan, @Nullable Vectors vectors, boolean generateCode) {
    return new EndiveModule(wasm, scan, vectors, generateCode);
  }

  private static int[] functionTypes(WasmModule wasm) {
    var imported =
        wasm.importSection().stream()
            .filter(FunctionImport.class::isInstance)
            .mapToInt(i -> ((FunctionImport) i).typeIndex());
    var defined =
        IntStream.range(0, wasm.functionSection().functionCount())
            .map(i -> wasm.functionSection().getFunctionType(i));
    return IntStream.concat(imported, defined).toArray();
  }

  private void collectImports(TypeSection types) {
    int memory = 0;
    int table = 0;
    for (int i = 0; i < wasm.importSection().importCount(); i++) {
      var entry = wasm.importSection().getImport(i);
      endiveImports.add(entry);
      ExternType type =
          switch (entry) {
            case FunctionImport f -> new ExternType.Function(signatureOfType(f.typeIndex()).type);
            case MemoryImport _ -> {
              var limits = scan.importedMemories.get(memory++);
              var declared = new ExternType.Memory(limits.min(), limits.max());
              memories.add(declared);
              yield declared;
            }
            case TableImport t -> {
              var limits = scan.importedTables.get(table++);
              var declared =
                  new ExternType.Table(Types.of(t.entryType(), types), limits.min(), limits.max());
              tables.add(declared);
              yield declared;
            }
            case GlobalImport g -> global(g.type(), g.mutabilityType(), types);
            case TagImport t -> {
              var declared = tagOf(t.tagType().typeIdx());
              tags.add(declared);
              yield declared;
            }
            default -> throw new IllegalStateException("import of kind " + entry.importType());
          };
      boolean high = entry instanceof GlobalImport && isVector(globals.size() - 2);
      if (!high) {
        imports.add(new ImportType(entry.module(), entry.name(), type));
      }
    }
  }

  private void collectDefinitions(TypeSection types) {
    for (var limits : scan.memories) {
      memories.add(new ExternType.Memory(limits.min(), limits.max()));
    }
    for (int i = 0; i < scan.tables.size(); i++) {
      var limits = scan.tables.get(i);
      var element = wasm.tableSection().getTable(i).elementType();
      tables.add(new ExternType.Table(Types.of(element, types), limits.min(), limits.max()));
    }
    for (var global : wasm.globalSection().globals()) {
      global(global.valueType(), global.mutabilityType(), types);
    }
    wasm.tagSection()
        .ifPresent(section -> {
          for (var tag : section.types()) {
            tags.add(tagOf(tag.typeIdx()));
          }
        });
  }

  private ExternType.Global global(ValType type, MutabilityType mutability, TypeSection types) {
    var valueType = isVector(globals.size()) ? ValueType.V128 : Types.of(type, types);
    var declared = new ExternType.Global(valueType, mutability == MutabilityType.Var);
    globals.add(declared);
    return declared;
  }

  /** Whether a global is the low half of a vector; the next one is the high half. */
  boolean isVector(int global) {
    return global >= 0 && vectors != null && vectors.lowered().isLowHalf(global);
  }

  private ExternType.Tag tagOf(int typeIndex) {
    var type = signatureOfType(typeIndex).type;
    if (!type.results().isEmpty()) {
      throw new InvalidException("non-empty tag result type");
    }
    tagTypes.add(typeIndex);
    return new ExternType.Tag(type);
  }

  private void collectExports() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < wasm.exportSection().exportCount(); i++) {
      var export = wasm.exportSection().getExport(i);
      int index = export.index();
      if (!names.add(export.name())) {
        throw new InvalidException("duplicate export name " + export.name());
      }
      ExternType type =
          switch (export.exportType()) {
            case FUNCTION -> new ExternType.Function(signature(index).type);
            case MEMORY -> memories.get(index);
            case TABLE -> tables.get(index);
            case GLOBAL -> {
              if (globals.get(index).mutable()) {
                original().features.add(Features.MUTABLE_GLOBALS);
              }
              yield globals.get(index);
            }
            case TAG -> tags.get(index);
          };
      exports.add(new ExportType(export.name(), type));
    }
  }

  /** The scan of the module that was given. */
  private ModuleScan original() {
    return vectors == null ? scan : vectors.scan();
  }

  private ModuleFacts facts(boolean generateCode) {
    var scan = original();
    return new ModuleFacts(
        scan.wasm.length,
        scan.bodies.size(),
        scan.codeBytes,
        scan.largestFunctionBytes,
        scan.dataBytes,
        scan.memories.stream().mapToLong(m -> m.min() * Memory.PAGE_BYTES).sum(),
        scan.tables.stream().mapToLong(ModuleScan.Limits::min).sum(),
        scan.features,
        generateCode ? interpretedNames() : List.of(),
        scan.startFunction);
  }

  private List<String> interpretedNames() {
    int imported = wasm.importSection().count(ExternalType.FUNCTION);
    Set<Integer> all = new TreeSet<>();
    if (code == null) {
      IntStream.range(imported, imported + original().bodies.size()).forEach(all::add);
    } else {
      all.addAll(code.interpreted());
    }
    return all.stream().map(this::functionName).toList();
  }

  private String functionName(int index) {
    var names = wasm.nameSection();
    String name = names == null ? null : names.nameOfFunction(index);
    return name == null ? "#" + index : name;
  }

  /** The signature of a function by its index. */
  Signature signature(int function) {
    return signatureOfType(functionTypes[function]);
  }

  int functionType(int function) {
    return functionTypes[function];
  }

  /** The index in this module of a foreign function's type or nearest supertype, or -1. */
  int typeOf(EndiveFunction foreign) {
    return Bridge.typeIndex(foreign, wasm.typeSection());
  }

  int tagType(int tag) {
    return tagTypes.get(tag);
  }

  int functionCount() {
    return functionTypes.length;
  }

  Signature signatureOfType(int type) {
    var known = signatures[type];
    if (known == null) {
      known = signature(wasm.typeSection().getType(type), type);
      signatures[type] = known;
    }
    return known;
  }

  private Signature signature(run.endive.wasm.types.FunctionType endiveType, int type) {
    var plain = Types.of(endiveType, wasm.typeSection());
    return new Signature(vectors == null ? plain : vectors.original(type, plain), endiveType);
  }

  /** True if this function is run by the interpreter. */
  boolean interprets(int function) {
    return code == null || code.interpreted().contains(function);
  }

  @Override
  public List<ImportType> imports() {
    return List.copyOf(imports);
  }

  @Override
  public List<ExportType> exports() {
    return List.copyOf(exports);
  }

  @Override
  public List<CustomSection> customSections() {
    return customSections;
  }

  @Override
  public ModuleFacts facts() {
    return facts;
  }

  @Override
  public Instance instantiate(Imports given, MemoryBudget budget) {
    return EndiveInstance.create(this, given, budget);
  }
}
