package dev.morph.storage.audit;

import dev.morph.storage.audit.Verification.Broken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes the rows by chain and place, and says where they are not as they were written. */
final class ChainCheck {
  private final Map<String, Anchors.Head> anchors = new HashMap<>();
  private final Sha256 sha = new Sha256();
  private @Nullable String chain;
  private long seq;
  private String hash = AuditRow.GENESIS;
  private long rows;
  private long chains;
  private @Nullable Broken broken;

  ChainCheck(Anchors anchors) {
    anchors.heads().forEach(head -> this.anchors.put(head.chain(), head));
  }

  /** Takes a row; false if it is the first that is broken. */
  boolean accept(ResultSet row) throws SQLException {
    String ofChain = row.getString("chain");
    if (!ofChain.equals(chain)) {
      if (endOfChain()) {
        return false;
      }
      chain = ofChain;
      seq = 0;
      hash = AuditRow.GENESIS;
      chains++;
    }
    long found = row.getLong("seq");
    String id = row.getString("id");
    if (found != seq + 1) {
      broken =
          new Broken(
              ofChain,
              seq + 1,
              null,
              (found == seq + 2 ? "a row is" : found - seq - 1 + " rows are")
                  + " missing before seq "
                  + found);
      return false;
    }
    seq = found;
    rows++;
    return checked(row, ofChain, id) && anchored(ofChain, id);
  }

  private boolean checked(ResultSet row, String ofChain, String id) throws SQLException {
    String stored = row.getString("hash");
    String computed;
    try {
      computed = AuditRow.hash(hash, AuditRows.read(row).entry(), ofChain, seq, sha);
    } catch (IllegalArgumentException e) {
      broken = new Broken(ofChain, seq, id, "the row was edited: " + e.getMessage());
      return false;
    }
    if (!computed.equals(stored)) {
      broken =
          new Broken(
              ofChain,
              seq,
              id,
              "the hash is not that of this row after the one before: it was edited, moved or"
                  + " inserted");
      return false;
    }
    hash = stored;
    return true;
  }

  private boolean anchored(String ofChain, String id) {
    Anchors.Head head = anchors.get(ofChain);
    if (head != null && head.seq() == seq && !head.hash().equals(hash)) {
      broken =
          new Broken(ofChain, seq, id, "the hash is not the anchored one: the chain was rewritten");
      return false;
    }
    return true;
  }

  /** True if the chain that has ended is shorter than its anchor. */
  private boolean endOfChain() {
    Anchors.Head head = chain == null ? null : anchors.remove(chain);
    if (head != null && head.seq() > seq) {
      broken = missing(head, seq);
      return true;
    }
    return false;
  }

  private static Broken missing(Anchors.Head head, long last) {
    return new Broken(
        head.chain(),
        last + 1,
        null,
        "the chain ends at seq " + last + ", and was anchored at seq " + head.seq());
  }

  /** What was found, after the last row. */
  Verification end() {
    if (broken == null && !endOfChain() && !anchors.isEmpty()) {
      broken = missing(new TreeMap<>(anchors).firstEntry().getValue(), 0);
    }
    return broken == null ? new Verification.Intact(rows, chains) : broken;
  }
}
