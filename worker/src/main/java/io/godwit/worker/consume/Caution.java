package io.godwit.worker.consume;

import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Outcome;
import io.godwit.common.model.Trouble;
import io.godwit.common.wire.WorkPack;
import io.godwit.common.wire.WorkRecord;
import io.godwit.worker.settle.BatchWork;
import io.godwit.worker.settle.Ended;
import io.godwit.worker.settle.Settlement;
import io.godwit.worker.suspect.Mark;
import io.godwit.worker.suspect.Suspicion;
import io.godwit.worker.suspect.Trials;
import io.godwit.worker.suspect.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a lane does because a record may end its process: it says in Kafka what it is at work on
 * before it begins, and leaves to children what has cost deaths. In peace that is one commit for
 * each assignment, which the lanes of a worker share. For the lane's thread.
 */
final class Caution {

  private static final Duration SLICE = Duration.ofMillis(500);

  private final Lane lane;
  private final Watch watch;
  private final BatchWork work;
  private final LaneShare shared;
  private int guilty;

  Caution(Lane lane, Watch watch, BatchWork work, LaneShare shared) {
    this.lane = lane;
    this.watch = watch;
    this.work = work;
    this.shared = shared;
  }

  /** Before the first records of a peaceful partition are taken. */
  void begin() throws InterruptedException {
    if (watch.suspicion() instanceof Suspicion.Calm(boolean marked) && !marked) {
      mark(lane.firstOffset(), lane.firstOffset());
    }
  }

  /** Before records that were taken are worked on. */
  void begin(List<WorkPack> packs) throws InterruptedException {
    mark(packs.getFirst().offset(), packs.getLast().offset() + 1);
  }

  private void mark(long from, long to) throws InterruptedException {
    Optional<Mark> mark = watch.before(to);
    if (mark.isPresent()) {
      Settlement settlement = Settlement.ofMark(lane.topicPartition(), from, mark.get().text());
      lane.settle(settlement, 0, () -> watch.marked(from, mark.get()));
      awaitSettled();
    }
  }

  /**
   * Writes records that were not tried yet.
   *
   * @return whether that was a trial, whose time says nothing of the target
   */
  boolean write(Hand hand, List<Integer> places) throws Trouble, InterruptedException {
    if (!(watch.suspicion() instanceof Suspicion.OnTrial(int deaths, long ignored))) {
      work.write(hand.records(), places, hand.standing());
      return false;
    }
    List<Integer> unreadable = new ArrayList<>();
    List<Integer> suspects = new ArrayList<>();
    for (int place : places) {
      switch (hand.records().get(place)) {
        case WorkRecord.Decoded readable -> suspects.add(place);
        case WorkRecord.Unreadable foreign -> unreadable.add(place);
      }
    }
    work.write(hand.records(), unreadable, hand.standing());
    if (!suspects.isEmpty()) {
      lane.waiting(Optional.of(notice(hand, suspects, deaths)));
      hold(hand, suspects);
    }
    return true;
  }

  private Trouble notice(Hand hand, List<Integer> suspects, int deaths) {
    return new Trouble(
        ErrorCode.RECORDS_ON_TRIAL,
        "workers have ended "
            + deaths
            + " times at partition "
            + lane.partition()
            + " from offset "
            + hand.place(suspects.getFirst()).offset()
            + " on; its next "
            + suspects.size()
            + " records are tried in processes of their own");
  }

  /** Without a permit: children take theirs from nobody, and others go on meanwhile. */
  private void hold(Hand hand, List<Integer> suspects) throws Trouble, InterruptedException {
    Trials.Suspects here =
        new Trials.Suspects() {
          @Override
          public void end(int place, Outcome outcome) {
            hand.standing().end(place, outcome);
          }

          @Override
          public void here(List<Integer> places) throws Trouble {
            work.write(hand.records(), places, hand.standing());
          }
        };
    shared.permits().release();
    try {
      guilty += shared.trials().hold(hand.ours(), suspects, here, lane.stop()::requested);
    } finally {
      shared.permits().acquireUninterruptibly();
    }
  }

  /** Hands over what has become of the records, and waits for it where others may not begin yet. */
  void settle(Hand hand, Ended ended) throws InterruptedException {
    long next = hand.nextOffset();
    boolean stepwise = watch.isStepwise();
    Settlement settlement =
        new Settlement(lane.topicPartition(), next, ended, watch.settling(next).text());
    int found = guilty;
    guilty = 0;
    lane.settle(settlement, hand.count(), () -> watch.settled(next, found));
    if (stepwise) {
      awaitSettled();
    }
  }

  private void awaitSettled() throws InterruptedException {
    while (!shared.settler().flush(SLICE)) {
      lane.requireOwned();
      if (shared.settler().broken().isPresent()) {
        throw new InterruptedException("nothing is settled any more");
      }
    }
  }
}
