package dev.morph.cli.morphir;

import dev.morph.base.json.JsonReader;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** A document of JSON as YAML, its numbers as they are written. */
final class YamlOutput {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();
  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private YamlOutput() {}

  /**
   * Writes it; does not close what it writes to.
   *
   * @param json a valid document, as {@link JsonReader} has it
   */
  static void write(byte[] json, OutputStream out) {
    try (JsonParser from = JSON.createParser(ObjectReadContext.empty(), json);
        JsonGenerator to = YAML.createGenerator(ObjectWriteContext.empty(), new Unclosed(out))) {
      JsonToken token;
      while ((token = from.nextToken()) != null) {
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
          to.writeNumber(from.getString());
        } else {
          to.copyCurrentEvent(from);
        }
      }
    }
  }
}
