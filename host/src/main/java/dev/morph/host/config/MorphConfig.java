package dev.morph.host.config;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.host.EngineMode;
import dev.morph.host.MorphHome;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.Limits;
import dev.morph.storage.StoreSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How Morph is configured: files of the system, of the user and of a project, variables of the
 * environment, and options of the command, the later ones before the earlier. A project's file only
 * narrows. Immutable, safe for several threads. Where no file is there, none is parsed.
 */
public final class MorphConfig {
  /** Bytes that the files of system and user may have. */
  static final int MOST_BYTES = 1 << 20;

  /** Bytes that a project's file may have: a stranger's file costs no more than moments. */
  static final int MOST_PROJECT_BYTES = 64 << 10;

  private final MorphHome home;
  private final @Nullable StoreSettings store;
  private final EngineMode engine;
  private final List<AddressRule> allowPrivate;
  private final Limits limits;
  private final @Nullable Path vaultKeyFile;
  private final OutputLayout outputLayout;
  private final Map<String, String> openWith;
  private final List<ConfiguredExtension> extensions;
  private final List<ConfigValue> values;
  private final List<ConfigFinding> findings;

  MorphConfig(
      MorphHome home,
      @Nullable StoreSettings store,
      EngineMode engine,
      List<AddressRule> allowPrivate,
      Limits limits,
      @Nullable Path vaultKeyFile,
      OutputLayout outputLayout,
      Map<String, String> openWith,
      List<ConfiguredExtension> extensions,
      List<ConfigValue> values,
      List<ConfigFinding> findings) {
    this.home = home;
    this.store = store;
    this.engine = engine;
    this.allowPrivate = List.copyOf(allowPrivate);
    this.limits = limits;
    this.vaultKeyFile = vaultKeyFile;
    this.outputLayout = outputLayout;
    this.openWith = Collections.unmodifiableMap(new LinkedHashMap<>(openWith));
    this.extensions = List.copyOf(extensions);
    this.values = List.copyOf(values);
    this.findings = List.copyOf(findings);
  }

  /**
   * That of this process, in its working directory.
   *
   * @throws MorphException as {@link #load}
   */
  public static MorphConfig ofProcess(ConfigFlags flags) {
    return load(
        System.getenv(),
        System.getProperty("os.name"),
        Path.of(System.getProperty("user.home")),
        Path.of(System.getProperty("user.dir")),
        flags);
  }

  /**
   * Reads all layers.
   *
   * @param environment the variables of the process
   * @param system the name of the operating system, as the property {@code os.name} has it
   * @throws MorphException {@code usage-invalid} if a file of system or user, a variable or an
   *     option has a fault, naming file, line, key and what is accepted; {@code io-failed} if such
   *     a file cannot be read. What is wrong in a project's file is one of {@link #findings}
   */
  public static MorphConfig load(
      Map<String, String> environment,
      String system,
      Path userHome,
      Path workingDirectory,
      ConfigFlags flags) {
    MorphHome home = MorphHome.of(environment, system, userHome.toString());
    List<ConfigFile> own = ConfigFiles.own(environment, system, userHome);
    ConfigFile project = ConfigFiles.project(workingDirectory, userHome, own);
    Findings findings = new Findings();
    Merge merge = new Merge(findings);
    List<Settings> settings = new ArrayList<>();
    for (ConfigFile file : ConfigFiles.there(own)) {
      settings.add(read(file, MOST_BYTES, home, findings));
    }
    merge.own(settings);
    findings.throwIfFaulty();
    if (project != null) {
      merge.project(read(project, MOST_PROJECT_BYTES, home, findings));
    }
    merge.process(EnvironmentReader.read(environment, workingDirectory, home.path()));
    merge.process(EnvironmentReader.read(flags));
    return merge.end(home);
  }

  /**
   * The files that this process looks at, whether they are there or not; a project's only if it is.
   * Nothing is read.
   */
  public static List<ConfigFile> filesOfProcess() {
    Path userHome = Path.of(System.getProperty("user.home"));
    List<ConfigFile> files =
        new ArrayList<>(ConfigFiles.own(System.getenv(), System.getProperty("os.name"), userHome));
    ConfigFile project =
        ConfigFiles.project(Path.of(System.getProperty("user.dir")), userHome, files);
    if (project != null) {
      files.add(project);
    }
    return files;
  }

  private static Settings read(ConfigFile file, int mostBytes, MorphHome home, Findings findings) {
    try {
      return FileReader.read(file, TomlReader.read(file.path(), mostBytes), home.path(), findings);
    } catch (TomlReader.Unreadable e) {
      ConfigFinding finding = new ConfigFinding(file.path(), e.line(), "", e.getMessage());
      if (e.ofDisk() && file.layer() != ConfigLayer.PROJECT) {
        throw new MorphException(ErrorCode.IO_FAILED, finding.text(), e);
      }
      findings.add(file.layer(), finding);
      return new Settings();
    }
  }

  /** The folder of what is the user's. */
  public MorphHome home() {
    return home;
  }

  /** Where everything is kept. */
  public StoreSettings store() {
    return store == null ? StoreSettings.file(home.store()) : store;
  }

  /** How guests are executed. */
  public EngineMode engine() {
    return engine;
  }

  /** Addresses that guests may reach though they are not public. */
  public List<AddressRule> allowPrivate() {
    return allowPrivate;
  }

  /** The limits of calls that ask for no others, and the ceilings. */
  public Limits limits() {
    return limits;
  }

  /** The file with the vault's master key; it need not be there. */
  public Path vaultKeyFile() {
    return vaultKeyFile == null ? home.vaultKey() : vaultKeyFile;
  }

  /** How results that are JSON are laid out. */
  public OutputLayout outputLayout() {
    return outputLayout;
  }

  /** The names of handlers by the suffix of files, as {@code .md}. */
  public Map<String, String> openWith() {
    return openWith;
  }

  /** The extensions that are named, those of a project last. */
  public List<ConfiguredExtension> extensions() {
    return extensions;
  }

  /**
   * The extension of this name, if one is named. What a project named ({@link
   * ConfiguredExtension#ofProject}) does not stand for an installed extension of the same name;
   * where only such an entry is there for an installed one, it may still disable and lower it.
   */
  public Optional<ConfiguredExtension> extension(String name) {
    return extensions.stream().filter(one -> one.name().value().equals(name)).findFirst();
  }

  /** What holds and who said it, the extensions left out; without secrets. */
  public List<ConfigValue> values() {
    return values;
  }

  /** What is wrong in the project's file, and was passed over: to be shown as warnings. */
  public List<ConfigFinding> findings() {
    return findings;
  }
}
