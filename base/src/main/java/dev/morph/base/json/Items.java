package dev.morph.base.json;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/** The items of an array: an immutable list that takes its storage without a copy. */
final class Items extends AbstractList<JsonValue> implements RandomAccess {
  private final JsonValue[] items;

  /** Takes the array as it is; nobody may change it after. */
  Items(JsonValue[] items) {
    this.items = items;
  }

  /** The same items, copied unless they are immutable already. */
  static Items copyOf(List<? extends JsonValue> list) {
    if (list instanceof Items items) {
      return items;
    }
    JsonValue[] copy = list.toArray(new JsonValue[0]);
    for (JsonValue item : copy) {
      Objects.requireNonNull(item, "item");
    }
    return new Items(copy);
  }

  @Override
  public JsonValue get(int index) {
    return items[index];
  }

  @Override
  public int size() {
    return items.length;
  }
}
