package io.godwit.cli.ended;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.value.Key;
import io.godwit.common.model.value.Value;
import io.godwit.common.spec.Job;
import io.godwit.common.spec.UnitStep;
import io.godwit.common.spi.sink.SupportsUndo;
import io.godwit.worker.step.HiddenFields;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The rows that an undo has left, as a list beside the run's report: which table, which key, why.
 * Of a key that the job hides nothing is told. It is in its place when it is whole; the caller
 * closes it. For one thread.
 */
final class LeftRows implements AutoCloseable {

  /** Beside the report of a run that was undone, where rows are left. */
  static final String NAME = "left.csv";

  private static final String HIDDEN = "(hidden)";

  private final Job job;
  private final Path folder;
  private Optional<BufferedWriter> out = Optional.empty();

  LeftRows(Job job, Path folder) {
    this.job = job;
    this.folder = folder;
  }

  private Path beginning() {
    return folder.resolve(NAME + "." + ProcessHandle.current().pid());
  }

  /** Adds one. */
  void add(SupportsUndo.Left row) {
    try {
      if (out.isEmpty()) {
        Files.createDirectories(folder);
        out = Optional.of(Files.newBufferedWriter(beginning()));
        out.get().write("place,key,why\n");
      }
      out.get().write(field(row.place()) + "," + field(key(row)) + "," + field(row.why()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String key(SupportsUndo.Left row) {
    return IntStream.range(0, row.key().size())
        .mapToObj(i -> shown(row.key().name(i), row.key().value(i)))
        .collect(Collectors.joining("/"));
  }

  private String shown(String name, Value value) {
    boolean hidden =
        HiddenFields.isMadeOfHidden(job.steps().stream().map(UnitStep::bare).toList(), name);
    return hidden ? HIDDEN : Key.display(value);
  }

  private static String field(String text) {
    boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /**
   * Has the list in its place, or no list where nothing was added.
   *
   * @throws Trouble where the disk does not take it
   */
  Optional<Path> publish() throws Trouble {
    Path file = folder.resolve(NAME);
    try {
      if (out.isEmpty()) {
        Files.deleteIfExists(file);
        return Optional.empty();
      }
      out.get().close();
      Files.move(beginning(), file, StandardCopyOption.REPLACE_EXISTING);
      return Optional.of(file);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the list " + file + " cannot be written", e);
    }
  }

  @Override
  public void close() {
    try {
      if (out.isPresent()) {
        out.get().close();
        Files.deleteIfExists(beginning());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
