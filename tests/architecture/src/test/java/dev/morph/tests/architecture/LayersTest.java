package dev.morph.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which module may use which, and what other modules may see. */
class LayersTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("/testkit/"))
          .importPackages("dev.morph");

  /** A module's packages, and those it may use beside its own and the JDK's. */
  private record Layer(String own, List<String> uses) {}

  private static final String BASE = "dev.morph.base..";
  private static final String MORPHIR_SDK = "dev.morph.morphir.sdk..";
  private static final String IR = "dev.morph.ir..";
  private static final String ENGINE = "dev.morph.engine.api..";
  private static final String BINARY = "dev.morph.engine.binary..";
  private static final String METER = "dev.morph.engine.meter..";
  private static final String ABI = "dev.morph.component.abi..";
  private static final String POLICY = "dev.morph.runtime.policy..";
  private static final String CAPABILITY = "dev.morph.runtime.capability..";
  private static final String STORAGE = "dev.morph.storage..";
  private static final String SANDBOX = "dev.morph.runtime.sandbox..";

  private static final List<Layer> LAYERS =
      List.of(
          new Layer(BASE, List.of()),
          new Layer(MORPHIR_SDK, List.of()),
          new Layer(IR, List.of(BASE, MORPHIR_SDK)),
          new Layer(ENGINE, List.of()),
          new Layer(BINARY, List.of(BASE, ENGINE)),
          new Layer(METER, List.of(BASE, ENGINE, BINARY)),
          new Layer("dev.morph.engine.endive..", List.of(BASE, ENGINE, BINARY)),
          new Layer(ABI, List.of(ENGINE)),
          new Layer(POLICY, List.of(BASE)),
          new Layer(CAPABILITY, List.of(BASE, ABI, POLICY)),
          new Layer(STORAGE, List.of(BASE)),
          new Layer(SANDBOX, List.of(BASE, ENGINE, BINARY, METER, ABI, POLICY, CAPABILITY)),
          new Layer(
              "dev.morph.capabilities..", List.of(BASE, IR, ABI, POLICY, CAPABILITY, STORAGE)),
          new Layer("dev.morph.distribution.manifest..", List.of(BASE, POLICY)),
          new Layer("dev.morph.builtins..", List.of(BASE, MORPHIR_SDK, IR)));

  @Test
  void eachModuleUsesOnlyTheLayersBelowIt() {
    for (Layer layer : LAYERS) {
      List<String> allowed = new java.util.ArrayList<>(layer.uses());
      allowed.add(layer.own());
      String[] forbidden =
          LAYERS.stream()
              .map(Layer::own)
              .filter(own -> !allowed.contains(own))
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage(layer.own())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(forbidden)
          .check(CLASSES);
      noClasses()
          .that()
          .resideInAPackage(layer.own())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.morph.host..", "dev.morph.cli..")
          .check(CLASSES);
    }
  }

  @Test
  void theCommandLineSeesNoEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.morph.cli..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.morph.engine..", "run.endive..")
        .check(CLASSES);
  }

  @Test
  void onlyTheStoreKnowsItsDatabases() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.morph.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.jdbi..", "org.sqlite..", "org.postgresql..", "org.flywaydb..", "com.zaxxer..")
        .check(CLASSES);
  }

  @Test
  void theDatabaseIsTheStoresOwn() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.morph.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.morph.storage.sql..")
        .check(CLASSES);
  }

  @Test
  void onlyTheVaultKnowsItsCipher() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.morph.storage.vault..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.google.crypto.tink..")
        .check(CLASSES);
  }

  @Test
  void onlyTheDefaultEngineKnowsItsLibrary() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.morph.engine.endive..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("run.endive..")
        .check(CLASSES);
  }

  @Test
  void portableModulesUseOnlyPortableClasses() {
    PortableRule.rule(BASE, MORPHIR_SDK, IR, ENGINE, BINARY, METER, ABI, POLICY, CAPABILITY)
        .check(CLASSES);
  }

  @Test
  void thePortableRuleBites() {
    ArchRule rule = PortableRule.rule("dev.morph.tests.architecture..");
    JavaClasses offender = new ClassFileImporter().importClasses(UsesThreads.class);
    assertThat(rule.evaluate(offender).hasViolation()).isTrue();
  }

  /** Breaks the portable rule, for the test of the rule. */
  static final class UsesThreads {
    void run() {
      Thread.ofVirtual().start(() -> {});
    }
  }

  @Test
  void exportedPackagesAreThoseOfTheList() throws IOException {
    Path list = Path.of(System.getProperty("morph.root"), "build", "exported-packages.txt");
    Set<String> listed =
        Files.readAllLines(list).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> exported =
        CLASSES.stream()
            .filter(one ->
                one.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.PUBLIC))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(exported).isEqualTo(listed);
  }
}
