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
    Check.that(cbor.length <= 2 * data.length + 16, "the shortest form is not longer");
    Check.that(
        Arrays.equals(cbor, CborJson.fromJson(CborJson.toJson(cbor))), "one form for a document");
  }
}
