package io.godwit.examples.faults;

import static java.util.stream.Collectors.joining;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.godwit.embedded.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.bson.Document;

/** Where the rows come from. */
enum Source {
  CSV,
  JSON_LINES,
  POSTGRESQL,
  MARIADB,
  MONGODB,
  FOLDER;

  /** The server that it is read from; empty where that is this machine's disk. */
  Optional<Part> server() {
    return switch (this) {
      case CSV, JSON_LINES, FOLDER -> Optional.empty();
      case POSTGRESQL -> Optional.of(Part.POSTGRESQL);
      case MARIADB -> Optional.of(Part.MARIADB);
      case MONGODB -> Optional.of(Part.MONGODB);
    };
  }

  /** The source of a job file. */
  String yaml() {
    return switch (this) {
      case CSV ->
          "{ csv: rows.csv, key: id, types: { id: integer }, split: 20KB, max-record: 4KB }";
      case JSON_LINES -> "{ jsonl: rows.jsonl, key: id, split: 20KB, max-record: 4KB }";
      case POSTGRESQL, MARIADB -> "{ tables: rows, in: source, split: 400 }";
      case MONGODB -> "{ collections: rows, in: source, split: 400 }";
      case FOLDER -> "{ files: { in: source, split: 400 } }";
    };
  }

  /** What the records call the row's number. */
  String key() {
    return this == MONGODB ? "_id" : "id";
  }

  /** Puts the rows there. */
  void fill(DisturbedServers servers, String name, Path folder) throws IOException, SQLException {
    switch (this) {
      case CSV -> Files.writeString(folder.resolve("rows.csv"), csv());
      case JSON_LINES -> Files.writeString(folder.resolve("rows.jsonl"), jsonLines());
      case POSTGRESQL, MARIADB -> insert(servers.adminUrl(server().orElseThrow(), name));
      case MONGODB -> insertDocuments(servers.adminUrl(Part.MONGODB, name), name);
      case FOLDER -> writeFiles(Files.createDirectories(folder.resolve("source")));
    }
  }

  private static String csv() {
    return Rows.all()
        .map(row -> row.id() + "," + row.name() + "," + row.amount() + "\n")
        .collect(joining("", "id,name,amount\n", ""));
  }

  private static String jsonLines() {
    return Rows.all()
        .map(row ->
            "{\"id\": %d, \"name\": \"%s\", \"amount\": \"%s\"}%n"
                .formatted(row.id(), row.name(), row.amount()))
        .collect(joining());
  }

  private static void insert(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement sql = connection.createStatement()) {
      sql.execute(
          "create table rows (id int primary key, name varchar(100), amount varchar(20))"
              .replace("rows", quoted(url)));
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("insert into " + quoted(url) + " values (?, ?, ?)")) {
        for (Rows.Row row : Rows.all().toList()) {
          insert.setInt(1, row.id());
          insert.setString(2, row.name());
          insert.setString(3, row.amount());
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
    }
  }

  /** The word is one of MariaDB's own. */
  private static String quoted(String url) {
    return url.startsWith("jdbc:mariadb") ? "`rows`" : "\"rows\"";
  }

  private static void insertDocuments(String uri, String name) {
    try (MongoClient client = MongoClients.create(uri)) {
      client
          .getDatabase(name)
          .getCollection("rows")
          .insertMany(
              Rows.all()
                  .map(row ->
                      new Document("_id", row.id())
                          .append("name", row.name())
                          .append("amount", row.amount()))
                  .toList());
    }
  }

  private static void writeFiles(Path folder) throws IOException {
    for (Rows.Row row : Rows.all().toList()) {
      Files.writeString(folder.resolve(row.id() + Sink.ENDING), row.content());
    }
  }
}
