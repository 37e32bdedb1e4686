package dev.morph.capabilities.fs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.files.FileEntry;
import dev.morph.base.files.FileFault;
import dev.morph.base.files.FileFault.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderFilesTest {
  /** So many that a root that follows links is caught. */
  private static final int READS = 60_000;

  private static final int WRITES = 300;

  @TempDir Path temporary;
  private Path root;
  private Path outside;
  private FolderFiles files;

  @BeforeEach
  void open() throws IOException {
    root = Files.createDirectory(temporary.resolve("root"));
    outside = Files.createDirectory(temporary.resolve("outside"));
    Files.writeString(outside.resolve("secret"), "secret");
    files = FolderFiles.open(root);
  }

  private static void assertFault(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable use, Kind... kinds) {
    assertThatThrownBy(use)
        .isInstanceOfSatisfying(
            FileFault.class, fault -> assertThat(fault.kind()).isIn((Object[]) kinds));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.map(path -> root.relativize(path).toString()).sorted().toList();
    }
  }

  @Test
  void writesReadsListsMovesAndRemoves() throws IOException {
    files.write("notes/deep/a.md", "one".getBytes(UTF_8));
    files.write("notes/deep/a.md", "two".getBytes(UTF_8));
    files.createFolder("notes/empty");

    assertThat(files.read("notes/deep/a.md", 3)).asString().isEqualTo("two");
    assertThat(files.list("notes", 10))
        .extracting(FileEntry::name, FileEntry::folder)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("deep", true),
            org.assertj.core.groups.Tuple.tuple("empty", true));
    assertThat(files.stat("notes/deep/a.md").size()).isEqualTo(3);
    assertThat(files.stat("").folder()).isTrue();
    files.rename("notes/deep/a.md", "notes/empty/b.md");
    assertThat(Files.readString(root.resolve("notes/empty/b.md"))).isEqualTo("two");
    assertFault(() -> files.delete("notes/empty"), Kind.NOT_EMPTY);
    files.delete("notes/empty/b.md");
    files.delete("notes/empty");
    assertThat(names()).containsExactly("", "notes", "notes/deep");
  }

  @Test
  void saysWhatIsWrong() {
    files.write("a", new byte[10]);
    assertFault(() -> files.read("b", 10), Kind.NOT_FOUND);
    assertFault(() -> files.read("b/c", 10), Kind.NOT_FOUND);
    assertFault(() -> files.read("a/c", 10), Kind.NOT_A_FOLDER);
    assertFault(() -> files.write("a/c", new byte[1]), Kind.NOT_A_FOLDER);
    assertFault(() -> files.list("a", 10), Kind.NOT_A_FOLDER);
    assertFault(() -> files.read("a", 9), Kind.TOO_LARGE);
    assertFault(() -> files.list("", 0), Kind.TOO_MANY);
    assertFault(() -> files.createFolder("a"), Kind.EXISTS);
    assertFault(() -> files.createFolder("x/y"), Kind.NOT_FOUND);
    files.createFolder("f");
    assertFault(() -> files.read("f", 10), Kind.NOT_A_FILE);
    assertFault(() -> files.write("f", new byte[1]), Kind.NOT_A_FILE);
    assertFault(() -> files.rename("a", "f"), Kind.EXISTS);
    assertFault(() -> files.rename("f", "f/g"), Kind.FAILED);
    assertFault(() -> files.delete(""), Kind.DENIED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../outside/secret", "/etc/passwd", "a/../../outside/secret", ".", "a//b"})
  void holdsItsPromiseWhoeverCalls(String path) {
    assertFault(() -> files.read(path, 100), Kind.DENIED);
    assertFault(() -> files.write(path, new byte[1]), Kind.DENIED);
    assertFault(() -> files.list(path, 100), Kind.DENIED);
    assertFault(() -> files.stat(path), Kind.DENIED);
    assertFault(() -> files.delete(path), Kind.DENIED);
    assertFault(() -> files.createFolder(path), Kind.DENIED);
    assertFault(() -> files.rename(path, "x"), Kind.DENIED);
  }

  @Test
  void followsNoLinkWhereverItLeads() throws IOException {
    files.write("dir/inside", "inside".getBytes(UTF_8));
    Files.createSymbolicLink(root.resolve("out"), outside);
    Files.createSymbolicLink(root.resolve("file"), outside.resolve("secret"));
    Files.createSymbolicLink(root.resolve("in"), root.resolve("dir"));
    Files.createSymbolicLink(root.resolve("nowhere"), temporary.resolve("new"));
    Files.createSymbolicLink(root.resolve("self"), Path.of("self"));

    assertFault(() -> files.read("out/secret", 100), Kind.NOT_A_FOLDER);
    assertFault(() -> files.read("in/inside", 100), Kind.NOT_A_FOLDER);
    assertFault(() -> files.list("out", 100), Kind.NOT_A_FOLDER);
    assertFault(() -> files.write("out/new", new byte[1]), Kind.NOT_A_FOLDER);
    assertFault(() -> files.createFolder("out/new"), Kind.NOT_A_FOLDER);
    assertFault(() -> files.delete("out/secret"), Kind.NOT_A_FOLDER);
    assertFault(() -> files.rename("dir/inside", "out/x"), Kind.NOT_A_FOLDER);
    for (String link : List.of("out", "file", "nowhere", "self")) {
      assertFault(() -> files.read(link, 100), Kind.NOT_A_FILE);
      assertFault(() -> files.write(link, new byte[1]), Kind.NOT_A_FILE);
      assertFault(() -> files.stat(link), Kind.NOT_A_FILE);
      assertFault(() -> files.delete(link), Kind.NOT_A_FILE);
      assertFault(() -> files.rename(link, "x"), Kind.NOT_A_FILE);
      assertFault(() -> files.rename("dir/inside", link), Kind.EXISTS);
    }
    assertThat(files.list("", 100)).extracting(FileEntry::name).containsExactly("dir");
    assertThat(Files.readString(outside.resolve("secret"))).isEqualTo("secret");
    assertThat(temporary.resolve("new")).doesNotExist();
  }

  @Test
  @Timeout(60)
  void refusesPipesSocketsAndDevicesWithoutOpeningThem() throws Exception {
    Process made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
    assertThat(made.waitFor()).isZero();
    assertFault(() -> files.read("pipe", 100), Kind.NOT_A_FILE);
    assertFault(() -> files.write("pipe", new byte[1]), Kind.NOT_A_FILE);
    assertFault(() -> files.read("pipe/x", 100), Kind.NOT_A_FOLDER);
    assertFault(() -> files.list("pipe", 100), Kind.NOT_A_FOLDER);
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(root.resolve("socket")));
      assertFault(() -> files.read("socket", 100), Kind.NOT_A_FILE);
    }
    assertFault(() -> FolderFiles.open(Path.of("/dev")).read("null", 100), Kind.NOT_A_FILE);
    assertThat(files.list("", 100)).isEmpty();
  }

  /**
   * A program swaps a folder for a link to another one, as fast as it can, while the files in it
   * are used: what is reached is inside, or nothing is.
   */
  @Test
  @Timeout(300)
  void winsEveryRaceWithAFolderThatBecomesALink() throws Exception {
    Path folder = Files.createDirectory(root.resolve("folder"));
    Files.writeString(folder.resolve("secret"), "inside");
    Path aside = temporary.resolve("aside");
    Path link = Files.createSymbolicLink(temporary.resolve("link"), outside);
    AtomicBoolean over = new AtomicBoolean();
    AtomicBoolean broken = new AtomicBoolean();
    Thread swapper =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                while (!over.get()) {
                  swap(folder, aside);
                  swap(link, folder);
                  swap(folder, link);
                  swap(aside, folder);
                }
              } catch (IOException e) {
                broken.set(true);
              }
            });
    int reached = 0;
    int missed = 0;
    for (int i = 0; i < READS; i++) {
      try {
        assertThat(files.read("folder/secret", 100)).asString().isEqualTo("inside");
        reached++;
      } catch (FileFault fault) {
        missed++;
      }
    }
    for (int i = 0; i < WRITES; i++) {
      try {
        files.write("folder/new" + i % 7, new byte[] {1});
        files.list("folder", 100);
        files.delete("folder/new" + i % 7);
      } catch (FileFault fault) {
        missed++;
      }
    }
    over.set(true);
    swapper.join();

    assertThat(broken).isFalse();
    assertThat(reached).isPositive();
    assertThat(missed).isPositive();
    try (Stream<Path> all = Files.list(outside)) {
      assertThat(all.map(path -> path.getFileName().toString())).containsExactly("secret");
    }
    assertThat(Files.readString(outside.resolve("secret"))).isEqualTo("secret");
  }

  /** A write that met no folder made one, which is in the way now. */
  private static void swap(Path from, Path to) throws IOException {
    while (true) {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        return;
      } catch (FileSystemException e) {
        try (Stream<Path> made = Files.walk(to)) {
          for (Path one : made.sorted(Comparator.reverseOrder()).toList()) {
            Files.deleteIfExists(one);
          }
        } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException again) {
          // it is being written to just now: the next round removes it
        }
      }
    }
  }

  @Test
  void keepsWhoMayReadAFileThatItReplaces() throws IOException {
    Path file = Files.writeString(root.resolve("private"), "one");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    files.write("private", new byte[] {1});
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void aWriteThatIsInterruptedChangesNothing() throws IOException {
    files.write("a", "before".getBytes(UTF_8));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> files.write("a", "after".getBytes(UTF_8)))
        .isInstanceOf(FileFault.class);
    Thread.interrupted();
    assertThat(Files.readString(root.resolve("a"))).isEqualTo("before");
    assertThat(names()).containsExactly("", "a");
  }

  @Test
  void readersNeverSeeHalfAFile() throws Exception {
    byte[] ones = "1".repeat(200_000).getBytes(UTF_8);
    byte[] twos = "2".repeat(300_000).getBytes(UTF_8);
    files.write("a", ones);
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 100; i++) {
                files.write("a", i % 2 == 0 ? twos : ones);
              }
              over.set(true);
            });
    while (!over.get()) {
      assertThat(files.read("a", 1 << 20)).isIn(ones, twos);
    }
    writer.join();
  }

  @Test
  void opensFoldersOnly() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    for (Path wrong : List.of(file, temporary.resolve("absent"))) {
      assertThatThrownBy(() -> FolderFiles.open(wrong))
          .isInstanceOfSatisfying(
              MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
    Path link = Files.createSymbolicLink(temporary.resolve("to-root"), root);
    FolderFiles.open(link).write("a", new byte[1]);
    assertThat(root.resolve("a")).exists();
  }
}
