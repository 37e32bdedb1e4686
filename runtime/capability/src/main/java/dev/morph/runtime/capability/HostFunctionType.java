package dev.morph.runtime.capability;

import dev.morph.component.abi.WitFunction;
import org.jspecify.annotations.Nullable;

/**
 * One host function, described once for both ABIs.
 *
 * @param type its WIT type. In the bytes ABI the request object has one member per parameter (or,
 *     if the only parameter is a record, that record's fields), kebab names in snake case
 * @param canonical where the canonical ABI finds it; null if only the bytes ABI has it
 * @param bytes how the bytes ABI finds it; null if only the canonical ABI has it
 */
public record HostFunctionType(
    WitFunction type, @Nullable Canonical canonical, @Nullable Bytes bytes) {

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
   */
  public record Bytes(String name, @Nullable String replyMember) {}
}
