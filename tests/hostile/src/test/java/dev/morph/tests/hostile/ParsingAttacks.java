package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.CONTRACT_UNKNOWN;
import static dev.morph.base.ErrorCode.MANIFEST_INVALID;
import static dev.morph.base.ErrorCode.MODULE_INVALID;
import static dev.morph.base.ErrorCode.MODULE_MALFORMED;
import static dev.morph.base.ErrorCode.MODULE_REFUSED;
import static dev.morph.tests.hostile.RawModule.of;

import dev.morph.testkit.Wat;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Bytes that are no module, or lie about what follows. */
final class ParsingAttacks {
  private static final int[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
  private static final List<String> SECTIONS =
      List.of(
          "",
          "type",
          "import",
          "function",
          "table",
          "memory",
          "global",
          "export",
          "start",
          "element",
          "code",
          "data");

  private final Group group = new Group("parsing");

  static List<Attack> all() {
    var attacks = new ParsingAttacks();
    attacks.headers();
    attacks.sections();
    attacks.counts();
    attacks.entries();
    attacks.names();
    attacks.features();
    attacks.customSections();
    attacks.manifests();
    return attacks.group.all();
  }

  private static byte[] good() {
    return Wat.assemble(BytesGuest.guest().wat());
  }

  private void headers() {
    group.attack("empty-file").file(of()).fails(MODULE_MALFORMED);
    group.attack("text-file").file(Texts.utf8("(module)\n")).fails(MODULE_MALFORMED);
    group.attack("elf-file").file(of(0x7f, 'E', 'L', 'F', 2, 1, 1, 0)).fails(MODULE_MALFORMED);
    group.attack("gzip-file").file(of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0)).fails(MODULE_MALFORMED);
    group.attack("magic-alone").file(of(0, 'a', 's', 'm')).fails(MODULE_MALFORMED);
    group.attack("magic-backwards").file(of('m', 's', 'a', 0, 1, 0, 0, 0)).fails(MODULE_MALFORMED);
    group.attack("version-cut").file(of(0, 'a', 's', 'm', 1, 0, 0)).fails(MODULE_MALFORMED);
    group.attack("version-2").file(of(0, 'a', 's', 'm', 2, 0, 0, 0)).fails(MODULE_MALFORMED);
    group.attack("layer-2").file(of(0, 'a', 's', 'm', 1, 0, 2, 0)).fails(MODULE_MALFORMED);
    group.attack("component").file(of(0, 'a', 's', 'm', 0x0d, 0, 1, 0)).fails(MODULE_REFUSED);
    group.attack("module-of-nothing").file(of(HEADER)).fails(CONTRACT_UNKNOWN);
    group
        .attack("ten-megabytes-of-zeros")
        .file(() -> Arrays.copyOf(of(HEADER), 10 << 20))
        .fails(MODULE_REFUSED);
    group
        .attack("ten-megabytes-of-ones")
        .file(() -> {
          byte[] bytes = Arrays.copyOf(of(HEADER), 10 << 20);
          Arrays.fill(bytes, 8, bytes.length, (byte) 0xff);
          return bytes;
        })
        .fails(MODULE_MALFORMED);
    group
        .attack("two-modules-in-a-row")
        .file(() -> RawModule.after(good(), out -> out.write(good(), 0, good().length)))
        .fails(MODULE_MALFORMED);
  }

  private void sections() {
    raw("section-14", 14, 0);
    raw("section-255", 255, 0);
    raw("section-without-size", 1);
    raw("section-longer-than-the-file", 1, 100, 1);
    raw("section-of-4-gigabytes", 1, 0xff, 0xff, 0xff, 0xff, 0x0f, 0);
    raw("section-size-in-six-bytes", 1, 0x81, 0x80, 0x80, 0x80, 0x80, 0, 0);
    raw("section-size-above-32-bits", 1, 0x81, 0x80, 0x80, 0x80, 0x7f, 0);
    raw("section-size-without-end", 1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80);
    raw("empty-type-section", 1, 0);
    raw("junk-behind-the-last-entry", 1, 5, 1, 0x60, 0, 0, 0);
    raw("types-twice", 1, 4, 1, 0x60, 0, 0, 1, 4, 1, 0x60, 0, 0);
    raw("function-before-type", 3, 1, 0, 1, 1, 0);
    raw("code-before-export", 10, 1, 0, 7, 1, 0);
    raw("two-start-sections", 8, 1, 0, 8, 1, 0);
    raw("custom-section-without-name", 0, 0);
    raw("custom-name-longer-than-its-section", 0, 3, 100, 'a', 'b');
    raw("data-count-behind-code", 10, 1, 0, 12, 1, 0);
    group
        .attack("function-without-body")
        .file(new RawModule().plainType().section(3, 1, 0).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("body-without-function")
        .file(new RawModule().section(10, 1, 2, 0, 0x0b).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("data-count-of-another-number")
        .file(new RawModule().section(5, 1, 0, 1).section(12, 2).section(11, 0).bytes())
        .fails(MODULE_MALFORMED);
  }

  private void raw(String name, int... bytes) {
    group.attack(name).file(new RawModule().raw(bytes).bytes()).fails(MODULE_MALFORMED);
  }

  /** A count is believed before anything of it is read: memory in proportion to a lie. */
  private void counts() {
    for (int id = 1; id < SECTIONS.size(); id++) {
      if (id != 8) {
        group
            .attack("four-billion-entries-in-section-" + SECTIONS.get(id))
            .file(new RawModule().section(id, 0xff, 0xff, 0xff, 0xff, 0x0f).bytes())
            .allocating(64)
            .fails(MODULE_MALFORMED, MODULE_REFUSED);
      }
    }
    group
        .attack("two-billion-parameters")
        .file(new RawModule().section(1, 1, 0x60, 0xff, 0xff, 0xff, 0xff, 0x07).bytes())
        .allocating(64)
        .fails(MODULE_MALFORMED);
    group
        .attack("two-billion-fields")
        .file(new RawModule().section(1, 1, 0x5f, 0xff, 0xff, 0xff, 0xff, 0x07).bytes())
        .allocating(64)
        .fails(MODULE_MALFORMED);
    group
        .attack("two-billion-types-in-a-group")
        .file(new RawModule().section(1, 1, 0x4e, 0xff, 0xff, 0xff, 0xff, 0x07).bytes())
        .allocating(64)
        .fails(MODULE_MALFORMED);
    group
        .attack("two-billion-supertypes")
        .file(new RawModule().section(1, 1, 0x50, 0xff, 0xff, 0xff, 0xff, 0x07).bytes())
        .allocating(64)
        .fails(MODULE_MALFORMED);
    body("two-billion-kinds-of-locals", 0xff, 0xff, 0xff, 0xff, 0x07, 1, 0x7f);
    body("two-billion-br-table-targets", 0, 0x0e, 0xff, 0xff, 0xff, 0xff, 0x07, 0, 0x0b);
    body("two-billion-catches", 0, 0x1f, 0x40, 0xff, 0xff, 0xff, 0xff, 0x07, 0, 0x0b, 0x0b);
    body("two-billion-select-types", 0, 0x1c, 0xff, 0xff, 0xff, 0xff, 0x07, 0x7f, 0x0b);
    group
        .attack("two-billion-functions-in-a-segment")
        .file(
            new RawModule()
                .section(4, 1, 0x70, 0, 1)
                .section(9, 1, 0, 0x41, 0, 0x0b, 0xff, 0xff, 0xff, 0xff, 0x07)
                .bytes())
        .allocating(64)
        .fails(MODULE_MALFORMED);
    group
        .attack("data-of-four-gigabytes")
        .file(
            new RawModule()
                .section(5, 1, 0, 1)
                .section(11, 1, 0, 0x41, 0, 0x0b, 0xff, 0xff, 0xff, 0xff, 0x0f)
                .bytes())
        .allocating(64)
        .fails(MODULE_MALFORMED);
  }

  private static byte[] withBody(int... body) {
    return new RawModule()
        .plainType()
        .section(3, 1, 0)
        .section(
            10,
            out -> {
              out.u8(1).u32(body.length);
              RawModule.bytes(out, body);
            })
        .bytes();
  }

  private void body(String name, int... bytes) {
    group.attack(name).file(withBody(bytes)).allocating(64).fails(MODULE_MALFORMED);
  }

  private void entries() {
    body("body-of-no-bytes");
    body("body-without-end", 0, 0x01);
    body("body-behind-its-end", 0, 0x0b, 0x01);
    body("locals-above-32-bits", 2, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x7f, 2, 0x7f, 0x0b);
    body("unknown-opcode", 0, 0xff, 0x0b);
    body("unknown-prefixed-opcode", 0, 0xfc, 0x7f, 0x0b);
    body("opcode-with-huge-number", 0, 0xfc, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x0b);
    body("i32-constant-of-six-bytes", 0, 0x41, 0x80, 0x80, 0x80, 0x80, 0x80, 0, 0x1a, 0x0b);
    body("i32-constant-above-32-bits", 0, 0x41, 0xff, 0xff, 0xff, 0xff, 0x4f, 0x1a, 0x0b);
    group
        .attack("else-without-if")
        .file(withBody(0, 0x05, 0x0b))
        .fails(MODULE_MALFORMED, MODULE_INVALID);
    group
        .attack("memory-size-with-flag-2")
        .file(withBody(0, 0x3f, 0x02))
        .fails(MODULE_MALFORMED, MODULE_INVALID);
    group
        .attack("body-longer-than-its-section")
        .file(new RawModule().plainType().section(3, 1, 0).section(10, 1, 100, 0, 0x0b).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("export-of-kind-9")
        .file(new RawModule().section(7, 1, 1, 'x', 9, 0).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("import-of-kind-9")
        .file(new RawModule().section(2, 1, 1, 'a', 1, 'b', 9, 0).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("global-of-mutability-2")
        .file(new RawModule().section(6, 1, 0x7f, 2, 0x41, 0, 0x0b).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("parameter-of-type-0")
        .file(new RawModule().section(1, 1, 0x60, 1, 0, 0).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("type-of-form-0")
        .file(new RawModule().section(1, 1, 0, 0, 0).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("limits-with-flag-8")
        .file(new RawModule().section(5, 1, 8, 1).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("constant-expression-without-end")
        .file(new RawModule().section(6, 1, 0x7f, 0, 0x41, 0).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("element-segment-with-flag-8")
        .file(new RawModule().section(4, 1, 0x70, 0, 1).section(9, 1, 8).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("data-segment-with-flag-3")
        .file(new RawModule().section(5, 1, 0, 1).section(11, 1, 3).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("tag-with-attribute-1")
        .file(new RawModule().plainType().section(13, 1, 1, 0).bytes())
        .fails(MODULE_MALFORMED);
  }

  private void names() {
    group
        .attack("export-name-that-is-no-utf-8")
        .file(
            new RawModule()
                .plainType()
                .section(5, 1, 0, 1)
                .section(7, 1, 2, 0xc0, 0x80, 2, 0)
                .bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("import-name-that-is-no-utf-8")
        .file(new RawModule().section(2, 1, 1, 0xff, 1, 'b', 2, 0, 1).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("custom-name-that-is-no-utf-8")
        .file(new RawModule().section(0, 2, 0xed, 0xa0).bytes())
        .fails(MODULE_MALFORMED);
    group
        .attack("export-name-of-megabytes")
        .file(() -> exporting("x".repeat(Scale.of(10 << 20))))
        .fails(MODULE_REFUSED);
    group
        .attack("only-export-is-a-name-of-megabytes")
        .file(() -> {
          byte[] name = Texts.utf8("x".repeat(Scale.of(10 << 20)));
          return new RawModule()
              .section(5, 1, 0, 1)
              .section(7, out -> out.u8(1).u32(name.length).write(name, 0, name.length).u8(2).u8(0))
              .bytes();
        })
        .fails(MODULE_REFUSED);
    group
        .attack("import-name-of-megabytes")
        .file(() -> importing("x".repeat(1 << 20)))
        .fails(MODULE_REFUSED);
    group
        .attack("import-name-with-line-feeds-and-escapes")
        .file(() -> importing("a\nerror: module-malformed: b\r\u001b[2J"))
        .fails(MODULE_REFUSED);
    group
        .attack("import-name-that-turns-the-text-round")
        .file(() -> importing("a\u202egnol"))
        .fails(MODULE_REFUSED);
    group
        .attack("export-name-with-line-feeds-and-escapes")
        .file(() -> Wat.assemble("(module (memory (export \"a\\0aerror: \\1b[2J\") 1))"))
        .fails(CONTRACT_UNKNOWN);
    group
        .attack("name-section-of-lies")
        .file(() ->
            RawModule.after(
                good(),
                out ->
                    RawModule.custom(
                        out,
                        Texts.utf8("name"),
                        of(1, 0xff, 0xff, 0xff, 0xff, 0x0f, 2, 0xff, 0xff))))
        .isHarmless();
    group
        .attack("name-section-of-terminal-escapes")
        .file(() -> {
          byte[] traps = Wat.assemble(BytesGuest.guest().execute("unreachable").wat());
          byte[] name = Texts.utf8("\u001b[2J\nerror: ok");
          return RawModule.after(
              traps,
              out -> {
                int[] entry = new int[name.length + 4];
                entry[0] = 1;
                entry[1] = name.length + 3;
                entry[2] = 1;
                entry[3] = 5;
                byte[] content = new byte[name.length + 5];
                content[0] = 1;
                content[1] = (byte) (name.length + 3);
                content[2] = 1;
                content[3] = 5;
                content[4] = (byte) name.length;
                System.arraycopy(name, 0, content, 5, name.length);
                RawModule.custom(out, Texts.utf8("name"), content);
              });
        })
        .fails(dev.morph.base.ErrorCode.GUEST_TRAP);
  }

  private static byte[] exporting(String name) {
    return Wat.assemble(
        BytesGuest.guest().fields("(func (export " + Texts.literal(Texts.utf8(name)) + "))").wat());
  }

  private static byte[] importing(String name) {
    return Wat.assemble(
        BytesGuest.guest()
            .imports("(import \"morph\" " + Texts.literal(Texts.utf8(name)) + " (func))")
            .wat());
  }

  private void features() {
    group
        .attack("memory-of-64-bits")
        .file(new RawModule().section(5, 1, 4, 1).bytes())
        .fails(MODULE_REFUSED);
    group
        .attack("table-of-64-bits")
        .file(new RawModule().section(4, 1, 0x70, 4, 1).bytes())
        .fails(MODULE_REFUSED);
    group
        .attack("shared-memory")
        .file(new RawModule().section(5, 1, 3, 1, 1).bytes())
        .fails(MODULE_REFUSED);
    group.attack("atomic-fence").file(withBody(0, 0xfe, 3, 0, 0x0b)).fails(MODULE_REFUSED);
    group.attack("relaxed-simd").file(withBody(0, 0xfd, 0x80, 0x02, 0x0b)).fails(MODULE_REFUSED);
    group
        .attack("wasi-command")
        .wat("(module (memory (export \"memory\") 1) (func (export \"_start\")))")
        .fails(MODULE_REFUSED);
    group
        .attack("imports-from-an-unknown-module")
        .file(() ->
            Wat.assemble(
                BytesGuest.guest()
                    .imports(
                        "(import \"acme\" \"fd_write\" (func (param i32 i32 i32 i32)"
                            + " (result i32)))")
                    .wat()))
        .fails(MODULE_REFUSED);
    group
        .attack("imports-its-memory")
        .guest(
            BytesGuest.guest()
                .memory("")
                .imports("(import \"env\" \"memory\" (memory 1))")
                .memory("(export \"memory\" (memory 0))"))
        .fails(MODULE_REFUSED);
    group
        .attack("imports-a-global")
        .guest(BytesGuest.guest().imports("(import \"morph\" \"fuel\" (global (mut i64)))"))
        .fails(MODULE_REFUSED);
    group
        .attack("imports-a-table")
        .guest(BytesGuest.guest().imports("(import \"morph\" \"table\" (table 1 funcref))"))
        .fails(MODULE_REFUSED);
    group
        .attack("imports-a-tag")
        .guest(BytesGuest.guest().imports("(import \"morph\" \"exhausted\" (tag))"))
        .fails(MODULE_REFUSED);
    group
        .attack("imports-a-host-function-of-another-type")
        .guest(
            BytesGuest.guest()
                .imports("(import \"morph\" \"now\" (func (param i64 i64) (result i64)))"))
        .fails(MODULE_REFUSED);
  }

  private void customSections() {
    custom("custom-section-that-is-a-module", "payload", of(HEADER)).isHarmless();
    group
        .attack("custom-section-flood")
        .file(() ->
            RawModule.after(
                good(),
                out -> {
                  for (int i = Scale.of(1_000_000); i > 0; i--) {
                    RawModule.bytes(out, 0, 2, 1, 'x');
                  }
                }))
        .isHarmless()
        .fails(MODULE_REFUSED);
    custom("custom-section-of-megabytes", "payload", new byte[Scale.of(40 << 20)]).isHarmless();
    canonicalSection("component-type-of-nothing", of());
    canonicalSection("component-type-of-junk", Texts.utf8("not a component"));
    canonicalSection(
        "component-type-with-four-billion-types",
        of(0, 'a', 's', 'm', 0x0d, 0, 1, 0, 7, 5, 0xff, 0xff, 0xff, 0xff, 0x0f));
    canonicalSection("component-type-cut", of(0, 'a', 's', 'm', 0x0d, 0, 1, 0, 7, 100, 1));
    canonicalSection("component-type-nested-without-end", nested(Scale.of(1_000_000)));
    group
        .attack("component-type-beside-the-bytes-abi")
        .file(() ->
            RawModule.after(
                good(), out -> RawModule.custom(out, Texts.utf8("component-type:x"), of())))
        .fails(MODULE_REFUSED);
    group
        .attack("both-abis")
        .guest(
            BytesGuest.guest()
                .fields(
                    "(func (export \"cabi_realloc\") (param i32 i32 i32 i32) (result i32)"
                        + " (i32.const 0))"))
        .fails(MODULE_REFUSED);
  }

  /** Types inside types: {@code list<list<...>>} as the binary form says it, one per level. */
  private static byte[] nested(int depth) {
    byte[] bytes = new byte[depth + 16];
    Arrays.fill(bytes, (byte) 0x42);
    System.arraycopy(of(0, 'a', 's', 'm', 0x0d, 0, 1, 0, 7), 0, bytes, 0, 9);
    return bytes;
  }

  private Attack custom(String name, String section, byte[] content) {
    return group
        .attack(name)
        .file(() ->
            RawModule.after(good(), out -> RawModule.custom(out, Texts.utf8(section), content)));
  }

  private void canonicalSection(String name, byte[] content) {
    group
        .attack(name)
        .file(() ->
            RawModule.after(
                Wat.assemble(CanonicalGuest.guest().wat()),
                out -> RawModule.custom(out, Texts.utf8("component-type:hostile"), content)))
        .fails(MODULE_MALFORMED, MODULE_INVALID, MODULE_REFUSED);
  }

  private void manifests() {
    manifest("manifest-of-nothing", of());
    manifest("manifest-that-is-no-json", Texts.utf8("name: x"));
    manifest("manifest-that-is-no-utf-8", of('{', 0xff, '}'));
    manifest("manifest-that-is-an-array", Texts.utf8("[]"));
    manifest("manifest-nested-deeply", Texts.utf8("[".repeat(1_000_000)));
    manifest(
        "manifest-with-a-name-of-megabytes",
        Texts.utf8(
            "{\"name\":\"" + "x".repeat(4 << 20) + "\",\"version\":\"1.0.0\",\"permissions\":[]}"));
    manifest(
        "manifest-with-a-key-twice",
        Texts.utf8("{\"name\":\"a\",\"name\":\"b\",\"version\":\"1.0.0\"}"));
    manifest(
        "manifest-whose-name-leaves-its-folder",
        Texts.utf8("{\"name\":\"../../etc\",\"version\":\"1.0.0\"}"));
    manifest(
        "manifest-with-an-unknown-key-of-escapes",
        Texts.utf8("{\"name\":\"a\",\"version\":\"1.0.0\",\"\\u001b[2J\\n\":1}"));
    manifest(
        "manifest-with-an-unknown-permission",
        Texts.utf8("{\"name\":\"a\",\"version\":\"1.0.0\",\"permissions\":[\"root:all\"]}"));
    for (String limits :
        List.of(
            "{\"memory_mb\":-1}",
            "{\"memory_mb\":1e999999999}",
            "{\"memory_mb\":99999999999999999999}",
            "{\"memory_mb\":0.5}",
            "{\"timeout_sec\":301}",
            "{\"timeout_sec\":null}",
            "{\"cpu_fuel\":\"unlimited\"}")) {
      manifest(
          "manifest-with-limits-" + limits.replaceAll("[^a-z0-9.-]+", "_"),
          Texts.utf8("{\"name\":\"a\",\"version\":\"1.0.0\",\"resource_limits\":" + limits + "}"));
    }
    group
        .attack("two-manifests")
        .file(() ->
            RawModule.after(
                good(),
                out -> {
                  byte[] text = Texts.utf8("{\"name\":\"a\",\"version\":\"1.0.0\"}");
                  RawModule.custom(out, Texts.utf8("morph:manifest"), text);
                  RawModule.custom(out, Texts.utf8("morph:manifest"), text);
                }))
        .fails(MANIFEST_INVALID);
    group
        .attack("detached-manifest-of-yaml-aliases")
        .guest(BytesGuest.guest())
        .manifest(laughs())
        .fails(MANIFEST_INVALID);
    group
        .attack("detached-manifest-of-a-java-class")
        .guest(BytesGuest.guest())
        .manifest("!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[]]]\n")
        .fails(MANIFEST_INVALID);
    group
        .attack("detached-manifest-nested-deeply")
        .guest(BytesGuest.guest())
        .manifest("[".repeat(100_000))
        .fails(MANIFEST_INVALID);
    group
        .attack("manifest-inside-a-nested-module-means-nothing")
        .file(() -> {
          byte[] inner =
              RawModule.after(
                  of(HEADER),
                  out -> RawModule.custom(out, Texts.utf8("morph:manifest"), Texts.utf8("{]")));
          return RawModule.after(good(), out -> RawModule.custom(out, Texts.utf8("inner"), inner));
        })
        .isHarmless();
  }

  /** Nine levels of nine references each. */
  private static String laughs() {
    var yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; i++) {
      yaml.append("a" + i + ": &a" + i + " [");
      yaml.append(("*a" + (i - 1) + ", ").repeat(8)).append("*a" + (i - 1)).append("]\n");
    }
    return yaml.toString();
  }

  private void manifest(String name, byte[] text) {
    Consumer<dev.morph.engine.binary.BinaryWriter> section =
        out -> RawModule.custom(out, Texts.utf8("morph:manifest"), text);
    group.attack(name).file(() -> RawModule.after(good(), section)).fails(MANIFEST_INVALID);
  }
}
