package io.godwit.producer;

import io.godwit.common.model.TargetPlan;
import io.godwit.common.model.Task;
import io.godwit.common.model.failure.Trouble;
import io.godwit.producer.gone.GoneWork;
import io.godwit.producer.verify.VerifyWork;
import java.util.Optional;

/**
 * What is done at the target before and after its records are written. For one thread at a time; it
 * may connect when it is first asked. Nothing of it has a default: whatever stands around another
 * one has to say what it hands on.
 */
public interface TargetWork {

  /** Of a job that makes nothing. */
  TargetWork NONE =
      new TargetWork() {
        @Override
        public TargetPlan plan() {
          return TargetPlan.NOTHING;
        }

        @Override
        public Optional<String> carryOut(Task task) {
          throw new IllegalStateException("nothing was planned, and not " + task.name());
        }

        @Override
        public Optional<GoneWork> gone() {
          return Optional.empty();
        }

        @Override
        public Optional<VerifyWork> verify() {
          return Optional.empty();
        }

        @Override
        public void letGo() {}
      };

  /**
   * What is to be done; changes nothing.
   *
   * @throws Trouble where the source or the target does not answer
   * @throws io.godwit.common.model.failure.Refused where it could not be done
   */
  TargetPlan plan() throws Trouble;

  /**
   * Does one thing of the plan, which another process may have made, and done already.
   *
   * @return why the target refuses it; empty where it is done
   * @throws Trouble where the target does not answer
   */
  Optional<String> carryOut(Task task) throws Trouble;

  /** What it does about rows that are gone from the source; empty where they stay. */
  Optional<GoneWork> gone();

  /** How what stands there is compared with what was written; empty where it cannot be. */
  Optional<VerifyWork> verify();

  /** Nothing is to be done for a while: closes its connections, which it opens again when asked. */
  void letGo();
}
