package io.godwit.examples.faults;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.godwit.embedded.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;

/** Where the rows go. */
enum Sink {
  POSTGRESQL,
  MARIADB,
  MONGODB,
  FOLDER;

  /** What the names of files end with, behind the numbers of their rows. */
  static final String ENDING = ".txt";

  /** The server that is written to; empty where that is a disk of this machine. */
  Optional<Part> server() {
    return switch (this) {
      case POSTGRESQL -> Optional.of(Part.POSTGRESQL);
      case MARIADB -> Optional.of(Part.MARIADB);
      case MONGODB -> Optional.of(Part.MONGODB);
      case FOLDER -> Optional.empty();
    };
  }

  /** Whether what is fated so stands there at the end. */
  boolean takes(Rows.Fate fate) {
    return switch (this) {
      case POSTGRESQL, MARIADB -> fate == Rows.Fate.WRITTEN;
      // A collection has no check.
      case MONGODB -> fate == Rows.Fate.WRITTEN || fate == Rows.Fate.REFUSED;
      // Files are copied as they are.
      case FOLDER -> true;
    };
  }

  /**
   * The sink of a job file.
   *
   * @param write how a record meets a row, where the target is a table
   */
  String yaml(String write) {
    return switch (this) {
      case POSTGRESQL, MARIADB -> "{ table: moved, in: target, key: id, write: " + write + " }";
      case MONGODB -> "{ collection: moved, in: target }";
      case FOLDER -> "{ objects: \"{name}\", from: source, in: target }";
    };
  }

  /** The steps between, given what the source calls the key. */
  List<String> steps(String key) {
    List<String> read = List.of("drop: \"r.name == 'left out'\"", "cast: { amount: integer }");
    return switch (this) {
      case POSTGRESQL, MARIADB -> renamed(read, key, "id");
      case MONGODB -> renamed(read, key, "_id");
      case FOLDER -> List.of();
    };
  }

  private static List<String> renamed(List<String> steps, String from, String to) {
    return from.equals(to)
        ? steps
        : Stream.concat(steps.stream(), Stream.of("rename: { %s: %s }".formatted(from, to)))
            .toList();
  }

  /** Makes what has to be there before a run. */
  void prepare(DisturbedServers servers, String name) throws SQLException {
    switch (this) {
      case POSTGRESQL, MARIADB -> {
        try (Connection connection =
                DriverManager.getConnection(servers.adminUrl(server().orElseThrow(), name));
            Statement sql = connection.createStatement()) {
          sql.execute(
              "create table moved (id int primary key, name varchar(100), amount bigint,"
                  + " check (amount >= 0))");
        }
      }
      case MONGODB, FOLDER -> {}
    }
  }

  /** What stands there, by the rows' numbers. */
  Map<Integer, String> content(DisturbedServers servers, String name, Path target)
      throws IOException, SQLException {
    return switch (this) {
      case POSTGRESQL, MARIADB -> rows(servers.adminUrl(server().orElseThrow(), name));
      case MONGODB -> documents(servers.adminUrl(Part.MONGODB, name), name);
      case FOLDER -> files(target);
    };
  }

  private static Map<Integer, String> rows(String url) throws SQLException {
    Map<Integer, String> content = new TreeMap<>();
    try (Connection connection = DriverManager.getConnection(url);
        Statement sql = connection.createStatement();
        ResultSet rows = sql.executeQuery("select id, name, amount from moved")) {
      while (rows.next()) {
        content.put(rows.getInt(1), rows.getString(2) + "|" + rows.getLong(3));
      }
    }
    return content;
  }

  private static Map<Integer, String> documents(String uri, String name) {
    Map<Integer, String> content = new TreeMap<>();
    try (MongoClient client = MongoClients.create(uri)) {
      for (Document row : client.getDatabase(name).getCollection("moved").find()) {
        content.put(
            row.get("_id", Number.class).intValue(), row.get("name") + "|" + row.get("amount"));
      }
    }
    return content;
  }

  private static Map<Integer, String> files(Path target) throws IOException {
    Map<Integer, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.list(target)) {
      for (Path file : files.filter(file -> file.toString().endsWith(ENDING)).toList()) {
        String name = file.getFileName().toString();
        content.put(
            Integer.parseInt(name.substring(0, name.length() - ENDING.length())),
            Files.readString(file));
      }
    }
    return content;
  }
}
