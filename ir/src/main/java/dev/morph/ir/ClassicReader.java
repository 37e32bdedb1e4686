package dev.morph.ir;

import dev.morph.base.json.JsonReader;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a distribution of v1 to v3 and hands on each definition as soon as it is read. Not
 * safe for several threads.
 */
final class ClassicReader extends DistributionReader {
  private final int version;
  private final ClassicDefinitions nodes;

  ClassicReader(
      JsonReader json, int version, ReadLimits limits, Diagnostics found, DistributionHandler out) {
    this(json, "", limits, found, out, version, new ClassicDefinitions(version, found, limits));
  }

  private ClassicReader(
      JsonReader json,
      String base,
      ReadLimits limits,
      Diagnostics found,
      DistributionHandler out,
      int version,
      ClassicDefinitions nodes) {
    super(json, base, limits, found, out, nodes);
    this.version = version;
    this.nodes = nodes;
  }

  @Override
  void distribution() {
    if (json.peek() != '[') {
      fault(DiagnosticCode.INVALID_DISTRIBUTION_SHAPE, "the distribution is no array");
      json.skipValue();
      return;
    }
    json.beginArray();
    int parts = 0;
    while (json.nextItem()) {
      switch (parts++) {
        case 0 -> kind();
        case 1 -> packageName();
        case 2 -> dependencies();
        case 3 -> {
          out.beginPackage();
          modulesObject(true);
        }
        default -> json.skipValue();
      }
    }
    if (parts == 4) {
      out.end();
    } else {
      fault(
          DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
          "the distribution has " + parts + " parts, not 4");
    }
  }

  private void kind() {
    String kind = json.readValue() instanceof JsonString text ? text.value() : "";
    if (!kind.equals("Library") && !kind.equals("library")) {
      fault(
          DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
          "the distribution does not begin with \"Library\", the only kind that v1 to v3 have");
      out = new Unheard();
    }
  }

  private void packageName() {
    Path name = decoded(nodes::path);
    if (name == null) {
      out = new Unheard();
    } else {
      out.begin(Distribution.Kind.LIBRARY, name);
    }
  }

  private void dependencies() {
    if (!beginArray("an array of [package, specification]")) {
      return;
    }
    Set<String> seen = new HashSet<>();
    while (json.nextItem()) {
      DistributionHandler heard = out;
      if (beginArray("a dependency, which is [package, specification]")) {
        int parts = 0;
        while (json.nextItem()) {
          switch (parts++) {
            case 0 -> {
              Path name = unique(decoded(nodes::path), seen, "dependency");
              if (name == null) {
                out = new Unheard();
              } else {
                out.beginDependency(name);
              }
            }
            case 1 -> modulesObject(false);
            default -> json.skipValue();
          }
        }
        if (parts != 2) {
          fault(DiagnosticCode.INVALID_SHAPE, "expected 2 parts in a dependency, found " + parts);
        }
        if (parts > 0) {
          out.endDependency();
        }
      }
      out = heard;
    }
  }

  @Override
  void modules(boolean definitions) {
    if (!beginArray("an array of modules")) {
      return;
    }
    Set<String> seen = new HashSet<>();
    while (json.nextItem()) {
      DistributionHandler heard = out;
      if (json.peek() == '{') {
        namedModule(definitions, seen);
      } else if (beginArray("a module, which is [path, module]")) {
        int parts = 0;
        Path path = null;
        while (json.nextItem()) {
          switch (parts++) {
            case 0 -> path = modulePath(seen);
            case 1 -> module(path, definitions);
            default -> json.skipValue();
          }
        }
        if (parts != 2) {
          fault(DiagnosticCode.INVALID_SHAPE, "expected 2 parts in a module, found " + parts);
        }
      }
      out = heard;
    }
  }

  /** A module of v1: {@code {"name", "def"}} or {@code {"name", "spec"}}. */
  private void namedModule(boolean definitions, Set<String> seen) {
    String body = definitions ? "def" : "spec";
    json.beginObject();
    boolean named = false;
    boolean read = false;
    Path path = null;
    JsonValue held = null;
    String name;
    while ((name = json.nextName()) != null) {
      if (name.equals("name")) {
        named = true;
        path = modulePath(seen);
      } else if (!name.equals(body)) {
        unknownMember("name, " + body);
      } else if (named) {
        read = true;
        module(path, definitions);
      } else {
        held = json.readValue();
      }
    }
    if (held != null) {
      within(held, "/" + body).module(path, definitions);
    }
    if (!named || (!read && held == null)) {
      fault(
          DiagnosticCode.MISSING_MEMBER, "a module has the members \"name\" and \"" + body + "\"");
    }
  }

  private @Nullable Path modulePath(Set<String> seen) {
    return unique(decoded(nodes::path), seen, "module");
  }

  private void module(@Nullable Path path, boolean definitions) {
    if (!definitions) {
      moduleObject(path, null, false);
    } else if (json.peek() == '[') {
      accessPair(path);
    } else if (beginObject("a module, which is {\"access\", \"value\"}")) {
      accessObject(path);
    }
  }

  private void accessPair(@Nullable Path path) {
    json.beginArray();
    int parts = 0;
    Access access = null;
    while (json.nextItem()) {
      switch (parts++) {
        case 0 -> access = decoded(nodes::access);
        case 1 -> moduleObject(path, access, true);
        default -> json.skipValue();
      }
    }
    if (parts != 2) {
      fault(DiagnosticCode.INVALID_SHAPE, "expected 2 parts in [access, module], found " + parts);
    }
  }

  private void accessObject(@Nullable Path path) {
    Access access = null;
    boolean accessed = false;
    boolean read = false;
    JsonValue held = null;
    String name;
    while ((name = json.nextName()) != null) {
      switch (name) {
        case "access" -> {
          accessed = true;
          access = decoded(nodes::access);
        }
        case "value" -> {
          read = true;
          if (accessed) {
            moduleObject(path, access, true);
          } else {
            held = json.readValue();
          }
        }
        default -> unknownMember("access, value");
      }
    }
    if (held != null) {
      within(held, "/value").moduleObject(path, access, true);
    }
    if (!accessed || !read) {
      fault(DiagnosticCode.MISSING_MEMBER, "a module has the members \"access\" and \"value\"");
    }
  }

  private void moduleObject(@Nullable Path path, @Nullable Access access, boolean definitions) {
    if (beginObject("a module, which is {\"types\", \"values\"}")) {
      contents(path, access, definitions, json.nextName());
    }
  }

  @Override
  @Nullable ModuleDoc moduleDoc(JsonValue json) {
    return nodes.moduleDoc(json);
  }

  /** v1 and v2 have no place for it. */
  @Override
  boolean leavesOutDoc() {
    return version < 3;
  }

  @Override
  boolean isLater() {
    return false;
  }

  @Override
  void types(boolean definitions, Set<Name> seen) {
    if (!beginArray("an array of [name, type]")) {
      return;
    }
    while (json.nextItem()) {
      if (definitions) {
        var entry = decoded(nodes::typeDefinitionEntry);
        if (entry != null && unique(entry.name(), seen, "type")) {
          out.typeDefinition(entry.name(), entry.value());
        }
      } else {
        var entry = decoded(nodes::typeSpecificationEntry);
        if (entry != null && unique(entry.name(), seen, "type")) {
          out.typeSpecification(entry.name(), entry.value());
        }
      }
    }
  }

  @Override
  void values(boolean definitions, Set<Name> seen) {
    if (!beginArray("an array of [name, value]")) {
      return;
    }
    while (json.nextItem()) {
      if (definitions) {
        var entry = decoded(nodes::valueDefinitionEntry);
        if (entry != null && unique(entry.name(), seen, "value")) {
          out.valueDefinition(entry.name(), entry.value());
        }
      } else {
        var entry = decoded(nodes::valueSpecificationEntry);
        if (entry != null && unique(entry.name(), seen, "value")) {
          out.valueSpecification(entry.name(), entry.value());
        }
      }
    }
  }

  private boolean unique(Name name, Set<Name> seen, String kind) {
    if (seen.add(name)) {
      return true;
    }
    fault(DiagnosticCode.DUPLICATE_NAME, "a second " + kind + " of the name " + name);
    return false;
  }

  /** The path, or null after a diagnostic if there was one; keyed by text, which cannot collide. */
  private @Nullable Path unique(@Nullable Path path, Set<String> seen, String kind) {
    if (path == null || seen.add(path.toString())) {
      return path;
    }
    fault(DiagnosticCode.DUPLICATE_NAME, "a second " + kind + " of the name " + path);
    return null;
  }

  @Override
  ClassicReader within(JsonValue held, String below) {
    return new ClassicReader(
        again(held),
        pointer() + below,
        limits,
        found,
        out,
        version,
        new ClassicDefinitions(version, found, limits));
  }
}
