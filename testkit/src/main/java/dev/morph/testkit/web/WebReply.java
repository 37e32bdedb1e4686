package dev.morph.testkit.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The way back to the client. Belongs to the handler's thread. */
public final class WebReply {
  private final OutputStream out;
  private final boolean head;
  private boolean keepAlive;

  WebReply(OutputStream out, boolean head) {
    this.out = out;
    this.head = head;
  }

  /**
   * Sends a whole response with its length; the connection stays open.
   *
   * @param headers names and values in turn
   */
  public void send(int status, byte[] body, String... headers) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append("HTTP/1.1 ").append(status).append(" Status\r\n");
    for (int i = 0; i + 1 < headers.length; i += 2) {
      text.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
    }
    text.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    raw(text.toString());
    if (!head) {
      out.write(body);
    }
    out.flush();
    keepAlive = true;
  }

  /** Sends a whole response with a text body. */
  public void send(int status, String body, String... headers) throws IOException {
    send(status, body.getBytes(StandardCharsets.UTF_8), headers);
  }

  /** Sends a redirect. */
  public void redirect(int status, String location) throws IOException {
    send(status, "moved", "Location", location);
  }

  /** Writes bytes as they are, be they HTTP or not; the connection is closed after the handler. */
  public void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    keepAlive = false;
  }

  /** Writes Latin-1 text as it is. */
  public void raw(String text) throws IOException {
    raw(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  boolean keepAlive() {
    return keepAlive;
  }
}
