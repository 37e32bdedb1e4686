package dev.morph.ir;

import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonReader;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a distribution of v4 and hands on each definition as soon as it is read. Not safe for
 * several threads.
 */
final class V4Reader extends DistributionReader {
  private final V4Definitions nodes;
  private final boolean forOlder;

  /**
   * @param forOlder tells what v1 to v3 cannot say or lose
   */
  V4Reader(
      JsonReader json,
      ReadLimits limits,
      Diagnostics found,
      DistributionHandler out,
      boolean forOlder) {
    this(json, "", limits, found, out, forOlder);
  }

  private V4Reader(
      JsonReader json,
      String base,
      ReadLimits limits,
      Diagnostics found,
      DistributionHandler out,
      boolean forOlder) {
    this(json, base, limits, found, out, forOlder, new V4Definitions(found, limits, forOlder));
  }

  private V4Reader(
      JsonReader json,
      String base,
      ReadLimits limits,
      Diagnostics found,
      DistributionHandler out,
      boolean forOlder,
      V4Definitions nodes) {
    super(json, base, limits, found, out, nodes);
    this.forOlder = forOlder;
    this.nodes = nodes;
  }

  @Override
  void distribution() {
    if (json.peek() != '{') {
      fault(
          DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
          "a distribution of version 4 is an object of one member: Library, Specs or Application");
      json.skipValue();
      return;
    }
    json.beginObject();
    int members = 0;
    String name;
    while ((name = json.nextName()) != null) {
      Distribution.Kind kind = members++ == 0 ? kindOf(name) : null;
      if (kind == null) {
        fault(
            DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
            "a distribution has one member: Library, Specs or Application");
        json.skipValue();
      } else if (beginObject("a distribution")) {
        if (forOlder && kind != Distribution.Kind.LIBRARY) {
          fault(
              DiagnosticCode.UNSUPPORTED_V4_DOWNGRADE,
              "a distribution that is no library exists in version 4 alone");
        }
        members(kind);
      }
    }
    if (members == 0) {
      fault(
          DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
          "a distribution has one member: Library, Specs or Application");
    }
  }

  static Distribution.@Nullable Kind kindOf(String tag) {
    return switch (tag) {
      case "Library" -> Distribution.Kind.LIBRARY;
      case "Specs" -> Distribution.Kind.SPECS;
      case "Application" -> Distribution.Kind.APPLICATION;
      default -> null;
    };
  }

  /** Reads what is in the tag; members that come before their turn are held. */
  private void members(Distribution.Kind kind) {
    String bodyName = kind == Distribution.Kind.SPECS ? "spec" : "def";
    boolean named = false;
    boolean depended = false;
    boolean bodied = false;
    JsonValue heldDependencies = null;
    JsonValue heldBody = null;
    JsonValue entryPoints = null;
    String name;
    while ((name = json.nextName()) != null) {
      if (name.equals("packageName")) {
        named = true;
        packageName(kind);
      } else if (name.equals("dependencies")) {
        if (named) {
          depended = true;
          dependencies(kind);
        } else {
          heldDependencies = json.readValue();
        }
      } else if (name.equals(bodyName)) {
        if (named && depended) {
          bodied = true;
          body(kind);
        } else {
          heldBody = json.readValue();
        }
      } else if (name.equals("entryPoints") && kind == Distribution.Kind.APPLICATION) {
        entryPoints = json.readValue();
      } else {
        unknownMember("packageName, dependencies, " + bodyName);
      }
    }
    if (!named) {
      fault(DiagnosticCode.MISSING_MEMBER, "the member \"packageName\" is missing");
      out = new Unheard();
    }
    if (heldDependencies != null) {
      within(heldDependencies, "/dependencies").dependencies(kind);
    }
    if (heldBody != null) {
      within(heldBody, "/" + bodyName).body(kind);
    } else if (!bodied) {
      fault(DiagnosticCode.MISSING_MEMBER, "the member \"" + bodyName + "\" is missing");
    }
    if (entryPoints != null) {
      within(entryPoints, "/entryPoints").entryPoints();
    }
    out.end();
  }

  private void packageName(Distribution.Kind kind) {
    Path name = decoded(nodes::path);
    if (name == null) {
      out = new Unheard();
    } else {
      out.begin(kind, name);
    }
  }

  private void dependencies(Distribution.Kind kind) {
    if (!beginObject("the dependencies")) {
      return;
    }
    Set<String> seen = new HashSet<>();
    String key;
    while ((key = json.nextName()) != null) {
      DistributionHandler heard = out;
      Path name = path(key, seen);
      if (name == null) {
        out = new Unheard();
      } else {
        out.beginDependency(name);
      }
      modulesObject(kind == Distribution.Kind.APPLICATION);
      out.endDependency();
      out = heard;
    }
  }

  private void body(Distribution.Kind kind) {
    out.beginPackage();
    modulesObject(kind != Distribution.Kind.SPECS);
  }

  private void entryPoints() {
    if (!beginObject("the entry points")) {
      return;
    }
    Set<Name> seen = new HashSet<>();
    String key;
    while ((key = json.nextName()) != null) {
      Name name = name(key, seen);
      EntryPoint entryPoint = decoded(nodes::entryPoint);
      if (name != null && entryPoint != null) {
        out.entryPoint(name, entryPoint);
      }
    }
  }

  @Override
  void modules(boolean definitions) {
    if (!beginObject("the modules by their paths")) {
      return;
    }
    Set<String> seen = new HashSet<>();
    String key;
    while ((key = json.nextName()) != null) {
      DistributionHandler heard = out;
      Path path = path(key, seen);
      if (beginObject("a module")) {
        if (definitions) {
          openModule(path);
        } else {
          contents(path, null, false, json.nextName());
        }
      }
      out = heard;
    }
  }

  /**
   * A module with its access: {@code {"Public": {...}}}, {@code {"access", "value"}}, or the access
   * beside the module's members.
   */
  private void openModule(@Nullable Path path) {
    String first = json.nextName();
    Access tagged = first == null ? null : V4Definitions.accessOf(first);
    if (tagged != null) {
      if (beginObject("a module")) {
        contents(path, tagged, true, json.nextName());
      }
      while (json.nextName() != null) {
        unknownMember("Public, Private");
      }
    } else if (first != null && first.equals("access")) {
      Access access = decoded(nodes::access);
      String next = json.nextName();
      if (next == null || !next.equals("value")) {
        contents(path, access, true, next);
        return;
      }
      if (beginObject("a module")) {
        contents(path, access, true, json.nextName());
      }
      while (json.nextName() != null) {
        unknownMember("access, value");
      }
    } else {
      lateAccess(path, first);
    }
  }

  /** A module whose access is not its first member is held. */
  private void lateAccess(@Nullable Path path, @Nullable String first) {
    var held = JsonObject.builder();
    JsonValue access = null;
    for (String name = first; name != null; name = json.nextName()) {
      if (name.equals("access")) {
        access = json.readValue();
      } else {
        held.put(name, json.readValue());
      }
    }
    if (access == null) {
      fault(DiagnosticCode.MISSING_MEMBER, "a module has its access: \"Public\" or \"Private\"");
      return;
    }
    var turned = JsonObject.builder().put("access", access);
    held.build().members().forEach(turned::put);
    V4Reader again = within(turned.build(), "");
    again.json.beginObject();
    again.openModule(path);
  }

  @Override
  @Nullable ModuleDoc moduleDoc(JsonValue json) {
    return nodes.moduleDoc(json);
  }

  @Override
  boolean leavesOutDoc() {
    return true;
  }

  @Override
  boolean isLater() {
    return true;
  }

  @Override
  void types(boolean definitions, Set<Name> seen) {
    if (!beginObject("types by their names")) {
      return;
    }
    String key;
    while ((key = json.nextName()) != null) {
      Name name = name(key, seen);
      if (definitions) {
        var definition = decoded(nodes::openTypeDefinition);
        if (name != null && definition != null) {
          out.typeDefinition(name, definition);
        }
      } else {
        var specification = decoded(nodes::documentedTypeSpecification);
        if (name != null && specification != null) {
          out.typeSpecification(name, specification);
        }
      }
    }
  }

  @Override
  void values(boolean definitions, Set<Name> seen) {
    if (!beginObject("values by their names")) {
      return;
    }
    String key;
    while ((key = json.nextName()) != null) {
      Name name = name(key, seen);
      if (definitions) {
        var definition = decoded(nodes::openValueDefinition);
        if (name != null && definition != null) {
          out.valueDefinition(name, definition);
        }
      } else {
        var specification = decoded(nodes::documentedValueSpecification);
        if (name != null && specification != null) {
          out.valueSpecification(name, specification);
        }
      }
    }
  }

  private @Nullable Name name(String key, Set<Name> seen) {
    nodes.at.startAt(pointer());
    Name name = nodes.name(new JsonString(key));
    if (name != null && !seen.add(name)) {
      fault(DiagnosticCode.DUPLICATE_NAME, "a second one of the name " + name);
      return null;
    }
    return name;
  }

  private @Nullable Path path(String key, Set<String> seen) {
    nodes.at.startAt(pointer());
    Path path = nodes.path(new JsonString(key));
    if (path != null && !seen.add(path.toString())) {
      fault(DiagnosticCode.DUPLICATE_NAME, "a second one of the name " + path);
      return null;
    }
    return path;
  }

  @Override
  V4Reader within(JsonValue held, String below) {
    return new V4Reader(again(held), pointer() + below, limits, found, out, forOlder);
  }

  @Override
  boolean beginObject(String accepted) {
    return super.beginObject(accepted + ", an object");
  }
}
