package io.godwit.common.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.claim.RunRequest.Kind;
import io.godwit.common.claim.RunRequest.Start;
import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.wire.run.Holder;
import io.godwit.common.wire.run.JobEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two commands that want one job, held at every step: whatever the order, one goes on, the other
 * ends and knows why, and the job is never left lying. All orders are gone through in which the
 * turn changes a few times before a command has come to its end; with {@code -Dgodwit.long=true} a
 * few more.
 */
final class TwoCommandsTest {

  private static final int CHANGES = Boolean.getBoolean("godwit.long") ? 5 : 3;

  /** What is typed. */
  private record Typed(Kind kind, Start start) {}

  private static final List<Typed> ALL =
      List.of(
          new Typed(Kind.RUN, Start.RESUME),
          new Typed(Kind.RUN, Start.ANEW),
          new Typed(Kind.RUN, Start.GIVE_UP),
          new Typed(Kind.PUBLISH, Start.RESUME),
          new Typed(Kind.PUBLISH, Start.ANEW),
          new Typed(Kind.PUBLISH, Start.GIVE_UP));

  /** What happens to the first of the two at some step, besides. */
  enum Fault {
    NONE,
    /** It does nothing more, and is missed a while later. */
    KILLED,
    /** It is missed, and goes on. */
    SUSPENDED
  }

  /** How a command ended. */
  private enum End {
    RUNS,
    FINISHED,
    TOLD,
    DONE,
    REFUSED,
    SUPERSEDED
  }

  // Each pair in a virtual thread like its commands: a turn is then no switch between two threads
  // of the system, of which a platform thread would make several hundred thousand.
  @ParameterizedTest
  @EnumSource
  void oneGoesOnAndTheOtherEnds(Fault fault) throws Exception {
    List<Future<Integer>> orders = new ArrayList<>();
    try (ExecutorService pairs = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Typed first : ALL) {
        for (Typed second : ALL) {
          orders.add(pairs.submit(() -> allOrders(first, second, fault)));
        }
      }
    }
    int sum = 0;
    for (Future<Integer> pair : orders) {
      sum += pair.get();
    }
    assertThat(sum).isGreaterThan(1000);
  }

  private static int allOrders(Typed first, Typed second, Fault fault) {
    int orders = 0;
    Optional<List<Integer>> choices = Optional.of(List.of());
    while (choices.isPresent()) {
      Choices made = new Choices(choices.get());
      new Case(first, second, fault, made).run();
      orders++;
      choices = made.following();
    }
    return orders;
  }

  /** One order of the steps of two commands. */
  private static final class Case {
    private final ModelWorld world = new ModelWorld();
    private final Steps steps = new Steps();
    private final Fault fault;
    private final Choices choices;
    private final Typed first;
    private final Typed second;
    private final List<End> ends = new ArrayList<>();
    private boolean struck;

    Case(Typed first, Typed second, Fault fault, Choices choices) {
      this.first = first;
      this.second = second;
      this.fault = fault;
      this.choices = choices;
    }

    void run() {
      add(first);
      add(second);
      goOn(fault == Fault.NONE ? CHANGES : CHANGES - 1);
      world.check(ends.getLast() != End.RUNS, "the second stands for ever");
      world.check(steps.ended(0), "the first stands for ever");
      if (fault == Fault.NONE) {
        checkOneWentOn();
      }
      // Typed once more, nothing is in the way, and what was left lying is finished.
      add(new Typed(Kind.RUN, Start.RESUME));
      goOn(0);
      world.check(
          ends.getLast() == End.FINISHED || ends.getLast() == End.TOLD, "the job is blocked");
      world.check(
          world.published().contains(world.entry().orElseThrow().run()), "it is not complete");
      world.check(
          world.published().stream().distinct().count() == world.published().size(),
          "a run was published twice: " + world.published());
    }

    private void add(Typed typed) {
      int number = ends.size();
      ends.add(End.RUNS);
      Holder me = new Holder("c" + number, typed.kind().name(), "", number, 0, Optional.empty());
      RunRequest request =
          new RunRequest(
              new JobEntry("job", "r" + number, "", "", 0), me, typed.kind(), typed.start());
      steps.add(turn -> ends.set(number, carryOut(world.new View(request, turn), request)));
    }

    /** Goes on while anybody can, with so many changes of turn that are not forced. */
    private void goOn(int changes) {
      int left = changes;
      int last = 0;
      List<Integer> ready = steps.ready();
      while (!ready.isEmpty()) {
        strike();
        ready = steps.ready();
        if (ready.isEmpty()) {
          break;
        }
        int next = ready.contains(last) ? last : ready.getFirst();
        if (ready.size() > 1 && left > 0 && choices.next(2) == 1) {
          left--;
          int before = next;
          next = ready.stream().filter(other -> other != before).findFirst().orElseThrow();
        }
        steps.step(next);
        last = next;
        ready = steps.ready();
      }
    }

    /** At most once, before any step. */
    private void strike() {
      if (fault == Fault.NONE || struck || steps.ended(0) || choices.next(2) == 0) {
        return;
      }
      struck = true;
      switch (fault) {
        case NONE -> throw new IllegalStateException();
        case KILLED -> {
          world.note("c0 is killed");
          steps.kill(0);
          // Sooner or later; in between it is for others as if it lived.
          world.miss("c0");
        }
        case SUSPENDED -> world.miss("c0");
      }
    }

    private static End carryOut(ModelWorld.View view, RunRequest request) {
      try {
        Claim claim =
            new Claiming(view, view, view, (entry, by) -> wait(view, request, by)).claim(request);
        End end =
            switch (claim) {
              case Claim.Begun(JobEntry mine) -> work(view, mine);
              case Claim.Resumed(JobEntry mine) -> work(view, mine);
              case Claim.Untold ignored -> End.TOLD;
              case Claim.Done ignored -> End.DONE;
            };
        if (end == End.FINISHED || end == End.TOLD) {
          new Register(view).mark(claim.entry().run(), true, true);
        }
        view.leave();
        return end;
      } catch (Refused refused) {
        view.leave();
        return End.REFUSED;
      } catch (Trouble | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static void wait(ModelWorld.View view, RunRequest request, Holder by) {
      if (request.kind() == Kind.RUN || request.start() != Start.RESUME) {
        throw new Refused(ErrorCode.JOB_HELD, by.token());
      }
      view.await(by);
    }

    /** As a producer does it: fence, look whose the job is, publish, and look again at the end. */
    private static End work(ModelWorld.View view, JobEntry mine) {
      while (!view.isComplete(mine)) {
        view.initialise();
        if (view.isLost(mine)) {
          return End.SUPERSEDED;
        }
        if (!view.isComplete(mine) && !view.publish(mine.run()) && view.isLost(mine)) {
          return End.SUPERSEDED;
        }
      }
      return view.isLost(mine) ? End.SUPERSEDED : End.FINISHED;
    }

    private void checkOneWentOn() {
      String run = world.entry().orElseThrow().run();
      world.check(world.published().contains(run), "nobody went on with " + run);
      boolean givesUp = first.start() == Start.GIVE_UP || second.start() == Start.GIVE_UP;
      world.check(
          !ends.contains(End.SUPERSEDED) || givesUp, "superseded without having been given up");
      world.check(ends.contains(End.FINISHED), "neither has finished: " + ends);
    }
  }
}
