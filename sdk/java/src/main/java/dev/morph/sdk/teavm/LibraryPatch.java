package dev.morph.sdk.teavm;

import java.util.Map;
import org.teavm.model.ClassHolder;
import org.teavm.model.ClassHolderTransformer;
import org.teavm.model.ClassHolderTransformerContext;
import org.teavm.model.ElementModifier;
import org.teavm.model.FieldHolder;
import org.teavm.model.MethodHolder;
import org.teavm.model.ValueType;
import org.teavm.model.emit.ProgramEmitter;
import org.teavm.model.emit.ValueEmitter;

/**
 * New bodies for the methods of TeaVM's class library that need JavaScript or are wrong in 0.15.0.
 */
final class LibraryPatch implements ClassHolderTransformer {
  static final String JAVA = "dev.morph.sdk.Java";

  private sealed interface Body {
    /** Does nothing. */
    record Empty() implements Body {}

    /** Answers the receiver. */
    record Self() implements Body {}

    /** Reads or writes the field {@code value}; a weak reference becomes a strong one. */
    record Field(boolean write) implements Body {}

    /** Calls a static method of {@link #JAVA}; the receiver is dropped. */
    record Call(String method) implements Body {}

    /** Works on the field {@code suppressed}, which 0.15.0 never sets. */
    record Suppressed() implements Body {}
  }

  private static final String SUPPORT = "org.teavm.backend.wasm.runtime.WasmGCSupport.";
  private static final String INTERNED = "org.teavm.backend.wasm.runtime.StringInternPool$Entry";
  private static final String WEAK = "java.lang.ref.WeakReference";

  private static final Map<String, Body> BODIES =
      Map.ofEntries(
          Map.entry("java.lang.Throwable.fillInStackTrace", new Body.Self()),
          Map.entry("java.lang.Throwable.ensureStackTrace", new Body.Empty()),
          Map.entry("java.lang.Throwable.addSuppressed", new Body.Suppressed()),
          Map.entry("java.lang.Throwable.getSuppressed", new Body.Suppressed()),
          Map.entry("java.lang.Math.round", new Body.Call("round")),
          Map.entry("java.lang.Math.rint", new Body.Call("rint")),
          Map.entry("java.lang.Math.random", new Body.Call("random")),
          Map.entry("java.lang.System.currentTimeMillis", new Body.Call("currentTimeMillis")),
          Map.entry("java.lang.System.nanoTime", new Body.Call("nanoTime")),
          Map.entry(SUPPORT + "putCharStdout", new Body.Call("print")),
          Map.entry(SUPPORT + "putCharStderr", new Body.Call("print")),
          Map.entry("org.teavm.runtime.heap.Heap.init", new Body.Empty()),
          Map.entry("org.teavm.runtime.heap.Heap.notifyHeapResized", new Body.Empty()),
          Map.entry("org.teavm.runtime.heap.Heap.alloc", new Body.Call("allocate")),
          Map.entry("org.teavm.runtime.heap.Heap.release", new Body.Call("release")),
          Map.entry(INTERNED + ".getValue", new Body.Field(false)),
          Map.entry(INTERNED + ".setValue", new Body.Field(true)),
          Map.entry(WEAK + ".<init>", new Body.Field(true)),
          Map.entry(WEAK + ".get", new Body.Field(false)),
          Map.entry(WEAK + ".clear", new Body.Field(true)));

  @Override
  public void transformClass(ClassHolder type, ClassHolderTransformerContext context) {
    if (type.getName().equals(INTERNED)) {
      var value = new FieldHolder("value");
      value.setType(ValueType.parse(String.class));
      type.addField(value);
    }
    for (var method : type.getMethods()) {
      var body = BODIES.get(type.getName() + "." + method.getName());
      boolean otherConstructor =
          type.getName().equals(WEAK)
              && method.getName().equals("<init>")
              && method.parameterCount() != 2;
      if (body != null && !otherConstructor) {
        method.getModifiers().remove(ElementModifier.NATIVE);
        write(body, type, method, ProgramEmitter.create(method, context.getHierarchy()));
      }
    }
  }

  private static void write(Body body, ClassHolder type, MethodHolder method, ProgramEmitter out) {
    switch (body) {
      case Body.Empty() -> out.exit();
      case Body.Self() -> self(type, out).returnValue();
      case Body.Field(boolean write) when write -> {
        var value = type.getField("value").getType();
        self(type, out)
            .setField(
                "value",
                method.parameterCount() == 0 ? out.constantNull(value) : out.var(1, value));
        out.exit();
      }
      case Body.Field field ->
          self(type, out).getField("value", method.getResultType()).returnValue();
      case Body.Call(String target) -> call(target, method, out);
      case Body.Suppressed() -> suppressed(type, method, out);
    }
  }

  private static ValueEmitter self(ClassHolder type, ProgramEmitter out) {
    return out.var(0, ValueType.object(type.getName()));
  }

  private static void call(String target, MethodHolder method, ProgramEmitter out) {
    var arguments = new ValueEmitter[method.parameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = out.var(i + 1, method.parameterType(i));
    }
    var result = out.invoke(JAVA, target, method.getResultType(), arguments);
    if (method.getResultType() == ValueType.VOID) {
      out.exit();
    } else {
      result.returnValue();
    }
  }

  private static void suppressed(ClassHolder type, MethodHolder method, ProgramEmitter out) {
    var array = type.getField("suppressed").getType();
    var self = self(type, out);
    var before = self.getField("suppressed", array);
    if (method.parameterCount() == 0) {
      out.invoke(JAVA, "suppressed", array, before).returnValue();
      return;
    }
    var more = out.var(1, method.parameterType(0));
    self.setField("suppressed", out.invoke(JAVA, "suppress", array, before, more));
    out.exit();
  }
}
