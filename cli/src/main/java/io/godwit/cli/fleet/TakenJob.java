package io.godwit.cli.fleet;

import io.godwit.common.claim.Claim;
import io.godwit.common.claim.KafkaJobsLog;
import io.godwit.common.claim.Lease;
import io.godwit.common.claim.Ownership;
import io.godwit.common.claim.Register;
import io.godwit.common.kafka.Cluster;
import io.godwit.common.kafka.Topics;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import io.godwit.common.wire.run.UndoMark;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job that this command has got. Others see it alive until this is closed. */
public final class TakenJob implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TakenJob.class);

  private final Cluster cluster;
  private final Claim claim;
  private final Optional<Lease> lease;
  private final Ownership ownership;

  TakenJob(Cluster cluster, Claim claim, Optional<Lease> lease) {
    this.cluster = cluster;
    this.claim = claim;
    this.lease = lease;
    this.ownership = new Ownership(cluster, claim.entry());
  }

  /** What the command may do with it. */
  public Claim claim() {
    return claim;
  }

  /** The run that it is about. */
  public JobEntry entry() {
    return claim.entry();
  }

  /** What to end with, where the job is another command's by now. */
  public Optional<Refused> lost() {
    return ownership.lost();
  }

  /**
   * Makes sure that the job is still this command's.
   *
   * @throws Refused where it is another's
   * @throws Trouble where no broker answers
   */
  public void require() throws Trouble {
    try {
      Ownership.require(cluster, entry());
    } catch (KafkaException e) {
      LOG.warn("Whose {} is cannot be asked now", entry().job(), e);
    }
  }

  /**
   * Notes that the command has said what it had to say. Where that cannot be noted, the same
   * command will say it again.
   */
  public void told(boolean published, boolean reported) {
    var unused = mark(cluster, entry().job(), entry().run(), published, reported);
  }

  /**
   * Notes how far an undo is. It is noted when this returns.
   *
   * @throws Refused where the job is another command's by now
   * @throws Trouble where no broker takes it, or the thread was interrupted
   */
  public void mark(UndoMark mark) throws Trouble {
    change(now -> now.undone(Optional.of(mark)));
  }

  /** Notes that no run of the job is undone, as {@link #mark}. */
  public void unmark() throws Trouble {
    change(now -> now.undone(Optional.empty()));
  }

  private void change(UnaryOperator<JobEntry> change) throws Trouble {
    try (KafkaJobsLog log = new KafkaJobsLog(cluster, new Topics(entry().job()))) {
      boolean noted =
          new Register(log)
              .change(current -> {
                Optional<JobEntry> next =
                    current
                        .filter(now -> now.run().equals(entry().run()))
                        .filter(now -> now.isOf(entry().holder().orElseThrow()))
                        .map(change);
                return new Register.Change<>(next, next.isPresent());
              });
      if (!noted) {
        throw new Refused(
            ErrorCode.RUN_SUPERSEDED, entry().job() + " has been taken over by another command");
      }
    } catch (KafkaException e) {
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "how far an undo is, is not noted", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble(ErrorCode.BROKER_UNREACHABLE, "interrupted while noting an undo", e);
    }
  }

  /**
   * Notes that somebody has been told of a run, which need not be this command's.
   *
   * @return whether it is noted
   */
  public static boolean mark(
      Cluster cluster, String job, String run, boolean published, boolean reported) {
    try (KafkaJobsLog log = new KafkaJobsLog(cluster, new Topics(job))) {
      new Register(log).mark(run, published, reported);
      return true;
    } catch (Trouble | KafkaException e) {
      LOG.warn("That run {} has been told of is not noted", run, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  @Override
  public void close() {
    ownership.close();
    lease.ifPresent(Lease::close);
  }
}
