package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeCodec;
import dev.morph.base.envelope.EnvelopeException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonNull;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.AbiException;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Instance;
import dev.morph.runtime.policy.Limit;
import java.util.List;
import java.util.Map;

/** Contract functions by the bytes ABI: one envelope in, one out. */
final class BytesAbi implements GuestAbi {
  private static final byte[] EMPTY_OBJECT = {'{', '}'};

  private final Instance instance;
  private final Map<ContractFunction, String> names;
  private final BytesMemory memory;
  private final EnvelopeCodec codec;
  private final long resultLimit;

  BytesAbi(Instance instance, LoadedModule module) {
    this.instance = instance;
    this.names = module.shape().functions();
    this.memory = new BytesMemory(instance);
    this.codec = codec(instance);
    this.resultLimit = module.settings().limits().value(Limit.RESULT_SIZE);
  }

  /** The form that the guest wants to read, by its export {@code morph_envelope}. */
  static EnvelopeCodec codec(Instance instance) {
    GuestFunction form = instance.function("morph_envelope");
    if (form == null) {
      return EnvelopeCodec.JSON_ARRAY;
    }
    int value = (int) form.call()[0];
    return switch (value) {
      case 0 -> EnvelopeCodec.JSON_ARRAY;
      case 1 -> EnvelopeCodec.JSON_BASE64;
      case 2 -> EnvelopeCodec.CBOR;
      default ->
          throw new AbiException(
              "morph_envelope answered " + value + "; it is 0 (array), 1 (base64) or 2 (CBOR)");
    };
  }

  @Override
  public JsonValue describe() {
    return json(
        "describe",
        call(
            ContractFunction.DESCRIBE,
            new Envelope(Envelope.Header.NONE, Envelope.JSON, EMPTY_OBJECT)));
  }

  @Override
  public Answer execute(String action, JsonObject params, JsonObject context) {
    JsonObject request =
        JsonObject.builder()
            .put("action", action)
            .put("params", params)
            .put("context", context)
            .build();
    JsonValue answer = json("execute", call(ContractFunction.EXECUTE, Envelope.json(request)));
    if (answer instanceof JsonObject object && object.members().size() == 1) {
      JsonValue ok = object.get("ok");
      if (ok != null) {
        return new Answer.Value(ok);
      }
      JsonValue err = object.get("err");
      if (err != null) {
        return failure(err);
      }
    }
    throw new MorphException(
        ErrorCode.GUEST_RESULT,
        "execute must answer {\"ok\": value} or {\"err\": error}, found "
            + (answer instanceof JsonObject object
                ? "an object with the members " + object.members().keySet()
                : JsonMapping.kind(answer)));
  }

  private static Answer failure(JsonValue err) {
    if (err instanceof JsonString(String text)) {
      return new Answer.Failure(text, JsonObject.EMPTY);
    }
    if (err instanceof JsonObject object
        && object.get("message") instanceof JsonString(String message)) {
      JsonObject.Builder details = JsonObject.builder();
      for (String name : List.of("code", "details")) {
        JsonValue member = object.get(name);
        if (member != null && member != JsonNull.NULL) {
          details.put(name, member);
        }
      }
      return new Answer.Failure(message, details.build());
    }
    throw new MorphException(
        ErrorCode.GUEST_RESULT,
        "err must be a text or {\"code\"?, \"message\", \"details\"?}, found "
            + JsonMapping.kind(err));
  }

  @Override
  public List<Envelope> call(ContractFunction function, List<Envelope> arguments) {
    Envelope request =
        switch (arguments.size()) {
          case 0 -> new Envelope(Envelope.Header.NONE, Envelope.JSON, EMPTY_OBJECT);
          case 1 -> arguments.getFirst();
          default -> together(function, arguments);
        };
    Envelope answer = call(function, request);
    if (function != ContractFunction.INIT && function != ContractFunction.UPDATE
        || GuestErrors.isError(answer)) {
      return List.of(answer);
    }
    JsonValue json = json(function.word(), answer);
    if (json instanceof JsonObject object
        && object.get("model") instanceof JsonValue model
        && object.get("cmds") instanceof JsonArray commands) {
      return List.of(Envelope.json(model), Envelope.json(commands));
    }
    throw new MorphException(
        ErrorCode.GUEST_RESULT,
        function.word()
            + " must answer {\"model\": value, \"cmds\": [...]}, found "
            + JsonMapping.kind(json));
  }

  /** {@code {"msg": Envelope, "model": Envelope}}: several arguments as members of one object. */
  private Envelope together(ContractFunction function, List<Envelope> arguments) {
    // a guest that reads arrays of bytes outside reads them inside; CBOR has none in JSON
    EnvelopeCodec inner = codec == EnvelopeCodec.CBOR ? EnvelopeCodec.JSON_BASE64 : codec;
    JsonObject.Builder members = JsonObject.builder();
    for (int i = 0; i < arguments.size(); i++) {
      members.put(
          function.type().params().get(i).name(), Json.parse(inner.encode(arguments.get(i))));
    }
    return Envelope.json(members.build());
  }

  private Envelope call(ContractFunction function, Envelope request) {
    String name = names.get(function);
    GuestFunction entry = name == null ? null : instance.function(name);
    if (entry == null) {
      throw new MorphException(
          ErrorCode.CONTRACT_UNKNOWN, "the extension has no function " + function.word());
    }
    byte[] input = codec.encode(request);
    int pointer = memory.allocate(input);
    long packed = entry.call(Integer.toUnsignedLong(pointer), input.length)[0];
    int resultPointer = (int) (packed >>> 32);
    int resultLength = (int) packed;
    if (resultLength == 0) {
      throw new AbiException(name + " answered nothing; it must answer an envelope");
    }
    // the array form of bytes takes up to four characters each
    if (Integer.toUnsignedLong(resultLength) > 4 * resultLimit + 65_536) {
      throw resultTooLarge();
    }
    byte[] bytes = memory.read(resultPointer, resultLength, "the result of " + name);
    memory.free(resultPointer, resultLength);
    Envelope answer;
    try {
      answer = EnvelopeCodec.decode(bytes);
    } catch (EnvelopeException e) {
      throw new AbiException("the result of " + name + " is no envelope: " + e.getMessage());
    }
    if (answer.content().length > resultLimit) {
      throw resultTooLarge();
    }
    return answer;
  }

  private MorphException resultTooLarge() {
    return GuestErrors.resultTooLarge(resultLimit);
  }

  private static JsonValue json(String name, Envelope answer) {
    GuestErrors.throwIfError(answer);
    if (!answer.contentType().equals(Envelope.JSON)) {
      throw new AbiException(
          name + " answered " + answer.contentType() + "; it must answer " + Envelope.JSON);
    }
    try {
      return Json.parse(answer.content());
    } catch (JsonException e) {
      throw new MorphException(
          ErrorCode.GUEST_RESULT, "the answer of " + name + " is not JSON: " + e.getMessage());
    }
  }
}
