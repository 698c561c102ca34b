package io.godwit.jdbc.sql.ledger;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.LedgerOwner;
import io.godwit.common.spi.sink.LedgerSpan;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a ledger, each over a connection in whose transaction they belong. Any thread
 * may use it.
 *
 * @param quoted the table's name for SQL
 */
public record LedgerTable(String quoted) {

  /** The row of a partition's owner. */
  private static final String OWNER = " where job = ? and run = ? and part = ? and page = 0";

  /** The pages of a partition. */
  private static final String PAGES = " where job = ? and run = ? and part = ? and page > 0";

  /** All of a partition that is of runs before. */
  private static final String EARLIER = " where job = ? and run < ? and part = ?";

  /**
   * A partition as it was taken.
   *
   * @param epoch the owner's number
   * @param settled the offset up to which all is settled
   * @param pages what earlier owners left, in their order
   */
  public record Taken(long epoch, long settled, List<Page> pages) {}

  /**
   * A page as it stands.
   *
   * @param number from 1, in the order in which they were written
   * @param upto the offset behind the last record of the span that it is of
   */
  public record Page(long number, long upto, LedgerNote note) {}

  /**
   * Takes a partition, in a transaction of its own. Whoever is about to commit as its owner is
   * waited for, and what it leaves is seen.
   *
   * <p>Whether there is an owner's row is asked before that transaction begins: where transactions
   * read a snapshot, it would be older than what the row's lock has waited for.
   *
   * @throws Trouble {@code LEDGER_TAKEN} where the records of the span are settled by somebody else
   */
  public Taken take(Connection connection, LedgerOwner owner, LedgerSpan span)
      throws SQLException, Trouble {
    boolean owned = isOwned(connection, owner);
    connection.rollback();
    if (owned) {
      update(connection, "update " + quoted + " set epoch = epoch + 1" + OWNER, owner);
    } else {
      insert(connection, owner, 0, 1, 0, new byte[0]);
    }
    long epoch;
    long settled;
    try (PreparedStatement query =
            prepared(connection, "select epoch, upto from " + quoted + OWNER, owner);
        ResultSet row = query.executeQuery()) {
      if (!row.next()) {
        throw taken(owner);
      }
      epoch = row.getLong(1);
      settled = row.getLong(2);
    }
    if (settled > span.from()) {
      throw new Trouble(
          ErrorCode.LEDGER_TAKEN,
          owner
              + ": what is to be written, from offset "
              + span.from()
              + " on, is settled up to "
              + settled
              + "; where no other worker has it, the topic is not the one of the run, and only a"
              + " new run helps");
    }
    List<Page> pages = pages(connection, owner);
    // What an earlier run has left is nobody's by now.
    update(connection, "delete from " + quoted + EARLIER, owner);
    connection.commit();
    return new Taken(epoch, settled, pages);
  }

  private boolean isOwned(Connection connection, LedgerOwner owner) throws SQLException {
    try (PreparedStatement query =
            prepared(connection, "select epoch from " + quoted + OWNER, owner);
        ResultSet row = query.executeQuery()) {
      return row.next();
    }
  }

  private List<Page> pages(Connection connection, LedgerOwner owner) throws SQLException {
    List<Page> pages = new ArrayList<>();
    String all = "select page, upto, outcomes from " + quoted + PAGES + " order by page";
    try (PreparedStatement query = prepared(connection, all, owner);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        LedgerNote note = LedgerNote.decoded(row.getBytes(3));
        pages.add(new Page(row.getLong(1), row.getLong(2), note));
      }
    }
    return pages;
  }

  /**
   * Makes sure that an epoch is still the newest one, until the transaction ends.
   *
   * @throws Trouble {@code LEDGER_TAKEN} where it is not
   */
  public void require(Connection connection, LedgerOwner owner, long epoch)
      throws SQLException, Trouble {
    try (PreparedStatement query =
            prepared(connection, "select epoch from " + quoted + OWNER + " for update", owner);
        ResultSet row = query.executeQuery()) {
      if (!row.next() || row.getLong(1) != epoch) {
        throw taken(owner);
      }
    }
  }

  private static Trouble taken(LedgerOwner owner) {
    return new Trouble(ErrorCode.LEDGER_TAKEN, owner + " was taken by another worker");
  }

  /** Adds a page. */
  public void add(Connection connection, LedgerOwner owner, long epoch, Page page)
      throws SQLException {
    insert(connection, owner, page.number(), epoch, page.upto(), page.note().encoded());
  }

  /**
   * Takes note of how far all is settled, and deletes pages of that.
   *
   * @param page up to this number; by numbers, since a range that ends within the partition's own
   *     rows locks nobody else's
   */
  public void settle(Connection connection, LedgerOwner owner, long settled, long page)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("update " + quoted + " set upto = ?" + OWNER)) {
      update.setLong(1, settled);
      bind(update, owner, 2);
      update.executeUpdate();
    }
    try (PreparedStatement delete =
        connection.prepareStatement("delete from " + quoted + PAGES + " and page <= ?")) {
      bind(delete, owner);
      delete.setLong(4, page);
      delete.executeUpdate();
    }
  }

  private void insert(
      Connection connection, LedgerOwner owner, long page, long epoch, long upto, byte[] outcomes)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into "
                + quoted
                + " (job, run, part, page, epoch, upto, outcomes) values (?, ?, ?, ?, ?, ?, ?)")) {
      bind(insert, owner);
      insert.setLong(4, page);
      insert.setLong(5, epoch);
      insert.setLong(6, upto);
      insert.setBytes(7, outcomes);
      insert.executeUpdate();
    }
  }

  /** Asks for the rights that a ledger needs, by statements that touch no row. */
  public void requireRights(Connection connection) throws SQLException {
    String none = " where 1 = 0";
    for (String statement :
        List.of(
            "insert into " + quoted + " select * from " + quoted + none,
            "update " + quoted + " set epoch = epoch" + none,
            "delete from " + quoted + none)) {
      try (PreparedStatement asking = connection.prepareStatement(statement)) {
        asking.executeUpdate();
      }
    }
  }

  /** Deletes all rows of a job; answers how many there were. */
  public int forget(Connection connection, String job) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from " + quoted + " where job = ?")) {
      delete.setString(1, job);
      return delete.executeUpdate();
    }
  }

  /** Whether no job has a row. */
  public boolean isEmpty(Connection connection) throws SQLException {
    try (PreparedStatement query = connection.prepareStatement("select count(*) from " + quoted);
        ResultSet row = query.executeQuery()) {
      return row.next() && row.getLong(1) == 0;
    }
  }

  private static int update(Connection connection, String sql, LedgerOwner owner)
      throws SQLException {
    try (PreparedStatement update = prepared(connection, sql, owner)) {
      return update.executeUpdate();
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, LedgerOwner owner)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    bind(statement, owner);
    return statement;
  }

  private static void bind(PreparedStatement statement, LedgerOwner owner) throws SQLException {
    bind(statement, owner, 1);
  }

  private static void bind(PreparedStatement statement, LedgerOwner owner, int first)
      throws SQLException {
    statement.setString(first, owner.job());
    statement.setString(first + 1, owner.run());
    statement.setInt(first + 2, owner.partition());
  }
}
