package io.godwit.common.model.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named values in the order of the source; a name occurs once.
 *
 * <p>An array of names beside the values instead of a map: records are read far more often than
 * they are changed, have tens of fields, and come in millions. A search compares interned or shared
 * names by identity first, which {@link String#equals} does, so a scan of twenty names is cheaper
 * than one hash look-up with its entry objects. The names array is shared between the records of
 * one reader. The values are {@link Cells}: a field that nobody touches stays in the bytes that it
 * came in.
 *
 * <p>Immutable; safe for any thread.
 */
public final class Document {

  private static final Document EMPTY = ofShared(new String[0], new Value[0]);

  private final String[] names;
  private final Cells cells;

  private Document(String[] names, Cells cells) {
    if (names.length != cells.size()) {
      throw new IllegalArgumentException(
          "a document needs as many values as names: " + cells.size() + " and " + names.length);
    }
    this.names = names;
    this.cells = cells;
  }

  /** The document without fields. */
  public static Document empty() {
    return EMPTY;
  }

  /** A document of the map's entries in its iteration order. */
  public static Document of(Map<String, Value> fields) {
    return ofShared(fields.keySet().toArray(String[]::new), fields.values().toArray(Value[]::new));
  }

  /** A document of one field. */
  public static Document of(String name, Value value) {
    return ofShared(new String[] {name}, new Value[] {value});
  }

  /**
   * A document over arrays that the caller gives away: neither may be changed afterwards. Meant for
   * readers that share one names array between all their records.
   *
   * @param names distinct names
   * @param values as many values, none null
   */
  public static Document ofShared(String[] names, Value[] values) {
    return new Document(names, new ValueCells(values));
  }

  /**
   * A document over cells, for whoever has values in another form than objects.
   *
   * @param names distinct; given away, as in {@link #ofShared}
   * @param cells as many
   */
  public static Document over(String[] names, Cells cells) {
    return new Document(names, cells);
  }

  /** The values, each at the place of its name. */
  public Cells cells() {
    return cells;
  }

  /** The number of fields. */
  public int size() {
    return names.length;
  }

  /**
   * The name of a field.
   *
   * @param index from 0 to {@code size() - 1}
   */
  public String name(int index) {
    return names[index];
  }

  /**
   * The value of a field.
   *
   * @param index from 0 to {@code size() - 1}
   */
  public Value value(int index) {
    return cells.value(index);
  }

  /**
   * Says what a field holds, by one call of the consumer: without an object where there is none.
   *
   * @param index from 0 to {@code size() - 1}
   */
  public void tell(int index, ValueConsumer consumer) {
    cells.tell(index, consumer);
  }

  /** Where the field stands, or -1 where there is none of this name. */
  public int indexOf(String name) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The value under a name; empty where the field is absent, {@link Value.Null} where it is null.
   */
  public Optional<Value> get(String name) {
    int index = indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(cells.value(index));
  }

  /** This document with a field set: in its place where it exists, at the end otherwise. */
  public Document with(String name, Value value) {
    int index = indexOf(name);
    int size = index < 0 ? names.length + 1 : names.length;
    int[] from = new int[size];
    Arrays.setAll(from, i -> i);
    from[index < 0 ? names.length : index] = ~0;
    String[] changed = names;
    if (index < 0) {
      changed = Arrays.copyOf(names, size);
      changed[names.length] = name;
    }
    return arranged(changed, from, value);
  }

  /** This document without a field; itself where the field is absent. */
  public Document without(String name) {
    int index = indexOf(name);
    if (index < 0) {
      return this;
    }
    List<String> kept = new ArrayList<>(Arrays.asList(names));
    kept.remove(index);
    int[] from = new int[kept.size()];
    Arrays.setAll(from, i -> i < index ? i : i + 1);
    return arranged(kept.toArray(String[]::new), from);
  }

  /**
   * Fields of this document in another order, with others between them. None is unpacked for it.
   * All arrays are given away, as in {@link #ofShared}.
   *
   * @param arranged their names, distinct
   * @param from for each name the place of its value in this document; or, where it is negative,
   *     the complement of the place among the others
   * @param others the values that this document has not
   */
  public Document arranged(String[] arranged, int[] from, Value... others) {
    return new Document(arranged, new ArrangedCells(cells, from, others));
  }

  /**
   * Whether another document has the same names in the same order. Records of one reader share
   * their names array, so this is mostly one comparison of references.
   */
  public boolean sameNames(Document other) {
    return Arrays.equals(names, other.names);
  }

  /**
   * This document with every value null. It shares the names and holds no data, so whoever
   * remembers a plan for documents of these names keeps this, and not a record.
   */
  public Document blank() {
    Value[] nulls = new Value[names.length];
    Arrays.fill(nulls, Value.Null.NULL);
    return ofShared(names, nulls);
  }

  /** The fields as a map in their order; a copy that the caller owns. */
  public Map<String, Value> toMap() {
    Map<String, Value> map = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      map.put(names[i], cells.value(i));
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document that
        && Arrays.equals(names, that.names)
        && Arrays.equals(values(), that.values());
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + Arrays.hashCode(values());
  }

  private Value[] values() {
    Value[] values = new Value[names.length];
    Arrays.setAll(values, cells::value);
    return values;
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
