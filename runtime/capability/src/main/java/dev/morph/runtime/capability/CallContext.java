package dev.morph.runtime.capability;

import dev.morph.base.envelope.Envelope;
import dev.morph.base.files.FileRoot;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.Decision;
import dev.morph.runtime.policy.Limits;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a guest, as the host functions see it. Belongs to the call's thread. */
public interface CallContext {
  /**
   * Where the extension keeps what outlasts the call; null if the host does not know the extension
   * by an id, as one that was only read from a file: what it keeps ends with the call.
   */
  default @Nullable Namespace namespace() {
    return null;
  }

  /** The limits of the call. */
  Limits limits();

  /**
   * Nanoseconds that are left until the call's deadline; 0 or less when it is over. No host
   * function may outlive it: blocking ones wait no longer and are interrupted by the watchdog too.
   */
  long nanosLeft();

  /**
   * Lets a granted decision pass; records a denial as a fact of the call and throws it as a {@link
   * HostFault} with the exact text of the contract.
   */
  void require(Decision decision);

  /** Records a denial that is not one of permission (an address), and throws it. */
  HostFault denied(HostFault fault, String permission, String remedy);

  /** Adds one to a counter of this call and answers the new value, as for {@code "http-calls"}. */
  long count(String counter);

  /**
   * Environment variables of the call; handlers may change them. Values as WIT {@code env-value}.
   */
  Map<String, dev.morph.component.abi.VariantValue> environment();

  /** The value of a secret of this call, or null. */
  @Nullable String secret(String key);

  /**
   * The headers that the host adds to the extension's web requests, by its manifest. Their secrets
   * need no right to read: the guest is not shown them.
   */
  default List<Credential> credentials() {
    return List.of();
  }

  /** Stores a secret for the rest of the call. */
  void putSecret(String key, String value);

  /**
   * Replaces the values of all secrets of the call (and their base64, percent-encoded and
   * JSON-escaped forms) by {@code [redacted]}.
   */
  String redact(String text);

  /** As {@link #redact(String)} for bytes of any encoding. */
  byte[] redact(byte[] bytes);

  /**
   * As {@link #redact(String)}, but leaves the secrets that the guest may read itself: for what is
   * answered to it from outside, as the headers of a web response.
   */
  default String redactReply(String text) {
    return redact(text);
  }

  /** As {@link #redactReply(String)} for bytes of any encoding. */
  default byte[] redactReply(byte[] bytes) {
    return redact(bytes);
  }

  /** The files that were given for the call, or null. */
  default @Nullable FileRoot files() {
    return null;
  }

  /**
   * True in calls of frontends, backends and transformers, which may use the whole of {@link
   * #files()}.
   */
  default boolean designTime() {
    return false;
  }

  /** What a call at design time was given: its envelopes; else nothing. */
  default List<Envelope> designInput() {
    return List.of();
  }

  /**
   * What a capability keeps from one host call to the next, until the call ends; made when it is
   * asked for first.
   *
   * @param type one of the capability's own
   */
  <T> T kept(Class<T> type, Supplier<T> make);

  /** For whom the call is made. */
  default Caller caller() {
    return Caller.NOBODY;
  }

  /** Where the lines that the guest logs go. */
  void log(LogLevel level, String message);

  /** Levels of WIT's {@code log.level}. */
  enum LogLevel {
    TRACE,
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
