package dev.morph.builtins.java;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.builtins.Backend;
import dev.morph.builtins.java.SourceModule.SourceType;
import dev.morph.ir.Distribution;
import dev.morph.ir.FQName;
import dev.morph.ir.Severity;
import dev.morph.ir.types.TypeDeclaration;
import dev.morph.ir.types.TypeEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes Java: of aliases of records records, of custom types enums and sealed interfaces, of values
 * static methods. What it makes needs the module {@code sdk/morphir} and nothing else, compiles
 * without a warning and does what the model says. What has no Java becomes a method that throws,
 * and a diagnostic. Has no state, is safe to share.
 */
public final class JavaBackend implements Backend {
  private static final String PACKAGE = "package";

  @Override
  public Generated generate(Distribution ir, JsonObject options) {
    var findings = new Findings();
    String prefix = prefix(ir, options, findings);
    if (findings.failed()) {
      return new Generated(List.of(), findings.all());
    }
    List<SourceModule> modules = SourceModules.of(ir);
    TypeEnvironment environment = TypeEnvironment.of(ir);
    var declarations = new Declarations(environment, ir.packageName(), prefix, modules);
    var types = new JavaTypes(environment, declarations);
    List<Source> sources = new ArrayList<>();
    var values = new ValueFiles(types, declarations, findings);
    for (SourceModule module : modules) {
      if (!module.values().isEmpty()) {
        JavaType owner = declarations.functions(module);
        sources.add(new Source(owner, values.functions(module), true));
      }
    }
    sources.addAll(types(modules, types, declarations, findings));
    types
        .unknown()
        .forEach(name ->
            findings.add(
                Severity.WARNING,
                "unknown_type",
                "there is no type " + name + "; it becomes Object"));
    return new Generated(artifacts(sources), findings.all());
  }

  private static String prefix(Distribution ir, JsonObject options, Findings findings) {
    for (String name : options.members().keySet()) {
      if (!name.equals(PACKAGE)) {
        findings.add(
            Severity.ERROR,
            "unknown_option",
            "the option " + name + " is unknown; there is package");
      }
    }
    JsonValue given = options.get(PACKAGE);
    if (given == null) {
      String own = JavaNames.packageOf(ir.packageName());
      return own.isEmpty() ? "model" : own;
    }
    if (given instanceof JsonString text && JavaNames.isPackage(text.value())) {
      return text.value();
    }
    findings.add(
        Severity.ERROR,
        "invalid_option",
        "the option package is a Java package, as com.example.rules; it is " + Json.write(given));
    return "";
  }

  /**
   * A file.
   *
   * @param open true if it is public whoever names it
   */
  private record Source(JavaType type, JavaFile file, boolean open) {}

  private static List<Source> types(
      List<SourceModule> modules, JavaTypes types, Declarations declarations, Findings findings) {
    var files = new TypeFiles(types, declarations);
    List<Source> sources = new ArrayList<>();
    Map<FQName, SourceType> aliases = new HashMap<>();
    for (SourceModule module : modules) {
      for (SourceType type : module.types()) {
        FQName name = module.name(type.name());
        JavaType self = declarations.type(name);
        if (self == null) {
          continue;
        }
        switch (types.environment().type(name)) {
          case TypeDeclaration.Custom custom ->
              sources.add(
                  new Source(self, files.custom(name, self, custom, type.doc()), type.open()));
          case TypeDeclaration.Opaque opaque -> {
            sources.add(new Source(self, files.opaque(self, type.doc()), type.open()));
            if (!type.whole()) {
              findings.add(
                  Severity.WARNING,
                  "incomplete_type",
                  name + " is incomplete; it becomes an interface without methods");
            }
          }
          case TypeDeclaration.Alias alias -> aliases.put(name, type);
          case null -> throw new IllegalStateException("no type " + name);
        }
      }
    }
    // The records come last: their interfaces are known when all else has been written.
    sources.addAll(records(types, files, aliases, findings));
    return sources;
  }

  private static List<Source> records(
      JavaTypes types, TypeFiles files, Map<FQName, SourceType> aliases, Findings findings) {
    List<Source> sources = new ArrayList<>();
    Set<FQName> made = new HashSet<>();
    // Writing a record may name another one of fields that nothing has named before.
    for (int i = 0; i < types.records().size(); i++) {
      RecordClass record = types.records().get(i);
      SourceType alias = record.alias() == null ? null : aliases.get(record.alias());
      made.add(record.alias());
      String doc = alias == null ? "A record without a name of its own." : alias.doc();
      sources.add(
          new Source(record.self(), files.record(record, doc), alias == null || alias.open()));
    }
    for (RecordClass open : types.openRecords()) {
      sources.add(new Source(open.self(), files.open(open), true));
    }
    for (FQName name : types.aliases()) {
      if (!made.contains(name)) {
        findings.add(
            Severity.INFO,
            "same_record",
            name + " has the fields of another record; both are one class in Java");
      }
    }
    return sources;
  }

  private static List<Artifact> artifacts(List<Source> sources) {
    Set<String> foreign = new HashSet<>();
    sources.forEach(source -> foreign.addAll(source.file().foreign()));
    Map<String, String> access = new HashMap<>();
    for (Source source : sources) {
      boolean open = source.open() || foreign.contains(source.type().key());
      access.put(TypeFiles.access(source.type()), open ? "public " : "");
    }
    List<Artifact> artifacts = new ArrayList<>();
    for (Source source : sources) {
      String path = source.type().qualifier().replace('.', '/') + "/" + source.type().name();
      String marker = TypeFiles.access(source.type());
      @Nullable String replacement = access.get(marker);
      Map<String, String> replaced = replacement == null ? Map.of() : Map.of(marker, replacement);
      artifacts.add(new Artifact(path + ".java", source.file().content(replaced)));
    }
    artifacts.sort(Comparator.comparing(Artifact::path));
    return artifacts;
  }
}
