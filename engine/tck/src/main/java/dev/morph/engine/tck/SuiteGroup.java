package dev.morph.engine.tck;

import java.util.List;

/**
 * The features by which the outcome of the core suite is told. A file belongs to the first that
 * fits.
 */
enum SuiteGroup {
  MEMORY64("memory64", "(?!f64|i64|simd_).*64(-imports)?|table_copy_mixed"),
  RELAXED_SIMD("relaxed SIMD", ".*relaxed.*"),
  MULTI_MEMORY(
      "multi-memory", "simd_memory-multi|(?!simd_)(.*-multi|.*[a-z_][0-9])|memory_size_import"),
  SIMD("SIMD", "simd_.*"),
  EXCEPTIONS("exception handling", "tag|throw|throw_ref|try_table"),
  TAIL_CALLS("tail calls", "return_call.*"),
  GC(
      "garbage collection and typed references",
      "array.*|struct|i31|extern|binary-gc|br_on_.*|call_ref|local_init|ref|ref_(as|cast|eq|test).*"
          + "|type-.*|table-sub|instance"),
  BULK("bulk memory and reference types", "bulk|memory_(copy|fill|init)|table_.*|ref_.*|elem"),
  CORE("core", ".*");

  private static final List<String> NUMERIC = List.of("f32", "f64", "i32", "i64");

  private final String title;
  private final String files;

  SuiteGroup(String title, String files) {
    this.title = title;
    this.files = files;
  }

  String title() {
    return title;
  }

  static SuiteGroup of(String file) {
    if (NUMERIC.contains(file)) {
      return CORE;
    }
    for (SuiteGroup group : values()) {
      if (file.matches(group.files)) {
        return group;
      }
    }
    return CORE;
  }
}
