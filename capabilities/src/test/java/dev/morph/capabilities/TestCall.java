package dev.morph.capabilities;

import dev.morph.base.ErrorCode;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.files.FileRoot;
import dev.morph.component.abi.VariantValue;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Caller;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.Namespace;
import dev.morph.runtime.policy.Credential;
import dev.morph.runtime.policy.Decision;
import dev.morph.runtime.policy.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A call without a guest. */
public final class TestCall implements CallContext {
  public final List<String> denials = new ArrayList<>();
  public final List<String> lines = new ArrayList<>();

  /** Whose call it is; null if the host does not know the extension. */
  public Namespace namespace;

  /** What the host adds to its requests. */
  public List<Credential> credentials = List.of();

  private final Map<String, Long> counters = new HashMap<>();
  private final Map<String, VariantValue> environment = new LinkedHashMap<>();
  private final Map<String, String> secrets = new HashMap<>();
  private final Limits limits;
  private final long deadlineNanos;
  private FileRoot files;
  private boolean designTime;
  private List<Envelope> designInput = List.of();
  private final Map<Class<?>, Object> kept = new HashMap<>();
  private Caller caller = Caller.NOBODY;

  public TestCall(Limits limits, Duration time) {
    this.limits = limits;
    this.deadlineNanos = System.nanoTime() + time.toNanos();
  }

  public TestCall(Limits limits) {
    this(limits, Duration.ofSeconds(60));
  }

  public TestCall() {
    this(Limits.defaults());
  }

  public TestCall with(FileRoot root) {
    files = root;
    return this;
  }

  public void atDesignTime(Envelope... input) {
    designTime = true;
    designInput = List.of(input);
  }

  @Override
  public List<Envelope> designInput() {
    return designInput;
  }

  @Override
  public <T> T kept(Class<T> type, Supplier<T> make) {
    return type.cast(kept.computeIfAbsent(type, ignored -> make.get()));
  }

  @Override
  public FileRoot files() {
    return files;
  }

  @Override
  public boolean designTime() {
    return designTime;
  }

  @Override
  public Namespace namespace() {
    return namespace;
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public long nanosLeft() {
    return deadlineNanos - System.nanoTime();
  }

  @Override
  public void require(Decision decision) {
    switch (decision) {
      case Decision.Granted() -> {}
      case Decision.NotDeclared(Decision.Want want) ->
          throw denied(
              new HostFault(ErrorCode.PERMISSION_NOT_DECLARED, want.text()),
              want.permission().word(),
              "");
      case Decision.NotGranted(Decision.Want want) ->
          throw denied(
              new HostFault(
                  ErrorCode.PERMISSION_NOT_GRANTED,
                  want.text() + "; grant it with " + want.remedy()),
              want.permission().word(),
              want.remedy());
    }
  }

  @Override
  public HostFault denied(HostFault fault, String permission, String remedy) {
    denials.add(fault.code().word() + " " + permission + " " + remedy);
    return fault;
  }

  @Override
  public long count(String counter) {
    return counters.merge(counter, 1L, Long::sum);
  }

  @Override
  public Map<String, VariantValue> environment() {
    return environment;
  }

  @Override
  public String secret(String key) {
    return secrets.get(key);
  }

  @Override
  public List<Credential> credentials() {
    return credentials;
  }

  @Override
  public void putSecret(String key, String value) {
    secrets.put(key, value);
  }

  @Override
  public String redact(String text) {
    String redacted = text;
    for (String secret : secrets.values()) {
      redacted = redacted.replace(secret, "[redacted]");
    }
    return redacted;
  }

  @Override
  public byte[] redact(byte[] bytes) {
    return redact(new String(bytes, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The same call by somebody else. */
  public TestCall by(Caller other) {
    caller = other;
    return this;
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public void log(LogLevel level, String message) {
    lines.add(level + " " + message);
  }
}
