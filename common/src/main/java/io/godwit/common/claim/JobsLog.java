package io.godwit.common.claim;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.JobEntry;
import java.time.Duration;
import java.util.Optional;

/**
 * The entry of one job, to be read, and to be changed by one at a time. For one thread.
 *
 * <p>Its methods throw {@link org.apache.kafka.common.KafkaException} where no broker answers;
 * whether a change was made is then unknown.
 */
public interface JobsLog {

  /** The entry as readers see it now: another's change may be on its way. */
  Optional<JobEntry> peek() throws Trouble;

  /**
   * Begins a change: whatever others have begun is over, done or undone, when this returns. They
   * cannot do it any more.
   */
  Turn begin() throws Trouble;

  /** Lets others have their turn. */
  void rest(Duration time) throws InterruptedException;

  /** A change that may be made, unless somebody else begins one. */
  interface Turn extends AutoCloseable {

    /** The entry, as all changes before this one have left it. */
    Optional<JobEntry> read() throws Trouble;

    /**
     * Makes the change.
     *
     * @return whether it was made; not where somebody else has begun one since
     */
    boolean write(JobEntry entry) throws Trouble;

    @Override
    void close();
  }
}
