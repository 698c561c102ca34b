package io.godwit.jdbc.sql.guard;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsBaseline;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.dialect.Guard;
import io.godwit.jdbc.sql.dialect.KnownTable;
import io.godwit.jdbc.sql.dialect.TableCatalog;
import io.godwit.jdbc.sql.dialect.TableChanged;
import io.godwit.jdbc.sql.fit.Column;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.fit.Table;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Sees to it that no batch is written into a table that is not what it was prepared for. Each
 * transaction locks, looks, compares by meaning where the look shows a change, writes and commits.
 *
 * <p>What a look does not see is each dialect's to say. Any thread may use it.
 */
public final class TableGuard implements Guard, SupportsBaseline {

  private final TableLooking looking;
  private final TableCatalog catalog;
  private final String server;
  private final AtomicReference<CurrentTable> current;
  private final AtomicReference<TableFacts> baseline;
  private final AtomicReference<Optional<Recorded>> recorded =
      new AtomicReference<>(Optional.empty());

  /**
   * The guard of a table that has just been read; until told otherwise, the run began with it as it
   * is.
   *
   * @param looking how its database looks at it
   * @param server the database, for messages
   * @param facts what there is
   */
  public TableGuard(
      TableLooking looking,
      TableCatalog catalog,
      String server,
      FieldRules rules,
      TableFacts facts) {
    this.looking = looking;
    this.catalog = catalog;
    this.server = server;
    this.current = new AtomicReference<>(new CurrentTable(rules, facts, "", Alteration.NONE));
    this.baseline = new AtomicReference<>(facts);
  }

  @Override
  public KnownTable current() {
    return new LookedAt(this, current.get());
  }

  @Override
  public String target() {
    return server + ", table " + current.get().rules().table().name();
  }

  @Override
  public String unit() {
    return current.get().rules().table().quoted();
  }

  @Override
  public SortedMap<String, String> baseline() {
    return current.get().facts().named();
  }

  @Override
  public void restOn(Recorded source) throws Trouble {
    TableFacts facts = new TableFacts(source.newest());
    requireSame(facts, current.get().facts());
    recorded.set(Optional.of(source));
    restsOn(facts);
  }

  @Override
  public List<String> differences(SortedMap<String, String> other) {
    TableFacts was = new TableFacts(other);
    CurrentTable now = current.get();
    requireSame(was, now.facts());
    return between(was, now.facts(), now.rules().keyNames()).sentences();
  }

  private Alteration between(TableFacts was, TableFacts is, List<String> key) {
    return Alteration.between(was, is, key, looking::widens);
  }

  @Override
  public boolean isRuledAnew() throws Trouble {
    Optional<Recorded> asked = recorded.get();
    return asked.isPresent() && restsOn(new TableFacts(asked.get().newest()));
  }

  /** What the run began with, or what has been accepted since; answers whether that is news. */
  private boolean restsOn(TableFacts facts) {
    boolean news = !baseline.getAndSet(facts).equals(facts);
    if (news) {
      doubt();
    }
    return news;
  }

  @Override
  public void doubt() {
    current.updateAndGet(CurrentTable::doubted);
  }

  /**
   * Locks the table and makes sure that it is what a batch was prepared for. To be called first in
   * every transaction that writes.
   *
   * @param shared whether the session may be another one in each transaction
   * @throws TableChanged where the batch is to be prepared anew
   * @throws Trouble {@link ErrorCode#TARGET_ALTERED} where nothing must be written until the change
   *     is undone or accepted
   * @throws Refused {@link ErrorCode#TARGET_REPLACED} where it is another table
   */
  void enter(Connection connection, CurrentTable prepared, boolean shared)
      throws SQLException, Trouble {
    TableLooking.Look look = looking.look(connection, shared);
    if (look.version().equals(prepared.version())) {
      return;
    }
    CurrentTable before = current.get();
    CurrentTable now = before;
    if (!look.version().equals(before.version())) {
      now = read(connection, look);
      // What was read against a baseline that has been replaced meanwhile would wipe out the doubt
      // that came with the new one, and an alteration that was accepted would stay one for ever.
      if (!current.compareAndSet(before, now)) {
        throw new TableChanged();
      }
    }
    if (!now.isWrittenLike(prepared)) {
      throw new TableChanged();
    }
  }

  /** Under the lock, so that all that is read here is of one moment, and stays. */
  private CurrentTable read(Connection connection, TableLooking.Look look)
      throws SQLException, Trouble {
    if (!look.found()) {
      throw altered(List.of("the name leads to no table"));
    }
    TableFacts was = baseline.get();
    TableFacts is = looking.facts(connection, look);
    requireSame(was, is);
    FieldRules before = current.get().rules();
    List<String> key = before.keyNames();
    Alteration alteration = between(was, is, key);
    List<String> stops = new ArrayList<>(alteration.stops());
    Table table = looking.again(connection, before.table());
    if (!key.isEmpty() && !catalog.isUnique(connection, table, new HashSet<>(key))) {
      stops.addAll(
          alteration.harmless().stream()
              .filter(line -> line.startsWith(TableFacts.UNIQUE))
              .toList());
      stops.add(
          "no unique index over exactly "
              + String.join(", ", key)
              + " is left, and without it rows would be doubled; it has to be made again, since"
              + " this cannot be accepted");
    }
    if (!stops.isEmpty()) {
      throw altered(stops);
    }
    List<Column> columns = key.stream().map(name -> table.column(name).orElseThrow()).toList();
    return new CurrentTable(new FieldRules(table, columns), is, look.version(), alteration);
  }

  /**
   * Refuses another table of the name.
   *
   * @throws Refused where the two are not views of one table
   */
  private void requireSame(TableFacts was, TableFacts is) {
    Optional<String> before = was.get(TableFacts.TABLE, "");
    Optional<String> now = is.get(TableFacts.TABLE, "");
    if (!before.equals(now)) {
      throw new Refused(
          ErrorCode.TARGET_REPLACED,
          target()
              + " is another one (number "
              + now.orElse("none")
              + ") than the run began with (number "
              + before.orElse("none")
              + ")");
    }
  }

  /**
   * Looks at what a batch is about to write, and at what became of it before it is committed.
   *
   * @throws Trouble where that touches what was altered
   */
  void judge(CurrentTable prepared, Batch batch) throws Trouble {
    Alteration alteration = prepared.alteration();
    if (!alteration.concerns()) {
      return;
    }
    List<String> remade =
        alteration.remade().entrySet().stream()
            .filter(entry -> batch.writes(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    if (!remade.isEmpty()) {
      throw altered(remade);
    }
    alteration.judge(target(), batch.answers());
  }

  /**
   * Makes sure that an error that blames a row names nothing that was not there when the table was
   * read: an index that is built concurrently waits for no lock, and may refuse rows in the middle
   * of a transaction.
   *
   * @throws Trouble where it does
   */
  void requireKnown(SQLException e, CurrentTable prepared) throws Trouble {
    Table table = prepared.rules().table();
    Optional<String> unknown =
        looking
            .constraint(e, table)
            .filter(name -> prepared.facts().get(TableFacts.UNIQUE, name).isEmpty())
            .filter(name -> prepared.facts().get(TableFacts.CONSTRAINT, name).isEmpty());
    if (unknown.isPresent()) {
      doubt();
      throw altered(List.of(unknown.get() + ", which refuses a row, is new"));
    }
  }

  private Trouble altered(List<String> sentences) {
    return new Trouble(
        ErrorCode.TARGET_ALTERED, target() + " is not as it was: " + String.join("; ", sentences));
  }
}
