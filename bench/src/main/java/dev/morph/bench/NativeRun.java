package dev.morph.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One run of a kernel's native build.
 *
 * @param checksum what it computed
 * @param medianNanos median of its rounds
 */
record NativeRun(long checksum, double medianNanos) {
  static NativeRun of(String kernel, int rounds) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Kernels.nativeProgram(kernel).toString(), Integer.toString(rounds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(kernel + " ended with exit code " + exit);
    }
    List<String> lines = output.lines().toList();
    double[] nanos = lines.stream().skip(1).mapToDouble(Double::parseDouble).toArray();
    Arrays.sort(nanos);
    return new NativeRun(Long.parseLong(lines.getFirst()), nanos[nanos.length / 2]);
  }
}
