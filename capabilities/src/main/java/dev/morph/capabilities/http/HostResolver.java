package dev.morph.capabilities.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. Safe for several threads; may block. */
@FunctionalInterface
public interface HostResolver {
  /** Asks the system. */
  HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * All addresses of a name, at least one.
   *
   * @param host lower-case A-labels without trailing dot, never an address
   * @throws UnknownHostException if there is none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
