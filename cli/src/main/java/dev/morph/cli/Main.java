package dev.morph.cli;

import dev.morph.runtime.sandbox.GuestThread;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The process: streams in UTF-8 whatever the locale, a thread for guests, an exit code. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) throws InterruptedException {
    run((in, out, err) -> Cli.run(args, in, out, err));
  }

  /** A command line, with the streams of its process. */
  @FunctionalInterface
  public interface Program {
    /** Runs one command and answers its exit code. */
    int run(InputStream in, PrintStream out, PrintStream err);
  }

  /** Runs a command line and ends the process with its exit code. */
  public static void run(Program program) throws InterruptedException {
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    int[] exit = {70};
    Thread thread =
        GuestThread.factory("morph-").newThread(() -> exit[0] = program.run(System.in, out, err));
    thread.start();
    thread.join();
    out.flush();
    err.flush();
    System.exit(exit[0]);
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        false,
        StandardCharsets.UTF_8);
  }
}
