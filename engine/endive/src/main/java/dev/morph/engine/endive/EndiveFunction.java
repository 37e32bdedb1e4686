package dev.morph.engine.endive;

import dev.morph.engine.api.FunctionType;
import dev.morph.engine.api.GuestFunction;
import dev.morph.engine.api.Values;

/** A function of an instance. */
final class EndiveFunction implements GuestFunction {
  final EndiveInstance instance;
  final int index;
  final Signature signature;
  private final boolean interpreted;

  EndiveFunction(EndiveInstance instance, int index, Signature signature, boolean interpreted) {
    this.instance = instance;
    this.index = index;
    this.signature = signature;
    this.interpreted = interpreted;
  }

  @Override
  public FunctionType type() {
    return signature.type;
  }

  @Override
  public long[] call(long... lanes) {
    signature.requireParams(lanes);
    instance.enter();
    try {
      long[] arguments = interpreted ? signature.signExtended(lanes) : lanes;
      return signature.results(instance.machine().call(index, arguments));
    } catch (RuntimeException | Error e) {
      throw Traps.of(e);
    } finally {
      instance.exit();
    }
  }

  @Override
  public Values callWithReferences(Values arguments) {
    if (signature.plain) {
      return Values.of(call(arguments.lanes()));
    }
    var given = signature.paramsToEndive(arguments, instance);
    instance.enter();
    try {
      var result = instance.machine().callWithRefs(index, given.longs(), given.refs());
      return signature.resultsFromEndive(result, instance);
    } catch (RuntimeException | Error e) {
      throw Traps.of(e);
    } finally {
      instance.exit();
    }
  }
}
