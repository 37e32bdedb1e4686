package dev.morph.builtins.elm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morph.ir.FQName;
import dev.morph.ir.evaluate.Evaluator;
import dev.morph.morphir.sdk.Maybe;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What compiled definitions answer. */
class ElmEvaluationTest {
  private static Object evaluate(String source, String name, Object... arguments) {
    var library = Elm.library(Elm.main(source));
    return Evaluator.of(library).evaluate(FQName.parse("acme:main#" + name), List.of(arguments));
  }

  @Test
  void bindsOperatorsAsElmDoes() {
    assertThat(evaluate("v : Int\nv = 10 - 2 * 3 - 2 ^ 2 ^ 1 + 7 // 2", "v")).isEqualTo(3L);
    assertThat(evaluate("v : Bool\nv = 1 + 1 == 2 && not (2 < 1) || False", "v")).isEqualTo(true);
    assertThat(evaluate("v : String\nv = \"a\" ++ \"b\" |> String.append \"c\"", "v"))
        .isEqualTo("cab");
    assertThat(evaluate("v : Int\nv = ((\\x -> x * 2) << (\\x -> x + 1)) 4", "v")).isEqualTo(10L);
    assertThat(evaluate("v : Float\nv = 1 / 4 + 1", "v")).isEqualTo(1.25);
  }

  @Test
  void callsFunctionsThatCallThemselves() {
    String source =
        """
        total : List Int -> Int
        total list =
            case list of
                [] ->
                    0

                first :: rest ->
                    first + total rest


        isEven : Int -> Bool
        isEven n =
            let
                even k =
                    k == 0 || odd (k - 1)

                odd k =
                    k /= 0 && even (k - 1)
            in
            even n
        """;
    assertThat(evaluate(source, "total", List.of(1L, 2L, 3L))).isEqualTo(6L);
    assertThat(evaluate(source, "is-even", 10L)).isEqualTo(true);
    assertThat(evaluate(source, "is-even", 7L)).isEqualTo(false);
  }

  @Test
  void ordersLetsByWhatTheyNeed() {
    String source =
        """
        f : Int -> Int
        f n =
            let
                a = b * 2
                ( b, { c } ) = ( n + one, { c = 3 } )
                one = 1
            in
            a + c
        """;
    assertThat(evaluate(source, "f", 4L)).isEqualTo(13L);
  }

  @Test
  void takesRecordsAndCustomTypesApart() {
    String source =
        """
        type Shape
            = Circle Float
            | Box { width : Float, height : Float }


        type alias Named =
            { name : String, shape : Shape }


        area : Shape -> Float
        area shape =
            case shape of
                Circle r -> 3 * r ^ 2
                Box { width, height } -> width * height


        largest : List Named -> Maybe String
        largest all =
            all
                |> List.sortBy (.shape >> area >> negate)
                |> List.head
                |> Maybe.map .name


        v : Maybe String
        v =
            largest
                [ Named "circle" (Circle 2)
                , { shape = Box { height = 5, width = 4 }, name = "box" }
                , let small = Named "small" (Circle 1) in { small | name = "?" }
                ]
        """;
    assertThat(evaluate(source, "v")).isEqualTo(new Maybe.Just<>("box"));
  }
}
