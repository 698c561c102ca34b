package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import io.godwit.testkit.env.EmbeddedServers;
import io.godwit.testkit.env.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bson.BsonArray;
import org.bson.BsonDateTime;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that reads what is new of a collection is killed, ends, and is undone, which is killed on
 * its way too: the target is what it was before, but for what somebody else has changed.
 */
@ExtendWith(EmbeddedServers.class)
class DocumentUndoTest {

  private static final int DOCUMENTS = 2_000;
  private static final int COMPLETE = 0;
  private static final int LEFT = 11;
  private static final long MARCH = 1_583_020_800_000L;

  private static final String JOB =
      """
      job: undocuments
      source: { collections: undo_source, in: db, split: 500, watermark: at }
      sink: { collection: undo_target, in: db }
      connections: { db: { mongodb: "%s" } }
      undo: on
      run: { partitions: 4, batch: { from: 50, to: 50, pause: 300ms } }
      """;

  @TempDir private Path folder;

  private static BsonDocument document(int id, String name) {
    return new BsonDocument("_id", new BsonInt32(id)).append("name", new BsonString(name));
  }

  private static void set(MongoCollection<BsonDocument> of, BsonDocument which, BsonDocument to) {
    of.updateMany(which, new BsonDocument("$set", to));
  }

  private static List<BsonDocument> documents(MongoCollection<BsonDocument> of) {
    return of.find().sort(new BsonDocument("_id", new BsonInt32(1))).into(new ArrayList<>());
  }

  @Test
  void theCollectionIsWhatItWasBeforeTheRun(Environment servers) throws Exception {
    String uri = servers.mongoUri();
    Random random = new Random(seed());
    TypedCommands typed = new TypedCommands(folder);
    Files.writeString(folder.resolve("job.yaml"), JOB.formatted(uri));
    try (MongoClient client = MongoClients.create(uri)) {
      MongoDatabase database = client.getDatabase(new ConnectionString(uri).getDatabase());
      MongoCollection<BsonDocument> source =
          database.getCollection("undo_source", BsonDocument.class);
      MongoCollection<BsonDocument> target =
          database.getCollection("undo_target", BsonDocument.class);
      List<BsonDocument> all = new ArrayList<>();
      for (int id = 0; id < DOCUMENTS; id++) {
        all.add(document(id, "n" + id).append("at", new BsonDateTime(MARCH + id * 60_000L)));
      }
      source.insertMany(all);
      target.insertMany(List.of(document(-2, "hand"), document(-1, "hand"), document(7, "old")));
      assertThat(typed.godwit(servers, COMPLETE, "run"))
          .contains("2,000 read = 2,000 written", "undo: on: what a run writes is kept");
      List<BsonDocument> before = documents(target);

      change(source);
      typed.killed(servers, random, 1_000, " begins", "run");
      assertThat(typed.godwit(servers, COMPLETE, "run"))
          .contains("1,205 read = 1,205 written", "read of undo_source: rows with at above 2020-");
      assertThat(documents(target)).hasSize(DOCUMENTS + 202).isNotEqualTo(before);

      set(target, document(4, "new"), new BsonDocument("name", new BsonString("theirs")));
      typed.killed(servers, random, 1_000, "undoing run", "undo");
      assertThat(typed.godwit(servers, LEFT, "undo")).contains("; 1 are not as they were, see ");
      assertThat(left())
          .containsExactly("place,key,why", "undo_target,4,somebody has changed it since the run");
      BsonDocument fourth = before.get(6).clone();
      fourth.remove("_id");
      set(target, document(4, "theirs"), fourth);
      assertThat(documents(target)).isEqualTo(before);
    }
  }

  /** Half of the documents are others, and 200 are new; 5 more lie within the overlap. */
  private static void change(MongoCollection<BsonDocument> source) {
    BsonDocument even = new BsonDocument();
    even.append("_id", new BsonDocument("$mod", pair(2, 0)));
    long later = MARCH + 2L * DOCUMENTS * 60_000L;
    set(
        source,
        even,
        new BsonDocument("name", new BsonString("new")).append("at", new BsonDateTime(later)));
    List<BsonDocument> more = new ArrayList<>();
    for (int id = DOCUMENTS; id < DOCUMENTS + 200; id++) {
      more.add(document(id, "more").append("at", new BsonDateTime(later)));
    }
    source.insertMany(more);
  }

  private static BsonArray pair(int one, int other) {
    return new BsonArray(List.of(new BsonInt32(one), new BsonInt32(other)));
  }

  private static long seed() {
    long seed = Long.getLong("godwit.seed", System.nanoTime());
    System.out.println("undo of documents killed with -Dgodwit.seed=" + seed);
    return seed;
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("home/reports/undocuments"))) {
      return Files.readAllLines(
          files.filter(file -> file.endsWith("left.csv")).findFirst().orElseThrow());
    }
  }
}
