package dev.morph.host.config;

import dev.morph.base.ByteSize;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.host.config.ConfiguredExtension.Protocol;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Nearest;
import dev.morph.runtime.policy.PermissionSet;
import dev.morph.storage.StoreSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the tree of one file into settings. What is wrong is a finding, and its key says nothing.
 */
final class FileReader {
  private static final int MOST_EXTENSIONS = 1_000;
  private static final int LONGEST_SUFFIX = 64;

  private final ConfigFile file;
  private final Path home;
  private final Findings findings;
  private final Settings settings = new Settings();

  private FileReader(ConfigFile file, Path home, Findings findings) {
    this.file = file;
    this.home = home;
    this.findings = findings;
  }

  /**
   * Reads a tree.
   *
   * @param home where a server's store keeps its artifacts
   */
  static Settings read(ConfigFile file, Node.Table root, Path home, Findings findings) {
    FileReader reader = new FileReader(file, home, findings);
    reader.root(root);
    return reader.settings;
  }

  private boolean isProject() {
    return file.layer() == ConfigLayer.PROJECT;
  }

  private void fault(Node at, String key, String message) {
    findings.add(file.layer(), new ConfigFinding(file.path(), at.line(), key, message));
  }

  private void wrongKind(Node at, String key, String accepted) {
    fault(at, key, "found " + at.kind() + "; accepted is " + accepted);
  }

  private <T> Given<T> given(Node at, String key, T value, String shown) {
    return new Given<>(key, value, shown, file.layer(), file.path().toString(), at.line());
  }

  private void root(Node.Table root) {
    refuseUnknown(root, "", ConfigKey.within(""));
    text(root, "", ConfigKey.STORE, "store", this::store);
    text(
        root,
        "",
        ConfigKey.ENGINE,
        "engine",
        (at, text) -> settings.engine = given(at, "engine", Values.engine(text), text));
    Node.Table http = table(root, "http");
    refuseUnknown(http, "http.", ConfigKey.within("http."));
    texts(http, "http.", ConfigKey.ALLOW_PRIVATE, "allow_private", this::allowPrivate);
    limits(table(root, "limits"), "limits.", settings.limits);
    limits(table(root, "ceilings"), "ceilings.", settings.ceilings);
    Node.Table vault = table(root, "vault");
    refuseUnknown(vault, "vault.", ConfigKey.within("vault."));
    text(vault, "vault.", ConfigKey.VAULT_KEY_FILE, "key_file", this::keyFile);
    Node.Table output = table(root, "output");
    refuseUnknown(output, "output.", ConfigKey.within("output."));
    text(
        output,
        "output.",
        ConfigKey.OUTPUT_LAYOUT,
        "layout",
        (at, text) -> settings.layout = given(at, "output.layout", Values.layout(text), text));
    openWith(table(root, "open_with"));
    extensions(root.members().get("extensions"));
  }

  /** The table of this name; an empty one if there is none. */
  private Node.Table table(Node.Table parent, String name) {
    Node node = parent.members().get(name);
    if (node instanceof Node.Table table) {
      return table;
    }
    if (node != null) {
      wrongKind(node, name, "a table, as [" + name + "]");
    }
    return new Node.Table(0, Map.of());
  }

  private void refuseUnknown(Node.Table table, String prefix, Collection<String> known) {
    for (Map.Entry<String, Node> member : table.members().entrySet()) {
      if (!known.contains(member.getKey())) {
        unknown(member.getValue(), prefix, member.getKey(), known);
      }
    }
  }

  private void unknown(Node at, String prefix, String name, Collection<String> known) {
    fault(
        at,
        prefix + name,
        "there is no such key"
            + Nearest.hint(name, known)
            + "; accepted are "
            + String.join(", ", known));
  }

  /** The value of a key that this file may have; null if it is absent or may not stand here. */
  private @Nullable Node value(Node.Table table, String prefix, ConfigKey key, String name) {
    Node node = table.members().get(name);
    if (node != null && isProject() && !key.inProject()) {
      fault(
          node,
          prefix + name,
          "a project's file cannot set this, since it came with the project; set it in the user's"
              + " own file (morph config path)");
      return null;
    }
    return node;
  }

  private void text(
      Node.Table table, String prefix, ConfigKey key, String name, BiConsumer<Node, String> use) {
    Node node = value(table, prefix, key, name);
    if (node instanceof Node.Text(int line, String text)) {
      attempt(node, prefix + name, text, use);
    } else if (node != null) {
      wrongKind(node, prefix + name, key.accepted());
    }
  }

  private void texts(
      Node.Table table, String prefix, ConfigKey key, String name, BiConsumer<Node, String> use) {
    Node node = value(table, prefix, key, name);
    if (node instanceof Node.Sequence(int line, List<Node> items)) {
      for (Node item : items) {
        if (item instanceof Node.Text(int at, String text)) {
          attempt(item, prefix + name, text, use);
        } else {
          wrongKind(item, prefix + name, key.accepted());
        }
      }
    } else if (node != null) {
      wrongKind(node, prefix + name, key.accepted());
    }
  }

  private void attempt(Node at, String key, String text, BiConsumer<Node, String> use) {
    try {
      use.accept(at, text);
    } catch (MorphException e) {
      fault(at, key, e.getMessage());
    }
  }

  private void store(Node at, String text) {
    StoreSettings store = StoreSettings.of(text, file.folder(), home);
    settings.store = given(at, "store", store, store.address());
  }

  private void allowPrivate(Node at, String text) {
    AddressRule rule = AddressRule.parse(text);
    settings.allowPrivate.add(given(at, "http.allow_private", rule, rule.text()));
  }

  private void keyFile(Node at, String text) {
    Path path = Values.path(text, file.folder());
    settings.vaultKeyFile = given(at, "vault.key_file", path, path.toString());
  }

  private void limits(Node.Table table, String prefix, Map<Limit, Given<Long>> into) {
    for (Map.Entry<String, Node> member : table.members().entrySet()) {
      String key = prefix + member.getKey();
      Node node = member.getValue();
      Limit limit = Limit.of(member.getKey()).orElse(null);
      if (limit == null) {
        unknown(node, prefix, member.getKey(), Limit.words());
      } else {
        scalar(
            node,
            key,
            ConfigKey.LIMITS,
            text -> Values.limit(limit, text),
            value -> into.put(limit, given(node, key, value, limit.show(value))));
      }
    }
  }

  /** A text or an integer. */
  private <T> void scalar(
      Node node,
      String key,
      ConfigKey kind,
      Function<String, T> read,
      java.util.function.Consumer<T> use) {
    String text =
        switch (node) {
          case Node.Text(int line, String value) -> value;
          case Node.Whole(int line, long value) -> Long.toString(value);
          default -> null;
        };
    if (text == null) {
      wrongKind(node, key, kind.accepted());
    } else {
      attempt(node, key, text, (at, value) -> use.accept(read.apply(value)));
    }
  }

  private void openWith(Node.Table table) {
    for (String suffix : table.members().keySet()) {
      boolean sound =
          suffix.length() > 1 && suffix.length() <= LONGEST_SUFFIX && suffix.charAt(0) == '.';
      if (sound) {
        text(
            table,
            "open_with.",
            ConfigKey.OPEN_WITH,
            suffix,
            (at, handler) -> {
              String name = Values.id(handler).value();
              settings.openWith.put(suffix, given(at, "open_with." + suffix, name, name));
            });
      } else {
        fault(
            table.members().get(suffix),
            "open_with." + suffix,
            "a suffix begins with a dot and has 2 to "
                + LONGEST_SUFFIX
                + " characters, as \".md\"");
      }
    }
  }

  private void extensions(@Nullable Node node) {
    if (!(node instanceof Node.Sequence(int line, List<Node> items))) {
      if (node != null) {
        wrongKind(node, "extensions", "tables, each begun by [[extensions]]");
      }
      return;
    }
    if (items.size() > MOST_EXTENSIONS) {
      fault(node, "extensions", "there are more than " + MOST_EXTENSIONS);
      return;
    }
    Set<ExtensionId> names = new HashSet<>();
    for (Node item : items) {
      if (item instanceof Node.Table table) {
        ExtensionEntry entry = extension(table);
        if (entry != null && !names.add(entry.name())) {
          findings.add(file.layer(), entry.finding("", "it is there twice; leave one"));
        } else if (entry != null) {
          settings.extensions.add(entry);
        }
      } else {
        wrongKind(item, "extensions", "a table, begun by [[extensions]]");
      }
    }
  }

  /** What one entry says, while it is read. */
  private static final class Draft {
    @Nullable ExtensionId name;
    @Nullable Boolean enabled;
    @Nullable Protocol protocol;
    @Nullable Protocol type;
    @Nullable Path path;
    @Nullable ByteSize maxMemory;
    @Nullable Duration maxExecutionTime;
    final List<String> grants = new ArrayList<>();
  }

  private @Nullable ExtensionEntry extension(Node.Table table) {
    Draft draft = new Draft();
    String prefix = "extensions.";
    refuseUnknown(table, prefix, ConfigKey.within(prefix));
    text(
        table,
        prefix,
        ConfigKey.EXTENSION_NAME,
        "name",
        (at, text) -> draft.name = Values.id(text));
    Node enabled = value(table, prefix, ConfigKey.EXTENSION_ENABLED, "enabled");
    if (enabled instanceof Node.Truth(int line, boolean truth)) {
      draft.enabled = truth;
    } else if (enabled != null) {
      wrongKind(enabled, prefix + "enabled", ConfigKey.EXTENSION_ENABLED.accepted());
    }
    text(
        table,
        prefix,
        ConfigKey.EXTENSION_PROTOCOL,
        "protocol",
        (at, text) -> draft.protocol = Protocol.of(text, false));
    source(table(table, "source"), draft);
    permissions(table(table, "permissions"), draft);
    ExtensionId name = draft.name;
    if (name == null && !table.members().containsKey("name")) {
      fault(
          table,
          prefix + "name",
          "it is missing; accepted is " + ConfigKey.EXTENSION_NAME.accepted());
    }
    if (draft.protocol != null && draft.type != null && draft.protocol != draft.type) {
      fault(table, prefix + "source.type", "it is another than protocol says; give one of them");
    }
    if (name == null || table.members().containsKey("source") && draft.path == null) {
      return null;
    }
    return new ExtensionEntry(
        file,
        table.line(),
        name,
        draft.enabled,
        draft.protocol == null ? draft.type : draft.protocol,
        draft.path,
        draft.maxMemory,
        draft.maxExecutionTime,
        grants(table, draft));
  }

  private PermissionSet grants(Node.Table table, Draft draft) {
    try {
      return PermissionSet.parse(draft.grants);
    } catch (MorphException e) {
      fault(table, "extensions.permissions.grants", e.getMessage());
      return PermissionSet.NONE;
    }
  }

  private void source(Node.Table source, Draft draft) {
    String prefix = "extensions.source.";
    refuseUnknown(source, prefix, ConfigKey.within(prefix));
    text(
        source,
        prefix,
        ConfigKey.EXTENSION_TYPE,
        "type",
        (at, text) -> draft.type = Protocol.of(text, true));
    text(
        source,
        prefix,
        ConfigKey.EXTENSION_PATH,
        "path",
        (at, text) -> {
          Path path = Values.path(text, file.folder());
          if (isProject()) {
            Confined.require(path, text, file.folder());
          }
          draft.path = path;
        });
    if (!source.members().isEmpty() && !source.members().containsKey("path")) {
      fault(
          source,
          prefix + "path",
          "it is missing; accepted is " + ConfigKey.EXTENSION_PATH.accepted());
    }
  }

  private void permissions(Node.Table permissions, Draft draft) {
    String prefix = "extensions.permissions.";
    refuseUnknown(permissions, prefix, ConfigKey.within(prefix));
    Node memory = value(permissions, prefix, ConfigKey.EXTENSION_MEMORY, "max_memory");
    if (memory != null) {
      scalar(
          memory,
          prefix + "max_memory",
          ConfigKey.EXTENSION_MEMORY,
          Values::size,
          size -> draft.maxMemory = size);
    }
    Node time = value(permissions, prefix, ConfigKey.EXTENSION_TIME, "max_execution_time");
    if (time != null) {
      scalar(
          time,
          prefix + "max_execution_time",
          ConfigKey.EXTENSION_TIME,
          Values::time,
          most -> draft.maxExecutionTime = most);
    }
    texts(
        permissions,
        prefix,
        ConfigKey.EXTENSION_GRANTS,
        "grants",
        (at, text) -> {
          PermissionSet unused = PermissionSet.parse(List.of(text)); // names the line
          draft.grants.add(text);
        });
  }
}
