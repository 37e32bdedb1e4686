package dev.morph.ir.migrate;

import java.nio.file.Files;
import java.nio.file.Path;

/** A program that migrates a file, for tests of what it needs. */
final class MigrationProcess {
  private MigrationProcess() {}

  /**
   * Prints whether the result may be published.
   *
   * @param arguments the file and the version
   */
  public static void main(String[] arguments) throws Exception {
    byte[] document = Files.readAllBytes(Path.of(arguments[0]));
    MigrationTarget target = MigrationTarget.of(Integer.parseInt(arguments[1]));
    long[] written = {0};
    MigrationReport report =
        Migration.run(document, target, (bytes, length) -> written[0] += length);
    System.out.println((report.ok() ? "ok " : "refused ") + (written[0] > 0));
  }
}
