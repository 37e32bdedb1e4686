package dev.morph.host;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The folder where Morph keeps what is the user's: {@code MORPH_HOME} if it is set, else {@code
 * morph} in the user's data directory of the operating system. Nothing is made by asking for it.
 *
 * @param path absolute
 */
public record MorphHome(Path path) {
  public MorphHome {
    path = path.toAbsolutePath().normalize();
  }

  /** That of this process. */
  public static MorphHome ofProcess() {
    return of(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"));
  }

  /**
   * That of a process with this environment.
   *
   * @param system the name of the operating system, as the property {@code os.name} has it
   */
  public static MorphHome of(Map<String, String> environment, String system, String userHome) {
    String own = environment.getOrDefault("MORPH_HOME", "");
    if (!own.isEmpty()) {
      return new MorphHome(Path.of(own));
    }
    String lower = system.toLowerCase(Locale.ROOT);
    Path home = Path.of(userHome);
    if (lower.startsWith("windows")) {
      String local = environment.getOrDefault("LOCALAPPDATA", "");
      Path data = local.isEmpty() ? home.resolve("AppData").resolve("Local") : Path.of(local);
      return new MorphHome(data.resolve("morph"));
    }
    if (lower.startsWith("mac")) {
      return new MorphHome(home.resolve("Library").resolve("Application Support").resolve("morph"));
    }
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    boolean absolute = data.startsWith("/"); // others are to be ignored (XDG base directories)
    Path share = absolute ? Path.of(data) : home.resolve(".local").resolve("share");
    return new MorphHome(share.resolve("morph"));
  }

  /** The store's file, unless an operator names another. */
  public Path store() {
    return path.resolve("store.db");
  }

  /** The file with the vault's master key, unless an operator names another. */
  public Path vaultKey() {
    return path.resolve("vault.key");
  }

  /** Where compiled modules are kept. */
  public Path compileCache() {
    return path.resolve("cache").resolve("compiled");
  }
}
