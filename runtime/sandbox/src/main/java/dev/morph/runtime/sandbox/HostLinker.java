package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.component.abi.CanonicalAbi;
import dev.morph.component.abi.WitPackages;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.ExternType;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.ImportType;
import dev.morph.engine.api.ValueType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFunctionType;
import java.util.ArrayList;
import java.util.List;

/** Finds the host function for each import of a module, or says by name what is not offered. */
final class HostLinker {
  private static final List<ValueType> REQUEST = List.of(ValueType.I32, ValueType.I32);
  private static final FunctionType BYTES = new FunctionType(REQUEST, List.of(ValueType.I64));
  private static final FunctionType BYTES_SILENT = new FunctionType(REQUEST, List.of());

  private final List<Capability> capabilities;

  HostLinker(List<Capability> capabilities) {
    this.capabilities = List.copyOf(capabilities);
  }

  /**
   * The host function of every import.
   *
   * @throws MorphException ({@code module-refused}) for an import that is not offered
   */
  List<HostLink> link(CompiledModule module, ModuleSettings settings) {
    return link(module, settings, false);
  }

  /**
   * As {@link #link(CompiledModule, ModuleSettings)}.
   *
   * @param metered true if the host gives counters: they are no host functions
   */
  List<HostLink> link(CompiledModule module, ModuleSettings settings, boolean metered) {
    List<Capability.Configured> configured = new ArrayList<>();
    for (Capability capability : capabilities) {
      configured.add(capability.configure(settings.policy(), settings.limits()));
    }
    List<HostLink> links = new ArrayList<>();
    for (ImportType wanted : module.imports()) {
      if (!(metered && CallBudgets.isCounter(wanted))) {
        links.add(link(wanted, configured));
      }
    }
    return List.copyOf(links);
  }

  private HostLink link(ImportType wanted, List<Capability.Configured> configured) {
    if (!(wanted.type() instanceof ExternType.Function(FunctionType type))) {
      throw refused(
          wanted,
          "is "
              + GuestShape.describe(wanted.type())
              + "; extensions import functions only, and bring their own memory");
    }
    for (int i = 0; i < capabilities.size(); i++) {
      for (HostFunctionType offered : capabilities.get(i).link()) {
        HostFunctionType.Bytes bytes = offered.bytes();
        if (bytes != null
            && wanted.module().equals("morph")
            && wanted.name().equals(bytes.name())) {
          return bytesLink(wanted, type, offered, configured.get(i));
        }
        HostFunctionType.Preview1 preview1 = offered.preview1();
        if (preview1 != null
            && wanted.module().equals(WasiImport.MODULE)
            && wanted.name().equals(preview1.name())) {
          FunctionType core = WasiImport.type(offered, preview1);
          if (!core.equals(type)) {
            throw refused(wanted, "has type " + type + "; it is " + core);
          }
          return new HostLink(wanted, offered, configured.get(i), true);
        }
        HostFunctionType.Canonical canonical = offered.canonical();
        if (canonical != null
            && wanted.name().equals(canonical.name())
            && sameInterface(canonical.module(), wanted.module())) {
          FunctionType lowered = CanonicalAbi.importType(offered.type());
          if (!lowered.equals(type)) {
            throw refused(wanted, "has type " + type + "; it is " + lowered);
          }
          return new HostLink(wanted, offered, configured.get(i), true);
        }
      }
    }
    throw refused(wanted, advice(wanted));
  }

  private static HostLink bytesLink(
      ImportType wanted,
      FunctionType type,
      HostFunctionType offered,
      Capability.Configured configured) {
    boolean maySayNothing = wanted.name().equals("log") || wanted.name().equals("set_env_var");
    if (type.equals(BYTES)) {
      return new HostLink(wanted, offered, configured, true);
    }
    if (maySayNothing && type.equals(BYTES_SILENT)) {
      return new HostLink(wanted, offered, configured, false);
    }
    throw refused(
        wanted,
        "has type " + type + "; it is " + BYTES + (maySayNothing ? " or " + BYTES_SILENT : ""));
  }

  private String advice(ImportType wanted) {
    String module = wanted.module();
    if (module.startsWith("extism:")) {
      return "belongs to another plug-in host; import the functions of module morph (bytes ABI) or"
          + " morphee:extensions (canonical ABI) in its place";
    }
    if (module.equals("env")) {
      return wanted.name().equals("log")
          ? "is not offered; import log of module morph (bytes ABI) or of"
              + " morphee:extensions/log@1.0.0 (canonical ABI) in its place"
          : "is not offered; nothing is imported from env. Link the module without undefined"
              + " symbols";
    }
    if (module.equals("wasi_unstable")) {
      return "is of the snapshot before WASI preview 1, which is not offered; build with a newer"
          + " toolchain";
    }
    if (module.equals(WasiImport.MODULE) && offersPreview1()) {
      return "is no function of WASI preview 1; build with a toolchain that keeps to it";
    }
    if (module.startsWith("wasi")) {
      return "is a WASI function, which this version does not offer; build for"
          + " wasm32-unknown-unknown";
    }
    List<String> names = new ArrayList<>();
    for (Capability capability : capabilities) {
      for (HostFunctionType offered : capability.link()) {
        HostFunctionType.Bytes bytes = offered.bytes();
        HostFunctionType.Canonical canonical = offered.canonical();
        if (module.equals("morph") && bytes != null) {
          names.add(bytes.name());
        } else if (canonical != null && sameInterface(canonical.module(), module)) {
          names.add(canonical.name());
        }
      }
    }
    return names.isEmpty()
        ? "is not offered; extensions import from morph, morphee:extensions/* and"
            + " morphir:ext/runtime"
        : "is not offered; " + module + " has " + String.join(", ", names);
  }

  private boolean offersPreview1() {
    return capabilities.stream()
        .flatMap(capability -> capability.link().stream())
        .anyMatch(offered -> offered.preview1() != null);
  }

  /** A missing version and every compatible one mean the interface that we have. */
  private static boolean sameInterface(String ours, String found) {
    return WitPackages.unversioned(ours).equals(WitPackages.unversioned(found));
  }

  private static MorphException refused(ImportType wanted, String why) {
    return new MorphException(
        ErrorCode.MODULE_REFUSED,
        "the import " + wanted.module() + " " + wanted.name() + " " + why);
  }
}
