package dev.morph.capabilities.service;

import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A capability whose functions ask services. Immutable, safe for several threads. */
public final class ServiceCapability implements Capability {
  private final String name;
  private final Map<HostFunctionType, ServiceFunction> functions = new LinkedHashMap<>();

  /** One of these functions. */
  public ServiceCapability(String name, List<ServiceFunction> functions) {
    this.name = name;
    functions.forEach(function -> this.functions.put(function.type(), function));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<HostFunctionType> link() {
    return List.copyOf(functions.keySet());
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    return type -> {
      ServiceFunction function = functions.get(type);
      if (function == null) {
        throw new IllegalArgumentException("not a function of " + name + ": " + type);
      }
      return function.handler(policy);
    };
  }
}
