package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with one record ends that record, and no other. */
interface BadInput {

  /** A row that fails: its text, and how the list of failures describes it. */
  record Bad(String row, String group, String code, String column, String message) {

    /** As {@code failed.csv} should have it, but for the key and the message. */
    Map<String, String> expected(String origin) {
      return Map.of("origin", origin, "class", group, "code", code, "column", column);
    }
  }

  @Test
  default void everyBadRowIsADeadLetterOfItsOwn(Environment environment, @TempDir Path folder)
      throws Exception {
    List<Bad> bad =
        List.of(
            new Bad("7001,x,1", "malformed", "csv-field-count", "", "3 fields"),
            new Bad("7002,x,1,y,z", "malformed", "csv-field-count", "", "5 fields"),
            new Bad("7003,\u00E4,1,y", "malformed", "text-encoding", "name", "0xE4"),
            new Bad("7004,a\0b,1,y", "malformed", "text-nul", "name", "NUL"),
            new Bad("7005," + "x".repeat(5 << 20) + ",1,y", "size", "record-too-large", "", "5242"),
            new Bad("7006,x,one,y", "type", "value-type", "n", "'one' is not an integer"),
            new Bad(",x,1,y", "key", "key-missing", "id", "empty"),
            new Bad("7008,12345678901,1,y", "size", "target-too-long", "name", "10"),
            new Bad("7009,x,1,", "constraint", "target-null", "city", "null"),
            new Bad("7010,x,1,\"y", "malformed", "csv-unclosed-quote", "", "line 1511"));
    JobFolder job = JobFolder.create(environment, folder, "bad-rows");
    job.sql("create table t (id int primary key, name varchar(10), n bigint, city text not null)");
    StringBuilder rows = new StringBuilder("id,name,n,city\n");
    List<Map<String, String>> expected = new ArrayList<>();
    int good = 0;
    for (Bad row : bad) {
      for (int i = 0; i < 150; i++) {
        rows.append(++good).append(",name,").append(good).append(",\"a \"\"town\"\"\"\n");
      }
      expected.add(row.expected("rows.csv:" + (good + expected.size() + 2)));
      rows.append(row.row()).append('\n');
    }
    job.file("rows.csv", rows.toString().getBytes(StandardCharsets.ISO_8859_1))
        .job(
            """
            source:
              csv: rows.csv
              key: id
              types: { id: integer, n: integer }
              max-record: 1MB
              split: 20KB
            sink: { table: t, in: app, key: id }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            """);

    JobFolder.Ended ended = job.run();

    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    check(job, bad, expected);
    assertThat(job.query("select count(*) || ' ' || sum(n) || ' ' || min(city) from t"))
        .containsExactly(good + " " + (good * (good + 1) / 2) + " a \"town\"");
  }

  @Test
  default void everyBadLineIsADeadLetterOfItsOwn(Environment environment, @TempDir Path folder)
      throws Exception {
    List<Bad> bad =
        List.of(
            new Bad("{\"_id\":7001,\"a\":", "malformed", "json-malformed", "", "column 17"),
            new Bad("{\"_id\":7002,\"a\":1,}", "malformed", "json-malformed", "", "column 19"),
            new Bad("{\"_id\":7003} {\"_id\":7}", "malformed", "json-malformed", "", "column 14"),
            new Bad("{\"a\":7004}", "key", "key-missing", "_id", "absent"),
            new Bad("{\"_id\":7005,\"a\":\"\u00E4\"}", "malformed", "text-encoding", "a", "0xE4"),
            new Bad(
                "{\"_id\":7006,\"a\":\"" + "x".repeat(5 << 20) + "\"}",
                "size",
                "record-too-large",
                "",
                "5242"));
    JobFolder job = JobFolder.create(environment, folder, "bad-lines");
    StringBuilder lines = new StringBuilder();
    List<Map<String, String>> expected = new ArrayList<>();
    int good = 0;
    for (Bad line : bad) {
      for (int i = 0; i < 50; i++) {
        lines.append("{\"_id\":").append(++good).append(",\"a\":\"x\"}\n");
      }
      expected.add(line.expected("lines.jsonl:" + (good + expected.size() + 1)));
      lines.append(line.row()).append('\n');
    }
    job.file("lines.jsonl", lines.toString().getBytes(StandardCharsets.ISO_8859_1))
        .job(
            """
            source: { jsonl: lines.jsonl, key: _id, max-record: 1MB, split: 2KB }
            sink: { collection: lines, in: store, key: _id }
            connections: { store: { mongodb: "${env:MONGODB_URL}" } }
            """);

    JobFolder.Ended ended = job.run();

    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    check(job, bad, expected);
    assertThat(job.documents("lines"))
        .hasSize(good)
        .allMatch(document -> document.getInt32("_id").getValue() <= 300)
        .extracting(RawBsonDocument::size)
        .containsOnly(2);
  }

  private static void check(JobFolder job, List<Bad> bad, List<Map<String, String>> expected)
      throws Exception {
    List<Map<String, String>> failed = job.listed("failed.csv");
    assertThat(failed)
        .extracting(row ->
            Map.of(
                "origin", row.get("origin"),
                "class", row.get("class"),
                "code", row.get("code"),
                "column", row.get("column")))
        .containsExactlyInAnyOrderElementsOf(expected);
    for (int i = 0; i < bad.size(); i++) {
      String origin = expected.get(i).get("origin");
      assertThat(failed)
          .filteredOn(row -> row.get("origin").equals(origin))
          .singleElement()
          .extracting(row -> row.get("message"))
          .asString()
          .contains(bad.get(i).message());
    }
  }
}
