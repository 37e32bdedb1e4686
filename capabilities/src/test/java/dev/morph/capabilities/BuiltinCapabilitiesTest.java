package dev.morph.capabilities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.capabilities.http.HttpSettings;
import dev.morph.component.abi.WitPackages;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BuiltinCapabilitiesTest {
  /** Nothing is asked for before a guest does. */
  private static final HostServices NONE =
      (HostServices)
          Proxy.newProxyInstance(
              HostServices.class.getClassLoader(),
              new Class<?>[] {HostServices.class},
              (proxy, method, arguments) -> {
                throw new AssertionError("nobody asked for " + method.getName());
              });

  @Test
  void linksEachFunctionOnceAndPreparesEachOne() {
    List<String> names = new ArrayList<>();
    for (Capability capability : BuiltinCapabilities.all(HttpSettings.defaults(), null, NONE)) {
      Capability.Configured configured = capability.configure(Grants.of(), Limits.defaults());
      for (HostFunctionType function : capability.link()) {
        assertThat(configured.prepare(function)).isNotNull();
        if (function.canonical() != null) {
          names.add(function.canonical().module() + "#" + function.canonical().name());
        }
        if (function.bytes() != null) {
          names.add(function.bytes().name());
        }
      }
    }
    assertThat(names)
        .doesNotHaveDuplicates()
        .contains(
            "morphee:extensions/http@1.0.0#fetch",
            "morphee:extensions/http@1.0.0#send",
            "morphee:extensions/vault@1.0.0#get-secret",
            "morphee:extensions/vault@1.0.0#set-secret",
            "morphee:extensions/log@1.0.0#log",
            "morphir:ext/runtime@0.1.0#log",
            "morphir:ext/runtime@0.1.0#get-env-var",
            "morphir:ext/runtime@0.1.0#set-env-var",
            "http",
            "vault_get_secret",
            "vault_set_secret",
            "log",
            "get_env_var",
            "set_env_var",
            "random",
            "now");
  }

  @Test
  void offersEveryFunctionOfTheWitPackages() {
    Set<String> offered = new TreeSet<>();
    for (Capability capability : BuiltinCapabilities.all(HttpSettings.defaults(), null, NONE)) {
      for (HostFunctionType function : capability.link()) {
        HostFunctionType.Canonical canonical = function.canonical();
        if (canonical != null) {
          String module = WitPackages.unversioned(canonical.module()).orElseThrow();
          offered.add(module + "#" + canonical.name());
          assertThat(function.type())
              .isEqualTo(WitPackages.importedFunction(module, canonical.name()).orElseThrow());
        }
      }
    }
    Set<String> all = new TreeSet<>();
    WitPackages.importedInterfaces()
        .forEach((module, functions) ->
            functions.keySet().forEach(name -> all.add(module + "#" + name)));
    assertThat(offered).isEqualTo(all);
  }
}
