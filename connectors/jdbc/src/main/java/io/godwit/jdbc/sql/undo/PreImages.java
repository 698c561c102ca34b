package io.godwit.jdbc.sql.undo;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.JobRun;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.PreImageStatements;
import io.godwit.jdbc.sql.dialect.PreImageTable;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The pre-images of a target's tables: each has a table of ours beside the ledger, which is made
 * when it is needed first. Any thread may use them.
 */
public final class PreImages {

  /** Names have 63 characters at most in some databases. */
  private static final int MOST_OF_NAME = 36;

  private final Dialect dialect;
  private final SqlServer server;
  private final TableName ledger;
  private final PreImageStatements sql;
  private final Map<Use, RowKeeping> ready = new ConcurrentHashMap<>();

  /** What is kept where; of a table that was altered meanwhile it is another place. */
  private record Use(JobRun run, TableName images) {}

  /**
   * Those beside a ledger.
   *
   * @throws Refused where the database keeps none
   */
  public PreImages(Dialect dialect, SqlServer server, TableName ledger) {
    this.dialect = dialect;
    this.server = server;
    this.ledger = ledger;
    this.sql = statements(dialect);
  }

  static PreImageStatements statements(Dialect dialect) {
    return dialect
        .preImages()
        .orElseThrow(() ->
            new Refused(
                ErrorCode.UNDO_REFUSED,
                "Godwit keeps nothing to undo a run by in databases of "
                    + dialect.start()
                    + "; leave undo away"));
  }

  /** The number of a run in tables of pre-images. */
  static long number(JobRun run) {
    byte[] sum = digest(run.job() + "\n" + run.run());
    long number = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      number = number << 8 | (sum[i] & 0xff);
    }
    return number & Long.MAX_VALUE;
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has it", e);
    }
  }

  /** Where the rows of a table are kept. */
  PreImageTable table(FieldRules rules) {
    List<Column> columns =
        rules.table().columns().stream()
            .filter(column -> column.supply() != Column.Supply.GENERATED)
            .toList();
    String shape =
        columns.stream()
            .map(column -> column.quoted() + " " + column.type())
            .collect(Collectors.joining(", "));
    String kept = rules.table().quoted() + "\n" + shape + "\n" + rules.keyNames();
    TableName name = new TableName(ledger.schema(), name(rules.table().name().name(), kept));
    return new PreImageTable(name, quoted(name), rules.table(), rules.key(), columns);
  }

  /** One that a person knows by the table's, and that no other table has. */
  private static String name(String table, String kept) {
    String plain = table.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
    String shown = plain.substring(0, Math.min(plain.length(), MOST_OF_NAME));
    return "godwit_undo_" + shown + "_" + HexFormat.of().formatHex(digest(kept), 0, 4);
  }

  private String quoted(TableName name) {
    return dialect.ledger().orElseThrow().quoted(name);
  }

  /**
   * What keeps the rows of a table for a run; its place is there, and the run is noted.
   *
   * @param rules of the table as it is now
   * @throws Trouble where the database does not answer
   * @throws Refused where the place is not there and cannot be made
   */
  public RowKeeping of(JobRun run, FieldRules rules) throws Trouble {
    PreImageTable images = table(rules);
    Use use = new Use(run, images.name());
    RowKeeping known = ready.get(use);
    if (known == null) {
      if (!server.ask(dialect.errors(), connection -> isThere(connection, images))) {
        makeUnlessThere(images);
      }
      UndoNotes notes = new UndoNotes(quoted(ledger));
      note(run, images, notes);
      known = new RowKeeping(sql, images, run, notes);
      ready.put(use, known);
    }
    return known;
  }

  /** Of two that note it at once one is refused by the key, and then it is noted. */
  private void note(JobRun run, PreImageTable images, UndoNotes notes) throws Trouble {
    server.ask(
        dialect.errors(),
        connection -> {
          if (!notes.has(connection, run, images.name())) {
            try {
              notes.put(connection, run, images);
            } catch (SQLException e) {
              if (!notes.has(connection, run, images.name())) {
                throw e;
              }
            }
          }
          return true;
        });
  }

  private boolean isThere(Connection connection, PreImageTable images) throws SQLException {
    try {
      return isThere(dialect, connection, images.quoted());
    } catch (SQLException e) {
      throw unusable(images, e);
    }
  }

  /** Whether a table of pre-images is there, by its name for SQL. */
  static boolean isThere(Dialect dialect, Connection connection, String images)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select godwit_run from " + images + " where 1 = 0");
      return true;
    } catch (SQLException e) {
      if (dialect.errors().mayBeAltered(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Two that make it at once trouble each other in the catalogue. */
  private void makeUnlessThere(PreImageTable images) throws Trouble {
    try {
      server.ask(dialect.errors(), connection -> made(connection, images));
    } catch (Refused refused) {
      if (!server.ask(dialect.errors(), connection -> isThere(connection, images))) {
        throw refused;
      }
    }
  }

  private boolean made(Connection connection, PreImageTable images) throws SQLException {
    boolean whole = !connection.getMetaData().dataDefinitionCausesTransactionCommit();
    connection.setAutoCommit(!whole);
    try (Statement statement = connection.createStatement()) {
      for (String one : sql.create(images)) {
        statement.execute(one);
      }
      if (whole) {
        connection.commit();
      }
      return true;
    } catch (SQLException e) {
      throw unusable(images, e);
    }
  }

  private SQLException unusable(PreImageTable images, SQLException e) {
    if (dialect.errors().isPassing(e)) {
      return e;
    }
    throw new Refused(
        ErrorCode.UNDO_REFUSED,
        "what table "
            + images.target().name()
            + " held before a run is kept in "
            + images.name()
            + ", which is not there, and this user may not make or read it ("
            + dialect.errors().message(e)
            + "); who may types: "
            + String.join("; ", sql.create(images))
            + "; and: grant select, insert, update, delete on "
            + images.quoted()
            + " to the user",
        e);
  }
}
