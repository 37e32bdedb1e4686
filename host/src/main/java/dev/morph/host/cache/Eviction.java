package dev.morph.host.cache;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The entries of a cache's folder, and which of them must go. */
final class Eviction {
  static final String SUFFIX = ".compiled";

  private static final String DRAFT_SUFFIX = ".tmp";
  private static final long DRAFT_LIFE_MILLIS = 3_600_000;

  /** What is left when entries had to go, as a share of the bound, so that not each put evicts. */
  private static final double KEPT = 0.9;

  private final Path folder;
  private final long maxBytes;

  private record Entry(Path file, long bytes, long usedMillis) {}

  Eviction(Path folder, long maxBytes) {
    this.folder = folder;
    this.maxBytes = maxBytes;
  }

  long count() throws IOException {
    return entries(false).size();
  }

  long bytes() throws IOException {
    return sum(entries(false));
  }

  /** Deletes the least recently used entries if all together are above the bound. */
  void run() throws IOException {
    List<Entry> entries = entries(true);
    long left = sum(entries);
    if (left <= maxBytes) {
      return;
    }
    entries.sort(Comparator.comparingLong(Entry::usedMillis));
    for (Entry entry : entries) {
      if (left <= maxBytes * KEPT) {
        return;
      }
      Files.deleteIfExists(entry.file());
      left -= entry.bytes();
    }
  }

  /** Deletes every entry. */
  void all() throws IOException {
    for (Entry entry : entries(true)) {
      Files.deleteIfExists(entry.file());
    }
  }

  private static long sum(List<Entry> entries) {
    return entries.stream().mapToLong(Entry::bytes).sum();
  }

  /** Other processes may delete while this looks: what is gone is left out. */
  private List<Entry> entries(boolean sweepDrafts) throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return entries;
    }
    long oldest = System.currentTimeMillis() - DRAFT_LIFE_MILLIS;
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<Path>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            String name = file.getFileName().toString();
            long modified = facts.lastModifiedTime().toMillis();
            if (name.endsWith(SUFFIX)) {
              entries.add(new Entry(file, facts.size(), modified));
            } else if (sweepDrafts && name.endsWith(DRAFT_SUFFIX) && modified < oldest) {
              Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return entries;
  }
}
