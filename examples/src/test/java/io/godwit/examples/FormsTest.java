package io.godwit.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.godwit.common.model.failure.Trouble;
import io.godwit.embedded.EmbeddedStack;
import io.godwit.embedded.Part;
import io.godwit.testkit.fleet.GodwitProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demonstration that makes users and responses of the responses to a form, with the first of
 * them: killed, typed again until it is whole, and typed once more. What is right is known by
 * {@link ExpectedForms}.
 */
class FormsTest {

  private static final Path EXAMPLE = ShippedExamples.EXAMPLES.resolve("forms");
  private static final Path DOCUMENTS = Path.of("setup", "old.form_responses.jsonl.gz");
  private static final int SOME = 1_500;

  @TempDir private Path folder;

  private static void write(Path file, List<String> lines) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(UTF_8));
      }
    }
  }

  /** Rewritten with {@code -Dgodwit.write=true}. */
  @Test
  void theShippedResponsesAreThoseOfTheGenerator() throws IOException {
    Path file = EXAMPLE.resolve(DOCUMENTS);
    List<String> made = FormResponses.lines(FormResponses.COUNT);
    if (Boolean.getBoolean("godwit.write")) {
      write(file, made);
    }
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), UTF_8))) {
      assertThat(reader.lines().toList()).isEqualTo(made);
    }
  }

  private Path fewer(List<String> lines) throws IOException {
    Path job = Files.createDirectories(folder.resolve("forms"));
    Files.createDirectories(job.resolve("setup"));
    for (String name : List.of("job.yaml", "setup/variables.properties")) {
      Files.copy(EXAMPLE.resolve(name), job.resolve(name));
    }
    write(job.resolve(DOCUMENTS), lines);
    return job;
  }

  private GodwitProcess demo(Path job, Path home, Path output) {
    List<String> command = List.of("demo", job.toString(), "--home", home.toString(), "--json");
    return GodwitProcess.start(folder, output, Map.of(), command);
  }

  private void complete(Path job, Path home, String name, ExpectedForms expected)
      throws IOException {
    Path output = folder.resolve(name);
    try (GodwitProcess demo = demo(job, home, output)) {
      assertThat(demo.await(Duration.ofMinutes(5))).as(demo.output()).isZero();
    }
    assertThat(Files.readString(output))
        .contains(
            "\"balanced\":true",
            "\"read\":" + SOME + ",\"written\":" + expected.responses() + ",",
            "\"failed\":0");
  }

  @Test
  void usersAndResponsesAreThoseOfTheFormAndStaySo() throws Exception {
    List<String> lines = FormResponses.lines(SOME);
    ExpectedForms expected = ExpectedForms.of(lines);
    Path job = fewer(lines);
    Path home = folder.resolve("home");

    Path killed = folder.resolve("killed");
    try (GodwitProcess demo = demo(job, home, killed)) {
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> demo.output().matches("(?s).*\"read\":[1-9].*"));
      assertThat(demo.kill()).as(demo.output()).isTrue();
    }
    assertThat(Files.readString(killed)).doesNotContain("\"type\":\"result\"");

    complete(job, home, "whole", expected);
    Map<String, List<BsonDocument>> first = found(home);
    expected.compare(first.get("users"), first.get("responses"));

    complete(job, home, "again", expected);
    assertThat(found(home)).isEqualTo(first);
  }

  private static Map<String, List<BsonDocument>> found(Path home) throws Trouble {
    Map<String, List<BsonDocument>> found = new HashMap<>();
    try (EmbeddedStack stack = EmbeddedStack.start(home, EnumSet.of(Part.MONGODB));
        MongoClient client = MongoClients.create(stack.mongoUri())) {
      MongoDatabase database = client.getDatabase("godwit");
      for (String name : List.of("users", "responses")) {
        found.put(
            name,
            database
                .getCollection(name, BsonDocument.class)
                .find()
                .sort(new BsonDocument("_id", new BsonInt32(1)))
                .into(new ArrayList<>()));
        assertThat(database.getCollection(name).listIndexes())
            .as("indexes of the run alone are gone")
            .extracting(index -> index.getString("name"))
            .containsExactly("_id_");
      }
    }
    return found;
  }
}
