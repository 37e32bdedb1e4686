package dev.morph.storage;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonArray;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.base.json.JsonValue;
import dev.morph.storage.sql.Database;
import dev.morph.storage.sql.Times;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jdbi.v3.core.Handle;

/** Writes the portable form of a store; docs/reference/store.md describes it. */
final class ArchiveWriter {
  static final int FORMAT = 1;
  static final String MANIFEST = "manifest.json";

  private ArchiveWriter() {}

  static String tableEntry(String table) {
    return "tables/" + table + ".jsonl";
  }

  static String artifactEntry(Digest digest) {
    return "artifacts/" + digest.hex();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static Backup.Summary write(Path file, Handle handle, Store store, Backup.Progress progress)
      throws SQLException {
    try (ZipOutputStream zip =
        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      Map<String, Long> rows = new LinkedHashMap<>();
      List<JsonValue> tables = new ArrayList<>();
      for (Table table : Table.ALL) {
        zip.putNextEntry(new ZipEntry(tableEntry(table.name())));
        MessageDigest sha = sha256();
        long count = table(new DigestOutputStream(zip, sha), handle, table, progress);
        zip.closeEntry();
        rows.put(table.name(), count);
        tables.add(
            JsonObject.builder()
                .put("name", table.name())
                .put("rows", count)
                .put("sha256", HexFormat.of().formatHex(sha.digest()))
                .build());
      }
      List<Digest> digests = Backup.artifacts(handle);
      for (Digest digest : digests) {
        zip.putNextEntry(new ZipEntry(artifactEntry(digest)));
        zip.write(Backup.artifact(store, digest));
        zip.closeEntry();
      }
      zip.putNextEntry(new ZipEntry(MANIFEST));
      zip.write(Json.writeUtf8(manifest(tables, digests)));
      zip.closeEntry();
      return new Backup.Summary(rows, digests.size());
    } catch (IOException | UncheckedIOException e) {
      throw failed(file, e);
    }
  }

  private static MorphException failed(Path file, Exception e) {
    return new MorphException(
        ErrorCode.IO_FAILED,
        "the backup in "
            + file.getParent()
            + " cannot be written: "
            + e.getMessage()
            + ". Check the folder's rights and the space on the disk",
        e);
  }

  private static long table(OutputStream out, Handle handle, Table table, Backup.Progress progress)
      throws SQLException {
    long[] rows = {0};
    TableRows.each(
        handle.getConnection(),
        table,
        row -> {
          try {
            out.write(TableRows.line(table, row));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          if (++rows[0] % TableRows.STEP == 0) {
            progress.moved(table.name(), rows[0]);
          }
        });
    if (rows[0] % TableRows.STEP != 0) {
      progress.moved(table.name(), rows[0]);
    }
    return rows[0];
  }

  private static JsonObject manifest(List<JsonValue> tables, List<Digest> digests) {
    List<JsonValue> names = new ArrayList<>();
    digests.forEach(digest -> names.add(new JsonString(digest.hex())));
    return JsonObject.builder()
        .put("format", FORMAT)
        .put("schema", Database.SCHEMA)
        .put("created_at", Times.text(Instant.now()))
        .put("tables", new JsonArray(tables))
        .put("artifacts", new JsonArray(names))
        .build();
  }
}
