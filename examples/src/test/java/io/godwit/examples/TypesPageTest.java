package io.godwit.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import io.godwit.cli.opening.FleetOpener;
import io.godwit.cli.opening.JobSource;
import io.godwit.cli.prepare.Preview;
import io.godwit.common.job.connection.EmbeddedAddresses;
import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Origin;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Reading;
import io.godwit.common.model.RecordId;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.schema.FieldType;
import io.godwit.common.model.schema.Type;
import io.godwit.common.model.value.Document;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.Source;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import io.godwit.jdbc.mysql.MysqlDialect;
import io.godwit.jdbc.postgresql.PostgresDialect;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.env.MariaDbServer;
import io.godwit.testkit.env.Skip;
import io.godwit.worker.job.OpenedJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;
import org.bson.BsonType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Makes sure that docs/types.md is what the mappings do: each type is read from a real server,
 * asked of the dialects, and written into MongoDB. Rewrite it with {@code mvn test -pl examples -am
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtest=TypesPageTest -Dgodwit.write=true}.
 */
@ExtendWith(EmbeddedServers.class)
class TypesPageTest {

  private static final Path PAGE =
      Path.of(System.getProperty("godwit.root", "..")).resolve("docs").resolve("types.md");

  private static final String HEAD =
      """
      # Types

      What becomes of a value on its way, for each type of a source. This page is written by a test that reads each type from a real server, asks the targets' own mappings for the column that keeps every value of it, and writes the value into MongoDB and looks at what stands there. `create: true` makes these columns where the source is a SQL database; for files and MongoDB they are what to make by hand. MySQL was not asked; MariaDB stands for both.

      "On the way" is the value that steps see. Where a table is made by hand, its columns decide: a value that has no exact place there is refused, the record with it (`godwit plan` says which columns and values those are). What a column below is not quite the same as, or has no place for, `godwit plan` says too, before anything is made.

      """;

  /** Types and a value each. */
  private static final List<String> POSTGRESQL =
      List.of(
          "boolean: true",
          "smallint: 1",
          "integer: 1",
          "bigint: 1",
          "numeric(15,2): 1.5",
          "numeric: 1.5",
          "real: 1.5",
          "double precision: 1.5",
          "money: 1.5",
          "text: 'a'",
          "varchar(20): 'a'",
          "char(5): 'a'",
          "bytea: '\\x01'",
          "date: '2026-01-02'",
          "time: '03:04'",
          "timetz: '03:04+01'",
          "timestamp: '2026-01-02 03:04'",
          "timestamptz: '2026-01-02 03:04Z'",
          "interval: '1 day'",
          "uuid: '00000000-0000-0000-0000-000000000001'",
          "json: '{\"a\": 1}'",
          "jsonb: '{\"a\": 1}'",
          "xml: '<a/>'",
          "integer[]: '{1}'",
          "text[]: '{a}'",
          "inet: '10.0.0.1'",
          "bit(3): '101'",
          "int4range: '[1,2)'",
          "tsvector: 'a'",
          "point: '(1,2)'");

  private static final List<String> MARIADB =
      List.of(
          "boolean: 1",
          "tinyint: 1",
          "smallint: 1",
          "mediumint: 1",
          "int: 1",
          "int unsigned: 1",
          "bigint: 1",
          "bigint unsigned: 1",
          "decimal(15,2): 1.5",
          "float: 1.5",
          "double: 1.5",
          "bit(1): 1",
          "bit(8): 1",
          "year: 2026",
          "char(5): 'a'",
          "varchar(20): 'a'",
          "text: 'a'",
          "longtext: 'a'",
          "enum('a','b'): 'a'",
          "set('a','b'): 'a'",
          "binary(4): 'a'",
          "varbinary(8): 'a'",
          "blob: 'a'",
          "date: '2026-01-02'",
          "time(6): '03:04:05'",
          "datetime(6): '2026-01-02 03:04:05'",
          "timestamp(6): '2026-01-02 03:04:05'",
          "json: '{\"a\": 1}'",
          "uuid: '00000000-0000-0000-0000-000000000001'",
          "inet6: '::1'");

  private static final Map<FieldType, String> FILES = files();

  private static Map<FieldType, String> files() {
    Map<FieldType, String> files = new EnumMap<>(FieldType.class);
    for (FieldType type : FieldType.values()) {
      files.put(
          type,
          switch (type) {
            case TEXT -> "a";
            case BOOLEAN -> "true";
            case INTEGER, INT32 -> "1";
            case DECIMAL, DOUBLE -> "1.5";
            case DATE -> "2026-01-02";
            case TIME -> "03:04:05";
            case TIMESTAMP -> "2026-01-02T03:04:05Z";
            case DATETIME -> "2026-01-02T03:04:05";
            case UUID -> "00000000-0000-0000-0000-000000000001";
            case OBJECTID -> "0123456789abcdef01234567";
          });
    }
    return files;
  }

  private static final String DOCUMENT =
      """
      { "_id": 1, "double": 1.5, "string": "a", "object": { "a": 1 }, "array": [ 1, 2 ],
        "binData": { "$binary": { "base64": "AQ==", "subType": "00" } },
        "binData (UUID)": { "$binary": { "base64": "AAAAAAAAAAAAAAAAAAAAAQ==", "subType": "04" } },
        "objectId": { "$oid": "0123456789abcdef01234567" }, "bool": true,
        "date": { "$date": "2026-01-02T03:04:05Z" },
        "regex": { "$regularExpression": { "pattern": "a", "options": "" } },
        "int": { "$numberInt": "1" }, "long": { "$numberLong": "1" },
        "decimal": { "$numberDecimal": "1.5" },
        "timestamp": { "$timestamp": { "t": 1, "i": 1 } }, "minKey": { "$minKey": 1 } }
      """;

  private static final String UNIT = "unit";

  @TempDir private Path folder;

  /** A field of a source: what its type is called there, and what was seen of it. */
  private record Seen(String spelt, Field field, Value value) {}

  private JobSource job(String source, String sink, String connections) throws Exception {
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        job: types
        source: %s
        sink: %s
        connections: { %s }
        """
            .formatted(source, sink, connections));
    return JobSource.find(file.toString(), Optional.empty());
  }

  /** The one record of a source, and what is known of its fields. */
  private static List<Seen> seen(JobSource job, List<String> spelt) throws Exception {
    try (Source source = opener().source(job)) {
      List<Field> fields = List.copyOf(source.inspect().fields());
      List<Reading> readings = Preview.read(source, source.plan(), 1);
      DataRecord record = ((Reading.Read) readings.getFirst()).record();
      List<Seen> seen = new ArrayList<>();
      for (Field field : fields) {
        int place = seen.size();
        String name = spelt.isEmpty() ? field.name() : spelt.get(place);
        seen.add(new Seen(name, field, record.fields().get(field.name()).orElseThrow()));
      }
      return seen;
    }
  }

  private static FleetOpener opener() {
    return new FleetOpener(Map.of(), EmbeddedAddresses.NONE);
  }

  /** What stands in MongoDB of each field, by its name. */
  private static Map<String, String> stored(
      JobSource job, List<Seen> all, Environment servers, String name) throws Exception {
    Map<String, String> stored = new HashMap<>();
    try (OpenedJob opened = opener().open(job.job());
        MongoClient client = MongoClients.create(servers.mongoUri())) {
      Sink sink = opened.sinks().of(UNIT).sink();
      for (int i = 0; i < all.size(); i++) {
        String field = all.get(i).field().name();
        Document document = Document.of("_id", new Value.Int32(i)).with(field, all.get(i).value());
        DataRecord record =
            new DataRecord(new RecordId(0, i), new Key("" + i), new Origin(UNIT, i), document);
        Answer answer = sink.write(List.of(Write.of(record))).getFirst();
        stored.put(
            field,
            answer instanceof Outcome.Failed(Failure failure)
                ? "**refused**: " + failure.message()
                : bson(found(documents(client, servers, name), i).get(field).getBsonType()));
      }
    }
    return stored;
  }

  private static BsonDocument found(MongoCollection<BsonDocument> documents, int id) {
    return Optional.ofNullable(documents.find(Filters.eq("_id", id)).first()).orElseThrow();
  }

  private static MongoCollection<BsonDocument> documents(
      MongoClient client, Environment servers, String name) {
    String database =
        Optional.ofNullable(new ConnectionString(servers.mongoUri()).getDatabase()).orElseThrow();
    return client.getDatabase(database).getCollection(name, BsonDocument.class);
  }

  private static String rows(List<Seen> all, Map<String, String> stored) {
    StringBuilder rows =
        new StringBuilder(
            "| type | on the way | PostgreSQL | MariaDB, MySQL | MongoDB |\n"
                + "|---|---|---|---|---|\n");
    for (Seen one : all) {
      String name = one.field().name();
      rows.append("| ")
          .append(code(one.spelt()))
          .append(" | ")
          .append(value(one.value()))
          .append(" | ")
          .append(column(new PostgresDialect(), one.field().type()))
          .append(" | ")
          .append(column(new MysqlDialect(), one.field().type()))
          .append(" | ")
          .append(stored.getOrDefault(name, ""))
          .append(" |\n");
    }
    return rows.toString();
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static String value(Value value) {
    String name = value.getClass().getSimpleName();
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String column(Dialect dialect, Type type) {
    return dialect
        .schema()
        .orElseThrow()
        .columnType(type, false)
        .map(column -> code(column.text()) + column.remark().map(why -> ": " + why).orElse(""))
        .orElse("**refused**: no column keeps every value of " + type.text());
  }

  private static String bson(BsonType type) {
    return type.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<String> types(List<String> samples) {
    return samples.stream().map(sample -> sample.substring(0, sample.indexOf(": "))).toList();
  }

  /** A table with a column for each type; the first column is the key. */
  private static String[] table(String name, List<String> samples) {
    StringBuilder columns = new StringBuilder();
    StringBuilder values = new StringBuilder();
    for (int i = 0; i < samples.size(); i++) {
      int colon = samples.get(i).indexOf(": ");
      columns.append(", c").append(i).append(' ').append(samples.get(i), 0, colon);
      values.append(", ").append(samples.get(i).substring(colon + 2));
    }
    return new String[] {
      "create table " + name + " (id int primary key" + columns + ")",
      "insert into " + name + " values (1" + values + ")"
    };
  }

  private String section(
      String title, String source, String connections, List<String> spelt, Environment servers)
      throws Exception {
    String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
    JobSource job =
        job(
            source,
            "{ collection: " + name + ", in: docs, key: _id }",
            connections + "docs: { mongodb: \"" + servers.mongoUri() + "\" }");
    List<String> names = new ArrayList<>();
    if (!spelt.isEmpty()) {
      names.add("id");
      names.addAll(spelt);
    }
    List<Seen> all = seen(job, names);
    List<Seen> seen = all.subList(1, all.size());
    return "## " + title + "\n\n" + rows(seen, stored(job, seen, servers, name)) + "\n";
  }

  @Test
  void thePageIsWhatTheMappingsDo(Environment servers) throws Exception {
    Skip.unless(
        TypesPageTest.class,
        MariaDbServer.missing().isEmpty(),
        MariaDbServer.missing().orElse("it runs"));
    Sql.on(servers.jdbcUrl(), table("types_of_all", POSTGRESQL));
    try (EmbeddedStack stack =
        EmbeddedStack.start(folder.resolve("home"), EnumSet.of(Part.MARIADB))) {
      compare(servers, stack.mariaDbUrl());
    }
  }

  private void compare(Environment servers, String maria) throws Exception {
    Sql.on(maria, table("types_of_all", MARIADB));
    try (MongoClient client = MongoClients.create(servers.mongoUri())) {
      documents(client, servers, "types_of_all").insertOne(BsonDocument.parse(DOCUMENT));
    }
    String page =
        HEAD
            + section(
                "From PostgreSQL",
                "{ tables: types_of_all, in: shop }",
                "shop: { jdbc: \"" + servers.jdbcUrl() + "\" }, ",
                types(POSTGRESQL),
                servers)
            + section(
                "From MariaDB and MySQL",
                "{ tables: types_of_all, in: shop }",
                "shop: { jdbc: \"" + maria + "\" }, ",
                types(MARIADB),
                servers)
            + files(servers)
            + section(
                "From MongoDB", "{ collections: types_of_all, in: docs }", "", List.of(), servers);
    if (Boolean.getBoolean("godwit.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE, UTF_8)).isEqualTo(page);
  }

  /** A field without a declared type is a text that takes the form that its column asks for. */
  private String files(Environment servers) throws Exception {
    StringBuilder types = new StringBuilder();
    StringBuilder head = new StringBuilder("id");
    StringBuilder row = new StringBuilder("1");
    FILES.forEach((type, text) -> {
      types.append(types.isEmpty() ? "" : ", ").append(type.id()).append(": ").append(type.id());
      head.append(',').append(type.id());
      row.append(',').append(text);
    });
    Files.writeString(folder.resolve("types.csv"), head + "\n" + row + "\n");
    String section =
        section(
            "From files, by the types that a job declares",
            "{ csv: types.csv, key: id, types: { " + types + " } }",
            "",
            FILES.keySet().stream().map(FieldType::id).toList(),
            servers);
    return section;
  }
}
