package dev.morph.ir.migrate;

import dev.morph.ir.DistributionHandler;
import dev.morph.ir.FormatVersion;
import dev.morph.ir.IrReader;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.ReadReport;
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
}
