package dev.morph.host.integration;

import dev.morph.base.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * An action of an integration. Immutable.
 *
 * @param description for people; may be empty
 * @param parameters JSON Schema 2020-12 of its parameters; null where any object passes
 * @param returns JSON Schema of its result; null where none is given
 */
public record IntegrationAction(
    String name,
    String description,
    @Nullable JsonObject parameters,
    @Nullable JsonObject returns,
    AiAccess aiAccess,
    SideEffect sideEffect) {
  /** An action that an AI asks for, and that may change something. */
  public static IntegrationAction of(String name, String description) {
    return new IntegrationAction(name, description, null, null, AiAccess.ASK, SideEffect.WRITE);
  }

  /** The same with this schema of its parameters. */
  public IntegrationAction taking(JsonObject schema) {
    return new IntegrationAction(name, description, schema, returns, aiAccess, sideEffect);
  }

  /** The same with this schema of its result. */
  public IntegrationAction returning(JsonObject schema) {
    return new IntegrationAction(name, description, parameters, schema, aiAccess, sideEffect);
  }

  /** The same, changing nothing. */
  public IntegrationAction readOnly() {
    return new IntegrationAction(name, description, parameters, returns, aiAccess, SideEffect.READ);
  }

  /** The same with this for an AI. */
  public IntegrationAction forAi(AiAccess access) {
    return new IntegrationAction(name, description, parameters, returns, access, sideEffect);
  }
}
