package io.godwit.common.kafka;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.monitor.Wait;
import io.godwit.common.monitor.Waits;
import io.godwit.common.wire.run.Ruling;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a role knows of the rulings about its run, followed in a thread of its own: whoever obeys
 * them asks here at every step, and waits for no broker. Any thread may ask.
 *
 * <p>Until the topic has answered once nothing is known, and nothing may be begun: the run may be
 * paused, and a record may be set aside. From then on what was last known holds, however long the
 * topic does not answer.
 */
public final class ControlWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlWatch.class);

  /** A role has two seconds to obey, of which a step of its own may take the rest. */
  private static final Duration EVERY = Duration.ofMillis(400);

  private final String job;
  private final String run;
  private final Supplier<? extends Rulings> topic;
  private final Waits waits;
  private final Lookout lookout;
  private volatile Optional<Known> known = Optional.empty();

  /** Where the rulings about a run are read, for one thread. */
  public interface Rulings extends AutoCloseable {

    /**
     * All that stand there now.
     *
     * @throws KafkaException where the broker does not answer; it may be asked again
     */
    Standing standing();

    @Override
    void close();
  }

  /** The rulings about a run at one moment. */
  public record Standing(List<Ruling> rulings) {

    /** Takes an unmodifiable copy. */
    public Standing {
      rulings = List.copyOf(rulings);
    }

    /** All of a kind. */
    public <T extends Ruling> List<T> of(Class<T> kind) {
      return rulings.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What is wanted of the run. */
    public Ruling.Desired desired() {
      return of(Ruling.Desired.class).stream().findFirst().orElse(Ruling.Desired.GO_ON);
    }
  }

  private record Known(Ruling.Desired desired, List<Ruling.Skip> skips) {}

  /**
   * Begins to follow.
   *
   * @param topic opens it; asked again where that fails
   * @param waits is told where the first answer takes long
   */
  ControlWatch(String job, String run, Supplier<? extends Rulings> topic, Waits waits) {
    this.job = job;
    this.run = run;
    this.topic = topic;
    this.waits = waits;
    this.lookout =
        new Lookout(
            "control-watch",
            EVERY,
            this::look,
            // Those known hold.
            e -> LOG.warn("the rulings about {} cannot be read now", job, e));
  }

  /** Begins to follow the control topic of a cluster, which exists or will. */
  public static ControlWatch of(Cluster cluster, String job, String run, Waits waits) {
    return new ControlWatch(job, run, () -> new ControlTopic(cluster, job, run), waits);
  }

  /** Whether something of the run may be begun now. */
  public boolean mayBegin() {
    return known.filter(now -> now.desired().pause().isEmpty()).isPresent();
  }

  /** What is wanted of the run; empty where nothing is known yet. */
  public Optional<Ruling.Desired> desired() {
    return known.map(Known::desired);
  }

  /** That the run is paused, for people; empty where it is not, or nothing is known yet. */
  public Optional<Wait> pause() {
    return known.flatMap(now -> now.desired().pause()).map(this::pause);
  }

  private Wait pause(Ruling.Pause pause) {
    Optional<String> spent = pause.overspent().map(Ruling.Overspent::text);
    return new Wait(
        spent.isPresent() ? ErrorCode.BUDGET_SPENT : ErrorCode.PAUSED,
        "run %s is %s since %s%s, until: godwit resume %s"
            .formatted(
                run,
                spent.isPresent() ? "held" : "paused",
                pause.sinceText(),
                spent.map(text -> ": " + text).orElse(""),
                job));
  }

  /** What operators have set aside in a partition, as far as it is known. */
  public List<Ruling.Skip> skips(int partition) {
    List<Ruling.Skip> all = known.map(Known::skips).orElse(List.of());
    return all.isEmpty()
        ? all
        : all.stream().filter(skip -> skip.partition() == partition).toList();
  }

  private Lookout.Look look() {
    Rulings rulings = topic.get();
    return new Lookout.Look() {
      @Override
      public void again() {
        read(rulings);
      }

      @Override
      public void close() {
        rulings.close();
      }
    };
  }

  private void read(Rulings rulings) {
    Known next =
        known.isPresent()
            ? ask(rulings)
            : waits.call(
                ErrorCode.BROKER_UNREACHABLE,
                "the broker does not hand out " + Topics.CONTROL,
                () -> ask(rulings));
    Optional<Wait> before = pause();
    known = Optional.of(next);
    tell(before, pause());
  }

  private static Known ask(Rulings rulings) {
    Standing standing = rulings.standing();
    return new Known(standing.desired(), standing.of(Ruling.Skip.class));
  }

  private void tell(Optional<Wait> before, Optional<Wait> now) {
    if (now.isPresent() && !now.equals(before)) {
      LOG.info("{}: {}", job, now.get().what());
    } else if (now.isEmpty() && before.isPresent()) {
      LOG.info("{}: run {} goes on", job, run);
    }
  }

  @Override
  public void close() {
    lookout.close();
  }
}
