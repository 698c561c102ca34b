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
import io.godwit.common.spi.SupportsNotices;
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
    implements Sink, SupportsFields, SupportsPool, SupportsBaseline, SupportsNotices {

  private final Server server;
  private final Guard guard;
  private final Map<String, String> sequences;
  private final AtomicReference<Way> way;
  private final Guess isNew = new Guess();
  private final Guess hasBinaryForm = new Guess();

  /** Weak: the pool replaces connections as they age, and their staging tables go with them. */
  private final Map<PgConnection, Staging> stagings =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final AtomicReference<Optional<Recorded>> recorded =
      new AtomicReference<>(Optional.empty());

  /**
   * The way to the database.
   *
   * @param shared whether a pooler may give each transaction another session
   */
  private record Way(Pool pool, boolean shared) {
    static Way of(Server server, boolean shared) {
      return new Way(server.pool("sink", false, shared), shared);
    }
  }

  private PostgresSink(Server server, TargetCheck.Found found, boolean shared) {
    this.server = server;
    this.guard = found.guard();
    this.sequences = found.sequences();
    this.way = new AtomicReference<>(Way.of(server, shared));
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
    TargetCheck.Found found = server.ask(c -> TargetCheck.of(c, spec, bare, server.name()));
    return new PostgresSink(server, found, server.isShared());
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
      Way now = way.get();
      try {
        return now.pool().call(connection -> write(batch, standing, connection, now));
      } catch (SharedSession e) {
        share(now);
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

  /** From now on as through a pooler; what others write over the old way meanwhile is repeated. */
  private void share(Way old) {
    Way next = Way.of(server, true);
    if (way.compareAndSet(old, next)) {
      old.pool().close();
    } else {
      next.pool().close();
    }
  }

  private List<Answer> write(Batch batch, Standing standing, Connection connection, Way now)
      throws SQLException, Trouble {
    boolean sound = false;
    try {
      PgConnection physical = connection.unwrap(PgConnection.class);
      Staging staging = staging(physical, standing.rules().table(), now.shared());
      List<Answer> answers =
          new BatchWrite(
                  physical, staging, guard, standing, now.shared(), isNew, hasBinaryForm, batch)
              .run();
      sound = true;
      return answers;
    } finally {
      if (!sound) {
        // Whatever it was, a new connection knows nothing of it; trouble is rare and waits anyway.
        now.pool().discard(connection);
      }
    }
  }

  private Staging staging(PgConnection connection, Table table, boolean shared)
      throws SQLException {
    Staging known = stagings.get(connection);
    if (known != null && known.isOf(table)) {
      return known;
    }
    Staging created = shared ? Staging.inTransaction(table) : Staging.create(connection, table);
    stagings.put(connection, created);
    return created;
  }

  @Override
  public List<String> notices(Optional<Set<String>> fields) {
    return sequences.entrySet().stream()
        .filter(column ->
            fields.isEmpty()
                ? guard.standing().rules().keyNames().contains(column.getKey())
                : fields.get().contains(column.getKey()))
        .map(Map.Entry::getValue)
        .toList();
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
    return way.get().pool().size();
  }

  @Override
  public PoolUse poolUse() {
    return way.get().pool().use();
  }

  @Override
  public void close() {
    way.get().pool().close();
  }
}
