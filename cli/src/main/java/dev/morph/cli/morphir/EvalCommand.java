package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.cli.Terminal;
import dev.morph.cli.VersionCommand;
import dev.morph.ir.FQName;
import dev.morph.ir.Type;
import dev.morph.ir.evaluate.DataCodec;
import dev.morph.ir.evaluate.DataException;
import dev.morph.ir.evaluate.EvaluationException;
import dev.morph.ir.evaluate.Evaluator;
import dev.morph.ir.evaluate.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code morphir eval}: the value of a function for some arguments. */
@Command(
    name = "eval",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.MorphirProvider.class,
    description = {
      "Evaluates a value or a function of a document of the IR.",
      "Arguments and result are JSON that the types give its meaning: see"
          + " docs/reference/evaluation.md."
    },
    footer = {
      "",
      "Examples:",
      "  morphir eval shop.json Shop:Orders:discount '[[\"member\", [\"gold\"]]]'",
      "  morphir eval shop.json shop:orders#total @arguments.json --trace"
    })
final class EvalCommand implements Callable<Integer> {
  private static final int TRACED = 1_000;

  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "IR", description = "A document of the IR, v1 to v4.")
  private String in = "";

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "What is evaluated: Pkg.Path:Mod.Path:localName, or pkg/path:mod/path#name.")
  private String name = "";

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "ARGS",
      description = "A JSON array of arguments, @FILE, or - for standard input; none by default.")
  private @Nullable String arguments;

  @Option(names = "--trace", description = "Prints the calls with arguments and results.")
  private boolean trace;

  @Option(names = "--json", description = "Prints one JSON document: {\"ok\"} or {\"error\"}.")
  private boolean json;

  @Mixin private EvaluationMixin bounds = new EvaluationMixin();

  EvalCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    IrInput.requireOneStandard(in, arguments);
    JsonArray given = given();
    var evaluator = Evaluator.of(IrInput.distribution(terminal, in).distribution());
    FQName function = Names.parse(name);
    Trace calls = trace ? new Trace(TRACED) : null;
    try {
      List<Object> values = decoded(evaluator, function, given);
      JsonValue result =
          DataCodec.encode(evaluator.evaluate(function, values, bounds.limits(), calls));
      if (json) {
        terminal.document(JsonObject.builder().put("ok", result).build());
      } else {
        terminal.out().println(Json.write(result));
      }
      return 0;
    } catch (EvaluationException e) {
      throw new IrException(e.error().word(), e.report(), List.of());
    } catch (DataException e) {
      throw new IrException("invalid_data", String.valueOf(e.getMessage()), List.of());
    } finally {
      print(calls);
    }
  }

  private JsonArray given() {
    String text = arguments;
    if (text == null) {
      return JsonArray.EMPTY;
    }
    try {
      JsonValue value =
          text.equals(IrInput.STANDARD) || text.startsWith("@")
              ? Json.parse(IrInput.bytes(terminal, text.startsWith("@") ? text.substring(1) : text))
              : Json.parse(text);
      if (value instanceof JsonArray array) {
        return array;
      }
    } catch (JsonException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "the arguments are no JSON: " + e.getMessage(), e);
    }
    throw new MorphException(
        ErrorCode.USAGE_INVALID, "the arguments are a JSON array, as [1, \"a\"]");
  }

  private static List<Object> decoded(Evaluator evaluator, FQName function, JsonArray given) {
    Type type = evaluator.types().value(function);
    if (type == null) {
      throw new MorphException(
          ErrorCode.NOT_FOUND,
          "there is no value " + function + "; `morphir inspect` shows what there is");
    }
    DataCodec codec = DataCodec.of(evaluator.types());
    List<Object> values = new ArrayList<>();
    for (JsonValue argument : given.items()) {
      if (!(evaluator.types().expand(type) instanceof Type.Function taking)) {
        throw counted(function, values.size(), given);
      }
      try {
        values.add(codec.decode(taking.parameter(), argument));
      } catch (DataException e) {
        throw new IrException(
            "invalid_data", "argument " + (values.size() + 1) + ": " + e.getMessage(), List.of());
      }
      type = taking.result();
    }
    int taken = values.size();
    while (evaluator.types().expand(type) instanceof Type.Function missing) {
      type = missing.result();
      taken++;
    }
    if (taken > values.size()) {
      throw counted(function, taken, given);
    }
    return values;
  }

  private static MorphException counted(FQName function, int taken, JsonArray given) {
    return new MorphException(
        ErrorCode.USAGE_INVALID,
        function
            + (taken == 1 ? " takes 1 argument, found " : " takes " + taken + " arguments, found ")
            + given.items().size());
  }

  private void print(@Nullable Trace calls) {
    if (calls != null) {
      calls.calls().forEach(call -> terminal.note(call.toString()));
      if (calls.omitted() > 0) {
        terminal.note("and " + calls.omitted() + " calls more");
      }
    }
  }
}
