package dev.morph.runtime.sandbox;

import dev.morph.component.abi.ResultValue;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Enters a host function, and notes the call where it is traced. */
final class HostCalls {
  private HostCalls() {}

  /** Runs a handler for a call. */
  static @Nullable Object run(
      ActiveCall call, String name, WitFunction type, Handler handler, Object[] arguments) {
    if (!call.traced()) {
      return taped(call, name, type, handler, arguments);
    }
    long start = System.nanoTime();
    String request = shown(Arrays.asList(arguments));
    try {
      Object value = taped(call, name, type, handler, arguments);
      call.addTrace(name, System.nanoTime() - start, request, "ok " + shown(value));
      return value;
    } catch (HostFault fault) {
      call.addTrace(name, System.nanoTime() - start, request, fault.getMessage());
      throw fault;
    }
  }

  private static @Nullable Object taped(
      ActiveCall call, String name, WitFunction type, Handler handler, Object[] arguments) {
    HostTape tape = call.tape();
    return tape == null
        ? handler.handle(call, arguments)
        : tape.run(call, name, type, handler, arguments);
  }

  /** The type of what a handler answers: a failure is thrown, and not part of it. */
  static @Nullable WitType valueType(WitFunction type) {
    return type.result() instanceof WitType.Result(WitType ok, WitType err)
            && err == WitType.Primitive.STRING
        ? ok
        : type.result();
  }

  private static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case byte[] bytes -> printable(bytes);
      case List<?> list ->
          String.join(
              " ",
              list.stream()
                  .map(item -> item instanceof List<?> ? "[" + shown(item) + "]" : shown(item))
                  .toList());
      case Optional<?> optional -> optional.map(HostCalls::shown).orElse("-");
      case ResultValue.Ok(Object content) -> shown(content);
      case ResultValue.Err(Object errno) -> "errno " + errno;
      case VariantValue variant -> variant.caseName() + " " + shown(variant.payload());
      default -> value.toString();
    };
  }

  /** Bytes as text, so that secrets in them can be masked; cut before anything is copied. */
  private static String printable(byte[] bytes) {
    String text =
        new String(bytes, 0, Math.min(bytes.length, 4096), java.nio.charset.StandardCharsets.UTF_8);
    return bytes.length > 4096 ? text + "... (" + bytes.length + " bytes)" : text;
  }
}
