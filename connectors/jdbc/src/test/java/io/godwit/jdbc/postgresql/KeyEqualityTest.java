package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.spi.sink.SupportsKeyEquality;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key of which it is not known what the database takes for equal is called so, by its column. */
class KeyEqualityTest {

  private static final String TYPES =
      """
      create extension citext;
      create collation ci
        (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
      create collation czech
        (provider = icu, locale = 'cs-u-ks-level1', deterministic = false);
      create collation own (provider = icu, locale = 'und', rules = '& a < g', deterministic = false);
      create type grade as enum ('a', 'A');
      create type span as range (subtype = int4);
      create domain email as citext;
      create domain code as text collate ci;
      create domain place as text collate czech;
      create domain address as inet;
      create domain degree as float4;
      """;

  private static Optional<String> unknown(String column, String more) throws Exception {
    try (var schema =
            new TestSchema(TYPES, "create table t (id " + column + " primary key)", more);
        var sink = schema.bareSink("t", "id")) {
      return sink.as(SupportsKeyEquality.class).unknownEquality();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bool",
        "int2",
        "int8",
        "numeric(9,2)",
        "float8",
        "bytea",
        "date",
        "time(0)",
        "timestamp(0)",
        "timestamptz",
        "uuid",
        "text",
        "varchar(3)",
        "char(5)",
        "grade",
        "citext",
        "email",
        "code",
        "text collate ci"
      })
  void isKnown(String column) throws Exception {
    assertThat(unknown(column, "select")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "inet; column id (inet) of the sink's key has a type of which not all spellings are known",
        "address; column id (inet) of",
        "interval; column id (interval) of",
        "macaddr; column id (macaddr) of",
        "oid; column id (oid) of",
        "timetz; column id (time with time zone) of",
        "money; column id (money) of",
        "bit(3); column id (bit(3)) of",
        "span; column id (span) of",
        "float4; column id (real) of the sink's key has a type in which decimals of more digits",
        "degree; column id (real) of",
        "jsonb; column id (jsonb) of",
        "int[]; column id (integer[]) of",
        "text collate czech; a collation of which it is not known what it finds equal: czech (cs-u",
        "place; what it finds equal: czech (cs-u",
        "text collate own; what it finds equal: own (und)"
      })
  void isUnknownAndSaysWhy(String column, String why) throws Exception {
    assertThat(unknown(column, "select"))
        .hasValueSatisfying(says -> assertThat(says).contains(why));
  }

  /** An upsert may find its row by an index whose collation is not the column's. */
  @ParameterizedTest
  @ValueSource(strings = "create unique index other on t (id collate czech)")
  void theIndexesOfTheKeyCountToo(String index) throws Exception {
    assertThat(unknown("text", index))
        .hasValueSatisfying(says -> assertThat(says).contains("czech (cs-u-ks-level1)"));
  }
}
