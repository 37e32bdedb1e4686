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
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.Limits;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.TableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.Import;

/** A module of this engine. Immutable. */
final class EndiveModule implements CompiledModule {
  final WasmModule wasm;

  /** What runs, its vectors lowered. */
  final ModuleBinary binary;

  final @Nullable GeneratedCode code;

  /** Whether its interpreter is the one whose calls are turned; see {@link Turns}. */
  final boolean turned;

  /** The index of the first global that counts, or -1. */
  final int firstCounter;

  /** What was given. */
  private final ValidModule given;

  /** What was lowered, or null if there are no vectors. */
  private final @Nullable Vectors vectors;

  private final @Nullable Signature[] signatures;
  final List<ExternType.Global> globals = new ArrayList<>();
  final List<Import> endiveImports = new ArrayList<>();
  private final List<ImportType> imports = new ArrayList<>();
  private final List<ExportType> exports = new ArrayList<>();
  private final ModuleFacts facts;

  private EndiveModule(
      WasmModule wasm,
      ValidModule running,
      @Nullable Vectors vectors,
      @Nullable GeneratedCode code,
      CodeTraits traits,
      boolean interpreted) {
    this.firstCounter = traits.firstCounter();
    this.wasm = wasm;
    this.binary = running.binary();
    this.given = vectors == null ? running : vectors.given();
    this.vectors = vectors;
    this.turned =
        Turns.wanted(running.features())
            || running.code().turnedInstructions()
            || running.code().narrowStores();
    this.code = code;
    this.signatures = new Signature[binary.types().size()];
    for (int i = 0; i < binary.globals().size(); i++) {
      var global = binary.globals().get(i);
      var type = isVector(i) ? ValueType.V128 : Types.of(global.type(), binary);
      globals.add(new ExternType.Global(type, global.mutable()));
    }
    wasm.importSection().stream().forEach(endiveImports::add);
    for (var entry : binary.imports()) {
      boolean high = entry.kind() == ExternKind.GLOBAL && isVector(entry.index() - 1);
      if (!high) {
        imports.add(
            new ImportType(entry.module(), entry.name(), type(entry.kind(), entry.index())));
      }
    }
    for (var entry : binary.exports()) {
      exports.add(new ExportType(entry.name(), type(entry.kind(), entry.index())));
    }
    this.facts = facts(interpreted);
  }

  /**
   * A module that can be instantiated.
   *
   * @param wasm as Endive has it; indices mean the same as in {@code running}
   * @param running as it was given, or with its vectors lowered
   * @param code null if the whole module is interpreted
   * @param traits as the code was made
   * @param interpreted whether that is what was asked for
   */
  static EndiveModule of(
      WasmModule wasm,
      ValidModule running,
      @Nullable Vectors vectors,
      @Nullable GeneratedCode code,
      CodeTraits traits,
      boolean interpreted) {
    return new EndiveModule(wasm, running, vectors, code, traits, interpreted);
  }

  private ExternType type(ExternKind kind, int index) {
    return switch (kind) {
      case FUNCTION -> new ExternType.Function(signature(index).type);
      case TABLE -> {
        var table = binary.tables().get(index);
        yield new ExternType.Table(
            Types.of(table.element(), binary), table.limits().min(), table.limits().max());
      }
      case MEMORY -> {
        var limits = binary.memories().get(index);
        yield new ExternType.Memory(limits.min(), limits.max());
      }
      case GLOBAL -> globals.get(index);
      case TAG -> new ExternType.Tag(signatureOfType(tagType(index)).type);
    };
  }

  /** Whether a global is the low half of a vector; the next one is the high half. */
  boolean isVector(int global) {
    return global >= 0 && vectors != null && vectors.lowered().isLowHalf(global);
  }

  /** The limits of the memories that are not imported. */
  List<Limits> definedMemories() {
    return defined(binary.memories(), ExternKind.MEMORY);
  }

  /** The tables that are not imported. */
  List<TableType> definedTables() {
    return defined(binary.tables(), ExternKind.TABLE);
  }

  private <T> List<T> defined(List<T> all, ExternKind kind) {
    return all.subList(binary.imported(kind), all.size());
  }

  private ModuleFacts facts(boolean interpreted) {
    var original = given.binary();
    var bodySizes =
        original.bodies().stream().mapToLong(b -> b.end() - b.start()).summaryStatistics();
    return new ModuleFacts(
        original.bytes().length,
        original.bodies().size(),
        bodySizes.getSum(),
        Math.max(0, bodySizes.getMax()),
        original.data().stream().mapToLong(d -> d.end() - d.start()).sum(),
        definedMemories().stream().mapToLong(m -> m.min() * Memory.PAGE_BYTES).sum(),
        definedTables().stream().mapToLong(t -> t.limits().min()).sum(),
        given.features(),
        interpreted ? List.of() : interpretedNames(),
        original.startFunction() >= 0);
  }

  private List<String> interpretedNames() {
    int imported = binary.imported(ExternKind.FUNCTION);
    Set<Integer> all = new TreeSet<>();
    if (code == null) {
      IntStream.range(imported, imported + given.binary().bodies().size()).forEach(all::add);
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
    return signatureOfType(functionType(function));
  }

  int functionType(int function) {
    return binary.functionTypes().get(function);
  }

  /** The index in this module of a foreign function's type or nearest supertype, or -1. */
  int typeOf(EndiveFunction foreign) {
    return Bridge.typeIndex(foreign, wasm.typeSection(), binary.types().size());
  }

  int tagType(int tag) {
    return binary.tagTypes().get(tag);
  }

  int functionCount() {
    return binary.functionTypes().size();
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
    var original = given.binary();
    return original.customSections().stream()
        .map(section ->
            new CustomSection(
                section.name(),
                Arrays.copyOfRange(original.bytes(), section.start(), section.end())))
        .toList();
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
