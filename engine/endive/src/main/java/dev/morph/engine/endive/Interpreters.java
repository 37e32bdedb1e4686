package dev.morph.engine.endive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Deque;
import java.util.Objects;
import run.endive.runtime.Instance;
import run.endive.runtime.InterpreterMachine;
import run.endive.runtime.Machine;
import run.endive.runtime.internal.CompilerInterpreterMachine;

/**
 * Endive's interpreter: as it is, or with calls turned as {@link Turns#interpreter} says. The
 * latter is defined a second time, from the class files of the library, in a loader of its own.
 * Public for the classes there.
 */
public final class Interpreters {
  private Interpreters() {}

  /** Loaded when the first module wants it. */
  private static final class Turned {
    static final MethodHandle WHOLE;
    static final MethodHandle PART;

    static {
      var loader = new Loader();
      try {
        WHOLE = constructor(loader, WholeInterpreter.class, Instance.class);
        PART = constructor(loader, PartInterpreter.class, Instance.class, int[].class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private static MethodHandle constructor(
        Loader loader, Class<?> original, Class<?>... parameters)
        throws ReflectiveOperationException {
      return MethodHandles.publicLookup()
          .findConstructor(
              Class.forName(original.getName(), true, loader),
              MethodType.methodType(void.class, parameters))
          .asType(MethodType.methodType(Machine.class, parameters));
    }
  }

  /** Defines the interpreter, and what it alone uses, itself; the rest is Endive's. */
  private static final class Loader extends ClassLoader {
    private final CallTurner turner = Turns.interpreter();

    Loader() {
      super(Interpreters.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!isOwn(name)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        var known = findLoadedClass(name);
        return known == null ? define(name) : known;
      }
    }

    private static boolean isOwn(String name) {
      String runtime = "run.endive.runtime.";
      return name.equals(WholeInterpreter.class.getName())
          || name.equals(PartInterpreter.class.getName())
          || name.startsWith(runtime + "InterpreterMachine")
          || name.equals(runtime + "MStack")
          || name.equals(runtime + "StackFrame")
          || name.equals(runtime + "CtrlFrame")
          || name.equals(runtime + "internal.CompilerInterpreterMachine");
    }

    private Class<?> define(String name) {
      String resource = "/" + name.replace('.', '/') + ".class";
      var beside = name.startsWith("run.") ? Instance.class : Interpreters.class;
      try (var in = beside.getResourceAsStream(resource)) {
        byte[] turned = turner.turn(Objects.requireNonNull(in, resource).readAllBytes(), -1);
        return defineClass(name, turned, 0, turned.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** An interpreter of all functions of an instance. */
  static Machine whole(Instance instance, boolean turned) {
    if (!turned) {
      return new InterpreterMachine(instance);
    }
    try {
      return (Machine) Turned.WHOLE.invokeExact(instance);
    } catch (Throwable e) {
      throw sneak(e);
    }
  }

  /** An interpreter of some functions of an instance, which leaves the others to its machine. */
  static Machine part(Instance instance, int[] functions, boolean turned) {
    if (!turned) {
      return new CompilerInterpreterMachine(instance, functions);
    }
    try {
      return (Machine) Turned.PART.invokeExact(instance, functions);
    } catch (Throwable e) {
      throw sneak(e);
    }
  }

  /** Takes frames off until only so many are left; public to the interpreter's copy. */
  public static void trim(Deque<?> frames, int depth) {
    while (frames.size() > depth) {
      frames.pop();
    }
  }

  private static RuntimeException sneak(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException e ? e : new IllegalStateException(thrown);
  }
}
