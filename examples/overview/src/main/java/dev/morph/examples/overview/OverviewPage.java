package dev.morph.examples.overview;

import dev.morph.ir.Access;
import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionHandler;
import dev.morph.ir.Documented;
import dev.morph.ir.EntryPoint;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeDefinition;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.ValueDefinition;
import dev.morph.ir.ValueSpecification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What others may use of a package, as Markdown. Keeps the text alone, never the model. */
final class OverviewPage implements DistributionHandler {
  private final Counts counts = new Counts();
  private final StringBuilder modules = new StringBuilder();
  private final StringBuilder module = new StringBuilder();
  private final StringBuilder dependencies = new StringBuilder();
  private Path packageName = new Path(List.of(new Name("none")));
  private Notation notation = new Notation(packageName, packageName);
  private String heading = "";
  private @Nullable ModuleDoc doc;
  private boolean own;
  private boolean shown;

  /**
   * The page.
   *
   * @param title null for the name of the package
   * @param focus lines that stand before the modules, perhaps none
   */
  String text(@Nullable String title, String focus) {
    String used = dependencies.isEmpty() ? "" : "Depends on " + dependencies + ".\n\n";
    return "# "
        + (title == null ? packageName.pascalCase() : title)
        + "\n\nThe package `"
        + packageName
        + "`: "
        + counts.sentence()
        + "\n\n"
        + used
        + focus
        + modules.toString().stripTrailing()
        + "\n";
  }

  @Override
  public void begin(Distribution.Kind kind, Path name) {
    counts.begin(kind, name);
    packageName = name;
  }

  @Override
  public void beginDependency(Path name) {
    counts.beginDependency(name);
    dependencies.append(dependencies.isEmpty() ? "`" : ", `").append(name).append('`');
  }

  @Override
  public void endDependency() {
    counts.endDependency();
  }

  @Override
  public void beginPackage() {
    counts.beginPackage();
    own = true;
  }

  @Override
  public void beginModule(Path path, @Nullable Access access, @Nullable ModuleDoc leadingDoc) {
    counts.beginModule(path, access, leadingDoc);
    notation = new Notation(packageName, path);
    heading = "## " + path.pascalCase() + "\n\n";
    doc = leadingDoc;
    shown = own && access != Access.PRIVATE;
    module.setLength(0);
  }

  @Override
  public void typeDefinition(Name name, AccessControlled<Documented<TypeDefinition>> definition) {
    counts.typeDefinition(name, definition);
    if (definition.access() == Access.PUBLIC) {
      add(definition.value().doc(), declaration(name, definition.value().value()));
    }
  }

  private String declaration(Name name, TypeDefinition definition) {
    return switch (definition) {
      case TypeDefinition.Alias it -> notation.alias(name, it.parameters(), it.type());
      case TypeDefinition.Custom it when it.constructors().access() == Access.PUBLIC ->
          notation.custom(name, it.parameters(), it.constructors().value());
      case TypeDefinition.Custom it -> opaque(name, it.parameters());
      case TypeDefinition.Incomplete it -> opaque(name, it.parameters());
    };
  }

  private static String opaque(Name name, List<Name> parameters) {
    return "type " + Notation.head(name, parameters);
  }

  @Override
  public void typeSpecification(Name name, Documented<TypeSpecification> specification) {
    counts.typeSpecification(name, specification);
    add(
        specification.doc(),
        switch (specification.value()) {
          case TypeSpecification.Alias it -> notation.alias(name, it.parameters(), it.type());
          case TypeSpecification.Custom it ->
              notation.custom(name, it.parameters(), it.constructors());
          case TypeSpecification.Opaque it -> opaque(name, it.parameters());
          case TypeSpecification.Derived it -> opaque(name, it.parameters());
        });
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> definition) {
    counts.valueDefinition(name, definition);
    if (definition.access() == Access.PUBLIC) {
      ValueDefinition value = definition.value().value();
      List<Parameter> inputs =
          value.inputs().stream().map(input -> new Parameter(input.name(), input.type())).toList();
      add(definition.value().doc(), notation.value(name, inputs, value.output()));
    }
  }

  @Override
  public void valueSpecification(Name name, Documented<ValueSpecification> specification) {
    counts.valueSpecification(name, specification);
    Type output = specification.value().output();
    add(specification.doc(), notation.value(name, specification.value().inputs(), output));
  }

  private void add(@Nullable String text, String declaration) {
    if (shown) {
      module.append("```elm\n").append(declaration).append("\n```\n\n");
      addDoc(module, text);
    }
  }

  private static void addDoc(StringBuilder out, @Nullable String text) {
    if (text != null && !text.isBlank()) {
      out.append(text.strip()).append("\n\n");
    }
  }

  @Override
  public void endModule(@Nullable ModuleDoc trailing) {
    counts.endModule(trailing);
    if (shown) {
      ModuleDoc known = trailing == null ? doc : trailing;
      modules.append(heading);
      addDoc(modules, known == null ? null : known.text());
      modules.append(module);
    }
  }

  @Override
  public void entryPoint(Name name, EntryPoint entryPoint) {
    counts.entryPoint(name, entryPoint);
  }

  @Override
  public void end() {
    counts.end();
  }
}
