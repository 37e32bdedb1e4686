package dev.morph.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The type section, and value types wherever they stand. */
final class Types {
  private static final Map<String, Integer> SIMPLE =
      Map.ofEntries(
          Map.entry("i32", 0x7f),
          Map.entry("i64", 0x7e),
          Map.entry("f32", 0x7d),
          Map.entry("f64", 0x7c),
          Map.entry("v128", 0x7b),
          Map.entry("i8", 0x78),
          Map.entry("i16", 0x77),
          Map.entry("nullexnref", 0x74),
          Map.entry("nullfuncref", 0x73),
          Map.entry("nullexternref", 0x72),
          Map.entry("nullref", 0x71),
          Map.entry("funcref", 0x70),
          Map.entry("externref", 0x6f),
          Map.entry("anyref", 0x6e),
          Map.entry("eqref", 0x6d),
          Map.entry("i31ref", 0x6c),
          Map.entry("structref", 0x6b),
          Map.entry("arrayref", 0x6a),
          Map.entry("exnref", 0x69));

  private static final Map<String, Integer> HEAP =
      Map.ofEntries(
          Map.entry("noexn", 0x74),
          Map.entry("nofunc", 0x73),
          Map.entry("noextern", 0x72),
          Map.entry("none", 0x71),
          Map.entry("func", 0x70),
          Map.entry("extern", 0x6f),
          Map.entry("any", 0x6e),
          Map.entry("eq", 0x6d),
          Map.entry("i31", 0x6c),
          Map.entry("struct", 0x6b),
          Map.entry("array", 0x6a),
          Map.entry("exn", 0x69));

  /**
   * A function type; each value type as its bytes.
   *
   * @param names a name or null for each parameter
   */
  record Signature(
      List<Node.@Nullable Word> names, List<List<Integer>> params, List<List<Integer>> results) {
    boolean sameAs(Signature other) {
      return params.equals(other.params) && results.equals(other.results);
    }
  }

  /** What a {@code (type ...)(param ...)(result ...)} comes to. */
  record Use(int index, Signature signature) {}

  private final Names names = new Names("type");
  private final Map<Integer, Names> fields = new HashMap<>();
  private final Map<Integer, Signature> signatures = new HashMap<>();
  private final List<byte[]> entries = new ArrayList<>();
  private int described;

  /** Gives the type or the types of a rec group their numbers. */
  void declare(Node.Group field) {
    if (field.isGroup("rec")) {
      for (Cursor at = Cursor.of(field); !at.done(); ) {
        declare(at.group("(type ...)"));
      }
    } else {
      names.declare(Cursor.of(field).takeIfName());
    }
  }

  /**
   * Encodes a {@code (type ...)} or {@code (rec ...)}, in the order in which they were declared.
   */
  void define(Node.Group field) {
    var out = new Encoder();
    if (field.isGroup("rec")) {
      out.raw(0x4e).unsigned(field.items().size() - 1L);
      for (Cursor at = Cursor.of(field); !at.done(); ) {
        subtype(at.group("(type ...)"), out);
      }
    } else {
      subtype(field, out);
    }
    entries.add(out.bytes());
  }

  private void subtype(Node.Group field, Encoder out) {
    Cursor at = Cursor.of(field);
    at.takeIfName();
    Cursor sub = at.takeIfGroup("sub");
    if (sub == null) {
      composite(at.group("(func ...), (struct ...) or (array ...)"), out);
    } else {
      out.raw(sub.takeIfWord("final") ? 0x4f : 0x50);
      List<Integer> parents = new ArrayList<>();
      while (sub.atIndex()) {
        parents.add(index(sub));
      }
      out.unsigned(parents.size());
      parents.forEach(out::unsigned);
      composite(sub.group("(func ...), (struct ...) or (array ...)"), out);
      sub.end();
    }
    at.end();
    described++;
  }

  private void composite(Node.Group group, Encoder out) {
    Cursor at = Cursor.of(group);
    switch (group.head()) {
      case "func" -> {
        var signature = signature(at);
        at.end();
        signatures.put(described, signature);
        write(signature, out);
      }
      case "struct" -> struct(at, out);
      case "array" -> {
        out.raw(0x5e);
        fieldType(at, out);
        at.end();
      }
      default -> throw group.fault("(func ...), (struct ...) or (array ...) is wanted here");
    }
  }

  private void struct(Cursor at, Encoder out) {
    var named = new Names("field");
    var body = new Encoder();
    while (!at.done()) {
      Cursor field = at.takeIfGroup("field");
      if (field == null) {
        throw at.fault("(field ...) is wanted here");
      }
      Node.Word name = field.takeIfName();
      while (!field.done()) {
        named.declare(name);
        name = null;
        fieldType(field, body);
      }
    }
    fields.put(described, named);
    out.raw(0x5f).unsigned(named.count()).raw(body.bytes());
  }

  private void fieldType(Cursor at, Encoder out) {
    Cursor mutable = at.takeIfGroup("mut");
    write(value(mutable == null ? at : mutable), out);
    out.raw(mutable == null ? 0 : 1);
  }

  int index(Cursor at) {
    return names.resolve(at.word("a type"));
  }

  int fieldIndex(int type, Cursor at) {
    return fields.getOrDefault(type, new Names("field")).resolve(at.word("a field"));
  }

  /** Reads {@code (type x)? (param ...)* (result ...)*}; adds the type if there is none like it. */
  Use use(Cursor at) {
    Cursor named = at.takeIfGroup("type");
    int index = named == null ? -1 : index(named);
    var inline = signature(at);
    if (index < 0) {
      return new Use(intern(inline), inline);
    }
    Signature known = signatures.get(index);
    if (known == null) {
      throw at.fault("type " + index + " is no function type");
    }
    boolean silent = inline.params().isEmpty() && inline.results().isEmpty();
    if (!silent && !inline.sameAs(known)) {
      throw at.fault("the inline parameters and results differ from type " + index);
    }
    return new Use(index, silent ? known(known) : inline);
  }

  /** Names of parameters are those of the use, never those of the type. */
  private static Signature known(Signature type) {
    List<Node.@Nullable Word> none = new ArrayList<>();
    type.params().forEach(param -> none.add(null));
    return new Signature(none, type.params(), type.results());
  }

  /** The number of this function type; a new one at the end if there is none like it. */
  int intern(Signature wanted) {
    for (int i = 0; i < names.count(); i++) {
      Signature there = signatures.get(i);
      if (there != null && there.sameAs(wanted)) {
        return i;
      }
    }
    var out = new Encoder();
    write(wanted, out);
    entries.add(out.bytes());
    int index = names.declare(null);
    signatures.put(index, wanted);
    return index;
  }

  Signature signature(Cursor at) {
    List<Node.@Nullable Word> paramNames = new ArrayList<>();
    List<List<Integer>> params = new ArrayList<>();
    List<List<Integer>> results = new ArrayList<>();
    for (Cursor param = at.takeIfGroup("param"); param != null; param = at.takeIfGroup("param")) {
      Node.Word name = param.takeIfName();
      while (!param.done()) {
        paramNames.add(name);
        name = null;
        params.add(value(param));
      }
    }
    for (Cursor result = at.takeIfGroup("result");
        result != null;
        result = at.takeIfGroup("result")) {
      while (!result.done()) {
        results.add(value(result));
      }
    }
    return new Signature(paramNames, params, results);
  }

  /** The bytes of one value type. */
  List<Integer> value(Cursor at) {
    Cursor ref = at.takeIfGroup("ref");
    if (ref != null) {
      var out = new Encoder().raw(ref.takeIfWord("null") ? 0x63 : 0x64);
      heap(ref, out);
      ref.end();
      List<Integer> bytes = new ArrayList<>();
      for (byte b : out.bytes()) {
        bytes.add((int) b);
      }
      return bytes;
    }
    Node.Word word = at.word("a value type");
    Integer code = SIMPLE.get(word.text());
    if (code == null) {
      throw word.fault("no value type: " + word.text());
    }
    return List.of(code);
  }

  void heap(Cursor at, Encoder out) {
    Node.Word word = at.word("a heap type");
    Integer code = HEAP.get(word.text());
    if (code != null) {
      out.raw(code);
    } else if (word.isIndex()) {
      out.signed(names.resolve(word));
    } else {
      throw word.fault("no heap type: " + word.text());
    }
  }

  private static void write(Signature signature, Encoder out) {
    out.raw(0x60).unsigned(signature.params().size());
    signature.params().forEach(type -> write(type, out));
    out.unsigned(signature.results().size());
    signature.results().forEach(type -> write(type, out));
  }

  static void write(List<Integer> valueType, Encoder out) {
    valueType.forEach(out::raw);
  }

  List<byte[]> entries() {
    return entries;
  }
}
