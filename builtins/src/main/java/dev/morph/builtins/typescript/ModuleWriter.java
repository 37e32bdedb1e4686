package dev.morph.builtins.typescript;

import dev.morph.builtins.UniqueNames;
import dev.morph.ir.Constructor;
import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import dev.morph.ir.Parameter;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeDeclaration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes one file. Not safe for several threads. */
final class ModuleWriter {
  /** Words that no parameter may be called, and the name of the runtime file. */
  private static final Set<String> RESERVED =
      Set.of(
          "arguments",
          "await",
          "break",
          "case",
          "catch",
          "class",
          "const",
          "continue",
          "debugger",
          "default",
          "delete",
          "do",
          "else",
          "enum",
          "eval",
          "export",
          "extends",
          "false",
          "finally",
          "for",
          "function",
          "if",
          "implements",
          "import",
          "in",
          "instanceof",
          "interface",
          "let",
          "morphir",
          "new",
          "null",
          "package",
          "private",
          "protected",
          "public",
          "return",
          "static",
          "super",
          "switch",
          "this",
          "throw",
          "true",
          "try",
          "typeof",
          "undefined",
          "var",
          "void",
          "while",
          "with",
          "yield");

  private final Modules modules;
  private final ModuleNames module;
  private final DataForms data;
  private final Set<ModuleNames> imports = new LinkedHashSet<>();
  private final StringBuilder out = new StringBuilder();

  ModuleWriter(Modules modules, ModuleNames module, DataForms data) {
    this.modules = modules;
    this.module = module;
    this.data = data;
  }

  /**
   * The text of the file.
   *
   * @param doc of the module
   * @param docs of its types
   */
  String text(String doc, Map<FQName, String> docs) {
    docs.forEach(this::type);
    var head = new StringBuilder(jsDoc(doc, ""));
    if (!head.isEmpty()) {
      head.append('\n');
    }
    if (out.indexOf("morphir.") >= 0) {
      head.append("import * as morphir from \"")
          .append(module.pathTo(Modules.RUNTIME))
          .append("\";\n");
    }
    imports.stream()
        .sorted(Comparator.comparing(ModuleNames::file))
        .forEach(other ->
            head.append("import * as ")
                .append(other.alias())
                .append(" from \"")
                .append(module.pathTo(other.file()))
                .append("\";\n"));
    return head.append(out).toString();
  }

  private void type(FQName name, String doc) {
    TypeDeclaration declaration = modules.types().type(name);
    if (declaration == null) {
      return;
    }
    Map<Name, String> parameters = module.parameters(declaration.parameters());
    var texts = new TypeTexts(modules, module, imports, parameters);
    var names = module.of(name);
    out.append('\n').append(jsDoc(doc, ""));
    String applied = names.type() + generics(parameters);
    switch (declaration) {
      case TypeDeclaration.Alias it when it.type() instanceof Type.Record record ->
          recordType(applied, record, texts);
      case TypeDeclaration.Alias it -> {
        String type = AliasLoops.isLoop(name, modules.types()) ? "unknown" : texts.type(it.type());
        line("export type " + applied + " = " + type + ";");
      }
      case TypeDeclaration.Custom it -> customType(applied, it, names, texts);
      case TypeDeclaration.Opaque _ ->
          line("export type " + applied + " = morphir.Opaque<\"" + name + "\">;");
    }
    if (data.fault(name) == null) {
      var codec = new CodecWriter(names, applied, parameters, texts);
      out.append(codec.decoder(declaration)).append(codec.encoder(declaration));
    }
  }

  private void recordType(String applied, Type.Record record, TypeTexts texts) {
    line("export interface " + applied + " {");
    List<String> members = TypeTexts.members(record.fields());
    for (int i = 0; i < members.size(); i++) {
      String type = texts.type(record.fields().get(i).type());
      line("  readonly " + TypeTexts.property(members.get(i)) + ": " + type + ";");
    }
    line("}");
  }

  private void customType(
      String applied, TypeDeclaration.Custom custom, ModuleNames.TypeNames names, TypeTexts texts) {
    if (custom.constructors().isEmpty()) {
      line("export type " + applied + " = never;");
      return;
    }
    line("export type " + applied + " =");
    for (int i = 0; i < custom.constructors().size(); i++) {
      var variant = new StringBuilder("  | { readonly kind: \"" + names.kinds().get(i) + "\"");
      Constructor constructor = custom.constructors().get(i);
      List<String> members = members(constructor);
      for (int k = 0; k < members.size(); k++) {
        variant.append("; readonly ").append(members.get(k)).append(": ");
        variant.append(texts.type(constructor.parameters().get(k).type()));
      }
      line(variant + " }" + (i == custom.constructors().size() - 1 ? ";" : ""));
    }
    for (int i = 0; i < custom.constructors().size(); i++) {
      constructor(applied, custom.constructors().get(i), i, names, texts);
    }
  }

  private void constructor(
      String applied,
      Constructor constructor,
      int index,
      ModuleNames.TypeNames names,
      TypeTexts texts) {
    String called = names.constructors().get(index);
    String kind = "kind: \"" + names.kinds().get(index) + "\"";
    out.append('\n');
    if (constructor.parameters().isEmpty()) {
      line("export const " + called + " = { " + kind + " } as const;");
      return;
    }
    List<String> given = new ArrayList<>();
    List<String> kept = new ArrayList<>(List.of(kind));
    List<String> members = members(constructor);
    for (int i = 0; i < members.size(); i++) {
      String member = members.get(i);
      String parameter = parameter(member);
      given.add(parameter + ": " + texts.type(constructor.parameters().get(i).type()));
      kept.add(member.equals(parameter) ? member : member + ": " + parameter);
    }
    line(
        "export function "
            + called
            + generics(texts.parameters())
            + "("
            + String.join(", ", given)
            + "): "
            + applied
            + " {");
    line("  return { " + String.join(", ", kept) + " };");
    line("}");
  }

  /** What the parameters of a constructor are called in its values. */
  static List<String> members(Constructor constructor) {
    var names = UniqueNames.avoiding(Set.of("kind"));
    return constructor.parameters().stream()
        .map(Parameter::name)
        .map(name -> names.name(ModuleNames.identifier(name.classicCamelCase())))
        .toList();
  }

  /** What a parameter of a function is called that becomes a member. */
  static String parameter(String member) {
    return RESERVED.contains(member) ? member + "_" : member;
  }

  static String generics(Map<Name, String> parameters) {
    return parameters.isEmpty() ? "" : "<" + String.join(", ", parameters.values()) + ">";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private static String jsDoc(String doc, String indent) {
    if (doc.isBlank()) {
      return "";
    }
    var text = new StringBuilder(indent + "/**\n");
    for (String line :
        doc.replace("*/", "*\\/").replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)) {
      text.append(indent).append(line.isBlank() ? " *" : " * " + line.stripTrailing()).append('\n');
    }
    return text.append(indent).append(" */\n").toString();
  }
}
