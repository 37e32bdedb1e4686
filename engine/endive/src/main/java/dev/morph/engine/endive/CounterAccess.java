package dev.morph.engine.endive;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;

/**
 * Turns reads and writes of counters in one generated method. Endive finds a global anew by seven
 * loads each time; here the method finds each counter that it uses once, when it begins, and keeps
 * it in a variable.
 */
final class CounterAccess implements CodeTransform {
  private static final ClassDesc GLOBAL = ClassDesc.of(PlainGlobal.class.getName());
  private static final ClassDesc INSTANCE = ClassDesc.of(Instance.class.getName());
  private static final MethodTypeDesc FIND = MethodTypeDesc.of(GLOBAL, INSTANCE);
  private static final MethodTypeDesc READ = MethodTypeDesc.of(ConstantDescs.CD_long, GLOBAL);
  private static final MethodTypeDesc WRITE =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, GLOBAL);

  /**
   * In a longer method nothing is turned: the JIT leaves it alone anyway, and the variables' higher
   * numbers could make it longer than a JVM method may be.
   */
  private static final int LARGEST_METHOD_BYTES = 16_000;

  private static final List<String> FINDERS = List.of("first", "second", "third");

  private final int firstCounter;
  private final int firstSlot;
  private final int instanceSlot;
  private final boolean[] used;

  /** An index and a variable that are pushed, and may be those of a counter. */
  private final List<CodeElement> held = new ArrayList<>(2);

  private CounterAccess(int firstCounter, int firstSlot, int instanceSlot, boolean[] used) {
    this.firstCounter = firstCounter;
    this.firstSlot = firstSlot;
    this.instanceSlot = instanceSlot;
    this.used = used;
  }

  /**
   * For a static method whose last parameter is the instance.
   *
   * @param firstCounter the index of the first of three counters
   * @return null if the method uses none, or is too long
   */
  static @Nullable CounterAccess of(CodeModel code, MethodTypeDesc type, int firstCounter) {
    var attribute = (CodeAttribute) code;
    if (attribute.codeLength() > LARGEST_METHOD_BYTES) {
      return null;
    }
    int slots = 0;
    for (ClassDesc parameter : type.parameterList()) {
      slots += TypeKind.from(parameter).slotSize();
    }
    var access = new CounterAccess(firstCounter, attribute.maxLocals(), slots - 1, new boolean[3]);
    boolean any = false;
    for (CodeElement element : code) {
      int counter = element instanceof InvokeInstruction call ? access.counter(call) : -1;
      if (counter >= 0) {
        access.used[counter] = true;
        any = true;
      }
      access.hold(element);
    }
    access.held.clear();
    return any ? access : null;
  }

  /** The counter that a call reads or writes, or -1; what it is given is held. */
  private int counter(InvokeInstruction call) {
    if (held.size() < 2
        || !call.owner().asInternalName().endsWith(CallTurner.SHADED)
        || !(isRead(call) || call.name().equalsString("writeGlobal"))) {
      return -1;
    }
    int counter =
        ((ConstantInstruction) held.getFirst()).constantValue() instanceof Integer index
            ? index - firstCounter
            : -1;
    return counter < used.length ? counter : -1;
  }

  private static boolean isRead(InvokeInstruction call) {
    return call.name().equalsString("readGlobal");
  }

  /** Holds an element if it may belong to an access, and says whether it does. */
  private boolean hold(CodeElement element) {
    boolean fits =
        held.isEmpty()
            ? element instanceof ConstantInstruction
            : held.size() == 1
                && element instanceof LoadInstruction load
                && load.slot() == instanceSlot;
    if (fits) {
      held.add(element);
      return true;
    }
    held.clear();
    if (element instanceof ConstantInstruction) {
      held.add(element);
      return true;
    }
    return false;
  }

  @Override
  public void atStart(CodeBuilder code) {
    for (int i = 0; i < used.length; i++) {
      if (used[i]) {
        code.aload(instanceSlot).invokestatic(GLOBAL, FINDERS.get(i), FIND).astore(firstSlot + i);
      }
    }
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    if (element instanceof InvokeInstruction call) {
      int counter = counter(call);
      if (counter >= 0) {
        held.clear();
        code.aload(firstSlot + counter)
            .invokestatic(GLOBAL, isRead(call) ? "read" : "write", isRead(call) ? READ : WRITE);
        return;
      }
    }
    var before = List.copyOf(held);
    boolean holds = hold(element);
    int kept = holds ? held.size() - 1 : 0;
    before.subList(0, before.size() - kept).forEach(code::with);
    if (!holds) {
      code.with(element);
    }
  }

  @Override
  public void atEnd(CodeBuilder code) {
    held.forEach(code::with);
    held.clear();
  }
}
