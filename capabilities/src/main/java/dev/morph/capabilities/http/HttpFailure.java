package dev.morph.capabilities.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.StreamClosedException;
import org.jspecify.annotations.Nullable;

/** Says in words for the guest why a request failed; never what a library calls it. */
final class HttpFailure {
  private static final String CERTIFICATE =
      "the server's certificate is not trusted, or is for another name";

  private HttpFailure() {}

  /** A sentence without the server's name. */
  static String text(IOException failure) {
    return switch (failure) {
      case UnknownHostException e -> "the name has no address";
      case ConnectException e -> "no connection could be made";
      case NoRouteToHostException e -> "no connection could be made: there is no route";
      case SocketTimeoutException e -> "no answer came in time";
      case NoHttpResponseException e -> "the server closed the connection without an answer";
      case ConnectionClosedException e -> "the answer ended early";
      case StreamClosedException e -> "the answer ended early";
      case SSLPeerUnverifiedException e -> CERTIFICATE;
      case SSLException e -> tls(e);
      case SocketException e -> "the connection broke";
      default ->
          failure.getCause() instanceof HttpException
              ? "the answer is not sound HTTP"
              : "the exchange broke off, or the answer is not sound HTTP";
    };
  }

  /** True if nothing was sent, so that another address may be tried. */
  static boolean unconnected(IOException failure) {
    return failure instanceof ConnectException
        || failure instanceof NoRouteToHostException
        || failure instanceof org.apache.hc.client5.http.ConnectTimeoutException;
  }

  private static String tls(@Nullable Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CertificateException) {
        return CERTIFICATE;
      }
    }
    return "TLS could not be agreed on";
  }
}
