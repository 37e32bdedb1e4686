package dev.morph.builtins.elm;

import dev.morph.builtins.elm.ModuleSyntax.Import;
import dev.morph.builtins.elm.ModuleSyntax.TypeDeclaration;
import dev.morph.builtins.elm.ModuleSyntax.ValueDeclaration;
import dev.morph.builtins.elm.ModuleSyntax.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a module. A declaration with a fault is told and left out; reading goes on with the next.
 */
final class ModuleParser {
  private final String file;
  private final Faults faults;
  private final Cursor cursor;
  private final TypeParser types;
  private final ExpressionParser expressions;

  /** The documentation before the token of an index. */
  private final Map<Integer, List<Token>> docs = new HashMap<>();

  private final List<Import> imports = new ArrayList<>();
  private final List<TypeDeclaration> typeDeclarations = new ArrayList<>();
  private final List<ValueDeclaration> valueDeclarations = new ArrayList<>();
  private final Set<String> words = new HashSet<>();
  private final Set<String> broken = new HashSet<>();
  private @Nullable String doc;
  private boolean docTaken;

  private ModuleParser(String file, List<Token> all, Faults faults) {
    this.file = file;
    this.faults = faults;
    List<Token> tokens = new ArrayList<>();
    for (Token token : all) {
      if (token.kind() == Token.Kind.DOC) {
        docs.computeIfAbsent(tokens.size(), i -> new ArrayList<>()).add(token);
      } else {
        tokens.add(token);
      }
      if (token.kind() == Token.Kind.LOWER) {
        words.add(token.text());
      }
    }
    this.cursor = new Cursor(tokens);
    this.types = new TypeParser(cursor);
    this.expressions = new ExpressionParser(cursor, types);
  }

  /** The module of a source; null if it has no header that can be read. */
  static @Nullable ModuleSyntax parse(String file, String source, Faults faults) {
    return new ModuleParser(file, Lexer.tokens(source, file, faults), faults).module();
  }

  private @Nullable ModuleSyntax module() {
    cursor.declaration();
    Identifier name;
    Exposing exposing;
    try {
      refuseOtherModules();
      cursor.expect("module", "and its name, at the start of the source");
      name = moduleName();
      if (!cursor.is("exposing")) {
        throw cursor.unexpected("exposing (..), or exposing and the names that others may use");
      }
      exposing = exposing();
      endOfDeclaration();
    } catch (SyntaxException e) {
      tell(e);
      return null;
    }
    while (cursor.declaration()) {
      int start = cursor.index();
      try {
        declaration();
        endOfDeclaration();
      } catch (SyntaxException e) {
        tell(e);
        recover(start);
        noteBroken(start);
      }
    }
    takeModuleDoc();
    return new ModuleSyntax(
        file, name, exposing, doc, imports, typeDeclarations, valueDeclarations, words, broken);
  }

  /** A broken token was told by the lexer. */
  private void tell(SyntaxException e) {
    boolean told = e.fault() == ElmFault.SYNTAX_ERROR && cursor.peek().kind() == Token.Kind.BROKEN;
    if (!told) {
      faults.add(e.fault(), file, e.span(), e.text());
    }
  }

  /** Skips a declaration with a fault: an annotation with the definition that follows it. */
  private void recover(int start) {
    cursor.recover(start);
    Token name = cursor.at(start);
    boolean follows = cursor.raw().kind() == Token.Kind.LOWER && name.kind() == Token.Kind.LOWER;
    if (follows && cursor.raw().text().equals(name.text())) {
      cursor.recover(cursor.index());
    }
  }

  private void noteBroken(int start) {
    for (Token token : cursor.since(start)) {
      boolean declared =
          token.kind() == Token.Kind.UPPER
              || (token.kind() == Token.Kind.LOWER && token.span().startColumn() == 1);
      if (declared && token.module().isEmpty()) {
        broken.add(token.text());
      }
    }
  }

  private void endOfDeclaration() {
    Token token = cursor.raw();
    if (token.kind() != Token.Kind.END && token.span().startColumn() != 1) {
      throw cursor.unexpected("the next declaration, which begins in the first column");
    }
  }

  // ---- Header and imports ----

  private void refuseOtherModules() {
    Token token = cursor.raw();
    boolean effect = token.kind() == Token.Kind.LOWER && token.text().equals("effect");
    if (token.is("port") || effect) {
      throw new SyntaxException(
          ElmFault.UNSUPPORTED_SYNTAX,
          token.span(),
          "A module with ports or effects is not supported: the IR has pure values only. Begin with"
              + " module.");
    }
  }

  private Identifier moduleName() {
    Token token = cursor.peek();
    if (token.kind() != Token.Kind.UPPER) {
      throw cursor.unexpected("the name of a module, as Acme.Shapes");
    }
    cursor.next();
    String text = token.module().isEmpty() ? token.text() : token.module() + "." + token.text();
    return new Identifier(text, token.span());
  }

  private Exposing exposing() {
    cursor.expect("exposing", "and the names that others may use");
    cursor.expect("(", "after exposing");
    if (cursor.take("..")) {
      cursor.expect(")", "after ..");
      return new Exposing(true, List.of());
    }
    List<Exposing.Item> items = new ArrayList<>();
    do {
      items.add(exposed());
    } while (cursor.take(","));
    cursor.expect(")", "or , of what is exposed");
    return new Exposing(false, List.copyOf(items));
  }

  private Exposing.Item exposed() {
    Token token = cursor.peek();
    if (token.is("(")) {
      throw new SyntaxException(
          ElmFault.UNSUPPORTED_SYNTAX,
          token.span(),
          "Operators cannot be declared, and the known ones need no import.");
    }
    if (token.kind() == Token.Kind.LOWER) {
      return new Exposing.Item(cursor.lower("a name"), false);
    }
    Identifier name = cursor.upper("a name to expose, or ..");
    boolean constructors = cursor.take("(");
    if (constructors) {
      cursor.expect("..", "for all constructors of a type; they are exposed all or none");
      cursor.expect(")", "after ..");
    }
    return new Exposing.Item(name, constructors);
  }

  private void importDeclaration() {
    Token start = cursor.next();
    if (!typeDeclarations.isEmpty() || !valueDeclarations.isEmpty()) {
      throw new SyntaxException(
          ElmFault.SYNTAX_ERROR, start.span(), "Imports stand before all declarations.");
    }
    Identifier module = moduleName();
    @Nullable Identifier alias =
        cursor.take("as") ? cursor.upper("a name without dots, after as") : null;
    imports.add(new Import(module, alias, cursor.is("exposing") ? exposing() : Exposing.NOTHING));
  }

  // ---- Declarations ----

  private void declaration() {
    Token token = cursor.peek();
    if (token.is("import")) {
      takeModuleDoc();
      importDeclaration();
    } else if (token.is("type")) {
      typeDeclaration(takeDoc());
    } else if (token.is("port")) {
      throw new SyntaxException(
          ElmFault.UNSUPPORTED_SYNTAX,
          token.span(),
          "Ports are not supported: the IR has pure values only.");
    } else if (isInfix(token)) {
      throw new SyntaxException(
          ElmFault.UNSUPPORTED_SYNTAX,
          token.span(),
          "Operators cannot be declared. Declare a function.");
    } else if (token.kind() == Token.Kind.LOWER) {
      String documentation = takeDoc();
      valueDeclarations.add(new ValueDeclaration(expressions.function(), documentation));
    } else {
      throw cursor.unexpected("a declaration: import, type, or the name of a value");
    }
  }

  private boolean isInfix(Token token) {
    String next = cursor.after().text();
    return token.kind() == Token.Kind.LOWER
        && token.text().equals("infix")
        && (next.equals("left") || next.equals("right") || next.equals("non"));
  }

  private void typeDeclaration(String documentation) {
    cursor.next();
    Token token = cursor.peek();
    boolean alias = token.kind() == Token.Kind.LOWER && token.text().equals("alias");
    if (alias) {
      cursor.next();
    }
    Identifier name = cursor.upper("the name of a type, as Shape");
    List<Identifier> parameters = new ArrayList<>();
    while (cursor.peek().kind() == Token.Kind.LOWER) {
      parameters.add(cursor.lower("a type parameter"));
    }
    cursor.expect("=", "and what the type is");
    if (alias) {
      typeDeclarations.add(
          new TypeDeclaration.Alias(name, parameters, types.type(), documentation));
      return;
    }
    List<Variant> variants = new ArrayList<>();
    do {
      Identifier variant = cursor.upper("the name of a constructor");
      variants.add(new Variant(variant, types.arguments()));
    } while (cursor.take("|"));
    typeDeclarations.add(new TypeDeclaration.Custom(name, parameters, variants, documentation));
  }

  // ---- Documentation ----

  /** The comment before the token here; one that stands apart from it is the module's. */
  private String takeDoc() {
    List<Token> before = docs.getOrDefault(cursor.index(), List.of());
    if (before.isEmpty()) {
      docTaken = true;
      return "";
    }
    Token last = before.getLast();
    boolean near = last.span().endLine() + 1 >= cursor.raw().span().startLine();
    boolean own = docTaken || before.size() > 1 || near;
    if (!docTaken && !(own && before.size() == 1)) {
      takeModuleDoc();
    }
    docTaken = true;
    return own ? last.text() : "";
  }

  private void takeModuleDoc() {
    List<Token> before = docs.getOrDefault(cursor.index(), List.of());
    if (!docTaken && !before.isEmpty()) {
      String text = before.getFirst().text();
      boolean blank = text.endsWith("\n") || text.endsWith(" ");
      doc = blank ? text.substring(0, text.length() - 1) : text;
    }
    docTaken = true;
  }
}
