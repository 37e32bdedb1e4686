package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonValue;
import dev.morph.cli.OutputFile;
import dev.morph.cli.Terminal;
import dev.morph.ir.Diagnostic;
import dev.morph.ir.DiagnosticCode;
import dev.morph.ir.Severity;
import dev.morph.ir.migrate.Migration;
import dev.morph.ir.migrate.MigrationReport;
import dev.morph.ir.migrate.MigrationTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code morphir migrate} does. */
final class MigrateActions {
  private static final String TREE = ".morphir-dist";

  private final Terminal terminal;
  private final Request request;
  private final MigrationTarget target;

  MigrateActions(Terminal terminal, Request request) {
    this.terminal = terminal;
    this.request = request;
    this.target =
        new MigrationTarget(
            Versions.parse(request.target()),
            request.expanded(),
            request.allowPartial(),
            IrInput.LIMITS);
  }

  /**
   * The arguments of the command.
   *
   * @param out {@code -} for standard output
   * @param layout null for what {@code out} looks like
   */
  record Request(
      String in,
      String out,
      String target,
      boolean expanded,
      boolean allowPartial,
      RunMode mode,
      @Nullable OutputLayout layout,
      InputFormat inputFormat,
      OutputFormat outputFormat,
      boolean json) {
    boolean toStandard() {
      return out.equals(IrInput.STANDARD);
    }

    boolean asTree() {
      return layout == null
          ? out.endsWith("/") || out.endsWith(TREE) || Files.isDirectory(IrInput.path(out))
          : layout == OutputLayout.VFS;
    }
  }

  int run() {
    requireUsage();
    MigrateInput input = MigrateInput.open(terminal, request.in(), request.inputFormat());
    announce(input);
    MigrationReport report =
        request.asTree() ? toTree(input) : request.toStandard() ? toStandard(input) : toFile(input);
    tell(report);
    return 0;
  }

  private void requireUsage() {
    if (request.toStandard() && request.json()) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "with --json standard output is taken; give OUT");
    }
    if (!request.asTree()) {
      return;
    }
    if (request.toStandard()) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "tree_requires_output: a document tree is a folder; give OUT");
    }
    if (target.version() != 4 || request.outputFormat() != OutputFormat.JSON) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "document trees are of v4, and of JSON; leave the options away");
    }
    if (request.mode() == RunMode.WASM) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID, "--mode wasm writes single documents; leave one of them away");
    }
  }

  private void announce(MigrateInput input) {
    if (terminal.json()) {
      return;
    }
    String from = input.version().map(one -> "v" + one.major()).orElse("an unknown version");
    String to = "v" + target.version();
    terminal.note(
        from.equals(to)
            ? "Input is " + from + ", target is " + to + ". Copying in the canonical form ..."
            : "Migrating IR from " + from + " to " + to + " ...");
  }

  private MigrationReport toTree(MigrateInput input) {
    try (var tree = new FolderTreeOutput(IrInput.path(request.out()))) {
      MigrationReport report =
          switch (input) {
            case MigrateInput.Document(byte[] json) -> Migration.toTree(json, target, tree);
            case MigrateInput.Tree(FolderTree from) -> Migration.toTree(from, target, tree);
          };
      requirePublishable(report);
      tree.publish();
      return report;
    }
  }

  /** Nothing is printed before all is written. */
  private MigrationReport toStandard(MigrateInput input) {
    var bytes = new ByteArrayOutputStream();
    MigrationReport report = write(input, bytes);
    terminal.out().writeBytes(bytes.toByteArray());
    if (request.outputFormat() == OutputFormat.JSON) {
      terminal.out().println();
    }
    return report;
  }

  private MigrationReport toFile(MigrateInput input) {
    Path file = IrInput.path(request.out());
    MigrationReport[] report = new MigrationReport[1];
    OutputFile.bytes(file, out -> report[0] = write(input, out));
    return Objects.requireNonNull(report[0]);
  }

  /**
   * Writes the document.
   *
   * @throws IrException if what was written must not be used
   */
  private MigrationReport write(MigrateInput input, OutputStream out) {
    if (request.outputFormat() == OutputFormat.JSON) {
      MigrationReport report = migrate(input, out);
      requirePublishable(report);
      return report;
    }
    var json = new ByteArrayOutputStream();
    MigrationReport report = migrate(input, json);
    requirePublishable(report);
    request.outputFormat().write(json.toByteArray(), out);
    return report;
  }

  private MigrationReport migrate(MigrateInput input, OutputStream out) {
    if (request.mode() == RunMode.WASM) {
      return MigrateGuest.run(input, target, out, terminal);
    }
    var progress = new Progress(terminal, input.size());
    try {
      return input.migrate(
          target,
          (bytes, length) -> {
            try {
              out.write(bytes, 0, length);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            progress.wrote(length);
          });
    } finally {
      progress.end();
    }
  }

  private void requirePublishable(MigrationReport report) {
    if (report.publishable()) {
      return;
    }
    DiagnosticsPrinter.print(terminal, IrInput.shown(request.in()), report.diagnostics());
    List<Diagnostic> all = report.diagnostics();
    String code =
        all.stream()
            .filter(one -> one.severity() == Severity.ERROR)
            .findFirst()
            .map(one -> one.code().word())
            .orElse("invalid_distribution_shape");
    throw new IrException(
        code,
        IrInput.shown(request.in())
            + " was not migrated: "
            + IrInput.counted(report.errors())
            + "; nothing was written",
        all.stream().map(Diagnostic::toJson).toList());
  }

  private void tell(MigrationReport report) {
    Map<String, Integer> lost = new TreeMap<>();
    report.losses().forEach((DiagnosticCode code, Integer count) -> lost.put(code.word(), count));
    if (!request.json()) {
      DiagnosticsPrinter.print(terminal, IrInput.shown(request.in()), report.diagnostics());
      lost.forEach((code, count) -> terminal.note("lost: " + count + " " + code));
      terminal.note("Migration complete.");
      return;
    }
    var document =
        JsonObject.builder()
            .put("success", true)
            .put("input", request.in())
            .put("output", request.out())
            .put("source_format", "v" + report.source().map(one -> one.major()).orElse(0L))
            .put("target_format", "v" + target.version());
    List<JsonValue> warnings =
        report.diagnostics().stream().<JsonValue>map(Diagnostic::toJson).toList();
    if (!warnings.isEmpty()) {
      document.put("warnings", new JsonArray(warnings));
    }
    if (!lost.isEmpty()) {
      var counts = JsonObject.builder();
      lost.forEach(counts::put);
      document.put("lost", counts.build());
    }
    terminal.document(document.build());
  }
}
