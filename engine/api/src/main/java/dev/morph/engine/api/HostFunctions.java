package dev.morph.engine.api;

/** The two kinds of host functions. */
final class HostFunctions {
  private HostFunctions() {}

  record Plain(FunctionType type, Body body) implements HostFunction {
    @Override
    public Values call(Instance caller, Values arguments) {
      return Values.of(body.call(caller, arguments.lanes()));
    }

    @Override
    public long[] call(Instance caller, long[] lanes) {
      return body.call(caller, lanes);
    }
  }

  record General(FunctionType type, ReferenceBody body) implements HostFunction {
    @Override
    public Values call(Instance caller, Values arguments) {
      return body.call(caller, arguments);
    }

    @Override
    public long[] call(Instance caller, long[] lanes) {
      return body.call(caller, Values.of(lanes)).lanes();
    }
  }
}
