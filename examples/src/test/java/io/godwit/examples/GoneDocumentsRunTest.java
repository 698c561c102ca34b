package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Documents whose records are gone from a file are deleted, and nobody else's. */
@ExtendWith(EmbeddedServers.class)
class GoneDocumentsRunTest {

  private static final int RECORDS = 2_000;
  private static final int COMPLETE = 0;
  private static final int REFUSED_TASKS = 8;

  private static final String JOB =
      """
      job: gone-documents
      source: { jsonl: people.jsonl, key: _id }
      sink:
        collection: gone_people
        in: db
        gone: { do: delete, owns: '{ "origin": "crm" }', at-most: 10%% }
      connections: { db: { mongodb: "%s" } }
      run: { partitions: 4 }
      """;

  @TempDir private Path folder;

  private void people(int from) throws IOException {
    Files.writeString(
        folder.resolve("people.jsonl"),
        IntStream.range(from, RECORDS)
            .mapToObj("{\"_id\": %d, \"origin\": \"crm\"}%n"::formatted)
            .collect(Collectors.joining()));
  }

  @Test
  void whatTheSourceNamesNoMoreIsDeleted(Environment servers) throws Exception {
    String uri = servers.mongoUri();
    long seed = Long.getLong("godwit.seed", System.nanoTime());
    System.out.println("gone documents killed with -Dgodwit.seed=" + seed);
    TypedCommands typed = new TypedCommands(folder);
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(uri));
    try (MongoClient client = MongoClients.create(uri)) {
      MongoCollection<BsonDocument> people =
          client
              .getDatabase(new ConnectionString(uri).getDatabase())
              .getCollection("gone_people", BsonDocument.class);
      people.insertOne(
          new BsonDocument("_id", new BsonInt32(-1)).append("origin", new BsonString("hand")));
      people(0);
      typed.godwit(servers, COMPLETE, "run");

      people(150);
      typed.killed(servers, new Random(seed), 1_500, " begins", "run");
      assertThat(typed.godwit(servers, COMPLETE, "run")).contains("150 gone of 2,000: 150 deleted");
      assertThat(people.countDocuments()).isEqualTo(RECORDS - 150 + 1);
      assertThat(people.countDocuments(new BsonDocument("_id", new BsonInt32(-1)))).isEqualTo(1);

      people(400);
      assertThat(typed.godwit(servers, REFUSED_TASKS, "run")).contains("--gone 250");
      assertThat(people.countDocuments()).isEqualTo(RECORDS - 150 + 1);
      typed.godwit(servers, COMPLETE, "finish", "--gone", "250");
      assertThat(people.countDocuments()).isEqualTo(RECORDS - 400 + 1);
    }
  }
}
