package io.godwit.producer.gone;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.sink.SupportsGone;
import io.godwit.common.wire.run.GoneProgress;
import io.godwit.common.wire.run.TaskProgress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What is done of a task, step by step. A step that was begun by a process which died is done
 * again: what it had sent is of a transaction that was aborted, and what it had deleted or marked
 * at the target stays so. For one thread at a time.
 */
public final class GoneSteps {

  /** Rows of one transaction at the target: few enough that none of it is locked for long. */
  private static final int AT_ONCE = 1000;

  private final Cluster cluster;
  private final Topics topics;
  private final String run;
  private final GoneWork work;
  private final UnnamedRows unnamed;

  /** The client stays the caller's. */
  public GoneSteps(
      Cluster cluster, Admin admin, Topics topics, UnnamedRows.Run run, GoneWork work) {
    this.cluster = cluster;
    this.topics = topics;
    this.run = run.id();
    this.work = work;
    this.unnamed = new UnnamedRows(cluster, admin, topics, run, work);
  }

  /**
   * Does the next step of a task that is open.
   *
   * @param send takes messages into the transaction in which the answer is noted
   * @return how far the task is, when that is committed
   * @throws Trouble where the target does not answer; it is to be done again
   */
  public TaskProgress next(TaskProgress task, Consumer<ProducerRecord<byte[], byte[]>> send)
      throws Trouble {
    try {
      Optional<GoneProgress> settled = task.gone().filter(GoneProgress::isKept);
      return settled.isPresent() ? removed(task, settled.get()) : found(task, send);
    } catch (Refused refused) {
      return task.ended(Optional.of(String.valueOf(refused.getMessage())));
    }
  }

  private TaskProgress found(TaskProgress task, Consumer<ProducerRecord<byte[], byte[]>> send)
      throws Trouble {
    long allowed = task.gone().map(GoneProgress::allowed).orElse(0L);
    try (SupportsGone.Search search = unnamed.of(task.task())) {
      SupportsGone.Count count = search.count();
      GoneProgress counted =
          GoneProgress.counted(work.marks(), count.owned(), count.gone(), allowed);
      if (isTooMuch(counted)) {
        return task.with(counted).ended(Optional.of(tooMuch(counted)));
      }
      return count.gone() == 0
          ? task.with(counted).ended(Optional.empty())
          : kept(task, counted, search, send);
    }
  }

  private boolean isTooMuch(GoneProgress counted) {
    return counted.found() > counted.allowed()
        && counted.found() * 100.0 > (double) counted.owned() * work.percent();
  }

  private String tooMuch(GoneProgress counted) {
    double share = 100.0 * counted.found() / counted.owned();
    return String.format(
        Locale.ROOT,
        "%,d of the %,d rows that the job owns are gone from the source, %.1f %%, and sink.gone"
            + " allows %d %%. Nothing is %s. Where the source is whole: godwit finish %s --gone %d",
        counted.found(),
        counted.owned(),
        share,
        work.percent(),
        counted.marks() ? "marked" : "deleted",
        topics.job(),
        counted.found());
  }

  /** The number is that of the rows handed out: others may write to the table meanwhile. */
  private TaskProgress kept(
      TaskProgress task,
      GoneProgress counted,
      SupportsGone.Search search,
      Consumer<ProducerRecord<byte[], byte[]>> send)
      throws Trouble {
    KeptRows kept = rows(task);
    long from = kept.end();
    AtomicLong number = new AtomicLong();
    search.rows(row -> {
      number.incrementAndGet();
      send.accept(kept.message(row));
    });
    long rows = number.get();
    TaskProgress far =
        task.with(
            GoneProgress.counted(counted.marks(), counted.owned(), rows, counted.allowed())
                .keptFrom(from));
    return rows == 0 ? far.ended(Optional.empty()) : far;
  }

  private TaskProgress removed(TaskProgress task, GoneProgress far) throws Trouble {
    int most = (int) Math.min(AT_ONCE, far.found() - far.done());
    KeptRows.Some some = rows(task).read(far.from(), most);
    work.remove(task.task(), some.rows(), run);
    GoneProgress now = far.plus(some.rows().size(), some.next());
    TaskProgress next = task.with(now);
    return now.done() < now.found() ? next : next.ended(Optional.empty());
  }

  private KeptRows rows(TaskProgress task) {
    return new KeptRows(cluster, topics, run, task.number());
  }
}
