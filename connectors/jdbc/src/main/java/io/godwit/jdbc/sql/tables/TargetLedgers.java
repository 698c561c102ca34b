package io.godwit.jdbc.sql.tables;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import io.godwit.common.spi.sink.PartitionLedger;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.TableName;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.LedgerStatements;
import io.godwit.jdbc.sql.dialect.SqlServer;
import io.godwit.jdbc.sql.ledger.LedgerTable;
import io.godwit.jdbc.sql.write.TableAccess;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The ledgers of a target's partitions: one table for all, made where it is not there. */
final class TargetLedgers {

  private final Dialect dialect;
  private final SqlServer server;
  private final TableAccess access;
  private final LedgerStatements statements;
  private final TableName name;
  private final LedgerTable table;
  private final AtomicBoolean there = new AtomicBoolean();

  private TargetLedgers(
      Dialect dialect,
      SqlServer server,
      TableAccess access,
      LedgerStatements statements,
      TableName name) {
    this.dialect = dialect;
    this.server = server;
    this.access = access;
    this.statements = statements;
    this.name = name;
    this.table = new LedgerTable(statements.quoted(name));
  }

  /**
   * The ledgers of a job; empty where it needs none.
   *
   * @param undo whether its runs can be undone, which rests on one
   * @throws Refused where it needs one and its database keeps none, and where its tables do not
   *     agree on how rows go in
   */
  static Optional<TargetLedgers> of(
      Dialect dialect, SqlServer server, TableAccess access, List<TableSpec> specs, boolean undo) {
    return name(specs, undo)
        .map(name -> new TargetLedgers(dialect, server, access, statements(dialect), name));
  }

  /** The statements that make it; none where the job needs none. */
  static List<String> needed(Dialect dialect, List<TableSpec> specs, boolean undo) {
    return name(specs, undo).map(name -> statements(dialect).create(name)).stream().toList();
  }

  /** The table's name, where one is needed. */
  private static Optional<TableName> name(List<TableSpec> specs, boolean undo) {
    List<TableSpec> noted = specs.stream().filter(spec -> undo || needsOne(spec)).toList();
    if (noted.isEmpty()) {
      return Optional.empty();
    }
    TableSpec first = noted.getFirst();
    for (TableSpec spec : specs) {
      if (spec.write() != first.write()
          || spec.compare() != first.compare()
          || !spec.ledger().equals(first.ledger())) {
        throw new Refused(
            ErrorCode.JOB_INVALID,
            "the tables "
                + first.table()
                + " and "
                + spec.table()
                + " are written in one transaction, and differ in write, compare or ledger; say"
                + " the same of both");
      }
    }
    return Optional.of(TableName.parse(first.ledger()));
  }

  private static LedgerStatements statements(Dialect dialect) {
    return dialect
        .ledger()
        .orElseThrow(() ->
            new Refused(
                ErrorCode.LEDGER_MISSING,
                "Godwit keeps no ledger in databases of "
                    + dialect.start()
                    + ", and without one a repeat after a crash would leave its trace"));
  }

  private static boolean needsOne(TableSpec spec) {
    return spec.compare() || spec.effective() != SinkSpec.Write.UPSERT;
  }

  LedgerTable table() {
    return table;
  }

  PartitionLedger ledger(LedgerOwner owner) {
    return new TableLedger(this, owner);
  }

  /**
   * Makes sure that the table is there or can be made, and that this user may use it. Leaves
   * nothing behind: where making a table ends the transaction, it is made by who needs it first.
   */
  void check() throws Trouble {
    if (server.ask(dialect.errors(), this::isUsable)) {
      there.set(true);
      return;
    }
    makeUnlessThere(connection -> {
      connection.setAutoCommit(false);
      if (!connection.getMetaData().dataDefinitionCausesTransactionCommit()) {
        make(connection);
        connection.rollback();
      }
      return true;
    });
  }

  /** Answers no where there is no table. */
  private boolean isUsable(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      table.isEmpty(connection);
    } catch (SQLException e) {
      connection.rollback();
      if (dialect.errors().mayBeAltered(e)) {
        return false;
      }
      throw unusable(e);
    }
    try {
      table.requireRights(connection);
      connection.rollback();
      return true;
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  private SQLException unusable(SQLException e) throws SQLException {
    if (dialect.errors().isPassing(e)) {
      return e;
    }
    throw new Refused(
        ErrorCode.LEDGER_MISSING,
        "the ledger "
            + name
            + " cannot be read and written ("
            + dialect.errors().message(e)
            + "); who owns it types: grant select, insert, update, delete on "
            + table.quoted()
            + " to the user",
        e);
  }

  /**
   * Two that make it at once trouble each other in the catalogue, whatever the statement says of
   * tables that exist; when one of them is refused so, the table of the other is there.
   */
  private void makeUnlessThere(SqlServer.Question<Boolean> making) throws Trouble {
    try {
      server.ask(dialect.errors(), making);
    } catch (Refused refused) {
      if (!server.ask(dialect.errors(), this::isUsable)) {
        throw refused;
      }
    }
  }

  private void make(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(statements.create(name));
    } catch (SQLException e) {
      if (dialect.errors().isPassing(e)) {
        throw e;
      }
      throw new Refused(
          ErrorCode.LEDGER_MISSING,
          "the ledger "
              + name
              + " is not there, and this user may not make it ("
              + dialect.errors().message(e)
              + "); who may types: "
              + statements.create(name)
              + "; and: grant select, insert, update, delete on "
              + table.quoted()
              + " to the user",
          e);
    }
  }

  /** Takes a partition. */
  LedgerTable.Taken take(LedgerOwner owner, LedgerSpan span) throws Trouble {
    require();
    return access.call(connection -> table.take(connection, owner, span));
  }

  /** Makes it where it is not there. */
  void require() throws Trouble {
    if (!there.get()) {
      if (!server.ask(dialect.errors(), this::isUsable)) {
        makeUnlessThere(connection -> {
          make(connection);
          return true;
        });
      }
      there.set(true);
    }
  }

  /** Deletes what is noted of a job, and the table where no other job has anything in it. */
  List<String> forget(String job) throws Trouble {
    if (!server.ask(dialect.errors(), this::isUsable)) {
      return List.of();
    }
    int rows =
        access.call(connection -> {
          int deleted = table.forget(connection, job);
          connection.commit();
          return deleted;
        });
    boolean empty = access.call(table::isEmpty);
    if (empty) {
      server.ask(
          dialect.errors(),
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.execute("drop table " + table.quoted());
            }
          });
      there.set(false);
      return List.of("the ledger " + name + " is deleted: no other job had anything in it");
    }
    return rows == 0
        ? List.of()
        : List.of(rows + " rows of " + job + " are deleted from the ledger " + name);
  }
}
