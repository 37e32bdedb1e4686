package dev.morph.component.abi;

import static dev.morph.component.abi.WitType.Primitive.STRING;

import java.util.List;

/**
 * What the worlds of {@code morphee:extensions@1.0.0} export; see {@code wit/morphee-extensions}.
 */
public final class MorpheeWorld {
  /** {@code describe: func() -> string}. */
  public static final WitFunction DESCRIBE = new WitFunction(List.of(), STRING);

  /** {@code execute} with parameters as JSON text. */
  public static final WitFunction EXECUTE =
      new WitFunction(
          List.of(
              new WitType.Field("action", STRING),
              new WitType.Field("params", STRING),
              new WitType.Field("context", STRING)),
          new WitType.Result(STRING, STRING));

  /** {@code execute} of the world {@code morphee-extension-pairs}. */
  public static final WitFunction EXECUTE_PAIRS =
      new WitFunction(
          List.of(
              new WitType.Field("action", STRING),
              new WitType.Field(
                  "params", new WitType.ListOf(new WitType.Tuple(List.of(STRING, STRING))))),
          new WitType.Result(STRING, STRING));

  private MorpheeWorld() {}
}
