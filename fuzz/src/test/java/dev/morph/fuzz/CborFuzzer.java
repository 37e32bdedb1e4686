package dev.morph.fuzz;

import dev.morph.base.cbor.CborException;
import dev.morph.base.cbor.CborJson;
import dev.morph.base.json.JsonException;
import java.util.Arrays;

/** JSON documents as CBOR. */
public final class CborFuzzer {
  private CborFuzzer() {}

  public static void fuzzerTestOneInput(byte[] data) {
    byte[] json;
    try {
      json = CborJson.toJson(data);
    } catch (CborException e) {
      return;
    }
    byte[] cbor;
    try {
      cbor = CborJson.fromJson(json);
    } catch (JsonException e) {
      Check.equal(
          e.kind(), JsonException.Kind.DUPLICATE_MEMBER, "only names that come twice are no JSON");
      return;
    }
    // a floating point number of 3 bytes may become a decimal of 13
    Check.that(cbor.length <= 5 * data.length + 16, "it grows no more than its numbers do");
    Check.that(
        Arrays.equals(cbor, CborJson.fromJson(CborJson.toJson(cbor))), "one form for a document");
  }
}
