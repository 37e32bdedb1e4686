package dev.morph.tests.hostile;

import dev.morph.base.MorphException;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonObject;
import dev.morph.host.EngineMode;
import dev.morph.host.Extension;
import dev.morph.host.LoadOptions;
import dev.morph.host.Morph;
import dev.morph.runtime.sandbox.CallOutcome;
import dev.morph.runtime.sandbox.CallRequest;
import dev.morph.runtime.sandbox.LogLine;
import java.util.Map;
import java.util.function.Consumer;

/** Where an attack is played: the facade of one mode, and the attack. */
record Stage(Morph morph, EngineMode mode, Attack attack) {

  /** Loads the file, calls {@code run} once, closes. */
  Outcome run() {
    try (Extension extension = load()) {
      return call(extension);
    } catch (MorphException e) {
      return Outcome.error(e);
    }
  }

  Extension load() {
    return load(attack.options());
  }

  Extension load(LoadOptions options) {
    return morph.extensions().load(attack.bytes(), options);
  }

  Outcome call(Extension extension) {
    return call(extension, attack.params());
  }

  Outcome call(Extension extension, String params) {
    return Outcome.of(extension.execute("run", params));
  }

  /** A call with secrets and a log. */
  CallOutcome call(Extension extension, Map<String, String> secrets, Consumer<LogLine> log) {
    return extension.execute(
        new CallRequest(
            "run",
            (JsonObject) Json.parse(attack.params()),
            JsonObject.EMPTY,
            secrets,
            Map.of(),
            log,
            false));
  }

  /** Calls twice: the second must answer as if the first had not been. */
  Outcome second(String first, String then) {
    try (Extension extension = load()) {
      call(extension, first);
      return call(extension, then);
    } catch (MorphException e) {
      return Outcome.error(e);
    }
  }

  /** Calls twice: the first with 1 as its parameter, which must fail, the second with 2. */
  Outcome secondAfterFailure() {
    try (Extension extension = load()) {
      Outcome first = call(extension, "{\"a\":1}");
      return first.value() == null
          ? call(extension, "{\"a\":2}")
          : Outcome.text("the first call did not fail");
    } catch (MorphException e) {
      return Outcome.error(e);
    }
  }
}
