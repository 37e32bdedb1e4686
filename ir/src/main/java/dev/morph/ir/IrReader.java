package dev.morph.ir;

import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonReader;
import dev.morph.base.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents of the IR, v1 to v4, as JSON. Never throws for what a document holds: all that is
 * wrong with it is in the report. Holds one definition at a time.
 */
public final class IrReader {
  private final JsonReader json;
  private final byte[] document;
  private final ReadLimits limits;
  private final Diagnostics found;
  private final DistributionHandler out;
  private final boolean forOlder;
  private @Nullable FormatVersion version;

  private IrReader(
      byte[] document,
      ReadLimits limits,
      Diagnostics found,
      DistributionHandler out,
      boolean forOlder) {
    this.json = new JsonReader(document, limits.jsonDepth());
    this.document = document;
    this.limits = limits;
    this.found = found;
    this.out = out;
    this.forOlder = forOlder;
  }

  /** Reads a document within the default limits. */
  public static ReadReport read(byte[] utf8, DistributionHandler out) {
    return read(utf8, ReadLimits.DEFAULT, out);
  }

  /**
   * Reads a document.
   *
   * @param utf8 not copied, not to be changed while it is read
   * @param out gets what has no fault; its exceptions go to the caller
   */
  public static ReadReport read(byte[] utf8, ReadLimits limits, DistributionHandler out) {
    return read(utf8, limits, out, false);
  }

  /**
   * Reads a document that shall be written as v1 to v3: what of v4 these cannot say is told too, as
   * an error {@code unsupported_v4_downgrade} at its place; what they lose, as warnings.
   *
   * @param utf8 not copied, not to be changed while it is read
   * @param out gets what has no other fault
   */
  public static ReadReport readForOlder(byte[] utf8, ReadLimits limits, DistributionHandler out) {
    return read(utf8, limits, out, true);
  }

  /** The version that a document says, if it can be told; the rest is not looked at. */
  public static Optional<FormatVersion> version(byte[] utf8) {
    try {
      var json = new JsonReader(utf8, new ReadLimits(ReadLimits.DEEPEST, 0, 1).jsonDepth());
      if (json.peek() != '{') {
        return Optional.empty();
      }
      json.beginObject();
      String name;
      while ((name = json.nextName()) != null) {
        if (name.equals("formatVersion")) {
          JsonValue value = json.readValue();
          return FormatVersion.fault(value) == null
              ? Optional.of(FormatVersion.of(value))
              : Optional.empty();
        }
        json.skipValue();
      }
      return Optional.empty();
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static ReadReport read(
      byte[] utf8, ReadLimits limits, DistributionHandler out, boolean forOlder) {
    var found = new Diagnostics(limits.maxDiagnostics());
    if (utf8.length > limits.maxBytes()) {
      found.add(
          DiagnosticCode.SIZE_LIMIT,
          "",
          "the document has " + utf8.length + " bytes; the limit is " + limits.maxBytes());
      return new ReadReport(Optional.empty(), found.list(), found.errors(), found.counts());
    }
    FormatVersion version = null;
    try {
      var reader = new IrReader(utf8, limits, found, out, forOlder);
      reader.document();
      version = reader.version;
    } catch (JsonException e) {
      // Only a byte order mark, which stands before any place.
      found.add(DiagnosticCode.INVALID_JSON, "", String.valueOf(e.getMessage()));
    }
    return new ReadReport(
        Optional.ofNullable(version), found.list(), found.errors(), found.counts());
  }

  private void document() {
    try {
      members();
      json.end();
    } catch (JsonException e) {
      found.add(codeOf(e), json.path(), String.valueOf(e.getMessage()));
    }
  }

  static DiagnosticCode codeOf(JsonException e) {
    return switch (e.kind()) {
      case SYNTAX -> DiagnosticCode.INVALID_JSON;
      case DUPLICATE_MEMBER -> DiagnosticCode.DUPLICATE_MEMBER;
      case TOO_DEEP -> DiagnosticCode.DEPTH_LIMIT;
    };
  }

  private void members() {
    if (json.peek() != '{') {
      JsonValue other = json.readValue();
      found.add(
          DiagnosticCode.INVALID_DISTRIBUTION_SHAPE,
          "",
          NodeDecoder.expected("{\"formatVersion\", \"distribution\"}", other));
      return;
    }
    json.beginObject();
    boolean versioned = false;
    boolean distributed = false;
    String name;
    while ((name = json.nextName()) != null) {
      switch (name) {
        case "formatVersion" -> {
          if (versioned) {
            json.skipValue();
          } else {
            versioned = true;
            version(json);
          }
        }
        case "distribution" -> {
          distributed = true;
          if (!versioned) {
            versioned = true;
            laterVersion();
          }
          distribution();
        }
        default -> {
          found.add(
              DiagnosticCode.UNKNOWN_MEMBER,
              json.path(),
              "an unknown member; there are formatVersion, distribution");
          json.skipValue();
        }
      }
    }
    if (!versioned) {
      missingVersion();
    }
    if (!distributed) {
      found.add(DiagnosticCode.MISSING_MEMBER, "", "the member \"distribution\" is missing");
    }
  }

  /** Looks for the version behind the distribution, which cannot be read without it. */
  private void laterVersion() {
    var ahead = new JsonReader(document, limits.jsonDepth());
    ahead.beginObject();
    String name;
    try {
      while ((name = ahead.nextName()) != null) {
        if (name.equals("formatVersion")) {
          found.add(
              DiagnosticCode.FORMAT_VERSION_NOT_FIRST,
              ahead.path(),
              "formatVersion is not the first member");
          version(ahead);
          return;
        }
        ahead.skipValue();
      }
    } catch (JsonException e) {
      // The reader proper comes to the same place and tells it.
      return;
    }
    missingVersion();
  }

  private void missingVersion() {
    found.add(
        DiagnosticCode.MISSING_MEMBER,
        "",
        "the member \"formatVersion\" is missing; documents from before v1 are not read");
  }

  private void version(JsonReader at) {
    JsonValue value = at.readValue();
    DiagnosticCode fault = FormatVersion.fault(value);
    if (fault != null) {
      found.add(fault, at.path(), "formatVersion is " + NodeDecoder.shown(value));
      return;
    }
    FormatVersion read = FormatVersion.of(value);
    version = read;
    if (read.major() > 4) {
      found.add(
          DiagnosticCode.UNSUPPORTED_FORMAT_VERSION_MAJOR,
          at.path(),
          "formatVersion is " + read + "; 1, 2, 3 and 4 are read");
    } else if (read.minor() > 0) {
      found.add(
          DiagnosticCode.UNSUPPORTED_FORMAT_VERSION_MINOR,
          at.path(),
          "formatVersion is " + read + "; of version " + read.major() + " the minor 0 is read");
    }
  }

  private void distribution() {
    FormatVersion read = version;
    if (read == null || read.major() > 4 || read.minor() > 0) {
      json.skipValue();
    } else if (read.major() == 4) {
      new V4Reader(json, limits, found, out, forOlder).distribution();
    } else {
      new ClassicReader(json, (int) read.major(), limits, found, out).distribution();
    }
  }
}
