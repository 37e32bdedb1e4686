package dev.morph.tests.hostile;

import static dev.morph.base.ErrorCode.ACTION_FAILED;

import dev.morph.base.ErrorCode;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonValue;
import dev.morph.host.LoadOptions;
import dev.morph.testkit.Wat;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One hostile case: a file, what is done with it, and the only outcomes that are right, with a
 * bound on wall time and on the bytes that the whole process allocates meanwhile. Written as one
 * sentence in the list of its group.
 */
final class Attack {
  /** What is done where loading the file and calling its action {@code run} is not enough. */
  interface Script {
    Outcome play(Stage stage) throws Exception;
  }

  private final String group;
  private final String name;
  private final Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
  private @Nullable JsonValue value;
  private String guestCode = "";
  private Supplier<byte[]> file = () -> new byte[0];
  private LoadOptions.Builder options = LoadOptions.builder();
  private String params = "{}";
  private Script script = Stage::run;
  private Duration within = Duration.ofSeconds(5);
  private long allocatedBytes = 256L << 20;
  private boolean slow;
  private boolean guestText;

  Attack(String group, String name) {
    this.group = group;
    this.name = name;
  }

  Attack file(byte... bytes) {
    return file(() -> bytes);
  }

  /** Made when the case runs, so that large files are not all there at once. */
  Attack file(Supplier<byte[]> bytes) {
    file = bytes;
    return this;
  }

  Attack wat(String text) {
    return file(() -> Wat.assemble(text));
  }

  Attack guest(BytesGuest guest) {
    return file(() -> Wat.assemble(guest.wat()));
  }

  Attack guest(CanonicalGuest guest) {
    return file(() -> Wat.assemble(guest.wat()));
  }

  Attack grant(String permission) {
    options.grant(permission);
    return this;
  }

  Attack workspace(java.nio.file.Path folder) {
    options.workspace(folder);
    return this;
  }

  Attack limit(String setting) {
    options.limit(setting);
    return this;
  }

  Attack manifest(String text) {
    options.manifest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return this;
  }

  Attack params(String json) {
    params = json;
    return this;
  }

  Attack play(Script steps) {
    script = steps;
    return this;
  }

  Attack within(Duration bound) {
    within = bound;
    return this;
  }

  /** The most that the process may allocate on its heap during the case. */
  Attack allocating(long mebibytes) {
    allocatedBytes = mebibytes << 20;
    return this;
  }

  /** Takes seconds by its nature (a setup that never ends): such cases run beside each other. */
  Attack slow() {
    slow = true;
    return within(Duration.ofSeconds(25)).allocating(8_192);
  }

  /** The error's message is the guest's own text, which may have any shape. */
  Attack guestText() {
    guestText = true;
    return this;
  }

  /** The only right outcomes are these errors. */
  Attack fails(ErrorCode... expected) {
    codes.addAll(Set.of(expected));
    return this;
  }

  /** A host function refuses with this code, and the guest passes that on as its own error. */
  Attack refuses(String code) {
    guestCode = code;
    return fails(ACTION_FAILED);
  }

  /** The only right outcome (beside those of {@link #fails}) is this value. */
  Attack answers(String json) {
    value = Json.parse(json);
    return this;
  }

  /** The guest's usual answer: the attack does it no good, and nobody harm. */
  Attack isHarmless() {
    return answers("\"fine\"");
  }

  String id() {
    return group + "/" + name;
  }

  String group() {
    return group;
  }

  byte[] bytes() {
    return file.get();
  }

  LoadOptions options() {
    return options.build();
  }

  String params() {
    return params;
  }

  Script script() {
    return script;
  }

  Duration within() {
    return within;
  }

  long allocatedBytes() {
    return allocatedBytes;
  }

  boolean isSlow() {
    return slow;
  }

  boolean hasGuestText() {
    return guestText;
  }

  boolean isComplete() {
    return value != null || !codes.isEmpty();
  }

  /** Why the outcome is wrong, or null where it is right. */
  @Nullable String fault(Outcome outcome) {
    boolean right =
        outcome.value() != null
            ? outcome.value().equals(value)
            : codes.contains(outcome.code())
                && (guestCode.isEmpty() || outcome.guestCode().equals(guestCode));
    return right ? null : "expected " + expected() + ", found " + outcome;
  }

  private String expected() {
    return (codes.isEmpty() ? "" : codes.toString())
        + (guestCode.isEmpty() ? "" : " with " + guestCode)
        + (value == null ? "" : " or the value " + Json.write(value));
  }

  @Override
  public String toString() {
    return id();
  }
}
