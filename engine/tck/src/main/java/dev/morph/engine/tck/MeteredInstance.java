package dev.morph.engine.tck;

import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.Extern;
import dev.morph.engine.api.Global;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.Memory;
import dev.morph.engine.api.Snapshot;
import dev.morph.engine.api.Table;
import dev.morph.engine.api.Tag;
import org.jspecify.annotations.Nullable;

/** An instance whose exported functions count their calls. */
record MeteredInstance(CompiledModule module, Instance instance, MeteredCalls calls)
    implements Instance {
  /** The state before a call, if a call can change no other. */
  @Nullable Snapshot state() {
    return MeteredCalls.isAlone(module) ? instance.snapshot() : null;
  }

  @Override
  public @Nullable GuestFunction function(String name) {
    GuestFunction function = instance.function(name);
    return function == null ? null : new MeteredCalls.Counted(function, name, this, calls);
  }

  @Override
  public @Nullable Memory memory(String name) {
    return instance.memory(name);
  }

  @Override
  public @Nullable Table table(String name) {
    return instance.table(name);
  }

  @Override
  public @Nullable Global global(String name) {
    return instance.global(name);
  }

  @Override
  public @Nullable Tag tag(String name) {
    return instance.tag(name);
  }

  @Override
  public @Nullable Extern export(String name) {
    Extern extern = instance.export(name);
    return extern instanceof GuestFunction ? function(name) : extern;
  }
}
