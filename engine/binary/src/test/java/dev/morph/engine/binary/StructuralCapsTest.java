package dev.morph.engine.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.ModuleException.Phase;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is large, deep or only says so costs no more than its bytes. */
class StructuralCapsTest {
  private static final int END = 0x0B;

  private static void assertRefused(byte[] wasm, String message) {
    var fault = Objects.requireNonNull(Modules.fault(wasm));
    assertThat(fault.phase()).isEqualTo(Phase.REFUSED);
    assertThat(fault).hasMessageContaining(message);
  }

  /** How many bytes the thread allocates meanwhile. */
  private static long allocated(Runnable action) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    action.run();
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @CsvSource({
    "1, ''", // types
    "1, 01 4e", // types of a group
    "1, 01 60", // parameters
    "1, 01 60 00", // results
    "1, 01 5f", // fields
    "1, 01 50", // supertypes
    "2, ''",
    "2, 01", // bytes of a name
    "3, ''",
    "4, ''",
    "5, ''",
    "6, ''",
    "7, ''",
    "9, ''",
    "9, 01 01 00", // functions of a segment
    "9, 01 05 70", // expressions of a segment
    "10, ''",
    "10, 01", // bytes of a body
    "11, ''",
    "11, 01 01", // bytes of a segment
    "13, ''"
  })
  void allocatesNothingForCountsThatAreOnlyAnnounced(int section, String before) {
    byte[] prefix = java.util.HexFormat.ofDelimiter(" ").parseHex(before);
    byte[] wasm =
        Modules.of(
            Modules.section(section, new BinaryWriter().write(prefix, 0, prefix.length).u32(-1)));
    Runnable decode =
        () ->
            assertThatThrownBy(() -> ModuleBinary.decode(wasm)).isInstanceOf(ModuleException.class);
    decode.run();
    assertThat(allocated(decode)).isLessThan(1 << 20);
  }

  @Test
  void refusesFourBillionLocalsWithoutAllocatingThem() {
    byte[] wasm = Modules.withBody(new BinaryWriter().u32(1).u32(-1).u8(0x7F).u8(END));
    assertRefused(wasm, "locals in a function");
    assertThat(allocated(() -> Modules.fault(wasm))).isLessThan(1 << 20);
  }

  @Test
  void acceptsAsManyLocalsAsTheCapSays() {
    assertThat(Modules.fault(locals(ValidationCaps.LOCALS))).isNull();
    assertRefused(locals(ValidationCaps.LOCALS + 1), "50001 locals");
  }

  private static byte[] locals(int count) {
    // the last one is read, so that it must be there and be an f32
    return Modules.withBody(
        new BinaryWriter()
            .u32(2)
            .u32(count - 1)
            .u8(0x7F)
            .u32(1)
            .u8(0x7D)
            .opcode(Opcode.LOCAL_GET, count - 1)
            .opcode(Opcode.F32_NEG)
            .opcode(Opcode.DROP)
            .u8(END));
  }

  @Test
  void manyFunctionsWithManyLocalsCostLittle() {
    int functions = 100_000;
    var indices = new BinaryWriter().u32(functions);
    var bodies = new BinaryWriter().u32(functions);
    for (int i = 0; i < functions; i++) {
      indices.u8(0);
      bodies.sized(new BinaryWriter().u32(1).u32(ValidationCaps.LOCALS).u8(0x7F).u8(END));
    }
    byte[] wasm =
        Modules.of(
            Modules.section(Section.TYPE, Modules.bytes(1, 0x60, 0, 0)),
            Modules.section(Section.FUNCTION, indices),
            Modules.section(Section.CODE, bodies));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(Modules.fault(wasm)).isNull());
  }

  @Test
  void doesNotRecurseOverNestedBlocks() {
    assertThat(Modules.fault(nested(100_000))).isNull();
    assertRefused(nested(ValidationCaps.NESTING), "blocks within each other");
  }

  private static byte[] nested(int depth) {
    var body = new BinaryWriter(depth * 3).u8(0);
    for (int i = 0; i < depth; i++) {
      body.u8(0x02).u8(0x40);
    }
    for (int i = 0; i <= depth; i++) {
      body.u8(END);
    }
    return Modules.withBody(body);
  }

  @Test
  void takesBranchTablesOfAMegabyte() {
    int labels = 1 << 20;
    var body = new BinaryWriter(labels + 16).u8(0).u8(0x41).u8(0).u8(0x0E).u32(labels);
    for (int i = 0; i <= labels; i++) {
      body.u8(0);
    }
    assertThat(Modules.fault(Modules.withBody(body.u8(END)))).isNull();
    byte[] unknown = Modules.withBody(Modules.bytes(0, 0x41, 0, 0x0E, 1, 0, 1, END));
    assertThat(Modules.fault(unknown)).hasMessageContaining("unknown label 1");
    // a table that only says that it is so long
    byte[] announced =
        Modules.withBody(Modules.bytes(0, 0x41, 0, 0x0E, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, END));
    assertThat(allocated(() -> assertThat(Modules.fault(announced)).isNotNull()))
        .isLessThan(1 << 20);
  }

  @Test
  void capsParametersFieldsAndSupertypes() {
    assertThat(Modules.fault(functionType(ValidationCaps.PARAMETERS))).isNull();
    assertRefused(functionType(ValidationCaps.PARAMETERS + 1), "1001 parameters");
    assertThat(Modules.fault(structure(ValidationCaps.FIELDS))).isNull();
    assertRefused(structure(ValidationCaps.FIELDS + 1), "10001 fields");
    assertThat(Modules.fault(chain(ValidationCaps.SUPERTYPES))).isNull();
    assertRefused(chain(ValidationCaps.SUPERTYPES + 1), "64 supertypes");
  }

  private static byte[] functionType(int params) {
    return types(
        new CompositeType.Function(java.util.Collections.nCopies(params, ValType.I32), List.of()));
  }

  private static byte[] structure(int fields) {
    return types(
        new CompositeType.Struct(
            java.util.Collections.nCopies(fields, new FieldType(ValType.I32, 1, true))));
  }

  private static byte[] types(CompositeType composite) {
    return Modules.of(
        Modules.section(
            Section.TYPE,
            new BinaryWriter().types(List.of(new DefinedType(composite, true, List.of(), 0, 1)))));
  }

  private static byte[] chain(int length) {
    var types = new ArrayList<DefinedType>();
    var empty = new CompositeType.Struct(List.of());
    for (int i = 0; i <= length; i++) {
      types.add(new DefinedType(empty, false, i == 0 ? List.of() : List.of(i - 1), i, 1));
    }
    return Modules.of(Modules.section(Section.TYPE, new BinaryWriter().types(types)));
  }

  @Test
  void capsOperandsThatFewBytesPush() {
    int results = ValidationCaps.PARAMETERS;
    var type =
        new CompositeType.Function(List.of(), java.util.Collections.nCopies(results, ValType.I64));
    var body = new BinaryWriter().u8(0);
    for (int i = 0; i <= ValidationCaps.OPERANDS / results; i++) {
      body.opcode(Opcode.CALL, 0);
    }
    byte[] wasm =
        Modules.of(
            Modules.section(
                Section.TYPE,
                new BinaryWriter().types(List.of(new DefinedType(type, true, List.of(), 0, 1)))),
            Modules.section(Section.FUNCTION, Modules.bytes(1, 0)),
            Modules.section(Section.CODE, new BinaryWriter().u32(1).sized(body.u8(0x00).u8(END))));
    assertRefused(wasm, "operands on the stack");
  }

  @Test
  void capsOperandsOfArraysInUnreachableCode() {
    byte[] wasm =
        Modules.of(
            Modules.section(Section.TYPE, Modules.bytes(2, 0x60, 0, 0, 0x5E, 0x7F, 0)),
            Modules.section(Section.FUNCTION, Modules.bytes(1, 0)),
            Modules.section(
                Section.CODE,
                Modules.bytes(
                    1, 12, 0, 0x00, 0xFB, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x00, END)));
    assertRefused(wasm, "array.new_fixed");
  }

  @Test
  void tellsTypesOfEqualHashesApart() {
    // 31^3, the weight of an index over the next field's in the hash of a group
    int weight = 29_791;
    var types = new ArrayList<DefinedType>();
    for (int i = 0; i <= weight + 10; i++) {
      types.add(new DefinedType(distinct(i), true, List.of(), i, 1));
    }
    int first = types.size();
    types.add(new DefinedType(pair(0, weight + 5), true, List.of(), first, 1));
    types.add(new DefinedType(pair(1, 5), true, List.of(), first + 1, 1));
    TypeRules rules = TypeSectionRules.check(types, new Site());
    var one = TypeGroupKey.of(types.subList(first, first + 1), first, rules);
    var other = TypeGroupKey.of(types.subList(first + 1, first + 2), first + 1, rules);
    assertThat(one).hasSameHashCodeAs(other).isNotEqualTo(other).isLessThan(other);
    assertThat(other).isGreaterThan(one).isEqualByComparingTo(other);
    assertThat(rules.canonical(first)).isEqualTo(first);
    assertThat(rules.canonical(first + 1)).isEqualTo(first + 1);
  }

  /** A function type that is the same for no other number. */
  private static CompositeType distinct(int number) {
    var letters = new ValType[] {ValType.I32, ValType.I64, ValType.F32, ValType.F64};
    var params = new ArrayList<ValType>();
    for (int i = 0; i < 8; i++) {
      params.add(letters[number >> 2 * i & 3]);
    }
    return new CompositeType.Function(params, List.of());
  }

  private static CompositeType pair(int first, int second) {
    return new CompositeType.Struct(
        List.of(
            new FieldType(ValType.ref(true, first), 0, false),
            new FieldType(ValType.ref(true, second), 0, false)));
  }
}
