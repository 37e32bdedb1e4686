package dev.morph.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/**
 * What a portable module may use of the JDK: values, collections and text. Whatever reflects,
 * starts threads, touches files or the network, or comes from a library is out.
 */
final class PortableRule {
  private static final Set<String> PACKAGES =
      Set.of(
          "java.lang",
          "java.lang.annotation",
          "java.util",
          "java.util.function",
          "java.util.stream",
          "java.math",
          "java.nio.charset",
          "java.time",
          // string concatenation and switches over types, which the compiler writes
          "java.lang.invoke",
          "java.lang.runtime",
          "org.jspecify.annotations");

  private static final Set<String> REFUSED =
      Set.of(
          "java.lang.Thread",
          "java.lang.ThreadLocal",
          "java.lang.Runtime",
          "java.lang.Process",
          "java.lang.ProcessBuilder",
          "java.lang.ClassLoader",
          "java.lang.invoke.VarHandle",
          "java.util.ServiceLoader",
          "java.util.Timer",
          "java.util.Scanner");

  private PortableRule() {}

  static ArchRule rule(String... packages) {
    return classes()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .onlyDependOnClassesThat(
            DescribedPredicate.describe("are portable", PortableRule::isPortable));
  }

  private static boolean isPortable(JavaClass used) {
    JavaClass base = used.getBaseComponentType();
    String name = base.getName();
    return base.isPrimitive()
        || name.startsWith("dev.morph.")
        || PACKAGES.contains(base.getPackageName()) && !REFUSED.contains(name)
        || name.equals("java.io.Serializable")
        || name.equals("java.io.ByteArrayOutputStream");
  }
}
