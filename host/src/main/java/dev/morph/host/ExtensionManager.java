package dev.morph.host;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.distribution.manifest.ExtensionManifest;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.CustomSection;
import dev.morph.engine.api.Engine;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.sandbox.Contract;
import dev.morph.runtime.sandbox.Lifecycle;
import dev.morph.runtime.sandbox.LoadedModule;
import dev.morph.runtime.sandbox.ModuleSettings;
import dev.morph.runtime.sandbox.MorphRuntime;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Loads extensions: reads, compiles (once for equal bytes, kept in memory), applies manifest,
 * grants and limits. Safe for several threads.
 */
public final class ExtensionManager {
  private static final int COMPILED_KEPT = 32;

  private final Engine engine;
  private final MorphRuntime runtime;
  private final Limits base;
  private final Map<Digest, CompiledModule> compiled =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, CompiledModule> eldest) {
          return size() > COMPILED_KEPT;
        }
      };

  /**
   * @param base the limits that hold where nobody asks for others, and the operator's ceilings
   */
  ExtensionManager(Engine engine, MorphRuntime runtime, Limits base) {
    this.engine = engine;
    this.runtime = runtime;
    this.base = base;
  }

  /**
   * Loads a file.
   *
   * @throws MorphException if the file cannot be read, is no extension, its manifest has a fault,
   *     or a limit is wrong
   */
  public Extension load(Path file, LoadOptions options) {
    String name = options.name();
    if (name.isEmpty()) {
      String fileName = String.valueOf(file.getFileName());
      name = fileName.endsWith(".wasm") ? fileName.substring(0, fileName.length() - 5) : fileName;
    }
    Limits limits = limits(base, options);
    return load(GuestFile.read(file, limits.value(Limit.ARTIFACT_SIZE)), name, options);
  }

  /** Loads the bytes of a file. */
  public Extension load(byte[] wasm, LoadOptions options) {
    return load(wasm, options.name().isEmpty() ? "extension" : options.name(), options);
  }

  private Extension load(byte[] wasm, String name, LoadOptions options) {
    Limits given = limits(base, options);
    GuestFile.checkSize(wasm.length, given.value(Limit.ARTIFACT_SIZE));
    GuestFile.requireCoreModule(wasm);
    Digest digest = Digest.of(wasm);
    CompiledModule module = compile(wasm, digest, given);
    ExtensionManifest manifest = manifest(module, options);
    if (manifest != null) {
      manifest.requireVersion(Morph.CONTRACT_VERSION);
    }
    Limits limits = limits(manifest == null ? base : manifest.limits(), options);
    PermissionSet granted = options.grants();
    Policy policy =
        manifest == null
            ? Policy.withoutManifest(granted)
            : Policy.of(manifest.permissions(), granted);
    boolean reuse = manifest != null && manifest.lifecycle() == ExtensionManifest.Lifecycle.REUSE;
    LoadedModule loaded =
        runtime.load(
            module,
            new ModuleSettings(
                manifest == null ? name : manifest.id().toString(),
                policy,
                limits,
                reuse ? Lifecycle.REUSE : Lifecycle.FRESH,
                options.knownAs(),
                options.files()));
    if (manifest != null) {
      requireContracts(manifest, loaded);
    }
    return new Extension(runtime, loaded, digest);
  }

  /** The most bytes that a file may have, whatever is asked for. */
  long largestFile() {
    return base.ceiling(Limit.ARTIFACT_SIZE);
  }

  /** Why a module cannot be loaded, whatever it is granted; null if it can. Runs no guest. */
  @Nullable String problem(CompiledModule module) {
    try {
      runtime.load(
          module,
          new ModuleSettings(
              "extension", Policy.withoutManifest(PermissionSet.NONE), base, Lifecycle.FRESH));
      return null;
    } catch (MorphException e) {
      return e.getMessage();
    }
  }

  /** What the manifest says that the binary is, it must be. */
  private static void requireContracts(ExtensionManifest manifest, LoadedModule loaded) {
    List<String> found = loaded.contracts().stream().map(Contract::word).toList();
    for (String contract : manifest.contracts()) {
      if (!found.contains(contract)) {
        throw new MorphException(
            ErrorCode.MANIFEST_INVALID,
            "/contract: the manifest says "
                + contract
                + ", and the binary exports "
                + String.join(", ", found),
            JsonObject.builder().put("path", "/contract").build());
      }
    }
  }

  private static Limits limits(Limits from, LoadOptions options) {
    Limits limits = from;
    for (String setting : options.limits()) {
      limits = limits.parse(setting);
    }
    return limits;
  }

  private @Nullable ExtensionManifest manifest(CompiledModule module, LoadOptions options) {
    byte[] given = options.manifest();
    if (given != null) {
      return ExtensionManifest.readFile(text(given), base);
    }
    List<CustomSection> sections =
        module.customSections().stream()
            .filter(section -> section.name().equals(ExtensionManifest.SECTION))
            .toList();
    if (sections.size() > 1) {
      throw new MorphException(
          ErrorCode.MANIFEST_INVALID,
          "the file has "
              + sections.size()
              + " sections "
              + ExtensionManifest.SECTION
              + "; it may have one");
    }
    return sections.isEmpty() ? null : ExtensionManifest.read(sections.getFirst().bytes(), base);
  }

  private static String text(byte[] utf8) {
    if (utf8.length > ExtensionManifest.MAX_BYTES) {
      throw new MorphException(
          ErrorCode.MANIFEST_INVALID,
          "the manifest has " + utf8.length + " bytes, the most is " + ExtensionManifest.MAX_BYTES);
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new MorphException(ErrorCode.MANIFEST_INVALID, "the manifest is not UTF-8 text", e);
    }
  }

  /** The module of these bytes, compiled now or before. */
  CompiledModule compile(byte[] wasm) {
    GuestFile.requireCoreModule(wasm);
    return compile(wasm, Digest.of(wasm), base);
  }

  private CompiledModule compile(byte[] wasm, Digest digest, Limits limits) {
    synchronized (compiled) {
      CompiledModule known = compiled.get(digest);
      if (known != null) {
        return known;
      }
    }
    CompiledModule module = Compilation.compile(engine, wasm, limits);
    synchronized (compiled) {
      compiled.put(digest, module);
    }
    return module;
  }
}
