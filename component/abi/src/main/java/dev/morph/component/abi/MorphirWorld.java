package dev.morph.component.abi;

import static dev.morph.component.abi.WitType.Primitive.STRING;
import static dev.morph.component.abi.WitType.Primitive.U64;
import static dev.morph.component.abi.WitType.Primitive.U8;

import java.util.List;

/**
 * What the worlds of {@code morphir:ext@0.1.0} and {@code morphir:extension} export; see {@code
 * wit/morphir-ext} and {@code wit/morphir-extension}.
 */
public final class MorphirWorld {
  /** The interface of a program, without a version. */
  public static final String PROGRAM = "morphir:ext/program";

  /** The interface of a frontend, without a version. */
  public static final String FRONTEND = "morphir:ext/design-time-frontend";

  /** The interface of a backend, without a version. */
  public static final String BACKEND = "morphir:ext/design-time-backend";

  /** The interface that frontends and backends share, without a version. */
  public static final String COMMON_BACKEND = "morphir:ext/common-backend";

  /** The interface of a transformer. */
  public static final String TRANSFORMER = "morphir:extension/extension";

  /** {@code record header {seqnum, session-id, kind}}. */
  public static final WitType HEADER =
      new WitType.Record(
          List.of(
              new WitType.Field("seqnum", U64),
              new WitType.Field("session-id", STRING),
              new WitType.Field("kind", new WitType.Option(STRING))));

  /** {@code record envelope {header, content-type, content}}. */
  public static final WitType ENVELOPE =
      new WitType.Record(
          List.of(
              new WitType.Field("header", HEADER),
              new WitType.Field("content-type", STRING),
              new WitType.Field("content", new WitType.ListOf(U8))));

  private static final WitType ENVELOPE_PAIR = new WitType.Tuple(List.of(ENVELOPE, ENVELOPE));

  /** {@code program.init}: the model and the commands. */
  public static final WitFunction INIT =
      new WitFunction(List.of(new WitType.Field("init-data", ENVELOPE)), ENVELOPE_PAIR);

  /** {@code program.update}: the model and the commands. */
  public static final WitFunction UPDATE =
      new WitFunction(
          List.of(new WitType.Field("msg", ENVELOPE), new WitType.Field("model", ENVELOPE)),
          ENVELOPE_PAIR);

  /** {@code program.subscriptions}. */
  public static final WitFunction SUBSCRIPTIONS =
      new WitFunction(List.of(new WitType.Field("model", ENVELOPE)), ENVELOPE);

  /** {@code get-capabilities} of {@code program} and {@code common-backend}. */
  public static final WitFunction GET_CAPABILITIES = new WitFunction(List.of(), ENVELOPE);

  /** {@code design-time-frontend.frontend-compile}. */
  public static final WitFunction FRONTEND_COMPILE =
      new WitFunction(List.of(new WitType.Field("input", ENVELOPE)), ENVELOPE);

  /** {@code design-time-backend.backend-generate}. */
  public static final WitFunction BACKEND_GENERATE =
      new WitFunction(List.of(new WitType.Field("input", ENVELOPE)), ENVELOPE);

  /** {@code record init-result {status}} of a transformer. */
  public static final WitType INIT_RESULT =
      new WitType.Record(List.of(new WitType.Field("status", STRING)));

  /** {@code record capability} of a transformer. */
  public static final WitType CAPABILITY =
      new WitType.Record(
          List.of(
              new WitType.Field("name", STRING),
              new WitType.Field("description", STRING),
              new WitType.Field("params-schema", new WitType.Option(STRING)),
              new WitType.Field("return-schema", new WitType.Option(STRING))));

  /** {@code extension.initialize}. */
  public static final WitFunction INITIALIZE =
      new WitFunction(List.of(new WitType.Field("config", STRING)), INIT_RESULT);

  /** {@code extension.capabilities}. */
  public static final WitFunction CAPABILITIES =
      new WitFunction(List.of(), new WitType.ListOf(CAPABILITY));

  /** {@code extension.transform}. */
  public static final WitFunction TRANSFORM =
      new WitFunction(
          List.of(new WitType.Field("params", STRING)), new WitType.Result(STRING, STRING));

  private MorphirWorld() {}
}
