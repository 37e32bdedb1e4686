package dev.morph.host.config;

import dev.morph.base.ByteSize;
import dev.morph.base.ExtensionId;
import dev.morph.runtime.policy.PermissionSet;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One {@code [[extensions]]} of a file, before layers are put together; what is null is not said.
 *
 * @param path absolute
 */
record ExtensionEntry(
    ConfigFile file,
    int line,
    ExtensionId name,
    @Nullable Boolean enabled,
    ConfiguredExtension.@Nullable Protocol protocol,
    @Nullable Path path,
    @Nullable ByteSize maxMemory,
    @Nullable Duration maxExecutionTime,
    PermissionSet grants) {
  ConfigFinding finding(String key, String message) {
    return new ConfigFinding(file.path(), line, "extensions." + name + key, message);
  }
}
