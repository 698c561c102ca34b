package io.godwit.jdbc.sql.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.common.spi.sink.SupportsUndo.State;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.PreImageTable;
import io.godwit.jdbc.sql.fit.Column;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Which tables of pre-images a run has, and how far its undo is: rows of the ledger's table of a
 * partition that no work has. So they need no table and no rights of their own, and go with the
 * job's other rows.
 *
 * <pre>
 * job, run, part = -1, page = a number of the table's name
 * epoch    when it was noted, in milliseconds since 1970
 * upto     0: kept; 1: the undo has begun; 2: undone
 * outcomes the names of the tables and columns
 * </pre>
 *
 * @param quoted the ledger's name for SQL
 */
record UndoNotes(String quoted) {

  private static final int VERSION = 1;

  /** Behind every offset that a topic can have: a partition that is settled up to it is closed. */
  private static final long CLOSED = Long.MAX_VALUE;

  private static final String NOTES = " where job = ? and run = ? and part = -1";

  /**
   * A table of pre-images.
   *
   * @param job the job
   * @param run the run that has rows there
   * @param state how far its undo is
   * @param since when it was noted, in milliseconds since 1970
   * @param target the table whose rows are kept, as the job named it
   * @param images where
   * @param key the names of the key's columns
   * @param columns the names of all columns that are kept
   */
  record Note(
      String job,
      String run,
      State state,
      long since,
      TableName target,
      TableName images,
      List<String> key,
      List<String> columns) {}

  /** Notes that a run has rows in a table of pre-images; twice is once. */
  void put(Connection connection, JobRun run, PreImageTable images) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into "
                + quoted
                + " (job, run, part, page, epoch, upto, outcomes) values (?, ?, -1, ?, ?, 0, ?)")) {
      insert.setString(1, run.job());
      insert.setString(2, run.run());
      insert.setLong(3, page(images.name()));
      insert.setLong(4, System.currentTimeMillis());
      insert.setBytes(5, encoded(images));
      insert.executeUpdate();
    }
  }

  /** Whether that is noted. */
  boolean has(Connection connection, JobRun run, TableName images) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select upto from " + quoted + NOTES + " and page = ?")) {
      bind(query, run);
      query.setLong(3, page(images));
      try (ResultSet row = query.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Makes sure that nobody undoes a run, until the transaction ends.
   *
   * @throws Trouble {@code LEDGER_TAKEN} where somebody does, or has
   */
  void require(Connection connection, JobRun run, TableName images) throws SQLException, Trouble {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select upto from " + quoted + NOTES + " and page = ? for update")) {
      bind(query, run);
      query.setLong(3, page(images));
      try (ResultSet row = query.executeQuery()) {
        if (!row.next() || row.getLong(1) != 0) {
          throw new Trouble(ErrorCode.LEDGER_TAKEN, run + " is being undone");
        }
      }
    }
  }

  /** All of a job, the newest run first, and of one run the newest first. */
  List<Note> of(Connection connection, String job) throws SQLException {
    List<Note> notes = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select run, upto, epoch, outcomes from "
                + quoted
                + " where job = ? and part = -1 order by run desc, epoch desc, page")) {
      query.setString(1, job);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          notes.add(
              decoded(
                  job, row.getString(1), state(row.getLong(2)), row.getLong(3), row.getBytes(4)));
        }
      }
    }
    return notes;
  }

  /** Notes how far the undo of a run is. */
  void set(Connection connection, JobRun run, State state) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update " + quoted + " set upto = ?" + NOTES)) {
      update.setLong(1, number(state));
      bind(update, run, 2);
      update.executeUpdate();
    }
  }

  private static long number(State state) {
    return switch (state) {
      case KEPT -> 0;
      case BEGUN -> 1;
      case UNDONE -> 2;
    };
  }

  private static State state(long number) {
    return Arrays.stream(State.values())
        .filter(state -> number(state) == number)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no state of an undo has number " + number));
  }

  /** Takes away what is noted of a run. */
  void forget(Connection connection, JobRun run) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("delete from " + quoted + NOTES)) {
      bind(delete, run);
      delete.executeUpdate();
    }
  }

  /**
   * Takes all partitions of a run from their owners, now and for ever: who is about to commit is
   * waited for, and who comes later is turned away, since all is settled up to the end of time.
   */
  void close(Connection connection, JobRun run, int partitions) throws SQLException {
    String owner = " where job = ? and run = ? and part >= 0 and page = 0";
    try (PreparedStatement update =
        connection.prepareStatement(
            "update " + quoted + " set epoch = epoch + 1, upto = ?" + owner)) {
      update.setLong(1, CLOSED);
      bind(update, run, 2);
      update.executeUpdate();
    }
    List<Integer> owned = new ArrayList<>();
    try (PreparedStatement query =
        connection.prepareStatement("select part from " + quoted + owner)) {
      bind(query, run);
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          owned.add(row.getInt(1));
        }
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into "
                + quoted
                + " (job, run, part, page, epoch, upto, outcomes) values (?, ?, ?, 0, 1, ?, ?)")) {
      for (int partition = 0; partition < partitions; partition++) {
        if (!owned.contains(partition)) {
          bind(insert, run);
          insert.setInt(3, partition);
          insert.setLong(4, CLOSED);
          insert.setBytes(5, new byte[0]);
          insert.executeUpdate();
        }
      }
    }
  }

  private static void bind(PreparedStatement statement, JobRun run) throws SQLException {
    bind(statement, run, 1);
  }

  private static void bind(PreparedStatement statement, JobRun run, int first) throws SQLException {
    statement.setString(first, run.job());
    statement.setString(first + 1, run.run());
  }

  private static long page(TableName images) {
    CRC32C sum = new CRC32C();
    sum.update(images.toString().getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  private static byte[] encoded(PreImageTable images) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeUTF(images.target().name().toString());
      out.writeUTF(images.name().toString());
      write(out, images.key());
      write(out, images.columns());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, List<Column> columns) throws IOException {
    out.writeInt(columns.size());
    for (Column column : columns) {
      out.writeUTF(column.name());
    }
  }

  private static Note decoded(String job, String run, State state, long since, byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalStateException(
            "what is kept of run %s has form %d, and this Godwit reads %d"
                .formatted(run, version, VERSION));
      }
      return new Note(
          job,
          run,
          state,
          since,
          TableName.parse(in.readUTF()),
          TableName.parse(in.readUTF()),
          names(in),
          names(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> names(DataInputStream in) throws IOException {
    List<String> names = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      names.add(in.readUTF());
    }
    return List.copyOf(names);
  }
}
