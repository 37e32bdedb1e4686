package dev.morph.engine.binary;

import dev.morph.engine.api.ModuleException;
import java.util.ArrayList;
import java.util.List;

/**
 * A decoded module (core spec 5.5): what its sections say, with the positions of code, constant
 * expressions and segments in the bytes. Bodies are not stepped over: {@code Validator} does that.
 * The lists are not to be changed; safe for several threads.
 */
public final class ModuleBinary {
  final byte[] bytes;
  final List<Section> sections = new ArrayList<>();
  final List<CustomEntry> customs = new ArrayList<>();
  final List<DefinedType> types = new ArrayList<>();
  final List<ImportEntry> imports = new ArrayList<>();
  final List<Integer> functionTypes = new ArrayList<>();
  final List<TableType> tables = new ArrayList<>();
  final List<Limits> memories = new ArrayList<>();
  final List<GlobalType> globals = new ArrayList<>();
  final List<Integer> tagTypes = new ArrayList<>();
  final List<ExportEntry> exports = new ArrayList<>();
  final List<ElementSegment> elements = new ArrayList<>();
  final List<DataSegment> data = new ArrayList<>();
  final List<FunctionBody> bodies = new ArrayList<>();
  final int[] imported = new int[ExternKind.values().length];
  int startFunction = -1;
  int dataCount = -1;

  ModuleBinary(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A custom section: its content is from {@code start} to {@code end}. */
  public record CustomEntry(String name, int start, int end) {}

  /**
   * Decodes a module.
   *
   * @param wasm kept, not copied; not to be changed afterwards
   * @throws ModuleException {@code MALFORMED} if it does not decode, {@code REFUSED} if it is a
   *     component or uses memory64 or threads
   */
  public static ModuleBinary decode(byte[] wasm) {
    return new ModuleDecoder(wasm).decode();
  }

  /** The module's bytes. Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** All sections in the file's order. */
  public List<Section> sections() {
    return sections;
  }

  /** The custom sections in the file's order. */
  public List<CustomEntry> customSections() {
    return customs;
  }

  /** The types by index. */
  public List<DefinedType> types() {
    return types;
  }

  /** The imports in the file's order. */
  public List<ImportEntry> imports() {
    return imports;
  }

  /** How many of a kind are imported; the indices of definitions follow. */
  public int imported(ExternKind kind) {
    return imported[kind.ordinal()];
  }

  /** The type index of each function, imported ones first. */
  public List<Integer> functionTypes() {
    return functionTypes;
  }

  /** The tables, imported ones first. */
  public List<TableType> tables() {
    return tables;
  }

  /** The limits of the memories in pages, imported ones first. */
  public List<Limits> memories() {
    return memories;
  }

  /** The globals, imported ones first. */
  public List<GlobalType> globals() {
    return globals;
  }

  /** The type index of each tag, imported ones first. */
  public List<Integer> tagTypes() {
    return tagTypes;
  }

  /** The exports in the file's order. */
  public List<ExportEntry> exports() {
    return exports;
  }

  /** The element segments. */
  public List<ElementSegment> elements() {
    return elements;
  }

  /** The data segments. */
  public List<DataSegment> data() {
    return data;
  }

  /** The bodies, in the order of the functions that are not imported. */
  public List<FunctionBody> bodies() {
    return bodies;
  }

  /** The start function's index, or -1. */
  public int startFunction() {
    return startFunction;
  }

  /** How many data segments the data count section announces, or -1 without one. */
  public int dataCount() {
    return dataCount;
  }
}
