package dev.morph.storage.audit;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.sql.Times;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The heads of all chains at a time. Kept away from the store, they show later that rows at the end
 * were taken away, or that everything was written anew.
 *
 * @param heads immutable; one for each chain
 */
public record Anchors(Instant at, List<Head> heads) {
  /** No heads: nothing is known of before. */
  public static final Anchors NONE = new Anchors(Instant.EPOCH, List.of());

  public Anchors {
    at = Times.whole(at);
    heads = List.copyOf(heads);
  }

  /**
   * The last row of a chain.
   *
   * @param seq 1 or more
   */
  public record Head(String chain, long seq, String hash) {}

  /** {@code {at, heads: [{chain, seq, hash}]}}. */
  public JsonObject toJson() {
    List<JsonValue> items = new ArrayList<>();
    for (Head head : heads) {
      items.add(
          JsonObject.builder()
              .put("chain", head.chain())
              .put("seq", head.seq())
              .put("hash", head.hash())
              .build());
    }
    return JsonObject.builder()
        .put("at", Times.text(at))
        .put("heads", new JsonArray(items))
        .build();
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws MorphException ({@code usage-invalid}) if it is anything else
   */
  public static Anchors fromJson(byte[] utf8) {
    try {
      if (!(Json.parse(utf8) instanceof JsonObject json)
          || !(json.get("at") instanceof JsonString(String at))
          || !(json.get("heads") instanceof JsonArray(List<JsonValue> items))
          || json.members().size() != 2) {
        throw invalid("an object with at and heads is needed");
      }
      List<Head> heads = new ArrayList<>();
      Set<String> chains = new HashSet<>();
      for (JsonValue item : items) {
        Head head = head(item);
        if (!chains.add(head.chain())) {
          throw invalid("chain " + head.chain() + " has two heads");
        }
        heads.add(head);
      }
      return new Anchors(Instant.parse(at), heads);
    } catch (JsonException | DateTimeException | ArithmeticException e) {
      throw invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Head head(JsonValue item) {
    if (item instanceof JsonObject head
        && head.members().size() == 3
        && head.get("chain") instanceof JsonString(String chain)
        && head.get("seq") instanceof JsonNumber seq
        && head.get("hash") instanceof JsonString(String hash)
        && seq.longValueExact() > 0) {
      return new Head(chain, seq.longValueExact(), hash);
    }
    throw invalid("a head is an object with chain, seq (1 or more) and hash");
  }

  private static MorphException invalid(String fault) {
    return new MorphException(
        ErrorCode.USAGE_INVALID,
        "this is no file of anchors: " + fault + ". Give a file that `morph audit anchor` wrote");
  }
}
