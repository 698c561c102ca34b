package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Answer;
import io.godwit.common.model.BareTexts;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spi.Fault;
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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/**
 * A table of PostgreSQL into which records are upserted. Any thread may write; as many write at
 * once as the pool has connections, and the others wait.
 *
 * <p>A record that the table holds already is written again and counts as written: "unchanged"
 * would depend on whether an interrupted attempt had got so far.
 *
 * <p>Texts in {@code char(n)} columns come back padded with blanks, as that type has it. Texts
 * without an offset in columns with a time zone are taken as UTC. Where two records of one batch
 * contend for one value of another unique index, or one needs the other by a foreign key, their
 * order in the batch's schedule decides, as it would between batches.
 */
public final class PostgresSink
    implements Sink,
        SupportsFields,
        SupportsKeyEquality,
        SupportsPool,
        SupportsBaseline,
        SupportsNotices,
        SupportsRecall,
        SupportsWitness {

  private final GuardedTable table;
  private final TableGuard guard;
  private final Map<String, String> sequences;
  private final Optional<String> unknownEquality;
  private final AdaptiveAttempt isNew = new AdaptiveAttempt();
  private final AdaptiveAttempt hasBinaryForm = new AdaptiveAttempt();

  private PostgresSink(PostgresServer server, TargetCheck.Found found, boolean shared) {
    this.guard = found.guard();
    this.table = new GuardedTable(server, guard, shared);
    this.sequences = found.sequences();
    this.unknownEquality = found.unknownEquality();
  }

  /**
   * A sink over a table that exists, has the key, and lets this user write.
   *
   * @param bare which fields hold bare text, which a column reads as it would read a literal
   * @throws Trouble where the database does not answer, or refuses the login or a permission
   * @throws Refused where table or key column are missing, or the key is not unique
   */
  public static PostgresSink open(TableSpec spec, JdbcAccess access, BareTexts bare)
      throws Trouble {
    PostgresServer server = PostgresServer.of(access);
    TargetCheck.Found found = server.ask(c -> TargetCheck.of(c, spec, bare, server));
    return new PostgresSink(server, found, server.isShared());
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
        table.visit(current -> {
          Batch batch = Batch.of(records, current.rules());
          return door -> write(batch, door, most);
        });
    return written.atCommit().isEmpty()
        ? written.answers()
        : halved(records, written.atCommit().get(), most);
  }

  /** What became of a batch; where its commit was refused, nothing of it is written. */
  private record Written(List<Answer> answers, Optional<SQLException> atCommit) {}

  private Written write(Batch batch, GuardedTable.Door door, int most)
      throws SQLException, Trouble {
    BatchWrite write = new BatchWrite(door, isNew, hasBinaryForm, batch);
    try {
      return new Written(write.run(most), Optional.empty());
    } catch (SQLException e) {
      if (!write.isCommitting() || PostgresErrors.of(e) instanceof Fault.Passing) {
        throw e;
      }
      door.leave();
      return new Written(List.of(), Optional.of(e));
    }
  }

  /** A commit names no record, so the halves are committed each by itself. */
  private List<Answer> halved(List<DataRecord> records, SQLException e, int most) throws Trouble {
    if (records.size() == 1) {
      return BatchWrite.refusal(e, Optional.empty()).stream().toList();
    }
    int middle = records.size() / 2;
    List<Answer> answers = new ArrayList<>(write(records.subList(0, middle), most));
    boolean allInDoubt = answers.stream().allMatch(Answer.Doubt.class::isInstance);
    if (allInDoubt && answers.size() >= most) {
      throw PostgresErrors.trouble(guard.target(), e);
    }
    answers.addAll(write(records.subList(middle, records.size()), most));
    return answers;
  }

  @Override
  public Witness witness(Optional<DataRecord> accepted, DataRecord refused) throws Trouble {
    return table.visit(current -> door -> new WriteProbe(door).of(accepted, refused));
  }

  @Override
  public List<Boolean> holds(List<DataRecord> records) throws Trouble {
    return table.visit(current -> door -> new Recall(door).of(records));
  }

  @Override
  public List<String> notices(Optional<Set<String>> fields) {
    return sequences.entrySet().stream()
        .filter(column ->
            fields.isEmpty()
                ? guard.current().rules().keyNames().contains(column.getKey())
                : fields.get().contains(column.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Override
  public String unit() {
    return guard.current().rules().table().quoted();
  }

  @Override
  public SortedMap<String, String> baseline() {
    return guard.facts().named();
  }

  @Override
  public void restOn(Recorded source) throws Trouble {
    table.restOn(source);
  }

  @Override
  public List<String> differences(SortedMap<String, String> other) {
    TableFacts was = new TableFacts(other);
    CurrentTable current = guard.current();
    guard.requireSame(was, current.facts());
    return Alteration.between(was, current.facts(), current.rules().keyNames()).sentences();
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
