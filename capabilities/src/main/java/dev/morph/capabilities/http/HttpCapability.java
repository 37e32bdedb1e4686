package dev.morph.capabilities.http;

import dev.morph.base.ErrorCode;
import dev.morph.capabilities.rate.MinuteRate;
import dev.morph.capabilities.vault.CallSecrets;
import dev.morph.capabilities.vault.SecretStore;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.Handler;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limit;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code morphee:extensions/http}: web requests of guests by the egress rule
 * (docs/reference/http.md). Safe for several threads; {@link #close} breaks off what is under way.
 */
public final class HttpCapability implements Capability, AutoCloseable {
  private static final String MODULE = "morphee:extensions/http@1.0.0";
  private static final WitType STRING = WitType.Primitive.STRING;
  private static final WitType.ListOf BYTES = new WitType.ListOf(WitType.Primitive.U8);
  private static final WitType.Field HEADERS =
      new WitType.Field("headers", new WitType.ListOf(new WitType.Tuple(List.of(STRING, STRING))));
  private static final WitType.Field STATUS = new WitType.Field("status", WitType.Primitive.U32);
  private static final WitType.Field BODY = new WitType.Field("body", BYTES);
  private static final List<WitType.Field> REQUEST =
      List.of(
          new WitType.Field(
              "req",
              new WitType.Record(
                  List.of(
                      new WitType.Field("method", STRING),
                      new WitType.Field("url", STRING),
                      HEADERS,
                      new WitType.Field("body", new WitType.Option(BYTES))))));

  /** What a call waits for here. */
  static final String AWAITED = "a web request";

  static final HostFunctionType FETCH =
      new HostFunctionType(
          new WitFunction(REQUEST, resultOf(STATUS, BODY)),
          new HostFunctionType.Canonical(MODULE, "fetch"),
          null);
  static final HostFunctionType SEND =
      new HostFunctionType(
          new WitFunction(REQUEST, resultOf(STATUS, HEADERS, BODY)),
          new HostFunctionType.Canonical(MODULE, "send"),
          new HostFunctionType.Bytes("http", null));

  private final HttpSettings settings;
  private final HostHeaders hostHeaders;
  private final LongSupplier nanoClock;
  private @Nullable WebClient client;

  HttpCapability(HttpSettings settings, CallSecrets secrets, LongSupplier nanoClock) {
    this.settings = settings;
    this.hostHeaders = new HostHeaders(secrets);
    this.nanoClock = nanoClock;
  }

  /** By the operator's settings; the host adds what the secrets of the call say, and no others. */
  public static HttpCapability create(HttpSettings settings) {
    return new HttpCapability(settings, CallSecrets.of(null), System::nanoTime);
  }

  /** The same with the secrets of a store beside those of the call. */
  public static HttpCapability create(HttpSettings settings, SecretStore store) {
    return new HttpCapability(settings, CallSecrets.of(store), System::nanoTime);
  }

  private static WitType resultOf(WitType.Field... fields) {
    return new WitType.Result(new WitType.Record(List.of(fields)), STRING);
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(FETCH, SEND);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    MinuteRate rate =
        new MinuteRate(
            ErrorCode.LIMIT_HTTP_RATE, "web requests", limits.value(Limit.HTTP_RATE), nanoClock);
    Egress egress = new Egress(policy, settings, rate, hostHeaders, this::client);
    Handler fetch =
        (call, arguments) -> {
          WebResponse response = egress.send(call, (List<?>) arguments[0]);
          return List.of((long) response.status(), response.body());
        };
    Handler send =
        (call, arguments) -> {
          WebResponse response = egress.send(call, (List<?>) arguments[0]);
          List<List<String>> headers =
              response.headers().stream()
                  .map(header -> List.of(header.name(), header.value()))
                  .toList();
          return List.of((long) response.status(), headers, response.body());
        };
    return function -> function.equals(FETCH) ? fetch : send;
  }

  /** Made by the first request: most guests send none, and start time counts. */
  private synchronized WebClient client() {
    if (client == null) {
      client = new WebClient(settings);
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
      client = null;
    }
  }
}
