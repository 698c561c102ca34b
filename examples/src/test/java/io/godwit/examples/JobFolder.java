package io.godwit.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.godwit.common.kafka.Cluster;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.fleet.GodwitProcess;
import io.godwit.testkit.guarantee.Promises;
import io.godwit.testkit.watch.PostgreSqlLog;
import io.godwit.testkit.watch.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;

/**
 * A job in a folder of its own, with a schema and a MongoDB database of its own, both named after
 * it. The job file reaches them by {@code ${env:APP_URL}} and {@code ${env:MONGODB_URL}}.
 */
record JobFolder(Environment environment, Path path, String name) {

  static JobFolder create(Environment environment, Path parent, String name)
      throws IOException, SQLException {
    JobFolder folder =
        new JobFolder(environment, Files.createDirectories(parent.resolve(name)), name);
    folder.sql("create schema if not exists \"" + name + "\"");
    return folder;
  }

  /** The text of an example's job, run in a way of the test's own: in flow style, on one line. */
  static String withRun(String yaml, String run) {
    String other = yaml.replaceFirst("(?s)\nrun:\n.*?\n\n", "\nrun: " + run + "\n\n");
    assertThat(other).as("the example says how it is run").isNotEqualTo(yaml);
    return other;
  }

  /** How a command has ended, and what it printed. */
  record Ended(int exit, String output) {}

  JobFolder file(String file, byte[] content) throws IOException {
    Files.write(path.resolve(file), content);
    return this;
  }

  JobFolder file(String file, String content) throws IOException {
    return file(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes the job file, of which only the name is missing. */
  JobFolder job(String yaml) throws IOException {
    return file("job.yaml", "job: " + name + "\n" + yaml);
  }

  Path jobFile() {
    return path.resolve("job.yaml");
  }

  /** What the job file's references lead to; MongoDB is not asked for where none leads there. */
  Map<String, String> variables() {
    String app = environment.jdbcUrl() + "&currentSchema=" + name;
    return leadsToMongo()
        ? Map.of("APP_URL", app, "MONGODB_URL", mongoUri())
        : Map.of("APP_URL", app);
  }

  private boolean leadsToMongo() {
    try {
      return Files.exists(jobFile()) && Files.readString(jobFile()).contains("MONGODB_URL");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String mongoUri() {
    return environment.mongoUri().replaceFirst("/godwit\\b", "/" + name);
  }

  /** Watches its topics and a table of its schema from now on. */
  Watch watch(Promises promises, String table) {
    return Watch.begin(
        new Cluster(environment.bootstrap()),
        name,
        promises,
        PostgreSqlLog.of(environment.jdbcUrl(), name, table));
  }

  /** Starts a fleet, held to promises about its topics and a table of its schema. */
  FleetRun startFleet(int workers, Promises promises, String table) {
    return new FleetRun(
        environment, path, name, jobFile(), variables(), workers, watch(promises, table));
  }

  /** Starts a command on the environment's broker, with {@code home} beside the job as its home. */
  GodwitProcess start(Map<String, String> variables, String... command) {
    return GodwitProcess.start(path, output(), variables, words(command));
  }

  private List<String> words(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    if (!all.contains("--bootstrap")) {
      all.addAll(List.of("--bootstrap", environment.bootstrap()));
    }
    all.addAll(List.of("--home", home().toString()));
    return all;
  }

  private Path output() {
    return path.resolve("output.log");
  }

  /** Runs the job to its end. */
  Ended run(String... more) {
    String[] command =
        Stream.concat(Stream.of("run", jobFile().toString()), Stream.of(more))
            .toArray(String[]::new);
    return typed(variables(), command);
  }

  /** Runs a command that nothing disturbs to its end, in this process. */
  Ended typed(Map<String, String> variables, String... command) {
    return TypedHere.run(output(), variables, words(command));
  }

  static Ended await(GodwitProcess process) {
    try (process) {
      int exit = process.await(FleetRun.PATIENCE);
      return new Ended(exit, process.output());
    }
  }

  Path home() {
    return path.resolve("home");
  }

  /** The rows of a list of the last report, by column. */
  List<Map<String, String>> listed(String file) throws IOException {
    return listed(home(), file);
  }

  /** The same, of a fleet that has another home. */
  List<Map<String, String>> listed(Path home, String file) throws IOException {
    Path list = FleetRun.reports(home, name).resolve(file);
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(list)) {
      return reader.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
    }
  }

  void sql(String statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  /** The first column of an answer, as texts. */
  List<String> query(String query) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> texts = new ArrayList<>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(environment.jdbcUrl() + "&currentSchema=" + name);
  }

  /** All documents of a collection as the server sends them. */
  List<RawBsonDocument> documents(String collection) {
    try (MongoClient client = MongoClients.create(mongoUri())) {
      return client
          .getDatabase(name)
          .getCollection(collection, RawBsonDocument.class)
          .find()
          .into(new ArrayList<>());
    }
  }
}
