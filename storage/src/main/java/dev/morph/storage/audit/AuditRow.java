package dev.morph.storage.audit;

import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonWriter;
import dev.morph.storage.sql.Times;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log.
 *
 * @param chain the process that wrote it
 * @param seq its place in the chain, from 1
 * @param hash 64 small hexadecimal digits: {@link #hash} of it
 */
public record AuditRow(AuditEntry entry, String chain, long seq, String hash) {
  /** What stands for the hash before a chain's first row. */
  static final String GENESIS = "0".repeat(64);

  /** The row of an entry at its place in a chain. */
  static AuditRow after(String previousHash, AuditEntry entry, String chain, long seq, Sha256 sha) {
    return new AuditRow(entry, chain, seq, hash(previousHash, open(entry), chain, seq, sha));
  }

  /**
   * The hash of a row: SHA-256 of the previous row's hash, a line feed, and the row's canonical
   * form.
   *
   * @param open as {@link #open} writes the row's entry
   */
  static String hash(String previousHash, byte[] open, String chain, long seq, Sha256 sha) {
    byte[] place = place(new JsonWriter().beginObject(), chain, seq).endObject().toByteArray();
    place[0] = ','; // it goes on with the object that is open
    return sha.hex((previousHash + "\n").getBytes(StandardCharsets.US_ASCII), open, place);
  }

  /** The beginning of the canonical form, which is known before the row has a place. */
  static byte[] open(AuditEntry entry) {
    return members(entry).toByteArray();
  }

  /** The members of an entry in their order; the object is still open. */
  private static JsonWriter members(AuditEntry entry) {
    JsonWriter json = new JsonWriter().beginObject();
    text(json, "id", entry.id());
    text(json, "at", Times.text(entry.at()));
    text(json, "extension_id", entry.extensionId().value());
    text(json, "version", entry.version());
    text(json, "digest", entry.digest().toString());
    text(json, "action", entry.action());
    text(json, "user_id", entry.userId());
    text(json, "group_id", entry.groupId());
    text(json, "result", entry.result().word());
    if (entry.errorCode() != null) {
      text(json, "error_code", entry.errorCode());
    }
    denials(json.name("denials"), entry);
    number(json, "execution_time_ms", entry.executionTimeMs());
    number(json, "fuel", entry.fuel());
    number(json, "host_calls", entry.hostCalls());
    text(json, "request_id", entry.requestId());
    text(json, "caller", entry.caller().word());
    return json;
  }

  /** The members behind them. */
  private static JsonWriter place(JsonWriter json, String chain, long seq) {
    text(json, "chain", chain);
    number(json, "seq", seq);
    return json;
  }

  private static JsonWriter denials(JsonWriter json, AuditEntry entry) {
    json.beginArray();
    for (DeniedCall denial : entry.denials()) {
      json.beginObject();
      text(json, "code", denial.code());
      text(json, "permission", denial.permission());
      json.endObject();
    }
    return json.endArray();
  }

  static String denials(AuditEntry entry) {
    return entry.denials().isEmpty() ? "[]" : line(denials(new JsonWriter(), entry));
  }

  private static void text(JsonWriter json, String name, @Nullable String value) {
    if (value != null) {
      json.name(name).string(value);
    }
  }

  private static void number(JsonWriter json, String name, long value) {
    json.name(name).value(JsonNumber.of(value));
  }

  /** The row as one line of JSON, the hash last: without that member it is the canonical form. */
  public String toJson() {
    return line(place(members(entry), chain, seq).name("hash").string(hash).endObject());
  }

  private static String line(JsonWriter json) {
    return new String(json.toByteArray(), StandardCharsets.UTF_8);
  }
}
