package io.godwit.worker.consume;

import io.godwit.testkit.scripted.VirtualTime;
import io.godwit.worker.consume.ClientModel.Interruption;
import io.godwit.worker.consume.ClientModel.Rest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/**
 * What becomes of a load: workers that take turns as the dice say, one action at a time, and a few
 * disturbances. It is the same for the same seed.
 *
 * <p>What is on the way of an outcome is the real thing: the packer and the decoder, {@code
 * PackBuffer}, {@code BatchInFlight}, the steps, {@code BatchProcessor}, {@code TargetWriter}, the
 * marks, {@code Settler} with its queue and its thread, the codecs of receipts and dead letters.
 * Models are, because the real ones need a broker or sleep in real time: the broker, its group and
 * the client; {@link PollLoop} ({@link WorkerModel}), {@link PartitionWorker} and {@link
 * PartitionWork} ({@link PartitionModel}). Left out: that records kill workers, which has a
 * simulation of its own, so no death that a mark tells of raises suspicion here; and rulings of
 * operators.
 *
 * <p>A zombie is a worker that does nothing for a while, between two actions or inside a
 * transaction, is taken out of its group, and then goes on for some actions before its poll thread
 * hears of it.
 */
final class History {

  private static final int MOST_ACTIONS = 20_000;
  private static final int MOST_WORKERS = 3;
  private static final int POINTS = 14;

  /** A stale epoch of a living member costs a tenth of a second of real time. */
  private static final int STALE_EPOCHS = 2_000;

  /** What happens to workers, beside their work. */
  enum Event {
    DEATH,
    DEATH_AT_THE_TARGET,
    DEATH_IN_A_TRANSACTION,
    SUSPENSION,
    SUSPENSION_IN_A_TRANSACTION,
    JOINING,
    LEAVING,
    MOVING,
    STALE_EPOCH,
    TIME_OUT,
    EVICTION,
    RETURN,
    RETURN_OF_A_ZOMBIE
  }

  final Map<Event, Integer> events = new EnumMap<>(Event.class);
  private final Load load;
  private final Flaw flaw;
  private final SplittableRandom dice;
  private final VirtualTime time = new VirtualTime();
  private final BrokerModel broker;
  private final TargetModel target;
  private final List<WorkerModel> awake = new ArrayList<>();
  private final List<WorkerModel> asleep = new ArrayList<>();
  private int disturbances;
  private boolean staleEpoch;
  private int sessions;
  private Interruption next = Interruption.NONE;

  History(long seed, Flaw flaw) {
    this.dice = new SplittableRandom(seed ^ 0x5DEECE66DL);
    this.flaw = flaw;
    this.load = new Load(seed, flaw == Flaw.LATE_WRITES_OF_A_KEY_TWICE || dice.nextInt(3) == 0);
    this.broker = new BrokerModel(flaw, seed);
    this.target = new TargetModel(load, flaw, time);
    this.disturbances = dice.nextInt(7);
    this.staleEpoch = seed % STALE_EPOCHS == 0 && flaw != Flaw.NO_MEMBER_EPOCHS;
  }

  /** From the first worker's start to the first promise that was not kept; empty where all were. */
  Optional<Breach> run() throws InterruptedException {
    begin("w0");
    if (dice.nextBoolean()) {
      begin("w1");
    }
    IntStream.range(0, load.partitions()).forEach(this::assign);
    for (int actions = 0; !isOver(); actions++) {
      if (actions > MOST_ACTIONS) {
        abandonAll();
        return Optional.of(new Breach(Breach.Promise.ENDS, "it goes on for ever"));
      }
      act();
    }
    awake.forEach(WorkerModel::close);
    return new Books(load, broker, target.rows()).breach();
  }

  private void abandonAll() {
    awake.forEach(WorkerModel::abandon);
    asleep.forEach(WorkerModel::abandon);
  }

  private boolean isOver() {
    return asleep.isEmpty()
        && IntStream.range(0, load.partitions())
            .allMatch(partition -> Books.isConsumed(load, broker, partition));
  }

  private void note(Event event) {
    events.merge(event, 1, Integer::sum);
  }

  private void act() throws InterruptedException {
    if (!asleep.isEmpty() && dice.nextInt(16) == 0) {
      goOnAsleep(asleep.get(dice.nextInt(asleep.size())));
      return;
    }
    WorkerModel worker = anybody();
    try {
      if (disturbances > 0 && dice.nextInt(8) == 0) {
        disturbances--;
        disturb(worker);
      } else {
        work(worker);
      }
    } catch (TargetModel.Killed e) {
      note(Event.DEATH_AT_THE_TARGET);
      die(worker);
    }
  }

  /** Somebody who is at work; whoever has stopped may be begun anew elsewhere, by the same name. */
  private WorkerModel anybody() {
    if (awake.isEmpty()) {
      begin("w" + dice.nextInt(MOST_WORKERS));
    }
    return awake.get(dice.nextInt(awake.size()));
  }

  /** Two that live under one name would fence each other for ever; the newer one has it. */
  private void beginAgain(String name) {
    if (awake.stream().noneMatch(worker -> worker.name.equals(name))) {
      begin(name);
    }
  }

  private void begin(String name) {
    sessions++;
    awake.add(new WorkerModel(name, name + "-" + sessions, broker, target, time));
  }

  /** Gives a partition to somebody who is at work, and all hear of it. */
  private void assign(int partition) {
    anybody().open(partition, dice);
    awake.forEach(WorkerModel::poll);
  }

  private void work(WorkerModel worker) throws InterruptedException {
    if (worker.partitions.isEmpty()) {
      return;
    }
    List<Integer> mine = List.copyOf(worker.partitions.keySet());
    int number = mine.get(dice.nextInt(mine.size()));
    PartitionModel partition = worker.partitions.get(number);
    if (!partition.isKnown()) {
      learn(partition, new TopicPartition(Load.TOPICS.work(), number));
    } else if (worker.hasUnsettled() && dice.nextInt(5) == 0) {
      commit(worker);
    } else if (dice.nextInt(4) == 0) {
      partition.fetch(load, 1 + dice.nextInt(4));
    } else {
      partition.act(true);
    }
  }

  private void learn(PartitionModel partition, TopicPartition of) {
    Optional<String> undecided = broker.undecided(of);
    if (undecided.isEmpty()) {
      partition.found(broker.committed(of));
    } else if (dice.nextInt(4) == 0) {
      note(Event.TIME_OUT);
      broker.abortAndFence(undecided.get());
    }
  }

  private void commit(WorkerModel worker) throws InterruptedException {
    if (staleEpoch) {
      staleEpoch = false;
      note(Event.STALE_EPOCH);
      broker.group.advance(worker.member);
      require(worker.tryToCommit(Interruption.NONE), Rest.ABORTED);
      worker.poll();
      require(worker.tryToCommit(Interruption.NONE), Rest.COMMITTED);
      return;
    }
    Interruption now = next;
    next = Interruption.NONE;
    cameToRest(worker, now, worker.commit(now));
  }

  private static void require(Rest is, Rest must) {
    if (is != must) {
      throw new IllegalStateException(is + " and not " + must);
    }
  }

  private void cameToRest(WorkerModel worker, Interruption now, Rest rest) {
    switch (rest) {
      case COMMITTED -> {}
      case SUSPENDED -> {
        note(Event.SUSPENSION_IN_A_TRANSACTION);
        awake.remove(worker);
        asleep.add(worker);
      }
      case ABORTED -> throw new IllegalStateException("a member that is at work was refused");
      case BROKEN -> {
        if (now.dies()) {
          note(Event.DEATH_IN_A_TRANSACTION);
          die(worker);
        } else {
          leave(worker);
          beginAgain(worker.name);
        }
      }
    }
  }

  /** It is gone; what it left open is aborted when it takes too long, or its name comes back. */
  private void die(WorkerModel worker) {
    leave(worker);
    if (dice.nextBoolean()) {
      beginAgain(worker.name);
    }
  }

  /** A session is over: others get its partitions. */
  private void leave(WorkerModel worker) {
    List<Integer> left = List.copyOf(worker.partitions.keySet());
    worker.abandon();
    evict(worker, left);
  }

  private void evict(WorkerModel worker, List<Integer> partitions) {
    awake.remove(worker);
    broker.group.remove(worker.member);
    partitions.forEach(this::assign);
  }

  private void disturb(WorkerModel worker) throws InterruptedException {
    switch (dice.nextInt(9)) {
      case 0 -> {
        note(Event.DEATH);
        die(worker);
      }
      case 1 -> target.kill(dice.nextInt(4));
      case 2, 3 -> next = new Interruption(dice.nextInt(POINTS), true);
      case 4, 5 -> next = new Interruption(dice.nextInt(POINTS), false);
      case 6 -> {
        note(Event.SUSPENSION);
        awake.remove(worker);
        asleep.add(worker);
      }
      case 7 -> {
        if (awake.size() < MOST_WORKERS) {
          note(Event.JOINING);
          begin("w" + (MOST_WORKERS + sessions));
          move(worker);
        }
      }
      default -> stop(worker);
    }
  }

  /** A part of what a worker has goes to somebody else, or it stops in order and all of it does. */
  private void stop(WorkerModel worker) throws InterruptedException {
    if (dice.nextBoolean()) {
      move(worker);
      return;
    }
    note(Event.LEAVING);
    List<Integer> leaving = List.copyOf(worker.partitions.keySet());
    if (release(worker, leaving)) {
      worker.close();
      evict(worker, leaving);
    }
  }

  private void move(WorkerModel worker) throws InterruptedException {
    note(Event.MOVING);
    List<Integer> leaving =
        worker.partitions.keySet().stream().filter(partition -> dice.nextBoolean()).toList();
    if (release(worker, leaving)) {
      leaving.forEach(this::assign);
    }
  }

  /** Answers whether all was settled; where not, the session is over, and others have it all. */
  private boolean release(WorkerModel worker, List<Integer> leaving) throws InterruptedException {
    List<Integer> all = List.copyOf(worker.partitions.keySet());
    Interruption now = next.dies() ? next : Interruption.NONE;
    if (worker.release(leaving, now, flaw != Flaw.UNSETTLED_RELEASE)) {
      return true;
    }
    next = Interruption.NONE;
    worker.abandon();
    evict(worker, all);
    beginAgain(worker.name);
    return false;
  }

  /** What becomes of one that does nothing: its broker gives it up, or it goes on. */
  private void goOnAsleep(WorkerModel worker) throws InterruptedException {
    switch (dice.nextInt(6)) {
      case 0 -> {
        if (worker.isInTransaction()) {
          note(Event.TIME_OUT);
          broker.abortAndFence(worker.transactions());
        }
      }
      case 1, 2, 3 -> {
        if (broker.group.isMember(worker.member)) {
          note(Event.EVICTION);
          if (dice.nextInt(3) == 0) {
            beginAgain(worker.name);
          }
          evict(worker, List.copyOf(worker.partitions.keySet()));
        }
      }
      default -> {
        asleep.remove(worker);
        if (broker.group.isMember(worker.member)) {
          comeBack(worker);
        } else {
          comeBackAsZombie(worker);
        }
      }
    }
  }

  private void comeBack(WorkerModel worker) throws InterruptedException {
    note(Event.RETURN);
    awake.add(worker);
    if (worker.isInTransaction()) {
      cameToRest(worker, Interruption.NONE, worker.resume());
    }
    if (awake.contains(worker)) {
      worker.poll();
    }
  }

  private void comeBackAsZombie(WorkerModel worker) throws InterruptedException {
    note(Event.RETURN_OF_A_ZOMBIE);
    Rest rest = worker.isInTransaction() ? worker.resume() : Rest.COMMITTED;
    List<Integer> had = List.copyOf(worker.partitions.keySet());
    boolean mayWrite = flaw == Flaw.LATE_WRITES_OF_A_KEY_TWICE || !load.keysTwice();
    try {
      for (int i = dice.nextInt(12); i > 0 && rest == Rest.COMMITTED && !had.isEmpty(); i--) {
        if (worker.hasUnsettled() && dice.nextInt(3) == 0) {
          rest = worker.tryToCommit(Interruption.NONE);
        } else {
          worker.partitions.get(had.get(dice.nextInt(had.size()))).act(mayWrite);
        }
      }
    } catch (TargetModel.Killed e) {
      note(Event.DEATH_AT_THE_TARGET);
    }
    if (flaw == Flaw.UNSETTLED_REJOINING && rest == Rest.COMMITTED && worker.hasUnsettled()) {
      worker.poll();
      worker.tryToCommit(Interruption.NONE);
    }
    worker.abandon();
    if (dice.nextBoolean()) {
      beginAgain(worker.name);
    }
  }
}
