package dev.morph.cli.morphir;

import dev.morph.base.json.JsonWriter;
import dev.morph.cli.Terminal;
import dev.morph.ir.FormatVersion;
import dev.morph.ir.IrReader;
import dev.morph.ir.migrate.Migration;
import dev.morph.ir.migrate.MigrationReport;
import dev.morph.ir.migrate.MigrationTarget;
import java.util.Optional;

/** What is migrated. */
sealed interface MigrateInput {
  /** A single document of JSON. */
  @SuppressWarnings("ArrayRecordComponent")
  record Document(byte[] json) implements MigrateInput {
    @Override
    public Optional<FormatVersion> version() {
      return IrReader.version(json);
    }

    @Override
    public long size() {
      return json.length;
    }

    @Override
    public MigrationReport migrate(MigrationTarget target, JsonWriter.Sink out) {
      return Migration.run(json, target, out);
    }
  }

  /** A document tree, which is of v4. */
  record Tree(FolderTree folder) implements MigrateInput {
    @Override
    public Optional<FormatVersion> version() {
      return Optional.of(FormatVersion.V4);
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public MigrationReport migrate(MigrationTarget target, JsonWriter.Sink out) {
      return Migration.run(folder, target, out);
    }
  }

  /** Opens a file, standard input or a folder. */
  static MigrateInput open(Terminal terminal, String in, InputFormat format) {
    return IrInput.isFolder(in)
        ? new Tree(FolderTree.open(IrInput.path(in)))
        : new Document(IrInput.json(terminal, in, format));
  }

  /** The version; empty if it cannot be told. */
  Optional<FormatVersion> version();

  /** In bytes; 0 for a tree. */
  long size();

  /** Writes it as a single document. */
  MigrationReport migrate(MigrationTarget target, JsonWriter.Sink out);
}
