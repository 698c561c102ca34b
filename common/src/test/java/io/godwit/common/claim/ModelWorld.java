package io.godwit.common.claim;

import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A broker as far as commands depend on it, in memory: the job's entry and who may change it, the
 * leases, and what is published under the producer's id. What a {@link View} does is one step each.
 */
final class ModelWorld {

  private Optional<JobEntry> entry = Optional.empty();
  private int registerEpoch;
  private int producerEpoch;
  private final Set<String> leases = new HashSet<>();
  private final List<String> published = new ArrayList<>();
  private final List<String> trace = new ArrayList<>();
  private final List<String> wrongs = new ArrayList<>();

  /** The world as one command sees it. */
  final class View implements JobsLog, ClaimRules.Facts, Claiming.Membership {
    private final RunRequest request;
    private final Steps.Turn turn;
    private int epoch;
    private boolean joined;

    View(RunRequest request, Steps.Turn turn) {
      this.request = request;
      this.turn = turn;
    }

    private void step(String what) {
      turn.step();
      trace.add(request.me().token() + " " + what);
    }

    @Override
    public Optional<JobEntry> peek() {
      step("peeks");
      return entry;
    }

    @Override
    public Turn begin() {
      step("begins a change");
      int mine = ++registerEpoch;
      return new Turn() {
        @Override
        public Optional<JobEntry> read() {
          step("reads");
          return entry;
        }

        @Override
        public boolean write(JobEntry next) {
          step("writes " + next.run());
          if (mine != registerEpoch) {
            return false;
          }
          note(next);
          entry = Optional.of(next);
          return true;
        }

        @Override
        public void close() {
          // Whoever begins next cuts this one off.
        }
      };
    }

    /** A job that is at work may change hands only where it is given up. */
    private void note(JobEntry next) {
      Optional<Holder> before = entry.flatMap(JobEntry::holder);
      boolean changes = !before.equals(next.holder());
      if (changes
          && before.filter(holder -> leases.contains(holder.token())).isPresent()
          && request.start() != RunRequest.Start.GIVE_UP) {
        wrongs.add(request.me().token() + " took the job from one that lives");
      }
      if (changes && !joined) {
        wrongs.add(request.me().token() + " took the job without a sign of life");
      }
    }

    @Override
    public void rest(Duration time) {
      step("rests");
    }

    @Override
    public boolean isAlive(Holder holder) {
      step("looks whether " + holder.token() + " lives");
      return leases.contains(holder.token());
    }

    /** Whatever is published is worked off at once. */
    @Override
    public boolean isComplete(JobEntry of) {
      return published.contains(of.run());
    }

    @Override
    public boolean isWhole(JobEntry of) {
      return published.contains(of.run());
    }

    @Override
    public boolean isSameJob(JobEntry of) {
      return true;
    }

    @Override
    public void join() {
      step("joins");
      leases.add(request.me().token());
      joined = true;
    }

    /** A producer's client is initialised: the one before is fenced. */
    void initialise() {
      step("fences");
      epoch = ++producerEpoch;
    }

    /** Publishes all of a run in one transaction; answers whether it was not fenced. */
    boolean publish(String run) {
      step("publishes " + run);
      if (epoch != producerEpoch) {
        return false;
      }
      published.add(run);
      return true;
    }

    /** What the owner of a job looks at again and again. */
    boolean isLost(JobEntry mine) {
      step("looks whose it is");
      return Ownership.lost(mine, entry).isPresent();
    }

    void leave() {
      step("leaves");
      leases.remove(request.me().token());
    }

    /** Waits until another's sign of life is gone, or the job is not his any more. */
    void await(Holder by) {
      turn.until(() -> !leases.contains(by.token()) || entry.filter(now -> now.isOf(by)).isEmpty());
      trace.add(request.me().token() + " waited for " + by.token());
    }
  }

  /** A command is missed, dead or not. */
  void miss(String token) {
    trace.add(token + " is missed");
    leases.remove(token);
  }

  void note(String what) {
    trace.add(what);
  }

  Optional<JobEntry> entry() {
    return entry;
  }

  List<String> published() {
    return published;
  }

  /** What must not be, with all that led to it. */
  void check(boolean holds, String what) {
    if (!holds || !wrongs.isEmpty()) {
      throw new AssertionError(
          what + " " + wrongs + " after\n  " + String.join("\n  ", trace) + "\n  " + entry);
    }
  }
}
