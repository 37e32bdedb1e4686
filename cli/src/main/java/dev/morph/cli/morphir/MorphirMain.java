package dev.morph.cli.morphir;

import dev.morph.cli.Main;

/** The process of {@code morphir}. */
public final class MorphirMain {
  private MorphirMain() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) throws InterruptedException {
    Main.run((in, out, err) -> MorphirCli.run(args, in, out, err));
  }
}
