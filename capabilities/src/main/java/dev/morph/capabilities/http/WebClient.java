package dev.morph.capabilities.http;

import dev.morph.base.ErrorCode;
import dev.morph.capabilities.blocking.Blocking;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.HttpTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SchemePortResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.io.HttpClientConnectionOperator;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Makes one exchange with one address, and nothing on its own: no lookups, redirects, retries,
 * cookies, credentials, proxies or decoding. Connections are kept by (address, name, port,
 * extension). Safe for several threads.
 */
final class WebClient implements AutoCloseable {
  private static final int MAX_HEADER_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 256;
  private static final int CHUNK = 16 * 1024;

  private final CloseableHttpClient client;

  WebClient(HttpSettings settings) {
    client =
        HttpClientBuilder.create()
            .setConnectionManager(connections(settings))
            // Given, so that no proxy of the environment or the JVM is ever asked for.
            .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setAuthenticationEnabled(false)
                    .setRedirectsEnabled(false)
                    .setExpectContinueEnabled(false)
                    .setProtocolUpgradeEnabled(false)
                    .setContentCompressionEnabled(false)
                    .setHardCancellationEnabled(true)
                    .setConnectionRequestTimeout(Timeout.ofSeconds(30))
                    .setConnectionKeepAlive(TimeValue.ofSeconds(30))
                    .build())
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .disableDefaultUserAgent()
            .build();
  }

  private static PoolingHttpClientConnectionManager connections(HttpSettings settings) {
    TlsSocketStrategy tls =
        settings.tls() == null
            ? DefaultClientTlsStrategy.createSystemDefault()
            : new DefaultClientTlsStrategy(settings.tls());
    PoolingHttpClientConnectionManagerBuilder builder =
        new PoolingHttpClientConnectionManagerBuilder() {
          @Override
          protected HttpClientConnectionOperator createConnectionOperator(
              SchemePortResolver ports, DnsResolver resolver, TlsSocketStrategy strategy) {
            return new DefaultHttpClientConnectionOperator(
                // A bare new Socket() would go through a SOCKS proxy of the system properties.
                proxy -> new Socket(Proxy.NO_PROXY),
                ports,
                resolver,
                RegistryBuilder.<TlsSocketStrategy>create().register("https", strategy).build());
          }
        };
    return builder
        .setTlsSocketStrategy(tls)
        .setDnsResolver(new NoLookup())
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(
                    Http1Config.custom()
                        .setMaxLineLength(MAX_HEADER_LINE)
                        .setMaxHeaderCount(MAX_HEADERS)
                        .build())
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.ofSeconds(10))
                .setTimeToLive(TimeValue.ofMinutes(1))
                // Always: a request is never repeated, so it must not go out on a dead connection.
                .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                .build())
        .setDefaultTlsConfig(TlsConfig.custom().setHandshakeTimeout(Timeout.ofSeconds(30)).build())
        .setMaxConnTotal(512)
        .setMaxConnPerRoute(64)
        .build();
  }

  /**
   * One request and its response, read whole unless it is a redirect.
   *
   * @param target where to, already allowed
   * @param requestTarget path and query
   * @param headers all but those of the connection and the framing
   * @param address already allowed; the connection goes there and nowhere else
   * @param owner extensions do not share connections
   * @param maxBody largest body in bytes
   * @throws HostFault LIMIT_HTTP_RESPONSE
   */
  WebResponse exchange(
      CallContext call,
      HttpTarget target,
      String requestTarget,
      List<NameValue> headers,
      byte @Nullable [] body,
      InetAddress address,
      Object owner,
      long maxBody)
      throws IOException {
    String name = unbracketed(target.host());
    Request request =
        new Request(
            target.method(),
            target.scheme(),
            new URIAuthority(name, isDefaultPort(target) ? -1 : target.port()),
            requestTarget);
    headers.forEach(header -> request.addHeader(header.name(), header.value()));
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body, null));
    }
    HttpHost host = new HttpHost(target.scheme(), address, name, target.port());
    HttpClientContext context = HttpClientContext.create();
    context.setUserToken(owner);
    return Blocking.run(
        call,
        Thread.ofVirtual().name("morph-http"),
        HttpCapability.AWAITED,
        () -> {
          ClassicHttpResponse response = client.executeOpen(host, request, context);
          try {
            return read(response, maxBody, request);
          } finally {
            closeQuietly(response);
          }
        },
        request::cancel);
  }

  private static WebResponse read(ClassicHttpResponse response, long maxBody, Request request)
      throws IOException {
    List<NameValue> headers = new ArrayList<>();
    for (Header header : response.getHeaders()) {
      String value = header.getValue();
      headers.add(new NameValue(header.getName(), value == null ? "" : text(value)));
    }
    WebResponse head = new WebResponse(response.getCode(), headers, new byte[0]);
    HttpEntity entity = response.getEntity();
    if (entity == null) {
      return head;
    }
    if (head.location() != null) {
      long length = entity.getContentLength();
      if (length < 0 || length > CHUNK) {
        request.cancel(); // of no use, and may have no end
      } else {
        entity.getContent().skipNBytes(length); // so that the connection can be kept
      }
      return head;
    }
    try {
      return new WebResponse(head.status(), headers, body(entity, maxBody));
    } catch (HostFault e) {
      request.cancel(); // closing alone would read on
      throw e;
    }
  }

  /** Never holds more than the limit, whatever length the server claims. */
  private static byte[] body(HttpEntity entity, long maxBody) throws IOException {
    long claimed = entity.getContentLength();
    if (claimed > maxBody) {
      throw tooLarge(maxBody);
    }
    InputStream in = entity.getContent();
    byte[] bytes = new byte[(int) Math.max(CHUNK, Math.min(claimed + 1, 1024 * 1024))];
    int length = 0;
    while (true) {
      if (length == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(maxBody + 1, 2L * bytes.length));
      }
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        return Arrays.copyOf(bytes, length);
      }
      length += count;
      if (length > maxBody) {
        throw tooLarge(maxBody);
      }
    }
  }

  /** What was read is whole by then; that a connection broke off is no matter. */
  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      // The connection is gone, as it was to be.
    }
  }

  private static HostFault tooLarge(long maxBody) {
    return new HostFault(
        ErrorCode.LIMIT_HTTP_RESPONSE,
        "the response's body is larger than "
            + maxBody
            + " bytes; raise it with --limit http-response=SIZE");
  }

  /** Header bytes come as Latin-1; what is sound UTF-8 is taken as that. */
  private static String text(String latin1) {
    byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      return latin1;
    }
  }

  /** {@code host[:port]}, for messages. */
  static String authority(HttpTarget target) {
    return isDefaultPort(target) ? target.host() : target.host() + ":" + target.port();
  }

  private static boolean isDefaultPort(HttpTarget target) {
    return target.port() == (target.scheme().equals("https") ? 443 : 80);
  }

  static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  /** A request that can be broken off from another thread. */
  private static final class Request extends BasicClassicHttpRequest
      implements CancellableDependency {
    private static final long serialVersionUID = 1L;
    private static final Cancellable CANCELLED = () -> true;

    private final transient AtomicReference<@Nullable Cancellable> running =
        new AtomicReference<>();

    Request(String method, String scheme, URIAuthority authority, String path) {
      super(method, scheme, authority, path);
    }

    @Override
    public void setDependency(Cancellable dependency) {
      Cancellable before =
          running.getAndUpdate(current -> current == CANCELLED ? CANCELLED : dependency);
      if (before == CANCELLED) {
        dependency.cancel();
      }
    }

    @Override
    public boolean isCancelled() {
      return running.get() == CANCELLED;
    }

    @Override
    public boolean cancel() {
      Cancellable before = running.getAndSet(CANCELLED);
      if (before == CANCELLED) {
        return false;
      }
      return before == null || before.cancel();
    }
  }

  /** Addresses are looked up and checked before; a lookup here would be a hole. */
  private static final class NoLookup implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
      throw new UnknownHostException(host);
    }
  }
}
