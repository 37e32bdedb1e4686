package dev.morph.builtins.elm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.builtins.Frontend.Compiled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What definitions become, as compact v4, with {@code ~} for {@code morphir/SDK:} and {@code ^} for
 * the module's own names.
 */
class ElmValuesTest {
  private static void assertDefinition(String name, String source, String expected) {
    Compiled compiled = Elm.main(source);
    assertThat(Elm.diagnostics(compiled)).isEmpty();
    JsonObject json = (JsonObject) Elm.v4(compiled, false);
    for (String member :
        List.of("distribution", "Library", "def", "modules", "main", "Public", "values", name)) {
      json = (JsonObject) json.get(member);
    }
    JsonObject definition = (JsonObject) ((JsonObject) json.get("Public")).get("ExpressionBody");
    String text = expected.replace("~", "morphir/SDK:").replace("^", "acme:main#");
    assertThat(definition).isEqualTo(Json.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void bindsOperatorsByPrecedence() {
    assertDefinition(
        "v",
        """
        v : Int
        v =
            1 + 2 * 3 ^ 2 - 4
        """,
        """
        {"inputTypes":{},"outputType":"~basics#int","body":{"Apply":{"function":{"Apply":
        {"function":{"Reference":"~basics#subtract"},"argument":{"Apply":{"function":{"Apply":
        {"function":{"Reference":"~basics#add"},"argument":{"Literal":{"IntegerLiteral":1}}}},
        "argument":{"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#multiply"},
        "argument":{"Literal":{"IntegerLiteral":2}}}},"argument":{"Apply":{"function":{"Apply":
        {"function":{"Reference":"~basics#power"},"argument":{"Literal":{"IntegerLiteral":3}}}},
        "argument":{"Literal":{"IntegerLiteral":2}}}}}}}}}},"argument":{"Literal":
        {"IntegerLiteral":4}}}}}
        """);
  }

  @Test
  void bindsOperatorsToTheirSides() {
    assertDefinition(
        "v",
        """
        v : List Int
        v =
            1 :: 2 :: [ 10 - 4 - 3 ] ++ []
        """,
        """
        {"inputTypes":{},"outputType":{"Reference":["~list#list","~basics#int"]},"body":
        {"Apply":{"function":{"Apply":{"function":{"Reference":"~list#cons"},"argument":
        {"Literal":{"IntegerLiteral":1}}}},"argument":{"Apply":{"function":{"Apply":{"function":
        {"Reference":"~list#cons"},"argument":{"Literal":{"IntegerLiteral":2}}}},"argument":
        {"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#append"},"argument":
        {"List":[{"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#subtract"},
        "argument":{"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#subtract"},
        "argument":{"Literal":{"IntegerLiteral":10}}}},"argument":{"Literal":{"IntegerLiteral":
        4}}}}}},"argument":{"Literal":{"IntegerLiteral":3}}}}]}}},"argument":{"List":[]}}}}}}}}
        """);
  }

  @Test
  void mapsLogicAndComparison() {
    assertDefinition(
        "v",
        """
        v : Bool
        v =
            not True && 1 < 2 || 'a' == '\\u{62}'
        """,
        """
        {"inputTypes":{},"outputType":"~basics#bool","body":{"Apply":{"function":{"Apply":
        {"function":{"Reference":"~basics#or"},"argument":{"Apply":{"function":{"Apply":
        {"function":{"Reference":"~basics#and"},"argument":{"Apply":{"function":{"Reference":
        "~basics#not"},"argument":{"Literal":{"BoolLiteral":true}}}}}},"argument":{"Apply":
        {"function":{"Apply":{"function":{"Reference":"~basics#less-than"},"argument":
        {"Literal":{"IntegerLiteral":1}}}},"argument":{"Literal":{"IntegerLiteral":2}}}}}}}},
        "argument":{"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#equal"},
        "argument":{"Literal":{"CharLiteral":"a"}}}},"argument":{"Literal":{"CharLiteral":
        "b"}}}}}}}
        """);
  }

  @Test
  void tellsNegationFromSubtraction() {
    assertDefinition(
        "f",
        """
        f : Float -> Float
        f x =
            -x / -2.5 - abs -1
        """,
        """
        {"inputTypes":{"x":"~basics#float"},"outputType":"~basics#float","body":{"Apply":
        {"function":{"Apply":{"function":{"Reference":"~basics#subtract"},"argument":{"Apply":
        {"function":{"Apply":{"function":{"Reference":"~basics#divide"},"argument":{"Apply":
        {"function":{"Reference":"~basics#negate"},"argument":{"Variable":"x"}}}}},"argument":
        {"Literal":{"FloatLiteral":-2.5}}}}}},"argument":{"Apply":{"function":{"Reference":
        "~basics#abs"},"argument":{"Literal":{"FloatLiteral":-1}}}}}}}
        """);
  }

  @Test
  void makesFloatsOfWholeNumbersByTheirType() {
    assertDefinition(
        "f",
        """
        f : Float -> Float
        f x =
            x + 1
        """,
        """
        {"inputTypes":{"x":"~basics#float"},"outputType":"~basics#float","body":{"Apply":
        {"function":{"Apply":{"function":{"Reference":"~basics#add"},"argument":{"Variable":
        "x"}}},"argument":{"Literal":{"FloatLiteral":1}}}}}
        """);
  }

  @Test
  void appliesPipesDirectly() {
    assertDefinition(
        "f",
        """
        f : List Int -> List Int
        f xs =
            xs |> List.map (\\x -> x * 2) |> List.filter ((<) 3)
        """,
        """
        {"inputTypes":{"xs":{"Reference":["~list#list","~basics#int"]}},"outputType":
        {"Reference":["~list#list","~basics#int"]},"body":{"Apply":{"function":{"Apply":
        {"function":{"Reference":"~list#filter"},"argument":{"Apply":{"function":{"Reference":
        "~basics#less-than"},"argument":{"Literal":{"IntegerLiteral":3}}}}}},"argument":
        {"Apply":{"function":{"Apply":{"function":{"Reference":"~list#map"},"argument":
        {"Lambda":{"pattern":{"AsPattern":{"pattern":{"WildcardPattern":{}},"name":"x"}},"body":
        {"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#multiply"},"argument":
        {"Variable":"x"}}},"argument":{"Literal":{"IntegerLiteral":2}}}}}}}},"argument":
        {"Variable":"xs"}}}}}}
        """);
  }

  @Test
  void appliesTheOtherPipeDirectly() {
    assertDefinition(
        "h",
        """
        h : (a -> b) -> a -> b
        h g x =
            g <| identity <| x
        """,
        """
        {"inputTypes":{"g":{"Function":{"parameterType":"a","returnType":"b"}},"x":"a"},
        "outputType":"b","body":{"Apply":{"function":{"Variable":"g"},"argument":{"Apply":
        {"function":{"Reference":"~basics#identity"},"argument":{"Variable":"x"}}}}}}
        """);
  }

  @Test
  void composesFunctions() {
    assertDefinition(
        "f",
        """
        f : Int -> Int
        f =
            (\\x -> x + 1) >> (\\y -> y - 0x10)
        """,
        """
        {"inputTypes":{},"outputType":{"Function":{"parameterType":"~basics#int","returnType":
        "~basics#int"}},"body":{"Apply":{"function":{"Apply":{"function":{"Reference":
        "~basics#compose-right"},"argument":{"Lambda":{"pattern":{"AsPattern":{"pattern":
        {"WildcardPattern":{}},"name":"x"}},"body":{"Apply":{"function":{"Apply":{"function":
        {"Reference":"~basics#add"},"argument":{"Variable":"x"}}},"argument":{"Literal":
        {"IntegerLiteral":1}}}}}}}},"argument":{"Lambda":{"pattern":{"AsPattern":{"pattern":
        {"WildcardPattern":{}},"name":"y"}},"body":{"Apply":{"function":{"Apply":{"function":
        {"Reference":"~basics#subtract"},"argument":{"Variable":"y"}}},"argument":{"Literal":
        {"IntegerLiteral":16}}}}}}}}}
        """);
  }

  @Test
  void changesAndReadsRecords() {
    assertDefinition(
        "f",
        """
        f : { a : Int, b : String } -> { a : Int, b : String }
        f r =
            { r | b = r.b ++ \"""x
        "y" \""", a = .a r }
        """,
        """
        {"inputTypes":{"r":{"Record":{"fields":{"a":"~basics#int","b":"~string#string"}}}},
        "outputType":{"Record":{"fields":{"a":"~basics#int","b":"~string#string"}}},"body":
        {"UpdateRecord":{"target":{"Variable":"r"},"fields":{"a":{"Apply":{"function":
        {"FieldFunction":"a"},"argument":{"Variable":"r"}}},"b":{"Apply":{"function":{"Apply":
        {"function":{"Reference":"~basics#append"},"argument":{"Field":{"target":{"Variable":
        "r"},"name":"b"}}}},"argument":{"Literal":{"StringLiteral":"x\\n\\"y\\" "}}}}}}}}
        """);
  }

  @Test
  void takesRecordPatternsApart() {
    assertDefinition(
        "f",
        """
        type alias P =
            { x : Int, y : Int }


        f : P -> ( P, List P )
        f { x, y } =
            ( P y x, [ { y = x, x = y } ] )
        """,
        """
        {"inputTypes":{"record-1":"^p"},"outputType":{"Tuple":["^p",{"Reference":["~list#list",
        "^p"]}]},"body":{"LetDefinition":{"name":"x","definition":{"ExpressionBody":
        {"inputTypes":{},"outputType":"~basics#int","body":{"Field":{"target":{"Variable":
        "record-1"},"name":"x"}}}},"in":{"LetDefinition":{"name":"y","definition":
        {"ExpressionBody":{"inputTypes":{},"outputType":"~basics#int","body":{"Field":{"target":
        {"Variable":"record-1"},"name":"y"}}}},"in":{"Tuple":[{"Apply":{"function":{"Apply":
        {"function":{"Constructor":"^p"},"argument":{"Variable":"y"}}},"argument":{"Variable":
        "x"}}},{"List":[{"Record":{"fields":{"x":{"Variable":"y"},"y":{"Variable":
        "x"}}}}]}]}}}}}}
        """);
  }

  @Test
  void matchesAllKindsOfPatterns() {
    assertDefinition(
        "f",
        """
        f : List ( Int, String ) -> Maybe String
        f list =
            case list of
                [] ->
                    Nothing

                [ ( 1, "one" ), _ ] ->
                    Just ""

                (( _, s ) as first) :: rest ->
                    if rest == [] then Just s else f (first :: rest)
        """,
        """
        {"inputTypes":{"list":{"Reference":["~list#list",{"Tuple":["~basics#int",
        "~string#string"]}]}},"outputType":{"Reference":["~maybe#maybe","~string#string"]},
        "body":{"PatternMatch":{"value":{"Variable":"list"},"cases":[{"pattern":
        {"EmptyListPattern":{}},"body":{"Constructor":"~maybe#nothing"}},{"pattern":
        {"HeadTailPattern":{"head":{"TuplePattern":[{"LiteralPattern":{"IntegerLiteral":1}},
        {"LiteralPattern":{"StringLiteral":"one"}}]},"tail":{"HeadTailPattern":{"head":
        {"WildcardPattern":{}},"tail":{"EmptyListPattern":{}}}}}},"body":{"Apply":{"function":
        {"Constructor":"~maybe#just"},"argument":{"Literal":{"StringLiteral":""}}}}},{"pattern":
        {"HeadTailPattern":{"head":{"AsPattern":{"pattern":{"TuplePattern":[{"WildcardPattern":
        {}},{"AsPattern":{"pattern":{"WildcardPattern":{}},"name":"s"}}]},"name":"first"}},
        "tail":{"AsPattern":{"pattern":{"WildcardPattern":{}},"name":"rest"}}}},"body":
        {"IfThenElse":{"condition":{"Apply":{"function":{"Apply":{"function":{"Reference":
        "~basics#equal"},"argument":{"Variable":"rest"}}},"argument":{"List":[]}}},"then":
        {"Apply":{"function":{"Constructor":"~maybe#just"},"argument":{"Variable":"s"}}},"else":
        {"Apply":{"function":{"Reference":"^f"},"argument":{"Apply":{"function":{"Apply":
        {"function":{"Reference":"~list#cons"},"argument":{"Variable":"first"}}},"argument":
        {"Variable":"rest"}}}}}}}}]}}}
        """);
  }

  @Test
  void matchesConstructorsOfTheModule() {
    assertDefinition(
        "area",
        """
        type Shape a
            = Circle Float
            | Square { side : Float, tag : a }
            | Point


        area : Shape a -> Float
        area shape =
            case shape of
                Circle r -> pi * r ^ 2
                Square s -> s.side * s.side
                Point -> 0
        """,
        """
        {"inputTypes":{"shape":{"Reference":["^shape","a"]}},"outputType":"~basics#float",
        "body":{"PatternMatch":{"value":{"Variable":"shape"},"cases":[{"pattern":
        {"ConstructorPattern":{"fqname":"^circle","patterns":[{"AsPattern":{"pattern":
        {"WildcardPattern":{}},"name":"r"}}]}},"body":{"Apply":{"function":{"Apply":{"function":
        {"Reference":"~basics#multiply"},"argument":{"Reference":"~basics#pi"}}},"argument":
        {"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#power"},"argument":
        {"Variable":"r"}}},"argument":{"Literal":{"FloatLiteral":2}}}}}}},{"pattern":
        {"ConstructorPattern":{"fqname":"^square","patterns":[{"AsPattern":{"pattern":
        {"WildcardPattern":{}},"name":"s"}}]}},"body":{"Apply":{"function":{"Apply":{"function":
        {"Reference":"~basics#multiply"},"argument":{"Field":{"target":{"Variable":"s"},"name":
        "side"}}}},"argument":{"Field":{"target":{"Variable":"s"},"name":"side"}}}}},{"pattern":
        {"ConstructorPattern":{"fqname":"^point","patterns":[]}},"body":{"Literal":
        {"FloatLiteral":0}}}]}}}
        """);
  }

  @Test
  void matchesTruthCharactersAndUnit() {
    assertDefinition(
        "f",
        """
        f : ( Bool, Char, () ) -> Int
        f t =
            case t of
                ( True, 'a', () ) -> 1
                _ -> 0
        """,
        """
        {"inputTypes":{"t":{"Tuple":["~basics#bool","~char#char",{"Unit":{}}]}},"outputType":
        "~basics#int","body":{"PatternMatch":{"value":{"Variable":"t"},"cases":[{"pattern":
        {"TuplePattern":[{"LiteralPattern":{"BoolLiteral":true}},{"LiteralPattern":
        {"CharLiteral":"a"}},{"UnitPattern":{}}]},"body":{"Literal":{"IntegerLiteral":1}}},
        {"pattern":{"WildcardPattern":{}},"body":{"Literal":{"IntegerLiteral":0}}}]}}}
        """);
  }

  @Test
  void ordersLetsByWhatTheyNeed() {
    assertDefinition(
        "f",
        """
        f : Int -> Int
        f n =
            let
                double : Int -> Int
                double m =
                    twice m

                twice m =
                    m * two

                two =
                    2

                ( a, _ ) =
                    ( double n, () )
            in
            a
        """,
        """
        {"inputTypes":{"n":"~basics#int"},"outputType":"~basics#int","body":{"LetDefinition":
        {"name":"two","definition":{"ExpressionBody":{"inputTypes":{},"outputType":
        "~basics#int","body":{"Literal":{"IntegerLiteral":2}}}},"in":{"LetDefinition":{"name":
        "twice","definition":{"ExpressionBody":{"inputTypes":{},"outputType":{"Function":
        {"parameterType":"~basics#int","returnType":"~basics#int"}},"body":{"Lambda":{"pattern":
        {"AsPattern":{"pattern":{"WildcardPattern":{}},"name":"m"}},"body":{"Apply":{"function":
        {"Apply":{"function":{"Reference":"~basics#multiply"},"argument":{"Variable":"m"}}},
        "argument":{"Variable":"two"}}}}}}},"in":{"LetDefinition":{"name":"double","definition":
        {"ExpressionBody":{"inputTypes":{},"outputType":{"Function":{"parameterType":
        "~basics#int","returnType":"~basics#int"}},"body":{"Lambda":{"pattern":{"AsPattern":
        {"pattern":{"WildcardPattern":{}},"name":"m"}},"body":{"Apply":{"function":{"Variable":
        "twice"},"argument":{"Variable":"m"}}}}}}},"in":{"Destructure":{"pattern":
        {"TuplePattern":[{"AsPattern":{"pattern":{"WildcardPattern":{}},"name":"a"}},
        {"WildcardPattern":{}}]},"value":{"Tuple":[{"Apply":{"function":{"Variable":"double"},
        "argument":{"Variable":"n"}}},{"Unit":{}}]},"in":{"Variable":"a"}}}}}}}}}}
        """);
  }

  @Test
  void makesRecursiveLetsOfThoseThatNeedOneAnother() {
    assertDefinition(
        "f",
        """
        f : Int -> Bool
        f n =
            let
                even k =
                    if k == 0 then True else odd (k - 1)

                odd k =
                    k /= 0 && even (k - 1)
            in
            even n
        """,
        """
        {"inputTypes":{"n":"~basics#int"},"outputType":"~basics#bool","body":{"LetRecursion":
        {"definitions":{"even":{"ExpressionBody":{"inputTypes":{},"outputType":{"Function":
        {"parameterType":"~basics#int","returnType":"~basics#bool"}},"body":{"Lambda":
        {"pattern":{"AsPattern":{"pattern":{"WildcardPattern":{}},"name":"k"}},"body":
        {"IfThenElse":{"condition":{"Apply":{"function":{"Apply":{"function":{"Reference":
        "~basics#equal"},"argument":{"Variable":"k"}}},"argument":{"Literal":{"IntegerLiteral":
        0}}}},"then":{"Literal":{"BoolLiteral":true}},"else":{"Apply":{"function":{"Variable":
        "odd"},"argument":{"Apply":{"function":{"Apply":{"function":{"Reference":
        "~basics#subtract"},"argument":{"Variable":"k"}}},"argument":{"Literal":
        {"IntegerLiteral":1}}}}}}}}}}}},"odd":{"ExpressionBody":{"inputTypes":{},"outputType":
        {"Function":{"parameterType":"~basics#int","returnType":"~basics#bool"}},"body":
        {"Lambda":{"pattern":{"AsPattern":{"pattern":{"WildcardPattern":{}},"name":"k"}},"body":
        {"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#and"},"argument":
        {"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#not-equal"},"argument":
        {"Variable":"k"}}},"argument":{"Literal":{"IntegerLiteral":0}}}}}},"argument":{"Apply":
        {"function":{"Variable":"even"},"argument":{"Apply":{"function":{"Apply":{"function":
        {"Reference":"~basics#subtract"},"argument":{"Variable":"k"}}},"argument":{"Literal":
        {"IntegerLiteral":1}}}}}}}}}}}}},"in":{"Apply":{"function":{"Variable":"even"},
        "argument":{"Variable":"n"}}}}}}
        """);
  }

  @Test
  void takesRecordsApartInLets() {
    assertDefinition(
        "f",
        """
        f : { a : Int } -> Int
        f r =
            let
                { a } = r
            in
            a
        """,
        """
        {"inputTypes":{"r":{"Record":{"fields":{"a":"~basics#int"}}}},"outputType":
        "~basics#int","body":{"Destructure":{"pattern":{"AsPattern":{"pattern":
        {"WildcardPattern":{}},"name":"record-1"}},"value":{"Variable":"r"},"in":
        {"LetDefinition":{"name":"a","definition":{"ExpressionBody":{"inputTypes":{},
        "outputType":"~basics#int","body":{"Field":{"target":{"Variable":"record-1"},"name":
        "a"}}}},"in":{"Variable":"a"}}}}}}
        """);
  }

  @Test
  void keepsFunctionsOfPatternsAsLambdas() {
    assertDefinition(
        "f",
        """
        f : ( Int, Int ) -> Int -> Int
        f ( a, b ) c =
            a + b + c
        """,
        """
        {"inputTypes":{},"outputType":{"Function":{"parameterType":{"Tuple":["~basics#int",
        "~basics#int"]},"returnType":{"Function":{"parameterType":"~basics#int","returnType":
        "~basics#int"}}}},"body":{"Lambda":{"pattern":{"TuplePattern":[{"AsPattern":{"pattern":
        {"WildcardPattern":{}},"name":"a"}},{"AsPattern":{"pattern":{"WildcardPattern":{}},
        "name":"b"}}]},"body":{"Lambda":{"pattern":{"AsPattern":{"pattern":{"WildcardPattern":
        {}},"name":"c"}},"body":{"Apply":{"function":{"Apply":{"function":{"Reference":
        "~basics#add"},"argument":{"Apply":{"function":{"Apply":{"function":{"Reference":
        "~basics#add"},"argument":{"Variable":"a"}}},"argument":{"Variable":"b"}}}}},"argument":
        {"Variable":"c"}}}}}}}}
        """);
  }

  @Test
  void keepsWildcardParametersAsLambdas() {
    assertDefinition(
        "f",
        """
        f : Int -> ()
        f _ =
            ()
        """,
        """
        {"inputTypes":{},"outputType":{"Function":{"parameterType":"~basics#int","returnType":
        {"Unit":{}}}},"body":{"Lambda":{"pattern":{"WildcardPattern":{}},"body":{"Unit":{}}}}}
        """);
  }

  @Test
  void makesParametersOfTheFunctionsThatAValueIs() {
    assertDefinition(
        "f",
        """
        f : Int -> Int -> Int
        f =
            \\a b -> a // b
        """,
        """
        {"inputTypes":{"a":"~basics#int","b":"~basics#int"},"outputType":"~basics#int","body":
        {"Apply":{"function":{"Apply":{"function":{"Reference":"~basics#integer-divide"},
        "argument":{"Variable":"a"}}},"argument":{"Variable":"b"}}}}
        """);
  }
}
