package dev.morph.builtins.java;

import dev.morph.builtins.Backend.Artifact;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles sources in memory and loads the classes. */
final class JavaCompiler extends ClassLoader {
  private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();
  private final List<String> faults = new ArrayList<>();

  JavaCompiler(List<Artifact> artifacts) {
    super(JavaCompiler.class.getClassLoader());
    var compiler = ToolProvider.getSystemJavaCompiler();
    var found = new DiagnosticCollector<JavaFileObject>();
    StandardJavaFileManager standard = compiler.getStandardFileManager(found, null, null);
    List<JavaFileObject> sources = new ArrayList<>();
    artifacts.forEach(artifact -> sources.add(new Source(artifact)));
    if (sources.isEmpty()) {
      return;
    }
    compiler
        .getTask(
            null,
            new Files(standard),
            found,
            List.of("-Xlint:all", "-Werror", "-proc:none", "-Xmaxerrs", "1000"),
            null,
            sources)
        .call();
    for (Diagnostic<? extends JavaFileObject> one : found.getDiagnostics()) {
      String source = one.getSource() == null ? "" : one.getSource().getName();
      faults.add(source + ":" + one.getLineNumber() + ": " + one.getMessage(null));
    }
  }

  /** What the compiler says; empty if there is not even a warning. */
  List<String> faults() {
    return faults;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    ByteArrayOutputStream bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes.toByteArray(), 0, bytes.size());
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String content;

    Source(Artifact artifact) {
      super(URI.create("memory:///" + artifact.path()), Kind.SOURCE);
      this.content = artifact.content();
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return content;
    }
  }

  private final class Files extends ForwardingJavaFileManager<JavaFileManager> {
    Files(JavaFileManager standard) {
      super(standard);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          var bytes = new ByteArrayOutputStream();
          classes.put(name, bytes);
          return bytes;
        }
      };
    }
  }
}
