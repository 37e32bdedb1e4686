package dev.morph.ir;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonValue;
import dev.morph.base.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Single types as v3 writes them, for documents that hold types beside other things. */
public final class ClassicTypes {
  private static final int VERSION = 3;

  private ClassicTypes() {}

  /**
   * The type that JSON is; null if it is none, or stands deeper than {@value
   * ReadLimits#USUAL_DEPTH}.
   */
  public static @Nullable Type read(JsonValue json) {
    var found = new Diagnostics(1);
    Type type = new ClassicNodes(VERSION, found, ReadLimits.DEFAULT).type(json);
    return found.errors() == 0 ? type : null;
  }

  /** The type as JSON; names that v3 cannot keep are written as their nearest words. */
  public static JsonValue write(Type type) {
    var out = new JsonWriter();
    new ClassicNodeWriter(VERSION, out, ReadLimits.DEEPEST, false, (code, message) -> {})
        .type(type);
    return Json.parse(out.toByteArray(), ReadLimits.DEEPEST);
  }
}
