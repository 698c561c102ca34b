package io.godwit.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.bson.Document;

/**
 * The limit that the documents are compared with: MongoDB's own driver, unordered bulk upserts of a
 * thousand documents from four threads, each of which parses what it sends.
 */
final class BareDriver {

  static final String READY = "ready";
  static final String DONE = "done";

  private static final int BATCH = 1000;
  private static final int THREADS = 4;

  private BareDriver() {}

  /**
   * Writes the file once for each line that it is sent, into the collection that the line names.
   *
   * @param arguments the connection string, the database and the file
   */
  public static void main(String[] arguments) throws Exception {
    try (MongoClient client = MongoClients.create(arguments[0]);
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println(READY);
      for (String name = orders.readLine(); name != null; name = orders.readLine()) {
        write(Path.of(arguments[2]), client.getDatabase(arguments[1]).getCollection(name));
        System.out.println(DONE);
      }
    }
  }

  private static void write(Path file, MongoCollection<Document> target) throws Exception {
    Semaphore free = new Semaphore(2 * THREADS);
    List<Future<?>> batches = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        BufferedReader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      for (List<String> lines = next(in); !lines.isEmpty(); lines = next(in)) {
        List<String> batch = lines;
        free.acquire();
        batches.add(
            threads.submit(() -> {
              try {
                write(batch, target);
              } finally {
                free.release();
              }
            }));
      }
    }
    for (Future<?> batch : batches) {
      batch.get();
    }
  }

  private static List<String> next(BufferedReader in) throws IOException {
    List<String> lines = new ArrayList<>(BATCH);
    while (lines.size() < BATCH) {
      String line = in.readLine();
      if (line == null) {
        break;
      }
      lines.add(line);
    }
    return lines;
  }

  private static void write(List<String> lines, MongoCollection<Document> target) {
    List<ReplaceOneModel<Document>> models = new ArrayList<>(lines.size());
    for (String line : lines) {
      Document document = Document.parse(line);
      models.add(
          new ReplaceOneModel<>(
              Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
    }
    target.bulkWrite(models, new BulkWriteOptions().ordered(false));
  }
}
