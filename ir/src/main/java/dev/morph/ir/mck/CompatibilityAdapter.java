package dev.morph.ir.mck;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonBoolean;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.IrReader;
import dev.morph.ir.NodeCodec;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.ReadReport;
import dev.morph.ir.Severity;
import dev.morph.ir.TreeReader;
import dev.morph.ir.TreeWriter;
import dev.morph.ir.V4Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Answers upstream's compatibility kit (contract version 1): one line of JSON in, one out. Has no
 * state; safe for several threads.
 *
 * <p>Reads and writes version 4 in the profile {@code json}, single documents and trees. Members
 * that no version knows are refused, as the kit wants.
 */
public final class CompatibilityAdapter {
  private static final String BINDING = "morph";
  private static final int LEAST_BUDGET = 64;

  private CompatibilityAdapter() {}

  /**
   * The answer to a request.
   *
   * @return one line without its end; empty if the kit is done
   */
  public static Optional<String> answer(String line) {
    JsonObject request;
    try {
      if (!(Json.parse(line) instanceof JsonObject object)) {
        return Optional.of(refusal(1, "invalid_request", "", "a request is an object"));
      }
      request = object;
    } catch (JsonException e) {
      return Optional.of(refusal(1, "invalid_request", "", String.valueOf(e.getMessage())));
    }
    long id = id(request);
    if (id < 1) {
      return Optional.of(refusal(1, "invalid_request", "/id", "an id is a whole number above 0"));
    }
    try {
      return answer(id, request);
    } catch (RequestException e) {
      return Optional.of(refusal(id, e.code, e.cursor, e.text));
    }
  }

  private static long id(JsonObject request) {
    try {
      return request.get("id") instanceof JsonNumber number ? number.longValueExact() : 0;
    } catch (ArithmeticException e) {
      return 0;
    }
  }

  private static Optional<String> answer(long id, JsonObject request) throws RequestException {
    String op = text(request, "op");
    return switch (op) {
      case "capabilities" -> {
        only(request, Set.of("id", "op"));
        yield Optional.of(capabilities(id));
      }
      case "exit" -> {
        only(request, Set.of("id", "op"));
        yield Optional.empty();
      }
      case "decode" -> {
        only(request, Set.of("id", "op", "version", "profile", "path", "strip", "node", "input"));
        yield Optional.of(decode(id, request));
      }
      case "readTree" -> {
        only(request, Set.of("id", "op", "version", "profile", "path", "strip", "node", "files"));
        yield Optional.of(readTree(id, request));
      }
      case "writeTree" -> {
        only(request, Set.of("id", "op", "version", "path", "policy", "input"));
        yield Optional.of(writeTree(id, request));
      }
      default -> throw new RequestException("invalid_request", "/op", "there is no op " + op);
    };
  }

  private static String capabilities(long id) {
    return Json.write(
        JsonObject.builder()
            .put("id", id)
            .put("contractVersion", 1)
            .put("binding", BINDING)
            .put("language", "java")
            .put("versions", JsonArray.of(JsonNumber.of(4)))
            .put("profiles", strings(List.of("json")))
            .put("layouts", strings(List.of("single", "tree")))
            .put("paths", strings(List.of("current", "pinned")))
            .put("nodes", strings(NodeCodec.nodes()))
            .build());
  }

  private static JsonArray strings(List<String> texts) {
    List<JsonValue> values = new ArrayList<>(texts.size());
    texts.forEach(text -> values.add(new JsonString(text)));
    return new JsonArray(values);
  }

  private static String decode(long id, JsonObject request) throws RequestException {
    common(request);
    profile(request, "");
    boolean strip = bool(request, "strip");
    String node = text(request, "node");
    if (!NodeCodec.nodes().contains(node)) {
      throw new RequestException("unknown_node", "/node", "there is no node " + node);
    }
    byte[] input = text(request, "input").getBytes(StandardCharsets.UTF_8);
    NodeCodec.Decoded decoded = NodeCodec.decode(node, input, strip);
    return decoded(id, decoded);
  }

  private static String decoded(long id, NodeCodec.Decoded decoded) {
    JsonValue canonical = decoded.canonical();
    Optional<Diagnostic> fault = fault(decoded.diagnostics());
    if (fault.isPresent() || canonical == null) {
      return fault
          .map(one -> refusal(id, one))
          .orElseGet(() -> refusal(id, "invalid_shape", "", "this is no such node"));
    }
    List<JsonValue> warnings = new ArrayList<>();
    for (Diagnostic one : decoded.diagnostics()) {
      warnings.add(
          JsonObject.builder()
              .put("code", one.code().word())
              .put("cursor", cursor(one.path()))
              .build());
    }
    return Json.write(
        JsonObject.builder()
            .put("id", id)
            .put("ok", true)
            .put("kind", decoded.kind())
            .put("canonical", JsonObject.builder().put("json", KitText.of(canonical)).build())
            .put("warnings", new JsonArray(warnings))
            .build());
  }

  /** What makes a text none of the kit's: errors, and members that no version knows. */
  private static Optional<Diagnostic> fault(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(
            one -> one.severity() == Severity.ERROR || one.code() == DiagnosticCode.UNKNOWN_MEMBER)
        .findFirst();
  }

  private static String readTree(long id, JsonObject request) throws RequestException {
    common(request);
    profile(request, "");
    boolean strip = bool(request, "strip");
    String node = text(request, "node");
    if (!node.equals("Distribution") && !node.equals("IRFile")) {
      throw new RequestException("unknown_node", "/node", "a tree is a Distribution");
    }
    var files = new TreeFilesInMemory();
    if (!(request.get("files") instanceof JsonArray array)) {
      throw new RequestException("invalid_request", "/files", "files are an array");
    }
    for (JsonValue one : array.items()) {
      if (!(one instanceof JsonObject file)) {
        throw new RequestException("invalid_request", "/files", "a file is an object");
      }
      only(file, Set.of("path", "content"));
      files.file(text(file, "path"), text(file, "content").getBytes(StandardCharsets.UTF_8));
    }
    var out = new JsonWriter();
    ReadReport report = TreeReader.read(files, ReadLimits.DEFAULT, new V4Writer(out, true));
    if (fault(report.diagnostics()).isPresent()) {
      return refusal(id, fault(report.diagnostics()).get());
    }
    NodeCodec.Decoded whole = NodeCodec.decode("Distribution", out.toByteArray(), strip);
    return decoded(
        id, new NodeCodec.Decoded(whole.kind(), whole.canonical(), report.diagnostics()));
  }

  private static String writeTree(long id, JsonObject request) throws RequestException {
    common(request);
    if (!(request.get("policy") instanceof JsonObject policy)) {
      throw new RequestException("invalid_request", "/policy", "a policy is an object");
    }
    only(policy, Set.of("profile", "pathBudget"));
    profile(policy, "/policy");
    int budget = budget(policy);
    byte[] input = text(request, "input").getBytes(StandardCharsets.UTF_8);
    var files = new TreeFilesInMemory();
    var writer = new TreeWriter(files, true, ReadLimits.USUAL_DEPTH, budget);
    ReadReport report = IrReader.read(input, writer);
    List<Diagnostic> all = new ArrayList<>(report.diagnostics());
    all.addAll(writer.diagnostics());
    Optional<Diagnostic> fault = fault(all);
    if (fault.isPresent()) {
      return refusal(id, fault.get());
    }
    List<JsonValue> written = new ArrayList<>();
    for (String path : files.paths()) {
      written.add(
          JsonObject.builder()
              .put("path", path)
              .put(
                  "content",
                  KitText.of(Json.parse(files.read(path), ReadLimits.DEFAULT.jsonDepth())))
              .build());
    }
    return Json.write(
        JsonObject.builder()
            .put("id", id)
            .put("ok", true)
            .put("files", new JsonArray(written))
            .build());
  }

  private static int budget(JsonObject policy) throws RequestException {
    try {
      long budget =
          policy.get("pathBudget") instanceof JsonNumber number ? number.longValueExact() : 0;
      if (budget >= LEAST_BUDGET) {
        return (int) Math.min(budget, Integer.MAX_VALUE);
      }
    } catch (ArithmeticException e) {
      // Told below.
    }
    throw new RequestException(
        "invalid_request",
        "/policy/pathBudget",
        "a budget is a whole number of " + LEAST_BUDGET + " or more");
  }

  /** What all requests about documents have. */
  private static void common(JsonObject request) throws RequestException {
    if (!JsonNumber.of(4).equals(request.get("version"))) {
      throw new RequestException("unsupported_version", "/version", "version 4 is read here");
    }
    String path = text(request, "path");
    if (!path.equals("current") && !path.equals("pinned")) {
      throw new RequestException("invalid_request", "/path", "a path is \"current\" or \"pinned\"");
    }
  }

  private static void profile(JsonObject object, String at) throws RequestException {
    if (!text(object, "profile").equals("json")) {
      throw new RequestException(
          "unsupported_profile", at + "/profile", "the profile json is read and written here");
    }
  }

  private static String text(JsonObject object, String member) throws RequestException {
    if (object.get(member) instanceof JsonString text) {
      return text.value();
    }
    throw new RequestException("invalid_request", "/" + member, member + " is a string");
  }

  private static boolean bool(JsonObject object, String member) throws RequestException {
    if (object.get(member) instanceof JsonBoolean bool) {
      return bool.value();
    }
    throw new RequestException("invalid_request", "/" + member, member + " is true or false");
  }

  private static void only(JsonObject object, Set<String> known) throws RequestException {
    for (String member : object.members().keySet()) {
      if (!known.contains(member)) {
        throw new RequestException("unknown_member", "/" + member, "an unknown member");
      }
    }
  }

  private static String refusal(long id, Diagnostic one) {
    return refusal(id, one.code().word(), one.path(), one.message());
  }

  private static String refusal(long id, String code, String path, String message) {
    String stage =
        code.equals("invalid_json") || code.equals("duplicate_member") ? "syntax" : "semantic";
    JsonObject diagnostic =
        JsonObject.builder()
            .put("code", code)
            .put("stage", stage)
            .put("cursor", cursor(path))
            .put("message", message)
            .build();
    return Json.write(
        JsonObject.builder().put("id", id).put("ok", false).put("diagnostic", diagnostic).build());
  }

  private static String cursor(String path) {
    return path.isEmpty() ? "/" : path;
  }

  /** A request that is none of the contract's. */
  private static final class RequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String cursor;
    private final String text;

    RequestException(String code, String cursor, String text) {
      super(text);
      this.code = code;
      this.cursor = cursor;
      this.text = text;
    }
  }
}
