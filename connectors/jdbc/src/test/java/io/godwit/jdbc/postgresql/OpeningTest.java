package io.godwit.jdbc.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.Secret;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.Knowledge;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.BareTexts;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.LookupConnector;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.SinkConnector;
import io.godwit.common.spi.sink.SupportsCautions;
import io.godwit.common.spi.sink.SupportsFields;
import io.godwit.common.spi.sink.SupportsNotices;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.jdbc.JdbcLookupConnector;
import io.godwit.jdbc.JdbcSinkConnector;
import io.godwit.jdbc.spec.JdbcSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.testkit.contract.OpenSink;
import io.godwit.testkit.contract.PlainConnections;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTest {

  private static final String TABLES =
      """
      create table customers (id int primary key, email text unique, name text,
        made int generated always as (id + 1) stored,
        label name, n int generated always as identity,
        unique (name, email));
      create unique index on customers (name) where name <> '';
      create table late (id int unique deferrable);
      create view seen as select * from customers;
      """;

  @ParameterizedTest
  @CsvSource({
    "custmers, id, table-missing, 'did you mean ''customers''?'",
    "nowhere.customers, id, table-missing, nowhere.customers",
    "customers, idd, column-missing, 'did you mean ''id''?'",
    "customers, id;name, key-not-unique, 'id, name'",
    "customers, name, key-not-unique, partial",
    "customers, made, column-unsupported, computed",
    "customers, label, column-unsupported, cuts",
    "late, id, key-not-unique, deferrable",
    "seen, id, key-not-unique, unique index"
  })
  void refusesWhatCannotBeATarget(String table, String key, String code, String message)
      throws Exception {
    try (var schema = new TestSchema()) {
      schema.execute(TABLES);
      assertThatThrownBy(() -> schema.sink(table, key.split(";")).close())
          .isInstanceOfSatisfying(
              Refused.class, refused -> assertThat(refused.code().id()).isEqualTo(code))
          .hasMessageContaining(message);
    }
  }

  @Test
  void takesAnyUniqueIndexWhateverTheOrderOfTheKey() throws Exception {
    try (var schema = new TestSchema()) {
      schema.execute(TABLES);
      try (var one = schema.sink("customers", "email", "name");
          var other = schema.sink(schema.name() + ".customers", "email")) {
        assertThat(one).isNotSameAs(other);
      }
    }
  }

  @Test
  void checksFieldsBeforeAnythingIsWritten() throws Exception {
    try (var schema = new TestSchema()) {
      schema.execute(TABLES);
      try (var sink = schema.sink("customers", "id")) {
        sink.as(SupportsFields.class).check(Set.of("id", "email", "name"));
        assertRefused(sink, Set.of("id", "emial"), ErrorCode.COLUMN_MISSING, "'email'");
        assertRefused(sink, Set.of("id", "made"), ErrorCode.COLUMN_UNSUPPORTED, "computed");
        assertRefused(sink, Set.of("id", "n"), ErrorCode.COLUMN_UNSUPPORTED, "identity");
        assertRefused(sink, Set.of("name"), ErrorCode.SOURCE_FIELD_UNKNOWN, "'id'");
      }
    }
  }

  private static void assertRefused(
      OpenSink sink, Set<String> fields, ErrorCode code, String message) {
    assertThatThrownBy(() -> sink.as(SupportsFields.class).check(fields))
        .isInstanceOfSatisfying(Refused.class, r -> assertThat(r.code()).isEqualTo(code))
        .hasMessageContaining(message);
  }

  @Test
  void saysWhyItCannotLogInAndNeverThePassword() throws Exception {
    try (var schema =
        new TestSchema(
            "create table t (id int primary key, v text)",
            "drop role if exists guest",
            "create role guest login password 'right'",
            "grant usage on schema " + "public to guest")) {
      schema.execute("grant usage on schema " + schema.name() + " to guest");
      assertTrouble(access(schema, "nobody", schema.url()), ErrorCode.TARGET_LOGIN, "nobody");
      assertTrouble(
          access(schema, "postgres", schema.url().replace("/postgres?", "/absent?")),
          ErrorCode.TARGET_LOGIN,
          "/absent");
      schema.execute("drop owned by guest");
      schema.execute("drop role guest");
    }
  }

  @Test
  void namesTheRightThatIsLackingAndTheGrantToGive() throws Exception {
    try (var schema =
        new TestSchema(
            "create table \"T\" (id int primary key, v text)", "create role \"a clerk\" login")) {
      JdbcAccess access = new JdbcAccess(schema.url(), Optional.of("a clerk"), Optional.empty(), 1);
      String target = schema.name() + ".T";
      try {
        assertLacks(target, access, "USAGE", "grant usage on schema " + schema.name());
        schema.execute("grant usage on schema " + schema.name() + " to \"a clerk\"");
        assertLacks(
            target,
            access,
            "SELECT, INSERT, UPDATE",
            "grant select, insert, update on table " + schema.name() + ".\"T\" to \"a clerk\"");
        schema.execute("grant select, insert on \"T\" to \"a clerk\"");
        assertLacks(target, access, "UPDATE", "grant update on table");
        // Of the columns that are written is enough, and LOCK TABLE is then not allowed everywhere.
        schema.execute("grant update (v) on \"T\" to \"a clerk\"");
        try (var sink = TestSchema.open(TestSchema.spec(target, "id"), access, BareTexts.NONE)) {
          assertThat(sink.write(List.of(TestSchema.record("id", 1, "v", "a"))))
              .containsExactly(io.godwit.common.model.Outcome.Written.WRITTEN);
        }
      } finally {
        schema.execute("drop owned by \"a clerk\"; drop role \"a clerk\"");
      }
    }
  }

  private static void assertLacks(String table, JdbcAccess access, String right, String grant) {
    assertThatThrownBy(() -> TestSchema.open(TestSchema.spec(table, "id"), access, BareTexts.NONE))
        .isInstanceOfSatisfying(
            Refused.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.TARGET_RIGHTS))
        .hasMessageContaining("user \"a clerk\" lacks " + right)
        .hasMessageContaining(grant);
  }

  @Test
  void aReadOnlyDatabaseIsRefusedAndIsTroubleOnTheWay() throws Exception {
    try (var schema = new TestSchema("create table t (id int primary key)")) {
      JdbcAccess access =
          new JdbcAccess(
              schema.url() + "&options=-c%20default_transaction_read_only%3Don",
              Optional.of("postgres"),
              Optional.empty(),
              1);
      assertThatThrownBy(() -> TestSchema.open(TestSchema.spec("t", "id"), access, BareTexts.NONE))
          .isInstanceOfSatisfying(
              Refused.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.TARGET_READ_ONLY))
          .hasMessageContaining("default_transaction_read_only");
    }
  }

  @Test
  void saysWhatOfTheTableMayKeepRecordsOut() throws Exception {
    try (var schema =
            new TestSchema(
                "create table o (id int primary key, mail text unique, short varchar(3),"
                    + " must int not null, given int not null default 1, filled int not null)",
                "create function o_fills() returns trigger language plpgsql as"
                    + " 'begin new.must := 1; return new; end'",
                "create trigger fills after insert on o execute function o_fills()",
                "create trigger sleeps after insert on o execute function o_fills()",
                "alter table o disable trigger sleeps");
        var sink = schema.sink("o", "id")) {
      Field text = new Field("short", new Type.Chars(), Knowledge.DECLARED, false);
      Field filled = new Field("filled", new Type.Whole(32), Knowledge.DECLARED, false);
      assertThat(
              sink.as(SupportsCautions.class)
                  .cautions(0, List.of(text, filled), Optional.of(Set.of("id", "short", "filled"))))
          .satisfiesExactly(
              line -> assertThat(line).contains("records have text in short", "3 characters"),
              line -> assertThat(line).contains("column filled", "at the source it may be"),
              line -> assertThat(line).contains("column must", "no record has a field"),
              line -> assertThat(line).contains("unique index o_mail_key", "(mail)"),
              line -> assertThat(line).contains("trigger fills"));
      assertThat(sink.as(SupportsCautions.class).cautions(0, List.of(), Optional.empty()))
          .hasSize(2);
    }
  }

  @Test
  void saysThatASequenceStaysBehind() throws Exception {
    try (var schema =
            new TestSchema(
                "create table s (id serial primary key, v int)",
                "create table i (id int generated always as identity primary key, v int)",
                "create table p (id int primary key, v int default 1)");
        var serial = schema.sink("s", "id");
        var identity = schema.sink("i", "id");
        var plain = schema.sink("p", "id")) {
      serial.write(List.of(TestSchema.record("id", 7, "v", 1)));
      String notice =
          serial.as(SupportsNotices.class).notices(Optional.of(Set.of("id", "v"))).getFirst();
      assertThat(notice).contains("column id").contains("select setval(");
      schema.execute(notice.substring(notice.indexOf("select setval(")));
      assertThat(schema.rows("insert into s (v) values (1) returning id")).containsExactly("8");
      assertThat(identity.as(SupportsNotices.class).notices(Optional.empty())).hasSize(1);
      assertThat(serial.as(SupportsNotices.class).notices(Optional.of(Set.of("v")))).isEmpty();
      assertThat(plain.as(SupportsNotices.class).notices(Optional.of(Set.of("id", "v")))).isEmpty();
    }
  }

  @Test
  void saysWhereNobodyAnswers() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    try (var schema = new TestSchema()) {
      String elsewhere = "jdbc:postgresql://localhost:" + closed + "/shop";
      assertTrouble(
          access(schema, "u", elsewhere),
          ErrorCode.TARGET_UNREACHABLE,
          "localhost:" + closed + "/shop");
      assertTrouble(
          access(schema, "u", "jdbc:postgresql://no-such-host.invalid/shop"),
          ErrorCode.TARGET_UNREACHABLE,
          "no-such-host.invalid:5432/shop");
    }
  }

  private static JdbcAccess access(TestSchema schema, String user, String url) {
    return new JdbcAccess(url, Optional.of(user), Optional.of(new Secret("s3cret")), 1);
  }

  private static void assertTrouble(JdbcAccess access, ErrorCode code, String message) {
    assertThatThrownBy(() -> TestSchema.open(TestSchema.spec("t", "id"), access, BareTexts.NONE))
        .isInstanceOfSatisfying(Trouble.class, t -> assertThat(t.code()).isEqualTo(code))
        .hasMessageContaining(message)
        .hasStackTraceContaining(message)
        .satisfies(t ->
            assertThat(org.assertj.core.util.Throwables.getStackTrace(t)).doesNotContain("s3cret"));
  }

  @Test
  void connectorsAreFoundAndKnowTheirDialectByTheUrl() throws Exception {
    assertThat(ServiceLoader.load(SinkConnector.class))
        .hasAtLeastOneElementOfType(JdbcSinkConnector.class);
    assertThat(ServiceLoader.load(LookupConnector.class))
        .hasAtLeastOneElementOfType(JdbcLookupConnector.class);
    SinkConnector connector = new JdbcSinkConnector();
    JdbcSpec mysql = new JdbcSpec("jdbc:mysql:secret", Optional.empty(), Optional.empty(), 1);
    Opening opening = new Opening(PlainConnections.of("app", mysql), Path.of(""), RowEncoder::new);
    SinkSpec table = TestSchema.spec("t", "id");

    assertThatThrownBy(() -> connector.open(List.of(table), opening))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("jdbc:mysql:")
        .hasMessageNotContaining("secret");
  }
}
