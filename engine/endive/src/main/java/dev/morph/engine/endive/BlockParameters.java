package dev.morph.engine.endive;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.engine.binary.BlockType;
import dev.morph.engine.binary.CompositeType;
import dev.morph.engine.binary.CompositeType.Function;
import dev.morph.engine.binary.DefinedType;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.FunctionBody;
import dev.morph.engine.binary.InstructionReader;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.Section;
import dev.morph.engine.binary.ValType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Works around a fault of Endive 1.0.0: a branch out of a block that has parameters takes too few
 * values off the stack, by as many as there are parameters, interpreted and compiled. Such blocks
 * are written again without parameters: before the block they go into new locals, and behind its
 * beginning they come back. Loops stay as they are, since a branch to one takes its parameters.
 */
final class BlockParameters {
  private final ModuleBinary module;
  private final List<DefinedType> types;

  /** The index of the type without parameters that has these results. */
  private final Map<List<ValType>, Integer> withoutParameters = new HashMap<>();

  private BlockParameters(ModuleBinary module) {
    this.module = module;
    this.types = new ArrayList<>(module.types());
  }

  /** Whether the instruction, which need not be valid, begins a block to be written again. */
  static boolean concerns(InstructionReader in, ModuleBinary module) {
    return switch (in.opcode()) {
      case BLOCK, IF, TRY_TABLE -> {
        int type = in.blockType().typeIndex();
        yield type >= 0
            && type < module.types().size()
            && module.types().get(type).composite() instanceof Function function
            && !function.params().isEmpty();
      }
      default -> false;
    };
  }

  /** A valid module that means the same, in which only loops have parameters. */
  static byte[] remove(ModuleBinary module) {
    var pass = new BlockParameters(module);
    var code = new BinaryWriter(module.bytes().length).u32(module.bodies().size());
    for (int i = 0; i < module.bodies().size(); i++) {
      code.sized(pass.new Body(i).write());
    }
    return ModuleCopy.of(
        module, Map.of(Section.TYPE, new BinaryWriter().types(pass.types), Section.CODE, code));
  }

  private BlockType withoutParameters(List<ValType> results) {
    return switch (results.size()) {
      case 0 -> BlockType.EMPTY;
      case 1 -> new BlockType(-1, results.getFirst());
      default -> new BlockType(withoutParameters.computeIfAbsent(results, this::add), null);
    };
  }

  private int add(List<ValType> results) {
    CompositeType type = new Function(List.of(), results);
    types.add(new DefinedType(type, true, List.of(), types.size(), 1));
    return types.size() - 1;
  }

  /** One body. The new locals are shared by its blocks: none is in use but around a beginning. */
  private final class Body {
    /**
     * A block that is open.
     *
     * @param parameters locals; empty if the block stays as it is
     */
    private record Block(List<Integer> parameters, boolean needsElse) {
      static final Block KEPT = new Block(List.of(), false);
    }

    private final FunctionBody body;
    private final int firstNew;
    private final List<ValType> added = new ArrayList<>();
    private final Deque<Block> open = new ArrayDeque<>();
    private final BinaryWriter out;

    Body(int index) {
      body = module.bodies().get(index);
      int function = module.imported(ExternKind.FUNCTION) + index;
      var type = (Function) module.types().get(module.functionTypes().get(function)).composite();
      long locals = body.locals().stream().mapToLong(FunctionBody.LocalRun::count).sum();
      firstNew = Math.toIntExact(type.params().size() + locals);
      out = new BinaryWriter(body.end() - body.start() + 64);
    }

    BinaryWriter write() {
      var in = new InstructionReader(module.bytes(), body.code(), body.end());
      while (in.next()) {
        instruction(in);
      }
      var whole = new BinaryWriter(out.length() + 64).u32(body.locals().size() + added.size());
      body.locals().forEach(run -> whole.u32((int) run.count()).valueType(run.type()));
      added.forEach(type -> whole.u32(1).valueType(type));
      return whole.write(out);
    }

    private void instruction(InstructionReader in) {
      switch (in.opcode()) {
        case BLOCK, LOOP, IF, TRY_TABLE -> begin(in);
        case ELSE -> {
          Block block = open.pop();
          open.push(new Block(block.parameters, false));
          copy(in);
          get(block.parameters);
        }
        case END -> {
          Block block = open.isEmpty() ? Block.KEPT : open.pop();
          if (block.needsElse) {
            out.opcode(Opcode.ELSE);
            get(block.parameters);
          }
          copy(in);
        }
        default -> copy(in);
      }
    }

    private void begin(InstructionReader in) {
      if (!concerns(in, module)) {
        open.push(Block.KEPT);
        copy(in);
        return;
      }
      var type = (Function) module.types().get(in.blockType().typeIndex()).composite();
      boolean condition = in.opcode() == Opcode.IF;
      List<ValType> kept = new ArrayList<>(type.params());
      if (condition) {
        kept.add(ValType.I32);
      }
      List<Integer> locals = locals(kept);
      for (int local : locals.reversed()) {
        out.opcode(Opcode.LOCAL_SET, local);
      }
      List<Integer> parameters = locals.subList(0, type.params().size());
      if (condition) {
        out.opcode(Opcode.LOCAL_GET, locals.getLast());
      }
      out.opcode(in.opcode()).blockType(withoutParameters(type.results()));
      if (in.opcode() == Opcode.TRY_TABLE) {
        out.catches(in.catches());
      }
      get(parameters);
      open.push(new Block(parameters, condition));
    }

    /** New locals of these types, no two of them the same. */
    private List<Integer> locals(List<ValType> wanted) {
      List<Integer> locals = new ArrayList<>();
      for (ValType type : wanted) {
        int at = 0;
        while (at < added.size()
            && (!added.get(at).equals(type) || locals.contains(firstNew + at))) {
          at++;
        }
        if (at == added.size()) {
          added.add(type);
        }
        locals.add(firstNew + at);
      }
      return locals;
    }

    private void get(List<Integer> locals) {
      locals.forEach(local -> out.opcode(Opcode.LOCAL_GET, local));
    }

    private void copy(InstructionReader in) {
      out.write(module.bytes(), in.start(), in.end());
    }
  }
}
