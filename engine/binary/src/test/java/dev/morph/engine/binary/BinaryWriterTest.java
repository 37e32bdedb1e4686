package dev.morph.engine.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.testkit.Wat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written is read as the same. */
class BinaryWriterTest {
  @Test
  void writesTypeSections() {
    byte[] wasm =
        Wat.assemble(
            """
            (type (func (param i32 i64 f32 f64 v128 funcref externref) (result i32 i32)))
            (rec (type $a (sub (struct (field i8) (field (mut i16)) (field (ref null 2)))))
              (type $b (sub $a (struct (field i8) (field (mut i16)) (field (ref 2))))))
            (type (sub final 1 (struct (field i8) (field (mut i16)) (field (ref none)))))
            (type (array (mut (ref null exn))))
            """);
    var types = ModuleBinary.decode(wasm).types();
    assertThat(types).hasSize(5);
    byte[] again = Modules.of(Modules.section(Section.TYPE, new BinaryWriter().types(types)));
    assertThat(ModuleBinary.decode(again).types()).isEqualTo(types);
  }

  @Test
  void writesNamesAndLimits() {
    byte[] bytes =
        new BinaryWriter()
            .u32(1)
            .name("größe")
            .name("")
            .u8(ExternKind.MEMORY.ordinal())
            .limits(new Limits(1, -1))
            .toByteArray();
    var module =
        ModuleBinary.decode(
            Modules.of(
                Modules.section(Section.IMPORT, new BinaryWriter().write(bytes, 0, bytes.length)),
                Modules.section(
                    Section.MEMORY,
                    new BinaryWriter().u32(1).limits(new Limits(70_000, 1L << 40)))));
    assertThat(module.imports().getFirst().module()).isEqualTo("größe");
    assertThat(module.memories()).containsExactly(new Limits(1, -1), new Limits(70_000, 1L << 40));
  }

  @ParameterizedTest
  @EnumSource
  void writesEveryOpcode(Opcode opcode) {
    // 40 bytes of zero stand for the immediates, whatever they are
    byte[] bytes = new BinaryWriter().opcode(opcode).write(new byte[40], 0, 40).toByteArray();
    if (opcode.immediate() == Immediate.HEAP_TYPE || opcode.immediate() == Immediate.CAST) {
      assertThat(bytes).hasSizeGreaterThan(40);
    }
    var in = new InstructionReader(bytes, 0, bytes.length);
    assertThat(in.next()).isTrue();
    assertThat(in.opcode()).isEqualTo(opcode);
  }

  @Test
  void writesImmediatesOfBlocksAndAccesses() {
    var clauses =
        List.of(
            new CatchClause(0, 3, 1),
            new CatchClause(1, 300, 2),
            new CatchClause(2, -1, 0),
            new CatchClause(3, -1, 129));
    byte[] bytes =
        new BinaryWriter()
            .opcode(Opcode.TRY_TABLE)
            .blockType(new BlockType(200, null))
            .catches(clauses)
            .opcode(Opcode.BLOCK)
            .blockType(new BlockType(-1, ValType.ref(false, 5)))
            .opcode(Opcode.I32_LOAD)
            .memoryArgument(0, 2, 0xFFFF_FFFFL)
            .opcode(Opcode.V128_LOAD8_LANE)
            .memoryArgument(1, 0, 9)
            .u8(15)
            .toByteArray();
    var in = new InstructionReader(bytes, 0, bytes.length);
    assertThat(in.next()).isTrue();
    assertThat(in.blockType()).isEqualTo(new BlockType(200, null));
    assertThat(in.catches()).isEqualTo(clauses);
    assertThat(in.next()).isTrue();
    assertThat(in.blockType()).isEqualTo(new BlockType(-1, ValType.ref(false, 5)));
    assertThat(in.next()).isTrue();
    assertThat(in.offset()).isEqualTo(0xFFFF_FFFFL);
    assertThat(in.alignment()).isEqualTo(2);
    assertThat(in.next()).isTrue();
    assertThat(in.memory()).isEqualTo(1);
    assertThat(in.lane()).isEqualTo(15);
    assertThat(in.next()).isFalse();
  }
}
