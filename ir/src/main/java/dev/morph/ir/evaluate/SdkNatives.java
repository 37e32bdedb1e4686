package dev.morph.ir.evaluate;

import dev.morph.ir.FQName;
import dev.morph.ir.types.MorphirSdk;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All functions of the SDK. Integers of any size are exact here. */
final class SdkNatives {
  private static final Map<FQName, Native> ALL = all();

  private SdkNatives() {}

  /** The function of a name; null if the SDK has none of that name. */
  static @Nullable Native find(FQName name) {
    return name.packageName().equals(MorphirSdk.PACKAGE) ? ALL.get(name) : null;
  }

  /** Every function by its name. */
  static Map<FQName, Native> table() {
    return ALL;
  }

  private static Map<FQName, Native> all() {
    var table = new NativesTable();
    NativesBasics.addTo(table);
    NativesFloats.addTo(table);
    NativesLists.addTo(table);
    NativesListPairs.addTo(table);
    NativesDicts.addTo(table);
    NativesTexts.addTo(table);
    NativesNumbers.addTo(table);
    NativesTimes.addTo(table);
    NativesChoices.addTo(table);
    NativesRows.addTo(table);
    NativesPatterns.addTo(table);
    return table.build();
  }
}
