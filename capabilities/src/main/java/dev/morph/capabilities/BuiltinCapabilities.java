package dev.morph.capabilities;

import dev.morph.capabilities.clock.ClockCapability;
import dev.morph.capabilities.data.DataCapability;
import dev.morph.capabilities.env.EnvCapability;
import dev.morph.capabilities.event.EventCapability;
import dev.morph.capabilities.fs.FsCapability;
import dev.morph.capabilities.http.HttpCapability;
import dev.morph.capabilities.http.HttpSettings;
import dev.morph.capabilities.ir.IrHelpersCapability;
import dev.morph.capabilities.log.LogCapability;
import dev.morph.capabilities.notify.NotifyCapability;
import dev.morph.capabilities.random.RandomCapability;
import dev.morph.capabilities.space.SpaceCapability;
import dev.morph.capabilities.vault.SecretStore;
import dev.morph.capabilities.vault.VaultCapability;
import dev.morph.capabilities.wasi.WasiCapability;
import dev.morph.runtime.capability.Capability;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The capabilities that a host has unless it brings its own. */
public final class BuiltinCapabilities {
  private BuiltinCapabilities() {}

  /**
   * All of them. Nothing is opened or connected before a guest asks; {@link HttpCapability} keeps
   * connections, so a host makes this list once.
   *
   * @param secrets where secrets are between calls; null if they end with the call
   */
  public static List<Capability> all(
      HttpSettings http, @Nullable SecretStore secrets, HostServices services) {
    return List.of(
        LogCapability.create(),
        ClockCapability.create(),
        RandomCapability.create(),
        EnvCapability.create(),
        secrets == null ? VaultCapability.create() : VaultCapability.create(secrets),
        secrets == null ? HttpCapability.create(http) : HttpCapability.create(http, secrets),
        FsCapability.create(),
        WasiCapability.create(),
        DataCapability.create(services::tasks, services::conversations, services::memory),
        SpaceCapability.create(services::spaces),
        NotifyCapability.create(services::notifications),
        EventCapability.create(services::events),
        IrHelpersCapability.create());
  }
}
