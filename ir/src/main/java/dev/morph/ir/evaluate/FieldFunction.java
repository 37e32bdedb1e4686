package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.Name;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes a field out of records; remembers where it was in the last one. */
final class FieldFunction extends Callable {
  private final Name field;
  private final Location at;
  private @Nullable Place last;

  /**
   * @param definition the one that it stands in
   */
  FieldFunction(FQName definition, Name field, Location at) {
    super(definition, 1);
    this.field = field;
    this.at = at;
  }

  @Override
  Object call(Machine machine, Object[] captured, Object[] arguments) {
    return of(arguments[0]);
  }

  Object of(Object value) {
    if (!(value instanceof RecordValue record)) {
      throw noRecord(value, at);
    }
    Place place = last;
    if (place == null || place.shape != record.shape()) {
      int index = record.shape().indexOf(field);
      if (index < 0) {
        throw noField(record, field, at);
      }
      place = new Place(record.shape(), index);
      last = place;
    }
    return record.at(place.index);
  }

  static EvaluationException noRecord(Object value, Location at) {
    return at.fault(
        EvaluationError.RECORD_EXPECTED, "a record is needed here, not " + ValueText.of(value));
  }

  static EvaluationException noField(RecordValue record, Name name, Location at) {
    return at.fault(
        EvaluationError.FIELD_NOT_FOUND,
        "there is no field "
            + name.camelCase()
            + "; the record has "
            + record.names().stream().map(Name::camelCase).collect(Collectors.joining(", ")));
  }

  /** Immutable, so that threads see all of it or none. */
  private record Place(RecordValue.Names shape, int index) {}
}
