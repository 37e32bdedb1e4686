package dev.morph.ir.evaluate;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.ClassicTypes;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.FQName;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadReport;
import dev.morph.ir.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Upstream's draft protocol of evaluation: a request with a distribution and cases, a report with
 * what came of each.
 */
public final class EvaluationProtocol {
  /** The version of the draft. */
  public static final String VERSION = "1.1.0-draft.1";

  private static final String PROVIDER = "morph";

  private EvaluationProtocol() {}

  /**
   * Answers a request.
   *
   * @param most the limits that no request exceeds, and that hold where it names none
   * @throws DataException if it is no request, or its distribution cannot be read; what is wrong
   *     with one case is in its result
   */
  public static JsonObject answer(JsonObject request, EvaluationLimits most) {
    if (request.get("version") instanceof JsonString(String version) && !version.startsWith("1.")) {
      throw new DataException("this protocol is " + VERSION + ", not " + version).within("version");
    }
    JsonValue ir = request.get("ir");
    if (ir == null) {
      throw new DataException("the member ir, a distribution, is missing");
    }
    Evaluator evaluator = Evaluator.of(distribution(ir));
    EvaluationLimits limits = limits(request.get("limits"), most);
    JsonValue cases = request.get("cases");
    if (cases == null) {
      throw new DataException("the member cases is missing");
    }
    List<JsonValue> results = new ArrayList<>();
    for (JsonValue one : DataCodec.items(cases, "an array of cases")) {
      if (!(one instanceof JsonObject object)) {
        throw DataCodec.wrong("an object, which is a case", one)
            .within(results.size())
            .within("cases");
      }
      results.add(result(object, evaluator, limits));
    }
    return JsonObject.builder()
        .put("version", VERSION)
        .put("provider", PROVIDER)
        .put("results", new JsonArray(results))
        .build();
  }

  private static Distribution distribution(JsonValue ir) {
    var builder = new DistributionBuilder();
    ReadReport report = IrReader.read(Json.writeUtf8(ir), builder);
    if (!report.ok()) {
      throw new DataException("the distribution cannot be read: " + report.diagnostics().getFirst())
          .within("ir");
    }
    return builder.distribution().orElseThrow();
  }

  private static EvaluationLimits limits(@Nullable JsonValue json, EvaluationLimits most) {
    if (json == null) {
      return most;
    }
    if (!(json instanceof JsonObject object)) {
      throw DataCodec.wrong("an object", json).within("limits");
    }
    return new EvaluationLimits(
        limit(object, "fuel", most.fuel()),
        (int) limit(object, "maxCallDepth", most.maxCallDepth()));
  }

  private static long limit(JsonObject limits, String name, long most) {
    JsonValue json = limits.get(name);
    if (json == null) {
      return most;
    }
    if (json instanceof JsonNumber number
        && Literals.whole(number) instanceof Long value
        && value > 0) {
      return Math.min(value, most);
    }
    throw DataCodec.wrong("a whole number of 1 or more", json).within(name).within("limits");
  }

  private static JsonObject result(JsonObject one, Evaluator evaluator, EvaluationLimits limits) {
    var result = JsonObject.builder();
    if (one.get("id") instanceof JsonString id) {
      result.put("id", id);
    }
    if (one.get("entrypoint") instanceof JsonString entrypoint) {
      result.put("entrypoint", entrypoint);
    }
    try {
      result.put("status", "value").put("value", value(one, evaluator, limits));
    } catch (EvaluationException e) {
      result.put("status", "error").put("error", error(e));
    } catch (DataException e) {
      result
          .put("status", "error")
          .put(
              "error",
              JsonObject.builder()
                  .put("kind", "InvalidData")
                  .put("message", String.valueOf(e.getMessage()))
                  .build());
    }
    return result.build();
  }

  private static JsonObject value(JsonObject one, Evaluator evaluator, EvaluationLimits limits) {
    JsonValue entrypoint = one.get("entrypoint");
    if (entrypoint == null) {
      throw new DataException("the member entrypoint is missing");
    }
    FQName name = DataNames.fqName(entrypoint);
    var values = new ProtocolValue(evaluator.types());
    List<Object> arguments = new ArrayList<>();
    JsonValue given = one.get("arguments");
    for (JsonValue argument : given == null ? List.<JsonValue>of() : arguments(given)) {
      try {
        arguments.add(argument(argument, values));
      } catch (DataException e) {
        throw e.within(arguments.size()).within("arguments");
      }
    }
    Object found = evaluator.evaluate(name, arguments, limits, null);
    var typed = JsonObject.builder();
    Type type = Signature.of(evaluator.types(), name, arguments.size()).result();
    if (type != null) {
      typed.put("type", ClassicTypes.write(type));
    }
    return typed.put("value", ProtocolValue.encode(found)).build();
  }

  private static List<JsonValue> arguments(JsonValue json) {
    return DataCodec.items(json, "an array of arguments");
  }

  private static Object argument(JsonValue json, ProtocolValue values) {
    if (!(json instanceof JsonObject object) || object.get("value") == null) {
      throw DataCodec.wrong("an object of type and value", json);
    }
    JsonValue type = object.get("type");
    if (type != null && ClassicTypes.read(type) == null) {
      throw DataCodec.wrong("a type as v3 writes it", type).within("type");
    }
    try {
      return values.decode(object.get("value"));
    } catch (DataException e) {
      throw e.within("value");
    }
  }

  private static JsonObject error(EvaluationException e) {
    List<JsonValue> chain = new ArrayList<>();
    e.chain().forEach(name -> chain.add(new JsonString(name.toString())));
    return JsonObject.builder()
        .put("kind", e.error().word())
        .put("message", String.valueOf(e.getMessage()))
        .put("chain", new JsonArray(chain))
        .put("location", e.location())
        .build();
  }
}
