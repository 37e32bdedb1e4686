package dev.morph.host;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.builtins.BuiltinDescription;
import dev.morph.builtins.BuiltinException;
import dev.morph.builtins.BuiltinExtension;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A built-in extension that runs in the sandbox, without any right and within the usual limits. A
 * limit that ends a call, or a fault of the guest, is a {@link MorphException}; all else is as the
 * extension answers it natively. Safe for several threads.
 */
final class BuiltinGuest implements BuiltinExtension {
  private final BuiltinDescription description;
  private final Supplier<Extension> loading;
  private @Nullable Extension guest;

  BuiltinGuest(BuiltinDescription description, Supplier<Extension> loading) {
    this.description = description;
    this.loading = loading;
  }

  @Override
  public BuiltinDescription description() {
    return description;
  }

  private synchronized Extension guest() {
    Extension ready = guest;
    if (ready == null) {
      ready = loading.get();
      guest = ready;
    }
    return ready;
  }

  @Override
  public Envelope call(String function, Envelope request) {
    try {
      return answer(function, request);
    } catch (BuiltinException e) {
      return e.toEnvelope();
    }
  }

  @Override
  public Envelope answer(String function, Envelope request) {
    List<Envelope> arguments = function.equals(GET_CAPABILITIES) ? List.of() : List.of(request);
    try {
      return guest().execute(function, arguments).getFirst();
    } catch (MorphException e) {
      if (e.code() == ErrorCode.ACTION_FAILED
          && e.details().get("code") instanceof JsonString(String code)) {
        throw new BuiltinException(code, e.getMessage(), diagnostics(e.details()));
      }
      throw e;
    }
  }

  private static List<JsonObject> diagnostics(JsonObject details) {
    return details.get("diagnostics") instanceof JsonArray array
        ? array.items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .toList()
        : List.of();
  }
}
