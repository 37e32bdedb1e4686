package dev.morph.runtime.sandbox;

import dev.morph.component.abi.MorpheeWorld;
import dev.morph.component.abi.MorphirWorld;
import dev.morph.component.abi.WitFunction;
import org.jspecify.annotations.Nullable;

/**
 * A function that a contract consists of: its WIT type, and its name in each ABI.
 *
 * <p>In the bytes ABI each takes one envelope and answers one; names there may have {@code _} or
 * {@code -}.
 */
enum ContractFunction {
  DESCRIBE(Contract.INTEGRATION, null, "describe", MorpheeWorld.DESCRIBE),
  EXECUTE(Contract.INTEGRATION, null, "execute", MorpheeWorld.EXECUTE),
  EXECUTE_PAIRS(Contract.INTEGRATION, null, "execute", MorpheeWorld.EXECUTE_PAIRS),
  INIT(Contract.PROGRAM, MorphirWorld.PROGRAM, "init", MorphirWorld.INIT),
  UPDATE(Contract.PROGRAM, MorphirWorld.PROGRAM, "update", MorphirWorld.UPDATE),
  SUBSCRIPTIONS(
      Contract.PROGRAM, MorphirWorld.PROGRAM, "subscriptions", MorphirWorld.SUBSCRIPTIONS),
  GET_CAPABILITIES(
      Contract.PROGRAM, MorphirWorld.PROGRAM, "get-capabilities", MorphirWorld.GET_CAPABILITIES),
  FRONTEND_COMPILE(
      Contract.FRONTEND, MorphirWorld.FRONTEND, "frontend-compile", MorphirWorld.FRONTEND_COMPILE),
  BACKEND_GENERATE(
      Contract.BACKEND, MorphirWorld.BACKEND, "backend-generate", MorphirWorld.BACKEND_GENERATE),
  COMMON_CAPABILITIES(
      Contract.BACKEND,
      MorphirWorld.COMMON_BACKEND,
      "get-capabilities",
      MorphirWorld.GET_CAPABILITIES),
  INITIALIZE(Contract.TRANSFORMER, MorphirWorld.TRANSFORMER, "initialize", MorphirWorld.INITIALIZE),
  CAPABILITIES(
      Contract.TRANSFORMER, MorphirWorld.TRANSFORMER, "capabilities", MorphirWorld.CAPABILITIES),
  TRANSFORM(Contract.TRANSFORMER, MorphirWorld.TRANSFORMER, "transform", MorphirWorld.TRANSFORM);

  private final Contract contract;
  private final @Nullable String witInterface;
  private final String word;
  private final WitFunction type;

  ContractFunction(
      Contract contract, @Nullable String witInterface, String word, WitFunction type) {
    this.contract = contract;
    this.witInterface = witInterface;
    this.word = word;
    this.type = type;
  }

  Contract contract() {
    return contract;
  }

  /** True for what is called where people build, with the files that they build of. */
  boolean isDesignTime() {
    return contract != Contract.INTEGRATION && contract != Contract.PROGRAM;
  }

  /** The interface (no version) that exports it in the canonical ABI, null if the world does. */
  @Nullable String witInterface() {
    return witInterface;
  }

  /** The name in kebab case. */
  String word() {
    return word;
  }

  WitFunction type() {
    return type;
  }
}
