package dev.morph.component.abi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Sections that wit-bindgen 0.63.0 (Rust) wrote into a module built from the packages of {@code
 * wit}, in hexadecimal.
 */
final class Fixture {
  private Fixture() {}

  static byte[] section(String world) {
    try (InputStream in = Fixture.class.getResourceAsStream(world + ".component-type.hex")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(text.replace("\n", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
