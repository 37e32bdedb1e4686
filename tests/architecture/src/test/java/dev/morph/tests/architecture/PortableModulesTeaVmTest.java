package dev.morph.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.tooling.TeaVMTargetType;
import org.teavm.tooling.TeaVMTool;

/**
 * The portable modules run in browsers and in guests: TeaVM's class library must have all they use.
 */
class PortableModulesTeaVmTest {
  private static final List<String> MODULES =
      List.of(
          "base",
          "sdk/morphir",
          "ir",
          "engine/api",
          "engine/binary",
          "engine/meter",
          "component/abi",
          "runtime/policy",
          "runtime/capability");

  @TempDir Path target;

  /** TeaVM compiles what a program reaches; {@link ReachEverything} adds the portable classes. */
  static final class Entry {
    private Entry() {}

    public static void main(String[] arguments) {}
  }

  @Test
  void compileWithTeaVm() throws Exception {
    List<String> names = new ArrayList<>();
    List<File> classPath = new ArrayList<>();
    for (String module : MODULES) {
      Path classes = Path.of(System.getProperty("morph.root"), module, "target", "classes");
      assertThat(classes).as("build %s first", module).isDirectory();
      classPath.add(classes.toFile());
      names.addAll(classNames(classes));
    }
    assertThat(names).hasSizeGreaterThan(50);
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(new File(entry));
    }
    assertThat(problems(names, classPath)).isEmpty();
  }

  private static List<String> classNames(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.endsWith("-info.class"))
          .map(file -> file.substring(0, file.length() - 6).replace(File.separatorChar, '.'))
          .toList();
    }
  }

  private List<String> problems(List<String> names, List<File> classPath) throws Exception {
    var tool = new TeaVMTool();
    tool.setTargetType(TeaVMTargetType.JAVASCRIPT);
    tool.setTargetDirectory(target.toFile());
    tool.setTargetFileName("portable.js");
    tool.setClassPath(classPath);
    tool.setMainClass(Entry.class.getName());
    tool.setClassLoader(PortableModulesTeaVmTest.class.getClassLoader());
    ReachEverything.classes = names;
    tool.setIncremental(false);
    tool.generate();
    List<String> problems = new ArrayList<>();
    for (var problem : tool.getProblemProvider().getProblems()) {
      var text = new DefaultProblemTextConsumer();
      problem.render(text);
      var at = problem.getLocation();
      problems.add((at == null ? "" : at.getMethod() + ": ") + text.getText());
    }
    return problems.stream().distinct().sorted().toList();
  }
}
