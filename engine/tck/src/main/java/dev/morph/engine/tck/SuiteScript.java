package dev.morph.engine.tck;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Engine;
import dev.morph.engine.api.Extern;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import dev.morph.engine.api.Trap;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.api.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Runs the commands of one core suite file, in order, on one engine. */
final class SuiteScript {
  private static final long MEMORY_BYTES = 1L << 30;
  private static final long TABLE_ELEMENTS = 20_000_000;

  /** Gives a binary of the file's folder. */
  interface Binaries {
    byte[] read(String name);
  }

  /** The expectation of a command was not met. */
  private static final class Unmet extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int causeLine;

    Unmet(String message) {
      this(message, -1);
    }

    Unmet(String message, int causeLine) {
      super(message, null, false, false);
      this.causeLine = causeLine;
    }
  }

  /** A module or an instance, or the line at which it failed. */
  private record Slot<T>(@Nullable T value, int line) {
    T require() {
      if (value == null) {
        throw new Unmet("the module of line " + line + " is not there", line);
      }
      return value;
    }
  }

  private final String file;
  private final Engine engine;
  private final Binaries binaries;
  private final Map<String, Slot<Instance>> registered = new HashMap<>();
  private final Map<String, Slot<Instance>> named = new HashMap<>();
  private final Map<String, Slot<CompiledModule>> definitions = new HashMap<>();
  private Slot<Instance> current = new Slot<>(null, 0);
  private Slot<CompiledModule> lastDefinition = new Slot<>(null, 0);

  SuiteScript(String file, Engine engine, Binaries binaries) {
    this.file = file;
    this.engine = engine;
    this.binaries = binaries;
  }

  /** Runs all commands that have a binary or need none. */
  List<CommandResult> run(JsonObject script) {
    registered.put("spectest", new Slot<>(instantiate(engine.compile(Spectest.binary())), 0));
    List<CommandResult> results = new ArrayList<>();
    for (JsonValue item : ((JsonArray) Objects.requireNonNull(script.get("commands"))).items()) {
      JsonObject command = (JsonObject) item;
      if (!isTextOnly(command)) {
        results.add(run(command, Suite.text(command, "type")));
      }
    }
    return results;
  }

  /** True for the commands that test a parser of the text format. */
  static boolean isTextOnly(JsonObject command) {
    return Suite.textOr(command, "module_type", "binary").equals("text")
        && !command.has("binary_filename");
  }

  private CommandResult run(JsonObject command, String type) {
    int line = Suite.line(command);
    int causeLine = line;
    String failure = "";
    try {
      execute(command, type);
    } catch (Unmet unmet) {
      failure = String.valueOf(unmet.getMessage());
      causeLine = unmet.causeLine < 0 ? line : unmet.causeLine;
    } catch (RuntimeException | Error thrown) {
      failure = "unexpected " + describe(thrown);
    }
    return new CommandResult(file, line, causeLine, type, type.startsWith("assert_"), failure);
  }

  private void execute(JsonObject command, String type) {
    switch (type) {
      case "module" -> module(command);
      case "module_definition" -> moduleDefinition(command);
      case "module_instance" -> moduleInstance(command);
      case "register" ->
          registered.put(
              Suite.text(command, "as"),
              new Slot<>(target(command, "name").require(), Suite.line(command)));
      case "action" -> perform(command);
      case "assert_return" -> assertReturn(command);
      case "assert_trap" -> {
        Trap trap = expectTrap(() -> perform(command));
        requireKind(TrapKinds.fits(Suite.text(command, "text"), trap), command, trap);
      }
      case "assert_exception" -> {
        Trap trap = expectTrap(() -> perform(command));
        requireKind(trap.kind() == Trap.Kind.UNCAUGHT_EXCEPTION, command, trap);
      }
      case "assert_exhaustion" -> {
        Trap trap = expectTrap(() -> perform(command));
        requireKind(trap.kind() == Trap.Kind.STACK_OVERFLOW, command, trap);
      }
      case "assert_uninstantiable" -> {
        CompiledModule module = compile(command);
        Trap trap = expectTrap(() -> instantiate(module));
        requireKind(TrapKinds.fits(Suite.text(command, "text"), trap), command, trap);
      }
      case "assert_unlinkable" -> {
        CompiledModule module = compile(command);
        expectRejection(Phase.UNLINKABLE, command, () -> instantiate(module));
      }
      case "assert_malformed" -> expectRejection(Phase.MALFORMED, command, () -> compile(command));
      case "assert_invalid" -> expectRejection(Phase.INVALID, command, () -> compile(command));
      default -> throw new IllegalStateException("the suite has a command not known: " + type);
    }
  }

  private void module(JsonObject command) {
    int line = Suite.line(command);
    current = new Slot<>(null, line);
    putNamed(command, "name", current);
    current = new Slot<>(instantiate(compile(command)), line);
    putNamed(command, "name", current);
  }

  private void putNamed(JsonObject command, String member, Slot<Instance> slot) {
    if (command.has(member)) {
      named.put(Suite.text(command, member), slot);
    }
  }

  private void moduleDefinition(JsonObject command) {
    int line = Suite.line(command);
    String name = Suite.textOr(command, "name", "");
    lastDefinition = new Slot<>(null, line);
    definitions.put(name, lastDefinition);
    lastDefinition = new Slot<>(compile(command), line);
    definitions.put(name, lastDefinition);
  }

  private void moduleInstance(JsonObject command) {
    int line = Suite.line(command);
    current = new Slot<>(null, line);
    putNamed(command, "instance", current);
    String name = Suite.textOr(command, "module", "");
    Slot<CompiledModule> definition = definitions.getOrDefault(name, lastDefinition);
    current = new Slot<>(instantiate(definition.require()), line);
    putNamed(command, "instance", current);
  }

  private CompiledModule compile(JsonObject command) {
    String name = Suite.textOr(command, "binary_filename", Suite.textOr(command, "filename", ""));
    return engine.compile(binaries.read(name));
  }

  private Instance instantiate(CompiledModule module) {
    Imports.Builder imports = Imports.builder();
    for (ImportType wanted : module.imports()) {
      Slot<Instance> from = registered.get(wanted.module());
      Extern extern = from == null ? null : from.require().export(wanted.name());
      if (extern != null) {
        imports.put(wanted.module(), wanted.name(), extern);
      }
    }
    return module.instantiate(imports.build(), MemoryBudget.of(MEMORY_BYTES, TABLE_ELEMENTS));
  }

  private Slot<Instance> target(JsonObject object, String member) {
    if (!object.has(member)) {
      return current;
    }
    String name = Suite.text(object, member);
    Slot<Instance> slot = named.get(name);
    if (slot == null) {
      throw new IllegalStateException("the suite names a module not known: " + name);
    }
    return slot;
  }

  private Values perform(JsonObject command) {
    JsonObject action = (JsonObject) Objects.requireNonNull(command.get("action"));
    Instance instance = target(action, "module").require();
    String field = Suite.text(action, "field");
    return Suite.text(action, "type").equals("get")
        ? get(instance, field)
        : invoke(instance, field, SuiteValue.listOf(action.get("args")));
  }

  private static Values get(Instance instance, String field) {
    Global global = instance.global(field);
    if (global == null) {
      throw new Unmet("no global \"" + field + "\"");
    }
    ExternType.Global type = global.type();
    return switch (type.type()) {
      case I32, I64, F32, F64 -> Values.of(global.get());
      case V128 -> Values.of(global.get(), global.getHigh());
      case FUNCREF, EXTERNREF, OTHER_REF ->
          new Values(GuestFunction.NO_LANES, new @Nullable Object[] {global.getReference()});
    };
  }

  private static Values invoke(Instance instance, String field, List<SuiteValue> arguments) {
    GuestFunction function = instance.function(field);
    if (function == null) {
      throw new Unmet("no function \"" + field + "\"");
    }
    long[] lanes = new long[2 * arguments.size()];
    List<@Nullable Object> references = new ArrayList<>();
    int used = 0;
    for (SuiteValue argument : arguments) {
      if (argument.isReference()) {
        references.add(argument.reference());
      } else {
        used = argument.writeLanes(lanes, used);
      }
    }
    lanes = Arrays.copyOf(lanes, used);
    return hasReferences(function)
        ? function.callWithReferences(new Values(lanes, references.toArray()))
        : Values.of(function.call(lanes));
  }

  private static boolean hasReferences(GuestFunction function) {
    return function.type().params().stream().anyMatch(SuiteScript::isReference)
        || function.type().results().stream().anyMatch(SuiteScript::isReference);
  }

  private static boolean isReference(ValueType type) {
    return switch (type) {
      case I32, I64, F32, F64, V128 -> false;
      case FUNCREF, EXTERNREF, OTHER_REF -> true;
    };
  }

  private void assertReturn(JsonObject command) {
    Values actual = perform(command);
    List<SuiteValue> expected = SuiteValue.listOf(command.get("expected"));
    int lane = 0;
    int reference = 0;
    boolean same = true;
    for (SuiteValue value : expected) {
      if (value.isReference()) {
        same &=
            reference < actual.references().length
                && value.matchesReference(actual.references()[reference]);
        reference++;
      } else {
        int width = value.laneCount();
        same &= lane + width <= actual.lanes().length && value.matchesLanes(actual.lanes(), lane);
        lane += width;
      }
    }
    same &= lane == actual.lanes().length && reference == actual.references().length;
    if (!same) {
      throw new Unmet("expected " + expected + ", got " + describe(actual));
    }
  }

  private static String describe(Values values) {
    return Arrays.stream(values.lanes()).mapToObj(Long::toHexString).toList()
        + (values.references().length == 0 ? "" : " " + Arrays.toString(values.references()));
  }

  private static Trap expectTrap(Runnable action) {
    try {
      action.run();
    } catch (Trap trap) {
      return trap;
    } catch (Unmet unmet) {
      throw unmet;
    } catch (RuntimeException | Error thrown) {
      throw new Unmet("expected a trap, got " + describe(thrown));
    }
    throw new Unmet("expected a trap, it returned");
  }

  private static void requireKind(boolean fits, JsonObject command, Trap trap) {
    if (!fits) {
      throw new Unmet(
          "expected the trap \""
              + Suite.textOr(command, "text", Suite.text(command, "type"))
              + "\", got "
              + trap.kind()
              + " \""
              + trap.getMessage()
              + "\"");
    }
  }

  private static void expectRejection(Phase phase, JsonObject command, Runnable action) {
    String expected = "expected " + phase + " (" + Suite.text(command, "text") + "), ";
    try {
      action.run();
    } catch (ModuleException rejected) {
      if (rejected.phase() != phase) {
        throw new Unmet(expected + "got " + describe(rejected));
      }
      return;
    } catch (Unmet unmet) {
      throw unmet;
    } catch (RuntimeException | Error thrown) {
      throw new Unmet(expected + "got " + describe(thrown));
    }
    throw new Unmet(expected + "it was accepted");
  }

  private static String describe(Throwable thrown) {
    return switch (thrown) {
      case ModuleException rejected -> rejected.phase() + " \"" + rejected.getMessage() + "\"";
      case Trap trap -> "trap " + trap.kind() + " \"" + trap.getMessage() + "\"";
      default -> thrown.toString();
    };
  }
}
