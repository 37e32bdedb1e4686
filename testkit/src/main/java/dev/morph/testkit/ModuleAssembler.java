package dev.morph.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Fields of a module to sections; first all names are collected, then all fields encoded. */
final class ModuleAssembler {
  private static final Set<String> DEFINITIONS = Set.of("func", "table", "memory", "global", "tag");

  /** Order of the sections by their numbers (binary format, modules). */
  private static final List<Integer> ORDER = List.of(1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11);

  private final Spaces spaces = new Spaces();
  private final Map<Integer, List<byte[]>> sections = new TreeMap<>();
  private final Encoder customs = new Encoder();
  private final Map<String, Integer> seen = new TreeMap<>();
  private @Nullable Integer start;

  private ModuleAssembler() {}

  static byte[] assemble(Cursor at) {
    List<Node.Group> fields = new ArrayList<>();
    while (!at.done()) {
      fields.add(at.group("a module field"));
    }
    var module = new ModuleAssembler();
    module.declare(fields);
    for (var field : fields) {
      if (field.isGroup("type") || field.isGroup("rec")) {
        module.spaces.types.define(field);
      }
    }
    fields.forEach(module::encode);
    return module.bytes();
  }

  private void declare(List<Node.Group> fields) {
    boolean defined = false;
    for (var field : fields) {
      Cursor at = Cursor.of(field);
      String head = field.head();
      boolean isImport = head.equals("import");
      if (isImport) {
        at.text("a module name");
        at.text("a field name");
        Node.Group described = at.group("what is imported");
        spaces.of(kind(described)).declare(Cursor.of(described).takeIfName());
      } else if (DEFINITIONS.contains(head)) {
        spaces.of((Node.Word) field.items().getFirst()).declare(at.takeIfName());
        isImport = isInlineImport(at);
        declareInlineSegment(head, field);
      } else if (head.equals("type") || head.equals("rec")) {
        spaces.types.declare(field);
      } else if (head.equals("elem")) {
        spaces.elems.declare(at.takeIfName());
      } else if (head.equals("data")) {
        spaces.datas.declare(at.takeIfName());
      }
      if (isImport && defined) {
        throw field.fault("imports stand before all definitions");
      }
      defined |= !isImport && DEFINITIONS.contains(head);
    }
  }

  private static Node.Word kind(Node.Group group) {
    return new Cursor(group.items(), group, 0).word("one of func, table, memory, global, tag");
  }

  private static boolean isInlineImport(Cursor at) {
    while (at.takeIfGroup("export") != null) {
      continue;
    }
    return at.atGroup("import");
  }

  private void declareInlineSegment(String head, Node.Group field) {
    for (var item : field.items()) {
      if (head.equals("table") && item.isGroup("elem")) {
        spaces.elems.declare(null);
      } else if (head.equals("memory") && item.isGroup("data")) {
        spaces.datas.declare(null);
      }
    }
  }

  private int next(String kind) {
    return seen.merge(kind, 1, Integer::sum) - 1;
  }

  private void encode(Node.Group field) {
    Cursor at = Cursor.of(field);
    switch (field.head()) {
      case "type", "rec" -> {}
      case "import" -> importField(at);
      case "func", "table", "memory", "global", "tag" -> definition(field.head(), at);
      case "export" -> {
        byte[] name = at.text("a name");
        Node.Group target = at.group("what is exported");
        at.end();
        Names space = spaces.of(kind(target));
        export(name, target.head(), space.resolve(Cursor.of(target).word("an index")));
      }
      case "start" -> start = spaces.functions.resolve(at.word("a function"));
      case "elem" -> elem(at);
      case "data" -> data(at);
      case "@custom" -> custom(at);
      default -> throw field.fault("unknown module field '" + field.head() + "'");
    }
  }

  private void importField(Cursor at) {
    var out = new Encoder().sized(at.text("a module name")).sized(at.text("a field name"));
    Node.Group described = at.group("what is imported");
    at.end();
    Cursor type = Cursor.of(described);
    type.takeIfName();
    next(described.head());
    out.raw(Spaces.code(described.head()));
    externType(described.head(), type, out);
    add(2, out);
  }

  private void externType(String kind, Cursor at, Encoder out) {
    switch (kind) {
      case "func" -> out.unsigned(spaces.types.use(at).index());
      case "tag" -> out.raw(0).unsigned(spaces.types.use(at).index());
      case "memory" -> limits(at, out);
      case "table" -> {
        var limits = new Encoder();
        limits(at, limits);
        Types.write(spaces.types.value(at), out);
        out.raw(limits.bytes());
      }
      default -> globalType(at, out);
    }
    at.end();
  }

  private void globalType(Cursor at, Encoder out) {
    Cursor mutable = at.takeIfGroup("mut");
    Types.write(spaces.types.value(mutable == null ? at : mutable), out);
    out.raw(mutable == null ? 0 : 1);
  }

  private static void limits(Cursor at, Encoder out) {
    boolean wide = at.takeIfWord("i64");
    if (!wide) {
      at.takeIfWord("i32");
    }
    long minimum = number(at);
    boolean bounded = at.atIndex();
    long maximum = bounded ? number(at) : 0;
    boolean shared = at.takeIfWord("shared");
    out.raw((bounded ? 1 : 0) | (shared ? 2 : 0) | (wide ? 4 : 0)).unsigned(minimum);
    if (bounded) {
      out.unsigned(maximum);
    }
  }

  private static long number(Cursor at) {
    Node.Word word = at.word("a number");
    return Literals.unsigned(word, word.text());
  }

  private void definition(String kind, Cursor at) {
    at.takeIfName();
    int index = next(kind);
    for (Cursor name = at.takeIfGroup("export"); name != null; name = at.takeIfGroup("export")) {
      export(name.text("a name"), kind, index);
    }
    Cursor from = at.takeIfGroup("import");
    if (from != null) {
      var out = new Encoder().sized(from.text("a module name")).sized(from.text("a field name"));
      from.end();
      out.raw(Spaces.code(kind));
      externType(kind, at, out);
      add(2, out);
      return;
    }
    switch (kind) {
      case "func" -> function(at);
      case "table" -> table(at, index);
      case "memory" -> memory(at, index);
      case "tag" -> {
        var out = new Encoder();
        externType(kind, at, out);
        add(13, out);
      }
      default -> {
        var out = new Encoder();
        globalType(at, out);
        expression(at, out);
        add(6, out);
      }
    }
  }

  private void function(Cursor at) {
    var use = spaces.types.use(at);
    add(3, new Encoder().unsigned(use.index()));
    var locals = new Names("local");
    use.signature().names().forEach(locals::declare);
    List<List<Integer>> types = new ArrayList<>();
    for (Cursor local = at.takeIfGroup("local"); local != null; local = at.takeIfGroup("local")) {
      Node.Word name = local.takeIfName();
      while (!local.done()) {
        locals.declare(name);
        name = null;
        types.add(spaces.types.value(local));
      }
    }
    var body = new Encoder();
    runs(types, body);
    new BodyAssembler(spaces, locals, body).body(at);
    add(10, new Encoder().sized(body.bytes()));
  }

  /** Locals as counts of equal neighbours. */
  private static void runs(List<List<Integer>> types, Encoder out) {
    var runs = new Encoder();
    int count = 0;
    int end;
    for (int i = 0; i < types.size(); i = end) {
      end = i;
      while (end < types.size() && types.get(end).equals(types.get(i))) {
        end++;
      }
      runs.unsigned(end - (long) i);
      Types.write(types.get(i), runs);
      count++;
    }
    out.unsigned(count).raw(runs.bytes());
  }

  private void table(Cursor at, int index) {
    var out = new Encoder();
    if (!at.atIndex() && !(at.peek() instanceof Node.Word word && word.text().startsWith("i"))) {
      List<Integer> type = spaces.types.value(at);
      Cursor elements = at.takeIfGroup("elem");
      if (elements == null) {
        throw at.fault("a table has a size or an (elem ...)");
      }
      Types.write(type, out);
      int count = inlineElements(elements, index, type);
      add(4, out.raw(1).unsigned(count).unsigned(count));
    } else {
      var limits = new Encoder();
      limits(at, limits);
      List<Integer> type = spaces.types.value(at);
      if (!at.done()) {
        out.raw(0x40).raw(0);
      }
      Types.write(type, out);
      out.raw(limits.bytes());
      if (!at.done()) {
        expression(at, out);
      }
      add(4, out);
    }
    at.end();
  }

  private int inlineElements(Cursor at, int table, List<Integer> type) {
    var body = new Encoder();
    boolean expressions = at.atGroup() || !type.equals(List.of(0x70));
    int count = expressions ? expressions(at, body) : indices(at, body);
    boolean plain = table == 0 && type.equals(List.of(0x70));
    var out = new Encoder().unsigned((plain ? 0 : 2) | (expressions ? 4 : 0));
    if (!plain) {
      out.unsigned(table);
    }
    out.raw(0x41).raw(0).raw(0x0b);
    if (!plain) {
      elementKind(expressions, type, out);
    }
    add(9, out.unsigned(count).raw(body.bytes()));
    return count;
  }

  private static void elementKind(boolean expressions, List<Integer> type, Encoder out) {
    if (expressions) {
      Types.write(type, out);
    } else {
      out.raw(0);
    }
  }

  private int indices(Cursor at, Encoder out) {
    int count = 0;
    for (; at.atIndex(); count++) {
      out.unsigned(spaces.functions.resolve(at.word("a function")));
    }
    at.end();
    return count;
  }

  private int expressions(Cursor at, Encoder out) {
    int count = 0;
    for (; !at.done(); count++) {
      constant(at.group("an element expression"), out);
    }
    return count;
  }

  private void elem(Cursor at) {
    at.takeIfName();
    boolean declared = at.takeIfWord("declare");
    Cursor tableUse = at.takeIfGroup("table");
    int table = tableUse == null ? 0 : spaces.tables.resolve(tableUse.word("a table"));
    var offset = new Encoder();
    boolean active = !declared && at.atGroup() && !at.atGroup("ref");
    if (active) {
      constant(at.group("an offset"), offset);
    }
    List<Integer> type = List.of(0x70);
    boolean expressions = false;
    if (!at.takeIfWord("func") && !at.done() && !at.atIndex()) {
      type = spaces.types.value(at);
      expressions = true;
    }
    var body = new Encoder();
    int count = expressions ? expressions(at, body) : indices(at, body);
    boolean plain = active && table == 0 && type.equals(List.of(0x70));
    int mode = active ? (plain ? 0 : 2) : declared ? 3 : 1;
    var out = new Encoder().unsigned(mode | (expressions ? 4 : 0));
    if (active && !plain) {
      out.unsigned(table);
    }
    out.raw(offset.bytes());
    if (!plain) {
      elementKind(expressions, type, out);
    }
    add(9, out.unsigned(count).raw(body.bytes()));
  }

  private void memory(Cursor at, int index) {
    var out = new Encoder();
    Cursor data = at.takeIfGroup("data");
    if (data == null) {
      limits(at, out);
    } else {
      byte[] bytes = bytes(data);
      long pages = (bytes.length + 0xffffL) >>> 16;
      out.raw(1).unsigned(pages).unsigned(pages);
      var segment = new Encoder();
      activeData(index, new byte[] {0x41, 0, 0x0b}, segment);
      add(11, segment.sized(bytes));
    }
    at.end();
    add(5, out);
  }

  private void data(Cursor at) {
    at.takeIfName();
    Cursor memoryUse = at.takeIfGroup("memory");
    int memory = memoryUse == null ? 0 : spaces.memories.resolve(memoryUse.word("a memory"));
    var out = new Encoder();
    if (at.atGroup()) {
      var offset = new Encoder();
      constant(at.group("an offset"), offset);
      activeData(memory, offset.bytes(), out);
    } else {
      out.raw(1);
    }
    add(11, out.sized(bytes(at)));
  }

  private static void activeData(int memory, byte[] offset, Encoder out) {
    if (memory == 0) {
      out.raw(0).raw(offset);
    } else {
      out.raw(2).unsigned(memory).raw(offset);
    }
  }

  private static byte[] bytes(Cursor at) {
    var out = new Encoder();
    while (!at.done()) {
      out.raw(at.text("bytes"));
    }
    return out.bytes();
  }

  private void custom(Cursor at) {
    byte[] name = at.text("a name");
    var body = new Encoder().sized(name).raw(bytes(at));
    customs.raw(0).sized(body.bytes());
  }

  private void constant(Node.Group group, Encoder out) {
    new BodyAssembler(spaces, new Names("local"), out).constant(group);
  }

  private void expression(Cursor at, Encoder out) {
    new BodyAssembler(spaces, new Names("local"), out).body(at);
  }

  private void export(byte[] name, String kind, int index) {
    add(7, new Encoder().sized(name).raw(Spaces.code(kind)).unsigned(index));
  }

  private void add(int section, Encoder entry) {
    sections.computeIfAbsent(section, number -> new ArrayList<>()).add(entry.bytes());
  }

  private byte[] bytes() {
    if (!spaces.types.entries().isEmpty()) {
      sections.put(1, spaces.types.entries());
    }
    var out = new Encoder().raw("\0asm".getBytes(StandardCharsets.US_ASCII)).fixed(1, 4);
    for (int number : ORDER) {
      if (number == 8 && start != null) {
        out.raw(8).sized(new Encoder().unsigned(start).bytes());
      } else if (number == 12 && spaces.needsDataCount) {
        out.raw(12).sized(new Encoder().unsigned(spaces.datas.count()).bytes());
      } else if (sections.containsKey(number)) {
        section(number, sections.getOrDefault(number, List.of()), out);
      }
    }
    return out.raw(customs.bytes()).bytes();
  }

  private static void section(int number, List<byte[]> entries, Encoder out) {
    var body = new Encoder().unsigned(entries.size());
    entries.forEach(body::raw);
    out.raw(number).sized(body.bytes());
  }
}
