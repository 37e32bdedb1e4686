package dev.morph.ir.migrate;

import dev.morph.ir.AccessControlled;
import dev.morph.ir.Distribution;
import dev.morph.ir.DistributionBuilder;
import dev.morph.ir.Documented;
import dev.morph.ir.Name;
import dev.morph.ir.PackageDefinition;
import dev.morph.ir.Path;
import dev.morph.ir.ReadLimits;
import dev.morph.ir.Value;
import dev.morph.ir.ValueAttributes;
import dev.morph.ir.ValueDefinition;
import java.util.List;
import java.util.Map;

/** Keeps a distribution without the bodies of its values. Not safe for several threads. */
final class Signatures extends Relay {
  private static final Value NO_BODY = new Value.Unit(ValueAttributes.NONE);

  private Signatures(DistributionBuilder out) {
    super(out);
  }

  /** The distribution of a source, or an empty one if it does not come to its end. */
  static Distribution of(Source source, ReadLimits limits) {
    var builder = new DistributionBuilder();
    var _ = source.read(limits, false, new Signatures(builder));
    return builder
        .distribution()
        .orElseGet(() ->
            new Distribution.Library(
                new Path(List.of()), Map.of(), new PackageDefinition(Map.of())));
  }

  @Override
  public void valueDefinition(Name name, AccessControlled<Documented<ValueDefinition>> one) {
    super.valueDefinition(
        name,
        new AccessControlled<>(
            one.access(), new Documented<>(null, withoutBody(one.value().value()))));
  }

  private static ValueDefinition withoutBody(ValueDefinition definition) {
    return switch (definition) {
      case ValueDefinition.Expression one ->
          new ValueDefinition.Expression(one.inputs(), one.output(), NO_BODY);
      case ValueDefinition.External one ->
          new ValueDefinition.External(one.inputs(), one.output(), one.externals(), null);
      case ValueDefinition.Incomplete one ->
          new ValueDefinition.Incomplete(one.inputs(), one.output(), one.incompleteness(), null);
      case ValueDefinition.Native one -> one;
    };
  }
}
