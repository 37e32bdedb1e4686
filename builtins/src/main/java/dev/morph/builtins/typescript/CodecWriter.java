package dev.morph.builtins.typescript;

import dev.morph.ir.Constructor;
import dev.morph.ir.Name;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeDeclaration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the decoder and the encoder of a type that has data. Both are functions that others are
 * only called in, so that modules may need one another.
 *
 * @param applied the type with its parameters
 */
record CodecWriter(
    ModuleNames.TypeNames names, String applied, Map<Name, String> parameters, TypeTexts texts) {

  String decoder(TypeDeclaration declaration) {
    List<String> body = new ArrayList<>();
    switch (declaration) {
      case TypeDeclaration.Alias it when it.type() instanceof Type.Record record -> {
        body.add("return morphir.decodeRecord<" + applied + ">({");
        texts.decodedMembers(record).forEach(member -> body.add("  " + member + ","));
        body.add("})(json);");
      }
      case TypeDeclaration.Alias it -> body.add("return " + texts.decoder(it.type()) + "(json);");
      case TypeDeclaration.Custom it -> decodedConstructors(it, body);
      case TypeDeclaration.Opaque _ -> throw new IllegalStateException("no data");
    }
    return function(
        names.decoder(), "Decoder", "json: unknown", "morphir.Decoded<" + applied + ">", body);
  }

  private void decodedConstructors(TypeDeclaration.Custom custom, List<String> body) {
    body.add("switch (morphir.constructorOf(json)) {");
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < custom.constructors().size(); i++) {
      Constructor constructor = custom.constructors().get(i);
      String tag = constructor.name().classicCamelCase();
      tags.add("\"" + tag + "\"");
      List<String> decoders =
          constructor.parameters().stream().map(one -> texts.decoder(one.type())).toList();
      String called = names.constructors().get(i);
      String given =
          String.join(
              ", ",
              ModuleWriter.members(constructor).stream().map(ModuleWriter::parameter).toList());
      body.add("  case \"" + tag + "\":");
      body.add(
          "    return morphir.construct(json, ["
              + String.join(", ", decoders)
              + "], ("
              + given
              + ") => "
              + called
              + (decoders.isEmpty() ? "" : "(" + given + ")")
              + ");");
    }
    body.add("  default:");
    body.add("    return morphir.noConstructor(json, [" + String.join(", ", tags) + "]);");
    body.add("}");
  }

  String encoder(TypeDeclaration declaration) {
    List<String> body = new ArrayList<>();
    switch (declaration) {
      case TypeDeclaration.Alias it when it.type() instanceof Type.Record record -> {
        body.add("return {");
        texts.encodedMembers(record, "value").forEach(member -> body.add("  " + member + ","));
        body.add("};");
      }
      case TypeDeclaration.Alias it ->
          body.add("return " + texts.encoded(it.type(), "value") + ";");
      case TypeDeclaration.Custom it -> encodedConstructors(it, body);
      case TypeDeclaration.Opaque _ -> throw new IllegalStateException("no data");
    }
    return function(names.encoder(), "Encoder", "value: " + applied, "morphir.Json", body);
  }

  private void encodedConstructors(TypeDeclaration.Custom custom, List<String> body) {
    body.add("switch (value.kind) {");
    for (int i = 0; i < custom.constructors().size(); i++) {
      Constructor constructor = custom.constructors().get(i);
      List<String> items = new ArrayList<>();
      items.add("\"" + constructor.name().classicCamelCase() + "\"");
      List<String> members = ModuleWriter.members(constructor);
      for (int k = 0; k < members.size(); k++) {
        String member = "value." + members.get(k);
        items.add(texts.encoded(constructor.parameters().get(k).type(), member));
      }
      body.add("  case \"" + names.kinds().get(i) + "\":");
      body.add("    return [" + String.join(", ", items) + "];");
    }
    body.add("}");
  }

  /** A function of data or a value; with type parameters, a function of codecs that makes it. */
  private String function(
      String name, String kind, String parameter, String result, List<String> body) {
    String prefix = kind.equals("Decoder") ? "decode" : "encode";
    var out = new StringBuilder("\nexport function " + name);
    if (parameters.isEmpty()) {
      out.append("(").append(parameter).append("): ").append(result).append(" {\n");
      body.forEach(line -> out.append("  ").append(line).append('\n'));
      return out.append("}\n").toString();
    }
    List<String> codecs = new ArrayList<>();
    for (String type : parameters.values()) {
      codecs.add(prefix + type + ": morphir." + kind + "<" + type + ">");
    }
    out.append(ModuleWriter.generics(parameters)).append("(").append(String.join(", ", codecs));
    out.append("): morphir.").append(kind).append("<").append(applied).append("> {\n");
    out.append("  return (").append(parameter).append(") => {\n");
    body.forEach(line -> out.append("    ").append(line).append('\n'));
    return out.append("  };\n}\n").toString();
  }
}
