package dev.morph.runtime.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.engine.endive.EndiveEngine;
import dev.morph.testkit.Wat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestShapeTest {
  private static final String MEMORY = "(memory (export \"memory\") 1)";
  private static final String ALLOC =
      "(func (export \"morph_alloc\") (param i32) (result i32) (unreachable))";
  private static final String FREE = "(func (export \"morph_free\") (param i32 i32))";
  private static final String BYTES = MEMORY + ALLOC + FREE;
  private static final String CANONICAL =
      MEMORY
          + "(func (export \"cabi_realloc\") (param i32 i32 i32 i32) (result i32) (unreachable))";

  private static GuestShape shape(String fields) {
    return GuestShape.of(
        EndiveEngine.interpreted().compile(Wat.assemble("(module " + fields + ")")));
  }

  private static String bytes(String... names) {
    StringBuilder fields = new StringBuilder(BYTES);
    for (String name : names) {
      fields.append(function(name, "i32 i32", "i64"));
    }
    return fields.toString();
  }

  private static String function(String name, String params, String result) {
    return "(func (export \""
        + name
        + "\") (param "
        + params
        + ") (result "
        + result
        + ") (unreachable))";
  }

  private static void refuses(String fields, ErrorCode code, String text) {
    assertThatThrownBy(() -> shape(fields))
        .hasMessageContaining(text)
        .isInstanceOfSatisfying(MorphException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void oneBinaryMayServeEveryContract() {
    GuestShape shape =
        shape(
            bytes(
                "describe",
                "execute",
                "init",
                "update",
                "subscriptions",
                "get_capabilities",
                "frontend_compile",
                "backend_generate",
                "initialize",
                "capabilities",
                "transform",
                "something_else"));
    assertThat(shape.abi()).isEqualTo(Abi.BYTES);
    assertThat(shape.contracts()).containsExactlyInAnyOrder(Contract.values());
    assertThat(shape.functions().values()).doesNotContain("something_else");
  }

  @Test
  void namesOfTheBytesAbiHaveUnderscoresOrHyphens() {
    assertThat(shape(bytes("frontend-compile", "backend_generate")).functions())
        .containsEntry(ContractFunction.FRONTEND_COMPILE, "frontend-compile")
        .containsEntry(ContractFunction.BACKEND_GENERATE, "backend_generate");
    assertThat(shape(bytes("transform", "get_capabilities", "get-capabilities")).functions())
        .containsEntry(ContractFunction.GET_CAPABILITIES, "get_capabilities");
  }

  @ParameterizedTest
  @ValueSource(strings = {"init", "update", "subscriptions"})
  void aProgramNeedsItsThreeFunctions(String missing) {
    List<String> names = new ArrayList<>(List.of("init", "update", "subscriptions"));
    names.remove(missing);
    refuses(bytes(names.toArray(String[]::new)), ErrorCode.CONTRACT_UNKNOWN, "no contract");
  }

  @Test
  void executeAloneIsNoIntegrationOfTheBytesAbi() {
    refuses(bytes("execute"), ErrorCode.CONTRACT_UNKNOWN, "but not describe");
    refuses(bytes("describe"), ErrorCode.CONTRACT_UNKNOWN, "no contract");
  }

  @Test
  void theFormOfCanonicalExecuteIsItsFlatType() {
    String describe = "(func (export \"describe\") (result i32) (unreachable))";
    GuestShape json =
        shape(CANONICAL + describe + function("execute", "i32 i32 i32 i32 i32 i32", "i32"));
    assertThat(json.functions()).containsKey(ContractFunction.EXECUTE);
    GuestShape pairs = shape(CANONICAL + function("execute", "i32 i32 i32 i32", "i32"));
    assertThat(pairs.functions()).containsOnlyKeys(ContractFunction.EXECUTE_PAIRS);
    assertThat(pairs.contracts()).containsExactly(Contract.INTEGRATION);
    refuses(
        CANONICAL + function("execute", "i32 i32 i32 i32 i32 i32", "i32"),
        ErrorCode.CONTRACT_UNKNOWN,
        "but not describe");
    refuses(
        CANONICAL + describe + function("execute", "i32 i32", "i64"),
        ErrorCode.CONTRACT_UNKNOWN,
        "(action, pairs), found");
  }

  @ParameterizedTest
  @CsvSource({
    "morphir:ext/program@0.1.0, true",
    "morphir:ext/program@0.1.7, true",
    "morphir:ext/program, true",
    "morphir:ext/program@0.2.0, false",
    "morphir:ext/program@1.0.0, false",
    "other:ext/program@0.1.0, false",
    "morphir:ext/programs@0.1.0, false"
  })
  void interfacesCountInTheVersionsThatAreCompatible(String name, boolean counts) {
    String record = "i64 i32 i32 i32 i32 i32 i32 i32 i32 i32";
    String program =
        CANONICAL
            + function(name + "#init", record, "i32")
            + function(name + "#update", "i32", "i32")
            + function(name + "#subscriptions", record, "i32");
    if (counts) {
      assertThat(shape(program).contracts()).containsExactly(Contract.PROGRAM);
    } else {
      refuses(program, ErrorCode.CONTRACT_UNKNOWN, "no contract");
    }
  }

  @Test
  void aTransformerExportsWithoutVersion() {
    assertThat(
            shape(CANONICAL + function("morphir:extension/extension#transform", "i32 i32", "i32"))
                .contracts())
        .containsExactly(Contract.TRANSFORMER);
    refuses(
        CANONICAL + function("morphir:extension/extension@0.1.0#transform", "i32 i32", "i32"),
        ErrorCode.CONTRACT_UNKNOWN,
        "no contract");
  }

  @Test
  void functionsOfAnotherTypeAreNamedWithTheTypeThatIsDue() {
    refuses(
        BYTES + function("describe", "i32 i32", "i32"),
        ErrorCode.CONTRACT_UNKNOWN,
        "the export describe must be a function of type");
    refuses(
        BYTES + "(global (export \"execute\") i32 (i32.const 0))",
        ErrorCode.CONTRACT_UNKNOWN,
        "found a global");
    refuses(MEMORY + ALLOC, ErrorCode.CONTRACT_UNKNOWN, "morph_free must be");
    refuses(
        BYTES + "(func (export \"morph_envelope\") (result i64) (i64.const 1))",
        ErrorCode.CONTRACT_UNKNOWN,
        "morph_envelope must be");
    refuses(
        MEMORY + "(func (export \"cabi_realloc\") (param i32) (result i32) (unreachable))",
        ErrorCode.CONTRACT_UNKNOWN,
        "cabi_realloc must be");
    refuses(
        CANONICAL + function("morphir:extension/extension#transform", "i64", "i32"),
        ErrorCode.CONTRACT_UNKNOWN,
        "must be a function of type");
  }

  @Test
  void whatIsCalledBesideTheContractHasItsTypeToo() {
    String transform = function("morphir:extension/extension#transform", "i32 i32", "i32");
    String post = "(func (export \"cabi_post_morphir:extension/extension#transform\") (param %s))";
    assertThat(shape(CANONICAL + transform + post.formatted("i32")).contracts())
        .containsExactly(Contract.TRANSFORMER);
    refuses(
        CANONICAL + transform + post.formatted("i64"),
        ErrorCode.CONTRACT_UNKNOWN,
        "the export cabi_post_morphir:extension/extension#transform must be");
    refuses(
        bytes("transform") + "(func (export \"_initialize\") (param i32))",
        ErrorCode.CONTRACT_UNKNOWN,
        "the export _initialize must be");
    refuses(
        MEMORY + transform + "(@custom \"component-type:x\" \"\")",
        ErrorCode.CONTRACT_UNKNOWN,
        "cabi_realloc must be");
  }

  @Test
  void whatIsThereInPlaceOfAnAbiIsListedButNotWithoutEnd() {
    StringBuilder many = new StringBuilder(MEMORY);
    for (int i = 0; i < 500; i++) {
      many.append("(func (export \"f").append(i).append("\"))");
    }
    refuses(many.toString(), ErrorCode.CONTRACT_UNKNOWN, "f10 and 489 more");
    refuses("", ErrorCode.CONTRACT_UNKNOWN, "it exports nothing");
    refuses(ALLOC + FREE, ErrorCode.CONTRACT_UNKNOWN, "no memory named \"memory\"");
    refuses(
        "(table (export \"memory\") 1 funcref)" + ALLOC + FREE,
        ErrorCode.CONTRACT_UNKNOWN,
        "no memory named \"memory\"");
    refuses(BYTES + "(func (export \"cabi_realloc\"))", ErrorCode.MODULE_REFUSED, "two ABIs");
  }
}
