package io.godwit.examples.faults;

import io.godwit.embedded.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A job that moves the rows from a source to a sink, which both are there.
 *
 * @param folder of the job file and of a source that is files
 * @param target of a sink that is a folder
 */
record Move(DisturbedServers servers, String name, Pair pair, Path folder, Path target) {

  /** So slow that there is something left to be hit, and so small that a lot is. */
  private static final String RUN =
      "run: { partitions: 8, batch: { from: 5, to: 20, pause: 150ms }, commit: 50ms }\n";

  /** Makes both, and writes the job file. */
  static Move prepare(DisturbedServers servers, Deal deal, Path folder, Path target)
      throws IOException, SQLException {
    Move move = new Move(servers, "seed" + deal.seed(), deal.pair(), folder, target);
    Files.createDirectories(folder);
    Files.createDirectories(target);
    for (Part server : move.pair.servers()) {
      servers.makeRoom(server, move.name);
    }
    move.pair.source().fill(servers, move.name, folder);
    move.pair.sink().prepare(servers, move.name);
    Files.writeString(move.jobFile(), move.yaml(new Random(deal.seed()).nextBoolean()));
    return move;
  }

  Path jobFile() {
    return folder.resolve("job.yaml");
  }

  private String yaml(boolean withLedger) {
    StringBuilder yaml = new StringBuilder("job: " + name + "\n");
    yaml.append("source: ").append(pair.source().yaml()).append('\n');
    List<String> steps = pair.sink().steps(pair.source().key());
    if (!steps.isEmpty()) {
      yaml.append("steps:\n");
      steps.forEach(step -> yaml.append("  - ").append(step).append('\n'));
    }
    String write = withLedger ? "insert" : "upsert";
    yaml.append("sink: ").append(pair.sink().yaml(write)).append('\n');
    yaml.append("connections:\n");
    connection(yaml, "source", pair.source().server(), folder.resolve("source"));
    connection(yaml, "target", pair.sink().server(), target);
    return yaml.append(RUN).toString();
  }

  /** A job may have a connection that it does not use: a source of files names none. */
  private void connection(
      StringBuilder yaml, String connection, Optional<Part> server, Path otherwise) {
    String to =
        server
            .map(part -> servers.connection(part, name))
            .orElse("{ folder: \"" + otherwise + "\" }");
    yaml.append("  %s: %s%n".formatted(connection, to));
  }
}
