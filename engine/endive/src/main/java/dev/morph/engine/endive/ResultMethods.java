package dev.morph.engine.endive;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.ValType;

/**
 * Knows the modules that a fault of Endive 1.0.0 keeps from being compiled. For each list of
 * results that functions have, if it is longer than one, the compiler makes a method that packs
 * them. Its name does not tell references to functions from references to objects, and of two lists
 * with one name only the first gets its method: the code calls what is not there.
 */
final class ResultMethods {
  private ResultMethods() {}

  /** Whether two lists of results have one name and want two methods. */
  static boolean collide(WasmModule module) {
    Map<List<String>, List<Boolean>> objectsByName = new HashMap<>();
    return results(module)
        .filter(results -> results.size() > 1)
        .anyMatch(results -> {
          List<Boolean> objects = results.stream().map(ValType::isObjectRef).toList();
          List<Boolean> known =
              objectsByName.putIfAbsent(results.stream().map(ValType::name).toList(), objects);
          return known != null && !known.equals(objects);
        });
  }

  private static Stream<List<ValType>> results(WasmModule module) {
    var types = module.typeSection();
    var defined = module.functionSection();
    return Stream.concat(
        module.importSection().stream()
            .filter(FunctionImport.class::isInstance)
            .map(wanted -> types.getType(((FunctionImport) wanted).typeIndex()).returns()),
        IntStream.range(0, defined.functionCount())
            .mapToObj(i -> types.getType(defined.getFunctionType(i)).returns()));
  }
}
