package dev.morph.ir.migrate;

import dev.morph.ir.DistributionHandler;
import dev.morph.ir.DocumentTree;
import dev.morph.ir.FormatVersion;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.ReadReport;
import dev.morph.ir.TreeReader;
import java.util.Optional;

/** What is migrated; may be read several times. */
interface Source {
  Optional<FormatVersion> version();

  /**
   * Reads all of it.
   *
   * @param forOlder tells what v1 to v3 cannot say
   */
  ReadReport read(ReadLimits limits, boolean forOlder, DistributionHandler out);

  /** A single document. */
  final class Document implements Source {
    private final byte[] utf8;

    Document(byte[] utf8) {
      this.utf8 = utf8;
    }

    @Override
    public Optional<FormatVersion> version() {
      return IrReader.version(utf8);
    }

    @Override
    public ReadReport read(ReadLimits limits, boolean forOlder, DistributionHandler out) {
      return forOlder ? IrReader.readForOlder(utf8, limits, out) : IrReader.read(utf8, limits, out);
    }
  }

  /** A document tree. */
  record Tree(DocumentTree files) implements Source {
    @Override
    public Optional<FormatVersion> version() {
      return Optional.of(FormatVersion.V4);
    }

    @Override
    public ReadReport read(ReadLimits limits, boolean forOlder, DistributionHandler out) {
      return forOlder
          ? TreeReader.readForOlder(files, limits, out)
          : TreeReader.read(files, limits, out);
    }
  }
}
