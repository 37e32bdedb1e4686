package dev.morph.host.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every key that a {@code morph.toml} may have (docs/reference/configuration.md). */
public enum ConfigKey {
  /**
   * Where everything is kept: the path of a SQLite file, or the address of a PostgreSQL database.
   */
  STORE("store", "the path of a file, or postgresql://USER@HOST/DATABASE", false, "MORPH_STORE"),
  /** How guests are executed. */
  ENGINE("engine", "\"compiled\" or \"interpreted\"", false, "MORPH_ENGINE"),
  /** Addresses that guests may reach though they are not public; those of all layers add up. */
  ALLOW_PRIVATE(
      "http.allow_private",
      "a list of CIDR or HOST[:PORT], as [\"10.0.0.0/8\", \"localhost:8080\"]",
      false,
      "MORPH_ALLOW_PRIVATE"),
  /** A budget of each call that asks for no other. */
  LIMITS("limits.NAME", "a limit's value, as \"64MiB\", \"5s\" or 1000", true, null),
  /** The most that a limit may be, whoever asks; the lowest that is given holds. */
  CEILINGS("ceilings.NAME", "a limit's value, as \"64MiB\", \"5s\" or 1000", true, null),
  /** The file with the vault's master key. */
  VAULT_KEY_FILE("vault.key_file", "the path of a file", false, "MORPH_VAULT_KEY_FILE"),
  /** How results that are JSON are laid out. */
  OUTPUT_LAYOUT("output.layout", "\"auto\", \"line\" or \"pretty\"", true, "MORPH_OUTPUT_LAYOUT"),
  /** Which handler opens files of a suffix. */
  OPEN_WITH("open_with.SUFFIX", "the name of a handler, as \".md\" = \"text\"", false, null),
  /** Whether an extension may be used. */
  EXTENSION_ENABLED("extensions.enabled", "true or false", true, null),
  /** The extension's id. */
  EXTENSION_NAME("extensions.name", "an extension's id, as \"jira\"", true, null),
  /** What its file is. */
  EXTENSION_PROTOCOL("extensions.protocol", "\"core\" or \"component\"", true, null),
  /** The same in another word. */
  EXTENSION_TYPE("extensions.source.type", "\"wasm\" or \"wasm-component\"", true, null),
  /** Where its file is. */
  EXTENSION_PATH("extensions.source.path", "the path of a .wasm file", true, null),
  /** Its limit {@code memory}. */
  EXTENSION_MEMORY(
      "extensions.permissions.max_memory",
      "bytes, or a size with KB, MB, GB, KiB, MiB or GiB, as \"100MB\"",
      true,
      null),
  /** Its limit {@code time}. */
  EXTENSION_TIME(
      "extensions.permissions.max_execution_time",
      "a time with ms or s, as \"10s\", or an integer of seconds",
      true,
      null),
  /** What it is granted. */
  EXTENSION_GRANTS(
      "extensions.permissions.grants",
      "a list of permissions, as [\"http:read=api.github.com\"]",
      false,
      null);

  private final String word;
  private final String accepted;
  private final boolean inProject;
  private final @Nullable String variable;

  ConfigKey(String word, String accepted, boolean inProject, @Nullable String variable) {
    this.word = word;
    this.accepted = accepted;
    this.inProject = inProject;
    this.variable = variable;
  }

  /** The key with the tables that it stands in; a part in capitals is any name. */
  public String word() {
    return word;
  }

  /** What its value is, for people. */
  public String accepted() {
    return accepted;
  }

  /** True if a project's file may have it. */
  public boolean inProject() {
    return inProject;
  }

  /** The variable of the environment that sets it too, if there is one. */
  public Optional<String> variable() {
    return Optional.ofNullable(variable);
  }

  /** The keys and tables that stand directly in a table, {@code ""} or with a dot at its end. */
  static List<String> within(String table) {
    List<String> names = new ArrayList<>();
    for (ConfigKey key : values()) {
      if (key.word.startsWith(table)) {
        String rest = key.word.substring(table.length());
        int dot = rest.indexOf('.');
        String name = dot < 0 ? rest : rest.substring(0, dot);
        if (!names.contains(name)) {
          names.add(name);
        }
      }
    }
    return names;
  }
}
