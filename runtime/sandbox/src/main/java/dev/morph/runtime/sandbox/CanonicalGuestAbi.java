package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.CanonicalAbi;
import dev.morph.component.abi.ResultValue;
import dev.morph.engine.api.Instance;
import dev.morph.runtime.policy.Limit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Contract functions by the canonical ABI. */
final class CanonicalGuestAbi implements GuestAbi {
  private final Map<ContractFunction, CanonicalAbi.GuestExport> exports =
      new EnumMap<>(ContractFunction.class);
  private final String name;
  private final long resultLimit;

  CanonicalGuestAbi(Instance instance, LoadedModule module) {
    module
        .shape()
        .functions()
        .forEach((function, export) ->
            exports.put(function, CanonicalAbi.lift(instance, export, function.type())));
    this.name = module.settings().name();
    this.resultLimit = module.settings().limits().value(Limit.RESULT_SIZE);
  }

  @Override
  public JsonValue describe() {
    CanonicalAbi.GuestExport describe = exports.get(ContractFunction.DESCRIBE);
    if (describe == null) {
      return JsonObject.builder()
          .put("name", name)
          .put("version", "0.0.0")
          .put("actions", JsonArray.EMPTY)
          .build();
    }
    return parse("describe", limited(text(describe.call())));
  }

  @Override
  public Answer execute(String action, JsonObject params, JsonObject context) {
    CanonicalAbi.GuestExport json = exports.get(ContractFunction.EXECUTE);
    Object answer =
        json != null
            ? json.call(action, Json.write(params), Json.write(context))
            : export(ContractFunction.EXECUTE_PAIRS).call(action, pairs(params));
    return switch ((ResultValue) required(answer)) {
      case ResultValue.Ok(Object value) -> new Answer.Text(limited(text(value)));
      case ResultValue.Err(Object error) ->
          new Answer.Failure(limited(text(error)), JsonObject.EMPTY);
    };
  }

  private static List<Object> pairs(JsonObject params) {
    List<Object> pairs = new ArrayList<>();
    params
        .members()
        .forEach((name, value) ->
            pairs.add(
                List.of(
                    name, value instanceof JsonString(String text) ? text : Json.write(value))));
    return pairs;
  }

  @Override
  public List<Envelope> call(ContractFunction function, List<Envelope> arguments) {
    CanonicalAbi.GuestExport export = export(function);
    if (function.contract() == Contract.TRANSFORMER) {
      return List.of(transformer(function, export, arguments));
    }
    Object answer =
        required(export.call(arguments.stream().<Object>map(CanonicalGuestAbi::lowered).toArray()));
    boolean two = function == ContractFunction.INIT || function == ContractFunction.UPDATE;
    List<Envelope> envelopes = new ArrayList<>();
    for (Object value : two ? (List<?>) answer : List.of(answer)) {
      Envelope envelope = lifted((List<?>) value);
      if (envelope.content().length > resultLimit) {
        throw GuestErrors.resultTooLarge(resultLimit);
      }
      envelopes.add(envelope);
    }
    return envelopes;
  }

  /** The family of the transformer speaks JSON text, not envelopes. */
  private Envelope transformer(
      ContractFunction function, CanonicalAbi.GuestExport export, List<Envelope> arguments) {
    Object answer =
        switch (function) {
          case CAPABILITIES -> required(export.call());
          default -> required(export.call(jsonText(function, arguments)));
        };
    return switch (answer) {
      case ResultValue.Ok(Object value) ->
          Envelope.json(parse(function.word(), limited(text(value))));
      case ResultValue.Err(Object error) ->
          throw new MorphException(ErrorCode.ACTION_FAILED, limited(text(error)));
      default ->
          Envelope.json(
              new JsonMapping(Map.of()).write(answer, required(function.type().result())));
    };
  }

  private static String jsonText(ContractFunction function, List<Envelope> arguments) {
    try {
      return arguments.isEmpty() ? "{}" : Json.write(arguments.getFirst().asJson());
    } catch (EnvelopeException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, function.word() + " takes JSON: " + e.getMessage(), e);
    }
  }

  private CanonicalAbi.GuestExport export(ContractFunction function) {
    CanonicalAbi.GuestExport export = exports.get(function);
    if (export == null) {
      throw new MorphException(
          ErrorCode.CONTRACT_UNKNOWN, "the extension has no function " + function.word());
    }
    return export;
  }

  private static List<Object> lowered(Envelope envelope) {
    Envelope.Header header = envelope.header();
    return List.of(
        List.of(header.seqnum(), header.sessionId(), Optional.ofNullable(header.kind())),
        envelope.contentType(),
        envelope.content());
  }

  private static Envelope lifted(List<?> value) {
    List<?> header = (List<?>) value.get(0);
    return new Envelope(
        new Envelope.Header(
            (Long) header.get(0),
            (String) header.get(1),
            (String) ((Optional<?>) header.get(2)).orElse(null)),
        (String) value.get(1),
        (byte[]) value.get(2));
  }

  private String limited(String text) {
    // a character is at least one byte; the exact count is taken where it could matter
    if (text.length() > resultLimit
        || text.length() > resultLimit / 3
            && text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length > resultLimit) {
      throw GuestErrors.resultTooLarge(resultLimit);
    }
    return text;
  }

  private static JsonValue parse(String function, String text) {
    try {
      return Json.parse(text);
    } catch (JsonException e) {
      throw new MorphException(
          ErrorCode.GUEST_RESULT, "the answer of " + function + " is not JSON: " + e.getMessage());
    }
  }

  private static String text(@Nullable Object value) {
    return (String) required(value);
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a WIT value is missing");
    }
    return value;
  }
}
