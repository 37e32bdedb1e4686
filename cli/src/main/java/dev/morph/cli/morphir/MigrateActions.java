package dev.morph.cli.morphir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.cli.LoadOptionsMixin;
import dev.morph.cli.OutputFile;
import dev.morph.cli.Terminal;
import dev.morph.ir.migrate.Migration;
import dev.morph.ir.migrate.MigrationTarget;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
      LoadOptionsMixin load,
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
    Migrated report =
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
          ErrorCode.USAGE_INVALID,
          "a document tree is of v4 and of JSON; name a file as OUT, or leave --target and"
              + " --output-format away");
    }
    if (request.mode() == RunMode.WASM) {
      throw new MorphException(
          ErrorCode.USAGE_INVALID,
          "--mode wasm writes single documents; name a file as OUT, or leave --mode away");
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

  private Migrated toTree(MigrateInput input) {
    try (var tree = new FolderTreeOutput(IrInput.path(request.out()))) {
      Migrated report =
          Migrated.of(
              switch (input) {
                case MigrateInput.Document(byte[] json) -> Migration.toTree(json, target, tree);
                case MigrateInput.Tree(FolderTree from) -> Migration.toTree(from, target, tree);
              });
      requirePublishable(report);
      tree.publish();
      return report;
    }
  }

  /** Nothing is printed before all is written. */
  private Migrated toStandard(MigrateInput input) {
    var bytes = new ByteArrayOutputStream();
    Migrated report = write(input, bytes);
    terminal.out().writeBytes(bytes.toByteArray());
    if (request.outputFormat() == OutputFormat.JSON) {
      terminal.out().println();
    }
    return report;
  }

  private Migrated toFile(MigrateInput input) {
    Path file = IrInput.path(request.out());
    Migrated[] report = new Migrated[1];
    OutputFile.makeFolders(file);
    OutputFile.bytes(file, out -> report[0] = write(input, out));
    return Objects.requireNonNull(report[0]);
  }

  /**
   * Writes the document.
   *
   * @throws IrException if what was written must not be used
   */
  private Migrated write(MigrateInput input, OutputStream out) {
    if (request.outputFormat() == OutputFormat.JSON) {
      Migrated report = migrate(input, out);
      requirePublishable(report);
      return report;
    }
    var json = new ByteArrayOutputStream();
    Migrated report = migrate(input, json);
    requirePublishable(report);
    request.outputFormat().write(json.toByteArray(), out);
    return report;
  }

  private Migrated migrate(MigrateInput input, OutputStream out) {
    if (request.mode() == RunMode.WASM) {
      return MigrateGuest.run(
          IrInput.message(terminal, request.in(), input), target, out, request.load(), terminal);
    }
    var progress = new Progress(terminal, input.size());
    try {
      return Migrated.of(
          input.migrate(
              target,
              (bytes, length) -> {
                try {
                  out.write(bytes, 0, length);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
                progress.wrote(length);
              }));
    } finally {
      progress.end();
    }
  }

  private void requirePublishable(Migrated report) {
    if (report.publishable()) {
      return;
    }
    DiagnosticsPrinter.print(terminal, IrInput.shown(request.in()), report.diagnostics());
    throw new IrException(
        report.code(),
        IrInput.shown(request.in())
            + " was not migrated: "
            + IrInput.counted(report.errors())
            + "; nothing was written",
        report.diagnostics());
  }

  private void tell(Migrated report) {
    if (!request.json()) {
      DiagnosticsPrinter.print(terminal, IrInput.shown(request.in()), report.diagnostics());
      report
          .losses()
          .forEach(
              (code, count) -> terminal.note((count == 1 ? "once " : count + " times ") + code));
      terminal.note("Migration complete.");
      return;
    }
    var document =
        JsonObject.builder()
            .put("success", true)
            .put("input", request.in())
            .put("output", request.out())
            .put("source_format", report.source())
            .put("target_format", "v" + target.version());
    if (!report.diagnostics().isEmpty()) {
      document.put("warnings", new JsonArray(List.copyOf(report.diagnostics())));
    }
    if (!report.losses().isEmpty()) {
      var counts = JsonObject.builder();
      report.losses().forEach((code, count) -> counts.put(code, count.longValue()));
      document.put("lost", counts.build());
    }
    terminal.document(document.build());
  }
}
