package dev.morph.builtins.elm;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import dev.morph.builtins.DesignDiagnostic;
import dev.morph.builtins.Frontend.Compiled;
import dev.morph.builtins.Frontend.SourceFile;
import dev.morph.ir.ClassicWriter;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionHandler;
import dev.morph.ir.V4Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Compiles sources of tests, and shows what came of them. */
final class Elm {
  private static final String HEADER = "module Acme.Main exposing (..)\n\n";

  private Elm() {}

  /** Compiles a module {@code Acme.Main} of these declarations and imports. */
  static Compiled main(String declarations) {
    return sources(HEADER + declarations);
  }

  /** Compiles sources of files 0.elm, 1.elm and so on. */
  static Compiled sources(String... sources) {
    return with(JsonObject.EMPTY, sources);
  }

  static Compiled with(JsonObject options, String... sources) {
    List<SourceFile> files = new ArrayList<>();
    for (String source : sources) {
      files.add(new SourceFile(files.size() + ".elm", source));
    }
    return new ElmFrontend().compile(files, options);
  }

  /** The library, which must have come of it. */
  static Distribution.Library library(Compiled compiled) {
    if (compiled.ir() instanceof Distribution.Library library) {
      return library;
    }
    throw new AssertionError("no library: " + diagnostics(compiled));
  }

  /** Each as {@code line:column code message}, without the lines of the header of {@link #main}. */
  static List<String> diagnostics(Compiled compiled) {
    return compiled.diagnostics().stream().map(Elm::shown).toList();
  }

  private static String shown(DesignDiagnostic diagnostic) {
    DesignDiagnostic.Location at = diagnostic.location();
    String place = at == null ? "-" : (at.startLine() - 2) + ":" + at.startColumn();
    return place + " " + diagnostic.code() + " " + diagnostic.message();
  }

  static List<String> codes(Compiled compiled) {
    return compiled.diagnostics().stream().map(DesignDiagnostic::code).toList();
  }

  /** The library as v3. */
  static JsonValue classic(Compiled compiled) {
    var out = new JsonWriter();
    var writer = new ClassicWriter(3, out);
    write(library(compiled), writer);
    if (!writer.diagnostics().isEmpty()) {
      throw new AssertionError("lost in v3: " + writer.diagnostics());
    }
    return Json.parse(out.toByteArray());
  }

  /** The library as v4. */
  static JsonValue v4(Compiled compiled, boolean expanded) {
    var out = new JsonWriter();
    write(library(compiled), new V4Writer(out, expanded));
    return Json.parse(out.toByteArray());
  }

  /**
   * The modules of the library as compact v4, with {@code ~} for {@code morphir/SDK:} and {@code ^}
   * for {@code acme:main#}.
   */
  static String shortV4(Compiled compiled) {
    var out = new JsonWriter();
    write(library(compiled), new V4Writer(out, false));
    return new String(out.toByteArray(), StandardCharsets.UTF_8)
        .replace("morphir/SDK:", "~")
        .replace("acme:main#", "^");
  }

  private static void write(Distribution.Library library, DistributionHandler out) {
    out.begin(Distribution.Kind.LIBRARY, library.packageName());
    out.beginPackage();
    library
        .definition()
        .modules()
        .forEach((path, module) -> {
          out.beginModule(path, module.access(), module.value().leadingDoc());
          module.value().types().forEach(out::typeDefinition);
          module.value().values().forEach(out::valueDefinition);
          out.endModule(module.value().doc());
        });
    out.end();
  }
}
