package dev.morph.builtins.elm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operators of the language: how they bind, and the functions of the SDK that they are. */
final class Operators {
  enum Side {
    LEFT,
    RIGHT,
    NONE
  }

  /**
   * An operator.
   *
   * @param precedence 0 to 9; a higher one binds more tightly
   * @param module the module of the SDK; empty if it is no function
   */
  record Operator(String symbol, int precedence, Side side, String module, String function) {}

  /** What stands between other things than operands, though it looks like an operator. */
  private static final Set<String> RESERVED = Set.of("=", "->", "|", ":", "..", ".", "_");

  private static final Map<String, Operator> ALL = new LinkedHashMap<>();

  static {
    put("<|", 0, Side.RIGHT, "", "");
    put("|>", 0, Side.LEFT, "", "");
    put("||", 2, Side.RIGHT, "Basics", "or");
    put("&&", 3, Side.RIGHT, "Basics", "and");
    put("==", 4, Side.NONE, "Basics", "equal");
    put("/=", 4, Side.NONE, "Basics", "notEqual");
    put("<", 4, Side.NONE, "Basics", "lessThan");
    put(">", 4, Side.NONE, "Basics", "greaterThan");
    put("<=", 4, Side.NONE, "Basics", "lessThanOrEqual");
    put(">=", 4, Side.NONE, "Basics", "greaterThanOrEqual");
    put("++", 5, Side.RIGHT, "Basics", "append");
    put("::", 5, Side.RIGHT, "List", "cons");
    put("+", 6, Side.LEFT, "Basics", "add");
    put("-", 6, Side.LEFT, "Basics", "subtract");
    put("*", 7, Side.LEFT, "Basics", "multiply");
    put("/", 7, Side.LEFT, "Basics", "divide");
    put("//", 7, Side.LEFT, "Basics", "integerDivide");
    put("^", 8, Side.RIGHT, "Basics", "power");
    put("<<", 9, Side.LEFT, "Basics", "composeLeft");
    put(">>", 9, Side.RIGHT, "Basics", "composeRight");
  }

  private Operators() {}

  private static void put(
      String symbol, int precedence, Side side, String module, String function) {
    ALL.put(symbol, new Operator(symbol, precedence, side, module, function));
  }

  /** True if a symbol stands between operands, be it known or not. */
  static boolean looksLikeOne(String symbol) {
    return "()[]{},\\`".indexOf(symbol.charAt(0)) < 0 && !RESERVED.contains(symbol);
  }

  /** Refuses a symbol that is no operator. */
  static void check(Token token) {
    String symbol = token.text();
    if (ALL.containsKey(symbol)) {
      return;
    }
    String help =
        switch (symbol) {
          case "%" -> "Write modBy divisor number.";
          case "!=" -> "Write /=.";
          case "===" -> "Write ==.";
          case "!" -> "Write not.";
          case "&", "|" -> "Write && or ||.";
          default -> "Accepted are " + String.join(" ", ALL.keySet()) + ".";
        };
    throw new SyntaxException(
        ElmFault.SYNTAX_ERROR,
        token.span(),
        "There is no operator " + Texts.shown(symbol) + ". " + help);
  }

  static Operator of(String symbol) {
    Operator operator = ALL.get(symbol);
    if (operator == null) {
      throw new IllegalArgumentException("no operator: " + symbol);
    }
    return operator;
  }

  /**
   * The operator that binds least tightly, and so is done last.
   *
   * @param from the first of those that are looked at
   * @param to the one after the last
   */
  static int last(List<Identifier> operators, int from, int to) {
    int last = from;
    @Nullable Identifier clash = null;
    for (int i = from + 1; i < to; i++) {
      Operator best = of(operators.get(last).text());
      Operator other = of(operators.get(i).text());
      if (other.precedence() < best.precedence()) {
        last = i;
        clash = null;
      } else if (other.precedence() == best.precedence()) {
        if (best.side() == Side.NONE || other.side() != best.side()) {
          clash = operators.get(i);
        } else if (other.side() == Side.LEFT) {
          last = i;
        }
      }
    }
    if (clash != null) {
      throw new SyntaxException(
          ElmFault.SYNTAX_ERROR,
          clash.span(),
          "The operators "
              + operators.get(last).text()
              + " and "
              + clash.text()
              + " do not stand beside one another. Use parentheses.");
    }
    return last;
  }
}
