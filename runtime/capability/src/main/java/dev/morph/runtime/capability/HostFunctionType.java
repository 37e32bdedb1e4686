package dev.morph.runtime.capability;

import dev.morph.component.abi.WitFunction;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One host function, described once for both ABIs.
 *
 * <p>In the bytes ABI the request object has one member per parameter (or, if the only parameter is
 * a record, that record's fields), kebab names in snake case. A parameter or field of type {@code
 * option} is none when the member is absent or null. In a reply a field that is none is absent,
 * while a {@link Bytes#replyMember} that is none is null.
 *
 * @param type its WIT type
 * @param canonical where the canonical ABI finds it; null if only the bytes ABI has it
 * @param bytes how the bytes ABI finds it; null if only the canonical ABI has it
 */
public record HostFunctionType(
    WitFunction type, @Nullable Canonical canonical, @Nullable Bytes bytes) {
  public HostFunctionType {
    if (canonical == null && bytes == null) {
      throw new IllegalArgumentException("a host function needs a name in one ABI at least");
    }
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
   */
  public record Bytes(
      String name,
      @Nullable String replyMember,
      Map<String, String> caseNames,
      Set<String> jsonParams) {
    public Bytes {
      caseNames = Map.copyOf(caseNames);
      jsonParams = Set.copyOf(jsonParams);
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
}
