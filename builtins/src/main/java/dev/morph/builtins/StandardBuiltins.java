package dev.morph.builtins;

import dev.morph.builtins.elm.ElmFrontend;
import dev.morph.builtins.java.JavaBackend;
import dev.morph.builtins.jsonschema.JsonSchemaBackend;
import dev.morph.builtins.migrate.MigrateExtension;
import dev.morph.builtins.typescript.TypeScriptBackend;
import java.util.List;

/** The extensions that come with Morph. */
public final class StandardBuiltins {
  private StandardBuiltins() {}

  /** All of them. */
  public static BuiltinRegistry all() {
    return BuiltinRegistry.of(List.of(migrate(), jsonSchema(), typeScript(), java(), elm()));
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

  /** {@code typescript}: types with decoders and encoders. */
  public static BuiltinExtension typeScript() {
    return BuiltinExtension.ofBackend(
        BuiltinDescription.backend(
            "typescript",
            "TypeScript",
            "Makes TypeScript of a package's types, with decoders and encoders."),
        new TypeScriptBackend());
  }

  /** {@code java}: types and functions. It has no guest. */
  public static BuiltinExtension java() {
    return BuiltinExtension.ofBackend(
        BuiltinDescription.backend(
            "java", "Java", "Makes Java records, sealed interfaces, enums and static methods."),
        new JavaBackend());
  }

  /** {@code elm}: declarations in Elm's syntax. */
  public static BuiltinExtension elm() {
    return BuiltinExtension.ofFrontend(
        BuiltinDescription.frontend(
            "elm", "Elm", "Compiles types and functions in Elm's syntax to the Morphir IR."),
        new ElmFrontend());
  }
}
