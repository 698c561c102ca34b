package io.godwit.common.wire.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;

/**
 * What has been laid down about one run while it is on its way: by an operator, or by the role that
 * was first to see something. A ruling stands in the control topic before anything follows from it,
 * so every role, and every later life of a role, acts by the same ones.
 */
public sealed interface Ruling {

  /** Its place under its run; a later ruling of one place replaces the earlier one. */
  String place();

  /**
   * A record, or a whole message, that the operator has given up: it fails and is not written.
   *
   * @param partition of the work topic
   * @param offset of the message there
   * @param record which record of the message, from 0; {@link #ALL} for all of them
   * @param at when it was ruled, in milliseconds since 1970
   */
  record Skip(int partition, long offset, int record, long at) implements Ruling {

    /** Every record of the message. */
    public static final int ALL = -1;

    /** How the places of these begin. */
    public static final String KIND = "skip/";

    @Override
    public String place() {
      return KIND + partition + "/" + offset + "/" + record;
    }
  }

  /**
   * What the exactness of a target's writes rests on in this run: what the first role found, or
   * what the operator has accepted since.
   *
   * @param unit the table or collection
   * @param facts what was found, by name; only its connector reads them
   * @param at when, in milliseconds since 1970
   */
  record Baseline(String unit, SortedMap<String, String> facts, long at) implements Ruling {
    /** How the places of these begin. */
    public static final String KIND = "baseline/";

    @Override
    public String place() {
      return KIND + unit;
    }
  }

  /**
   * What is left to do at the target when the run is done, as the workers found it when a sink
   * began; the report says it. A target of many units has many sinks, opened by whichever worker
   * meets the unit first: so the place follows from the words, where workers that found the same
   * lay it down once, and what another sink has left to do stands beside it.
   *
   * @param sentences free of secrets, each with what to type
   */
  record Notices(List<String> sentences) implements Ruling {

    /** How the places of these begin. */
    public static final String KIND = "notices";

    /** Takes an unmodifiable copy. */
    public Notices {
      sentences = List.copyOf(sentences);
    }

    @Override
    public String place() {
      byte[] words = String.join("\n", sentences).getBytes(StandardCharsets.UTF_8);
      return KIND + "/" + UUID.nameUUIDFromBytes(words);
    }
  }

  /**
   * How the run is wanted to be: every role obeys within two seconds. It is replaced as a whole, by
   * whoever has read the one before, so that a part that is changed leaves the others as they are.
   * What an earlier version did not know of is absent in its messages, and passed over by it in
   * later ones.
   *
   * @param pause empty where the run is to go on
   * @param failuresFrom from when on failures count against the job's budget, in milliseconds since
   *     1970; empty where all of the run's do
   */
  record Desired(Optional<Pause> pause, Optional<Long> failuresFrom) implements Ruling {

    /** Their place. */
    public static final String KIND = "desired";

    /** How a run begins. */
    public static final Desired GO_ON = new Desired(Optional.empty());

    /** One by which all failures count. */
    public Desired(Optional<Pause> pause) {
      this(pause, Optional.empty());
    }

    /** The same, held, unless it is held already. */
    public Desired held(Pause next) {
      return pause.isPresent() ? this : new Desired(Optional.of(next), failuresFrom);
    }

    /**
     * The same, going on. Where its failures had it held, they are forgiven: it would be held again
     * at once.
     *
     * @param now in milliseconds since 1970
     */
    public Desired resumed(long now) {
      boolean overspent = pause.flatMap(Pause::overspent).isPresent();
      return new Desired(Optional.empty(), overspent ? Optional.of(now) : failuresFrom);
    }

    @Override
    public String place() {
      return KIND;
    }
  }

  /**
   * That nothing of a run is to be begun.
   *
   * @param since in milliseconds since 1970
   * @param overspent what has the run held; empty where a person has
   */
  record Pause(long since, Optional<Overspent> overspent) {

    /** One that a person wants. */
    public Pause(long since) {
      this(since, Optional.empty());
    }

    /** Since when, for people: to the second, in UTC. */
    public String sinceText() {
      return Instant.ofEpochMilli(since).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whether whoever runs the job in one process is to end, and not to wait for a person. */
    public boolean ends() {
      return overspent.filter(Overspent::ends).isPresent();
    }
  }

  /**
   * That more records have failed than the job allows.
   *
   * @param failed so many
   * @param decided of so many of which it was known what became of them
   * @param allowed what the job allows, as its file says it
   * @param ends whether commands are to end
   */
  record Overspent(long failed, long decided, String allowed, boolean ends) {

    /** For people, in one line. */
    public String text() {
      return String.format(
          Locale.ROOT,
          "%,d of %,d records failed, and failures.stop-at is %s",
          failed,
          decided,
          allowed);
    }
  }
}
