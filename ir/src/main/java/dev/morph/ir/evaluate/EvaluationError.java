package dev.morph.ir.evaluate;

/** Why an evaluation ended without a value; words that upstream has are spelled as there. */
public enum EvaluationError {
  /** No value of the name: neither in the distribution nor in the SDK. */
  REFERENCE_NOT_FOUND("ReferenceNotFound"),
  /** No parameter, pattern or let binds the name. */
  VARIABLE_NOT_FOUND("VariableNotFound"),
  /** No constructor of the name. */
  CONSTRUCTOR_NOT_FOUND("ConstructorNotFound"),
  /** The record has no such field. */
  FIELD_NOT_FOUND("FieldNotFound"),
  /** A field was asked of what is no record. */
  RECORD_EXPECTED("RecordExpected"),
  /** The condition of an if is no truth value. */
  CONDITION_NOT_BOOL("IfThenElseConditionShouldEvaluateToBool"),
  /** What is no function was given an argument. */
  UNEXPECTED_ARGUMENTS("UnexpectedArguments"),
  /** No case of a pattern match matched. */
  NO_PATTERNS_MATCH("NoPatternsMatch"),
  /** The pattern of a destructuring did not match. */
  BIND_PATTERN_DID_NOT_MATCH("BindPatternDidNotMatch"),
  /** The pattern of a function's parameter did not match. */
  LAMBDA_ARGUMENT_DID_NOT_MATCH("LambdaArgumentDidNotMatch"),
  /**
   * The definition, or a part of it, is not there: a hole, an incomplete or a native definition.
   */
  NOT_IMPLEMENTED("NotImplemented"),
  /** A literal that is outside of what its type can hold. */
  INVALID_LITERAL("InvalidLiteral"),
  /** A value of a recursive let needs itself. */
  CYCLIC_DEFINITION("CyclicDefinition"),
  /** A function of the SDK refused its arguments. */
  NATIVE_FAILED("NativeFailed"),
  /** The evaluation used all of its fuel. */
  FUEL_EXHAUSTED("FuelExhausted"),
  /** Calls stand deeper within one another than is allowed. */
  CALL_DEPTH_EXCEEDED("CallDepthExceeded"),
  /**
   * A list, tuple or constructor has another number of parts than its type, or there are too many
   * arguments.
   */
  SIZE_MISMATCH("SizeMismatch"),
  /** A record has not all the fields of its type. */
  VALUE_LACKS_FIELD("ValueLacksField"),
  /** A record has a field that its type has not. */
  VALUE_HAS_EXTRA_FIELD("ValueHasExtraField"),
  /** A value is of another type than was declared. */
  LITERAL_TYPE_MISMATCH("LiteralTypeMismatch"),
  /** A type variable would have to stand for two types. */
  INFERENCE_CONFLICT("InferenceConflict"),
  /** Several of the faults of types at once; the message lists them. */
  MANY_TYPE_ERRORS("ManyTypeErrors"),
  /** A type that nothing defines, or that takes another number of arguments. */
  IMPROPER_TYPE("ImproperType");

  private final String word;

  EvaluationError(String word) {
    this.word = word;
  }

  /** The stable word, as {@code NoPatternsMatch}. */
  public String word() {
    return word;
  }
}
