package dev.morph.builtins.java;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the value of an expression goes. */
sealed interface Sink {
  /** What the value has to be. */
  JavaType type();

  /** The statement that takes the value there. */
  String statement(String value);

  /** Out of the method, or around its loop again. */
  record Return(JavaType type, @Nullable Loop loop) implements Sink {
    @Override
    public String statement(String value) {
      return "return " + value + ";";
    }
  }

  /** Into a variable that has no value yet. */
  record Assign(String variable, JavaType type) implements Sink {
    @Override
    public String statement(String value) {
      return variable + " = " + value + ";";
    }
  }

  /**
   * A function that calls itself last, as a loop.
   *
   * @param reference its name; null if it is local
   * @param local its name; null if it is none of a let
   * @param method of a local function
   * @param variables what holds its arguments
   */
  record Loop(
      @Nullable FQName reference,
      @Nullable Name local,
      String method,
      List<String> variables,
      List<JavaType> parameters) {}
}
