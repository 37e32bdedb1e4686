package dev.morph.engine.endive;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * Mends the generated code of {@code call_ref}, which takes any function for one of the same
 * instance. It calls what an indirect call does, with the table -1 for "the number is the
 * function's index"; here the number itself says whether that is so ({@link
 * FunctionReferences#tableOf}).
 */
final class ReferenceCalls implements CodeTransform {
  /** The generated methods that an indirect call of each type goes through. */
  private static final String INDIRECT = "call_indirect_";

  private static final ClassDesc REFERENCES = ClassDesc.of(FunctionReferences.class.getName());
  private static final MethodTypeDesc TABLE_OF =
      MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int);

  /** The constant -1, the memory and the instance, as far as they were seen. */
  private final List<CodeElement> held = new ArrayList<>(3);

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    if (held.size() == 3
        && element instanceof InvokeInstruction call
        && call.name().stringValue().startsWith(INDIRECT)) {
      code.dup().invokestatic(REFERENCES, "tableOf", TABLE_OF);
      held.removeFirst();
      release(code);
      code.with(element);
      return;
    }
    if (!held.isEmpty() && held.size() < 3 && element instanceof LoadInstruction) {
      held.add(element);
      return;
    }
    release(code);
    if (element instanceof ConstantInstruction constant
        && constant.constantValue() instanceof Integer number
        && number == -1) {
      held.add(element);
    } else {
      code.with(element);
    }
  }

  private void release(CodeBuilder code) {
    held.forEach(code::with);
    held.clear();
  }

  @Override
  public void atEnd(CodeBuilder code) {
    release(code);
  }
}
