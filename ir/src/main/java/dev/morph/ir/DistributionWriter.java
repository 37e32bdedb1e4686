package dev.morph.ir;

import java.util.List;
import java.util.Map;

/** Writes a distribution, and tells what could not be written as it was. */
public interface DistributionWriter extends DistributionHandler {
  /** What was left out or changed. */
  List<Diagnostic> diagnostics();

  /** How many errors there are, those too that are not listed. */
  int errors();

  /** How many there are of each code, those too that are not listed. */
  Map<DiagnosticCode, Integer> counts();
}
