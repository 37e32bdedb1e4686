package dev.morph.ir;

import dev.morph.base.json.Json;
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
final class V4Reader {
  private final JsonReader json;
  private final String base;
  private final ReadLimits limits;
  private final Diagnostics found;
  private final V4Definitions nodes;
  private DistributionHandler out;

  V4Reader(JsonReader json, ReadLimits limits, Diagnostics found, DistributionHandler out) {
    this(json, "", limits, found, out);
  }

  /**
   * @param base the pointer of the place where the JSON stood
   */
  private V4Reader(
      JsonReader json, String base, ReadLimits limits, Diagnostics found, DistributionHandler out) {
    this.json = json;
    this.base = base;
    this.limits = limits;
    this.found = found;
    this.out = out;
    this.nodes = new V4Definitions(found, limits);
  }

  /** Reads the member {@code distribution}. */
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
        members(kind);
      }
    }
    if (members == 0) {
      fault(
          DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
          "a distribution has one member: Library, Specs or Application");
    }
  }

  private static Distribution.@Nullable Kind kindOf(String tag) {
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

  /** Reads {@code {"modules": {...}}}. */
  private void modulesObject(boolean definitions) {
    if (!beginObject("a package, which is {\"modules\"}")) {
      return;
    }
    boolean seen = false;
    String name;
    while ((name = json.nextName()) != null) {
      if (name.equals("modules")) {
        seen = true;
        modules(definitions);
      } else {
        unknownMember("modules");
      }
    }
    if (!seen) {
      fault(DiagnosticCode.MISSING_MEMBER, "the member \"modules\" is missing");
    }
  }

  private void modules(boolean definitions) {
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

  /**
   * Reads {@code {"types", "values", "doc"}}; values that come before the types are held.
   *
   * @param first the member that is next, whose name was read
   */
  private void contents(
      @Nullable Path path, @Nullable Access access, boolean definitions, @Nullable String first) {
    if (path == null || (definitions && access == null)) {
      out = new Unheard();
    }
    Set<Name> typeNames = new HashSet<>();
    Set<Name> valueNames = new HashSet<>();
    boolean begun = false;
    boolean types = false;
    boolean values = false;
    JsonValue held = null;
    ModuleDoc leading = null;
    ModuleDoc trailing = null;
    for (String name = first; name != null; name = json.nextName()) {
      switch (name) {
        case "doc" -> {
          ModuleDoc doc = decoded(nodes::moduleDoc);
          if (begun) {
            trailing = doc;
          } else {
            leading = doc;
          }
        }
        case "types" -> {
          begun = begin(begun, path, access, leading);
          types = true;
          types(definitions, typeNames);
        }
        case "values" -> {
          values = true;
          if (types) {
            values(definitions, valueNames);
          } else {
            held = json.readValue();
          }
        }
        default -> unknownMember("types, values, doc");
      }
    }
    begin(begun, path, access, leading);
    if (held != null) {
      within(held, "/values").values(definitions, valueNames);
    }
    if (!types || !values) {
      fault(DiagnosticCode.MISSING_MEMBER, "a module has the members \"types\" and \"values\"");
    }
    // What v4 leaves out, v3 calls null.
    out.endModule(leading == null && trailing == null ? ModuleDoc.NONE : trailing);
  }

  private boolean begin(
      boolean begun, @Nullable Path path, @Nullable Access access, @Nullable ModuleDoc leading) {
    if (!begun && path != null) {
      out.beginModule(path, access, leading);
    }
    return true;
  }

  private void types(boolean definitions, Set<Name> seen) {
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

  private void values(boolean definitions, Set<Name> seen) {
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

  /** A reader of something that came before its turn, at this place below the reader's. */
  private V4Reader within(JsonValue held, String below) {
    return new V4Reader(
        new JsonReader(Json.writeUtf8(held), limits.jsonDepth()),
        pointer() + below,
        limits,
        found,
        out);
  }

  private <T> @Nullable T decoded(NodeDecoder.Decoder<T> decoder) {
    JsonValue value = json.readValue();
    nodes.at.startAt(pointer());
    return decoder.decode(value);
  }

  private boolean beginObject(String accepted) {
    if (json.peek() == '{') {
      json.beginObject();
      return true;
    }
    fault(
        DiagnosticCode.INVALID_SHAPE,
        NodeDecoder.expected(accepted + ", an object", json.readValue()));
    return false;
  }

  private void unknownMember(String known) {
    fault(DiagnosticCode.UNKNOWN_MEMBER, "an unknown member; there are " + known);
    json.skipValue();
  }

  private String pointer() {
    return base + json.path();
  }

  private void fault(DiagnosticCode code, String message) {
    found.add(code, pointer(), message);
  }
}
