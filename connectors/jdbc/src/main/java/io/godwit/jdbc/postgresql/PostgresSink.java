package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Answer;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Access;
import io.godwit.common.spi.PoolUse;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsFields;
import io.godwit.common.spi.SupportsPool;
import io.godwit.common.spi.SupportsRecall;
import io.godwit.common.spi.SupportsWitness;
import io.godwit.jdbc.sql.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import org.postgresql.jdbc.PgConnection;

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
    implements Sink, SupportsFields, SupportsPool, SupportsRecall, SupportsWitness {

  private final Server server;
  private final FieldRules rules;
  private final Pool pool;
  private final Guess isNew = new Guess();
  private final Guess hasBinaryForm = new Guess();

  /** Weak: the pool replaces connections as they age, and their staging tables go with them. */
  private final Map<PgConnection, Staging> stagings =
      Collections.synchronizedMap(new WeakHashMap<>());

  private PostgresSink(Server server, FieldRules rules) {
    this.server = server;
    this.rules = rules;
    this.pool = server.pool("sink", false);
  }

  /**
   * A sink over a table that exists, has the key, and lets this user write.
   *
   * @throws Trouble where the database does not answer, or refuses the login or a permission
   * @throws Refused where table or key column are missing, or the key is not unique
   */
  public static PostgresSink open(SinkSpec.Table spec, Access.Jdbc access) throws Trouble {
    Server server = Server.of(access);
    FieldRules rules = server.ask(connection -> TargetCheck.of(connection, spec));
    return new PostgresSink(server, rules);
  }

  @Override
  public void check(Set<String> fields) {
    rules.check(fields);
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
    Batch batch = Batch.of(records, rules);
    Optional<SQLException> atCommit =
        call((connection, staging) -> {
          BatchWrite write =
              new BatchWrite(connection, staging, rules.table(), isNew, hasBinaryForm, batch);
          try {
            write.run(most);
            return Optional.empty();
          } catch (SQLException e) {
            if (!write.isCommitting() || Faults.of(e) instanceof Fault.Passing) {
              throw e;
            }
            return Optional.of(e);
          }
        });
    return atCommit.isEmpty() ? batch.answers() : halved(records, atCommit.get(), most);
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
      throw Faults.trouble(name(), e);
    }
    answers.addAll(write(records.subList(middle, records.size()), most));
    return answers;
  }

  @Override
  public Witness witness(Optional<DataRecord> accepted, DataRecord refused) throws Trouble {
    return call(
        (connection, staging) -> new Rehearsal(connection, staging, rules).of(accepted, refused));
  }

  @Override
  public List<Boolean> holds(List<DataRecord> records) throws Trouble {
    return call((connection, staging) -> new Recall(connection, staging, rules).of(records));
  }

  /** Something done with a connection and its staging table. */
  private interface Use<T> {
    T with(PgConnection connection, Staging staging) throws SQLException, Trouble;
  }

  private <T> T call(Use<T> use) throws Trouble {
    try {
      return pool.call(connection -> call(use, connection));
    } catch (SQLException e) {
      throw Faults.trouble(name(), e);
    }
  }

  private <T> T call(Use<T> use, Connection connection) throws SQLException, Trouble {
    boolean sound = false;
    PgConnection physical = connection.unwrap(PgConnection.class);
    try {
      T result = use.with(physical, staging(physical));
      sound = true;
      return result;
    } catch (SQLException e) {
      if (Faults.isTimeOut(e)) {
        server.end(physical.getBackendPID());
      }
      throw e;
    } finally {
      if (!sound) {
        // Whatever it was, a new connection knows nothing of it; trouble is rare and waits anyway.
        pool.discard(connection);
      }
    }
  }

  private String name() {
    return server.name() + ", table " + rules.table().name();
  }

  private Staging staging(PgConnection connection) throws SQLException {
    Staging known = stagings.get(connection);
    if (known != null) {
      return known;
    }
    Staging created = Staging.create(connection, rules.table());
    stagings.put(connection, created);
    return created;
  }

  @Override
  public int concurrency() {
    return pool.size();
  }

  @Override
  public PoolUse poolUse() {
    return pool.use();
  }

  @Override
  public void close() {
    pool.close();
  }
}
