package io.godwit.common.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Named values in the order of the source; a name occurs once.
 *
 * <p>Two parallel arrays instead of a map: records are read far more often than they are changed,
 * have tens of fields, and come in millions. A search compares interned or shared names by identity
 * first, which {@link String#equals} does, so a scan of twenty names is cheaper than one hash
 * look-up with its entry objects. The names array is shared between the records of one reader.
 *
 * <p>Immutable; safe for any thread.
 */
public final class Document {

  private static final Document EMPTY = new Document(new String[0], new Value[0]);

  private final String[] names;
  private final Value[] values;

  private Document(String[] names, Value[] values) {
    this.names = names;
    this.values = values;
  }

  /** The document without fields. */
  public static Document empty() {
    return EMPTY;
  }

  /** A document of the map's entries in its iteration order. */
  public static Document of(Map<String, Value> fields) {
    return new Document(
        fields.keySet().toArray(String[]::new), fields.values().toArray(Value[]::new));
  }

  /** A document of one field. */
  public static Document of(String name, Value value) {
    return new Document(new String[] {name}, new Value[] {value});
  }

  /**
   * A document over arrays that the caller gives away: neither may be changed afterwards. Meant for
   * readers that share one names array between all their records.
   *
   * @param names distinct names
   * @param values as many values, none null
   */
  public static Document ofShared(String[] names, Value[] values) {
    if (names.length != values.length) {
      throw new IllegalArgumentException(
          "a document needs as many values as names: " + values.length + " and " + names.length);
    }
    return new Document(names, values);
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
    return values[index];
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
    return index < 0 ? Optional.empty() : Optional.of(values[index]);
  }

  /** This document with a field set: in its place where it exists, at the end otherwise. */
  public Document with(String name, Value value) {
    int index = indexOf(name);
    if (index >= 0) {
      Value[] changed = values.clone();
      changed[index] = value;
      return new Document(names, changed);
    }
    String[] moreNames = Arrays.copyOf(names, names.length + 1);
    Value[] moreValues = Arrays.copyOf(values, values.length + 1);
    moreNames[names.length] = name;
    moreValues[values.length] = value;
    return new Document(moreNames, moreValues);
  }

  /** This document without a field; itself where the field is absent. */
  public Document without(String name) {
    int index = indexOf(name);
    if (index < 0) {
      return this;
    }
    List<String> keptNames = new ArrayList<>(Arrays.asList(names));
    List<Value> keptValues = new ArrayList<>(Arrays.asList(values));
    keptNames.remove(index);
    keptValues.remove(index);
    return new Document(keptNames.toArray(String[]::new), keptValues.toArray(Value[]::new));
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
    return new Document(names, nulls);
  }

  /** The fields as a map in their order; a copy that the caller owns. */
  public Map<String, Value> toMap() {
    Map<String, Value> map = new LinkedHashMap<>();
    for (int i = 0; i < names.length; i++) {
      map.put(names[i], values[i]);
    }
    return map;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Document that
        && Arrays.equals(names, that.names)
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(names) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return toMap().toString();
  }
}
