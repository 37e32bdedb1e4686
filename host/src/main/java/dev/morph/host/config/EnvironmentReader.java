package dev.morph.host.config;

import dev.morph.base.MorphException;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.storage.StoreSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the variables of {@link ConfigKey}. An empty one says nothing. */
final class EnvironmentReader {
  private EnvironmentReader() {}

  /**
   * Reads them.
   *
   * @param folder what relative paths are of
   * @param home where a server's store keeps its artifacts
   * @throws MorphException ({@code usage-invalid}) naming the variable
   */
  static Settings read(Map<String, String> environment, Path folder, Path home) {
    Settings settings = new Settings();
    for (ConfigKey key : ConfigKey.values()) {
      String variable = key.variable().orElse("");
      String text = environment.getOrDefault(variable, "");
      if (!variable.isEmpty() && !text.isBlank()) {
        attempt(variable, () -> read(key, variable, text.strip(), folder, home, settings));
      }
    }
    return settings;
  }

  private static void attempt(String name, Runnable reading) {
    try {
      reading.run();
    } catch (MorphException e) {
      throw Values.invalid(name + ": " + e.getMessage());
    }
  }

  private static void read(
      ConfigKey key, String variable, String text, Path folder, Path home, Settings settings) {
    switch (key) {
      case STORE -> {
        StoreSettings store = StoreSettings.of(text, folder, home);
        settings.store = given(key, variable, store, store.address());
      }
      case ENGINE -> settings.engine = given(key, variable, Values.engine(text), text);
      case ALLOW_PRIVATE ->
          addresses(
              text, rule -> settings.allowPrivate.add(given(key, variable, rule, rule.text())));
      case VAULT_KEY_FILE -> {
        Path path = Values.path(text, folder);
        settings.vaultKeyFile = given(key, variable, path, path.toString());
      }
      case OUTPUT_LAYOUT -> settings.layout = given(key, variable, Values.layout(text), text);
      default -> throw new IllegalStateException(key + " has no variable");
    }
  }

  private static void addresses(String text, Consumer<AddressRule> use) {
    for (String rule : text.split(",", -1)) {
      use.accept(AddressRule.parse(rule.strip()));
    }
  }

  private static <T> Given<T> given(ConfigKey key, String variable, T value, String shown) {
    return new Given<>(key.word(), value, shown, ConfigLayer.ENVIRONMENT, variable, 0);
  }

  /** What the options of a command say. */
  static Settings read(ConfigFlags flags) {
    Settings settings = new Settings();
    String engine = flags.engine();
    if (engine != null) {
      attempt(
          "--engine",
          () ->
              settings.engine = flag(ConfigKey.ENGINE, "--engine", Values.engine(engine), engine));
    }
    for (String text : flags.allowPrivate()) {
      attempt(
          "--allow-private",
          () -> {
            AddressRule rule = AddressRule.parse(text);
            settings.allowPrivate.add(
                flag(ConfigKey.ALLOW_PRIVATE, "--allow-private", rule, rule.text()));
          });
    }
    return settings;
  }

  private static <T> Given<T> flag(ConfigKey key, String option, T value, String shown) {
    return new Given<>(key.word(), value, shown, ConfigLayer.FLAG, option, 0);
  }
}
