package dev.morph.ir.evaluate;

import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.ir.FQName;
import dev.morph.ir.Type;
import dev.morph.ir.types.TypeEnvironment;
import dev.morph.morphir.sdk.Equality;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Test cases of a file, in the order of the file: {@code morphir-tests.json}, whose values are of
 * the form of {@link DataCodec}, or an object with {@code cases}, whose values tell their types.
 * Immutable, safe to share.
 */
public final class TestFile {
  private final List<Case> cases;
  private final boolean tagged;

  private TestFile(List<Case> cases, boolean tagged) {
    this.cases = List.copyOf(cases);
    this.tagged = tagged;
  }

  /**
   * One case.
   *
   * @param expected null if an error is expected
   */
  private record Case(
      FQName name, String description, List<JsonValue> inputs, @Nullable JsonValue expected) {}

  /** What came of a case. */
  public sealed interface Outcome {
    /** The value is the expected one, or an error came where one was expected. */
    record Passed() implements Outcome {}

    /** Another value came than was expected; both as Elm writes them. */
    record Failed(String expected, String found) implements Outcome {}

    /** There was no value: an error of the evaluation, or JSON that is none of the type. */
    record Broken(String message) implements Outcome {}
  }

  /**
   * A case that was run.
   *
   * @param index of the case in the file, from 0
   * @param description as in the file; often empty
   */
  public record Result(int index, FQName name, String description, Outcome outcome) {
    /** True if it passed. */
    public boolean passed() {
      return outcome instanceof Outcome.Passed;
    }
  }

  /**
   * The cases of a parsed file.
   *
   * @throws DataException if it is no file of test cases
   */
  public static TestFile read(JsonValue file) {
    return switch (file) {
      case JsonArray(List<JsonValue> functions) -> new TestFile(ofFunctions(functions), false);
      case JsonObject object when object.get("cases") instanceof JsonArray(List<JsonValue> cases) ->
          new TestFile(ofCases(cases), true);
      default ->
          throw DataCodec.wrong(
              "an array of pairs of a name and its cases, or an object with cases", file);
    };
  }

  /** How many cases there are. */
  public int size() {
    return cases.size();
  }

  /** Runs all cases, each with all of the limits. */
  public List<Result> run(Evaluator evaluator, EvaluationLimits limits) {
    List<Result> results = new ArrayList<>();
    for (Case one : cases) {
      results.add(
          new Result(results.size(), one.name, one.description, outcome(one, evaluator, limits)));
    }
    return results;
  }

  private Outcome outcome(Case one, Evaluator evaluator, EvaluationLimits limits) {
    try {
      TypeEnvironment types = evaluator.types();
      Signature signature = Signature.of(types, one.name, one.inputs.size());
      List<Object> arguments = new ArrayList<>();
      for (JsonValue input : one.inputs) {
        int index = arguments.size();
        arguments.add(argument(types, signature.parameter(index), input, index));
      }
      Object expected =
          one.expected == null ? null : decode(types, signature.result(), one.expected);
      return compared(expected, one, evaluator, arguments, limits);
    } catch (DataException e) {
      return new Outcome.Broken(String.valueOf(e.getMessage()));
    }
  }

  private Object argument(
      TypeEnvironment types, @Nullable Type parameter, JsonValue input, int index) {
    try {
      return decode(types, parameter, input);
    } catch (DataException e) {
      throw e.within(index).within("inputs");
    }
  }

  private Object decode(TypeEnvironment types, @Nullable Type type, JsonValue json) {
    if (tagged) {
      return new TaggedData(types).decode(type, json);
    }
    if (type == null) {
      throw new DataException("the type of this value is not known");
    }
    return DataCodec.of(types).decode(type, json);
  }

  private static Outcome compared(
      @Nullable Object expected,
      Case one,
      Evaluator evaluator,
      List<Object> arguments,
      EvaluationLimits limits) {
    Object found;
    try {
      found = evaluator.evaluate(one.name, arguments, limits, null);
    } catch (EvaluationException e) {
      return expected == null ? new Outcome.Passed() : new Outcome.Broken(e.report());
    }
    if (expected == null) {
      return new Outcome.Failed("an error", ValueText.of(found));
    }
    return same(expected, found)
        ? new Outcome.Passed()
        : new Outcome.Failed(ValueText.of(expected), ValueText.of(found));
  }

  private static boolean same(Object expected, Object found) {
    if (expected instanceof Double wanted && wanted.isNaN()) {
      return found instanceof Double number && number.isNaN();
    }
    try {
      return Equality.equal(expected, found);
    } catch (IllegalArgumentException e) {
      return false; // there is a function in it
    }
  }

  private static List<Case> ofFunctions(List<JsonValue> functions) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < functions.size(); i++) {
      try {
        List<JsonValue> pair = DataCodec.items(functions.get(i), "a pair of a name and its cases");
        if (pair.size() != 2) {
          throw DataCodec.wrong("a pair of a name and its cases", functions.get(i));
        }
        FQName name = DataNames.fqName(pair.getFirst());
        for (JsonValue one : DataCodec.items(pair.get(1), "an array of cases")) {
          cases.add(ofFunction(name, one));
        }
      } catch (DataException e) {
        throw e.within(i);
      }
    }
    return cases;
  }

  private static Case ofFunction(FQName name, JsonValue json) {
    JsonObject object = object(json);
    JsonValue expected = object.get("expectedOutput");
    if (expected == null) {
      throw new DataException("expectedOutput is missing");
    }
    return new Case(name, text(object.get("description")), inputs(object), expected);
  }

  private static List<Case> ofCases(List<JsonValue> list) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      try {
        cases.add(ofCase(object(list.get(i))));
      } catch (DataException e) {
        throw e.within(i).within("cases");
      }
    }
    return cases;
  }

  private static Case ofCase(JsonObject object) {
    JsonValue name = object.get("fqName");
    if (name == null) {
      throw new DataException("fqName is missing");
    }
    JsonValue expected = object.get("elmExpected");
    if (expected == null) {
      expected = object.get("expected");
    }
    if (expected == null && !object.has("expectedErrorUpstream")) {
      throw new DataException("expected is missing");
    }
    String description = text(object.get("suite")) + ": " + text(object.get("label"));
    return new Case(DataNames.fqName(name), description, inputs(object), expected);
  }

  private static JsonObject object(JsonValue json) {
    if (!(json instanceof JsonObject object)) {
      throw DataCodec.wrong("an object, which is a case", json);
    }
    return object;
  }

  private static List<JsonValue> inputs(JsonObject object) {
    JsonValue inputs = object.get("inputs");
    if (inputs == null) {
      throw new DataException("inputs is missing");
    }
    return DataCodec.items(inputs, "an array of inputs");
  }

  private static String text(@Nullable JsonValue json) {
    return json instanceof JsonString(String text) ? text : "";
  }
}
