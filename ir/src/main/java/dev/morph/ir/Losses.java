package dev.morph.ir;

/** Told of what a writer leaves out or spells otherwise. */
interface Losses {
  void lost(DiagnosticCode code, String message);
}
