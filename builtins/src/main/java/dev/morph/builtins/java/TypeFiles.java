package dev.morph.builtins.java;

import dev.morph.builtins.java.RecordClass.Component;
import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.types.TypeDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The source files of types. */
final class TypeFiles {
  private final JavaTypes types;
  private final Declarations declarations;

  TypeFiles(JavaTypes types, Declarations declarations) {
    this.types = types;
    this.declarations = declarations;
  }

  /** The accessor that all records with a field have in common. */
  static String getter(Name field) {
    return "get_" + field.camelCase();
  }

  /** What makes a record with another value of a field. */
  static String wither(Name field) {
    return "with_" + field.camelCase();
  }

  /** What stands for {@code public}, or for nothing if only the type's own package names it. */
  static String access(JavaType type) {
    return "<access of " + type.key() + ">";
  }

  private JavaFile file(JavaType type, Set<String> nested) {
    Set<String> names = new HashSet<>(declarations.namesOf(type.qualifier()));
    nested.forEach(name -> names.add("." + name));
    type.arguments().forEach(variable -> names.add(variable.name()));
    return new JavaFile(type.qualifier(), names);
  }

  /** A record. */
  JavaFile record(RecordClass record, String doc) {
    JavaFile file = file(record.self(), Set.of());
    file.lines(JavaFile.comment(doc, ""));
    List<JavaType> interfaces = new ArrayList<>();
    interfaces.add(JavaType.sdk("Composite"));
    Map<RecordClass, JavaType> open = new LinkedHashMap<>();
    for (RecordClass one : types.openRecords()) {
      List<JavaType> arguments = new ArrayList<>();
      for (Component component : one.components()) {
        Component own = record.component(component.field());
        if (own != null) {
          arguments.add(types.component(record.self(), record, own));
        }
      }
      if (arguments.size() == one.components().size()) {
        JavaType type = one.self().withArguments(arguments);
        open.put(one, type);
        interfaces.add(type);
      }
    }
    List<String> components = new ArrayList<>();
    for (Component component : record.components()) {
      JavaType type = types.component(record.self(), record, component);
      components.add(file.text(type) + " " + component.name());
    }
    file.line(
        access(record.self())
            + "record "
            + file.text(record.self())
            + "("
            + String.join(", ", components)
            + ") implements "
            + String.join(", ", interfaces.stream().map(file::text).toList())
            + " {");
    parts(file, "  ", record.components().stream().map(Component::name).toList());
    open.forEach((one, type) -> accessors(file, record, one, type));
    return file.line("}");
  }

  private static void parts(JavaFile file, String indent, List<String> parts) {
    String list = file.name(JavaType.list(JavaType.OBJECT));
    file.line(indent + "@" + file.lang("Override"));
    file.line(indent + "public " + list + "<?> parts() {");
    file.line(
        indent
            + "  return "
            + list
            + ".<"
            + file.lang("Object")
            + ">of("
            + String.join(", ", parts)
            + ");");
    file.line(indent + "}");
  }

  private void accessors(JavaFile file, RecordClass record, RecordClass open, JavaType type) {
    for (Component component : open.components()) {
      Component own = Objects.requireNonNull(record.component(component.field()));
      String value = file.text(types.component(record.self(), record, own).boxed());
      String override = "  @" + file.lang("Override");
      file.line("").line(override);
      file.line("  public " + value + " " + getter(component.field()) + "() {");
      file.line("    return " + own.name() + ";").line("  }").line("").line(override);
      List<String> arguments = new ArrayList<>();
      for (Component one : record.components()) {
        arguments.add(one.equals(own) ? "value_" : one.name());
      }
      file.line(
          "  public "
              + file.text(type)
              + " "
              + wither(component.field())
              + "("
              + value
              + " value_) {");
      String made = "new " + file.text(record.self()) + "(" + String.join(", ", arguments) + ")";
      file.line("    return " + made + ";").line("  }");
    }
  }

  /** The interface of all records that have some fields. */
  JavaFile open(RecordClass open) {
    JavaFile file = file(open.self(), Set.of());
    file.line("/** Records that have these fields, and perhaps others. */");
    file.line(access(open.self()) + "interface " + file.text(open.self()) + " {");
    for (Component component : open.components()) {
      String type = file.text(types.component(open.self(), open, component).boxed());
      file.line("  /** The field {@code " + component.field() + "}. */");
      file.line("  " + type + " " + getter(component.field()) + "();").line("");
      file.line("  /** The record with another value of the field. */");
      file.line(
          "  "
              + file.text(open.self())
              + " "
              + wither(component.field())
              + "("
              + type
              + " value_);");
    }
    return file.line("}");
  }

  /** A type of which nothing is known but its name. */
  JavaFile opaque(JavaType self, String doc) {
    JavaFile file = file(self, Set.of());
    file.lines(JavaFile.comment(doc, ""));
    return file.line(access(self) + "interface " + file.text(self) + " {}");
  }

  /** A custom type: an enum if no constructor has an argument, else a sealed interface. */
  JavaFile custom(FQName name, JavaType self, TypeDeclaration.Custom custom, String doc) {
    boolean constants = Declarations.isEnum(custom);
    Map<Constructor, String> names = new HashMap<>();
    Set<String> nested = new HashSet<>();
    for (Constructor constructor : custom.constructors()) {
      var full = new FQName(name.packageName(), name.module(), constructor.name());
      String called = Objects.requireNonNull(declarations.constructor(full)).name();
      names.put(constructor, called);
      if (!constants) {
        nested.add(called);
      }
    }
    JavaFile file = file(self, nested);
    file.lines(JavaFile.comment(doc, ""));
    if (constants) {
      file.line(access(self) + "enum " + self.name() + " {");
      List<Constructor> all = custom.constructors();
      for (int i = 0; i < all.size(); i++) {
        file.line("  " + names.get(all.get(i)) + (i + 1 < all.size() ? "," : ""));
      }
      return file.line("}");
    }
    boolean none = custom.constructors().isEmpty();
    file.line(access(self) + (none ? "" : "sealed ") + "interface " + file.text(self));
    file.line("    extends " + file.sdk("Composite") + " {");
    String separator = "";
    for (Constructor constructor : custom.constructors()) {
      if (!separator.isEmpty()) {
        file.line("");
      }
      separator = "\n";
      constructor(file, self, custom, constructor, Objects.requireNonNull(names.get(constructor)));
    }
    return file.line("}");
  }

  private void constructor(
      JavaFile file,
      JavaType self,
      TypeDeclaration.Custom custom,
      Constructor constructor,
      String called) {
    Map<Name, JavaType> scope = new HashMap<>();
    List<JavaType> variables = Declarations.variables(custom.parameters());
    for (int i = 0; i < variables.size(); i++) {
      scope.put(custom.parameters().get(i), variables.get(i));
    }
    List<String> components = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    parts.add(JavaFile.literal(called));
    Set<String> used = new HashSet<>();
    for (Parameter parameter : constructor.parameters()) {
      String component = JavaNames.member(parameter.name(), used);
      components.add(file.text(types.of(parameter.type(), scope)) + " " + component);
      parts.add(component);
    }
    String parameters =
        self.arguments().isEmpty() ? "" : file.text(self).substring(self.name().length());
    file.line(
        "  record "
            + called
            + parameters
            + "("
            + String.join(", ", components)
            + ") implements "
            + self.name()
            + parameters
            + " {");
    parts(file, "    ", parts);
    file.line("  }");
  }
}
