package dev.morph.sdk.teavm;

import org.teavm.backend.wasm.TeaVMWasmGCHost;
import org.teavm.backend.wasm.intrinsics.WasmGCInlineIntrinsic;
import org.teavm.backend.wasm.model.instruction.WasmFloatType;
import org.teavm.backend.wasm.model.instruction.WasmFloatUnaryOperation;
import org.teavm.model.MethodReference;
import org.teavm.model.ValueType;
import org.teavm.vm.spi.TeaVMHost;
import org.teavm.vm.spi.TeaVMPlugin;

/**
 * Found by TeaVM as a service: own exported memory, imports of module {@code morph} alone, Java's
 * rules for arithmetic. Tied to the internals of TeaVM 0.15.0; other versions are another work.
 */
public final class GuestPlugin implements TeaVMPlugin {
  private static final String MEMORY = "dev.morph.sdk.LinearMemory";

  /** For the service loader. */
  public GuestPlugin() {}

  @Override
  public void install(TeaVMHost host) {
    var wasm = host.getExtension(TeaVMWasmGCHost.class);
    if (wasm == null) {
      return;
    }
    host.add(new LibraryPatch());
    host.add(new JavaRules());
    wasm.contributeToCodeGen((context, registry) -> {
      var heapBase = new ModuleFinish(context.module());
      context.module().globals.add(heapBase);
      var inline = registry.inlineIntrinsics();
      inline.registerIntrinsic(
          new MethodReference(MEMORY, "heapBase", ValueType.INTEGER),
          (call, at, out) -> out.getGlobal(heapBase));
      inline.registerIntrinsic(
          new MethodReference(MEMORY, "grow", ValueType.INTEGER, ValueType.INTEGER),
          (call, at, out) -> {
            at.generate(out, call.getArguments().get(0));
            out.memoryGrow();
          });
      inline.registerIntrinsic(math("sqrt"), instruction(WasmFloatUnaryOperation.SQRT));
      inline.registerIntrinsic(math("floor"), instruction(WasmFloatUnaryOperation.FLOOR));
      inline.registerIntrinsic(math("ceil"), instruction(WasmFloatUnaryOperation.CEIL));
    });
  }

  private static MethodReference math(String name) {
    return new MethodReference("java.lang.Math", name, ValueType.DOUBLE, ValueType.DOUBLE);
  }

  private static WasmGCInlineIntrinsic instruction(WasmFloatUnaryOperation operation) {
    return (call, at, out) -> {
      at.generate(out, call.getArguments().get(0));
      out.floatUnary(WasmFloatType.FLOAT64, operation);
    };
  }
}
