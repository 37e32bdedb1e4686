package dev.morph.morphir.sdk;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The functions of Morphir.SDK.UUID. */
public final class UUIDFunctions {
  private static final String NIL = "00000000-0000-0000-0000-000000000000";
  private static final long DNS = 0x6BA7B8109DAD11D1L;
  private static final long NODE = 0x80B400C04FD430C8L;

  private UUIDFunctions() {}

  /** The UUID of a text, which may be a URN, in braces, or without hyphens; else why it is none. */
  public static Result<UUIDError, UUID> parse(String s) {
    String digits = digits(s);
    if (digits.length() != 32) {
      return Result.err(UUIDError.WRONG_LENGTH);
    }
    for (int i = 0; i < digits.length(); i++) {
      if (!CharFunctions.isHexDigit(Char.of(digits.charAt(i)))) {
        return Result.err(UUIDError.WRONG_FORMAT);
      }
    }
    var uuid = UUIDBits.of(UUIDBits.parse(digits, 0), UUIDBits.parse(digits, 16));
    if (UUIDBits.most(uuid) == 0 && UUIDBits.least(uuid) == 0) {
      return Result.err(UUIDError.IS_NIL);
    }
    if (version(uuid) > 5) {
      return Result.err(UUIDError.NO_VERSION);
    }
    return UUIDBits.least(uuid) >>> 62 == 2
        ? Result.ok(uuid)
        : Result.err(UUIDError.UNSUPPORTED_VARIANT);
  }

  private static String digits(String s) {
    var kept = new StringBuilder();
    for (int i = 0; i < s.length(); i++) {
      if ("\n\t -".indexOf(s.charAt(i)) < 0) {
        kept.append(s.charAt(i));
      }
    }
    String text = StringFunctions.toLower(kept.toString());
    if (text.startsWith("urn:uuid:")) {
      return text.substring("urn:uuid:".length());
    }
    return text.startsWith("{") && text.endsWith("}") ? StringFunctions.slice(1, -1, text) : text;
  }

  /** The UUID of a text. */
  public static Maybe<UUID> fromString(String s) {
    return ResultFunctions.toMaybe(parse(s));
  }

  /** The UUID of version 5 of a name in a namespace. */
  public static UUID forName(String s, UUID uuid) {
    byte[] name = s.getBytes(StandardCharsets.UTF_8);
    var message = new byte[16 + name.length];
    put(UUIDBits.most(uuid), message, 0);
    put(UUIDBits.least(uuid), message, 8);
    System.arraycopy(name, 0, message, 16, name.length);
    int[] digest = Sha1.digest(message);
    long most = (long) digest[0] << 32 | Integer.toUnsignedLong(digest[1]);
    long least = (long) digest[2] << 32 | Integer.toUnsignedLong(digest[3]);
    return UUIDBits.of((most & ~0xF000L) | 0x5000L, (least & ~(3L << 62)) | (2L << 62));
  }

  private static void put(long value, byte[] bytes, int at) {
    for (int i = 0; i < 8; i++) {
      bytes[at + i] = (byte) (value >>> (56 - 8 * i));
    }
  }

  /** The UUID in small letters, with hyphens. */
  public static String toString(UUID uuid) {
    return uuid.toString();
  }

  /** The version, 0 to 15. */
  public static long version(UUID uuid) {
    return UUIDBits.most(uuid) >>> 12 & 0xF;
  }

  /** How they stand to each other. */
  public static Order compare(UUID uuid1, UUID uuid2) {
    return Order.of(Comparison.compare(uuid1, uuid2));
  }

  /** The text of the UUID of zeros. */
  public static String nilString() {
    return NIL;
  }

  /** True for a text of the UUID of zeros. */
  public static boolean isNilString(String s) {
    return parse(s).equals(Result.err(UUIDError.IS_NIL));
  }

  /** The namespace of domain names. */
  public static UUID dnsNamespace() {
    return UUIDBits.of(DNS, NODE);
  }

  /** The namespace of URLs. */
  public static UUID urlNamespace() {
    return UUIDBits.of(DNS + (1L << 32), NODE);
  }

  /** The namespace of ISO's object identifiers. */
  public static UUID oidNamespace() {
    return UUIDBits.of(DNS + (2L << 32), NODE);
  }

  /** The namespace of distinguished names of X.500. */
  public static UUID x500Namespace() {
    return UUIDBits.of(DNS + (4L << 32), NODE);
  }
}
