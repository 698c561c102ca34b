package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A collection is replaced at once by what a run has read, or stays as it was. */
@ExtendWith(EmbeddedServers.class)
class ReplacedCollectionRunTest {

  private static final int RECORDS = 2_000;
  private static final int COMPLETE = 0;
  private static final int REFUSED_TASKS = 8;

  private static final String NAME = "replaced_people";
  private static final String BESIDE = NAME + "_godwit_new";

  private static final String JOB =
      """
      job: replaced-collection
      source: { jsonl: people.jsonl, key: _id }
      sink: { collection: %s, in: db, write: replace }
      connections: { db: { mongodb: "%s" } }
      run: { partitions: 4, batch: { from: 10, to: 10, pause: %s } }
      """;

  @TempDir private Path folder;

  private void people(int from, String more) throws IOException {
    Files.writeString(
        folder.resolve("people.jsonl"),
        IntStream.range(from, RECORDS)
            .mapToObj("{\"_id\": %d}%n"::formatted)
            .collect(Collectors.joining("", "", more)));
  }

  private void job(Environment servers, String pause) throws IOException {
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(NAME, servers.mongoUri(), pause));
  }

  @Test
  void itIsReplacedAtOnceOrStaysAsItWas(Environment servers) throws Exception {
    TypedCommands typed = new TypedCommands(folder);
    try (MongoClient client = MongoClients.create(servers.mongoUri())) {
      MongoDatabase database =
          client.getDatabase(new ConnectionString(servers.mongoUri()).getDatabase());
      people(0, "");
      job(servers, "0s");
      typed.godwit(servers, COMPLETE, "run");
      assertThat(database.getCollection(NAME).countDocuments()).isEqualTo(RECORDS);

      people(500, "{\"_id\": 5000, \"$bad\": 1}\n");
      assertThat(typed.godwit(servers, REFUSED_TASKS, "run"))
          .contains("swap of " + NAME + ": 1 records failed and would be missing");
      assertThat(database.getCollection(NAME).countDocuments()).isEqualTo(RECORDS);

      people(500, "");
      job(servers, "200ms");
      Path output = typed.output();
      try (GodwitProcess process = typed.start(servers, output, "run")) {
        await()
            .atMost(FleetRun.PATIENCE)
            .until(() ->
                !process.isAlive()
                    || database.getCollection(BESIDE).estimatedDocumentCount() > 200);
        assertThat(database.getCollection(NAME).countDocuments()).isEqualTo(RECORDS);
        assertThat(process.kill()).as("it was loading").isTrue();
      }
      assertThat(typed.godwit(servers, COMPLETE, "run"))
          .contains("1,500 read = 1,500 written", "the books balance");
      assertThat(database.getCollection(NAME).countDocuments()).isEqualTo(RECORDS - 500);
      assertThat(
              database
                  .getCollection(NAME)
                  .countDocuments(
                      new BsonDocument("_id", new BsonDocument("$lt", new BsonInt32(500)))))
          .isZero();
      assertThat(database.listCollectionNames().into(new ArrayList<>())).doesNotContain(BESIDE);
    }
  }
}
