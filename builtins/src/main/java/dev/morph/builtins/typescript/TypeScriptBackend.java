package dev.morph.builtins.typescript;

import dev.morph.base.json.JsonObject;
import dev.morph.builtins.Backend;
import dev.morph.builtins.DesignDiagnostic;
import dev.morph.builtins.Options;
import dev.morph.builtins.OwnModule;
import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Path;
import dev.morph.ir.Severity;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes TypeScript of a package's types, private ones too: types, constructor functions, decoders
 * and encoders of their data. There are no options. Has no state, safe to share.
 */
public final class TypeScriptBackend implements Backend {
  @Override
  public Generated generate(Distribution ir, JsonObject options) {
    var given = new Options(options);
    if (!given.faults().isEmpty()) {
      return new Generated(List.of(), given.faults());
    }
    List<OwnModule> own = OwnModule.of(ir);
    var types = TypeEnvironment.of(ir);
    var modules = new Modules(types, ir.packageName(), own);
    var data = DataForms.of(modules.declarations(), types);
    Map<FQName, String> docs = new HashMap<>();
    Map<Path, String> moduleDocs = new HashMap<>();
    for (OwnModule module : own) {
      moduleDocs.put(module.path(), module.doc());
      module
          .types()
          .forEach((name, doc) -> docs.put(new FQName(ir.packageName(), module.path(), name), doc));
    }
    List<Artifact> files = new ArrayList<>();
    files.add(new Artifact(Modules.RUNTIME + ".ts", RuntimeFile.SOURCE));
    modules
        .byModule()
        .forEach((module, names) -> {
          Map<FQName, String> contents = new LinkedHashMap<>();
          names.forEach(name -> contents.put(name, docs.getOrDefault(name, "")));
          FQName first = names.getFirst();
          String doc =
              first.packageName().equals(ir.packageName())
                  ? moduleDocs.getOrDefault(first.module(), "")
                  : "";
          files.add(
              new Artifact(
                  module.file() + ".ts",
                  new ModuleWriter(modules, module, data).text(doc, contents)));
        });
    return new Generated(files, diagnostics(docs, modules, data));
  }

  private static List<DesignDiagnostic> diagnostics(
      Map<FQName, String> own, Modules modules, DataForms data) {
    List<DesignDiagnostic> diagnostics = new ArrayList<>();
    for (FQName name : modules.declarations().keySet()) {
      String fault = data.fault(name);
      if (fault != null && own.containsKey(name)) {
        diagnostics.add(
            new DesignDiagnostic(
                Severity.WARNING,
                "no_data_form",
                name + " has a type, but no decoder and no encoder: " + fault,
                null));
      }
    }
    return diagnostics;
  }
}
