package dev.morph.sdk.teavm;

import java.util.HashSet;
import java.util.Set;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.Instruction;
import org.teavm.model.MethodHolder;
import org.teavm.model.MethodReference;
import org.teavm.model.Program;
import org.teavm.model.ValueType;
import org.teavm.model.Variable;
import org.teavm.model.instructions.BinaryInstruction;
import org.teavm.model.instructions.BinaryOperation;
import org.teavm.model.instructions.ConstructArrayInstruction;
import org.teavm.model.instructions.IntegerConstantInstruction;
import org.teavm.model.instructions.InvocationType;
import org.teavm.model.instructions.InvokeInstruction;
import org.teavm.model.instructions.LongConstantInstruction;
import org.teavm.model.instructions.MonitorEnterInstruction;
import org.teavm.model.instructions.MonitorExitInstruction;
import org.teavm.model.instructions.NumericOperandType;

/**
 * In every method: exceptions where WebAssembly would trap (x / 0, MIN / -1, arrays of negative
 * size), and no monitors. A guest has one thread, and TeaVM turns all callers of a monitor into
 * coroutines.
 */
final class JavaRules implements ClassHolderTransformer {
  @Override
  public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
    for (var method : type.getMethods()) {
      method.getModifiers().remove(ElementModifier.SYNCHRONIZED);
      if (method.getProgram() != null) {
        dropMonitors(method);
        if (!type.getName().equals(LibraryPatch.JAVA)) {
          guard(method.getProgram());
        }
      }
    }
  }

  private static void dropMonitors(MethodHolder method) {
    for (var block : method.getProgram().getBasicBlocks()) {
      for (var instruction : block) {
        if (instruction instanceof MonitorEnterInstruction
            || instruction instanceof MonitorExitInstruction) {
          instruction.delete();
        }
      }
    }
  }

  private static void guard(Program program) {
    Set<Variable> positive = positiveConstants(program);
    for (var block : program.getBasicBlocks()) {
      for (var instruction : block) {
        if (instruction instanceof BinaryInstruction binary
            && isDivision(binary)
            && !positive.contains(binary.getSecondOperand())) {
          instruction.replace(division(binary));
        } else if (instruction instanceof ConstructArrayInstruction array
            && !positive.contains(array.getSize())) {
          var size = program.createVariable();
          var method =
              new MethodReference(LibraryPatch.JAVA, "size", ValueType.INTEGER, ValueType.INTEGER);
          instruction.insertPrevious(call(instruction, method, size, array.getSize()));
          array.setSize(size);
        }
      }
    }
  }

  private static Set<Variable> positiveConstants(Program program) {
    Set<Variable> positive = new HashSet<>();
    for (var block : program.getBasicBlocks()) {
      for (var instruction : block) {
        if (instruction instanceof IntegerConstantInstruction constant
            && constant.getConstant() > 0) {
          positive.add(constant.getReceiver());
        } else if (instruction instanceof LongConstantInstruction constant
            && constant.getConstant() > 0) {
          positive.add(constant.getReceiver());
        }
      }
    }
    return positive;
  }

  private static boolean isDivision(BinaryInstruction binary) {
    return (binary.getOperation() == BinaryOperation.DIVIDE
            || binary.getOperation() == BinaryOperation.MODULO)
        && (binary.getOperandType() == NumericOperandType.INT
            || binary.getOperandType() == NumericOperandType.LONG);
  }

  private static InvokeInstruction division(BinaryInstruction binary) {
    var type =
        binary.getOperandType() == NumericOperandType.INT ? ValueType.INTEGER : ValueType.LONG;
    var name = binary.getOperation() == BinaryOperation.DIVIDE ? "div" : "rem";
    return call(
        binary,
        new MethodReference(LibraryPatch.JAVA, name, type, type, type),
        binary.getReceiver(),
        binary.getFirstOperand(),
        binary.getSecondOperand());
  }

  private static InvokeInstruction call(
      Instruction at, MethodReference method, Variable receiver, Variable... arguments) {
    var call = new InvokeInstruction();
    call.setType(InvocationType.SPECIAL);
    call.setMethod(method);
    call.setReceiver(receiver);
    call.setArguments(arguments);
    call.setLocation(at.getLocation());
    return call;
  }
}
