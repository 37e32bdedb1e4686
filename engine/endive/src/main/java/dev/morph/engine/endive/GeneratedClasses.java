package dev.morph.engine.endive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import run.endive.compiler.internal.ClassCollector;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;

/** The classes of one compiled module, and the loader that defines them all together. */
final class GeneratedClasses implements ClassCollector {
  private final Map<String, byte[]> bytes = new LinkedHashMap<>();
  private final CodeTraits traits;
  private @Nullable String mainClass;
  private Set<Integer> interpreted = Set.of();

  /** None yet; calls in those that are put are turned as the traits say. */
  GeneratedClasses(CodeTraits traits) {
    this.traits = traits;
  }

  /** Classes that were generated before, by their names; the calls in them are turned. */
  GeneratedClasses(String mainClass, Map<String, byte[]> bytes, Set<Integer> interpreted) {
    this(CodeTraits.of(Set.of()));
    this.mainClass = mainClass;
    this.bytes.putAll(bytes);
    this.interpreted = Set.copyOf(interpreted);
  }

  /** Says which functions have no code. */
  void interpreted(Set<Integer> functions) {
    interpreted = Set.copyOf(functions);
  }

  /** Indices of functions that have no code. */
  Set<Integer> interpreted() {
    return interpreted;
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> bytes;

    Loader(Map<String, byte[]> bytes) {
      super(GeneratedClasses.class.getClassLoader());
      this.bytes = bytes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] found = bytes.get(name);
      if (found == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, found, 0, found.length);
    }
  }

  @Override
  public String mainClassName() {
    return Objects.requireNonNull(mainClass);
  }

  @Override
  public void putMainClass(String className, byte[] classBytes) {
    mainClass = className;
    add(className, Turns.generated(traits, true).turn(classBytes, -1));
  }

  @Override
  public void put(String className, byte[] classBytes) {
    add(className, Turns.generated(traits, false).turn(classBytes, traits.firstCounter()));
  }

  private void add(String className, byte[] classBytes) {
    ModuleLoader.checkpoint();
    bytes.put(className.replace('/', '.'), classBytes);
  }

  @Override
  public void putAll(ClassCollector collector) {
    collector.classBytes().forEach(this::put);
  }

  @Override
  public Map<String, byte[]> classBytes() {
    return Collections.unmodifiableMap(bytes);
  }

  @Override
  public byte[] resolve(Class<?> type) {
    String resource = "/" + type.getName().replace('.', '/') + ".class";
    try (var in = type.getResourceAsStream(resource)) {
      return Objects.requireNonNull(in, resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Defines and verifies every class now, so that a fault of the generator shows here and not in
   * the middle of a call.
   *
   * @throws LinkageError if the JVM does not accept a class
   */
  Function<Instance, Machine> link() {
    var loader = new Loader(new LinkedHashMap<>(bytes));
    try {
      for (String name : bytes.keySet()) {
        Class.forName(name, true, loader);
      }
      Class<?> main = Class.forName(mainClassName(), true, loader);
      MethodHandle constructor =
          MethodHandles.publicLookup()
              .findConstructor(main, MethodType.methodType(void.class, Instance.class))
              .asType(MethodType.methodType(Machine.class, Instance.class));
      return instance -> make(constructor, instance);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Machine make(MethodHandle constructor, Instance instance) {
    try {
      return (Machine) constructor.invokeExact(instance);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
