package dev.morph.ir.types;

import dev.morph.ir.Constructor;
import dev.morph.ir.Documented;
import dev.morph.ir.FQName;
import dev.morph.ir.ModuleSpecification;
import dev.morph.ir.Name;
import dev.morph.ir.PackageSpecification;
import dev.morph.ir.Parameter;
import dev.morph.ir.Path;
import dev.morph.ir.Type;
import dev.morph.ir.TypeAttributes;
import dev.morph.ir.TypeSpecification;
import dev.morph.ir.ValueSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Reads the tables of the SDK: {@code module Maybe}, then its types ({@code type Maybe a = Just
 * (value : a) | Nothing}; without {@code =} nothing is told of it; {@code type alias}; {@code type
 * LocalDate as String from fromISO to toISOString}) and its values ({@code map f maybe : (a -> b)
 * -> Maybe a -> Maybe b}: as many parameters as there are names). A type is sought in its own
 * module first, then in all. Not safe for several threads.
 */
final class SdkNotation {
  private final Path packageName;
  private final List<List<String>> lines = new ArrayList<>();
  private final Map<String, FQName> types = new HashMap<>();
  private final Map<Path, ModuleSpecification> modules = new LinkedHashMap<>();

  private Path module = new Path(List.of());
  private Map<Name, Documented<TypeSpecification>> moduleTypes = new LinkedHashMap<>();
  private Map<Name, Documented<ValueSpecification>> moduleValues = new LinkedHashMap<>();
  private List<String> line = List.of();
  private int at;

  private SdkNotation(Path packageName) {
    this.packageName = packageName;
  }

  static PackageSpecification parse(Path packageName, String... tables) {
    var notation = new SdkNotation(packageName);
    for (String table : tables) {
      notation.split(table);
    }
    notation.nameTypes();
    notation.lines.forEach(notation::declaration);
    notation.endModule();
    return new PackageSpecification(notation.modules);
  }

  /** Into lines of words and signs; an indented line goes on with the one before it. */
  private void split(String table) {
    List<String> words = new ArrayList<>();
    int start = 0;
    while (start < table.length()) {
      int end = table.indexOf('\n', start);
      if (table.charAt(start) != ' ' && !words.isEmpty()) {
        lines.add(words);
        words = new ArrayList<>();
      }
      words(table.substring(start, end), words);
      start = end + 1;
    }
    lines.add(words);
  }

  private static void words(String text, List<String> words) {
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int end = i + 1;
      if (Character.isLetterOrDigit(c)) {
        while (end < text.length() && Character.isLetterOrDigit(text.charAt(end))) {
          end++;
        }
      } else if (c == '-') {
        end++;
      }
      if (c != ' ') {
        words.add(text.substring(i, end));
      }
      i = end;
    }
  }

  private void nameTypes() {
    String owner = "";
    for (List<String> words : lines) {
      if (words.getFirst().equals("module")) {
        owner = words.get(1);
      } else if (words.getFirst().equals("type")) {
        String name = words.get(words.get(1).equals("alias") ? 2 : 1);
        FQName full = new FQName(packageName, path(owner), name(name));
        types.putIfAbsent(name, full);
        types.put(owner + "." + name, full);
      }
    }
  }

  private void declaration(List<String> words) {
    line = words;
    at = 1;
    switch (words.getFirst()) {
      case "module" -> {
        endModule();
        module = path(next());
      }
      case "type" -> type();
      default -> value();
    }
  }

  private void endModule() {
    if (!module.names().isEmpty()) {
      modules.put(module, new ModuleSpecification(moduleTypes, moduleValues, null, null));
    }
    moduleTypes = new LinkedHashMap<>();
    moduleValues = new LinkedHashMap<>();
  }

  private void type() {
    boolean alias = skip("alias");
    Name name = name(next());
    List<Name> parameters = new ArrayList<>();
    while (!ended() && !peek("=") && !peek("as")) {
      parameters.add(name(next()));
    }
    moduleTypes.put(name, new Documented<>("", meaning(alias, parameters)));
  }

  private TypeSpecification meaning(boolean alias, List<Name> parameters) {
    if (skip("as")) {
      Type base = function();
      skip("from");
      FQName from = own(next());
      skip("to");
      return new TypeSpecification.Derived(parameters, base, from, own(next()));
    }
    if (!skip("=")) {
      return new TypeSpecification.Opaque(parameters);
    }
    return alias
        ? new TypeSpecification.Alias(parameters, function())
        : new TypeSpecification.Custom(parameters, constructors());
  }

  private List<Constructor> constructors() {
    List<Constructor> constructors = new ArrayList<>();
    do {
      Name name = name(next());
      List<Parameter> parameters = new ArrayList<>();
      while (skip("(")) {
        Name parameter = name(next());
        skip(":");
        parameters.add(new Parameter(parameter, function()));
        skip(")");
      }
      constructors.add(new Constructor(name, parameters));
    } while (skip("|"));
    return constructors;
  }

  private void value() {
    Name name = name(line.getFirst());
    List<Name> names = new ArrayList<>();
    while (!skip(":")) {
      names.add(name(next()));
    }
    Type rest = function();
    List<Parameter> inputs = new ArrayList<>();
    for (Name input : names) {
      Type.Function function = (Type.Function) rest;
      inputs.add(new Parameter(input, function.parameter()));
      rest = function.result();
    }
    moduleValues.put(name, new Documented<>("", new ValueSpecification(inputs, rest)));
  }

  private Type function() {
    Type parameter = application();
    return skip("->") ? new Type.Function(TypeAttributes.NONE, parameter, function()) : parameter;
  }

  private Type application() {
    if (ended() || !isUpper(line.get(at))) {
      return atom();
    }
    FQName name = reference(next());
    List<Type> arguments = new ArrayList<>();
    while (!ended() && (isWord(line.get(at)) || peek("(") || peek("{")) && !peek("from")) {
      arguments.add(atom());
    }
    return new Type.Reference(TypeAttributes.NONE, name, arguments);
  }

  private Type atom() {
    if (skip("(")) {
      List<Type> elements = new ArrayList<>();
      do {
        elements.add(function());
      } while (skip(","));
      skip(")");
      return elements.size() == 1
          ? elements.getFirst()
          : new Type.Tuple(TypeAttributes.NONE, elements);
    }
    if (skip("{")) {
      return fields();
    }
    String word = next();
    return isUpper(word)
        ? new Type.Reference(TypeAttributes.NONE, reference(word), List.of())
        : new Type.Variable(TypeAttributes.NONE, name(word));
  }

  private Type fields() {
    List<Type.Field> fields = new ArrayList<>();
    do {
      Name name = name(next());
      skip(":");
      fields.add(new Type.Field(name, function()));
    } while (skip(","));
    skip("}");
    return new Type.Record(TypeAttributes.NONE, fields);
  }

  private FQName reference(String type) {
    FQName own = types.get(module.pascalCase() + "." + type);
    return own != null ? own : Objects.requireNonNull(types.get(type), type);
  }

  private FQName own(String value) {
    return new FQName(packageName, module, name(value));
  }

  private boolean ended() {
    return at == line.size();
  }

  private boolean peek(String word) {
    return at < line.size() && line.get(at).equals(word);
  }

  private boolean skip(String word) {
    boolean there = peek(word);
    if (there) {
      at++;
    }
    return there;
  }

  private String next() {
    return line.get(at++);
  }

  private static boolean isWord(String word) {
    return Character.isLetter(word.charAt(0));
  }

  private static boolean isUpper(String word) {
    return Character.isUpperCase(word.charAt(0));
  }

  private static Name name(String identifier) {
    return Objects.requireNonNull(Name.ofIdentifier(identifier), identifier);
  }

  private static Path path(String identifiers) {
    return Objects.requireNonNull(Path.ofIdentifiers(identifiers), identifiers);
  }
}
