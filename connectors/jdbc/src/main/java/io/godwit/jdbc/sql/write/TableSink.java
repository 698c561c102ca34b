package io.godwit.jdbc.sql.write;

import io.godwit.common.model.Answer;
import io.godwit.common.model.BareTexts;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.PoolUse;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsBaseline;
import io.godwit.common.spi.SupportsFields;
import io.godwit.common.spi.SupportsKeyEquality;
import io.godwit.common.spi.SupportsNotices;
import io.godwit.common.spi.SupportsPool;
import io.godwit.common.spi.SupportsRecall;
import io.godwit.common.spi.SupportsWitness;
import io.godwit.jdbc.spec.TableSpec;
import io.godwit.jdbc.sql.JdbcAccess;
import io.godwit.jdbc.sql.batch.AdaptiveAttempt;
import io.godwit.jdbc.sql.batch.Batch;
import io.godwit.jdbc.sql.dialect.Dialect;
import io.godwit.jdbc.sql.dialect.Guard;
import io.godwit.jdbc.sql.dialect.SqlErrors;
import io.godwit.jdbc.sql.dialect.SqlServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table into which records are upserted. Any thread may write; as many write at once as the pool
 * has connections, and the others wait.
 *
 * <p>A record that the table holds already is written again and counts as written: "unchanged"
 * would depend on whether an interrupted attempt had got so far.
 *
 * <p>Texts in {@code char(n)} columns come back padded with blanks, as that type has it. Texts
 * without an offset in columns with a time zone are taken as UTC, where they are taken. Where two
 * records of one batch contend for one value of another unique index, or one needs the other by a
 * foreign key, their order in the batch's schedule decides, as it would between batches.
 */
public final class TableSink
    implements Sink,
        SupportsFields,
        SupportsKeyEquality,
        SupportsPool,
        SupportsNotices,
        SupportsRecall,
        SupportsWitness {

  private final TableAccess table;
  private final Guard guard;
  private final SqlErrors errors;
  private final Map<String, String> notices;
  private final Optional<String> unknownEquality;
  private final BatchWrite.Guesses guesses =
      new BatchWrite.Guesses(new AdaptiveAttempt(), new AdaptiveAttempt());

  private TableSink(TableAccess table, TargetCheck.Found found, SqlErrors errors) {
    this.table = table;
    this.guard = found.guard();
    this.errors = errors;
    this.notices = found.notices();
    this.unknownEquality = found.unknownEquality();
  }

  /**
   * A sink over a table that exists, has the key, and lets this user write; with a baseline where
   * the dialect's guard has one.
   *
   * @param bare which fields hold bare text, which a column reads as it would read a literal
   * @throws Trouble where the database does not answer, or refuses the login or a permission
   * @throws Refused where table or key column are missing, or the key is not unique
   */
  public static Sink open(Dialect dialect, TableSpec spec, JdbcAccess access, BareTexts bare)
      throws Trouble {
    SqlServer server = dialect.server(access);
    TargetCheck check = new TargetCheck(dialect, server, spec, bare);
    TargetCheck.Found found = server.ask(dialect.errors(), check::over);
    TableAccess table =
        new TableAccess(dialect, spec.write(), server, found.guard(), server.isShared());
    TableSink sink = new TableSink(table, found, dialect.errors());
    return found.guard() instanceof SupportsBaseline baseline
        ? new GuardedSink(sink, baseline)
        : sink;
  }

  @Override
  public Optional<String> unknownEquality() {
    return unknownEquality;
  }

  @Override
  public void check(Set<String> fields) {
    guard.current().rules().check(fields);
  }

  @Override
  public List<Answer> write(List<DataRecord> records) throws Trouble {
    return write(records, MOST_IN_DOUBT);
  }

  @Override
  public List<Answer> isolate(List<DataRecord> records) throws Trouble {
    return write(records, Integer.MAX_VALUE);
  }

  private List<Answer> write(List<DataRecord> records, int most) throws Trouble {
    Written written =
        table.visit(known -> {
          Batch batch = Batch.of(records, known.rules());
          return door -> write(batch, door, most);
        });
    return written.atCommit().isEmpty()
        ? written.answers()
        : halved(records, written.atCommit().get(), most);
  }

  /** What became of a batch; where its commit was refused, nothing of it is written. */
  private record Written(List<Answer> answers, Optional<SQLException> atCommit) {}

  private Written write(Batch batch, Door door, int most) throws SQLException, Trouble {
    BatchWrite write = new BatchWrite(door, guesses, batch);
    try {
      return new Written(write.run(most), Optional.empty());
    } catch (SQLException e) {
      if (!write.isCommitting() || errors.isPassing(e)) {
        throw e;
      }
      door.leave();
      return new Written(List.of(), Optional.of(e));
    }
  }

  /** A commit names no record, so the halves are committed each by itself. */
  private List<Answer> halved(List<DataRecord> records, SQLException e, int most) throws Trouble {
    if (records.size() == 1) {
      return errors.refusal(e, guard.current().rules().table()).stream().toList();
    }
    int middle = records.size() / 2;
    List<Answer> answers = new ArrayList<>(write(records.subList(0, middle), most));
    boolean allInDoubt = answers.stream().allMatch(Answer.Doubt.class::isInstance);
    if (allInDoubt && answers.size() >= most) {
      throw errors.trouble(guard.target(), e);
    }
    answers.addAll(write(records.subList(middle, records.size()), most));
    return answers;
  }

  @Override
  public Witness witness(Optional<DataRecord> accepted, DataRecord refused) throws Trouble {
    return table.visit(known -> door -> new WriteProbe(door).of(accepted, refused));
  }

  @Override
  public List<Boolean> holds(List<DataRecord> records) throws Trouble {
    return table.visit(known -> door -> new Recall(door).of(records));
  }

  @Override
  public List<String> notices(Optional<Set<String>> fields) {
    return notices.entrySet().stream()
        .filter(column ->
            fields.isEmpty()
                ? guard.current().rules().keyNames().contains(column.getKey())
                : fields.get().contains(column.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public int concurrency() {
    return table.size();
  }

  @Override
  public PoolUse poolUse() {
    return table.use();
  }

  @Override
  public void close() {
    table.close();
  }
}
