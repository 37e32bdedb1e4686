package dev.morph.builtins;

import dev.morph.builtins.jsonschema.JsonSchemaBackend;
import dev.morph.builtins.migrate.MigrateExtension;
import java.util.List;

/** The extensions that come with Morph. */
public final class StandardBuiltins {
  private StandardBuiltins() {}

  /** All of them. */
  public static BuiltinRegistry all() {
    return BuiltinRegistry.of(List.of(migrate(), jsonSchema()));
  }

  /** {@code migrate}: a document of one version becomes one of another. */
  public static BuiltinExtension migrate() {
    return new MigrateExtension();
  }

  /** {@code json-schema}: JSON Schema of types. */
  public static BuiltinExtension jsonSchema() {
    return BuiltinExtension.ofBackend(
        BuiltinDescription.backend(
            "json-schema", "JSON Schema", "Makes JSON Schema (2020-12) of a package's types."),
        new JsonSchemaBackend());
  }
}
