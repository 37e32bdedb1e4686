package dev.morph.tests.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonString;
import dev.morph.cli.morphir.MorphirCli;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/** What one command of {@code morphir} answered, run on a stack as its process has it. */
record MorphirRun(int exit, String out, String err) {
  private static final long STACK = 512L << 20;

  static MorphirRun of(String... args) {
    return with("", args);
  }

  /** With this text on standard input. */
  static MorphirRun with(String input, String... args) {
    return with(input.getBytes(UTF_8), args);
  }

  /** With these bytes on standard input. */
  static MorphirRun with(byte[] input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int[] exit = {70};
    Thread thread =
        new Thread(
            null,
            () ->
                exit[0] =
                    MorphirCli.run(
                        args,
                        new ByteArrayInputStream(input),
                        new PrintStream(out, false, UTF_8),
                        new PrintStream(err, false, UTF_8)),
            "morphir",
            STACK);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
    return new MorphirRun(exit[0], out.toString(UTF_8), err.toString(UTF_8));
  }

  /** Standard output as the one document that it must be. */
  JsonObject document() {
    return (JsonObject) Json.parse(out);
  }

  /** The code of the error in the document. */
  String errorCode() {
    JsonObject error = (JsonObject) document().members().get("error");
    return error == null ? "" : ((JsonString) error.members().get("code")).value();
  }
}
