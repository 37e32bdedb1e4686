package dev.morph.runtime.capability;

import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One host function, described once for all ABIs.
 *
 * <p>In the bytes ABI the request object has one member per parameter (or, if the only parameter is
 * a record, that record's fields), kebab names in snake case. A parameter or field of type {@code
 * option} is none when the member is absent or null. In a reply a field that is none is absent,
 * while a {@link Bytes#replyMember} that is none is null.
 *
 * @param type its WIT type
 * @param canonical where the canonical ABI finds it; null if only the bytes ABI has it
 * @param bytes how the bytes ABI finds it; null if only the canonical ABI has it
 * @param preview1 how WASI preview 1 finds it; null for all but its own functions
 */
public record HostFunctionType(
    WitFunction type,
    @Nullable Canonical canonical,
    @Nullable Bytes bytes,
    @Nullable Preview1 preview1) {
  public HostFunctionType {
    if (canonical == null && bytes == null && preview1 == null) {
      throw new IllegalArgumentException("a host function needs a name in one ABI at least");
    }
  }

  /** A function of ours. */
  public HostFunctionType(WitFunction type, @Nullable Canonical canonical, @Nullable Bytes bytes) {
    this(type, canonical, bytes, null);
  }

  /**
   * A function of WASI preview 1, which answers {@code result<..., errno>}.
   *
   * @param answers false for a function without a result, which ends the call
   */
  public static HostFunctionType wasi(String name, boolean answers, Param... params) {
    List<WitType.Field> given = new ArrayList<>();
    List<WitType> answered = new ArrayList<>();
    for (Param param : params) {
      WitType in = param.pass().given();
      if (in != null) {
        given.add(new WitType.Field(param.name(), in));
      }
      WitType out = param.pass().answered();
      if (out != null) {
        answered.add(out);
      }
    }
    WitType ok =
        switch (answered.size()) {
          case 0 -> null;
          case 1 -> answered.getFirst();
          default -> new WitType.Tuple(answered);
        };
    return new HostFunctionType(
        new WitFunction(given, answers ? new WitType.Result(ok, WitType.Primitive.U16) : null),
        null,
        null,
        new Preview1(name, List.of(params)));
  }

  /**
   * Name in the canonical ABI.
   *
   * @param module interface with version, {@code "morphee:extensions/http@1.0.0"}
   * @param name {@code "fetch"}
   */
  public record Canonical(String module, String name) {}

  /**
   * Name in the bytes ABI, module {@code morph}.
   *
   * @param name {@code "vault_get_secret"}
   * @param replyMember the member of {@code ok} that holds the result, {@code "value"}; null if the
   *     result is a record whose fields are the members, or there is none
   * @param caseNames how the cases of the variants in this function's type are called in JSON,
   *     where that is not their WIT name: WIT name to JSON name. A variant's value is {@code
   *     {"type": NAME, "value": PAYLOAD}}
   * @param jsonParams parameters (WIT names) of type {@code string} that hold JSON text in the
   *     canonical ABI, and any JSON value in the bytes ABI; if the only parameter is one, the
   *     request object itself is its value
   * @param jsonReply true if the result is a {@code string} that holds JSON text in the canonical
   *     ABI: in the bytes ABI it is that value
   */
  public record Bytes(
      String name,
      @Nullable String replyMember,
      Map<String, String> caseNames,
      Set<String> jsonParams,
      boolean jsonReply) {
    public Bytes {
      caseNames = Map.copyOf(caseNames);
      jsonParams = Set.copyOf(jsonParams);
    }

    /** A reply by its type. */
    public Bytes(
        String name,
        @Nullable String replyMember,
        Map<String, String> caseNames,
        Set<String> jsonParams) {
      this(name, replyMember, caseNames, jsonParams, false);
    }

    /** Without JSON in texts. */
    public Bytes(String name, @Nullable String replyMember, Map<String, String> caseNames) {
      this(name, replyMember, caseNames, Set.of());
    }

    /** Without special names of cases. */
    public Bytes(String name, @Nullable String replyMember) {
      this(name, replyMember, Map.of());
    }
  }

  /**
   * Name and parameters in WASI preview 1, module {@code wasi_snapshot_preview1}.
   *
   * @param name {@code "fd_write"}
   */
  public record Preview1(String name, List<Param> params) {
    public Preview1 {
      params = List.copyOf(params);
    }
  }

  /** A parameter of WASI preview 1. */
  public record Param(String name, Pass pass) {}

  /**
   * How a parameter of WASI preview 1 crosses: what a handler is given for it, and what it answers
   * for it. Lanes are i32 but for {@link #I64}.
   */
  public enum Pass {
    /** A number; given as u32. */
    I32(1, WitType.Primitive.U32, null, 0),
    /** A number; given as u64. */
    I64(1, WitType.Primitive.U64, null, 0),
    /** Pointer and length of UTF-8; given as string. */
    TEXT(2, WitType.Primitive.STRING, null, 0),
    /** Pointer and count of buffers that are read; given as one list of bytes. */
    GATHER(2, Types.BYTES, null, 0),
    /** Pointer and count of buffers; given their size, at most as many bytes are answered. */
    SCATTER(2, WitType.Primitive.U32, Types.BYTES, 0),
    /** Pointer and length of one buffer; as {@link #SCATTER}. */
    SPACE(2, WitType.Primitive.U32, Types.BYTES, 0),
    /** Pointers to events asked for and events that came, and their number. */
    EVENTS(3, Types.BYTES, Types.BYTES, 0),
    /** Pointers to a table of pointers and to the texts, each with a zero byte behind it. */
    TEXTS(2, null, new WitType.ListOf(WitType.Primitive.STRING), 0),
    /** Pointer to a u32 that is answered. */
    OUT32(1, null, WitType.Primitive.U32, 4),
    /** Pointer to a u64 that is answered. */
    OUT64(1, null, WitType.Primitive.U64, 8),
    /** Pointer to a u32: how many bytes were answered for the buffers. */
    OUT_LENGTH(1, null, null, 4),
    /** Pointer to a record of 8 bytes. */
    OUT_8_BYTES(1, null, Types.BYTES, 8),
    /** Pointer to a record of 24 bytes. */
    OUT_24_BYTES(1, null, Types.BYTES, 24),
    /** Pointer to a record of 64 bytes. */
    OUT_64_BYTES(1, null, Types.BYTES, 64);

    private final int lanes;
    private final @Nullable WitType given;
    private final @Nullable WitType answered;
    private final int size;

    Pass(int lanes, @Nullable WitType given, @Nullable WitType answered, int size) {
      this.lanes = lanes;
      this.given = given;
      this.answered = answered;
      this.size = size;
    }

    /** How many lanes it takes. */
    public int lanes() {
      return lanes;
    }

    /** Bytes behind the pointer of an answer; 0 where they are not fixed. */
    public int size() {
      return size;
    }

    @Nullable WitType given() {
      return given;
    }

    @Nullable WitType answered() {
      return answered;
    }
  }

  private static final class Types {
    static final WitType BYTES = new WitType.ListOf(WitType.Primitive.U8);

    private Types() {}
  }
}
