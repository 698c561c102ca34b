package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.Match;
import io.godwit.common.model.Row;
import io.godwit.common.model.Write;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.model.schema.Field;
import io.godwit.common.model.value.Document;
import io.godwit.common.spi.sink.SupportsCautions;
import io.godwit.common.spi.sink.SupportsFields;
import io.godwit.common.spi.sink.SupportsKey;
import io.godwit.common.spi.sink.SupportsKeyEquality;
import io.godwit.common.spi.sink.SupportsNotices;
import io.godwit.common.spi.sink.SupportsRecall;
import io.godwit.common.spi.sink.SupportsVerify;
import io.godwit.jdbc.sql.batch.AdaptiveAttempt;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.fit.FieldRules;
import io.godwit.jdbc.sql.undo.PreImages;
import io.godwit.jdbc.sql.undo.RowKeeping;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table into which records are written, or several of one connection. Any thread may write; as
 * many write at once as the pool has connections, and the others wait.
 *
 * <p>A record that the table holds already is written again and counts as written, unless the job
 * has rows compared: "unchanged" would depend on whether an interrupted attempt had got so far, and
 * what tells that is a ledger.
 *
 * <p>Texts in {@code char(n)} columns come back padded with blanks, or with none at their end, as
 * the database has that type. Texts without an offset in columns with a time zone are taken as UTC,
 * where they are taken. Where two records of one batch contend for one value of another unique
 * index, or one needs the other by a foreign key, their order in the batch's schedule decides, as
 * it would between batches.
 */
public final class TableSink
    implements NotedSink,
        SupportsFields,
        SupportsKey,
        SupportsKeyEquality,
        SupportsCautions,
        SupportsNotices,
        SupportsRecall,
        SupportsVerify {

  private final TableAccess access;
  private final List<SinkTable> tables;
  private final SqlErrors errors;
  private final Optional<PreImages> undo;
  private final BatchWrite.Guesses guesses =
      new BatchWrite.Guesses(new AdaptiveAttempt(), new AdaptiveAttempt());

  /**
   * A sink over tables that were found fit.
   *
   * @param tables in the order in which rows number them
   * @param undo what keeps their rows as they were; empty where no run is to be undone
   */
  public TableSink(
      TableAccess access, List<SinkTable> tables, SqlErrors errors, Optional<PreImages> undo) {
    this.undo = undo;
    this.access = access;
    this.tables = List.copyOf(tables);
    this.errors = errors;
  }

  /** Of the first table, whose key places the records. */
  @Override
  public Optional<String> unknownEquality() {
    return tables.getFirst().found().unknownEquality();
  }

  /** Of the first table, whose key places the records. */
  @Override
  public List<String> key() {
    return tables.getFirst().rules().keyNames();
  }

  /** Of one table: which fields go to which of several, the rows say and not the records. */
  @Override
  public void check(Set<String> fields) {
    if (tables.size() == 1) {
      tables.getFirst().rules().check(fields);
    }
  }

  @Override
  public void check(int table, Set<String> fields) {
    tables.get(table).rules().check(fields);
  }

  @Override
  public List<Answer> write(List<Write> writes) throws Trouble {
    return write(writes, MOST_IN_DOUBT, Optional.empty());
  }

  @Override
  public List<Answer> isolate(List<Write> writes) throws Trouble {
    return write(writes, Integer.MAX_VALUE, Optional.empty());
  }

  @Override
  public List<Answer> write(List<Write> writes, int most, Noting noting) throws Trouble {
    return write(writes, most, Optional.of(noting));
  }

  @Override
  public boolean overwrites() {
    return tables.stream().anyMatch(table -> table.manner().overwrites());
  }

  private List<Answer> write(List<Write> writes, int most, Optional<Noting> noting) throws Trouble {
    Written written = access.visit(tables, ready -> prepared(writes, ready, most, noting));
    return written.atCommit().isEmpty()
        ? written.answers()
        : halved(writes, written.atCommit().get(), most, noting);
  }

  /** What became of a batch; where its commit was refused, nothing of it is written. */
  private record Written(List<Answer> answers, Optional<SQLException> atCommit) {}

  /** One transaction that writes a batch. */
  interface Transaction {
    /** Writes and commits. */
    List<Answer> run(int most) throws SQLException, Trouble;

    /** Whether an error came when all was written and only the commit was left. */
    boolean isCommitting();
  }

  private TableAccess.Visit<Written> prepared(
      List<Write> writes, List<SinkTable.Ready> ready, int most, Optional<Noting> noting)
      throws Trouble {
    Optional<Noting.Page> page = Noting.page(noting, writes);
    List<Optional<RowKeeping>> kept = kept(ready, noting);
    if (tables.size() == 1 && areRecords(writes)) {
      FieldRules rules = ready.getFirst().rules();
      Batch batch = Batch.of(writes.size(), i -> writes.get(i).record().fields(), rules);
      return doors ->
          run(new BatchWrite(keeping(doors, kept).getFirst(), guesses, batch, page), doors, most);
    }
    RowBatch rows = RowBatch.of(writes, ready.stream().map(SinkTable.Ready::rules).toList());
    return doors -> run(new RowsWrite(keeping(doors, kept), rows, page), doors, most);
  }

  /** Their places are there before the transaction: to make a table may end one. */
  private List<Optional<RowKeeping>> kept(List<SinkTable.Ready> ready, Optional<Noting> noting)
      throws Trouble {
    List<Optional<RowKeeping>> kept = new ArrayList<>();
    for (SinkTable.Ready table : ready) {
      kept.add(
          undo.isPresent() && noting.isPresent()
              ? Optional.of(undo.get().of(noting.get().run(), table.known().rules()))
              : Optional.empty());
    }
    return kept;
  }

  private static List<Door> keeping(List<Door> doors, List<Optional<RowKeeping>> kept) {
    List<Door> keeping = new ArrayList<>();
    for (int table = 0; table < doors.size(); table++) {
      keeping.add(doors.get(table).keeping(kept.get(table)));
    }
    return keeping;
  }

  private static boolean areRecords(List<Write> writes) {
    for (Write write : writes) {
      if (!(write instanceof Write.OfRecord)) {
        return false;
      }
    }
    return true;
  }

  private Written run(Transaction transaction, List<Door> doors, int most)
      throws SQLException, Trouble {
    try {
      return new Written(transaction.run(most), Optional.empty());
    } catch (SQLException e) {
      if (!transaction.isCommitting() || errors.isPassing(e)) {
        throw e;
      }
      for (Door door : doors) {
        door.leave();
      }
      return new Written(List.of(), Optional.of(e));
    }
  }

  /** A commit names no record, so the halves are committed each by itself. */
  private List<Answer> halved(List<Write> writes, SQLException e, int most, Optional<Noting> noting)
      throws Trouble {
    if (writes.size() == 1) {
      return errors.refusal(e, tables.getFirst().rules().table()).stream().toList();
    }
    int middle = writes.size() / 2;
    List<Answer> answers = new ArrayList<>(write(writes.subList(0, middle), most, noting));
    boolean allInDoubt = answers.stream().allMatch(Answer.Doubt.class::isInstance);
    if (allInDoubt && answers.size() >= most) {
      throw errors.trouble(TableAccess.name(tables), e);
    }
    answers.addAll(write(writes.subList(middle, writes.size()), most, noting));
    return answers;
  }

  /** In every table that the record in question goes to: any of them may be what refuses it. */
  @Override
  public Witness witness(Optional<Write> accepted, Write refused) throws Trouble {
    return access.visit(
        tables,
        ready ->
            doors -> {
              Witness weakest = Witness.RECORD;
              for (int table = 0; table < doors.size(); table++) {
                Optional<Document> row = RowBatch.first(refused, table);
                if (row.isPresent()) {
                  int number = table;
                  Optional<Document> taken =
                      accepted.flatMap(write -> RowBatch.first(write, number));
                  Witness witness = new WriteProbe(doors.get(table)).of(taken, row.get());
                  weakest = witness == Witness.NOTHING ? witness : weakest;
                }
              }
              return weakest;
            });
  }

  @Override
  public List<Boolean> holds(List<Write> writes) throws Trouble {
    return access.visit(
        tables,
        ready -> {
          RowBatch rows = RowBatch.of(writes, ready.stream().map(SinkTable.Ready::rules).toList());
          return doors -> rows.held(doors);
        });
  }

  @Override
  public List<String> key(int table) {
    return tables.get(table).comparing().keyNames();
  }

  @Override
  public List<Match> compare(List<Row> rows) throws Trouble {
    Match[] matches = new Match[rows.size()];
    for (int table = 0; table < tables.size(); table++) {
      List<Document> documents = new ArrayList<>();
      List<Integer> places = new ArrayList<>();
      for (int row = 0; row < rows.size(); row++) {
        if (rows.get(row).table() == table) {
          documents.add(rows.get(row).fields());
          places.add(row);
        }
      }
      if (!documents.isEmpty()) {
        List<Match> found = access.compare(tables.get(table).comparing(), documents);
        for (int i = 0; i < found.size(); i++) {
          matches[places.get(i)] = found.get(i);
        }
      }
    }
    return List.of(matches);
  }

  @Override
  public List<String> cautions(int table, List<Field> declared, Optional<Set<String>> all) {
    SinkTable of = tables.get(table);
    List<String> cautions = new ArrayList<>(of.rules().cautions(declared, all));
    cautions.addAll(of.guard().current().hazards());
    return cautions;
  }

  @Override
  public List<String> notices(Optional<Set<String>> fields) {
    List<String> notices = new ArrayList<>();
    for (SinkTable table : tables) {
      for (Map.Entry<String, String> column : table.found().notices().entrySet()) {
        boolean concerns =
            fields.isEmpty()
                ? table.rules().keyNames().contains(column.getKey())
                : fields.get().contains(column.getKey());
        if (concerns) {
          notices.add(column.getValue());
        }
      }
    }
    return notices;
  }
}
