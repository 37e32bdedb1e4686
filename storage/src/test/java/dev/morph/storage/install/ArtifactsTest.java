package dev.morph.storage.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morph.base.Digest;
import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
  private static final byte[] BYTES = {0, 'a', 's', 'm'};

  @TempDir Path folder;

  private Path file(Digest digest) {
    return folder.resolve(
        "sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex().substring(2));
  }

  @Test
  void keepsBytesByTheirDigest() {
    for (Artifacts artifacts : new Artifacts[] {new Artifacts(folder), new Artifacts(null)}) {
      Digest digest = artifacts.put(BYTES);
      assertThat(digest).isEqualTo(Digest.of(BYTES));
      assertThat(artifacts.put(BYTES)).isEqualTo(digest);
      assertThat(artifacts.find(digest)).contains(BYTES);
      assertThat(artifacts.delete(digest)).isTrue();
      assertThat(artifacts.delete(digest)).isFalse();
      assertThat(artifacts.find(digest)).isEmpty();
    }
    assertThat(folder.toFile().list()).containsExactly("sha256");
  }

  @Test
  void refusesAFileThatWasChangedAndMendsItWhenItIsPutAgain() throws IOException {
    Artifacts artifacts = new Artifacts(folder);
    Digest digest = artifacts.put(BYTES);
    for (byte[] changed : new byte[][] {{}, {0, 'a', 's'}, {0, 'a', 's', 'n'}}) {
      Files.write(file(digest), changed);
      assertThatThrownBy(() -> artifacts.find(digest))
          .isInstanceOfSatisfying(
              MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DIGEST_MISMATCH));
    }
    artifacts.put(BYTES);
    assertThat(artifacts.find(digest)).contains(BYTES);
  }

  @Test
  void saysThatItCannotWrite() throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("plain"), "text");
    assertThatThrownBy(() -> new Artifacts(notAFolder).put(BYTES))
        .isInstanceOfSatisfying(
            MorphException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED));
  }
}
