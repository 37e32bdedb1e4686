package dev.morph.capabilities.fs;

import dev.morph.base.ErrorCode;
import dev.morph.runtime.capability.HostFault;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Paths that guests give, in the one form that is compared and used (docs/reference/files.md): the
 * same on every system, so that an extension that works on one works on all.
 */
public final class GuestPath {
  static final int MAX_BYTES = 1_024;
  static final int MAX_NAME_BYTES = 255;
  static final int MAX_NAMES = 64;

  /** Names that are devices on Windows, in every folder and with every ending. */
  private static final Set<String> DEVICES =
      Set.of("con", "prn", "aux", "nul", "clock$", "conin$", "conout$");

  private GuestPath() {}

  /**
   * The path without {@code .} and empty parts; empty for the root.
   *
   * @throws HostFault ({@code request-invalid}) saying what is wrong with it
   */
  public static String parse(String raw) {
    if (raw.length() > MAX_BYTES || raw.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw invalid("has more than " + MAX_BYTES + " bytes");
    }
    if (raw.startsWith("/")) {
      throw invalid("begins with '/'; paths are relative to the workspace's root");
    }
    checkCharacters(raw);
    List<String> names = new ArrayList<>();
    for (String name : raw.split("/", -1)) {
      if (!name.isEmpty() && !name.equals(".")) {
        checkName(name);
        names.add(name);
      }
    }
    if (names.size() > MAX_NAMES) {
      throw invalid("has more than " + MAX_NAMES + " parts");
    }
    return String.join("/", names);
  }

  /** As {@link #parse(String)} for what may not be the root. */
  public static String parseBelowRoot(String raw) {
    String path = parse(raw);
    if (path.isEmpty()) {
      throw invalid("is the root of the workspace; name a file in it");
    }
    return path;
  }

  /** True if a name in a folder can be given as it stands. */
  static boolean canBeNamed(String name) {
    try {
      return parse(name).equals(name);
    } catch (HostFault e) {
      return false;
    }
  }

  private static void checkCharacters(String raw) {
    raw.codePoints()
        .forEach(point -> {
          if (Character.isISOControl(point)) {
            throw invalid("holds a control character");
          }
          if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            throw invalid("holds half of a surrogate pair");
          }
        });
    if (raw.indexOf('\\') >= 0) {
      throw invalid("holds a backslash; parts are divided by '/'");
    }
    if (raw.indexOf(':') >= 0) {
      throw invalid("holds a colon, which names drives and streams on some systems");
    }
    if (!Normalizer.isNormalized(raw, Normalizer.Form.NFC)) {
      throw invalid("is not in the normal form NFC of Unicode");
    }
  }

  private static void checkName(String name) {
    if (name.equals("..")) {
      throw invalid("holds '..'; name what is meant from the workspace's root");
    }
    if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      throw invalid("has a part of more than " + MAX_NAME_BYTES + " bytes");
    }
    if (name.endsWith(".") || name.endsWith(" ")) {
      throw invalid("has a part that ends in a dot or a space");
    }
    String folded = Normalizer.normalize(name, Normalizer.Form.NFKC);
    if (!folded.equals(name)
        && (folded.endsWith(".")
            || folded.endsWith(" ")
            || folded.indexOf('/') >= 0
            || folded.indexOf('\\') >= 0
            || folded.indexOf(':') >= 0)) {
      throw invalid("holds a character that some systems take for '.', ' ', '/', '\\' or ':'");
    }
    if (isDevice(folded.toLowerCase(Locale.ROOT))) {
      throw invalid("has the name of a device of Windows");
    }
    if (TemporaryNames.isOne(name)) {
      throw invalid("has a name that is kept for files being written");
    }
  }

  /** {@code nul}, {@code nul.txt}, {@code com1 .log}. */
  private static boolean isDevice(String name) {
    int dot = name.indexOf('.');
    String bare = (dot < 0 ? name : name.substring(0, dot)).stripTrailing();
    return DEVICES.contains(bare)
        || bare.length() == 4
            && (bare.startsWith("com") || bare.startsWith("lpt"))
            && Character.isDigit(bare.charAt(3));
  }

  private static HostFault invalid(String fault) {
    return new HostFault(ErrorCode.REQUEST_INVALID, "the path " + fault);
  }
}
