package dev.morph.capabilities.http;

import dev.morph.base.ErrorCode;
import dev.morph.capabilities.vault.CallSecrets;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.Namespace;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.HttpTarget;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds the headers that a manifest asks the host to add. They belong to one hop: what follows a
 * redirect is looked at anew. Safe for several threads.
 */
final class HostHeaders {
  private static final int SHORTEST_HIDDEN = 4;
  private static final int MAX_CHARS = 8 * 1024;

  private final CallSecrets secrets;

  HostHeaders(CallSecrets secrets) {
    this.secrets = secrets;
  }

  /**
   * Refuses a guest's own header where the host adds it: one of the two would be lost, and which
   * one the server takes is the server's choice.
   *
   * @throws HostFault REQUEST_INVALID
   */
  void refuseOwn(CallContext call, HttpTarget target, List<NameValue> headers) {
    for (Credential credential : of(call, target)) {
      if (headers.stream().anyMatch(header -> header.is(credential.header()))) {
        throw new HostFault(
            ErrorCode.REQUEST_INVALID,
            "the header "
                + credential.header()
                + " is set by the host for "
                + WebClient.authority(target)
                + ", as the manifest's credentials say; leave it out");
      }
    }
  }

  /**
   * Reads the secrets of all credentials, so that none of them stands in an answer of any server in
   * the clear, whichever of them this request carries.
   *
   * @throws HostFault if the store does not serve one: what cannot be read cannot be hidden
   */
  void hideAll(CallContext call) {
    if (!call.credentials().isEmpty() && call.count("http-credentials") == 1) {
      call.credentials().forEach(credential -> secrets.find(call, credential.secret()));
    }
  }

  /**
   * The headers of one hop, with those that the host adds; a guest's own of the same name, which
   * was meant for another host, is left out.
   *
   * @throws HostFault NOT_FOUND or USAGE_INVALID if a secret is not set or cannot be sent: nothing
   *     goes out without the header
   */
  List<NameValue> with(CallContext call, HttpTarget target, List<NameValue> headers) {
    List<Credential> added = of(call, target);
    if (added.isEmpty()) {
      return headers;
    }
    List<NameValue> all = new ArrayList<>(headers);
    for (Credential credential : added) {
      String value = value(call, credential, target);
      all.removeIf(header -> header.is(credential.header()));
      all.add(
          new NameValue(
              credential.header(),
              credential.scheme().isEmpty() ? value : credential.scheme() + " " + value));
    }
    return all;
  }

  /** The first of each header that covers the target. */
  private static List<Credential> of(CallContext call, HttpTarget target) {
    List<Credential> found = new ArrayList<>(1);
    for (Credential credential : call.credentials()) {
      if (credential.covers(target)
          && found.stream().noneMatch(one -> one.header().equalsIgnoreCase(credential.header()))) {
        found.add(credential);
      }
    }
    return found;
  }

  private String value(CallContext call, Credential credential, HttpTarget target) {
    String value = secrets.find(call, credential.secret());
    if (value == null) {
      throw new HostFault(
          ErrorCode.NOT_FOUND,
          "the secret "
              + credential.secret()
              + ", which the host adds to requests to "
              + WebClient.authority(target)
              + ", is not set; set it with "
              + remedy(call, credential.secret()));
    }
    if (value.length() < SHORTEST_HIDDEN
        || value.length() > MAX_CHARS
        || !RequestHeaders.isValue(value)
        || !value.strip().equals(value)) {
      throw new HostFault(
          ErrorCode.USAGE_INVALID,
          "the secret "
              + credential.secret()
              + " cannot be sent as the header "
              + credential.header()
              + ": it must have "
              + SHORTEST_HIDDEN
              + " to "
              + MAX_CHARS
              + " characters of visible ASCII, without blanks around them; set it anew with "
              + remedy(call, credential.secret()));
    }
    return value;
  }

  /** What to type; the ids in it are those that the guest sees in its context. */
  private static String remedy(CallContext call, String secret) {
    Namespace namespace = call.namespace();
    if (namespace == null) {
      return "--secret " + word(secret + "=VALUE");
    }
    return "morph vault set "
        + namespace.extensionId()
        + " "
        + word(secret)
        + (namespace.userId().isEmpty() ? "" : " --owner " + word(namespace.userId()))
        + (namespace.groupId().isEmpty() ? "" : " --group " + word(namespace.groupId()));
  }

  /** One word of a command line. */
  private static String word(String text) {
    boolean plain =
        text.chars()
            .allMatch(c ->
                (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || "-._@:/=".indexOf(c) >= 0);
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
