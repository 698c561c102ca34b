package io.godwit.examples;

import io.godwit.common.kafka.Cluster;
import io.godwit.testkit.env.Environment;
import io.godwit.testkit.guarantee.Promises;
import io.godwit.testkit.guarantee.TheSpoiltFail;
import io.godwit.testkit.watch.TargetLog;
import io.godwit.testkit.watch.Watch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The example job {@code documents} under a name of its own, with its documents several times under
 * other ids, and with some lines spoilt.
 *
 * @param job the job and its target
 * @param records how many lines its source has
 */
record Documents(JobFolder job, int records) {

  private static final Path EXAMPLE =
      Path.of(System.getProperty("godwit.root"), "examples", "documents");
  private static final List<String> FILES = List.of("books", "restaurants");
  private static final Pattern NUMBER = Pattern.compile("\"_id\" : (\\d+)");

  /** One line in so many is spoilt, in turn in each of these ways. */
  private static final int SPOILT = 499;

  /**
   * The job in a folder.
   *
   * @param copies how often each document occurs, under as many ids
   * @param run the {@code run} section of the job file, one line of YAML
   */
  static Documents create(Environment environment, Path folder, String name, int copies, String run)
      throws IOException, SQLException {
    JobFolder job = JobFolder.create(environment, folder, name);
    int records = 0;
    for (String file : FILES) {
      List<String> lines = new ArrayList<>();
      for (int copy = 0; copy < copies; copy++) {
        for (String line : Files.readAllLines(EXAMPLE.resolve("data/" + file + ".jsonl"))) {
          lines.add(renumbered(line, copy));
        }
      }
      for (int line = SPOILT; line < lines.size(); line += SPOILT) {
        lines.set(line, spoilt(lines.get(line), line / SPOILT % 3));
      }
      Files.write(job.path().resolve(file + ".jsonl"), lines);
      records += lines.size();
    }
    String text = Files.readString(EXAMPLE.resolve("job.yaml"));
    job.file(
        "job.yaml",
        JobFolder.withRun(text, run)
            .replace("job: documents", "job: " + name)
            .replace(
                "[data/books.jsonl, data/restaurants.jsonl]",
                "[books.jsonl, restaurants.jsonl]\n  split: 400KB"));
    return new Documents(job, records);
  }

  private static String renumbered(String line, int copy) {
    return NUMBER
        .matcher(line)
        .replaceFirst(id -> "\"_id\" : " + (Integer.parseInt(id.group(1)) + 10_000 * copy))
        .replaceFirst("(\"\\$oid\" ?: ?\")5", "$1" + copy);
  }

  private static String spoilt(String line, int way) {
    return switch (way) {
      case 0 -> line.substring(0, line.length() / 2);
      case 1 -> line.substring(0, line.lastIndexOf('}')) + ",}";
      default -> line + line;
    };
  }

  /**
   * Starts its fleet of two workers. What is written to its collections is not seen on the way: the
   * stand-in has no change streams.
   */
  FleetRun start() throws IOException {
    Environment environment = job.environment();
    Set<String> spoilt = spoilt();
    Promises promises = Promises.standard().with(() -> new TheSpoiltFail(spoilt));
    Watch watch =
        Watch.begin(new Cluster(environment.bootstrap()), job.name(), promises, TargetLog.none());
    return new FleetRun(
        environment, job.path(), job.name(), job.jobFile(), job.variables(), 2, watch);
  }

  private Set<String> spoilt() throws IOException {
    Set<String> spoilt = new HashSet<>();
    for (String file : FILES) {
      int lines = Files.readAllLines(job.path().resolve(file + ".jsonl")).size();
      for (int line = SPOILT; line < lines; line += SPOILT) {
        spoilt.add(file + ".jsonl:" + (line + 1));
      }
    }
    return spoilt;
  }

  /** Where each record stands in the source. */
  Set<String> origins() throws IOException {
    Set<String> origins = new HashSet<>();
    for (String file : FILES) {
      long lines = Files.readAllLines(job.path().resolve(file + ".jsonl")).size();
      for (long line = 1; line <= lines; line++) {
        origins.add(file + ".jsonl:" + line);
      }
    }
    return origins;
  }

  /** A digest of the bytes of all documents. */
  String digest() throws NoSuchAlgorithmException {
    StringBuilder digests = new StringBuilder();
    for (String collection : FILES) {
      List<String> documents =
          job.documents(collection).stream()
              .map(document -> HexFormat.of().formatHex(document.getByteBuffer().array()))
              .sorted()
              .toList();
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      documents.forEach(document -> digest.update(HexFormat.of().parseHex(document)));
      digests.append(documents.size()).append(' ').append(collection).append(' ');
      digests.append(HexFormat.of().formatHex(digest.digest())).append('\n');
    }
    return digests.toString();
  }
}
