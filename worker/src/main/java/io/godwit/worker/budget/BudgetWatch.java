package io.godwit.worker.budget;

import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.ControlWatch;
import io.godwit.common.kafka.DesiredState;
import io.godwit.common.kafka.Lookout;
import io.godwit.common.kafka.TopicReader;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.Tally;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.FailureBudget;
import io.godwit.common.wire.OtherVersion;
import io.godwit.common.wire.Receipt;
import io.godwit.common.wire.ReceiptCodec;
import io.godwit.common.wire.run.Ruling;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds a run whose budget of failures is spent, in a thread of its own. It counts from the first
 * receipt of the run whenever it begins, so that a worker which comes late, or anew, counts what
 * the others do.
 *
 * <p>While the broker is away nothing is settled, so nothing is missed.
 */
public final class BudgetWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetWatch.class);

  /** With a commit before it, and a role's look at the rulings behind it, within two seconds. */
  private static final Duration EVERY = Duration.ofMillis(300);

  private final Optional<Lookout> lookout;

  /**
   * Begins to watch; does nothing for a job without a budget.
   *
   * @param control says whether the run is held already, and from when on failures count
   */
  public BudgetWatch(
      Cluster cluster,
      String job,
      String run,
      Optional<FailureBudget> budget,
      ControlWatch control) {
    this.lookout =
        budget.map(some ->
            new Lookout(
                "budget-watch",
                EVERY,
                () -> new Look(cluster, job, run, some, control),
                e -> LOG.warn("the failures of {} cannot be counted now", job, e)));
  }

  /** The failures of a run as one reader of its receipts has counted them. */
  private static final class Look implements Lookout.Look {

    private final Cluster cluster;
    private final String job;
    private final String run;
    private final ControlWatch control;
    private final TopicReader receipts;
    private final FailureCount count;

    Look(Cluster cluster, String job, String run, FailureBudget budget, ControlWatch control) {
      this.cluster = cluster;
      this.job = job;
      this.run = run;
      this.control = control;
      this.receipts = TopicReader.open(cluster, new Topics(job).receipts());
      this.count = new FailureCount(budget);
    }

    @Override
    public void again() {
      Optional<Ruling.Desired> desired = control.desired();
      if (desired.isPresent() && desired.get().pause().isEmpty()) {
        count.countFrom(desired.get().failuresFrom().orElse(0L));
        receipts.toEnd(this::note);
        count.overspent(System.currentTimeMillis()).ifPresent(this::hold);
      }
    }

    private void note(ConsumerRecord<byte[], byte[]> message) {
      try {
        note(ReceiptCodec.summary(message.value()));
      } catch (OtherVersion e) {
        LOG.debug("of a run before, or its aggregator says so", e);
      }
    }

    private void note(Receipt.Summary receipt) {
      // What an operator has set aside was a person's decision, and no sign of trouble.
      if (receipt.run().equals(run) && receipt.kind() != Receipt.Kind.SKIP) {
        Tally tally = receipt.tally();
        count.add(receipt.at(), tally.total(), tally.failed());
      }
    }

    /** Where it cannot be laid down now, the next look finds the budget spent once more. */
    private void hold(Ruling.Overspent spent) {
      try {
        Ruling.Pause pause = new Ruling.Pause(System.currentTimeMillis(), Optional.of(spent));
        if (DesiredState.change(cluster, job, run, desired -> desired.held(pause)).isChanged()) {
          LOG.warn("run {} of {} is held: {}", run, job, spent.text());
        }
      } catch (Trouble e) {
        LOG.warn("run {} of {} cannot be held now", run, job, e);
      }
    }

    @Override
    public void close() {
      receipts.close();
    }
  }

  @Override
  public void close() {
    lookout.ifPresent(Lookout::close);
  }
}
