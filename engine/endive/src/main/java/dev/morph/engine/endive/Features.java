package dev.morph.engine.endive;

/** Words for the proposals beyond WebAssembly 1.0, as {@code ModuleFacts.features} has them. */
final class Features {
  static final String SIGN_EXTENSION = "sign-extension";
  static final String SATURATING_FLOAT = "saturating-float";
  static final String BULK_MEMORY = "bulk-memory";
  static final String REFERENCE_TYPES = "reference-types";
  static final String MULTI_VALUE = "multi-value";
  static final String SIMD = "simd";
  static final String TAIL_CALL = "tail-call";
  static final String EXCEPTIONS = "exceptions";
  static final String GC = "gc";
  static final String TYPED_FUNCTION_REFERENCES = "typed-function-references";
  static final String MULTI_MEMORY = "multi-memory";
  static final String EXTENDED_CONST = "extended-const";
  static final String MUTABLE_GLOBALS = "mutable-globals";

  private Features() {}
}
