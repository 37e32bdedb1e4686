package dev.morph.storage.audit;

import dev.morph.storage.audit.Verification.Broken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes the rows by chain and place, and says where they are not as they were written. What comes
 * after the first broken row of a chain is not looked at.
 */
final class ChainCheck {
  private final Map<String, Anchors.Head> anchors = new HashMap<>();
  private final Sha256 sha = new Sha256();
  private final List<Broken> broken = new ArrayList<>();
  private @Nullable String chain;
  private boolean chainIsBroken;
  private long seq;
  private String hash = AuditRow.GENESIS;
  private long rows;
  private long chains;

  ChainCheck(Anchors anchors) {
    anchors.heads().forEach(head -> this.anchors.put(head.chain(), head));
  }

  /** Takes a row; false if anything is broken up to it. */
  boolean accept(ResultSet row) throws SQLException {
    String ofChain = row.getString("chain");
    if (!ofChain.equals(chain)) {
      endOfChain();
      chain = ofChain;
      chainIsBroken = false;
      seq = 0;
      hash = AuditRow.GENESIS;
      chains++;
    }
    if (!chainIsBroken) {
      Broken found = check(row, ofChain);
      if (found != null) {
        chainIsBroken = true;
        broken.add(found);
      }
    }
    return broken.isEmpty();
  }

  private @Nullable Broken check(ResultSet row, String ofChain) throws SQLException {
    long found = row.getLong("seq");
    String id = row.getString("id");
    if (found != seq + 1) {
      return new Broken(
          ofChain,
          seq + 1,
          null,
          (found == seq + 2 ? "a row is" : found - seq - 1 + " rows are")
              + " missing before seq "
              + found);
    }
    seq = found;
    rows++;
    String stored = row.getString("hash");
    String computed;
    try {
      computed = AuditRow.hash(hash, AuditRow.open(AuditRows.read(row).entry()), ofChain, seq, sha);
    } catch (IllegalArgumentException e) {
      return new Broken(ofChain, seq, id, "the row was edited: " + e.getMessage());
    }
    if (!computed.equals(stored)) {
      return new Broken(
          ofChain,
          seq,
          id,
          "the hash is not that of this row after the one before: it was edited, moved or"
              + " inserted");
    }
    hash = stored;
    Anchors.Head head = anchors.get(ofChain);
    return head != null && head.seq() == seq && !head.hash().equals(hash)
        ? new Broken(ofChain, seq, id, "the hash is not the anchored one: the chain was rewritten")
        : null;
  }

  /** Looks whether the chain that has ended is shorter than its anchor. */
  private void endOfChain() {
    Anchors.Head head = chain == null ? null : anchors.remove(chain);
    if (head != null && !chainIsBroken && head.seq() > seq) {
      broken.add(missing(head, seq));
    }
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
    List<Broken> all = broken();
    return all.isEmpty() ? new Verification.Intact(rows, chains) : all.getFirst();
  }

  /** The first broken row of each chain, after the last row. */
  List<Broken> broken() {
    endOfChain();
    for (Anchors.Head head : new TreeMap<>(anchors).values()) {
      broken.add(missing(head, 0));
    }
    anchors.clear();
    return broken;
  }
}
