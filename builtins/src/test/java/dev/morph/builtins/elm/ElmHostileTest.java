package dev.morph.builtins.elm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.morph.base.json.JsonObject;
import dev.morph.builtins.DesignDiagnostic;
import dev.morph.builtins.Frontend.Compiled;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that are cut, garbled, deep or huge: they are told, and never more than that. */
class ElmHostileTest {
  private static final int DEEP = 10_000;

  private static final String ALL =
      """
      module Acme.Main exposing (..)

      {-| Of the module. -}

      import Dict as D exposing (Dict)
      import Morphir.SDK.Decimal as Decimal


      {-| A type. -}
      type Shape a
          = Circle Float
          | Square { side : Float, tag : Maybe a }


      type alias Point =
          { x : Int, y : Int }


      area : Shape a -> Float
      area shape =
          case shape of
              Circle r ->
                  pi * r ^ 2

              Square { side } ->
                  side * side


      names : Dict String Int -> { p | x : Int } -> ( List String, Char )
      names dict ({ x } as point) =
          let
              -- how many
              ( n, _ ) =
                  ( D.size dict, \"""text "of"
                     lines\""" )

              even k =
                  k == 0 || odd (k - 1)

              odd k =
                  not (even k)
          in
          if even (n + 0x1F) && x /= -1 then
              ( List.map (\\s -> s ++ "\\u{1F600}") [ "a", "b" ], 'c' )

          else
              ( "first" :: D.keys dict |> List.filter (always True), '\\n' )


      moved : Point -> Point
      moved point =
          { point | x = point.x // 2, y = .y point }
      """;

  /** Compiles on a stack as threads have it if nobody says otherwise. */
  private static Compiled onUsualStack(String declarations) {
    List<Compiled> compiled = new ArrayList<>();
    var thread = new Thread(null, () -> compiled.add(Elm.main(declarations)), "compile", 1 << 20);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return compiled.getFirst();
  }

  private static void assertSound(Compiled compiled, int lines) {
    boolean errors = !compiled.diagnostics().isEmpty();
    assertThat(compiled.ir() == null).isEqualTo(errors);
    for (DesignDiagnostic diagnostic : compiled.diagnostics()) {
      assertThat(diagnostic.message()).endsWith(diagnostic.message().endsWith("?") ? "?" : ".");
      DesignDiagnostic.Location at = diagnostic.location();
      if (at != null) {
        assertThat(at.startLine()).isBetween(1, lines);
        assertThat(at.startColumn()).isPositive();
        assertThat(at.endLine()).isBetween(at.startLine(), lines);
      }
    }
  }

  @Test
  void compilesTheWholeSource() {
    assertThat(Elm.diagnostics(Elm.sources(ALL))).isEmpty();
  }

  @Test
  void tellsSourcesThatAreCut() {
    byte[] bytes = ALL.getBytes(StandardCharsets.UTF_8);
    int lines = ALL.split("\n", -1).length;
    for (int length = 0; length < bytes.length; length += 97) {
      String cut = new String(bytes, 0, length, StandardCharsets.UTF_8);
      assertSound(Elm.sources(cut), lines);
    }
    for (int from = 0; from < ALL.length(); from += 97) {
      assertSound(Elm.sources(ALL.substring(from)), lines);
    }
  }

  @Test
  void tellsSourcesWithOtherTokens() {
    List<String> pieces =
        List.of(
            "(", ")", "[", "]", "{", "}", "=", "->", "|", ":", "::", "let", "in", "case", "of",
            "if", "\n", "\nx", "\n    ", "\"", "\"\"\"", "'", "{-", "-}", "--", ".", "..", "\\",
            "_", "-", "0x", "1e", "as", "type", "\u0000", "\uFFFD", "\uD800", "\t", "`", ";");
    int lines = ALL.split("\n", -1).length + 3;
    var random = new Random(7);
    for (int i = 0; i < 1_500; i++) {
      int at = random.nextInt(ALL.length());
      int skipped = random.nextInt(8);
      String piece = pieces.get(random.nextInt(pieces.size()));
      String garbled =
          ALL.substring(0, at) + piece + ALL.substring(Math.min(ALL.length(), at + skipped));
      assertSound(Elm.sources(garbled), lines);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32"})
  void tellsOtherEncodings(String encoding) {
    byte[] bytes = ALL.getBytes(Charset.forName(encoding));
    String read = new String(bytes, StandardCharsets.UTF_8);
    Compiled compiled = Elm.sources(read);
    assertThat(Elm.codes(compiled)).contains("invalid_character");
    assertThat(compiled.ir()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "{ a = ",
        "\\x -> ",
        "f (",
        "-(",
        "if True then 1 else ",
        "let a = 1 in ",
        "case 1 of _ -> ",
        "1 + ",
        "[] ++ ",
        "1 :: ",
        "identity <| ",
        "identity >> "
      })
  void tellsDeepExpressions(String opening) {
    Compiled compiled = onUsualStack("v : Int\nv = " + opening.repeat(DEEP) + "1");
    assertThat(Elm.codes(compiled)).contains("depth_limit");
    assertThat(compiled.ir()).isNull();
    assertSound(onUsualStack("v : Int\nv = " + opening.repeat(150) + "1"), 4);
  }

  @Test
  void tellsLongChainsThatBecomeDeep() {
    assertThat(Elm.codes(Elm.main("v : Int\nv = 1" + " + 1".repeat(DEEP))))
        .containsExactly("depth_limit");
    assertThat(Elm.codes(Elm.main("v : Int\nv = f" + " 1".repeat(DEEP) + "\n\nf : Int\nf = 1")))
        .containsExactly("depth_limit");
    assertThat(Elm.codes(Elm.main("f : { a : Int } -> Int\nf r = r" + ".a".repeat(DEEP))))
        .containsExactly("depth_limit");
    assertThat(Elm.codes(Elm.main("f : Int" + " -> Int".repeat(DEEP) + "\nf = f")))
        .contains("depth_limit");
    assertThat(Elm.codes(Elm.main("f : Int -> Int\nf x = " + "\\y -> ".repeat(150) + "x")))
        .contains("shadowed_name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "{ a : ", "List (", "Int -> ("})
  void tellsDeepTypes(String opening) {
    assertThat(Elm.codes(Elm.main("type alias A = " + opening.repeat(DEEP) + "Int")))
        .contains("depth_limit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "Just (", "a :: ("})
  void tellsDeepPatterns(String opening) {
    String source = "f : Int -> Int\nf x =\n    case x of\n        ";
    assertThat(Elm.codes(Elm.main(source + opening.repeat(DEEP) + "_"))).contains("depth_limit");
    assertThat(Elm.codes(Elm.main(source + "[ " + "_, ".repeat(DEEP) + "_ ] ->\n            1")))
        .contains("depth_limit");
  }

  @Test
  void tellsLongLets() {
    var source = new StringBuilder("v : Int\nv =\n    let\n");
    for (int i = 0; i < DEEP; i++) {
      source.append("        a").append(i).append(" = ").append(i).append('\n');
    }
    assertThat(Elm.codes(Elm.main(source + "    in\n    a1"))).containsExactly("depth_limit");
  }

  @Test
  void takesAsMuchDepthAsTheIr() {
    String sound = "v : Int\nv = " + "(".repeat(150) + "1" + ")".repeat(150);
    assertThat(Elm.diagnostics(onUsualStack(sound))).isEmpty();
    String lists = "v : " + "List (".repeat(90) + "Int" + ")".repeat(90);
    String value = "\nv = " + "[ ".repeat(90) + "1" + " ]".repeat(90);
    assertThat(Elm.v4(onUsualStack(lists + value), true)).isInstanceOf(JsonObject.class);
  }

  @Test
  void takesLongNamesTextsAndManyDeclarations() {
    String name = "a".repeat(100_000);
    Compiled named = Elm.main(name + " : Int\n" + name + " = 1");
    assertThat(Elm.diagnostics(named)).isEmpty();
    Compiled unknown = Elm.main("v : Int\nv = " + name);
    assertThat(unknown.diagnostics().getFirst().message()).hasSizeLessThan(300);
    var many = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      many.append("v").append(i).append(" : Int\nv").append(i).append(" = 1\n\n");
    }
    many.append("text : String\ntext = \"").append("b".repeat(1_000_000)).append('"');
    Compiled compiled = Elm.main(many.toString());
    assertThat(Elm.library(compiled).definition().modules().values().iterator().next().value())
        .satisfies(module -> assertThat(module.values()).hasSize(5_001));
    assertThat(Elm.codes(Elm.main("v : Int\nv = 0x" + "f".repeat(100_000))))
        .containsExactly("invalid_literal");
  }

  @Test
  void takesRecordsOfManyFields() {
    var type = new StringBuilder("type alias R =\n    { f0 : Int");
    for (int i = 1; i < 2_000; i++) {
      type.append("\n    , f").append(i).append(" : Int");
    }
    assertThatCode(() -> Elm.library(Elm.main(type + "\n    }\n\n\nf : R -> Int\nf r =\n    r.f7")))
        .doesNotThrowAnyException();
  }
}
