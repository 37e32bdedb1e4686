package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.envelope.EnvelopeCodec;
import dev.morph.base.envelope.EnvelopeException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.AbiException;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.HostFunction;
import dev.morph.engine.api.Instance;
import dev.morph.engine.api.ValueType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A host function as the bytes ABI sees it: an envelope with a JSON object in, a reply out. */
final class BytesImport {
  private final String name;
  private final WitFunction type;
  private final HostFunctionType.Bytes form;
  private final Handler handler;
  private final Supplier<ActiveCall> current;
  private final boolean replies;
  private final JsonMapping mapping;
  private @Nullable BytesMemory memory;
  private @Nullable EnvelopeCodec codec;

  private BytesImport(
      HostLink link, HostFunctionType.Bytes form, Handler handler, Supplier<ActiveCall> current) {
    this.name = form.name();
    this.type = link.function().type();
    this.form = form;
    this.handler = handler;
    this.current = current;
    this.replies = link.replies();
    this.mapping = new JsonMapping(form.caseNames());
  }

  /** The host function of a link, acting for the call that {@code current} answers. */
  static HostFunction of(
      HostLink link, Capability.Prepared prepared, Supplier<ActiveCall> current) {
    HostFunctionType.Bytes form = link.function().bytes();
    if (form == null) {
      throw new IllegalArgumentException("not of the bytes ABI: " + link.type());
    }
    BytesImport body = new BytesImport(link, form, prepared.handler(link.function()), current);
    List<ValueType> results = link.replies() ? List.of(ValueType.I64) : List.of();
    return HostFunction.of(
        new FunctionType(List.of(ValueType.I32, ValueType.I32), results), body::call);
  }

  private long[] call(Instance caller, long[] lanes) {
    BytesMemory bytes = memory;
    if (bytes == null) {
      bytes = new BytesMemory(caller);
      memory = bytes;
    }
    byte[] request = bytes.read((int) lanes[0], (int) lanes[1], "the request of " + name);
    current.get().moved(request.length);
    Envelope envelope = envelope(request);
    JsonObject reply;
    try {
      reply = JsonObject.builder().put("ok", answer(envelope)).build();
    } catch (HostFault fault) {
      if (!replies) {
        throw fault;
      }
      reply = JsonObject.builder().put("err", error(fault)).build();
    }
    if (!replies) {
      return GuestFunction.NO_LANES;
    }
    EnvelopeCodec form = codec;
    if (form == null) {
      form = BytesAbi.codec(caller);
      codec = form;
    }
    byte[] encoded = form.encode(Envelope.json(reply));
    current.get().moved(encoded.length);
    long pointer = Integer.toUnsignedLong(bytes.allocate(encoded));
    return new long[] {pointer << 32 | encoded.length};
  }

  private Envelope envelope(byte[] request) {
    if (request.length == 0) {
      throw new AbiException("the request of " + name + " is empty; it must be an envelope");
    }
    Envelope envelope;
    try {
      envelope = EnvelopeCodec.decode(request);
    } catch (EnvelopeException e) {
      throw new AbiException("the request of " + name + " is no envelope: " + e.getMessage());
    }
    if (!envelope.contentType().equals(Envelope.JSON)) {
      throw new AbiException(
          "the request of "
              + name
              + " is "
              + envelope.contentType()
              + "; it must be "
              + Envelope.JSON);
    }
    return envelope;
  }

  private JsonValue answer(Envelope envelope) {
    Object[] arguments;
    try {
      arguments = arguments(envelope);
    } catch (HostFault fault) {
      HostTape tape = current.get().tape();
      if (tape != null) {
        tape.refused(name, envelope.content(), fault);
      }
      throw fault;
    }
    Object value = HostCalls.run(current.get(), name, type, handler, arguments);
    WitType result =
        type.result() instanceof WitType.Result(WitType ok, WitType err) ? ok : type.result();
    String member = form.replyMember();
    if (result == null) {
      return JsonObject.EMPTY;
    }
    JsonValue reply =
        form.jsonReply()
            ? Json.parse((String) Objects.requireNonNull(value))
            : mapping.write(Objects.requireNonNull(value), result);
    return member == null ? reply : JsonObject.builder().put(member, reply).build();
  }

  private Object[] arguments(Envelope envelope) {
    JsonValue json;
    try {
      json = Json.parse(envelope.content());
    } catch (JsonException e) {
      throw new HostFault(ErrorCode.REQUEST_INVALID, "the request is not JSON: " + e.getMessage());
    }
    if (!(json instanceof JsonObject object)) {
      throw new HostFault(
          ErrorCode.REQUEST_INVALID,
          "the request must be an object, found " + JsonMapping.kind(json));
    }
    return arguments(object);
  }

  private Object[] arguments(JsonObject object) {
    List<WitType.Field> params = type.params();
    if (params.size() == 1
        && params.getFirst().type() instanceof WitType.Record(List<WitType.Field> fields)) {
      return new Object[] {Arrays.asList(mapping.fields(object, fields, ""))};
    }
    if (params.size() == 1 && isJson(params.getFirst())) {
      return new Object[] {Json.write(object)};
    }
    Object[] values = new Object[params.size()];
    for (int i = 0; i < values.length; i++) {
      WitType.Field param = params.get(i);
      values[i] =
          isJson(param)
              ? Json.write(JsonMapping.member(object, param, ""))
              : mapping.field(object, param, "");
    }
    return values;
  }

  private boolean isJson(WitType.Field param) {
    return form.jsonParams().contains(param.name());
  }

  private static JsonObject error(HostFault fault) {
    JsonObject.Builder error =
        JsonObject.builder().put("code", fault.code().word()).put("message", fault.getMessage());
    if (!fault.details().members().isEmpty()) {
      error.put("details", fault.details());
    }
    return error.build();
  }
}
