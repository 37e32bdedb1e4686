package dev.morph.cli.morphir;

import dev.morph.base.cbor.CborJson;
import java.io.OutputStream;
import java.util.Locale;

/** What a document is to be written in. */
enum OutputFormat {
  JSON,
  CBOR,
  YAML;

  /** As the option has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Writes a document; does not close what it writes to.
   *
   * @param json a valid document
   */
  void write(byte[] json, OutputStream out) {
    switch (this) {
      case JSON -> IrInput.write(json, out);
      case CBOR -> IrInput.write(CborJson.fromJson(json), out);
      case YAML -> YamlOutput.write(json, out);
    }
  }
}
