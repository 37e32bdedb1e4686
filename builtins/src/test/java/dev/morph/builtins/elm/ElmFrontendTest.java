package dev.morph.builtins.elm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.builtins.Frontend.Compiled;
import dev.morph.builtins.Frontend.SourceFile;
import dev.morph.ir.Access;
import dev.morph.ir.Distribution;
import dev.morph.ir.ModuleDoc;
import dev.morph.ir.Name;
import dev.morph.ir.Path;
import dev.morph.testkit.MorphirData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packages, modules, documentation and options. */
class ElmFrontendTest {
  private static final String SHAPES =
      """
      module Acme.Demo.Shapes exposing (..)


      {-| Key of a user. -}
      type alias UserID =
          Int


      atLeastZero : Int -> Int
      atLeastZero n =
          if n < 0 then
              0

          else
              n
      """;

  private static JsonObject option(String name, String value) {
    return JsonObject.builder().put(name, value).build();
  }

  @Test
  void compilesTheWorkedExampleToItsVersionThree() {
    JsonObject example = MorphirData.object("tests/worked-example.json");
    assertThat(Elm.classic(Elm.sources(SHAPES))).isEqualTo(example.get("v3"));
  }

  @Test
  void compilesTheWorkedExampleToBothSpellingsOfVersionFour() {
    JsonObject example = MorphirData.object("tests/worked-example.json");
    Compiled compiled = Elm.sources(SHAPES);
    assertThat(Elm.v4(compiled, false)).isEqualTo(example.get("v4Compact"));
    assertThat(Elm.v4(compiled, true)).isEqualTo(example.get("v4Expanded"));
  }

  @Test
  void ordersModulesTypesConstructorsAndValuesByTheirWords() {
    Distribution.Library library =
        Elm.library(
            Elm.sources(
                "module Acme.B exposing (..)\n\nv : Int\nv = 1",
                "module Acme.A.B exposing (..)\n\ntype Z = C | AbC | Ab\n\ntype A = D",
                """
                module Acme.A exposing (..)

                zB : Int
                zB = 1

                z : Int
                z = 2

                ba : Int
                ba = 3
                """));
    assertThat(library.packageName()).hasToString("acme");
    assertThat(library.definition().modules().keySet().stream().map(Path::toString))
        .containsExactly("a", "a/b", "b");
    assertThat(
            library.definition().modules().get(Path.parse("a")).value().values().keySet().stream()
                .map(Name::text))
        .containsExactly("ba", "z", "ZB");
    assertThat(Elm.v4(Elm.main("type Z = C | AbC | Ab"), false).toString())
        .contains("\"constructors\":{\"ab\":[],\"ab-c\":[],\"c\":[]}");
  }

  @Test
  void resolvesImportsBetweenSourcesInAnyOrder() {
    Compiled compiled =
        Elm.sources(
            """
            module Acme.Use exposing (total)

            import Acme.Deep.Types as Types exposing (Purchase, Item(..))
            import Morphir.SDK.Decimal as Decimal
            import Morphir.SDK.LocalDate exposing (LocalDate, fromISO)

            total : Purchase -> Int
            total order =
                case order.item of
                    Bought n ->
                        Types.twice n

                    Types.Free ->
                        hidden

            hidden =
                0

            date : Maybe LocalDate
            date =
                fromISO "2024-02-29"

            price : Decimal.Decimal
            price =
                Decimal.fromInt 3
            """,
            """
            module Acme.Deep.Types exposing (Purchase, Item(..), twice)

            type alias Purchase =
                { item : Item }

            type Item
                = Bought Int
                | Free

            twice : Int -> Int
            twice n =
                n * two

            two =
                2
            """);
    assertThat(Elm.diagnostics(compiled)).isEmpty();
    var use = Elm.library(compiled).definition().modules().get(Path.parse("use")).value().values();
    assertThat(use.get(new Name("total")).access()).isEqualTo(Access.PUBLIC);
    assertThat(use.get(new Name("hidden")).access()).isEqualTo(Access.PRIVATE);
    assertThat(Elm.v4(compiled, false).toString())
        .contains("\"fqname\":\"acme:deep/types#bought\"")
        .contains("{\"Reference\":\"morphir/SDK:local-date#from-ISO\"}")
        .contains("{\"Reference\":\"morphir/SDK:decimal#from-int\"}");
  }

  @Test
  void keepsDocumentationOfModulesTypesAndValues() {
    Compiled compiled =
        Elm.sources(
            """
            module Acme.Main exposing (..)

            {-| Of the module.

            @docs v
            -}

            {- no documentation -}
            import Dict


            {-| Of the type {- nested -}. -}
            type alias A = Int

            {-| Of the value.
            -}
            v : Int
            v = 1 -- not this
            """);
    var module = Elm.library(compiled).definition().modules().get(Path.parse("main")).value();
    assertThat(module.doc()).isEqualTo(new ModuleDoc(" Of the module.\n\n@docs v"));
    assertThat(module.types().get(new Name("a")).value().doc())
        .isEqualTo(" Of the type {- nested -}. ");
    assertThat(module.values().get(new Name("v")).value().doc()).isEqualTo(" Of the value.\n");
  }

  @Test
  void takesACommentThatStandsApartForTheModules() {
    Compiled compiled =
        Elm.sources("module Acme.M exposing (..)\n\n{-| Apart. -}\n\n\nv : Int\nv = 1");
    var module = Elm.library(compiled).definition().modules().get(Path.parse("m")).value();
    assertThat(module.doc()).isEqualTo(new ModuleDoc(" Apart."));
    assertThat(module.values().get(new Name("v")).value().doc()).isEmpty();
  }

  @Test
  void takesThePackageAsTextOfEitherKind() {
    for (String name : List.of("acme/demo", "Acme.Demo")) {
      assertThat(Elm.library(Elm.with(option("package", name), SHAPES)).packageName())
          .hasToString("acme/demo");
    }
    assertThat(Elm.library(Elm.with(option("package", "acme"), SHAPES)).definition().modules())
        .containsOnlyKeys(Path.parse("demo/shapes"));
  }

  @Test
  void exposesTheModulesThatAreAskedFor() {
    JsonObject options =
        JsonObject.builder().put("exposedModules", JsonArray.of(new JsonString("Shapes"))).build();
    Compiled compiled = Elm.with(options, SHAPES, "module Acme.Demo.Other exposing (..)\n");
    var modules = Elm.library(compiled).definition().modules();
    assertThat(modules.get(Path.parse("shapes")).access()).isEqualTo(Access.PUBLIC);
    assertThat(modules.get(Path.parse("other")).access()).isEqualTo(Access.PRIVATE);
  }

  @Test
  void tellsPackagesThatDoNotFit() {
    assertThat(Elm.codes(Elm.with(option("package", "my org"), SHAPES)))
        .containsExactly("invalid_option");
    assertThat(Elm.diagnostics(Elm.with(option("package", "other"), SHAPES)))
        .containsExactly(
            "-1:8 module_outside_package The module Acme.Demo.Shapes is not of the package other:"
                + " names of its modules begin with Other and a dot.");
    assertThat(Elm.codes(Elm.sources("module Alone exposing (..)")))
        .containsExactly("missing_package");
    assertThat(Elm.codes(Elm.with(JsonObject.EMPTY))).containsExactly("missing_sources");
  }

  @Test
  void tellsOptionsThatItDoesNotKnow() {
    JsonObject options =
        JsonObject.builder()
            .put("packge", "acme")
            .put("positions", "yes")
            .put("exposedModules", JsonNumber.of(1))
            .build();
    assertThat(Elm.diagnostics(Elm.with(options, SHAPES)))
        .containsExactly(
            "- unknown_option There is no option packge; accepted are package, exposedModules,"
                + " positions. Did you mean package?",
            "- invalid_option The option positions is true or false.",
            "- invalid_option The option exposedModules is an array of names of modules, as"
                + " [\"Shapes\"], none twice.");
    JsonObject missing =
        JsonObject.builder().put("exposedModules", JsonArray.of(new JsonString("Shape"))).build();
    assertThat(Elm.codes(Elm.with(missing, SHAPES))).containsExactly("invalid_option");
  }

  @Test
  void writesPositionsIfAskedFor() {
    JsonObject options = JsonObject.builder().put("positions", true).build();
    assertThat(Elm.v4(Elm.with(options, SHAPES), true).toString())
        .contains(
            "\"source\":{\"startLine\":12,\"startColumn\":9,\"endLine\":12,\"endColumn\":10}");
    assertThat(Elm.v4(Elm.sources(SHAPES), true).toString()).doesNotContain("source");
  }

  @Test
  void tellsModulesThatStandTwiceAndCycles() {
    assertThat(Elm.codes(Elm.sources(SHAPES, SHAPES))).containsExactly("duplicate_module");
    Compiled cycle =
        Elm.sources(
            "module Acme.A exposing (..)\n\nimport Acme.B\n",
            "module Acme.B exposing (..)\n\nimport Acme.C\n",
            "module Acme.C exposing (..)\n\nimport Acme.A\nimport Acme.B\n");
    assertThat(Elm.codes(cycle)).containsExactly("import_cycle");
    assertThat(cycle.diagnostics().getFirst().message())
        .startsWith("Modules import one another: Acme.A imports Acme.B imports Acme.C imports");
  }

  @Test
  void tellsFaultsOfAllSourcesInOneRun() {
    Compiled compiled =
        Elm.sources(
            """
            module Acme.A exposing (..)

            v : Int
            v = w

            u : Int
            u = )

            t : Int
            t = ""
            """,
            "module Acme.B exposing (..)\n\nimport Acme.C\n\nv : Strin\nv = \"\"\n");
    assertThat(compiled.ir()).isNull();
    assertThat(
            compiled.diagnostics().stream()
                .map(d -> d.location().file() + ":" + d.location().startLine() + " " + d.code()))
        .containsExactly(
            "0.elm:4 unknown_name",
            "0.elm:7 syntax_error",
            "1.elm:3 unknown_module",
            "1.elm:5 unknown_name");
  }

  @Test
  void readsSourcesOfOtherSystems() {
    String windows = "\uFEFF" + SHAPES.replace("\n", "\r\n");
    assertThat(Elm.classic(Elm.sources(windows))).isEqualTo(Elm.classic(Elm.sources(SHAPES)));
    Compiled text = Elm.main("s : String\ns =\n    \"\"\"a\r\nb\"\"\"");
    assertThat(Elm.shortV4(text)).contains("{\"StringLiteral\":\"a\\nb\"}");
  }

  @Test
  void hasNoState() {
    var frontend = new ElmFrontend();
    List<SourceFile> sources = List.of(new SourceFile("a.elm", SHAPES));
    assertThat(frontend.compile(sources, JsonObject.EMPTY))
        .isEqualTo(frontend.compile(sources, JsonObject.EMPTY));
  }
}
