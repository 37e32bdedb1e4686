package dev.morph.host;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonObject;
import dev.morph.distribution.manifest.ExtensionManifest;
import dev.morph.distribution.manifest.Finding;
import dev.morph.distribution.manifest.ManifestReport;
import dev.morph.engine.api.CompiledModule;
import dev.morph.engine.api.CustomSection;
import dev.morph.engine.api.Engine;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.runtime.policy.Policy;
import dev.morph.runtime.policy.Terms;
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
 * From bytes to a loaded extension: reads, compiles (once for equal bytes, kept in memory), applies
 * manifest, grants and limits. Safe for several threads.
 */
final class ExtensionLoader {
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
  ExtensionLoader(Engine engine, MorphRuntime runtime, Limits base) {
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
  Extension load(Path file, LoadOptions options) {
    String name = options.name();
    if (name.isEmpty()) {
      String fileName = String.valueOf(file.getFileName());
      name = fileName.endsWith(".wasm") ? fileName.substring(0, fileName.length() - 5) : fileName;
    }
    Limits limits = limits(base, options);
    return load(GuestFile.read(file, limits.value(Limit.ARTIFACT_SIZE)), name, options);
  }

  /** Loads the bytes of a file. */
  Extension load(byte[] wasm, LoadOptions options) {
    return load(wasm, options.name().isEmpty() ? "extension" : options.name(), options);
  }

  private Extension load(byte[] wasm, String name, LoadOptions options) {
    Limits given = limits(base, options);
    GuestFile.checkSize(wasm.length, given.value(Limit.ARTIFACT_SIZE));
    GuestFile.requireCoreModule(wasm);
    Digest digest = Digest.of(wasm);
    CompiledModule module = compile(wasm, digest, given);
    ManifestReport report = report(module, options.manifest());
    PermissionSet granted = options.grants();
    if (report == null) {
      ModuleSettings settings =
          new ModuleSettings(
              name,
              Policy.withoutManifest(granted),
              limits(base, options),
              Lifecycle.FRESH,
              options.knownAs(),
              options.files());
      return new Extension(runtime, runtime.load(module, settings), digest);
    }
    ExtensionManifest manifest = report.require();
    Limits limits = limits(manifest.limits(), options);
    return load(
        module,
        digest,
        manifest,
        manifest.id().value(),
        options.knownAs(),
        granted,
        manifest.credentials(),
        limits,
        options);
  }

  private Extension load(
      CompiledModule module,
      Digest digest,
      ExtensionManifest manifest,
      String name,
      @Nullable ExtensionId knownAs,
      PermissionSet granted,
      List<Credential> credentials,
      Limits limits,
      LoadOptions options) {
    manifest.requireVersion(Morph.CONTRACT_VERSION);
    boolean reuse = manifest.lifecycle() == ExtensionManifest.Lifecycle.REUSE;
    LoadedModule loaded =
        runtime.load(
            module,
            new ModuleSettings(
                name,
                Policy.of(manifest.permissions(), granted),
                limits,
                reuse ? Lifecycle.REUSE : Lifecycle.FRESH,
                knownAs,
                options.files(),
                credentials));
    requireContracts(manifest, loaded);
    return new Extension(runtime, loaded, digest);
  }

  /**
   * Loads what is installed, on the terms that were approved.
   *
   * @param id under which it is installed, whatever its manifest calls it
   * @param options its files, and limits that the operator sets for this process
   */
  Extension load(
      byte[] wasm, ExtensionManifest manifest, ExtensionId id, Terms terms, LoadOptions options) {
    Digest digest = Digest.of(wasm);
    Limits limits = limits(within(terms.limits(), manifest), options);
    return load(
        compile(wasm, digest, limits),
        digest,
        manifest,
        id.value(),
        id,
        terms.permissions(),
        manifest.credentials().stream().filter(terms.credentials()::contains).toList(),
        limits,
        options);
  }

  /** Where it asks for no limit of its own, it has no more than the operator gives to all. */
  private Limits within(Limits approved, ExtensionManifest manifest) {
    Limits limits = approved;
    for (Limit limit : Limit.values()) {
      if (!manifest.limitsAsked().containsKey(limit)) {
        limits = limits.with(limit, Math.min(limits.value(limit), base.value(limit)));
      }
    }
    return limits;
  }

  /**
   * A file that may be installed.
   *
   * @param warnings what is odd in the manifest
   * @param extension loaded without any right
   */
  record Examined(
      byte[] wasm,
      CompiledModule module,
      ExtensionManifest manifest,
      List<Finding> warnings,
      Extension extension) {}

  /**
   * Reads a file with its manifest, and loads it without any right.
   *
   * @param manifest its text, in place of the one that the file carries
   */
  Examined examine(Path file, byte @Nullable [] manifest) {
    byte[] wasm = GuestFile.read(file, base.value(Limit.ARTIFACT_SIZE));
    GuestFile.requireCoreModule(wasm);
    Digest digest = Digest.of(wasm);
    CompiledModule module = compile(wasm, digest, base);
    ManifestReport report = report(module, manifest);
    if (report == null) {
      throw new MorphException(
          ErrorCode.MANIFEST_INVALID,
          file
              + " has no manifest, so nobody can say what it asks for; give one with --manifest"
              + " FILE, or pack it in");
    }
    ExtensionManifest found = report.require();
    Extension extension =
        load(
            module,
            digest,
            found,
            found.id().value(),
            null,
            PermissionSet.NONE,
            List.of(),
            found.limits(),
            LoadOptions.none());
    return new Examined(wasm, module, found, report.findings(), extension);
  }

  /** The limits that hold where nobody asks for others, and the operator's ceilings. */
  Limits base() {
    return base;
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

  /**
   * Limits with those that the options set.
   *
   * @throws MorphException ({@code usage-invalid}) for one that cannot be set
   */
  static Limits limits(Limits from, LoadOptions options) {
    Limits limits = from;
    for (String setting : options.limits()) {
      limits = limits.parse(setting);
    }
    return limits;
  }

  private @Nullable ManifestReport report(CompiledModule module, byte @Nullable [] given) {
    if (given != null) {
      return ExtensionManifest.checkFile(text(given), base);
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
    return sections.isEmpty() ? null : ExtensionManifest.check(sections.getFirst().bytes(), base);
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
