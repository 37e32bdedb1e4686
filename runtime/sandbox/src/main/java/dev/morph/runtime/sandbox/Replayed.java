package dev.morph.runtime.sandbox;

/**
 * How a replay ended.
 *
 * @param outcome what the guest made of the recorded answers; {@code usage-invalid} if it asked for
 *     something that was not recorded
 * @param difference how the replay differs from the recording, empty if it does not
 */
public record Replayed(CallOutcome outcome, String difference) {
  /** True if the host calls and the outcome are those of the recording. */
  public boolean equal() {
    return difference.isEmpty();
  }
}
