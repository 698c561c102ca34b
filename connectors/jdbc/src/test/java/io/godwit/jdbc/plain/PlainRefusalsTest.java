package io.godwit.jdbc.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.GoneSpec;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Source;
import io.godwit.common.spi.Target;
import io.godwit.common.spi.sink.SupportsFields;
import io.godwit.common.spi.sink.SupportsNotices;
import io.godwit.jdbc.JdbcSinkConnector;
import io.godwit.jdbc.JdbcSourceConnector;
import io.godwit.jdbc.spec.QuerySpec;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.spec.TablesSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.testkit.contract.OpenSink;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What plain JDBC cannot keep is refused at the start, with what to do instead. */
class PlainRefusalsTest {

  private final EmbeddedDatabase database = EmbeddedDatabase.h2();
  private Connection connection;

  @BeforeEach
  void connect() throws Exception {
    connection = database.connect();
  }

  @AfterEach
  void leave() throws Exception {
    connection.close();
  }

  private Target open(TableSpec spec, boolean undo) throws Exception {
    return new JdbcSinkConnector()
        .open(List.of(spec), undo ? database.opening().undoing(true) : database.opening());
  }

  private static TableSpec spec(String table, SinkSpec.Write write, String... key) {
    return new TableSpec(table, "db", List.of(key), write);
  }

  private Source read(String table) {
    TablesSpec spec = new TablesSpec(List.of(table), "db", List.of(), Optional.empty(), 1000);
    return new JdbcSourceConnector().open(spec, database.opening());
  }

  /** Of a file; what is in memory alone ends with its process in any case. */
  @Test
  void aFileOfH2HasToBeWrittenAtEachCommit(@TempDir Path folder) throws Exception {
    String url = "jdbc:h2:file:" + folder.resolve("h2");
    try (Connection forgets = new EmbeddedDatabase(url).connect()) {
      forgetsCommits(forgets, "put ;WRITE_DELAY=0 behind its address");
      EmbeddedDatabase.execute(forgets, "shutdown");
    }
    try (Connection keeps = new EmbeddedDatabase(url + ";WRITE_DELAY=0").connect()) {
      DurableCommits.require(keeps, "it");
      EmbeddedDatabase.execute(keeps, "shutdown");
    }
    DurableCommits.require(connection, "one in memory");
  }

  @Test
  void aFileOfHsqldbHasToBeWrittenAtEachCommit(@TempDir Path folder) throws Exception {
    String url = "jdbc:hsqldb:file:" + folder.resolve("hsqldb");
    try (Connection database = new EmbeddedDatabase(url).connect()) {
      forgetsCommits(database, "set files write delay false");
      EmbeddedDatabase.execute(database, "set files write delay false");
      DurableCommits.require(database, "it");
      EmbeddedDatabase.execute(database, "shutdown");
    }
  }

  private static void forgetsCommits(Connection database, String remedy) {
    assertThatThrownBy(() -> DurableCommits.require(database, "it"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("it keeps what it has committed in memory for up to 500 ms")
        .hasMessageEndingWith(remedy);
  }

  @Test
  void theRefusalComesWhenTheTargetIsOpened(@TempDir Path folder) throws Exception {
    EmbeddedDatabase forgetful = new EmbeddedDatabase("jdbc:h2:file:" + folder.resolve("h2"));
    try (Connection forgets = forgetful.connect()) {
      EmbeddedDatabase.execute(forgets, "create table t (id int primary key)");
      assertThatThrownBy(() ->
              new JdbcSinkConnector()
                  .open(List.of(spec("t", SinkSpec.Write.UPSERT, "id")), forgetful.opening())
                  .close())
          .isInstanceOf(Refused.class)
          .hasMessageContaining("count as written");
    }
  }

  /** Its driver is not needed to say so. */
  @Test
  void columnsThatSayNothingOfTheirValuesAreRefused() {
    JdbcAccess lite = new JdbcAccess("jdbc:sqlite:x.db", Optional.empty(), Optional.empty(), 1);
    assertThatThrownBy(() -> PlainServer.of(lite))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("columns of SQLite", "CSV files");
  }

  @Test
  void aDriverThatIsMissingIsNamedByItsSchemeAlone() {
    JdbcAccess access =
        new JdbcAccess("jdbc:frog://h/d;secret=hop", Optional.empty(), Optional.empty(), 1);
    assertThatThrownBy(() -> new PlainDialect().server(access))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no driver for 'jdbc:frog:...' is on the class path")
        .hasMessageContaining("GODWIT_CONNECTORS=/opt/driver.jar")
        .hasMessageNotContaining("hop");
  }

  @Test
  void whatNeedsSqlThatDatabasesDoNotShareIsRefused() throws Exception {
    EmbeddedDatabase.execute(connection, "create table t (id int primary key, v int)");
    TableSpec upsert = spec("t", SinkSpec.Write.UPSERT);
    GoneSpec gone =
        new GoneSpec(
            GoneSpec.Act.DELETE, Optional.of(GoneSpec.ALL), "10%", Optional.empty(), GoneSpec.NOW);
    assertThatThrownBy(() -> open(upsert, true).close())
        .hasMessageContaining("undo: this database is reached by plain JDBC");
    assertThatThrownBy(() -> open(spec("t", SinkSpec.Write.REPLACE), false).close())
        .hasMessageContaining("table t, write: replace")
        .hasMessageContaining("write: upsert");
    assertThatThrownBy(() ->
            open(
                    new TableSpec(
                        "t",
                        "db",
                        List.of(),
                        SinkSpec.Write.UPSERT,
                        false,
                        "l",
                        false,
                        Optional.of(gone)),
                    false)
                .close())
        .hasMessageContaining("table t, gone: this database is reached by plain JDBC");
    assertThatThrownBy(() ->
            open(new TableSpec("t", "db", List.of(), SinkSpec.Write.UPSERT, true), false).close())
        .hasMessageContaining("make the table by hand");
    TablesSpec marked =
        new TablesSpec(
            List.of("t"), "db", List.of(), Optional.empty(), 9, Optional.of("v"), Optional.empty());
    assertThatThrownBy(() -> new JdbcSourceConnector().open(marked, database.opening()))
        .hasMessageContaining("watermark:");
  }

  @Test
  void aTableWithoutAKeyAndAViewAreRefusedAsTargetsOfAnUpsert() throws Exception {
    EmbeddedDatabase.execute(
        connection, "create table t (id int, v int)", "create view w as select * from t");
    assertThatThrownBy(() -> open(spec("t", SinkSpec.Write.UPSERT), false).close())
        .hasMessageContaining("table t has no primary key");
    assertThatThrownBy(() -> open(spec("t", SinkSpec.Write.UPSERT, "id"), false).close())
        .hasMessageContaining("table t has no unique index over exactly id");
    assertThatThrownBy(() -> open(spec("w", SinkSpec.Write.UPSERT, "id"), false).close())
        .hasMessageContaining("table w has no unique index over exactly id");
    assertThatThrownBy(() -> open(spec("Nowhere", SinkSpec.Write.UPSERT), false).close())
        .hasMessage("there is no table 'Nowhere'");
  }

  @Test
  void aColumnOfATypeWithoutAPlaceIsNeitherWrittenNorRead() throws Exception {
    EmbeddedDatabase.execute(
        connection, "create table t (id int primary key, span interval day to second)");
    try (OpenSink sink = OpenSink.of(open(spec("t", SinkSpec.Write.UPSERT), false))) {
      SupportsFields fields = sink.as(SupportsFields.class);
      fields.check(Set.of("id"));
      assertThatThrownBy(() -> fields.check(Set.of("id", "span")))
          .hasMessageContaining("column span")
          .hasMessageContaining("remove step");
    }
    try (Source source = read("t")) {
      assertThatThrownBy(source::inspect)
          .isInstanceOf(Refused.class)
          .hasMessageContaining("column span")
          .hasMessageContaining("by query");
    }
  }

  @Test
  void theReaderAndTheSnapshotAreSaidBeforehand() throws Exception {
    EmbeddedDatabase.execute(
        connection,
        "create table t (code varchar(9) primary key, v int)",
        "create table none (v int)",
        "create view w as select code from t");
    try (Source text = read("t");
        Source none = read("none");
        Source view = read("w")) {
      assertThat(text.inspect().remarks())
          .singleElement()
          .asString()
          .contains("read by one reader", "the key has column code (CHARACTER VARYING(9))");
      assertThat(none.inspect().remarks()).singleElement().asString().contains("has no key");
      assertThat(view.inspect().remarks()).singleElement().asString().contains("has no key");
    }
    EmbeddedDatabase other = EmbeddedDatabase.hsqldb();
    try (Connection kept = other.connect();
        Source query =
            new JdbcSourceConnector()
                .open(
                    new QuerySpec("select 1 as n from (values (0))", "db", List.of("n")),
                    other.opening())) {
      assertThat(kept.isClosed()).isFalse();
      assertThat(query.inspect().remarks().getFirst()).contains("HSQL", "without a snapshot");
    }
  }

  @Test
  void anotherUniqueIndexRefusesTheRecordAndNoOther() throws Exception {
    EmbeddedDatabase.execute(
        connection,
        "create table t (id int primary key, v varchar(9) unique, w int check (w > 0))",
        "insert into t values (1, 'a', 1), (9, 'z', 1)");
    try (OpenSink sink = OpenSink.of(open(spec("t", SinkSpec.Write.UPSERT), false))) {
      assertThat(sink.as(SupportsNotices.class).notices(Optional.of(Set.of("id", "v", "w"))))
          .hasSize(2)
          .anySatisfy(notice -> assertThat(notice).contains("looked at once"))
          .anySatisfy(notice -> assertThat(notice).contains("unique index over v beside"));
      List<Answer> answers =
          sink.write(
              List.of(record(2, "z", 2), record(3, "c", 3), record(1, "b", 4), record(4, "d", 0)));
      assertThat(answers)
          .extracting(
              answer -> answer instanceof Outcome.Failed(Failure failure) ? failure.code() : answer)
          .containsExactly(
              ErrorCode.TARGET_CONSTRAINT,
              Outcome.Written.WRITTEN,
              Outcome.Written.WRITTEN,
              ErrorCode.TARGET_CONSTRAINT);
    }
    assertThat(EmbeddedDatabase.rows(connection, "select * from t order by id"))
        .containsExactly("1 b 4", "3 c 3", "9 z 1");
  }

  private static DataRecord record(int id, String v, int w) {
    Document fields =
        Document.of("id", new Value.Int32(id))
            .with("v", new Value.Text(v))
            .with("w", new Value.Int32(w));
    return new DataRecord(
        new RecordId(0, id), new Key(Integer.toString(id)), new Origin("f", id), fields);
  }
}
