package io.godwit.cli.demo;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Connections;
import io.godwit.mongodb.MongoAddress;
import io.godwit.mongodb.MongoDbSpec;
import io.godwit.mongodb.PoolWatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.bson.BsonDocument;

/**
 * What a collection is to hold before a run: a packed file of Extended JSON, one document a line.
 *
 * @param connection where it is
 * @param collection its name
 * @param file the documents, each with an {@code _id}
 */
record SetupDocuments(String connection, String collection, Path file) {

  private static final String ENDING = ".jsonl.gz";
  private static final int BATCH = 1000;

  /** The files of a connection in a folder, which may be missing. */
  static List<SetupDocuments> of(Path folder, String connection) throws Trouble {
    List<SetupDocuments> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.startsWith(connection + ".") && name.endsWith(ENDING)) {
          String collection =
              name.substring(connection.length() + 1, name.length() - ENDING.length());
          found.add(new SetupDocuments(connection, collection, file));
        }
      }
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the folder " + folder + " cannot be read", e);
    }
    return found;
  }

  /**
   * Writes all documents by their {@code _id}, unless there are as many already. Not only into an
   * empty collection: an attempt that died has left half of them.
   *
   * @throws Trouble where the file cannot be read, or the server does not take them
   */
  void fill(Connections connections) throws Trouble {
    MongoAddress address = MongoAddress.of(connections.open(connection, MongoDbSpec.class));
    List<BsonDocument> documents = documents();
    try (MongoClient client = address.client(new PoolWatch(1))) {
      MongoCollection<BsonDocument> target =
          client.getDatabase(address.database()).getCollection(collection, BsonDocument.class);
      if (target.countDocuments() < documents.size()) {
        write(documents, target);
      }
    } catch (MongoException e) {
      throw new Trouble(
          ErrorCode.STACK_FAILED,
          "the collection " + collection + " cannot be filled: " + e.getMessage(),
          e);
    }
  }

  private static void write(List<BsonDocument> documents, MongoCollection<BsonDocument> target) {
    boolean empty = target.countDocuments() == 0;
    for (int from = 0; from < documents.size(); from += BATCH) {
      List<BsonDocument> batch = documents.subList(from, Math.min(documents.size(), from + BATCH));
      if (empty) {
        target.insertMany(batch);
      } else {
        List<WriteModel<BsonDocument>> writes = new ArrayList<>(BATCH);
        for (BsonDocument document : batch) {
          BsonDocument id = new BsonDocument("_id", document.get("_id"));
          writes.add(new ReplaceOneModel<>(id, document, new ReplaceOptions().upsert(true)));
        }
        target.bulkWrite(writes);
      }
    }
  }

  private List<BsonDocument> documents() throws Trouble {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().map(BsonDocument::parse).toList();
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be read", e);
    }
  }
}
