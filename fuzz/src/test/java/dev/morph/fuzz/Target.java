package dev.morph.fuzz;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * What is fuzzed. Each target takes any bytes, allows only the exceptions that its part documents,
 * and checks what must hold of whatever is accepted. Its class has the method that the fuzzer
 * calls.
 */
enum Target {
  MODULE(ModuleFuzzer.class, ModuleFuzzer::fuzzerTestOneInput),
  METER(MeterFuzzer.class, MeterFuzzer::fuzzerTestOneInput),
  ENGINE(EngineFuzzer.class, EngineFuzzer::fuzzerTestOneInput),
  ABI(AbiFuzzer.class, AbiFuzzer::fuzzerTestOneInput),
  COMPONENT_TYPE(ComponentTypeFuzzer.class, ComponentTypeFuzzer::fuzzerTestOneInput),
  JSON(JsonFuzzer.class, JsonFuzzer::fuzzerTestOneInput),
  CBOR(CborFuzzer.class, CborFuzzer::fuzzerTestOneInput),
  ENVELOPE(EnvelopeFuzzer.class, EnvelopeFuzzer::fuzzerTestOneInput),
  PERMISSION(PermissionFuzzer.class, PermissionFuzzer::fuzzerTestOneInput),
  URL(UrlFuzzer.class, UrlFuzzer::fuzzerTestOneInput),
  IR(IrFuzzer.class, IrFuzzer::fuzzerTestOneInput),
  MANIFEST(ManifestFuzzer.class, ManifestFuzzer::fuzzerTestOneInput),
  CONFIG(ConfigFuzzer.class, ConfigFuzzer::fuzzerTestOneInput);

  private final Class<?> driver;
  private final Consumer<byte[]> body;

  Target(Class<?> driver, Consumer<byte[]> body) {
    this.driver = driver;
    this.body = body;
  }

  /** The name of its corpus, and the word for {@code fuzz/run}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  Class<?> driver() {
    return driver;
  }

  /** One input; throws if the part breaks a promise. */
  void run(byte[] input) {
    body.accept(input);
  }
}
