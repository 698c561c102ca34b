package io.godwit.jdbc.postgresql;

import io.godwit.common.model.Answer;
import io.godwit.common.model.BareTexts;
import io.godwit.common.model.DataRecord;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.spec.SinkSpec;
import io.godwit.common.spi.Access;
import io.godwit.common.spi.PoolUse;
import io.godwit.common.spi.Sink;
import io.godwit.common.spi.SupportsBaseline;
import io.godwit.common.spi.SupportsFields;
import io.godwit.common.spi.SupportsKeyEquality;
import io.godwit.common.spi.SupportsPool;
import io.godwit.jdbc.sql.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicReference;
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
    implements Sink, SupportsFields, SupportsKeyEquality, SupportsPool, SupportsBaseline {

  private final Guard guard;
  private final Optional<String> unknownEquality;
  private final Pool pool;
  private final Guess isNew = new Guess();
  private final Guess hasBinaryForm = new Guess();

  /** Weak: the pool replaces connections as they age, and their staging tables go with them. */
  private final Map<PgConnection, Staging> stagings =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final AtomicReference<Optional<Recorded>> recorded =
      new AtomicReference<>(Optional.empty());

  private PostgresSink(Server server, Opened opened) {
    this.guard = opened.guard();
    this.unknownEquality = opened.unknownEquality();
    this.pool = server.pool("sink", false);
  }

  /**
   * A sink over a table that exists, has the key, and lets this user write.
   *
   * @param bare which fields hold bare text, which a column reads as it would read a literal
   * @throws Trouble where the database does not answer, or refuses the login or a permission
   * @throws Refused where table or key column are missing, or the key is not unique
   */
  public static PostgresSink open(SinkSpec.Table spec, Access.Jdbc access, BareTexts bare)
      throws Trouble {
    Server server = Server.of(access);
    return new PostgresSink(
        server,
        server.ask(c -> {
          Guard guard = TargetCheck.of(c, spec, bare, server.name());
          return new Opened(guard, KeyEquality.unknown(c, guard.standing().rules()));
        }));
  }

  /** The target, and why it is not known which keys it takes for one. */
  private record Opened(Guard guard, Optional<String> unknownEquality) {}

  @Override
  public Optional<String> unknownEquality() {
    return unknownEquality;
  }

  @Override
  public void check(Set<String> fields) {
    guard.standing().rules().check(fields);
  }

  @Override
  public List<Answer> write(List<DataRecord> records) throws Trouble {
    while (true) {
      Standing standing = guard.standing();
      Batch batch = Batch.of(records, standing.rules());
      try {
        return pool.call(connection -> write(batch, standing, connection));
      } catch (TableMoved e) {
        // Prepared anew, once for each change of the table.
      } catch (SQLException e) {
        if (Faults.mayBeAltered(e)) {
          guard.doubt();
        }
        throw Faults.trouble(guard.target(), e);
      } catch (Trouble trouble) {
        if (trouble.code() != ErrorCode.TARGET_ALTERED || !isRuledAnew()) {
          throw trouble;
        }
      }
    }
  }

  /** Not within the transaction: its lock would keep from the table whoever is to repair it. */
  private boolean isRuledAnew() throws Trouble {
    Optional<Recorded> asked = recorded.get();
    return asked.isPresent() && guard.restsOn(new Facts(asked.get().newest()));
  }

  private List<Answer> write(Batch batch, Standing standing, Connection connection)
      throws SQLException, Trouble {
    boolean sound = false;
    try {
      PgConnection physical = connection.unwrap(PgConnection.class);
      Staging staging = staging(physical, standing.rules().table());
      List<Answer> answers =
          new BatchWrite(physical, staging, guard, standing, isNew, hasBinaryForm, batch).run();
      sound = true;
      return answers;
    } finally {
      if (!sound) {
        // Whatever it was, a new connection knows nothing of it; trouble is rare and waits anyway.
        pool.discard(connection);
      }
    }
  }

  private Staging staging(PgConnection connection, Table table) throws SQLException {
    Staging known = stagings.get(connection);
    if (known != null && known.isOf(table)) {
      return known;
    }
    Staging created = Staging.create(connection, table);
    stagings.put(connection, created);
    return created;
  }

  @Override
  public String unit() {
    return guard.standing().rules().table().quoted();
  }

  @Override
  public SortedMap<String, String> baseline() {
    return guard.facts().named();
  }

  @Override
  public void restOn(Recorded source) throws Trouble {
    Facts facts = new Facts(source.newest());
    guard.requireSame(facts, guard.facts());
    recorded.set(Optional.of(source));
    guard.restsOn(facts);
  }

  @Override
  public List<String> differences(SortedMap<String, String> other) {
    Facts was = new Facts(other);
    Standing standing = guard.standing();
    guard.requireSame(was, standing.facts());
    return Alteration.between(was, standing.facts(), standing.rules().keyNames()).sentences();
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
