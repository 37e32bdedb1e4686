package dev.morph.runtime.sandbox;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.AbiException;
import dev.morph.engine.api.MemoryBudget;
import dev.morph.engine.api.ModuleException;
import dev.morph.engine.api.Trap;

/** Turns what ends a call into the error that its caller gets. */
final class GuestErrors {
  private GuestErrors() {}

  static boolean isError(Envelope answer) {
    return "error".equals(answer.header().kind());
  }

  /** Fails the call if the guest answered an error envelope. */
  static void throwIfError(Envelope answer) {
    if (!isError(answer)) {
      return;
    }
    JsonValue json;
    try {
      json = Json.parse(answer.content());
    } catch (JsonException e) {
      throw new MorphException(
          ErrorCode.GUEST_RESULT, "an error envelope's content is not JSON: " + e.getMessage());
    }
    if (json instanceof JsonObject outer
        && outer.get("error") instanceof JsonObject error
        && error.get("message") instanceof JsonString(String message)) {
      JsonObject.Builder details = JsonObject.builder();
      error
          .members()
          .forEach((name, value) -> {
            if (!name.equals("message")) {
              details.put(name, value);
            }
          });
      throw new MorphException(ErrorCode.ACTION_FAILED, message, details.build());
    }
    throw new MorphException(
        ErrorCode.GUEST_RESULT,
        "an error envelope's content must be {\"error\": {\"code\", \"message\"}}, found "
            + JsonMapping.kind(json));
  }

  static MorphException resultTooLarge(long limit) {
    return new MorphException(
        ErrorCode.LIMIT_RESULT_SIZE,
        "the result is larger than the limit of "
            + limit
            + " bytes; raise it with --limit result-size=SIZE",
        JsonObject.builder().put("limit", limit).build());
  }

  /** The error of a call that ended with {@code thrown}. */
  static MorphException of(Throwable thrown, ActiveCall call) {
    MorphException exhausted = call.exhausted();
    if (exhausted != null) {
      return exhausted;
    }
    MorphException ended = call.ended();
    if (ended != null && !(thrown instanceof MorphException)) {
      return ended;
    }
    return switch (thrown) {
      case MorphException morph when morph.code().guestOnly() ->
          new MorphException(
              ErrorCode.GUEST_ABI,
              "a host function that cannot answer an error was called wrongly: "
                  + call.redact(morph.getMessage()),
              morph);
      case MorphException morph ->
          new MorphException(
              morph.code(),
              call.redact(morph.getMessage()),
              call.redact(morph.details()),
              morph.getCause());
      case Trap trap -> trapped(trap, call);
      case AbiException abi ->
          new MorphException(
              ErrorCode.GUEST_ABI, call.redact(String.valueOf(abi.getMessage())), abi);
      case MemoryBudget.ExceededException exceeded -> exceeded(exceeded);
      case ModuleException module -> ModuleErrors.of(module);
      case StackOverflowError overflow ->
          new MorphException(
              ErrorCode.GUEST_TRAP,
              "the guest trapped: the stack was used up inside a host function",
              JsonObject.builder().put("trap", "stack-overflow").build(),
              overflow);
      case OutOfMemoryError full -> noMemory(full, call.isCollected());
      default ->
          new MorphException(
              ErrorCode.INTERNAL_ERROR,
              "a fault of Morph itself ended the call (" + thrown.getClass().getSimpleName() + ")",
              thrown);
    };
  }

  private static MorphException trapped(Trap trap, ActiveCall call) {
    if (trap.kind() == Trap.Kind.INTERRUPTED) {
      Thread.currentThread().interrupt();
      return new MorphException(ErrorCode.LIMIT_TIME, "the call was interrupted by its caller");
    }
    if (trap.kind() == Trap.Kind.OUT_OF_MEMORY) {
      return noMemory(trap, call.isCollected());
    }
    return new MorphException(
        ErrorCode.GUEST_TRAP,
        "the guest trapped: " + trap.getMessage(),
        JsonObject.builder()
            .put("trap", trap.kind().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
            .build(),
        trap);
  }

  /**
   * The error of a call that meets a full heap.
   *
   * @param collected whether the guest has objects there: then these are what filled it
   */
  static MorphException noMemory(Throwable cause, boolean collected) {
    return new MorphException(
        collected ? ErrorCode.LIMIT_GC_ALLOC : ErrorCode.LIMIT_MEMORY,
        "this process has no more memory to give the guest",
        cause);
  }

  private static MorphException exceeded(MemoryBudget.ExceededException exceeded) {
    ErrorCode code =
        exceeded.tableElements() ? ErrorCode.LIMIT_TABLE_ELEMENTS : ErrorCode.LIMIT_MEMORY;
    return new MorphException(
        code,
        exceeded.getMessage() + "; raise it with --limit " + code.word().substring(6) + "=SIZE",
        JsonObject.builder()
            .put("wanted", exceeded.wanted())
            .put("limit", exceeded.limit())
            .build());
  }
}
