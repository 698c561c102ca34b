package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Plan;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.schema.Inspection;
import io.godwit.common.model.schema.Schema;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.source.SupportsUnits;
import io.godwit.jdbc.spec.SqlSpec;
import io.godwit.jdbc.spec.TablesSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can be named as a source, and what is refused with what words. */
class SourceChoiceTest {

  private static final String[] TABLES = {
    "create table album (album_id int primary key, title text)",
    "insert into album select i, 'album ' || i from generate_series(1, 40) i",
    "create table inv_a (a int, b int, unique (a, b))",
    "create table inv_b (a int not null, b int not null, unique (b, a))",
    "create view inv_view as select album_id, title from album where album_id <= 30",
    "insert into inv_a values (1, null), (1, null), (null, null)",
    "insert into inv_b select i % 3, i from generate_series(1, 50) i",
  };

  private static void refused(TestSchema schema, SqlSpec spec, ErrorCode code, String... words) {
    assertThatThrownBy(
            () -> {
              try (Source source = SourceTables.open(schema, spec)) {
                source.inspect();
                source.plan();
              }
            })
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(code))
        .hasMessageContainingAll(words);
  }

  @Test
  void patternsTakeTablesAndNamesTakeViews() throws Exception {
    try (var schema = new TestSchema(TABLES)) {
      try (Source source =
          SourceTables.open(schema, SourceTables.tables(10, "inv*", "inv_view", "inv_a"))) {
        Inspection found = source.inspect();
        assertThat(found.units().keySet()).containsExactly("inv_a", "inv_b", "inv_view");
        assertThat(((SupportsUnits) source).units()).containsExactly("inv_a", "inv_b", "inv_view");
        Schema b = found.units().get("inv_b");
        assertThat(b.key()).containsExactly("b", "a");
        assertThat(b.exact()).isTrue();
        assertThat(found.units().get("inv_a").key()).isEmpty();
        assertThat(found.remarks())
            .hasSize(2)
            .anyMatch(remark -> remark.contains(".inv_a has no key: its splits are ranges"))
            .anyMatch(remark -> remark.contains(".inv_view has no key: one reader"));
        assertThat(SourceTables.records(source)).hasSize(3 + 50 + 30);
      }
    }
  }

  @Test
  void unitsOfOneNameHaveTheirSchemas() throws Exception {
    try (var one = new TestSchema(TABLES);
        var other = new TestSchema(TABLES)) {
      SqlSpec spec = SourceTables.tables(10, "album", other.name() + ".*");
      try (Source source = SourceTables.open(one, spec)) {
        assertThat(source.inspect().units().keySet())
            .containsExactly(one.name() + ".album", other.name() + ".album", "inv_a", "inv_b");
      }
    }
  }

  @Test
  void whatIsNotThereIsRefusedWithTheNearest() throws Exception {
    try (var schema = new TestSchema(TABLES);
        var other = new TestSchema("create table far (id int)")) {
      refused(
          schema,
          SourceTables.tables(10, "albun"),
          ErrorCode.TABLE_MISSING,
          "there is no table 'albun'; did you mean 'album'?");
      refused(
          schema,
          SourceTables.tables(10, "no*"),
          ErrorCode.TABLE_MISSING,
          "no table has a name such as 'no*'");
      refused(
          schema,
          SourceTables.tables(10, "far"),
          ErrorCode.TABLE_MISSING,
          "there is " + other.name() + ".far");
      refused(
          schema,
          SourceTables.keyed(10, "album", "albumid"),
          ErrorCode.SOURCE_FIELD_UNKNOWN,
          "has no column 'albumid' for the source's key; did you mean 'album_id'?");
    }
  }

  @Test
  void aConditionGoesIntoEveryStatement() throws Exception {
    try (var schema = new TestSchema(TABLES)) {
      SqlSpec some = SourceTables.where(5, "album", "album_id % 2 = 0 -- only these");
      try (Source source = SourceTables.open(schema, some)) {
        Plan plan = source.plan();
        assertThat(plan.records()).isEqualTo(20);
        assertThat(SourceTables.records(source)).hasSize(20);
      }
      refused(
          schema,
          SourceTables.where(5, "album", "no_such > 3"),
          ErrorCode.SOURCE_QUERY,
          "cannot read album as the job says: column \"no_such\" does not exist");
      refused(
          schema, SourceTables.where(5, "album", "album_id >"), ErrorCode.SOURCE_QUERY, "syntax");
      refused(
          schema,
          SourceTables.where(5, "album", "album_id = 'x'"),
          ErrorCode.SOURCE_QUERY,
          "invalid input syntax for type integer: \"x\"");
    }
  }

  @Test
  void aQueryIsReadByItsKey() throws Exception {
    try (var schema = new TestSchema(TABLES)) {
      String query =
          "select album_id as \"Id\", upper(title) as title, 1.50::numeric(9,2) as price,"
              + " '{\"a\": 1}'::jsonb ? 'a' as has from album where title <> '?' -- all";
      try (Source source = SourceTables.open(schema, SourceTables.query(query, "Id"))) {
        Inspection found = source.inspect();
        assertThat(found.units().keySet()).containsExactly("query");
        assertThat(found.units().get("query").fields().get(2).type().text())
            .isEqualTo("decimal(9,2)");
        assertThat(source.plan().splits()).hasSize(1);
        assertThat(SourceTables.records(source))
            .hasSize(40)
            .allMatch(
                record -> record.fields().get("has").orElseThrow().toString().contains("true"));
      }
      refused(
          schema,
          SourceTables.query("select title from album", "album_id"),
          ErrorCode.SOURCE_FIELD_UNKNOWN,
          "the query has no column 'album_id'");
      refused(
          schema,
          SourceTables.query("select a, b, 1 as a from inv_a", "a"),
          ErrorCode.SOURCE_QUERY,
          "two columns named 'a'");
      refused(
          schema,
          SourceTables.query("select nothing", "a"),
          ErrorCode.SOURCE_QUERY,
          "\"nothing\" does not exist");
      refused(
          schema,
          SourceTables.query("delete from album returning album_id", "album_id"),
          ErrorCode.SOURCE_QUERY,
          "syntax error");
    }
  }

  @Test
  void aGivenKeyIsLookedThrough() throws Exception {
    try (var schema = new TestSchema(TABLES)) {
      refused(
          schema,
          SourceTables.keyed(5, "inv_b", "a"),
          ErrorCode.SOURCE_KEY,
          "the key a has more than one row for a = ");
      refused(
          schema,
          SourceTables.keyed(5, "inv_a", "a", "b"),
          ErrorCode.SOURCE_KEY,
          "the key a, b is null in a row: a = ");
      refused(
          schema,
          SourceTables.query("select a from inv_b", "a"),
          ErrorCode.SOURCE_KEY,
          "more than one row for a = ");
      try (Source source = SourceTables.open(schema, SourceTables.keyed(5, "inv_view", "title"))) {
        assertThat(source.inspect().remarks())
            .singleElement()
            .asString()
            .contains("no unique index over title");
        assertThat(SourceTables.records(source)).hasSize(30);
      }
    }
  }

  @Test
  void theRightToReadSuffices() throws Exception {
    try (var schema = new TestSchema(TABLES)) {
      schema.execute("create role reader login");
      try {
        TablesSpec spec =
            new TablesSpec(
                List.of(schema.name() + ".album"), "db", List.of(), Optional.empty(), 10);
        rightsLack(schema, spec, "grant usage on schema " + schema.name() + " to reader");
        schema.execute("grant usage on schema " + schema.name() + " to reader");
        rightsLack(schema, spec, "grant select on " + schema.name() + ".album to reader");
        schema.execute("grant select (album_id) on album to reader");
        rightsLack(schema, spec, "grant select on " + schema.name() + ".album to reader");
        schema.execute("grant select (title) on album to reader");
        try (Source source = SourceTables.open(schema.access("reader", 2), spec)) {
          assertThat(source.inspect().remarks()).isEmpty();
          assertThat(SourceTables.records(source)).hasSize(40);
        }
      } finally {
        schema.execute("drop owned by reader");
        schema.execute("drop role reader");
      }
    }
  }

  private static void rightsLack(TestSchema schema, TablesSpec spec, String grant) {
    assertThatThrownBy(() -> SourceTables.open(schema.access("reader", 2), spec).inspect())
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.SOURCE_RIGHTS))
        .hasMessageContaining("user reader may not read table " + schema.name() + ".album")
        .hasMessageContaining(grant);
  }

  @Test
  void dividedAndMaterializedTablesAreRead() throws Exception {
    try (var schema =
        new TestSchema(
            "create table p (a int, b int, primary key (a, b)) partition by range (a)",
            "create table p1 partition of p for values from (0) to (50)",
            "create table p2 partition of p for values from (50) to (200)",
            "insert into p select i, i from generate_series(1, 100) i",
            "create table old (a int primary key)",
            "create table young () inherits (old)",
            "insert into old values (1), (2)",
            "insert into young values (2), (3)",
            "create materialized view m as select a, b from p",
            "create unique index on m (a)",
            "create table bare (a int) partition by hash (a)",
            "create table bare0 partition of bare for values with (modulus 1, remainder 0)",
            "insert into bare values (1), (1), (null)",
            "create table empty (a int primary key)",
            "create table columnless ()",
            "insert into columnless default values")) {
      assertRows(schema, SourceTables.tables(10, "p"), 100, 10);
      assertRows(schema, SourceTables.tables(10, "p2"), 51, 6);
      // Two rows of one key: the index of a table is not that of those which inherit from it.
      assertRows(schema, SourceTables.tables(10, "old"), 4, 1);
      assertRows(schema, SourceTables.keyed(10, "m", "a"), 100, 10);
      assertRows(schema, SourceTables.tables(1000, "m"), 100, 1);
      assertRows(schema, SourceTables.tables(10, "bare"), 3, 1);
      assertRows(schema, SourceTables.tables(10, "empty"), 0, 1);
      assertRows(schema, SourceTables.tables(10, "columnless"), 1, 1);
      try (Source source = SourceTables.open(schema, SourceTables.tables(10, "*"))) {
        assertThat(source.inspect().units().keySet())
            .containsExactly("bare", "columnless", "empty", "old", "p", "young");
      }
    }
  }

  private static void assertRows(TestSchema schema, SqlSpec spec, int rows, int splits)
      throws Exception {
    try (Source source = SourceTables.open(schema, spec)) {
      source.inspect();
      assertThat(SourceTables.records(source)).hasSize(rows);
      if (splits > 1) {
        assertThat(source.plan().splits()).hasSize(splits);
      }
    }
  }
}
