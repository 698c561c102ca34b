package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.testkit.env.Environment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.codecs.BsonDocumentCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Any value comes out of the target as it went into the source, or its record is refused. */
interface ExactValues {

  int RECORDS = 2_000;

  @Test
  default void anyDocumentIsReadBackAsItWas(Environment environment, @TempDir Path folder)
      throws Exception {
    RandomDocuments random = new RandomDocuments(11);
    JobFolder job = JobFolder.create(environment, folder, "any-document");
    Map<Integer, BsonDocument> expected = new HashMap<>();
    Set<String> refused = new HashSet<>();
    StringBuilder lines = new StringBuilder();
    for (int id = 1; id <= RECORDS; id++) {
      boolean carried = id % 20 != 0;
      String line = random.line(id, carried);
      lines.append(line).append('\n');
      if (carried) {
        expected.put(id, BsonDocument.parse(line));
      } else {
        refused.add("any.jsonl:" + id);
      }
    }
    job.file("any.jsonl", lines.toString())
        .job(
            """
            source: { jsonl: any.jsonl, key: _id, split: 100KB }
            sink: { collection: any, in: store, key: _id }
            connections: { store: { mongodb: "${env:MONGODB_URL}" } }
            """);

    JobFolder.Ended ended = job.run();

    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    List<Map<String, String>> failed = job.listed("failed.csv");
    assertThat(failed).extracting(row -> row.get("code")).containsOnly("value-unsupported");
    assertThat(failed.stream().map(row -> row.get("origin")).collect(Collectors.toSet()))
        .isEqualTo(refused);
    List<RawBsonDocument> documents = job.documents("any");
    assertThat(documents).hasSize(expected.size());
    assertThat(
            documents.stream()
                .filter(document -> !bytes(document).equals(bytes(expected.get(id(document)))))
                .limit(3))
        .as("documents that are changed")
        .isEmpty();
  }

  private static int id(BsonDocument document) {
    return document.getInt32("_id").getValue();
  }

  private static ByteBuffer bytes(BsonDocument document) {
    return new RawBsonDocument(document, new BsonDocumentCodec()).getByteBuffer().asNIO();
  }

  @Test
  default void anyRowIsReadBackAsItWas(Environment environment, @TempDir Path folder)
      throws Exception {
    RandomRows random = new RandomRows(12);
    JobFolder job = JobFolder.create(environment, folder, "any-row");
    job.sql("create table t (" + random.columns() + ")");
    Map<Integer, List<String>> expected = new HashMap<>();
    Set<String> refused = new HashSet<>();
    StringBuilder rows = new StringBuilder(random.header()).append('\n');
    int line = 2;
    for (int id = 1; id <= RECORDS; id++) {
      RandomRows.Row row = random.row(id);
      if (row.fits()) {
        expected.put(id, row.values());
      } else {
        refused.add("any.csv:" + line);
      }
      rows.append(row.text()).append('\n');
      line += 1 + (int) row.text().chars().filter(c -> c == '\n').count();
    }
    job.file("any.csv", rows.toString())
        .job(
            """
            source: { csv: any.csv, key: id, types: %s, split: 50KB }
            sink: { table: t, in: app, key: id }
            connections: { app: { jdbc: "${env:APP_URL}" } }
            """
                .formatted(random.types()));

    JobFolder.Ended ended = job.run();

    assertThat(ended.exit()).as(ended.output()).isEqualTo(2);
    List<Map<String, String>> failed = job.listed("failed.csv");
    assertThat(failed).extracting(row -> row.get("code")).containsOnly("target-type");
    assertThat(failed.stream().map(row -> row.get("origin")).collect(Collectors.toSet()))
        .isEqualTo(refused);
    assertThat(random.readBack(job)).isEqualTo(expected);
  }
}
