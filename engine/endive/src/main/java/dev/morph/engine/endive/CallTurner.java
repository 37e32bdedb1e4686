package dev.morph.engine.endive;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns calls in a class file, generated or Endive's own, to static methods of this package. A
 * method that was virtual gets its receiver as first argument. Immutable.
 */
final class CallTurner {
  /**
   * A call as it stands in a class file; the owner of all shaded methods is {@link #SHADED}.
   *
   * @param in the only method that is meant, or "" for all
   */
  private record Call(String in, String owner, String name, String type) {}

  private record Target(ClassDesc owner, String name, MethodTypeDesc type) {}

  /** Stands for the class of Endive's static methods that each generated module has a copy of. */
  static final String SHADED = "Shaded";

  private static final ClassDesc CHECKS = ClassDesc.of(TailCalls.class.getName());
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.ofDescriptor("()V");

  /** Where calls go that are left out. */
  private static final Target NOWHERE = new Target(CHECKS, "", NOTHING);

  private final Map<Call, Target> targets;
  private final Set<String> interruptible;
  private final boolean references;
  private final ClassFile classFiles;

  private CallTurner(Map<Call, Target> targets, Set<String> interruptible, boolean references) {
    this.targets = Map.copyOf(targets);
    this.references = references;
    this.interruptible = Set.copyOf(interruptible);
    this.classFiles =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(CallTurner.class.getClassLoader())
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  static Builder builder() {
    return new Builder();
  }

  /**
   * The class file with its calls turned; the same array if there are none.
   *
   * @param firstCounter the index of the first global that counts, or -1 if none does
   */
  byte[] turn(byte[] classFile, int firstCounter) {
    var model = classFiles.parse(classFile);
    if (firstCounter < 0 && !references && !mentions(model)) {
      return classFile;
    }
    return classFiles.transformClass(
        model,
        (classBuilder, element) -> {
          if (element instanceof MethodModel method) {
            classBuilder.transformMethod(
                method, MethodTransform.transformingCode(body(method, firstCounter)));
          } else {
            classBuilder.with(element);
          }
        });
  }

  private CodeTransform body(MethodModel model, int firstCounter) {
    var calls = calls(model.methodName().stringValue());
    if (references && model.code().isPresent()) {
      calls = calls.andThen(CodeTransform.ofStateful(ReferenceCalls::new));
    }
    var counters =
        firstCounter < 0 || model.code().isEmpty()
            ? null
            : CounterAccess.of(model.code().get(), model.methodTypeSymbol(), firstCounter);
    return counters == null ? calls : calls.andThen(counters);
  }

  private CodeTransform calls(String method) {
    CodeTransform calls =
        (code, element) -> {
          var target = element instanceof InvokeInstruction call ? find(call, method) : null;
          if (target == null) {
            code.with(element);
          } else if (target != NOWHERE) {
            code.invokestatic(target.owner, target.name, target.type);
          }
        };
    return interruptible.contains(method)
        ? calls.andThen(
            CodeTransform.ofStateful(() -> {
              var before = new boolean[] {true};
              return (code, element) -> {
                if (before[0]) {
                  before[0] = false;
                  code.invokestatic(CHECKS, "checkInterruption", NOTHING);
                }
                code.with(element);
              };
            }))
        : calls;
  }

  private boolean mentions(ClassModel model) {
    for (var entry : model.constantPool()) {
      if (entry instanceof MemberRefEntry method && targets.containsKey(call(method, ""))) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Target find(InvokeInstruction call, String method) {
    var anywhere = targets.get(call(call.method(), ""));
    return anywhere == null ? targets.get(call(call.method(), method)) : anywhere;
  }

  private static Call call(MemberRefEntry method, String in) {
    String owner = method.owner().asInternalName();
    return new Call(
        in,
        owner.endsWith(SHADED) ? SHADED : owner,
        method.name().stringValue(),
        method.type().stringValue());
  }

  /** Collects what is turned where. */
  static final class Builder {
    private final Map<Call, Target> targets = new HashMap<>();
    private final Set<String> interruptible = new HashSet<>();
    private boolean references;

    private Builder() {}

    /** A static method to one of the same name and type. */
    Builder turnStatic(String owner, String name, String type, Class<?> target) {
      return turn(owner, name, type, target, MethodTypeDesc.ofDescriptor(type));
    }

    /** A virtual method to a static one of the same name that takes the receiver first. */
    Builder turnVirtual(String owner, String name, String type, Class<?> target) {
      var receiver = ClassDesc.ofInternalName(owner);
      return turn(
          owner,
          name,
          type,
          target,
          MethodTypeDesc.ofDescriptor(type).insertParameterTypes(0, receiver));
    }

    /** A virtual method, where one method of a class that mentions others calls it. */
    Builder turnIn(String method, String owner, String name, String type, Class<?> target) {
      var receiver = ClassDesc.ofInternalName(owner);
      return turnIn(
          method,
          owner,
          name,
          type,
          target,
          MethodTypeDesc.ofDescriptor(type).insertParameterTypes(0, receiver));
    }

    /** As above, to a static method of another type. */
    Builder turnIn(
        String method,
        String owner,
        String name,
        String type,
        Class<?> target,
        MethodTypeDesc targetType) {
      targets.put(
          new Call(method, owner, name, type),
          new Target(ClassDesc.of(target.getName()), name, targetType));
      return this;
    }

    /** A method to a static one of the same name and another type. */
    Builder turn(
        String owner, String name, String type, Class<?> target, MethodTypeDesc targetType) {
      targets.put(
          new Call("", owner, name, type),
          new Target(ClassDesc.of(target.getName()), name, targetType));
      return this;
    }

    /** Leaves out the calls of a static method without parameters and results. */
    Builder leaveOut(String owner, String name) {
      targets.put(new Call("", owner, name, NOTHING.descriptorString()), NOWHERE);
      return this;
    }

    /** Looks for interrupts at the start of the methods of this name. */
    Builder interruptible(String method) {
      interruptible.add(method);
      return this;
    }

    /** Mends calls by reference; see {@link ReferenceCalls}. */
    Builder references() {
      references = true;
      return this;
    }

    CallTurner build() {
      return new CallTurner(targets, interruptible, references);
    }
  }
}
