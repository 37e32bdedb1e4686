package dev.morph.engine.endive;

import java.lang.constant.MethodTypeDesc;
import java.util.Set;

/** Which calls of generated code and of the interpreter are turned to this package, and why. */
final class Turns {
  private static final String RUNTIME = "run/endive/runtime/";
  private static final String INSTANCE = RUNTIME + "Instance";
  private static final String OPERATIONS = RUNTIME + "OpcodeImpl";
  private static final String INTERPRETER = RUNTIME + "InterpreterMachine";
  private static final String L_INSTANCE = "L" + INSTANCE + ";";
  private static final String L_EXCEPTION = "L" + RUNTIME + "WasmException;";

  /** For code that looks for interrupts, and for metered code, which does not. */
  private static final Turners POLLING = Turners.of(false);

  private static final Turners METERED = Turners.of(true);

  /** The turners of generated classes; the main one leaves tail calls to {@link EntryMachine}. */
  private record Turners(CallTurner any, CallTurner generated, CallTurner main) {
    static Turners of(boolean metered) {
      return new Turners(
          Turns.any(started(metered)).build(),
          Turns.generated(started(metered)).build(),
          Turns.generated(started(metered))
              .turnVirtual(INSTANCE, "isTailCallPending", "()Z", TailCalls.class)
              .build());
    }

    private static CallTurner.Builder started(boolean metered) {
      var turns = CallTurner.builder();
      return metered ? turns.leaveOut(CallTurner.SHADED, "checkInterruption") : turns;
    }
  }

  private Turns() {}

  /** Whether a module with these features meets any fault but those of floats and fills. */
  static boolean wanted(Set<String> features) {
    return features.contains(Features.TAIL_CALL)
        || features.contains(Features.EXCEPTIONS)
        || features.contains(Features.TYPED_FUNCTION_REFERENCES)
        || features.contains(Features.GC);
  }

  /** For the classes of a module. */
  static CallTurner generated(CodeTraits traits, boolean mainClass) {
    var turners = traits.metered() ? METERED : POLLING;
    return !wanted(traits.features()) ? turners.any : mainClass ? turners.main : turners.generated;
  }

  /** For Endive's interpreter. */
  static CallTurner interpreter() {
    var turns = shared(floats(CallTurner.builder()));
    var functions = FunctionReferences.class;
    var tails = TailCalls.class;
    for (String name : Set.of("TABLE_FILL", "ARRAY_FILL", "I64_STORE8", "I64_STORE32")) {
      turns.turnStatic(INTERPRETER, name, operation(), WholeInterpreter.class);
    }
    return turns
        .turn(
            INSTANCE,
            "onExecution",
            "(Lrun/endive/wasm/types/Instruction;L" + RUNTIME + "MStack;)V",
            functions,
            MethodTypeDesc.ofDescriptor(
                "(" + L_INSTANCE + "Lrun/endive/wasm/types/Instruction;Ljava/lang/Object;)V"))
        .turnVirtual(INSTANCE, "functionType", "(I)I", functions)
        .turnVirtual(INSTANCE, "function", "(J)Lrun/endive/wasm/types/FunctionBody;", functions)
        .turn(
            INSTANCE,
            "imports",
            "()L" + RUNTIME + "ImportValues;",
            functions,
            MethodTypeDesc.ofDescriptor("(" + L_INSTANCE + ")" + L_INSTANCE))
        .turn(
            RUNTIME + "ImportValues",
            "function",
            "(I)L" + RUNTIME + "ImportFunction;",
            functions,
            MethodTypeDesc.ofDescriptor("(" + L_INSTANCE + "I)L" + RUNTIME + "ImportFunction;"))
        .turnVirtual(RUNTIME + "TableInstance", "requiredRef", "(I)I", functions)
        .turnVirtual(RUNTIME + "TableInstance", "instance", "(I)" + L_INSTANCE, functions)
        // a tag is itself, not its type: any caught tag may be the thrown one
        .turn(
            RUNTIME + "ImportValues",
            "tagCount",
            "()I",
            GuestExceptions.class,
            MethodTypeDesc.ofDescriptor("(" + L_INSTANCE + ")I"))
        .turn(
            RUNTIME + "TagInstance",
            "type",
            "()Lrun/endive/wasm/types/FunctionType;",
            GuestExceptions.class,
            MethodTypeDesc.ofDescriptor(
                "(L" + RUNTIME + "TagInstance;)L" + RUNTIME + "TagInstance;"))
        .turn(
            "run/endive/wasm/types/FunctionType",
            "paramsMatch",
            "(Lrun/endive/wasm/types/FunctionType;)Z",
            GuestExceptions.class,
            tags())
        .turn(
            "run/endive/wasm/types/FunctionType",
            "returnsMatch",
            "(Lrun/endive/wasm/types/FunctionType;)Z",
            GuestExceptions.class,
            tags())
        .turnVirtual(
            RUNTIME + "WasmException$Builder", "build", "()" + L_EXCEPTION, GuestExceptions.class)
        // the search for a handler ends at the frame; the caller's goes on in WholeInterpreter
        .turnIn("THROW_REF", "java/util/Deque", "isEmpty", "()Z", GuestExceptions.class)
        .turnIn("RETURN_CALL_INDIRECT", RUNTIME + "StackFrame", "funcId", "()I", tails, anyFrame())
        .turnIn("RETURN_CALL", RUNTIME + "StackFrame", "funcId", "()I", tails, anyFrame())
        .turnIn("RETURN_CALL_REF", RUNTIME + "StackFrame", "funcId", "()I", tails, anyFrame())
        .interruptible("RETURN_CALL")
        .interruptible("RETURN_CALL_INDIRECT")
        .interruptible("RETURN_CALL_REF")
        .build();
  }

  private static MethodTypeDesc anyFrame() {
    return MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;)I");
  }

  private static MethodTypeDesc tags() {
    String tag = "L" + RUNTIME + "TagInstance;";
    return MethodTypeDesc.ofDescriptor("(" + tag + tag + ")Z");
  }

  private static String operation() {
    return "(L" + RUNTIME + "MStack;" + L_INSTANCE + "L" + INTERPRETER + "$Operands;)V";
  }

  /** What generated code of any module may meet. */
  private static CallTurner.Builder any(CallTurner.Builder turns) {
    String object = "Ljava/lang/Object;";
    return floats(turns)
        .turnStatic(
            CallTurner.SHADED,
            "tableFillRef",
            "(I" + object + "II" + L_INSTANCE + ")V",
            Fills.class)
        .turnStatic(
            CallTurner.SHADED, "arrayFill", "(" + object + "IJII" + L_INSTANCE + ")V", Fills.class)
        .turnStatic(
            CallTurner.SHADED,
            "arrayFillRef",
            "(" + object + "I" + object + "II" + L_INSTANCE + ")V",
            Fills.class);
  }

  private static CallTurner.Builder floats(CallTurner.Builder turns) {
    for (String name : Set.of("F32_MIN", "F32_MAX")) {
      turns.turnStatic(OPERATIONS, name, "(FF)F", QuietFloats.class);
    }
    for (String name : Set.of("F64_MIN", "F64_MAX")) {
      turns.turnStatic(OPERATIONS, name, "(DD)D", QuietFloats.class);
    }
    for (String name : Set.of("F64_CEIL", "F64_FLOOR", "F64_TRUNC")) {
      turns.turnStatic(OPERATIONS, name, "(D)D", QuietFloats.class);
    }
    return turns;
  }

  /**
   * What generated code, its copy of Endive's static methods and the interpreter have in common.
   */
  private static CallTurner.Builder shared(CallTurner.Builder turns) {
    return turns
        .turnVirtual(INSTANCE, "registerException", "(" + L_EXCEPTION + ")I", GuestExceptions.class)
        .turnVirtual(INSTANCE, "exn", "(I)" + L_EXCEPTION, GuestExceptions.class)
        .turnVirtual(INSTANCE, "heapTypeMatch", "(JZII)Z", FunctionReferences.class)
        .turnVirtual(
            INSTANCE, "table", "(I)L" + RUNTIME + "TableInstance;", FunctionReferences.class)
        .turnStatic(OPERATIONS, "TABLE_INIT", "(" + L_INSTANCE + "IIIII)V", ElementSegments.class)
        .turnStatic(
            RUNTIME + "ConstantEvaluators",
            "computeConstant",
            "("
                + L_INSTANCE
                + "Ljava/util/List;)L"
                + RUNTIME
                + "ConstantEvaluators$ConstantResult;",
            ElementSegments.class);
  }

  private static CallTurner.Builder generated(CallTurner.Builder turns) {
    String references = "[Ljava/lang/Object;";
    String result = "L" + RUNTIME + "CallResult;";
    return shared(any(turns))
        .references()
        .turnStatic(
            CallTurner.SHADED,
            "exceptionMatches",
            "(" + L_EXCEPTION + "I" + L_INSTANCE + ")Z",
            GuestExceptions.class)
        .turnStatic(
            CallTurner.SHADED,
            "createWasmException",
            "([JI" + L_INSTANCE + ")" + L_EXCEPTION,
            GuestExceptions.class)
        .turnStatic(
            CallTurner.SHADED,
            "createWasmExceptionGc",
            "([J" + references + "I" + L_INSTANCE + ")" + L_EXCEPTION,
            GuestExceptions.class)
        .turnStatic(
            CallTurner.SHADED, "setTailCallIndirect", "([JIII" + L_INSTANCE + ")V", TailCalls.class)
        .turnStatic(
            CallTurner.SHADED,
            "setTailCallIndirectWithRefs",
            "([J" + references + "III" + L_INSTANCE + ")V",
            TailCalls.class)
        .turnStatic(CallTurner.SHADED, "resolveTailCall", "(" + L_INSTANCE + ")[J", TailCalls.class)
        .turnStatic(
            CallTurner.SHADED,
            "resolveTailCallWithRefs",
            "(" + L_INSTANCE + ")" + result,
            TailCalls.class);
  }
}
