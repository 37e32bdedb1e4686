package dev.morph.builtins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.Severity;
import dev.morph.testkit.MorphirData;
import java.util.List;
import java.util.stream.Stream;

/** Distributions for tests. */
public final class Models {
  private Models() {}

  /** A document of upstream's. */
  public static Distribution file(String file) {
    return read(MorphirData.bytes(file));
  }

  /** A document, which must have no fault. */
  public static Distribution read(byte[] utf8) {
    var builder = new DistributionBuilder();
    var report = IrReader.read(utf8, builder);
    assertThat(report.diagnostics().stream().filter(one -> one.severity() == Severity.ERROR))
        .isEmpty();
    return builder.distribution().orElseThrow();
  }

  /** The documents of upstream's that are models, of all versions. */
  public static Stream<String> files() {
    return Stream.of("v1", "v2", "v3", "v4")
        .flatMap(folder -> MorphirData.files(folder).stream())
        .filter(Models::isModel);
  }

  private static boolean isModel(String file) {
    var builder = new DistributionBuilder();
    return IrReader.read(MorphirData.bytes(file), builder).errors() == 0
        && builder.distribution().isPresent();
  }

  /**
   * The package {@code acme/shop} of one module {@code orders}.
   *
   * @param types members of its types, by the names that v4 has
   */
  public static Distribution orders(String... types) {
    return read(modules(module("orders", types)));
  }

  /** The package {@code acme/shop}. */
  public static byte[] modules(String... modules) {
    return """
    {"formatVersion": 4, "distribution": {"Library": {"packageName": "acme/shop",
      "dependencies": {}, "def": {"modules": {%s}}}}}\
    """
        .formatted(String.join(",", modules))
        .getBytes(UTF_8);
  }

  /** A module for {@link #modules}. */
  public static String module(String name, String... types) {
    return """
    "%s": {"Public": {"types": {%s}, "values": {}}}\
    """
        .formatted(name, String.join(",", types));
  }

  /** An alias for {@link #module}. */
  public static String alias(String name, String type, String... parameters) {
    return """
    "%s": {"Public": {"TypeAliasDefinition": {"typeParams": [%s], "typeExp": %s}}}\
    """
        .formatted(name, quoted(parameters), type);
  }

  /** A custom type for {@link #module}. */
  public static String custom(String name, String constructors, String... parameters) {
    return """
    "%s": {"Public": {"CustomTypeDefinition": {"typeParams": [%s], "access": "Public",
      "constructors": %s}}}\
    """
        .formatted(name, quoted(parameters), constructors);
  }

  private static String quoted(String... names) {
    return String.join(",", List.of(names).stream().map(name -> "\"" + name + "\"").toList());
  }
}
