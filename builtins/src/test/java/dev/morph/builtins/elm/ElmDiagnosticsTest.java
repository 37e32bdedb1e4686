package dev.morph.builtins.elm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.builtins.Frontend.Compiled;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of wrong sources, and where. */
class ElmDiagnosticsTest {
  private static Arguments of(String source, String... diagnostics) {
    return Arguments.of(source, diagnostics);
  }

  static Stream<Arguments> syntax() {
    return Stream.of(
        of(
            "v : Int\nv = if True then 1",
            "2:19 syntax_error Here stands the end of this block; expected is else of an if."),
        of(
            "v : Int\nv = case 1 of",
            "2:14 syntax_error Here stands the end of this block; expected is a pattern, indented"
                + " more than the case."),
        of(
            "v : Int\nv = ( 1",
            "2:8 syntax_error Here stands the end of this block; expected is ) or , of a value in"
                + " parentheses."),
        of(
            "v : Int\nv =\n    let\n        a = 1\n       b = 2\n    in\n    a",
            "5:8 syntax_error Here stands b; expected is in after the definitions of a let, or"
                + " another definition in their column."),
        of(
            "v : Int\nv = 1 == 2 == 3",
            "2:12 syntax_error The operators == and == do not stand beside one another. Use"
                + " parentheses."),
        of(
            "v : Int\nv = 5 % 2",
            "2:7 syntax_error There is no operator %. Write modBy divisor number."),
        of(
            "v : ( Int, Int, Int, Int )\nv = v",
            "1:5 syntax_error A tuple has two or three parts, not 4. Use a record for more."),
        of(
            "f : Int\ng = 1",
            "1:1 syntax_error The definition of f does not follow its annotation. It begins in the"
                + " same column, by the same name.",
            "2:1 missing_annotation g is exposed and says no type. Write g : and its type in the"
                + " line before."),
        of(
            "v : Int\nv = 1\n  }",
            "3:3 syntax_error Here stands }; expected is the next declaration, which begins in the"
                + " first column."),
        of(
            "v : Char\nv = 'ab'",
            "2:5 invalid_literal A character is one character between single quotes; a string"
                + " stands in double quotes."),
        of(
            "v : String\nv = \"abc\n\nw : Int\nw = 1",
            "2:5 invalid_literal This string does not end in its line. Close it with a quote, or"
                + " use three quotes for several lines."),
        of(
            "v : String\nv = \"\\q\"",
            "2:5 invalid_literal This escape is unknown. Accepted are \\n \\r \\t \\\" \\' \\\\ and"
                + " \\u{1F600}."),
        of(
            "v : Int\nv = 0x",
            "2:5 invalid_literal 0x is no number. After 0x come digits and the letters A to F, 1000"
                + " at most."),
        of(
            "v : Float\nv = 1e400",
            "2:5 invalid_literal 1e400 is no number. A float is less than 1.8e308."),
        of(
            "v\t: Int\nv = 1",
            "1:2 invalid_character A tab stands here. Indent by blanks: the width of a tab is not"
                + " the same everywhere."),
        of(
            "v : Int\nv = \u00E9",
            "2:5 invalid_character The character \u00E9 stands outside of strings and comments."
                + " Names are of the letters a to z and A to Z, digits and _; sources are in"
                + " UTF-8."),
        of("{- no end", "1:1 syntax_error This comment does not end. Close it with -}."));
  }

  static Stream<Arguments> unsupported() {
    return Stream.of(
        of(
            "port send : Int -> Int",
            "1:1 unsupported_syntax Ports are not supported: the IR has pure values only."),
        of(
            "infix left 5 (|.) = ignorer",
            "1:1 unsupported_syntax Operators cannot be declared. Declare a function."),
        of(
            "v : Int\nv = [glsl| void main() {} |]",
            "2:5 unsupported_syntax Shaders are not supported: the IR has none."),
        of(
            "v : Int -> Int\nv = (|>)",
            "2:5 unsupported_syntax The operator |> is no function in the IR. Write a function of"
                + " two parameters instead."),
        of(
            "f : Float -> Int\nf x =\n    case x of\n        1.5 -> 1",
            "4:9 unsupported_syntax A float is no pattern, since floats are seldom equal. Compare"
                + " it by an if."),
        of(
            "f : Int -> Int\nf x =\n    case x of\n        -1 -> 1",
            "4:9 unsupported_syntax A negative number is no pattern. Compare it by an if."),
        of(
            "import Json.Decode",
            "1:8 unknown_module The module Json.Decode of Elm has no counterpart in Morphir.SDK."));
  }

  static Stream<Arguments> names() {
    return Stream.of(
        of(
            "v : Int\nv = List.lenght []",
            "2:5 unknown_name The module Morphir.SDK.List has no value lenght. Did you mean"
                + " length?"),
        of(
            "v : Int\nv = Lisst.length []",
            "2:5 unknown_module No import is named Lisst. Did you mean List?"),
        of(
            "v : Int\nv = Dict.size Dict.empty",
            "2:5 unknown_module The module Dict is not imported here, or under another name. Add"
                + " import Dict.",
            "2:15 unknown_module The module Dict is not imported here, or under another name. Add"
                + " import Dict."),
        of(
            "import Morphir.SDK.Lits as L\n\nv : Int\nv = L.x",
            "1:8 unknown_module There is no module Morphir.SDK.Lits. Imported can be the modules of"
                + " the sources and those of Morphir.SDK. Did you mean Morphir.SDK.List or"
                + " Morphir.SDK.Dict or Morphir.SDK.Int?"),
        of(
            "import Maybe exposing (mpa)",
            "1:24 unknown_name The module Morphir.SDK.Maybe has no value mpa. Did you mean map?"),
        of(
            "v : Strin\nv = \"\"",
            "1:5 unknown_name There is no type Strin here: it is neither declared nor exposed by an"
                + " import. Did you mean String?"),
        of(
            "f : Maybe Int -> Int\nf m =\n    case m of\n        Jus n -> n",
            "4:9 unknown_name There is no constructor Jus here: it is neither declared nor exposed"
                + " by an import. Did you mean Just?"),
        of(
            "import Dict exposing (get)\nimport Morphir.SDK.Regex exposing (..)\n"
                + "import Set exposing (map)\nimport List exposing (map)\n\nv : Int\nv = map",
            "7:5 ambiguous_name The value map comes from Morphir.SDK.Set and from Morphir.SDK.List."
                + " Say which one, by the module's name and a dot before it."),
        of(
            "f : Int -> Int\nf x =\n    let\n        x = 1\n    in\n    x",
            "4:9 shadowed_name The name x is defined already, in line 4. Rename one of the two."),
        of(
            "f : Int -> Int\nf f = 1",
            "2:3 shadowed_name The name f is defined already, by the module. Rename one of the"
                + " two."),
        of(
            "type T = A | A",
            "1:14 duplicate_name The constructor A stands twice in this module (names that differ"
                + " only by _ or by capitals between words are the same)."),
        of(
            "v : Int\nv = 1\n\nv : Int\nv = 2",
            "5:1 duplicate_name The value v stands twice in this module (names that differ only by"
                + " _ or by capitals between words are the same)."),
        of(
            "v : { a : Int, a : Int }\nv = { a = 1, a = 2 }",
            "1:16 duplicate_name The field a stands twice in this record type.",
            "2:14 duplicate_name The field a stands twice in this record."));
  }

  static Stream<Arguments> types() {
    return Stream.of(
        of(
            "v = 1",
            "1:1 missing_annotation v is exposed and says no type. Write v : and its type in the"
                + " line before."),
        of("v : List\nv = []", "1:5 type_arguments The type List has 1 parameter, not 0."),
        of(
            "type T a = T b",
            "1:14 unbound_type_variable The type variable b is no parameter of the type. Add it"
                + " before the =."),
        of(
            "type alias A = { b : B }\n\ntype alias B = List A",
            "1:12 definition_cycle The type alias A stands for something that it is part of itself."
                + " Declare it by type, with a constructor."),
        of(
            "x : Int\nx = y\n\ny : Int\ny = x + 1",
            "2:1 definition_cycle x is no function and is defined by itself. Give it a parameter."),
        of(
            "f : Int -> Int\nf n =\n    let\n        a = a + n\n    in\n    a",
            "4:9 definition_cycle a is no function and is defined by itself. Give it a parameter."),
        of(
            "v : Int\nv = 1.5",
            "2:5 type_mismatch In v the types do not fit: expected Int, found Float."),
        of(
            "f : a -> b\nf x = x",
            "2:7 type_mismatch In f the types do not fit: expected b, found a."));
  }

  @ParameterizedTest
  @MethodSource({"syntax", "unsupported", "names", "types"})
  void tells(String source, String[] diagnostics) {
    Compiled compiled = Elm.main(source);
    assertThat(compiled.ir()).isNull();
    assertThat(Elm.diagnostics(compiled)).containsExactly(diagnostics);
  }

  @Test
  void tellsHeadersThatAreNone() {
    assertThat(Elm.diagnostics(Elm.sources("v = 1")))
        .containsExactly(
            "-1:1 syntax_error Here stands v; expected is module and its name, at the start of the"
                + " source.");
    assertThat(Elm.diagnostics(Elm.sources("port module Acme.M exposing (..)")))
        .containsExactly(
            "-1:1 unsupported_syntax A module with ports or effects is not supported: the IR has"
                + " pure values only. Begin with module.");
    assertThat(Elm.codes(Elm.sources("module Acme.M"))).containsExactly("syntax_error");
    assertThat(Elm.diagnostics(Elm.sources("module Acme.M exposing (a, T(..))")))
        .containsExactly(
            "-1:25 unknown_name The module exposes the value a, which it does not declare.",
            "-1:28 unknown_name The module exposes the type T, which it does not declare.");
    assertThat(Elm.codes(Elm.sources("module Acme.M exposing (a, a)\n\na : Int\na = 1")))
        .containsExactly("duplicate_name");
  }

  @Test
  void tellsWhatAModuleDoesNotExpose() {
    Compiled compiled =
        Elm.sources(
            "module Acme.A exposing (T)\n\ntype T = C\n\nhidden : Int\nhidden = 1",
            "module Acme.B exposing (..)\n\nimport Acme.A exposing (T)\n\nv : T\nv = A.C\n\n"
                + "w : Int\nw = Acme.A.hidden");
    assertThat(compiled.diagnostics().stream().map(d -> d.message()))
        .containsExactly(
            "No import is named A.",
            "The module Acme.A does not expose the value hidden. Add it behind exposing in its"
                + " header.");
  }

  @Test
  void tellsNothingOfNamesThatBrokenDeclarationsMayDeclare() {
    Compiled compiled =
        Elm.main("type T = A | B |\n\nv : T\nv = A\n\nw : Int\nw = )\n\nx : Int\nx = w");
    assertThat(Elm.codes(compiled)).containsExactly("syntax_error", "syntax_error");
  }

  @Test
  void tellsTypesOfSoundDefinitionsBesideUnsoundOnes() {
    Compiled compiled = Elm.main("v : Int\nv = nowhere\n\nw : String\nw = v");
    assertThat(Elm.diagnostics(compiled))
        .containsExactly(
            "2:5 unknown_name There is no value nowhere here: it is neither declared nor exposed by"
                + " an import.",
            "5:5 type_mismatch In w the types do not fit: expected String, found Int.");
  }

  @Test
  void infersPrivateValuesAndRefusesThoseThatUseThemselves() {
    String header = "module Acme.M exposing (v)\n\nv : Int\nv = one 2\n\n";
    Compiled compiled = Elm.sources(header + "one n = two n + 1\n\ntwo n = n * 2");
    assertThat(Elm.diagnostics(compiled)).isEmpty();
    assertThat(Elm.shortV4(compiled))
        .contains("\"one\":{\"Private\":{\"ExpressionBody\":{\"inputTypes\":{\"n\":\"number-1\"}");
    assertThat(Elm.diagnostics(Elm.sources(header + "one n = one n")))
        .containsExactly(
            "4:1 missing_annotation one uses itself, perhaps through others, and says no type."
                + " Write one : and its type in the line before.");
  }

  @Test
  void endsWithManyFaults() {
    var source = new StringBuilder();
    for (int i = 0; i < 300; i++) {
      source
          .append("v")
          .append(i)
          .append(" : Int\nv")
          .append(i)
          .append(" = nowhere")
          .append("\n\n");
    }
    Compiled compiled = Elm.main(source.toString());
    assertThat(compiled.diagnostics()).hasSize(101);
    assertThat(compiled.diagnostics().getLast().code()).isEqualTo("too_many_diagnostics");
  }
}
