package io.godwit.aggregator.report;

import io.godwit.common.model.RecordId;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Rows in the order of the source, however many there are: what does not fit into memory is sorted
 * piece by piece into files beside the list, which are merged and taken away. For one thread.
 */
final class SortedRows implements AutoCloseable {

  private static final long MOST_BYTES = 8L << 20;

  /** Each file that is open while all are merged needs a buffer. */
  private static final int MOST_FILES = 64;

  private static final int OVERHEAD = 64;
  private static final Comparator<Row> ORDER =
      Comparator.comparingInt(Row::split).thenComparingLong(Row::ordinal);

  private final Path beside;
  private final long mostBytes;
  private final List<Row> rows = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private long bytes;
  private int made;

  private record Row(int split, long ordinal, byte[] content) {}

  /**
   * No rows yet.
   *
   * @param beside how the names of the files begin
   */
  SortedRows(Path beside) {
    this(beside, MOST_BYTES);
  }

  SortedRows(Path beside, long mostBytes) {
    this.beside = beside;
    this.mostBytes = mostBytes;
  }

  /** Takes the row of a record, with its end of line. */
  void add(RecordId id, byte[] content) throws IOException {
    rows.add(new Row(id.split(), id.ordinal(), content));
    bytes += content.length + OVERHEAD;
    if (bytes > mostBytes) {
      spill();
    }
  }

  /** Writes all rows, each once; to be called once. */
  void writeTo(OutputStream out) throws IOException {
    rows.sort(ORDER);
    OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
    merge(row -> buffered.write(row.content()));
    buffered.flush();
  }

  private void spill() throws IOException {
    rows.sort(ORDER);
    if (files.size() < MOST_FILES) {
      Path file = next();
      try (DataOutputStream out = output(file)) {
        for (Row row : rows) {
          write(row, out);
        }
      }
    } else {
      List<Path> merged = List.copyOf(files);
      Path file = next();
      try (DataOutputStream out = output(file)) {
        // Only the old ones are merged; it is back among them where it has to be taken away.
        files.remove(file);
        merge(row -> write(row, out));
      } finally {
        files.add(file);
      }
      files.removeAll(merged);
      for (Path old : merged) {
        Files.delete(old);
      }
    }
    rows.clear();
    bytes = 0;
  }

  private Path next() {
    Path file = beside.resolveSibling(beside.getFileName() + "." + made++ + ".part");
    files.add(file);
    return file;
  }

  private static DataOutputStream output(Path file) throws IOException {
    return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
  }

  private static void write(Row row, DataOutputStream out) throws IOException {
    out.writeInt(row.split());
    out.writeLong(row.ordinal());
    out.writeInt(row.content().length);
    out.write(row.content());
  }

  /** What to do with a row, which may find the disk full. */
  private interface Each {
    void accept(Row row) throws IOException;
  }

  /** One sorted sequence, and its first row that is not handed out yet. */
  private record Head(Row row, Sequence rest) {}

  /** Answers its rows in order, one at a time, and none at its end. */
  private interface Sequence {
    List<Row> next() throws IOException;
  }

  private void merge(Each each) throws IOException {
    List<DataInputStream> open = new ArrayList<>();
    try {
      PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::row, ORDER));
      var inMemory = rows.iterator();
      push(heads, () -> inMemory.hasNext() ? List.of(inMemory.next()) : List.of());
      for (Path file : files) {
        DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 14));
        open.add(in);
        push(heads, () -> read(in));
      }
      for (Head head = heads.poll(); head != null; head = heads.poll()) {
        each.accept(head.row());
        push(heads, head.rest());
      }
    } finally {
      for (DataInputStream in : open) {
        in.close();
      }
    }
  }

  private static void push(PriorityQueue<Head> heads, Sequence sequence) throws IOException {
    for (Row row : sequence.next()) {
      heads.add(new Head(row, sequence));
    }
  }

  private static List<Row> read(DataInputStream in) throws IOException {
    int split;
    try {
      split = in.readInt();
    } catch (EOFException end) {
      return List.of();
    }
    long ordinal = in.readLong();
    byte[] content = new byte[in.readInt()];
    in.readFully(content);
    return List.of(new Row(split, ordinal, content));
  }

  /** Takes its files away. */
  @Override
  public void close() throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
