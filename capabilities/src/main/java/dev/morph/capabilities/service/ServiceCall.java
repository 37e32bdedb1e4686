package dev.morph.capabilities.service;

import dev.morph.base.ErrorCode;
import dev.morph.base.ExtensionId;
import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonValue;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Caller;
import dev.morph.runtime.capability.HostFault;
import dev.morph.storage.data.Owner;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call of a service by a guest. Belongs to the call's thread. */
public final class ServiceCall {
  /** The longest parameter of JSON text. */
  public static final int MAX_CHARACTERS = 2 * 1024 * 1024;

  /** What counts as one write. */
  public static final int WRITE_CHARACTERS = 64 * 1024;

  /** The most writes of one call. */
  public static final int MAX_WRITES_PER_CALL = 1_000;

  private static final int ID_CHARACTERS = 200;

  private final CallContext call;
  private final Object[] arguments;

  /**
   * @param arguments texts, one per parameter of the function
   */
  public ServiceCall(CallContext call, Object[] arguments) {
    this.call = call;
    this.arguments = arguments;
  }

  /** For whom the extension runs. */
  public Caller caller() {
    return call.caller();
  }

  /**
   * Whose data the guest sees: the user and group of its caller.
   *
   * @throws HostFault ({@code usage-invalid}) if the caller gave ids that cannot be kept
   */
  public Owner owner() {
    Caller caller = call.caller();
    try {
      return new Owner(caller.userId(), caller.groupId());
    } catch (IllegalArgumentException e) {
      throw new HostFault(ErrorCode.USAGE_INVALID, "the context of the call: " + e.getMessage());
    }
  }

  /** The extension, by an id that a store can hold: its own, or one made of its file's name. */
  public ExtensionId sender() {
    return sender(call.caller().extension());
  }

  /** An id that is made of a name; the name itself where it is one. */
  public static ExtensionId sender(String name) {
    StringBuilder id = new StringBuilder();
    for (char c : name.toLowerCase(Locale.ROOT).toCharArray()) {
      boolean kept = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
      if (kept || !id.isEmpty()) {
        id.append(kept ? c : '-');
      }
      if (id.length() == ExtensionId.MAX_LENGTH) {
        break;
      }
    }
    try {
      return new ExtensionId(id.toString());
    } catch (IllegalArgumentException e) { // nothing is left, or a reserved word
      return new ExtensionId("extension");
    }
  }

  /**
   * A parameter that is an id.
   *
   * @param name of the parameter, for the error
   */
  public String id(int index, String name) {
    String id = (String) arguments[index];
    if (id.isEmpty() || id.length() > ID_CHARACTERS) {
      throw new HostFault(
          ErrorCode.REQUEST_INVALID,
          name
              + " has "
              + id.length()
              + " characters; 1 to "
              + ID_CHARACTERS
              + " are accepted, as the answer of the call that created it");
    }
    return id;
  }

  /**
   * A parameter that holds JSON text.
   *
   * @param name of the parameter, for the error
   */
  public JsonValue json(int index, String name) {
    String text = (String) arguments[index];
    if (text.length() > MAX_CHARACTERS) {
      throw new HostFault(
          ErrorCode.REQUEST_INVALID,
          name
              + " has "
              + text.length()
              + " characters; at most "
              + MAX_CHARACTERS
              + " are accepted");
    }
    try {
      return Json.parse(text);
    } catch (JsonException e) {
      throw new HostFault(ErrorCode.REQUEST_INVALID, name + " is not JSON: " + e.getMessage());
    }
  }

  /**
   * The same for what is going to be kept: one call writes so often, each started {@link
   * #WRITE_CHARACTERS} counting as once, or a guest could fill the store of its host.
   *
   * @throws HostFault ({@code request-invalid}) if the call has written as much as it may
   */
  public JsonValue written(int index, String name) {
    JsonValue json = json(index, name);
    int times = 1 + ((String) arguments[index]).length() / WRITE_CHARACTERS;
    for (int i = 0; i < times; i++) {
      if (call.count("service-writes") > MAX_WRITES_PER_CALL) {
        throw new HostFault(
            ErrorCode.REQUEST_INVALID,
            "the call has written "
                + MAX_WRITES_PER_CALL
                + " times, each started "
                + WRITE_CHARACTERS
                + " characters counting as once, which is the most; write the rest in further"
                + " calls");
      }
    }
    return json;
  }

  /** Nothing is there, or it is another's: the guest cannot tell the two apart. */
  public static HostFault notFound(String what, String id) {
    return new HostFault(ErrorCode.NOT_FOUND, "there is no " + what + " of the id " + shown(id));
  }

  private static String shown(String id) {
    return "\"" + (id.length() <= 60 ? id : id.substring(0, 60) + "...") + "\"";
  }

  /**
   * Runs what a service does: every failure of it becomes one that the guest sees.
   *
   * @throws HostFault with the code of the service's error; {@code store-unavailable} if it broke
   */
  public static <T extends @Nullable Object> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (HostFault fault) {
      throw fault;
    } catch (MorphException e) {
      throw new HostFault(e.code(), e.getMessage(), e.details());
    } catch (RuntimeException e) {
      // what an application's own service throws is its own affair, and its text may be private
      throw new HostFault(
          ErrorCode.STORE_UNAVAILABLE,
          "the service behind the function failed; what it did is not known");
    }
  }
}
