package dev.morph.testkit.web;

import java.io.IOException;

/** Answers a request of a {@link LoopbackServer}. Called on the connection's own thread. */
@FunctionalInterface
public interface WebHandler {
  /**
   * Writes one response. When it answers without having written one, the connection is closed.
   *
   * @throws IOException if the client went away
   */
  void handle(WebRequest request, WebReply reply) throws IOException;
}
