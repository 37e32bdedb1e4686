package dev.morph.bench;

import dev.morph.base.json.JsonObject;
import dev.morph.builtins.Backend;
import dev.morph.builtins.java.JavaBackend;
import dev.morph.ir.Distribution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.tools.ToolProvider;

/** The Java that is generated of a distribution, compiled and loaded. */
final class GeneratedJava {
  private static final String FUNCTIONS = "Functions.java";

  private final Class<?> functions;

  private GeneratedJava(Class<?> functions) {
    this.functions = functions;
  }

  /** Of a distribution with one module. */
  static GeneratedJava of(Distribution distribution) {
    try {
      Path folder = Files.createTempDirectory("generated");
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "-proc:none",
                  "-d",
                  folder.toString(),
                  "-cp",
                  System.getProperty("java.class.path")));
      String type = "";
      for (Backend.Artifact artifact :
          new JavaBackend().generate(distribution, JsonObject.EMPTY).artifacts()) {
        Path file = folder.resolve(artifact.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, artifact.content());
        arguments.add(file.toString());
        if (artifact.path().endsWith(FUNCTIONS)) {
          type = artifact.path().replace(".java", "").replace('/', '.');
        }
      }
      int fault =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      if (fault != 0) {
        throw new IllegalStateException("the generated code does not compile");
      }
      // for as long as the process lives
      @SuppressWarnings("resource")
      var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
      return new GeneratedJava(loader.loadClass(type));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A function of whole numbers to one; called by {@code invokeExact}. */
  MethodHandle function(String name, int parameters) {
    var types = new Class<?>[parameters];
    Arrays.fill(types, long.class);
    try {
      return MethodHandles.lookup()
          .findStatic(functions, name, MethodType.methodType(long.class, types));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
