package dev.morph.component.abi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Imports;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ValueType;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.testkit.Wat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A value goes into a guest's export as an argument, from there into an import of the host as an
 * argument, and back by both as a result: all of lowering, lifting, storing and loading.
 */
class RoundTripTest {
  private static final WitType.Primitive[] PRIMITIVES = WitType.Primitive.values();

  @Property(tries = 2_000)
  void everyValueComesBackAsItWent(@ForAll long seed) {
    Random random = new Random(seed);
    WitType type = type(random, 3);
    Object value = value(type, random);
    WitType[] others = new WitType[random.nextInt(4)];
    Arrays.setAll(others, i -> type(random, 1));
    WitFunction echo = function(type, others);
    Object[] arguments = new Object[others.length + 1];
    arguments[0] = value;
    for (int i = 0; i < others.length; i++) {
      arguments[i + 1] = value(others[i], random);
    }

    Object back = echo(echo, arguments);

    assertThat(plain(back)).as(echo.toString()).isEqualTo(plain(value));
  }

  private static WitFunction function(WitType first, WitType[] others) {
    WitType[] params = new WitType[others.length + 1];
    params[0] = first;
    System.arraycopy(others, 0, params, 1, others.length);
    return Types.function(first, params);
  }

  private static HostFunction host(WitFunction type, Object[] arguments) {
    return CanonicalAbi.lower(
        type,
        (caller, given) -> {
          assertThat(plain(Arrays.asList(given))).isEqualTo(plain(Arrays.asList(arguments)));
          return given[0];
        });
  }

  private static Object echo(WitFunction type, Object[] arguments) {
    FakeGuest guest = new FakeGuest();
    HostFunction host = host(type, arguments);
    FunctionType exported = CanonicalAbi.exportType(type);
    boolean byMemory = host.type().params().size() > exported.params().size();
    guest.function(
        "f",
        exported,
        lanes -> {
          if (!byMemory) {
            return host.call(guest, lanes);
          }
          long[] withPlace = Arrays.copyOf(lanes, lanes.length + 1);
          withPlace[lanes.length] = guest.realloc(new long[] {0, 0, 8, 4096});
          host.call(guest, withPlace);
          return new long[] {withPlace[lanes.length]};
        });
    return CanonicalAbi.lift(guest, "f", type).call(arguments);
  }

  @Property(tries = 60)
  void everyValueComesBackThroughARealModule(@ForAll long seed) {
    Random random = new Random(seed);
    WitType type = type(random, 3);
    WitFunction echo = Types.function(type, type);
    Object value = value(type, random);
    HostFunction host = host(echo, new Object[] {value});
    CompiledModule module =
        EndiveEngine.interpreted().compile(Wat.assemble(text(echo, host.type())));
    Instance instance =
        module.instantiate(
            Imports.builder().put("host", "echo", host).build(), MemoryBudget.unlimited());

    Object back = CanonicalAbi.lift(instance, "f", echo).call(value);

    assertThat(plain(back)).as(echo.toString()).isEqualTo(plain(value));
  }

  /** A guest that hands its arguments to the host, and allocates by moving a mark. */
  private static String text(WitFunction type, FunctionType imported) {
    FunctionType exported = CanonicalAbi.exportType(type);
    boolean byMemory = imported.params().size() > exported.params().size();
    StringBuilder gets = new StringBuilder();
    for (int i = 0; i < exported.params().size(); i++) {
      gets.append(" (local.get ").append(i).append(')');
    }
    return """
    (module
      (import "host" "echo" (func $echo %s))
      (memory (export "memory") 4)
      (global $mark (mut i32) (i32.const 8192))
      (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (local $at i32)
        (local.set $at
          (i32.and
            (i32.sub (i32.add (global.get $mark) (local.get 2)) (i32.const 1))
            (i32.sub (i32.const 0) (local.get 2))))
        (global.set $mark (i32.add (local.get $at) (local.get 3)))
        (local.get $at))
      (func (export "f") %s
        (call $echo%s%s)%s))
    """
        .formatted(
            signature(imported),
            signature(exported),
            gets,
            byMemory ? " (i32.const 1024)" : "",
            byMemory ? " (i32.const 1024)" : "");
  }

  private static String signature(FunctionType type) {
    StringBuilder text = new StringBuilder();
    type.params().forEach(each -> text.append(" (param ").append(word(each)).append(')'));
    type.results().forEach(each -> text.append(" (result ").append(word(each)).append(')'));
    return text.toString();
  }

  private static String word(ValueType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }

  private static WitType type(Random random, int depth) {
    int kind = depth == 0 ? 0 : random.nextInt(10);
    return switch (kind) {
      case 1 -> Types.list(type(random, depth - 1));
      case 2 -> Types.record(some(random, depth));
      case 3 -> Types.tuple(some(random, depth));
      case 4 -> {
        WitType[] payloads = some(random, depth);
        payloads[random.nextInt(payloads.length)] = null;
        yield Types.variant(payloads);
      }
      case 5 -> Types.names(random.nextInt(1, 300));
      case 6 -> Types.flags(random.nextInt(1, 33));
      case 7 -> Types.option(type(random, depth - 1));
      case 8 ->
          Types.result(
              random.nextBoolean() ? type(random, depth - 1) : null,
              random.nextBoolean() ? type(random, depth - 1) : null);
      default -> PRIMITIVES[random.nextInt(PRIMITIVES.length)];
    };
  }

  private static WitType[] some(Random random, int depth) {
    WitType[] types = new WitType[random.nextInt(1, 5)];
    Arrays.setAll(types, i -> type(random, depth - 1));
    return types;
  }

  private static Object value(WitType type, Random random) {
    return switch (type) {
      case WitType.Primitive primitive -> primitive(primitive, random);
      case WitType.ListOf list -> {
        int count = random.nextInt(6);
        if (list.element() == WitType.Primitive.U8) {
          byte[] bytes = new byte[count];
          random.nextBytes(bytes);
          yield bytes;
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          values.add(value(list.element(), random));
        }
        yield values;
      }
      case WitType.Record record ->
          record.fields().stream().map(field -> value(field.type(), random)).toList();
      case WitType.Tuple tuple ->
          tuple.elements().stream().map(element -> value(element, random)).toList();
      case WitType.Variant variant -> {
        WitType.Case one = variant.cases().get(random.nextInt(variant.cases().size()));
        yield new VariantValue(one.name(), one.type() == null ? null : value(one.type(), random));
      }
      case WitType.Enum names -> names.cases().get(random.nextInt(names.cases().size()));
      case WitType.Flags flags -> {
        Set<String> set = new LinkedHashSet<>(flags.labels());
        set.removeIf(label -> random.nextBoolean());
        yield set;
      }
      case WitType.Option option ->
          random.nextBoolean() ? Optional.of(value(option.some(), random)) : Optional.empty();
      case WitType.Result result ->
          random.nextBoolean()
              ? new ResultValue.Ok(result.ok() == null ? null : value(result.ok(), random))
              : new ResultValue.Err(result.err() == null ? null : value(result.err(), random));
    };
  }

  private static Object primitive(WitType.Primitive type, Random random) {
    return switch (type) {
      case BOOL -> random.nextBoolean();
      case S8 -> (int) (byte) random.nextInt();
      case U8 -> random.nextInt() & 0xFF;
      case S16 -> (int) (short) random.nextInt();
      case U16 -> random.nextInt() & 0xFFFF;
      case S32 -> random.nextInt();
      case U32 -> random.nextInt() & 0xFFFF_FFFFL;
      case S64, U64 -> random.nextLong();
      case F32 -> Float.intBitsToFloat(random.nextInt());
      case F64 -> Double.longBitsToDouble(random.nextLong());
      case CHAR -> random.nextBoolean() ? random.nextInt(0xD800) : random.nextInt(0xE000, 0x110000);
      case STRING -> {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(8); n > 0; n--) {
          text.appendCodePoint((Integer) primitive(WitType.Primitive.CHAR, random));
        }
        yield text.toString();
      }
    };
  }

  /** The value with byte arrays as text, so that equality compares their content. */
  private static Object plain(Object value) {
    return switch (value) {
      case byte[] bytes -> "bytes " + Arrays.toString(bytes);
      case List<?> list -> list.stream().map(RoundTripTest::plain).toList();
      case Optional<?> optional -> optional.map(RoundTripTest::plain);
      case VariantValue variant when variant.payload() != null ->
          new VariantValue(variant.caseName(), plain(variant.payload()));
      case ResultValue.Ok ok when ok.value() != null -> new ResultValue.Ok(plain(ok.value()));
      case ResultValue.Err err when err.error() != null -> new ResultValue.Err(plain(err.error()));
      default -> value;
    };
  }
}
