package dev.morph.runtime.policy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.util.Arrays;
import java.util.List;

/**
 * The operator's allowance for addresses that are not public ({@code --allow-private}). Immutable.
 *
 * @param host the name or address literal that the rule is for; empty for a network
 * @param network 4 or 16 bytes; empty for a name
 * @param bits how many leading bits of the network count
 * @param port 1 to 65535; 0 for every port
 */
public record AddressRule(String host, List<Byte> network, int bits, int port) {
  private static final byte[] MAPPED = bytes("::ffff:0:0");

  /** IPv4 ranges that are not public (RFC 6890 and the IANA registry). */
  private static final List<Range> NOT_PUBLIC_4 =
      List.of(
          new Range("0.0.0.0", 8),
          new Range("10.0.0.0", 8),
          new Range("100.64.0.0", 10),
          new Range("127.0.0.0", 8),
          // The address at which a large cloud's guests reach their host, metadata among it.
          new Range("168.63.129.16", 32),
          new Range("169.254.0.0", 16),
          new Range("172.16.0.0", 12),
          new Range("192.0.0.0", 24),
          new Range("192.0.2.0", 24),
          new Range("192.88.99.0", 24),
          new Range("192.168.0.0", 16),
          new Range("198.18.0.0", 15),
          new Range("198.51.100.0", 24),
          new Range("203.0.113.0", 24),
          new Range("224.0.0.0", 4),
          new Range("240.0.0.0", 4));

  /** Parts of 2000::/3, the only public range, that are not; Teredo is in the first. */
  private static final List<Range> NOT_PUBLIC_6 =
      List.of(new Range("2001::", 23), new Range("2001:db8::", 32), new Range("3fff::", 20));

  private static final Range PUBLIC_6 = new Range("2000::", 3);

  /** IPv6 forms that carry an IPv4 address, and the byte at which it begins. */
  private static final List<Carrier> CARRIERS =
      List.of(
          new Carrier(new Range("::ffff:0:0", 96), 12),
          new Carrier(new Range("::ffff:0:0:0", 96), 12),
          new Carrier(new Range("64:ff9b::", 96), 12),
          new Carrier(new Range("2002::", 16), 2));

  public AddressRule {
    network = List.copyOf(network);
  }

  /**
   * Reads {@code CIDR} or {@code HOST[:PORT]}, HOST a name or an address.
   *
   * @throws MorphException USAGE_INVALID
   */
  public static AddressRule parse(String text) {
    try {
      int slash = text.indexOf('/');
      return slash < 0 ? host(text) : network(text.substring(0, slash), text.substring(slash + 1));
    } catch (Refused e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "address "
              + Shown.text(text)
              + ": "
              + e.text()
              + "; give a network as 10.0.0.0/8 or fd00::/8, or HOST[:PORT] as localhost:8080");
    }
  }

  private static AddressRule host(String text) {
    byte[] bare = IpAddress.parse6(HostName.lower(text));
    if (bare != null) {
      return network(bare, 128, 0);
    }
    int colon = text.indexOf(':', text.indexOf(']') + 1);
    int port = colon < 0 ? 0 : HostName.port(text.substring(colon + 1));
    String host = HostName.parse(colon < 0 ? text : text.substring(0, colon));
    if (HostName.literal(host)) {
      byte[] address = HostName.address(host);
      return network(address, address.length * 8, port);
    }
    return new AddressRule(host, List.of(), 0, port);
  }

  private static AddressRule network(String address, String prefix) {
    String plain =
        address.startsWith("[") && address.endsWith("]")
            ? address.substring(1, address.length() - 1)
            : address;
    byte[] network =
        plain.indexOf(':') >= 0 ? IpAddress.parse6(HostName.lower(plain)) : IpAddress.parse4(plain);
    if (network == null) {
      throw new Refused(Shown.text(address) + " is no address");
    }
    int most = network.length * 8;
    boolean plainNumber = !prefix.isEmpty() && prefix.length() <= 3;
    int bits = 0;
    for (int i = 0; plainNumber && i < prefix.length(); i++) {
      plainNumber = IpAddress.isDigit(prefix.charAt(i));
      bits = bits * 10 + prefix.charAt(i) - '0';
    }
    if (!plainNumber || bits > most) {
      throw new Refused("the prefix " + Shown.text(prefix) + " is not a number from 0 to " + most);
    }
    for (int i = bits; i < most; i++) {
      if ((network[i / 8] >> (7 - i % 8) & 1) != 0) {
        throw new Refused("the address has bits set beyond the prefix of " + bits);
      }
    }
    return network(network, bits, 0);
  }

  private static AddressRule network(byte[] address, int bits, int port) {
    boolean mapped =
        address.length == 16 && bits >= 96 && IpAddress.samePrefix(address, MAPPED, 96);
    byte[] network = mapped ? Arrays.copyOfRange(address, 12, 16) : address;
    Byte[] boxed = new Byte[network.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = network[i];
    }
    return new AddressRule("", List.of(boxed), mapped ? bits - 96 : bits, port);
  }

  /**
   * True if the operator allows this address.
   *
   * @param address 4 or 16 bytes, as the resolver answered
   * @param host the host of the request, as {@link HttpTarget#host} has it
   * @param port the port of the request
   */
  public boolean allows(byte[] address, String host, int port) {
    if (this.port != 0 && this.port != port) {
      return false;
    }
    if (network.isEmpty()) {
      return this.host.equals(host);
    }
    byte[] own = new byte[network.size()];
    for (int i = 0; i < own.length; i++) {
      own[i] = network.get(i);
    }
    return IpAddress.samePrefix(own, unmapped(address), bits);
  }

  /** True if the address is public, or one of the rules allows it. */
  public static boolean allowed(List<AddressRule> rules, byte[] address, String host, int port) {
    if (publicAddress(address)) {
      return true;
    }
    for (AddressRule rule : rules) {
      if (rule.allows(address, host, port)) {
        return true;
      }
    }
    return false;
  }

  /**
   * True if the address is one of the public Internet: not loopback, private, link-local,
   * unique-local, shared, metadata, multicast, unspecified, broadcast, documentation, benchmark or
   * reserved, nor an IPv6 form that carries such an IPv4 address.
   *
   * @param address 4 or 16 bytes; every other length is not public
   */
  public static boolean publicAddress(byte[] address) {
    if (address.length == 4) {
      return !inAny(NOT_PUBLIC_4, address);
    }
    if (address.length != 16) {
      return false;
    }
    for (Carrier carrier : CARRIERS) {
      if (carrier.range.holds(address)) {
        return publicAddress(Arrays.copyOfRange(address, carrier.at, carrier.at + 4));
      }
    }
    if (!PUBLIC_6.holds(address) || inAny(NOT_PUBLIC_6, address)) {
      return false;
    }
    return !isatap(address) || publicAddress(Arrays.copyOfRange(address, 12, 16));
  }

  /** An interface identifier that carries an IPv4 address (RFC 5214, section 6.1). */
  private static boolean isatap(byte[] address) {
    return (address[8] & 0xfd) == 0
        && address[9] == 0
        && address[10] == 0x5e
        && (address[11] & 0xff) == 0xfe;
  }

  /** As {@link #parse} reads it. */
  public String text() {
    String where = host;
    if (!network.isEmpty()) {
      byte[] bytes = new byte[network.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = network.get(i);
      }
      boolean four = bytes.length == 4;
      String address = four ? IpAddress.text4(bytes) : IpAddress.text6(bytes);
      boolean single = bits == bytes.length * 8;
      where = single && port != 0 && !four ? "[" + address + "]" : address;
      where = single && port != 0 ? where : address + "/" + bits;
    }
    return port == 0 ? where : where + ":" + port;
  }

  private static byte[] unmapped(byte[] address) {
    return address.length == 16 && IpAddress.samePrefix(address, MAPPED, 96)
        ? Arrays.copyOfRange(address, 12, 16)
        : address;
  }

  private static boolean inAny(List<Range> ranges, byte[] address) {
    for (Range range : ranges) {
      if (range.holds(address)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] bytes(String text) {
    byte[] address = text.indexOf(':') < 0 ? IpAddress.parse4(text) : IpAddress.parse6(text);
    if (address == null) {
      throw new IllegalArgumentException(text);
    }
    return address;
  }

  /** Addresses that begin with the same bits. */
  private static final class Range {
    private final byte[] address;
    private final int bits;

    Range(String address, int bits) {
      this.address = bytes(address);
      this.bits = bits;
    }

    boolean holds(byte[] other) {
      return IpAddress.samePrefix(address, other, bits);
    }
  }

  /** A form of IPv6 that carries an IPv4 address at a byte. */
  private record Carrier(Range range, int at) {}
}
