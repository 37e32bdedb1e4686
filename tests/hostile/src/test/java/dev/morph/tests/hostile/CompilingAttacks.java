package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.CONTRACT_UNKNOWN;
import static dev.morph.base.ErrorCode.LIMIT_COMPILE_MEMORY;
import static dev.morph.base.ErrorCode.LIMIT_COMPILE_TIME;
import static dev.morph.base.ErrorCode.MODULE_INVALID;
import static dev.morph.base.ErrorCode.MODULE_MALFORMED;
import static dev.morph.base.ErrorCode.MODULE_REFUSED;

import dev.morph.engine.binary.BinaryWriter;
import dev.morph.testkit.Wat;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Modules that break a rule of validation, and modules that are large or steep to compile. */
final class CompilingAttacks {
  private final Group group = new Group("compiling");

  static List<Attack> all() {
    var attacks = new CompilingAttacks();
    attacks.invalid();
    attacks.counts();
    attacks.bodies();
    attacks.signatures();
    return attacks.group.all();
  }

  private void invalid() {
    field("result-of-another-type", "(func (result i32) (i64.const 0))");
    field("result-missing", "(func (result i32))");
    field("value-left-over", "(func (i32.const 0))");
    field("operand-missing", "(func (result i32) i32.add)");
    field("operand-taken-from-outside-the-block", "(func (i32.const 0) (block drop) drop)");
    field("unknown-local", "(func (drop (local.get 7)))");
    field("unknown-global", "(func (drop (global.get 7)))");
    field("unknown-function", "(func (call 70))");
    field("unknown-table", "(func (drop (table.get 7 (i32.const 0))))");
    field("unknown-memory", "(func (drop (memory.size 7)))");
    field("unknown-data-segment", "(func (data.drop 1000000))");
    field("unknown-element-segment", "(func (elem.drop 7))");
    field("unknown-tag", "(func (throw 7))");
    field("branch-out-of-the-function", "(func (br 1))");
    field("branch-of-two-billion", "(func (br 2000000000))");
    field(
        "constant-global-is-set",
        "(global $c i32 (i32.const 0)) (func (global.set $c (i32.const 1)))");
    field("alignment-above-natural", "(func (drop (i32.load align=8 (i32.const 0))))");
    field("alignment-of-two-to-the-31", "(func (drop (i32.load align=2147483648 (i32.const 0))))");
    field(
        "select-of-two-types", "(func (drop (select (i32.const 0) (i64.const 0) (i32.const 0))))");
    field("function-reference-not-declared", "(func $f (drop (ref.func $f)))");
    field(
        "local-that-has-no-default",
        "(type $t (func)) (func (local (ref $t)) (drop (local.get 0)))");
    field("global-initialised-by-code", "(global i32 (memory.size))");
    field(
        "global-initialised-by-a-call",
        "(func $f (result i32) (i32.const 0)) (global i32 (call $f))");
    field("global-initialised-by-itself", "(global $g i32 (global.get $g))");
    field("data-offset-of-64-bits", "(data (i64.const 0) \"x\")");
    field("start-function-with-a-parameter", "(func $s (param i32)) (start $s)");
    field("start-function-with-a-result", "(func $s (result i32) (i32.const 0)) (start $s)");
    field("table-minimum-above-its-maximum", "(table 2 1 funcref)");
    field(
        "tail-call-of-another-result",
        "(func $f (result i32) (i32.const 0)) (func (return_call $f))");
    field(
        "indirect-call-through-externref",
        "(type $t (func)) (table $x 1 externref) (func (call_indirect $x (type $t) (i32.const 0)))");
    field(
        "cast-between-strangers",
        "(type $s (struct)) (func (param (ref null extern)) (drop (ref.cast (ref null $s) (local.get 0))))");
    field(
        "struct-field-that-is-not-there",
        "(type $s (struct (field i32))) (func (param (ref $s)) (drop (struct.get $s 3 (local.get 0))))");
    field(
        "packed-field-read-without-sign",
        "(type $s (struct (field i8))) (func (param (ref $s)) (drop (struct.get $s 0 (local.get 0))))");
    field(
        "immutable-field-is-set",
        "(type $s (struct (field i32))) (func (param (ref $s)) (struct.set $s 0 (local.get 0) (i32.const 1)))");
    group
        .attack("export-name-twice")
        .guest(BytesGuest.guest().fields("(func (export \"execute\"))"))
        .fails(MODULE_INVALID);
    group
        .attack("memory-of-65537-pages")
        .guest(BytesGuest.guest().memory("(memory (export \"memory\") 65537)"))
        .fails(MODULE_INVALID);
    group
        .attack("memory-minimum-above-its-maximum")
        .guest(BytesGuest.guest().memory("(memory (export \"memory\") 2 1)"))
        .fails(MODULE_INVALID);
    group
        .attack("subtype-of-itself")
        .file(new RawModule().section(1, 1, 0x50, 1, 0, 0x5f, 0).bytes())
        .fails(MODULE_INVALID);
    group
        .attack("subtype-of-a-final-type")
        .file(new RawModule().section(1, 2, 0x5f, 0, 0x50, 1, 0, 0x5f, 0).bytes())
        .fails(MODULE_INVALID);
    group
        .attack("type-that-refers-forward")
        .file(new RawModule().section(1, 1, 0x60, 1, 0x64, 5, 0).bytes())
        .fails(MODULE_INVALID);
    group
        .attack("data-dropped-without-a-data-count")
        .file(
            new RawModule()
                .plainType()
                .section(3, 1, 0)
                .section(5, 1, 0, 1)
                .section(10, 1, 5, 0, 0xfc, 9, 0, 0x0b)
                .section(11, 1, 1, 1, 'x')
                .bytes())
        .fails(MODULE_INVALID, MODULE_MALFORMED);
    group
        .attack("negative-block-type")
        .file(
            new RawModule()
                .plainType()
                .section(3, 1, 0)
                .section(10, 1, 5, 0, 0x02, 0x41, 0x0b, 0x0b)
                .bytes())
        .fails(MODULE_INVALID, MODULE_MALFORMED);
    group
        .attack("unknown-type")
        .file(new RawModule().plainType().section(3, 1, 70).section(10, 1, 2, 0, 0x0b).bytes())
        .fails(MODULE_INVALID);
    group
        .attack("block-type-of-nothing")
        .file(
            new RawModule()
                .plainType()
                .section(3, 1, 0)
                .section(10, 1, 5, 0, 0x02, 0x37, 0x0b, 0x0b)
                .bytes())
        .fails(MODULE_INVALID, MODULE_MALFORMED);
    group
        .attack("data-segment-out-of-bounds")
        .guest(BytesGuest.guest().fields("(data (i32.const 65530) \"0123456789\")"))
        .fails(MODULE_INVALID);
    group
        .attack("data-segment-at-minus-one")
        .guest(BytesGuest.guest().fields("(data (i32.const -1) \"01\")"))
        .fails(MODULE_INVALID);
    group
        .attack("empty-data-segment-behind-the-end")
        .guest(BytesGuest.guest().fields("(data (i32.const 65537) \"\")"))
        .fails(MODULE_INVALID);
    group
        .attack("element-segment-out-of-bounds")
        .guest(BytesGuest.guest().fields("(table 1 funcref) (elem (i32.const 1) $take)"))
        .fails(MODULE_INVALID);
    group
        .attack("execute-of-another-type")
        .wat(
            BytesGuest.guest()
                .wat()
                .replace(
                    "(export \"execute\") (param i32 i32)", "(export \"execute\") (param i32 i64)"))
        .fails(CONTRACT_UNKNOWN);
    group
        .attack("execute-that-is-a-global")
        .wat(
            BytesGuest.guest()
                .wat()
                .replace("(export \"execute\")", "")
                .replace(
                    "(global $top", "(global (export \"execute\") i32 (i32.const 0)) (global $top"))
        .fails(CONTRACT_UNKNOWN);
    group
        .attack("memory-export-that-is-a-function")
        .guest(BytesGuest.guest().memory("(memory 1) (func (export \"memory\"))"))
        .fails(CONTRACT_UNKNOWN);
    group
        .attack("morph-free-missing")
        .wat(BytesGuest.guest().wat().replace("(export \"morph_free\")", ""))
        .fails(CONTRACT_UNKNOWN);
    group
        .attack("cabi-realloc-of-another-type")
        .wat(
            CanonicalGuest.guest()
                .realloc("(i32.const 0)")
                .wat()
                .replace(
                    "(export \"cabi_realloc\") (param i32 i32 i32 i32)",
                    "(export \"cabi_realloc\") (param i32 i32 i32)"))
        .fails(CONTRACT_UNKNOWN);
  }

  private void field(String name, String fields) {
    group.attack(name).guest(BytesGuest.guest().fields(fields)).fails(MODULE_INVALID);
  }

  private static String times(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(" "));
  }

  /** Sound or beyond a cap: it runs as if nothing were, or is refused; and soon. */
  private Attack large(String name, BytesGuest guest) {
    return bounded(group.attack(name).guest(guest));
  }

  /** A guest with one more function, whose type has no parameters or results. */
  private Attack body(String name, Consumer<BinaryWriter> body) {
    return bounded(group.attack(name).file(() -> withBody(body)));
  }

  private static Attack bounded(Attack attack) {
    return attack
        .within(Duration.ofSeconds(Scale.bound(60, 10)))
        .allocating(Scale.bound(8_192, 2_048))
        .isHarmless()
        .fails(MODULE_REFUSED, LIMIT_COMPILE_MEMORY, LIMIT_COMPILE_TIME);
  }

  private void counts() {
    int many = Scale.of(1_000_000);
    int types = Scale.of(1_000_000);
    bounded(
            group
                .attack("a-million-types")
                .file(() -> extended(1, out -> repeat(out, types, 0x60, 0, 0), types)))
        .within(Duration.ofSeconds(Scale.bound(60, 2)));
    bounded(
        group
            .attack("a-million-globals")
            .file(() -> extended(6, out -> repeat(out, many, 0x7f, 0, 0x41, 0, 0x0b), many)));
    bounded(
        group
            .attack("a-hundred-thousand-data-segments")
            .file(() ->
                extended(
                    11,
                    out -> repeat(out, Scale.of(100_000), 0, 0x41, 0, 0x0b, 1, 0),
                    Scale.of(100_000))));
    large(
        "a-hundred-thousand-functions",
        BytesGuest.guest()
            .fields(times(Scale.of(100_000), i -> "(func (drop (i32.const " + i + ")))")));
    large(
        "a-hundred-thousand-exports",
        BytesGuest.guest()
            .fields(times(Scale.of(100_000), i -> "(export \"e" + i + "\" (func $take))")));
    large("a-thousand-memories", BytesGuest.guest().fields(times(1_000, i -> "(memory 0)")));
    large("a-thousand-tables", BytesGuest.guest().fields(times(1_000, i -> "(table 1 funcref)")));
    large(
        "element-segment-of-a-million",
        BytesGuest.guest().fields("(elem func" + " $take".repeat(Scale.of(1_000_000)) + ")"));
    large(
        "overlapping-data-segments",
        BytesGuest.guest()
            .fields(
                times(
                    2_000,
                    i -> "(data (i32.const " + (60_000 + i % 7) + ") \"\\aa\\bb\\cc\\dd\")")));
    large(
        "overlapping-element-segments",
        BytesGuest.guest()
            .fields(
                "(table $t 4 funcref)"
                    + times(2_000, i -> "(elem (table $t) (i32.const " + i % 4 + ") func $take)")));
    large(
        "supertypes-of-64-levels",
        BytesGuest.guest()
            .fields(
                "(type $s0 (sub (struct)))"
                    + times(62, i -> "(type $s" + (i + 1) + " (sub $s" + i + " (struct)))")));
    large(
            "supertypes-of-ten-thousand-levels",
            BytesGuest.guest()
                .fields(
                    "(type $s0 (sub (struct)))"
                        + times(
                            Scale.of(10_000),
                            i -> "(type $s" + (i + 1) + " (sub $s" + i + " (struct)))")))
        .fails(MODULE_INVALID);
    // two equal groups a level, each naming both of the level below: 2^n paths for a naive
    // comparison
    int levels = 60;
    large(
            "types-whose-comparison-doubles-at-each-level",
            doubling(levels, "(struct (field (ref null $%s)) (field (ref null $%s)))"))
        .within(Duration.ofSeconds(2));
    large(
            "function-types-whose-comparison-doubles-at-each-level",
            doubling(levels, "(func (param (ref null $%s) (ref null $%s)))"))
        .within(Duration.ofSeconds(2));
    large(
            "casts-between-types-that-are-the-same-at-each-level",
            doubling(levels, "(struct (field (ref null $%s)) (field (ref null $%s)))")
                .before(
                    "(drop (ref.cast (ref null $b"
                        + levels
                        + ") (struct.new_default $a"
                        + levels
                        + ")))"))
        .within(Duration.ofSeconds(2));
    large(
        "group-of-ten-thousand-recursive-types",
        BytesGuest.guest()
            .fields(
                "(rec "
                    + times(
                        Scale.of(10_000),
                        i ->
                            "(type $r"
                                + i
                                + " (struct (field (ref null $r"
                                + (i + 1) % Scale.of(10_000)
                                + "))))")
                    + ")"));
  }

  /** The plain guest with more entries at the end of a section that it has. */
  private static byte[] extended(int id, Consumer<BinaryWriter> entries, int more) {
    byte[] wasm = Wat.assemble(BytesGuest.guest().wat());
    var out = new BinaryWriter(wasm.length).write(wasm, 0, 8);
    int at = 8;
    while (at < wasm.length) {
      int section = wasm[at];
      int[] size = unsigned(wasm, at + 1);
      int start = size[1];
      int end = start + size[0];
      if (section == id) {
        int[] count = unsigned(wasm, start);
        var content = new BinaryWriter().u32(count[0] + more).write(wasm, count[1], end);
        entries.accept(content);
        out.u8(id).sized(content);
      } else {
        out.write(wasm, at, end);
      }
      at = end;
    }
    return out.toByteArray();
  }

  /** A number and the position behind it. */
  private static int[] unsigned(byte[] bytes, int at) {
    int value = 0;
    int shift = 0;
    int position = at;
    while (true) {
      byte b = bytes[position++];
      value |= (b & 0x7f) << shift;
      shift += 7;
      if (b >= 0) {
        return new int[] {value, position};
      }
    }
  }

  private static void repeat(BinaryWriter out, int times, int... bytes) {
    for (int i = 0; i < times; i++) {
      RawModule.bytes(out, bytes);
    }
  }

  /** The plain guest, whose morph_free (which runs in every call) has this body. */
  private static byte[] withBody(Consumer<BinaryWriter> body) {
    byte[] wasm = Wat.assemble(BytesGuest.guest().wat());
    var out = new BinaryWriter(wasm.length).write(wasm, 0, 8);
    int at = 8;
    while (at < wasm.length) {
      int section = wasm[at];
      int[] size = unsigned(wasm, at + 1);
      int start = size[1];
      int end = start + size[0];
      if (section == 10) {
        int[] count = unsigned(wasm, start);
        var content = new BinaryWriter().u32(count[0]);
        int position = count[1];
        for (int i = 0; i < count[0]; i++) {
          int[] length = unsigned(wasm, position);
          if (i == 2) {
            var made = new BinaryWriter();
            body.accept(made);
            content.sized(made);
          } else {
            content.write(wasm, position, length[1] + length[0]);
          }
          position = length[1] + length[0];
        }
        out.u8(10).sized(content);
      } else {
        out.write(wasm, at, end);
      }
      at = end;
    }
    return out.toByteArray();
  }

  private void bodies() {
    int million = Scale.of(1_000_000);
    body("a-million-locals", out -> out.u8(1).u32(million).u8(0x7f).u8(0x0b));
    body("four-billion-locals", out -> out.u8(1).u32(-1).u8(0x7f).u8(0x0b)).fails(MODULE_MALFORMED);
    body(
        "a-million-runs-of-locals",
        out -> {
          out.u32(million);
          repeat(out, million / 2, 1, 0x7f, 1, 0x7e);
          out.u8(0x0b);
        });
    body(
        "a-million-br-table-targets",
        out -> {
          out.u8(0).u8(0x41).u8(0).u8(0x0e).u32(million);
          repeat(out, million + 1, 0);
          out.u8(0x0b);
        });
    body(
        "a-million-nested-blocks",
        out -> {
          out.u8(0);
          repeat(out, million, 0x02, 0x40);
          repeat(out, million + 1, 0x0b);
        });
    body(
        "a-million-nested-loops",
        out -> {
          out.u8(0);
          repeat(out, million, 0x03, 0x40);
          repeat(out, million + 1, 0x0b);
        });
    body(
        "ten-thousand-nested-ifs",
        out -> {
          out.u8(0);
          repeat(out, million / 10, 0x41, 0, 0x04, 0x40);
          repeat(out, million / 10 + 1, 0x0b);
        });
    body(
        "nested-handlers",
        out -> {
          out.u8(0);
          repeat(out, million / 50, 0x1f, 0x40, 1, 2, 0);
          repeat(out, million / 50 + 1, 0x0b);
        });
    body(
            "nested-handlers-that-are-allowed",
            out -> {
              out.u8(0);
              repeat(out, 140, 0x1f, 0x40, 1, 2, 0);
              repeat(out, 141, 0x0b);
            })
        .isHarmless();
    int large = Scale.of(10_000_000);
    body(
        "ten-megabytes-of-nops",
        out -> {
          out.u8(0);
          repeat(out, large, 0x01);
          out.u8(0x0b);
        });
    body(
        "ten-megabytes-of-constants",
        out -> {
          out.u8(0);
          repeat(out, large / 3, 0x41, 0, 0x1a);
          out.u8(0x0b);
        });
    body(
        "ten-megabytes-of-code-that-is-never-reached",
        out -> {
          out.u8(0).u8(0x0f);
          repeat(out, large, 0x6a);
          repeat(out, 1, 0x1a, 0x0b);
        });
    body(
        "a-million-values-on-the-stack",
        out -> {
          out.u8(0);
          repeat(out, million, 0x41, 0);
          repeat(out, million, 0x1a);
          out.u8(0x0b);
        });
    body(
        "a-million-calls-in-one-body",
        out -> {
          out.u8(0);
          repeat(out, million / 5, 0x10, 3, 0x1a); // morph_envelope, dropped
          out.u8(0x0b);
        });
    body(
        "many-br-tables-of-many-targets",
        out -> {
          out.u8(0);
          for (int i = 0; i < 200; i++) {
            repeat(out, 1, 0x02, 0x40, 0x41, 0, 0x0e);
            out.u32(Scale.of(20_000));
            repeat(out, Scale.of(20_000) + 1, 0);
            out.u8(0x0b);
          }
          out.u8(0x0b);
        });
    body(
        "conditional-branches-out-of-deep-blocks",
        out -> {
          int depth = 1_000;
          out.u8(0);
          repeat(out, depth, 0x02, 0x40);
          for (int i = 0; i < depth; i++) {
            repeat(out, 1, 0x41, 0, 0x0d);
            out.u32(i);
          }
          repeat(out, depth + 1, 0x0b);
        });
    body(
        "memory-operations-of-a-megabyte",
        out -> {
          out.u8(0);
          repeat(out, large / 60, 0x41, 0, 0x41, 0, 0x36, 2, 0);
          out.u8(0x0b);
        });
    body(
        "float-constants-that-are-all-different",
        out -> {
          out.u8(0);
          for (int i = 0; i < million / 2; i++) {
            repeat(out, 1, 0x44, i, i >> 8, i >> 16, 1, 2, 3, 0xf0, 0x3f, 0x1a);
          }
          out.u8(0x0b);
        });
  }

  private void signatures() {
    large(
        "function-of-300-wide-parameters",
        BytesGuest.guest()
            .fields("(func $wide (param" + " i64".repeat(300) + ") (result i64) (local.get 299))")
            .before("(call $wide " + "(i64.const 1)".repeat(300) + ") drop"));
    large(
        "function-of-1000-results",
        BytesGuest.guest()
            .fields(
                "(func $many (result"
                    + " i32".repeat(1_000)
                    + ") "
                    + "(i32.const 1)".repeat(1_000)
                    + ")")
            .before("(call $many) " + "drop ".repeat(1_000)));
    large(
        "block-of-1000-results",
        BytesGuest.guest()
            .before(
                "(block (result"
                    + " i32".repeat(1_000)
                    + ") "
                    + "(i32.const 1)".repeat(1_000)
                    + ") "
                    + "drop ".repeat(1_000)));
    large(
        "type-of-100000-parameters",
        BytesGuest.guest().fields("(type (func (param" + " i32".repeat(Scale.of(100_000)) + ")))"));
    large(
        "indirect-call-of-300-parameters",
        BytesGuest.guest()
            .fields(
                "(type $w (func (param"
                    + " f64".repeat(300)
                    + "))) (table $t 1 funcref) (elem (table $t) (i32.const 0) func $w) (func $w (type $w))")
            .before(
                "(call_indirect $t (type $w) " + "(f64.const 1)".repeat(300) + "(i32.const 0))"));
    large(
        "struct-of-10000-fields",
        BytesGuest.guest()
            .fields("(type $s (struct (field" + " (mut i32)".repeat(10_000) + ")))")
            .before("(drop (struct.new_default $s))"));
    large(
            "constant-expression-of-a-hundred-thousand-additions",
            BytesGuest.guest()
                .fields(
                    "(global i32 (offset (i32.const 1) "
                        + "(i32.const 1) i32.add ".repeat(Scale.of(100_000))
                        + "))"))
        .file(() -> constantAdditions(Scale.of(100_000)));
    large(
        "array-of-10000-elements-in-one-instruction",
        BytesGuest.guest()
            .fields("(type $a (array i32))")
            .before("(drop (array.new_fixed $a 10000 " + "(i32.const 1)".repeat(10_000) + "))"));
  }

  private static byte[] constantAdditions(int count) {
    return extended(
        6,
        out -> {
          RawModule.bytes(out, 0x7f, 0, 0x41, 1);
          repeat(out, count, 0x41, 1, 0x6a);
          out.u8(0x0b);
        },
        1);
  }

  /** Two equal types a level, each made of both of the level below. */
  private static BytesGuest doubling(int levels, String type) {
    return BytesGuest.guest()
        .fields(
            "(type $a0 (struct)) (type $b0 (struct))"
                + times(
                    levels,
                    i ->
                        "(type $a"
                            + (i + 1)
                            + " "
                            + type.formatted("a" + i, "b" + i)
                            + ")(type $b"
                            + (i + 1)
                            + " "
                            + type.formatted("b" + i, "a" + i)
                            + ")")
                + "(func (param (ref null $a"
                + levels
                + ")) (result (ref null $b"
                + levels
                + ")) (local.get 0))");
  }
}
