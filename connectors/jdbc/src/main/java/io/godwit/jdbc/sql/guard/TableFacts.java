package io.godwit.jdbc.sql.guard;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the exactness of writing to a table rests on, by name, as texts that people can read and a
 * later worker can compare: which table it is, its columns, and whatever may refuse or change a
 * row.
 *
 * <p>Of partitions it is those that rows are put in, each with its bounds and those of what it is a
 * part of: the parts of two months may have the same bounds.
 *
 * <p>Constraints are without what says nothing of a row that is written now: whether rows that were
 * there before have been checked, and when a check takes place, since a batch has all of them take
 * place at once. Constraints that only say NOT NULL are in the columns.
 *
 * @param named what each thing is; the key is its kind and its name, with a blank between
 */
public record TableFacts(SortedMap<String, String> named) {

  /** Which table it is, by the number that the database has for it. */
  public static final String TABLE = "table";

  /** A column, with its type. */
  public static final String COLUMN = "column ";

  /** The number of a column, by which one made anew is another. */
  public static final String NUMBER = "number ";

  /** A column that must not be null. */
  public static final String REQUIRED = "required ";

  /** What supplies a column with values. */
  public static final String SUPPLY = "supply ";

  /** What holds values apart. */
  public static final String UNIQUE = "unique index ";

  /** What may refuse a row. */
  public static final String CONSTRAINT = "constraint ";

  /** Where rows are put. */
  public static final String PARTITION = "partition ";

  /** There where the partitions are too many to be named. */
  public static final String UNNAMED_PARTITIONS = "unnamed partitions";

  /** The supply of a column that the database computes. */
  public static final String GENERATED = "generated";

  /** The supply of a column that takes a value only where an insert overrides it. */
  public static final String IDENTITY = "identity always";

  /** Takes an unmodifiable copy. */
  public TableFacts {
    named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
  }

  /** What is known of a thing; empty where there is none of the name. */
  Optional<String> get(String kind, String name) {
    return Optional.ofNullable(named.get(kind + name));
  }

  /** All things of a kind, by their whole names. */
  SortedMap<String, String> ofKind(String kind) {
    // The kind ends with a blank, and no name can sort between it and the next character.
    return named.subMap(kind, kind.substring(0, kind.length() - 1) + '!');
  }
}
