package dev.morph.ir;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads one node of v4 by itself and writes it in the canonical spelling, as the compatibility kit
 * asks for. Nodes are called as there: {@code Type}, {@code ValueDefinition}, {@code Distribution}.
 */
public final class NodeCodec {
  /**
   * What a text was read as. Immutable, safe to share.
   *
   * @param kind the tag of a type, value, pattern or literal; of others the name of the node
   * @param canonical null if there are errors
   * @param diagnostics errors and warnings
   */
  public record Decoded(String kind, @Nullable JsonValue canonical, List<Diagnostic> diagnostics) {
    public Decoded {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** Reads a node and writes it; null after a fault. */
  private interface Codec {
    @Nullable Decoded decode(JsonValue json, V4Form form, Diagnostics found);
  }

  private static final Map<String, Codec> CODECS = codecs();

  private NodeCodec() {}

  private static Map<String, Codec> codecs() {
    Map<String, Codec> all = new TreeMap<>();
    all.put("Name", node("Name", V4Definitions::name, V4NodeWriter::name));
    all.put(
        "Path", node("Path", V4Definitions::path, (out, one) -> out.out.string(one.toString())));
    all.put("FQName", node("FQName", V4Definitions::fqName, V4NodeWriter::fqName));
    all.put("FormatVersion", NodeCodec::version);
    all.put("Type", node("", V4Definitions::type, V4NodeWriter::type));
    all.put("Literal", node("", V4Definitions::literal, V4NodeWriter::literal));
    all.put("Pattern", node("", V4Definitions::pattern, V4NodeWriter::pattern));
    all.put("Value", node("", V4Definitions::value, V4NodeWriter::value));
    all.put(
        "TypeDefinition",
        node(
            "TypeDefinition",
            V4Definitions::typeDefinition,
            (out, one) -> {
              out.out.beginObject();
              out.typeDefinitionMember(one);
              out.out.endObject();
            }));
    all.put(
        "ValueDefinition",
        node(
            "ValueDefinition",
            V4Definitions::valueDefinition,
            (out, one) -> {
              out.out.beginObject();
              out.valueDefinitionMember(one);
              out.out.endObject();
            }));
    all.put(
        "TypeSpecification",
        node(
            "TypeSpecification",
            V4Definitions::documentedTypeSpecification,
            (out, one) -> out.documented(one, out::typeSpecificationMember)));
    all.put(
        "ValueSpecification",
        node(
            "ValueSpecification",
            V4Definitions::documentedValueSpecification,
            (out, one) -> out.documented(one, out::valueSpecificationMembers)));
    all.put(
        "AccessControlledTypeDefinition",
        node(
            "AccessControlledTypeDefinition",
            V4Definitions::openTypeDefinition,
            (out, one) -> out.open(one, out::typeDefinitionMember)));
    all.put(
        "AccessControlledValueDefinition",
        node(
            "AccessControlledValueDefinition",
            V4Definitions::openValueDefinition,
            (out, one) -> out.open(one, out::valueDefinitionMember)));
    all.put("ModuleDefinition", NodeCodec::moduleDefinition);
    all.put("ModuleSpecification", NodeCodec::moduleSpecification);
    all.put("Distribution", NodeCodec::document);
    all.put("IRFile", NodeCodec::document);
    all.put("DistributionManifestFile", (json, form, found) -> TreeFileCodec.manifest(json, found));
    all.put("ModuleManifestFile", (json, form, found) -> TreeFileCodec.module(json, found));
    return Map.copyOf(all);
  }

  /** The nodes that can be read, sorted. */
  public static List<String> nodes() {
    return CODECS.keySet().stream().sorted().toList();
  }

  /**
   * Reads a node.
   *
   * @param node one of {@link #nodes}
   * @param utf8 JSON
   * @param strip without attributes
   * @throws IllegalArgumentException for another node
   */
  public static Decoded decode(String node, byte[] utf8, boolean strip) {
    Codec codec = CODECS.get(node);
    if (codec == null) {
      throw new IllegalArgumentException("no node " + node);
    }
    var found = new Diagnostics(ReadLimits.DEFAULT.maxDiagnostics());
    JsonValue json;
    try {
      json = Json.parse(utf8, ReadLimits.DEFAULT.jsonDepth());
    } catch (JsonException e) {
      found.add(IrReader.codeOf(e), "", String.valueOf(e.getMessage()));
      return new Decoded(node, null, found.list());
    }
    Decoded decoded = codec.decode(json, strip ? V4Form.STRIPPED : V4Form.EXPANDED, found);
    String kind = decoded == null || decoded.kind().isEmpty() ? node : decoded.kind();
    JsonValue canonical = decoded == null || found.errors() > 0 ? null : decoded.canonical();
    return new Decoded(kind, canonical, found.list());
  }

  private interface Reader<T> {
    @Nullable T read(V4Definitions nodes, JsonValue json);
  }

  /**
   * @param kind empty if it is the tag of what was read
   */
  private static <T> Codec node(
      String kind, Reader<T> reader, BiConsumer<V4DefinitionWriter, T> writer) {
    return (json, form, found) -> {
      T one = reader.read(new V4Definitions(found, ReadLimits.DEFAULT, false), json);
      if (one == null) {
        return null;
      }
      var out = new JsonWriter();
      writer.accept(
          new V4DefinitionWriter(out, form, ReadLimits.USUAL_DEPTH, (code, message) -> {}), one);
      JsonValue canonical = parsed(out);
      return new Decoded(kind.isEmpty() ? tag(one) : kind, canonical, List.of());
    };
  }

  private static JsonValue parsed(JsonWriter out) {
    return Json.parse(out.toByteArray(), ReadLimits.DEFAULT.jsonDepth());
  }

  private static String tag(Object node) {
    return switch (node) {
      case Type.Variable _, Value.Variable _ -> "Variable";
      case Type.Reference _, Value.Reference _ -> "Reference";
      case Type.Tuple _, Value.Tuple _ -> "Tuple";
      case Type.Record _, Value.Record _ -> "Record";
      case Type.ExtensibleRecord _ -> "ExtensibleRecord";
      case Type.Function _ -> "Function";
      case Type.Unit _, Value.Unit _ -> "Unit";
      case Value.Items _ -> "List";
      default -> {
        // Every other one is written under its tag.
        var out = new JsonWriter();
        var nodes = new V4NodeWriter(out, V4Form.STRIPPED, ReadLimits.USUAL_DEPTH, (c, m) -> {});
        switch (node) {
          case Value value -> nodes.value(value);
          case Pattern pattern -> nodes.pattern(pattern);
          case Literal literal -> nodes.literal(literal);
          default -> throw new IllegalArgumentException("a node without tag");
        }
        yield ((JsonObject) parsed(out)).members().keySet().iterator().next();
      }
    };
  }

  private static @Nullable Decoded version(JsonValue json, V4Form form, Diagnostics found) {
    DiagnosticCode fault = FormatVersion.fault(json);
    FormatVersion version = fault == null ? FormatVersion.of(json) : null;
    DiagnosticCode code = version == null ? fault : version.unsupported();
    if (code != null) {
      found.add(code, "", "formatVersion is " + NodeDecoder.shown(json));
    }
    return version == null ? null : new Decoded("FormatVersion", version.toJson(), List.of());
  }

  private static @Nullable Decoded document(JsonValue json, V4Form form, Diagnostics found) {
    var out = new JsonWriter();
    ReadReport report =
        IrReader.read(Json.writeUtf8(json), new V4Writer(out, form, ReadLimits.USUAL_DEPTH));
    report.diagnostics().forEach(one -> found.add(one.code(), one.path(), one.message()));
    return report.ok() ? new Decoded("Distribution", parsed(out), List.of()) : null;
  }

  /** A module is read within a distribution, and its paths told from where it begins. */
  private static @Nullable Decoded moduleDefinition(
      JsonValue json, V4Form form, Diagnostics found) {
    boolean open =
        json instanceof JsonObject object
            && (object.has("access")
                || object.members().keySet().stream()
                    .anyMatch(name -> V4Definitions.accessOf(name) != null));
    List<String> below =
        open
            ? List.of("Library", "def")
            : List.of("Library", "def", V4DefinitionWriter.word(Access.PUBLIC));
    return module("ModuleDefinition", json, below, form, found);
  }

  private static @Nullable Decoded moduleSpecification(
      JsonValue json, V4Form form, Diagnostics found) {
    return module("ModuleSpecification", json, List.of("Specs", "spec"), form, found);
  }

  private static @Nullable Decoded module(
      String kind, JsonValue json, List<String> below, V4Form form, Diagnostics found) {
    JsonValue module =
        below.size() == 3 ? JsonObject.builder().put(below.get(2), json).build() : json;
    JsonObject modules = JsonObject.builder().put("m", module).build();
    JsonObject body =
        JsonObject.builder()
            .put("packageName", new JsonString("p"))
            .put("dependencies", JsonObject.EMPTY)
            .put(below.get(1), JsonObject.builder().put("modules", modules).build())
            .build();
    JsonObject document =
        JsonObject.builder()
            .put("formatVersion", FormatVersion.V4.toJson())
            .put("distribution", JsonObject.builder().put(below.get(0), body).build())
            .build();
    var inner = new Diagnostics(ReadLimits.DEFAULT.maxDiagnostics());
    Decoded whole = document(document, form, inner);
    List<String> way =
        new ArrayList<>(List.of("distribution", below.get(0), below.get(1), "modules", "m"));
    way.addAll(below.subList(2, below.size()));
    String start = "/" + String.join("/", way);
    for (Diagnostic one : inner.list()) {
      String path = one.path();
      found.add(
          one.code(),
          path.startsWith(start) ? path.substring(start.length()) : path,
          one.message());
    }
    JsonValue canonical = whole == null ? null : whole.canonical();
    for (String name : way) {
      canonical = canonical instanceof JsonObject object ? object.get(name) : null;
    }
    return canonical == null ? null : new Decoded(kind, canonical, List.of());
  }
}
