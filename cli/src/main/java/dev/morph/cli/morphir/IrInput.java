package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.cbor.CborException;
import dev.morph.base.cbor.CborJson;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonReader;
import dev.morph.cli.Terminal;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.FormatVersion;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.ReadReport;
import dev.morph.ir.Severity;
import dev.morph.ir.TreeReader;
import dev.morph.ir.migrate.MigrationTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a command reads: a file, or standard input for {@code -}. */
final class IrInput {
  /** Documents nest deeply; commands run on a thread with the stack for it. */
  static final ReadLimits LIMITS =
      new ReadLimits(
          ReadLimits.DEEPEST, ReadLimits.DEFAULT.maxBytes(), ReadLimits.DEFAULT.maxDiagnostics());

  /** The name that stands for standard input and output. */
  static final String STANDARD = "-";

  /** The first three bits of a map. */
  private static final int CBOR_MAP = 0xa0;

  private IrInput() {}

  /**
   * A whole distribution.
   *
   * @param version of the document
   * @param warnings which were not printed
   */
  record Document(Distribution distribution, FormatVersion version, List<Diagnostic> warnings) {}

  /**
   * Reads a distribution, and tells what is wrong with its document.
   *
   * @throws IrException if it cannot be read as a whole
   */
  static Document distribution(Terminal terminal, String in) {
    var builder = new DistributionBuilder();
    ReadReport report =
        switch (MigrateInput.open(terminal, in, InputFormat.AUTO)) {
          case MigrateInput.Document(byte[] json) -> IrReader.read(json, LIMITS, builder);
          case MigrateInput.Tree(FolderTree tree) -> TreeReader.read(tree, LIMITS, builder);
        };
    DiagnosticsPrinter.print(terminal, shown(in), DiagnosticsPrinter.json(report.diagnostics()));
    Distribution distribution = builder.distribution().orElse(null);
    FormatVersion version = report.version().orElse(null);
    if (!report.ok() || distribution == null || version == null) {
      throw wrong(in, report);
    }
    return new Document(distribution, version, report.diagnostics());
  }

  /**
   * A document that can stand within a message to a tool: JSON as it is, a tree as one document.
   *
   * @throws IrException if it is no JSON, or the tree has errors
   */
  static byte[] message(Terminal terminal, String in, MigrateInput input) {
    return switch (input) {
      case MigrateInput.Document(byte[] json) -> {
        requireJson(terminal, in, json);
        yield json;
      }
      case MigrateInput.Tree tree -> together(terminal, in, tree);
    };
  }

  private static void requireJson(Terminal terminal, String in, byte[] json) {
    try {
      var reader = new JsonReader(json, LIMITS.jsonDepth());
      reader.skipValue();
      reader.end();
    } catch (JsonException e) {
      ReadReport report = IrReader.read(json, LIMITS, new DistributionBuilder());
      DiagnosticsPrinter.print(terminal, shown(in), DiagnosticsPrinter.json(report.diagnostics()));
      throw wrong(in, report);
    }
  }

  private static byte[] together(Terminal terminal, String in, MigrateInput.Tree tree) {
    var bytes = new ByteArrayOutputStream();
    var target = new MigrationTarget(4, true, false, LIMITS);
    Migrated report =
        Migrated.of(tree.migrate(target, (piece, length) -> bytes.write(piece, 0, length)));
    if (!report.publishable()) {
      DiagnosticsPrinter.print(terminal, shown(in), report.diagnostics());
      throw new IrException(
          report.code(),
          shown(in) + " cannot be read: " + counted(report.errors()),
          report.diagnostics());
    }
    return bytes.toByteArray();
  }

  /** True for the name of a folder. */
  static boolean isFolder(String in) {
    return !in.equals(STANDARD) && Files.isDirectory(path(in));
  }

  /**
   * Refuses standard input in two places.
   *
   * @throws MorphException ({@code usage-invalid})
   */
  static void requireOneStandard(String first, @Nullable String second) {
    if (first.equals(STANDARD) && STANDARD.equals(second)) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "standard input can be read once; name a file for one of them");
    }
  }

  private static IrException wrong(String in, ReadReport report) {
    String code =
        report.diagnostics().stream()
            .filter(one -> one.severity() == Severity.ERROR)
            .findFirst()
            .map(one -> one.code().word())
            .orElse("invalid_distribution_shape");
    return new IrException(
        code,
        shown(in) + " cannot be read: " + counted(report.errors()),
        DiagnosticsPrinter.json(report.diagnostics()));
  }

  static String counted(int errors) {
    return errors == 1 ? "1 error" : errors + " errors";
  }

  /** How messages call it. */
  static String shown(String in) {
    return in.equals(STANDARD) ? "standard input" : in;
  }

  /**
   * The bytes of a file or of standard input.
   *
   * @throws MorphException {@code not-found}, {@code io-failed}, {@code usage-invalid}
   */
  static byte[] bytes(Terminal terminal, String in) {
    try {
      return in.equals(STANDARD) ? terminal.in().readAllBytes() : Files.readAllBytes(path(in));
    } catch (NoSuchFileException e) {
      throw new MorphException(ErrorCode.NOT_FOUND, "there is no file " + in, e);
    } catch (IOException | UncheckedIOException e) {
      throw new MorphException(ErrorCode.IO_FAILED, "cannot read " + shown(in), e);
    }
  }

  /**
   * A single document as JSON, whatever it is written in.
   *
   * @throws MorphException as {@link #bytes}
   * @throws IrException if it is no CBOR where it should be
   */
  static byte[] json(Terminal terminal, String in, InputFormat format) {
    byte[] bytes = bytes(terminal, in);
    boolean cbor =
        switch (format) {
          case JSON -> false;
          case CBOR -> true;
          case AUTO -> bytes.length > 0 && (bytes[0] & 0xe0) == CBOR_MAP;
        };
    if (!cbor) {
      return bytes;
    }
    try {
      return CborJson.toJson(bytes);
    } catch (CborException e) {
      throw new IrException(
          "invalid_cbor", shown(in) + " is no CBOR of the IR: " + e.getMessage(), List.of());
    }
  }

  /** Writes all bytes. */
  static void write(byte[] bytes, OutputStream out) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "\"" + file + "\" is not the name of a file", e);
    }
  }
}
