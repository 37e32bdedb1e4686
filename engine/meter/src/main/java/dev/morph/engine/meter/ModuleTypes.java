package dev.morph.engine.meter;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.BlockType;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.ValType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The types of a module, and those that the pass adds behind them: first that of {@link
 * Counters#REFILL}, then those of its own blocks.
 */
final class ModuleTypes {
  /** The form of a function type (core spec 5.3.6). */
  private static final int FUNCTION = 0x60;

  private final ModuleBinary module;
  private final Map<List<ValType>, Integer> indices = new HashMap<>();
  private final List<List<ValType>> added = new ArrayList<>();

  ModuleTypes(ModuleBinary module) {
    this.module = module;
  }

  private CompositeType composite(int index) {
    if (index < 0 || index >= module.types().size()) {
      throw Invalid.module("unknown type " + index);
    }
    return module.types().get(index).composite();
  }

  /** Whether there are structures or arrays, so that code may make some. */
  boolean allocates() {
    for (var type : module.types()) {
      if (!(type.composite() instanceof CompositeType.Function)) {
        return true;
      }
    }
    return false;
  }

  CompositeType.Function function(int index) {
    if (composite(index) instanceof CompositeType.Function function) {
      return function;
    }
    throw Invalid.module("type " + index + " is no function's");
  }

  CompositeType.Struct struct(int index) {
    if (composite(index) instanceof CompositeType.Struct struct) {
      return struct;
    }
    throw Invalid.module("type " + index + " is no structure's");
  }

  CompositeType.Array array(int index) {
    if (composite(index) instanceof CompositeType.Array array) {
      return array;
    }
    throw Invalid.module("type " + index + " is no array's");
  }

  /** The type of {@link Counters#REFILL}. */
  int refill() {
    return module.types().size();
  }

  /** Whether a block takes values from the stack. */
  boolean hasParameters(BlockType type) {
    return type.typeIndex() >= 0 && !function(type.typeIndex()).params().isEmpty();
  }

  /** The type of a block without parameters and with these results. */
  BlockType blockType(List<ValType> results) {
    return switch (results.size()) {
      case 0 -> BlockType.EMPTY;
      case 1 -> new BlockType(-1, results.getFirst());
      default ->
          new BlockType(
              indices.computeIfAbsent(
                  results,
                  wanted -> {
                    added.add(wanted);
                    return module.types().size() + added.size();
                  }),
              null);
    };
  }

  /** How many types were added. */
  int addedCount() {
    return added.size() + 1;
  }

  /** Writes the types that were added; each is a group of its own. */
  void writeAdded(BinaryWriter out) {
    List<ValType> fuel = List.of(ValType.I64);
    write(fuel, fuel, out);
    added.forEach(results -> write(List.of(), results, out));
  }

  private static void write(List<ValType> params, List<ValType> results, BinaryWriter out) {
    out.u8(FUNCTION).valueTypes(params).valueTypes(results);
  }
}
