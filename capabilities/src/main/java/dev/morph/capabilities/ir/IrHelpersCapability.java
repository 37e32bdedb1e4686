package dev.morph.capabilities.ir;

import dev.morph.base.ErrorCode;
import dev.morph.base.MorphException;
import dev.morph.base.envelope.Envelope;
import dev.morph.base.json.Json;
import dev.morph.base.json.JsonException;
import dev.morph.base.json.JsonObject;
import dev.morph.base.json.JsonReader;
import dev.morph.base.json.JsonValue;
import dev.morph.component.abi.WitFunction;
import dev.morph.component.abi.WitType;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.IrReader;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.Path;
import dev.morph.ir.ReadReport;
import dev.morph.ir.types.IrHelpers;
import dev.morph.runtime.capability.CallContext;
import dev.morph.runtime.capability.Capability;
import dev.morph.runtime.capability.HostFault;
import dev.morph.runtime.capability.HostFunctionType;
import dev.morph.runtime.policy.Limits;
import dev.morph.runtime.policy.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code ir_helpers} (docs/reference/ir-helpers.md): questions about the document that the call was
 * given, and about the Morphir SDK. The document is read once, with the first question of a call.
 */
public final class IrHelpersCapability implements Capability {
  private static final String REQUEST = "request";
  private static final String DOCUMENT = "application/morphir-ir+json";
  private static final int MAX_DEPTH = 1 << 16;
  private static final WitType TEXT = WitType.Primitive.STRING;
  private static final HostFunctionType TYPE =
      new HostFunctionType(
          new WitFunction(
              List.of(new WitType.Field(REQUEST, TEXT)), new WitType.Result(TEXT, TEXT)),
          null,
          new HostFunctionType.Bytes("ir_helpers", null, Map.of(), Set.of(REQUEST), true));

  /** Of calls that are given no document. */
  private static final Distribution NOTHING =
      new Distribution.Library(
          new Path(List.of(new Name("none"))), Map.of(), new PackageDefinition(Map.of()));

  private IrHelpersCapability() {}

  /** The one there is. */
  public static IrHelpersCapability create() {
    return new IrHelpersCapability();
  }

  @Override
  public String name() {
    return "ir_helpers";
  }

  @Override
  public List<HostFunctionType> link() {
    return List.of(TYPE);
  }

  @Override
  public Configured configure(Policy policy, Limits limits) {
    return type -> (call, arguments) -> answer(call, (String) arguments[0]);
  }

  private static String answer(CallContext call, String request) {
    JsonValue json;
    try {
      json = Json.parse(request);
    } catch (JsonException e) {
      throw invalid("the request is not JSON: " + e.getMessage());
    }
    if (!(json instanceof JsonObject object)) {
      throw invalid("the request must be a JSON object with the member op");
    }
    try {
      IrHelpers helpers = call.kept(IrHelpers.class, () -> new IrHelpers(distribution(call)));
      return Json.write(helpers.answer(object));
    } catch (HostFault e) {
      throw e;
    } catch (MorphException e) {
      throw new HostFault(e.code(), e.getMessage());
    }
  }

  private static Distribution distribution(CallContext call) {
    byte[] document = call.designInput().isEmpty() ? null : document(call.designInput().getFirst());
    if (document == null) {
      return NOTHING;
    }
    var builder = new DistributionBuilder();
    ReadReport report = IrReader.read(document, builder);
    Distribution whole = builder.distribution().orElse(null);
    if (!report.ok() || whole == null) {
      throw invalid(
          "the IR that the call was given has faults, the first is "
              + (report.diagnostics().isEmpty()
                  ? "that it is not whole"
                  : report.diagnostics().getFirst().message()));
    }
    return whole;
  }

  /** The document of an envelope: itself, or its member {@code ir}; null if it has none. */
  private static byte @Nullable [] document(Envelope input) {
    if (input.contentType().equals(DOCUMENT)) {
      return input.content();
    }
    if (!input.contentType().equals(Envelope.JSON)) {
      return null;
    }
    try {
      var json = new JsonReader(input.content(), MAX_DEPTH);
      if (json.peek() != '{') {
        return null;
      }
      json.beginObject();
      String name;
      while ((name = json.nextName()) != null) {
        json.peek();
        int from = json.offset();
        json.skipValue();
        if (name.equals("ir")) {
          return Arrays.copyOfRange(input.content(), from, json.offset());
        }
      }
      return null;
    } catch (JsonException e) { // the guest was given it as it is
      return null;
    }
  }

  private static HostFault invalid(String message) {
    return new HostFault(ErrorCode.REQUEST_INVALID, "request-invalid: " + message);
  }
}
