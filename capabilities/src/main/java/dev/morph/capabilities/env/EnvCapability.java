package dev.morph.capabilities.env;

import dev.morph.base.ErrorCode;
import dev.morph.component.abi.VariantValue;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code get-env-var} and {@code set-env-var} of {@code morphir:ext/runtime}. */
public final class EnvCapability implements Capability {
  static final int MAX_NAME_CHARS = 256;
  static final int MAX_VARIABLES = 1_000;

  /** All variables together, by a rough measure: two bytes a character, eight a number. */
  static final long MAX_BYTES = 1024 * 1024;

  private static final String MODULE = "morphir:ext/runtime@0.1.0";
  private static final WitType.Field NAME = new WitType.Field("name", WitType.Primitive.STRING);

  static final WitType.Variant VALUE =
      new WitType.Variant(
          List.of(
              new WitType.Case("text", WitType.Primitive.STRING),
              new WitType.Case("text-list", new WitType.ListOf(WitType.Primitive.STRING)),
              new WitType.Case("boolean", WitType.Primitive.BOOL),
              new WitType.Case("v-u8", WitType.Primitive.U8),
              new WitType.Case("v-u16", WitType.Primitive.U16),
              new WitType.Case("v-u32", WitType.Primitive.U32),
              new WitType.Case("v-u64", WitType.Primitive.U64),
              new WitType.Case("v-s8", WitType.Primitive.S8),
              new WitType.Case("v-s16", WitType.Primitive.S16),
              new WitType.Case("v-s32", WitType.Primitive.S32),
              new WitType.Case("v-s64", WitType.Primitive.S64),
              new WitType.Case("v-f32", WitType.Primitive.F32),
              new WitType.Case("v-f64", WitType.Primitive.F64)));

  private static final Map<String, String> JSON_NAMES = jsonNames();

  static final HostFunctionType GET =
      new HostFunctionType(
          new WitFunction(List.of(NAME), new WitType.Option(VALUE)),
          new HostFunctionType.Canonical(MODULE, "get-env-var"),
          new HostFunctionType.Bytes("get_env_var", "value", JSON_NAMES));
  static final HostFunctionType SET =
      new HostFunctionType(
          new WitFunction(List.of(NAME, new WitType.Field("value", VALUE)), null),
          new HostFunctionType.Canonical(MODULE, "set-env-var"),
          new HostFunctionType.Bytes("set_env_var", null, JSON_NAMES));

  private EnvCapability() {}

  /** Variables are those of the {@link CallContext}. */
  public static EnvCapability create() {
    return new EnvCapability();
  }

  @Override
  public String name() {
    return "env";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(GET, SET);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    Handler get =
        (call, arguments) ->
            Optional.ofNullable(call.environment().get(checked((String) arguments[0])));
    Handler set =
        (call, arguments) -> set(call, (String) arguments[0], (VariantValue) arguments[1]);
    return function -> function.equals(GET) ? get : set;
  }

  private static String checked(String name) {
    if (name.isEmpty() || name.length() > MAX_NAME_CHARS) {
      throw new HostFault(
          ErrorCode.REQUEST_INVALID,
          "name has " + name.length() + " characters; 1 to " + MAX_NAME_CHARS + " are accepted");
    }
    return name;
  }

  private static @Nullable Object set(CallContext call, String name, VariantValue value) {
    checked(name);
    Map<String, VariantValue> variables = call.environment();
    if (!variables.containsKey(name) && variables.size() >= MAX_VARIABLES) {
      throw new HostFault(
          ErrorCode.REQUEST_INVALID, "a call has at most " + MAX_VARIABLES + " variables");
    }
    long bytes = size(name, value);
    for (Map.Entry<String, VariantValue> variable : variables.entrySet()) {
      if (!variable.getKey().equals(name)) {
        bytes += size(variable.getKey(), variable.getValue());
      }
    }
    if (bytes > MAX_BYTES) {
      throw new HostFault(
          ErrorCode.REQUEST_INVALID,
          "the variables of a call take "
              + MAX_BYTES
              + " bytes at most; this one makes it "
              + bytes);
    }
    variables.put(name, value);
    return null;
  }

  private static long size(String name, VariantValue value) {
    return 2L * name.length()
        + switch (value.payload()) {
          case String text -> 2L * text.length();
          case List<?> texts ->
              texts.stream().mapToLong(text -> 8 + 2L * text.toString().length()).sum();
          case null, default -> 8;
        };
  }

  /** {@code text-list} is {@code TextList}, {@code v-s8} is {@code I8}. */
  private static Map<String, String> jsonNames() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("text", "Text");
    names.put("text-list", "TextList");
    names.put("boolean", "Boolean");
    for (int bits : new int[] {8, 16, 32, 64}) {
      names.put("v-u" + bits, "U" + bits);
      names.put("v-s" + bits, "I" + bits);
    }
    names.put("v-f32", "F32");
    names.put("v-f64", "F64");
    return names;
  }
}
