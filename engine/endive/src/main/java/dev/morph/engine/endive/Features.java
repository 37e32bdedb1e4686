package dev.morph.engine.endive;

import dev.morph.engine.binary.CompositeType.Array;
import dev.morph.engine.binary.CompositeType.Function;
import dev.morph.engine.binary.CompositeType.Struct;
import dev.morph.engine.binary.DefinedType;
import dev.morph.engine.binary.ElementSegment;
import dev.morph.engine.binary.ExternKind;
import dev.morph.engine.binary.FieldType;
import dev.morph.engine.binary.HeapType;
import dev.morph.engine.binary.ModuleBinary;
import dev.morph.engine.binary.Opcode;
import dev.morph.engine.binary.ValType;
import java.util.Set;
import java.util.TreeSet;

/** Words for the proposals beyond WebAssembly 1.0, as {@code ModuleFacts.features} has them. */
final class Features {
  static final String SIGN_EXTENSION = "sign-extension";
  static final String SATURATING_FLOAT = "saturating-float";
  static final String BULK_MEMORY = "bulk-memory";
  static final String REFERENCE_TYPES = "reference-types";
  static final String MULTI_VALUE = "multi-value";
  static final String SIMD = "simd";
  static final String TAIL_CALL = "tail-call";
  static final String EXCEPTIONS = "exceptions";
  static final String GC = "gc";
  static final String TYPED_FUNCTION_REFERENCES = "typed-function-references";
  static final String MULTI_MEMORY = "multi-memory";
  static final String EXTENDED_CONST = "extended-const";
  static final String MUTABLE_GLOBALS = "mutable-globals";

  private final ModuleBinary module;
  private final CodeFacts code;
  private final Set<String> found = new TreeSet<>();

  private Features(ModuleBinary module, CodeFacts code) {
    this.module = module;
    this.code = code;
  }

  /** The features of a valid module, sorted. */
  static Set<String> of(ModuleBinary module, CodeFacts code) {
    var features = new Features(module, code);
    features.types();
    features.definitions();
    features.segments();
    features.code();
    return features.found;
  }

  private void uses(boolean condition, String feature) {
    if (condition) {
      found.add(feature);
    }
  }

  private void types() {
    for (DefinedType type : module.types()) {
      uses(!type.isFinal() || !type.supertypes().isEmpty() || type.groupSize() > 1, GC);
      switch (type.composite()) {
        case Function function -> {
          uses(function.results().size() > 1, MULTI_VALUE);
          function.params().forEach(this::type);
          function.results().forEach(this::type);
        }
        case Struct struct -> {
          found.add(GC);
          struct.fields().forEach(this::field);
        }
        case Array array -> {
          found.add(GC);
          field(array.element());
        }
      }
    }
  }

  private void field(FieldType field) {
    type(field.type());
  }

  private void type(ValType type) {
    switch (type.kind()) {
      case I32, I64, F32, F64 -> {}
      case V128 -> found.add(SIMD);
      case REF -> {
        uses(!type.nullable() || type.heap() >= 0, TYPED_FUNCTION_REFERENCES);
        heap(type.heap());
      }
    }
  }

  private void heap(int heap) {
    switch (heap) {
      case HeapType.FUNC -> {} // as old as tables
      case HeapType.EXTERN -> found.add(REFERENCE_TYPES);
      case HeapType.EXN, HeapType.NOEXN -> found.add(EXCEPTIONS);
      default -> uses(heap < 0, GC);
    }
  }

  private void definitions() {
    int imported = module.imported(ExternKind.GLOBAL);
    for (int i = 0; i < module.globals().size(); i++) {
      var global = module.globals().get(i);
      type(global.type());
      uses(global.mutable() && i < imported, MUTABLE_GLOBALS);
    }
    for (var export : module.exports()) {
      uses(
          export.kind() == ExternKind.GLOBAL && module.globals().get(export.index()).mutable(),
          MUTABLE_GLOBALS);
    }
    for (var table : module.tables()) {
      type(table.element());
      uses(table.initial() != null, TYPED_FUNCTION_REFERENCES);
    }
    uses(module.tables().size() > 1, REFERENCE_TYPES);
    uses(module.memories().size() > 1, MULTI_MEMORY);
    uses(!module.tagTypes().isEmpty(), EXCEPTIONS);
  }

  private void segments() {
    uses(module.dataCount() >= 0, BULK_MEMORY);
    for (var data : module.data()) {
      uses(data.offset() == null, BULK_MEMORY);
    }
    for (ElementSegment segment : module.elements()) {
      switch (segment.mode()) {
        case ACTIVE -> {}
        case PASSIVE -> found.add(BULK_MEMORY);
        case DECLARATIVE -> found.add(REFERENCE_TYPES);
      }
      if (!segment.expressions().isEmpty()) {
        type(segment.type());
      }
    }
  }

  private void code() {
    uses(code.indexedBlockTypes(), MULTI_VALUE);
    uses(code.constantArithmetic(), EXTENDED_CONST);
    code.types().forEach(this::type);
    code.opcodes().forEach(this::opcode);
  }

  private void opcode(Opcode opcode) {
    switch (opcode) {
      case THROW, THROW_REF, TRY_TABLE -> found.add(EXCEPTIONS);
      case RETURN_CALL, RETURN_CALL_INDIRECT -> found.add(TAIL_CALL);
      case RETURN_CALL_REF -> {
        found.add(TAIL_CALL);
        found.add(TYPED_FUNCTION_REFERENCES);
      }
      case CALL_REF, REF_AS_NON_NULL, BR_ON_NULL, BR_ON_NON_NULL ->
          found.add(TYPED_FUNCTION_REFERENCES);
      case SELECT_TYPED,
          TABLE_GET,
          TABLE_SET,
          TABLE_GROW,
          TABLE_SIZE,
          TABLE_FILL,
          REF_NULL,
          REF_IS_NULL,
          REF_FUNC ->
          found.add(REFERENCE_TYPES);
      case MEMORY_INIT, DATA_DROP, MEMORY_COPY, MEMORY_FILL, TABLE_INIT, ELEM_DROP, TABLE_COPY ->
          found.add(BULK_MEMORY);
      case I32_EXTEND8_S, I32_EXTEND16_S, I64_EXTEND8_S, I64_EXTEND16_S, I64_EXTEND32_S ->
          found.add(SIGN_EXTENSION);
      case REF_EQ -> found.add(GC);
      default -> {
        uses(opcode.prefix() == 0xFB, GC);
        uses(opcode.prefix() == 0xFC, SATURATING_FLOAT); // what is left of it above
        uses(opcode.isVector(), SIMD);
      }
    }
  }
}
