package dev.morph.capabilities.http;

import dev.morph.base.ErrorCode;
import dev.morph.capabilities.blocking.Blocking;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.policy.AddressRule;
import dev.morph.runtime.policy.HttpTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds and checks the addresses of one hop. What it answers is what is connected to. */
final class Addresses {
  private final HttpSettings settings;

  Addresses(HttpSettings settings) {
    this.settings = settings;
  }

  /**
   * All addresses of the target's host, each allowed.
   *
   * @throws HostFault ADDRESS_NOT_ALLOWED if one of them is not: a name that also points inside is
   *     not used at all, else whoever owns the name chooses which one is taken
   * @throws IOException if there is none
   */
  List<InetAddress> of(CallContext call, HttpTarget target) throws IOException {
    List<InetAddress> addresses = find(call, target.host());
    for (InetAddress address : addresses) {
      if (!AddressRule.allowed(
          settings.allowPrivate(), address.getAddress(), target.host(), target.port())) {
        throw refused(call, target);
      }
    }
    return addresses;
  }

  private List<InetAddress> find(CallContext call, String host) throws IOException {
    if (isLiteral(host)) {
      return List.of(InetAddress.ofLiteral(WebClient.unbracketed(host)));
    }
    // A platform thread: the system's lookup would hold the carrier of a virtual one.
    List<InetAddress> found =
        Blocking.run(
            call,
            Thread.ofPlatform().daemon().name("morph-resolve"),
            HttpCapability.AWAITED,
            () -> settings.resolver().resolve(host),
            () -> {});
    if (found.isEmpty()) {
      throw new UnknownHostException(host);
    }
    return found;
  }

  /** The policy lets no name pass whose last part is a number, but for dotted quads. */
  private static boolean isLiteral(String host) {
    return host.startsWith("[")
        || host.substring(host.lastIndexOf('.') + 1).chars().allMatch(Character::isDigit);
  }

  /** The guest learns that the address is not public, not which one it is. */
  private static HostFault refused(CallContext call, HttpTarget target) {
    String place = WebClient.authority(target);
    boolean reads = target.method().equals("GET") || target.method().equals("HEAD");
    String permission = reads ? "http:read" : "http:write";
    String remedy = "--allow-private " + place;
    HostFault fault =
        new HostFault(
            ErrorCode.ADDRESS_NOT_ALLOWED,
            permission
                + " to "
                + place
                + "; the host has a private, loopback or otherwise reserved address, and only public"
                + " ones are reached; if it is meant, allow it with "
                + remedy);
    return call.denied(fault, permission, remedy);
  }
}
