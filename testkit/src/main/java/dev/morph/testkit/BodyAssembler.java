package dev.morph.testkit;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Instruction sequences: function bodies and constant expressions. The switch over the shapes of
 * immediates is long because the format has that many.
 */
final class BodyAssembler {
  private final Spaces spaces;
  private final Names locals;
  private final List<@Nullable String> labels = new ArrayList<>();
  private final Encoder out;

  BodyAssembler(Spaces spaces, Names locals, Encoder out) {
    this.spaces = spaces;
    this.locals = locals;
    this.out = out;
  }

  /** Everything up to the end of the cursor, and the closing {@code end}. */
  void body(Cursor at) {
    labels.add(null);
    sequence(at);
    if (labels.size() != 1) {
      throw at.fault("an 'end' is missing");
    }
    out.raw(0x0b);
  }

  /**
   * One constant expression: a group that is {@code (offset ...)} or {@code (item ...)} or one
   * folded instruction.
   */
  void constant(Node.Group group) {
    if (group.isGroup("offset") || group.isGroup("item")) {
      body(Cursor.of(group));
    } else {
      body(new Cursor(List.of(group), group, 0));
    }
  }

  private void sequence(Cursor at) {
    while (!at.done()) {
      if (at.atGroup()) {
        folded(at.group("an instruction"));
      } else {
        plain(at.word("an instruction"), at);
      }
    }
  }

  private void plain(Node.Word word, Cursor at) {
    switch (word.text()) {
      case "block", "loop", "if", "try_table" -> open(word, at);
      case "else" -> {
        closingName(at);
        out.raw(0x05);
      }
      case "end" -> {
        if (labels.size() < 2) {
          throw word.fault("'end' without a block");
        }
        closingName(at);
        close();
      }
      default -> {
        var instruction = instruction(word);
        emit(instruction, at);
      }
    }
  }

  private void closingName(Cursor at) {
    Node.Word name = at.takeIfName();
    if (name != null && !name.text().equals(labels.getLast())) {
      throw name.fault("the innermost block has another label than " + name.text());
    }
  }

  private static Instruction instruction(Node.Word word) {
    var instruction = Instruction.named(word.text());
    if (instruction == null) {
      throw word.fault("unknown instruction " + word.text());
    }
    return instruction;
  }

  private void folded(Node.Group group) {
    Cursor at = Cursor.of(group);
    switch (group.head()) {
      case "block", "loop", "try_table" -> {
        open((Node.Word) group.items().getFirst(), at);
        int depth = labels.size();
        sequence(at);
        if (labels.size() != depth) {
          throw group.fault("an 'end' is missing or too many in this block");
        }
        close();
      }
      case "if" -> foldedIf(group, at);
      case "" -> throw group.fault("an instruction is wanted here");
      default -> {
        var instruction = instruction((Node.Word) group.items().getFirst());
        var later = new Encoder();
        var immediates = new BodyAssembler(spaces, locals, later);
        immediates.labels.addAll(labels);
        immediates.emit(instruction, at);
        while (!at.done()) {
          folded(at.group("an operand in parentheses"));
        }
        out.raw(later.bytes());
      }
    }
  }

  private void foldedIf(Node.Group group, Cursor at) {
    Node.Word label = at.takeIfName();
    var type = new Encoder();
    blockType(at, type);
    while (at.atGroup() && !at.atGroup("then")) {
      folded(at.group("a condition"));
    }
    out.raw(0x04).raw(type.bytes());
    labels.add(label == null ? null : label.text());
    Cursor then = at.takeIfGroup("then");
    if (then == null) {
      throw group.fault("(if ...) needs a (then ...)");
    }
    sequence(then);
    Cursor otherwise = at.takeIfGroup("else");
    if (otherwise != null && !otherwise.done()) {
      out.raw(0x05);
      sequence(otherwise);
    }
    at.end();
    close();
  }

  private void open(Node.Word word, Cursor at) {
    Node.Word label = at.takeIfName();
    out.raw(
        switch (word.text()) {
          case "block" -> 0x02;
          case "loop" -> 0x03;
          case "if" -> 0x04;
          default -> 0x1f;
        });
    blockType(at, out);
    if (word.text().equals("try_table")) {
      catches(at);
    }
    labels.add(label == null ? null : label.text());
  }

  private void close() {
    labels.removeLast();
    out.raw(0x0b);
  }

  private void blockType(Cursor at, Encoder to) {
    Types.Signature signature;
    int index = -1;
    if (at.atGroup("type")) {
      var use = spaces.types.use(at);
      index = use.index();
      signature = use.signature();
    } else {
      signature = spaces.types.signature(at);
    }
    if (!signature.params().isEmpty() || signature.results().size() > 1) {
      to.signed(index < 0 ? spaces.types.intern(signature) : index);
    } else if (signature.results().isEmpty()) {
      to.raw(0x40);
    } else {
      Types.write(signature.results().getFirst(), to);
    }
  }

  private void catches(Cursor at) {
    var clauses = new Encoder();
    int count = 0;
    while (at.atGroup("catch")
        || at.atGroup("catch_ref")
        || at.atGroup("catch_all")
        || at.atGroup("catch_all_ref")) {
      Node.Group group = at.group("a catch clause");
      Cursor clause = Cursor.of(group);
      int kind = List.of("catch", "catch_ref", "catch_all", "catch_all_ref").indexOf(group.head());
      clauses.raw(kind);
      if (kind < 2) {
        clauses.unsigned(spaces.tags.resolve(clause.word("a tag")));
      }
      clauses.unsigned(label(clause));
      clause.end();
      count++;
    }
    out.unsigned(count).raw(clauses.bytes());
  }

  private long label(Cursor at) {
    Node.Word word = at.word("a label");
    if (!word.isName()) {
      return Literals.unsigned(word, word.text());
    }
    int index = labels.lastIndexOf(word.text());
    if (index < 0) {
      throw word.fault("no block around this is labelled " + word.text());
    }
    return labels.size() - 1L - index;
  }

  /** Opcode and immediates. */
  private void emit(Instruction op, Cursor at) {
    switch (op.shape()) {
      case NONE -> op.writeOpcode(out);
      case LABEL -> index(op, label(at));
      case LABELS -> labels(op, at);
      case FUNC -> index(op, spaces.functions.resolve(at.word("a function")));
      case TAG -> index(op, spaces.tags.resolve(at.word("a tag")));
      case LOCAL -> index(op, locals.resolve(at.word("a local")));
      case GLOBAL -> index(op, spaces.globals.resolve(at.word("a global")));
      case TYPE -> index(op, spaces.types.index(at));
      case TABLE -> index(op, optional(spaces.tables, at));
      case MEMORYINDEX -> index(op, optional(spaces.memories, at));
      case ELEM -> index(op, spaces.elems.resolve(at.word("an element segment")));
      case DATA -> index(op, data(at));
      case INDIRECT -> {
        int table = optional(spaces.tables, at);
        index(op, spaces.types.use(at).index());
        out.unsigned(table);
      }
      case SELECT -> select(op, at);
      case MEMORY -> memory(op, at);
      case MEMORYLANE -> {
        memory(op, at);
        lane(at);
      }
      case I32 -> {
        op.writeOpcode(out);
        out.signed(Literals.integer(at.word("an i32"), 32));
      }
      case I64 -> {
        op.writeOpcode(out);
        out.signed(Literals.integer(at.word("an i64"), 64));
      }
      case F32 -> {
        op.writeOpcode(out);
        out.fixed(Literals.float32(at.word("an f32")), 4);
      }
      case F64 -> {
        op.writeOpcode(out);
        out.fixed(Literals.float64(at.word("an f64")), 8);
      }
      case HEAP -> {
        op.writeOpcode(out);
        spaces.types.heap(at, out);
      }
      case FIELD -> {
        int type = spaces.types.index(at);
        index(op, type);
        out.unsigned(spaces.types.fieldIndex(type, at));
      }
      case TYPECOUNT -> {
        index(op, spaces.types.index(at));
        Node.Word count = at.word("a count");
        out.unsigned(Literals.unsigned(count, count.text()));
      }
      case TYPEDATA -> {
        index(op, spaces.types.index(at));
        out.unsigned(data(at));
      }
      case TYPEELEM -> {
        index(op, spaces.types.index(at));
        out.unsigned(spaces.elems.resolve(at.word("an element segment")));
      }
      case TYPETYPE -> {
        index(op, spaces.types.index(at));
        out.unsigned(spaces.types.index(at));
      }
      case REFTEST -> {
        var type = new Encoder();
        (reference(at, type) ? op.plus(1) : op).writeOpcode(out);
        out.raw(type.bytes());
      }
      case CAST -> cast(op, at);
      case MEMORYINIT -> initialise(op, spaces.memories, at, true);
      case TABLEINIT -> initialise(op, spaces.tables, at, false);
      case MEMORYCOPY -> copy(op, spaces.memories, at);
      case TABLECOPY -> copy(op, spaces.tables, at);
      case V128 -> {
        op.writeOpcode(out);
        vector(at);
      }
      case LANES16 -> {
        op.writeOpcode(out);
        for (int i = 0; i < 16; i++) {
          lane(at);
        }
      }
      case LANE -> {
        op.writeOpcode(out);
        lane(at);
      }
    }
  }

  private void index(Instruction op, long index) {
    op.writeOpcode(out);
    out.unsigned(index);
  }

  private static int optional(Names space, Cursor at) {
    return at.atIndex() ? space.resolve(at.word("an index")) : 0;
  }

  private int data(Cursor at) {
    spaces.needsDataCount = true;
    return spaces.datas.resolve(at.word("a data segment"));
  }

  private void labels(Instruction op, Cursor at) {
    List<Long> all = new ArrayList<>();
    do {
      all.add(label(at));
    } while (at.atIndex());
    op.writeOpcode(out);
    out.unsigned(all.size() - 1L);
    all.forEach(out::unsigned);
  }

  private void select(Instruction op, Cursor at) {
    if (!at.atGroup("result")) {
      op.writeOpcode(out);
      return;
    }
    var results = spaces.types.signature(at).results();
    op.plus(1).writeOpcode(out);
    out.unsigned(results.size());
    results.forEach(type -> Types.write(type, out));
  }

  private void memory(Instruction op, Cursor at) {
    int memory = laneFollowsOnly(op, at) ? 0 : optional(spaces.memories, at);
    long offset = 0;
    long alignment = op.alignment();
    while (at.peek() instanceof Node.Word word && word.text().indexOf('=') > 0) {
      at.word("offset= or align=");
      String value = word.text().substring(word.text().indexOf('=') + 1);
      if (word.text().startsWith("offset=")) {
        offset = Literals.unsigned(word, value);
      } else if (word.text().startsWith("align=")) {
        alignment = Literals.unsigned(word, value);
      } else {
        throw word.fault("offset= or align= is wanted here");
      }
    }
    if (Long.bitCount(alignment) != 1) {
      throw at.fault("an alignment is a power of two");
    }
    int exponent = Long.numberOfTrailingZeros(alignment);
    op.writeOpcode(out);
    if (memory == 0) {
      out.unsigned(exponent);
    } else {
      out.unsigned(exponent | 0x40).unsigned(memory);
    }
    out.unsigned(offset);
  }

  /** A lone number before the end of a lane instruction is the lane, not the memory. */
  private static boolean laneFollowsOnly(Instruction op, Cursor at) {
    return op.shape() == Instruction.Shape.MEMORYLANE
        && !(at.peek() instanceof Node.Word word && word.isName());
  }

  private void lane(Cursor at) {
    Node.Word word = at.word("a lane");
    long lane = Literals.unsigned(word, word.text());
    if (lane < 0 || lane > 255) {
      throw word.fault("a lane is from 0 to 255");
    }
    out.raw((int) lane);
  }

  /** A reference type without its first byte; true if it is nullable. */
  private boolean reference(Cursor at, Encoder to) {
    Cursor ref = at.takeIfGroup("ref");
    if (ref != null) {
      boolean nullable = ref.takeIfWord("null");
      spaces.types.heap(ref, to);
      ref.end();
      return nullable;
    }
    Types.write(spaces.types.value(at), to);
    return true;
  }

  private void cast(Instruction op, Cursor at) {
    long label = label(at);
    var types = new Encoder();
    int flags = reference(at, types) ? 1 : 0;
    flags |= reference(at, types) ? 2 : 0;
    op.writeOpcode(out);
    out.raw(flags).unsigned(label).raw(types.bytes());
  }

  /**
   * {@code memory.init memory? data} and {@code table.init table? elem}: the segment comes first.
   */
  private void initialise(Instruction op, Names space, Cursor at, boolean isMemory) {
    Node.Word first = at.word("an index");
    boolean both = at.atIndex();
    Node.Word segment = both ? at.word("a segment") : first;
    spaces.needsDataCount |= isMemory;
    index(op, (isMemory ? spaces.datas : spaces.elems).resolve(segment));
    out.unsigned(both ? space.resolve(first) : 0);
  }

  private void copy(Instruction op, Names space, Cursor at) {
    boolean both = at.atIndex();
    index(op, optional(space, at));
    out.unsigned(both ? space.resolve(at.word("the source")) : 0);
  }

  private void vector(Cursor at) {
    Node.Word shape = at.word("a shape");
    int count =
        switch (shape.text()) {
          case "i8x16" -> 16;
          case "i16x8" -> 8;
          case "i32x4", "f32x4" -> 4;
          case "i64x2", "f64x2" -> 2;
          default -> throw shape.fault("no shape: " + shape.text());
        };
    for (int i = 0; i < count; i++) {
      Node.Word lane = at.word("a lane");
      long bits =
          switch (shape.text()) {
            case "f32x4" -> Literals.float32(lane);
            case "f64x2" -> Literals.float64(lane);
            default -> Literals.integer(lane, 128 / count);
          };
      out.fixed(bits, 16 / count);
    }
  }
}
