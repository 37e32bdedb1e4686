package dev.morph.storage;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonNumber;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.install.Artifacts;
import dev.morph.storage.sql.Database;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads the portable form of a store. Nothing of the file is believed: names are looked up, never
 * used as paths, every table's rows are counted and hashed, every binary is checked by its digest,
 * and lines and entries are bounded.
 */
final class ArchiveReader implements AutoCloseable {
  private static final int MOST_MANIFEST_BYTES = 64 << 20;
  private static final int MOST_LINE_BYTES = 16 << 20;
  private static final int MOST_ARTIFACT_BYTES = 256 << 20;

  private record Content(long rows, String sha256) {}

  private final Path file;
  private final ZipFile zip;
  private final Map<String, Content> tables = new HashMap<>();
  private final List<Digest> artifacts = new ArrayList<>();

  private ArchiveReader(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  static ArchiveReader open(Path file) {
    ArchiveReader reader;
    try {
      reader = new ArchiveReader(file, new ZipFile(file.toFile()));
    } catch (IOException | IllegalArgumentException e) {
      throw invalid(file, "it cannot be opened: " + e.getMessage());
    }
    try {
      reader.readManifest();
      return reader;
    } catch (RuntimeException e) {
      reader.close();
      throw e;
    }
  }

  private static MorphException invalid(Path file, String fault) {
    return new MorphException(
        ErrorCode.USAGE_INVALID,
        file + " is no sound backup of a store: " + fault + ". Give another backup");
  }

  private MorphException invalid(String fault) {
    return invalid(file, fault);
  }

  private void readManifest() {
    try {
      byte[] bytes = bytes(ArchiveWriter.MANIFEST, MOST_MANIFEST_BYTES);
      if (!(Json.parse(bytes) instanceof JsonObject manifest)) {
        throw invalid("its manifest is no object");
      }
      number(manifest, "format", ArchiveWriter.FORMAT);
      number(manifest, "schema", Database.SCHEMA);
      for (JsonValue table : items(manifest, "tables")) {
        readTable(table);
      }
      for (JsonValue artifact : items(manifest, "artifacts")) {
        if (!(artifact instanceof JsonString(String hex))) {
          throw invalid("its manifest names a binary by something else than its digest");
        }
        artifacts.add(new Digest(hex));
      }
      for (Table table : Table.ALL) {
        if (!tables.containsKey(table.name())) {
          throw invalid("the table " + table.name() + " is missing");
        }
      }
    } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
      throw invalid("its manifest has a fault: " + e.getMessage());
    }
  }

  private void number(JsonObject manifest, String name, int known) {
    long found = manifest.get(name) instanceof JsonNumber number ? number.longValueExact() : -1;
    if (found != known) {
      throw invalid(
          "it has "
              + name
              + " "
              + found
              + ", and this version of Morph reads "
              + known
              + (found > known ? "; update Morph" : "; restore it with the version that wrote it"));
    }
  }

  private List<JsonValue> items(JsonObject manifest, String name) {
    if (manifest.get(name) instanceof JsonArray(List<JsonValue> items)) {
      return items;
    }
    throw invalid("its manifest has no " + name);
  }

  private void readTable(JsonValue value) {
    if (value instanceof JsonObject table
        && table.get("name") instanceof JsonString(String name)
        && table.get("rows") instanceof JsonNumber rows
        && table.get("sha256") instanceof JsonString(String sha256)
        && Table.ALL.stream().anyMatch(known -> known.name().equals(name))
        && tables.put(name, new Content(rows.longValueExact(), sha256)) == null) {
      return;
    }
    throw invalid("its manifest names a table that is unknown, twice there, or without a count");
  }

  private InputStream stream(String entryName) throws IOException {
    ZipEntry entry = zip.getEntry(entryName);
    InputStream in = entry == null ? null : zip.getInputStream(entry);
    if (in == null) {
      throw invalid(entryName + " is missing");
    }
    return in;
  }

  private byte[] bytes(String entryName, int most) {
    try (InputStream in = stream(entryName)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw invalid(entryName + " is larger than " + most + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw invalid(entryName + " is damaged: " + e.getMessage());
    }
  }

  /** Copies the binaries; those of them that are there already do no harm. */
  void copyArtifacts(Artifacts target) {
    for (Digest digest : artifacts) {
      byte[] bytes = bytes(ArchiveWriter.artifactEntry(digest), MOST_ARTIFACT_BYTES);
      if (!Digest.of(bytes).equals(digest)) {
        throw invalid("the binary " + digest + " was changed");
      }
      Digest unused = target.put(bytes);
    }
  }

  /** Adds all rows; throws before its caller commits if any differs from what was backed up. */
  Backup.Summary copyRows(Connection connection, Backup.Progress progress) throws SQLException {
    Map<String, Long> rows = new LinkedHashMap<>();
    for (Table table : Table.ALL) {
      rows.put(table.name(), copyTable(connection, table, progress));
    }
    return new Backup.Summary(rows, artifacts.size());
  }

  private long copyTable(Connection connection, Table table, Backup.Progress progress)
      throws SQLException {
    String entry = ArchiveWriter.tableEntry(table.name());
    MessageDigest sha = ArchiveWriter.sha256();
    Content expected = java.util.Objects.requireNonNull(tables.get(table.name()));
    try (InputStream in = new BufferedInputStream(new DigestInputStream(stream(entry), sha));
        TableRows.Adder adder = new TableRows.Adder(connection, table, progress)) {
      for (byte[] line = line(in, entry); line != null; line = line(in, entry)) {
        adder.add(TableRows.row(table, Json.parse(line)));
      }
      long rows = adder.end();
      if (rows != expected.rows()
          || !HexFormat.of().formatHex(sha.digest()).equals(expected.sha256())) {
        throw invalid(entry + " was changed");
      }
      return rows;
    } catch (IOException e) {
      throw invalid(entry + " is damaged: " + e.getMessage());
    } catch (JsonException | IllegalArgumentException | ArithmeticException e) {
      throw invalid(entry + " has a fault: " + e.getMessage());
    } catch (SQLException e) {
      if (Database.breaksRule(e)) {
        throw invalid(entry + " has a row that does not fit its table: " + e.getMessage());
      }
      throw e;
    }
  }

  /** The next line without its line feed; null at the end. */
  private byte @Nullable [] line(InputStream in, String entry) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        if (line.size() > 0) {
          throw invalid(entry + " ends within a line");
        }
        return null;
      }
      if (line.size() == MOST_LINE_BYTES) {
        throw invalid(entry + " has a line of more than " + MOST_LINE_BYTES + " bytes");
      }
      line.write(b);
    }
    return line.toByteArray();
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      // it was only read
      return;
    }
  }
}
