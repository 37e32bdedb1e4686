package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.component.abi.CanonicalAbi;
import dev.morph.component.abi.WitPackages;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.ExportType;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.ValueType;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a module was recognised as: its ABI, its contracts, and under which names it exports their
 * functions (docs/reference/guest-abi.md, "Recognising a guest").
 */
record GuestShape(Abi abi, Set<Contract> contracts, Map<ContractFunction, String> functions) {
  private static final FunctionType BYTES_FUNCTION =
      new FunctionType(List.of(ValueType.I32, ValueType.I32), List.of(ValueType.I64));
  private static final FunctionType BYTES_ALLOC =
      new FunctionType(List.of(ValueType.I32), List.of(ValueType.I32));
  private static final FunctionType BYTES_FREE =
      new FunctionType(List.of(ValueType.I32, ValueType.I32), List.of());
  private static final FunctionType BYTES_ENVELOPE =
      new FunctionType(List.of(), List.of(ValueType.I32));
  private static final FunctionType INITIALIZE = new FunctionType(List.of(), List.of());
  private static final FunctionType REALLOC =
      new FunctionType(
          List.of(ValueType.I32, ValueType.I32, ValueType.I32, ValueType.I32),
          List.of(ValueType.I32));

  /**
   * Recognises a core module.
   *
   * @throws MorphException naming what was found where it is no extension
   */
  static GuestShape of(CompiledModule module) {
    Map<String, ExternType> exports = new LinkedHashMap<>();
    for (ExportType export : module.exports()) {
      exports.put(export.name(), export.type());
    }
    Abi abi = abi(module, exports);
    if (exports.containsKey("_initialize")) {
      require(exports, "_initialize", INITIALIZE);
    }
    Map<ContractFunction, String> functions =
        abi == Abi.BYTES ? bytesFunctions(exports) : canonicalFunctions(exports);
    Set<Contract> contracts = contracts(functions);
    if (contracts.isEmpty()) {
      throw new MorphException(
          ErrorCode.CONTRACT_UNKNOWN,
          "this module exports no contract that Morph knows; it exports "
              + listed(exports)
              + ". An integration exports describe and execute; a program init, update and"
              + " subscriptions; a frontend frontend_compile, a backend backend_generate, a"
              + " transformer transform");
    }
    return new GuestShape(abi, contracts, functions);
  }

  private static Abi abi(CompiledModule module, Map<String, ExternType> exports) {
    boolean bytes = exports.containsKey("morph_alloc");
    boolean section =
        module.customSections().stream()
            .anyMatch(custom -> custom.name().startsWith("component-type"));
    boolean canonical = exports.containsKey("cabi_realloc");
    if (bytes && (canonical || section)) {
      throw new MorphException(
          ErrorCode.MODULE_REFUSED,
          "this module has two ABIs: it exports morph_alloc (bytes ABI) and "
              + (canonical ? "cabi_realloc" : "carries a component-type section")
              + " (canonical ABI); build it for one of them");
    }
    if (bytes) {
      requireMemory(exports);
      require(exports, "morph_alloc", BYTES_ALLOC);
      require(exports, "morph_free", BYTES_FREE);
      if (exports.containsKey("morph_envelope")) {
        require(exports, "morph_envelope", BYTES_ENVELOPE);
      }
      return Abi.BYTES;
    }
    if (canonical || section) {
      requireMemory(exports);
      require(exports, "cabi_realloc", REALLOC);
      return Abi.CANONICAL;
    }
    if (exports.containsKey("_start")) {
      throw new MorphException(
          ErrorCode.MODULE_REFUSED,
          "this module is a WASI command (it exports _start), not an extension; build it as a"
              + " library (a reactor) that exports describe and execute");
    }
    throw new MorphException(
        ErrorCode.CONTRACT_UNKNOWN,
        "this module has no ABI that Morph knows: it exports neither morph_alloc (bytes ABI) nor"
            + " cabi_realloc (canonical ABI), and has no component-type section; it exports "
            + listed(exports));
  }

  private static void requireMemory(Map<String, ExternType> exports) {
    if (!(exports.get("memory") instanceof ExternType.Memory)) {
      throw new MorphException(
          ErrorCode.CONTRACT_UNKNOWN,
          "this module exports no memory named \"memory\", which both ABIs need; it exports "
              + listed(exports));
    }
  }

  private static void require(Map<String, ExternType> exports, String name, FunctionType type) {
    ExternType found = exports.get(name);
    if (!(found instanceof ExternType.Function function) || !function.type().equals(type)) {
      throw new MorphException(
          ErrorCode.CONTRACT_UNKNOWN,
          "the export "
              + name
              + " must be a function of type "
              + type
              + (found == null ? ", and there is none" : ", found " + describe(found)));
    }
  }

  private static Map<ContractFunction, String> bytesFunctions(Map<String, ExternType> exports) {
    Map<ContractFunction, String> functions = new EnumMap<>(ContractFunction.class);
    for (ContractFunction function : ContractFunction.values()) {
      if (function == ContractFunction.EXECUTE_PAIRS
          || function == ContractFunction.COMMON_CAPABILITIES) {
        continue;
      }
      String kebab = function.word();
      String snake = kebab.replace('-', '_');
      String name = exports.containsKey(snake) ? snake : exports.containsKey(kebab) ? kebab : null;
      if (name != null) {
        require(exports, name, BYTES_FUNCTION);
        functions.put(function, name);
      }
    }
    return functions;
  }

  private static Map<ContractFunction, String> canonicalFunctions(Map<String, ExternType> exports) {
    Map<ContractFunction, String> functions = new EnumMap<>(ContractFunction.class);
    for (ContractFunction function : ContractFunction.values()) {
      String name = canonicalName(exports, function);
      if (name == null || name.equals("execute")) {
        continue;
      }
      require(exports, name, CanonicalAbi.exportType(function.type()));
      functions.put(function, name);
    }
    if (exports.get("execute") instanceof ExternType.Function execute) {
      FunctionType json = CanonicalAbi.exportType(ContractFunction.EXECUTE.type());
      FunctionType pairs = CanonicalAbi.exportType(ContractFunction.EXECUTE_PAIRS.type());
      if (execute.type().equals(json)) {
        functions.put(ContractFunction.EXECUTE, "execute");
      } else if (execute.type().equals(pairs)) {
        functions.put(ContractFunction.EXECUTE_PAIRS, "execute");
      } else {
        throw new MorphException(
            ErrorCode.CONTRACT_UNKNOWN,
            "the export execute must be a function of type "
                + json
                + " (action, params, context) or "
                + pairs
                + " (action, pairs), found "
                + execute.type());
      }
    }
    for (String name : functions.values()) {
      String postReturn = "cabi_post_" + name;
      if (exports.containsKey(postReturn)
          && exports.get(name) instanceof ExternType.Function function) {
        require(exports, postReturn, new FunctionType(function.type().results(), List.of()));
      }
    }
    return functions;
  }

  private static @Nullable String canonicalName(
      Map<String, ExternType> exports, ContractFunction function) {
    String witInterface = function.witInterface();
    if (witInterface == null) {
      return exports.containsKey(function.word()) ? function.word() : null;
    }
    for (String name : exports.keySet()) {
      int hash = name.indexOf('#');
      if (hash > 0
          && name.substring(hash + 1).equals(function.word())
          && names(witInterface, name.substring(0, hash))) {
        return name;
      }
    }
    return null;
  }

  private static boolean names(String witInterface, String found) {
    return WitPackages.unversioned(found).filter(witInterface::equals).isPresent();
  }

  private static Set<Contract> contracts(Map<ContractFunction, String> functions) {
    Set<Contract> contracts = EnumSet.noneOf(Contract.class);
    if (functions.containsKey(ContractFunction.EXECUTE_PAIRS)) {
      contracts.add(Contract.INTEGRATION);
    } else if (functions.containsKey(ContractFunction.EXECUTE)) {
      if (!functions.containsKey(ContractFunction.DESCRIBE)) {
        throw new MorphException(
            ErrorCode.CONTRACT_UNKNOWN,
            "this module exports execute but not describe; an integration exports both");
      }
      contracts.add(Contract.INTEGRATION);
    }
    if (functions
        .keySet()
        .containsAll(
            EnumSet.of(
                ContractFunction.INIT, ContractFunction.UPDATE, ContractFunction.SUBSCRIPTIONS))) {
      contracts.add(Contract.PROGRAM);
    }
    if (functions.containsKey(ContractFunction.FRONTEND_COMPILE)) {
      contracts.add(Contract.FRONTEND);
    }
    if (functions.containsKey(ContractFunction.BACKEND_GENERATE)) {
      contracts.add(Contract.BACKEND);
    }
    if (functions.containsKey(ContractFunction.TRANSFORM)) {
      contracts.add(Contract.TRANSFORMER);
    }
    return contracts;
  }

  private static String listed(Map<String, ExternType> exports) {
    if (exports.isEmpty()) {
      return "nothing";
    }
    List<String> names = exports.keySet().stream().limit(12).toList();
    return String.join(", ", names)
        + (exports.size() > names.size()
            ? " and " + (exports.size() - names.size()) + " more"
            : "");
  }

  static String describe(ExternType type) {
    return switch (type) {
      case ExternType.Function function -> "a function of type " + function.type();
      case ExternType.Memory memory -> "a memory";
      case ExternType.Table table -> "a table";
      case ExternType.Global global -> "a global";
      case ExternType.Tag tag -> "a tag";
    };
  }
}
