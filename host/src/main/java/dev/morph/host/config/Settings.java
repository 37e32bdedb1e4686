package dev.morph.host.config;

import dev.morph.host.EngineMode;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.Limit;
import dev.morph.storage.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one layer says. Filled while it is read, not changed afterwards. */
final class Settings {
  @Nullable Given<StoreSettings> store;
  @Nullable Given<EngineMode> engine;
  @Nullable Given<Path> vaultKeyFile;
  @Nullable Given<OutputLayout> layout;
  final List<Given<AddressRule>> allowPrivate = new ArrayList<>();
  final Map<Limit, Given<Long>> limits = new EnumMap<>(Limit.class);
  final Map<Limit, Given<Long>> ceilings = new EnumMap<>(Limit.class);
  final Map<String, Given<String>> openWith = new LinkedHashMap<>();
  final List<ExtensionEntry> extensions = new ArrayList<>();
}
