package dev.morph.testkit.web;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A web server on a loopback address and a free port. It speaks HTTP/1.1 on bare sockets, so that a
 * handler may also answer what no sound server would. Safe for several threads; close it.
 */
public final class LoopbackServer implements AutoCloseable {
  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

  private final ServerSocket listener;
  private final boolean tls;
  private final Map<String, WebHandler> handlers = new ConcurrentHashMap<>();
  private final List<WebRequest> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  private LoopbackServer(ServerSocket listener, boolean tls) {
    this.listener = listener;
    this.tls = tls;
    Thread.ofVirtual().name("loopback-server").start(this::accept);
  }

  /** Starts a plain server on 127.0.0.1. */
  public static LoopbackServer start() {
    return start(LOOPBACK, 0, null);
  }

  /**
   * Starts a plain server on another loopback address, as 127.0.0.2.
   *
   * @param port 0 for a free one
   */
  public static LoopbackServer start(InetAddress address, int port) {
    return start(address, port, null);
  }

  /** Starts a TLS server on 127.0.0.1. */
  public static LoopbackServer startTls(TestTls tls) {
    return start(LOOPBACK, 0, tls);
  }

  private static LoopbackServer start(InetAddress address, int port, @Nullable TestTls tls) {
    if (!address.isLoopbackAddress()) {
      throw new IllegalArgumentException(address + " is no loopback address");
    }
    try {
      ServerSocket listener =
          tls == null
              ? new ServerSocket(port, 50, address)
              : tls.serverContext().getServerSocketFactory().createServerSocket(port, 50, address);
      return new LoopbackServer(listener, tls != null);
    } catch (IOException e) {
      throw new IllegalStateException("no port on " + address, e);
    }
  }

  /** Answers requests for this path (without query) by the handler; the last one given wins. */
  public LoopbackServer on(String path, WebHandler handler) {
    handlers.put(path, handler);
    return this;
  }

  /** The port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** A URL of this server by its address. */
  public String url(String path) {
    return url(listener.getInetAddress().getHostAddress(), path);
  }

  /** A URL of this server by a name that a test's resolver knows. */
  public String url(String host, String path) {
    return (tls ? "https://" : "http://") + host + ":" + port() + path;
  }

  /** What arrived, in order. */
  public List<WebRequest> requests() {
    return List.copyOf(requests);
  }

  /** What arrived for a path. */
  public List<WebRequest> requests(String path) {
    return requests.stream().filter(request -> request.path().equals(path)).toList();
  }

  /** How many connections were accepted. */
  public int connections() {
    return connections.get();
  }

  /** How many connections are open. */
  public int openConnections() {
    return sockets.size();
  }

  @Override
  public void close() {
    quietly(listener);
    sockets.forEach(LoopbackServer::quietly);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        int number = connections.incrementAndGet();
        Thread.ofVirtual().name("loopback-" + number).start(() -> serve(socket, number));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket, int number) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean open = true;
      while (open) {
        WebRequest request = read(in, number);
        if (request == null) {
          return;
        }
        requests.add(request);
        WebReply reply = new WebReply(socket.getOutputStream(), request.method().equals("HEAD"));
        WebHandler handler = handlers.get(request.path());
        if (handler == null) {
          reply.send(404, "no handler for " + request.path());
        } else {
          handler.handle(request, reply);
        }
        open = reply.keepAlive();
      }
    } catch (IOException e) {
      // The client or the test went away: nothing to answer to.
    } finally {
      sockets.remove(socket);
    }
  }

  private static @Nullable WebRequest read(InputStream in, int number) throws IOException {
    String start = line(in);
    if (start == null) {
      return null;
    }
    String[] words = start.split(" ", 3);
    if (words.length != 3) {
      throw new IOException("not a request line: " + start);
    }
    List<WebRequest.Header> headers = new ArrayList<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.add(
          new WebRequest.Header(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
    WebRequest head = new WebRequest(words[0], words[1], headers, new byte[0], number);
    return new WebRequest(words[0], words[1], headers, body(in, head), number);
  }

  private static byte[] body(InputStream in, WebRequest head) throws IOException {
    if (head.header("Transfer-Encoding").isPresent()) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      while (true) {
        String size = line(in);
        if (size == null) {
          throw new EOFException();
        }
        int length = Integer.parseInt(size.strip(), 16);
        body.write(in.readNBytes(length));
        line(in);
        if (length == 0) {
          return body.toByteArray();
        }
      }
    }
    return in.readNBytes(Integer.parseInt(head.header("Content-Length").orElse("0")));
  }

  /** A line without its end; null at the end of the stream. */
  private static @Nullable String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return null;
    }
    while (b >= 0 && b != '\n') {
      if (b != '\r') {
        line.write(b);
      }
      b = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // Closing is all that was wanted.
    }
  }
}
