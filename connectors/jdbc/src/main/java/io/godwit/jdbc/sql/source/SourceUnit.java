package io.godwit.jdbc.sql.source;

import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.model.schema.Type;
import io.godwit.jdbc.spec.SqlSpec;
import io.godwit.jdbc.sql.relation.ListedRelation;
import io.godwit.jdbc.sql.relation.Relation;
import io.godwit.jdbc.sql.relation.RelationColumn;
import io.godwit.jdbc.sql.relation.Selection;
import io.godwit.jdbc.sql.relation.SourceDialect;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A table, view or query of a job.
 *
 * @param name of the unit, unmistakable within the job
 * @param listed where the catalogue has it; empty for a query
 * @param selection what is read of it, in the order in which it is
 * @param key the columns that identify its records; empty where it has none
 * @param proven whether the catalogue says that no two rows agree in the key, and none is null
 *     there
 * @param where the condition of the job; empty where it has none
 * @param unordered what keeps the key from being compared; empty where nothing does
 */
record SourceUnit(
    String name,
    Optional<ListedRelation> listed,
    Selection selection,
    List<String> key,
    boolean proven,
    String where,
    Optional<String> unordered) {

  private static final int MARK_BYTES = 4;

  /**
   * A unit.
   *
   * @throws io.godwit.common.model.failure.Refused where the job's key has a column that is not
   *     there
   */
  static SourceUnit of(
      String name,
      Optional<ListedRelation> listed,
      Relation relation,
      SqlSpec spec,
      SourceDialect dialect) {
    Optional<String> condition = spec.where().map(dialect::withoutParameters);
    List<String> given = spec.key();
    Optional<List<String>> own = relation.keys().stream().findFirst();
    if (given.isEmpty()) {
      List<RelationColumn> order =
          own.map(relation::require)
              .orElseGet(() -> relation.place().map(List::of).orElse(List.of()));
      return of(name, listed, relation, condition, order, own.orElse(List.of()), true, dialect);
    }
    List<RelationColumn> columns = relation.require(given);
    Optional<List<String>> covered =
        relation.keys().stream().filter(given::containsAll).findFirst();
    // An index finds the order of its own columns only, however the job lists them.
    List<RelationColumn> order = covered.or(() -> own).map(relation::require).orElse(columns);
    return of(name, listed, relation, condition, order, given, covered.isPresent(), dialect);
  }

  /** Where the order cannot be told by a comparison, rows are counted off in it. */
  private static SourceUnit of(
      String name,
      Optional<ListedRelation> listed,
      Relation relation,
      Optional<String> condition,
      List<RelationColumn> order,
      List<String> key,
      boolean proven,
      SourceDialect dialect) {
    Optional<String> unordered =
        order.stream().flatMap(by -> dialect.unordered(by.column()).stream()).findFirst();
    List<RelationColumn> counted =
        unordered.isPresent()
            ? order
            : relation.columns().stream().filter(by -> dialect.sorts(by.column())).toList();
    Selection selection =
        new Selection(relation, condition, unordered.isPresent() ? List.of() : order, counted);
    return new SourceUnit(name, listed, selection, key, proven, condition.orElse(""), unordered);
  }

  /** The same unit, as far as its rows meet another condition: its mark is the same. */
  SourceUnit within(String further) {
    return new SourceUnit(name, listed, selection.and(further), key, proven, where, unordered);
  }

  /** The relation that it is read from. */
  Relation relation() {
    return selection.relation();
  }

  /** What is known of its records: everything. */
  Schema schema() {
    List<Field> fields = new ArrayList<>();
    for (RelationColumn column : relation().columns()) {
      fields.add(
          new Field(
              column.name(), column.type(), known(column.type()), column.column().required()));
    }
    return new Schema(fields, key, true);
  }

  /** A type that a job file has a word for is declared; of any other, each value shows its own. */
  private static Knowledge known(Type type) {
    return switch (type) {
      case Type.Json ignored -> Knowledge.NATIVE;
      case Type.ArrayOf ignored -> Knowledge.NATIVE;
      case Type.Nested ignored -> Knowledge.NATIVE;
      case Type.Foreign ignored -> Knowledge.NATIVE;
      case Type.Bytes ignored -> Knowledge.NATIVE;
      default -> Knowledge.DECLARED;
    };
  }

  /** What a person should know of it before the run, a sentence each. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    String what = relation().name();
    if (selection.isByPlace()) {
      remarks.add(
          what
              + " has no key: its splits are ranges of pages, and a row that is updated while the"
              + " run reads may be read twice or not at all; key: names columns that are unique");
    } else if (unordered.isPresent()) {
      remarks.add(
          what
              + " is read by one reader in the order of its key, and a run that is resumed counts"
              + " the rows off that it has: the key has "
              + unordered.get());
    } else if (selection.order().isEmpty()) {
      remarks.add(
          what
              + " has no key: one reader reads it in the order of its columns, and a run that is"
              + " resumed relies on its rows being the same; key: names columns that are unique");
    }
    if (!proven) {
      remarks.add(
          what
              + " has no unique index over "
              + String.join(", ", key)
              + " with every column not null: planning looks through all rows for two of one key");
    }
    return remarks;
  }

  /** Changes where anything does that a plan rests on; what the rows hold is no part of it. */
  String mark() {
    StringBuilder facts = new StringBuilder();
    fact(facts, relation().identity());
    fact(facts, relation().quoted());
    for (RelationColumn column : relation().columns()) {
      fact(facts, column.name());
      fact(facts, column.column().type());
      fact(facts, column.column().required() ? "required" : "");
    }
    selection.order().forEach(column -> fact(facts, "by " + column.name()));
    key.forEach(column -> fact(facts, "key " + column));
    if (!where.isEmpty()) {
      fact(facts, "where " + where);
    }
    return digest(facts.toString()).substring(0, 2 * MARK_BYTES);
  }

  private static void fact(StringBuilder facts, String fact) {
    facts.append(fact.length()).append(':').append(fact);
  }

  /** A digest in hexadecimal digits. */
  static String digest(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
