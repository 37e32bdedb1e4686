package dev.morph.ir;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonReader;
import dev.morph.base.json.JsonValue;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What readers of all versions share: they walk over a distribution and hand on each definition as
 * soon as it is read; what comes before its turn is held. Not safe for several threads.
 */
abstract class DistributionReader {
  final JsonReader json;
  final ReadLimits limits;
  final Diagnostics found;
  private final String base;
  private final NodeDecoder nodes;
  DistributionHandler out;

  /**
   * @param base the pointer of the place where the JSON stood
   * @param nodes whose trail follows where this stands
   */
  DistributionReader(
      JsonReader json,
      String base,
      ReadLimits limits,
      Diagnostics found,
      DistributionHandler out,
      NodeDecoder nodes) {
    this.json = json;
    this.base = base;
    this.limits = limits;
    this.found = found;
    this.out = out;
    this.nodes = nodes;
  }

  /** Reads the member {@code distribution}. */
  abstract void distribution();

  /** Reads the modules of a package. */
  abstract void modules(boolean definitions);

  abstract @Nullable ModuleDoc moduleDoc(JsonValue json);

  /** True if the version says nothing of documentation that is not there. */
  abstract boolean leavesOutDoc();

  /** True for v4, where members have no order and {@code $meta} is no part of the model. */
  abstract boolean isLater();

  abstract void types(boolean definitions, Set<Name> seen);

  abstract void values(boolean definitions, Set<Name> seen);

  /**
   * A reader of something that came before its turn.
   *
   * @param below the pointer of its place, from where this reader is
   */
  abstract DistributionReader within(JsonValue held, String below);

  /** A reader over what is held. */
  final JsonReader again(JsonValue held) {
    return new JsonReader(Json.writeUtf8(held), limits.jsonDepth());
  }

  /** Reads {@code {"modules"}}. */
  final void modulesObject(boolean definitions) {
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

  /**
   * Reads {@code {"types", "values", "doc"}}; values that come before the types are held.
   *
   * @param first the member that is next, whose name was read
   */
  final void contents(
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
    JsonValue meta = JsonNull.NULL;
    for (String name = first; name != null; name = json.nextName()) {
      switch (name) {
        case "doc" -> {
          ModuleDoc doc = decoded(this::moduleDoc);
          if (begun || (isLater() && !ModuleMeta.says(meta, ModuleMeta.FIRST))) {
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
        case ModuleMeta.MEMBER -> {
          if (isLater()) {
            meta = json.readValue();
            leading = !begun && ModuleMeta.says(meta, ModuleMeta.FIRST) ? ModuleDoc.NONE : null;
          } else {
            unknownMember("types, values, doc");
          }
        }
        default -> unknownMember("types, values, doc");
      }
    }
    var _ = begin(begun, path, access, leading);
    if (held != null) {
      within(held, "/values").values(definitions, valueNames);
    }
    if (!types || !values) {
      fault(DiagnosticCode.MISSING_MEMBER, "a module has the members \"types\" and \"values\"");
    }
    // What other versions leave out, v3 calls null.
    boolean said = leading != null || trailing != null || ModuleMeta.says(meta, ModuleMeta.ABSENT);
    out.endModule(leavesOutDoc() && !said ? ModuleDoc.NONE : trailing);
  }

  private boolean begin(
      boolean begun, @Nullable Path path, @Nullable Access access, @Nullable ModuleDoc leading) {
    if (!begun && path != null) {
      out.beginModule(path, access, leading);
    }
    return true;
  }

  final <T> @Nullable T decoded(NodeDecoder.Decoder<T> decoder) {
    JsonValue value = json.readValue();
    nodes.at.startAt(pointer());
    return decoder.decode(value);
  }

  final boolean beginArray(String accepted) {
    if (json.peek() == '[') {
      json.beginArray();
      return true;
    }
    fault(DiagnosticCode.INVALID_SHAPE, NodeDecoder.expected(accepted, json.readValue()));
    return false;
  }

  boolean beginObject(String accepted) {
    if (json.peek() == '{') {
      json.beginObject();
      return true;
    }
    fault(DiagnosticCode.INVALID_SHAPE, NodeDecoder.expected(accepted, json.readValue()));
    return false;
  }

  final void unknownMember(String known) {
    fault(DiagnosticCode.UNKNOWN_MEMBER, "an unknown member; there are " + known);
    json.skipValue();
  }

  final String pointer() {
    return base + json.path();
  }

  final void fault(DiagnosticCode code, String message) {
    found.add(code, pointer(), message);
  }
}
