package dev.morph.host.config;

import dev.morph.base.ByteSize;
import dev.morph.base.ExtensionId;
import dev.morph.host.EngineMode;
import dev.morph.host.MorphHome;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.storage.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts layers together. The files of system and user are taken first, with the ceilings of all of
 * them before any limit; a project's only ever lowers what is there by then.
 */
final class Merge {
  private final Findings findings;
  private final Map<Limit, Given<Long>> ceilings = new EnumMap<>(Limit.class);
  private final Map<Limit, Given<Long>> values = new EnumMap<>(Limit.class);
  private final Map<ExtensionId, ConfiguredExtension> extensions = new LinkedHashMap<>();
  private final List<Given<AddressRule>> allowPrivate = new ArrayList<>();
  private final Map<String, Given<String>> openWith = new LinkedHashMap<>();
  private @Nullable Given<StoreSettings> store;
  private @Nullable Given<EngineMode> engine;
  private @Nullable Given<Path> vaultKeyFile;
  private @Nullable Given<OutputLayout> layout;
  private Limits limits = Limits.defaults();

  Merge(Findings findings) {
    this.findings = findings;
  }

  /** Takes the files of system and user. */
  void own(List<Settings> files) {
    files.forEach(file -> file.ceilings.forEach(this::ownCeiling));
    ceilings.forEach((limit, given) -> limits = limits.withCeiling(limit, given.value()));
    files.forEach(file -> file.limits.forEach(this::ownLimit));
    for (Settings file : files) {
      scalars(file);
      openWith.putAll(file.openWith);
      file.extensions.forEach(this::ownExtension);
    }
  }

  /** Takes the environment, or the options of the command. */
  void process(Settings settings) {
    scalars(settings);
  }

  private void scalars(Settings settings) {
    store = settings.store == null ? store : settings.store;
    engine = settings.engine == null ? engine : settings.engine;
    vaultKeyFile = settings.vaultKeyFile == null ? vaultKeyFile : settings.vaultKeyFile;
    layout = settings.layout == null ? layout : settings.layout;
    allowPrivate.addAll(settings.allowPrivate);
  }

  private void ownCeiling(Limit limit, Given<Long> given) {
    if (limit == Limit.STACK_DEPTH && given.value() > limit.ceiling()) {
      fault(
          given,
          "the stacks of guests are made for at most "
              + limit.show(limit.ceiling())
              + "; lower it");
      return;
    }
    Given<Long> before = ceilings.get(limit);
    if (before == null || given.value() <= before.value()) {
      ceilings.put(limit, given);
    }
  }

  private void ownLimit(Limit limit, Given<Long> given) {
    long ceiling = limits.ceiling(limit);
    if (given.value() > ceiling) {
      fault(
          given,
          above(limit, given.value(), ceiling) + "; lower it, or set ceilings." + limit.word());
    } else {
      limits = limits.with(limit, given.value());
      values.put(limit, given);
    }
  }

  private static String above(Limit limit, long value, long ceiling) {
    return limit.show(value) + " is above the ceiling " + limit.show(ceiling);
  }

  private void fault(Given<?> given, String message) {
    findings.add(
        given.layer(),
        new ConfigFinding(Path.of(given.source()), given.line(), given.key(), message));
  }

  private void ownExtension(ExtensionEntry entry) {
    requireWithin(entry, Limit.MEMORY, ".permissions.max_memory", memory(entry.maxMemory()));
    requireWithin(
        entry, Limit.TIME, ".permissions.max_execution_time", nanos(entry.maxExecutionTime()));
    extensions.put(entry.name(), configured(entry, entry.grants(), null));
  }

  private static ConfiguredExtension configured(
      ExtensionEntry entry, PermissionSet grants, @Nullable Path project) {
    return new ConfiguredExtension(
        entry.name(),
        entry.enabled() == null || entry.enabled(),
        entry.protocol(),
        entry.path(),
        entry.maxMemory(),
        entry.maxExecutionTime(),
        grants,
        project,
        entry.file().path() + ":" + entry.line());
  }

  private void requireWithin(ExtensionEntry entry, Limit limit, String key, @Nullable Long value) {
    if (value != null && value > limits.ceiling(limit)) {
      findings.add(
          entry.file().layer(),
          entry.finding(key, above(limit, value, limits.ceiling(limit)) + "; lower it"));
    }
  }

  private static @Nullable Long memory(@Nullable ByteSize size) {
    return size == null ? null : size.bytes();
  }

  private static @Nullable Long nanos(@Nullable Duration time) {
    return time == null ? null : time.toNanos();
  }

  /** Takes what came with a repository: every step lowers, or does nothing and says so. */
  void project(Settings project) {
    project.ceilings.forEach(this::lowerCeiling);
    project.limits.forEach(this::lowerLimit);
    layout = project.layout == null ? layout : project.layout;
    project.extensions.forEach(this::projectExtension);
    extensions.replaceAll((name, extension) -> withinCeilings(extension));
  }

  private void lowerCeiling(Limit limit, Given<Long> given) {
    long ceiling = limits.ceiling(limit);
    if (given.value() > ceiling) {
      fault(given, notLower(limit, given.value(), ceiling));
      return;
    }
    ceilings.put(limit, given);
    long value = limits.value(limit);
    limits = limits.withCeiling(limit, given.value());
    if (limits.value(limit) < value) {
      values.put(limit, given);
    }
  }

  private void lowerLimit(Limit limit, Given<Long> given) {
    long value = limits.value(limit);
    if (given.value() > value) {
      fault(given, notLower(limit, given.value(), value));
      return;
    }
    limits = limits.with(limit, given.value());
    values.put(limit, given);
  }

  private static String notLower(Limit limit, long asked, long held) {
    return limit.show(asked)
        + " is above "
        + limit.show(held)
        + ", which holds anyway; a project's file only lowers";
  }

  private void projectExtension(ExtensionEntry entry) {
    ConfiguredExtension known = extensions.get(entry.name());
    ByteSize memory = lowest(entry, entry.maxMemory());
    Duration time = lowest(entry, entry.maxExecutionTime());
    if (known == null) {
      ConfiguredExtension named = configured(entry, PermissionSet.NONE, entry.file().folder());
      extensions.put(entry.name(), named.with(named.enabled(), memory, time));
      return;
    }
    if (entry.path() != null || entry.protocol() != null) {
      findings.add(
          ConfigLayer.PROJECT,
          entry.finding(
              ".source",
              "the user's own configuration names this extension; a project cannot give it another"
                  + " file, so give it another name"));
    }
    if (Boolean.TRUE.equals(entry.enabled()) && !known.enabled()) {
      findings.add(
          ConfigLayer.PROJECT,
          entry.finding(".enabled", "it is disabled; a project's file cannot enable it"));
    }
    extensions.put(
        entry.name(),
        known.with(
            known.enabled() && !Boolean.FALSE.equals(entry.enabled()),
            lower(known.maxMemory(), memory),
            lower(known.maxExecutionTime(), time)));
  }

  /** No more than what holds for calls that ask for nothing. */
  private @Nullable ByteSize lowest(ExtensionEntry entry, @Nullable ByteSize asked) {
    ByteSize most = new ByteSize(limits.value(Limit.MEMORY));
    if (asked == null || asked.compareTo(most) <= 0) {
      return asked;
    }
    findings.add(
        ConfigLayer.PROJECT,
        entry.finding(
            ".permissions.max_memory", notLower(Limit.MEMORY, asked.bytes(), most.bytes())));
    return most;
  }

  private @Nullable Duration lowest(ExtensionEntry entry, @Nullable Duration asked) {
    Duration most = Duration.ofNanos(limits.value(Limit.TIME));
    if (asked == null || asked.compareTo(most) <= 0) {
      return asked;
    }
    findings.add(
        ConfigLayer.PROJECT,
        entry.finding(
            ".permissions.max_execution_time",
            notLower(Limit.TIME, asked.toNanos(), most.toNanos())));
    return most;
  }

  private static <T extends Comparable<T>> @Nullable T lower(@Nullable T a, @Nullable T b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.compareTo(b) <= 0 ? a : b;
  }

  /** A project's ceiling holds for what the user's file says of an extension too. */
  private ConfiguredExtension withinCeilings(ConfiguredExtension extension) {
    ByteSize memory = extension.maxMemory();
    Duration time = extension.maxExecutionTime();
    return extension.with(
        extension.enabled(),
        memory == null ? null : lower(memory, new ByteSize(limits.ceiling(Limit.MEMORY))),
        time == null ? null : lower(time, Duration.ofNanos(limits.ceiling(Limit.TIME))));
  }

  MorphConfig end(MorphHome home) {
    return new MorphConfig(
        home,
        store == null ? null : store.value(),
        engine == null ? EngineMode.COMPILED : engine.value(),
        allowPrivate.stream().map(Given::value).toList(),
        limits,
        vaultKeyFile == null ? null : vaultKeyFile.value(),
        layout == null ? OutputLayout.AUTO : layout.value(),
        handlers(),
        List.copyOf(extensions.values()),
        shown(home),
        findings.warnings());
  }

  private Map<String, String> handlers() {
    Map<String, String> handlers = new LinkedHashMap<>();
    openWith.forEach((suffix, given) -> handlers.put(suffix, given.value()));
    return handlers;
  }

  private List<ConfigValue> shown(MorphHome home) {
    List<ConfigValue> shown = new ArrayList<>();
    shown.add(orDefault(store, ConfigKey.STORE, home.store().toString()));
    shown.add(orDefault(engine, ConfigKey.ENGINE, EngineMode.COMPILED.word()));
    allowPrivate.forEach(given -> shown.add(given.asValue()));
    values.forEach(
        (limit, given) -> shown.add(limit("limits.", limit, given, limits.value(limit))));
    ceilings.forEach(
        (limit, given) -> shown.add(limit("ceilings.", limit, given, limits.ceiling(limit))));
    shown.add(orDefault(vaultKeyFile, ConfigKey.VAULT_KEY_FILE, home.vaultKey().toString()));
    shown.add(orDefault(layout, ConfigKey.OUTPUT_LAYOUT, OutputLayout.AUTO.word()));
    openWith.values().forEach(given -> shown.add(given.asValue()));
    return shown;
  }

  private static ConfigValue orDefault(@Nullable Given<?> given, ConfigKey key, String value) {
    return given == null
        ? new ConfigValue(key.word(), value, ConfigLayer.DEFAULT, "", 0)
        : given.asValue();
  }

  private static ConfigValue limit(String table, Limit limit, Given<Long> given, long value) {
    return new ConfigValue(
        table + limit.word(), limit.show(value), given.layer(), given.source(), given.line());
  }
}
