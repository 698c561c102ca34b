package io.godwit.worker.consume;

import io.godwit.common.model.failure.Trouble;
import java.util.Optional;

/**
 * How it stands with an assigned partition. Each state has the transitions that are legal there,
 * and no other; what may come from outside at any time, {@link #drained} and {@link #abandoned},
 * each of them answers. The owner guards it.
 *
 * <pre>
 *           begin            drained             abandoned
 *   Idle ──────────► Working ───────► Draining ───────────► Abandoned
 *    ▲ └── drained ─────│────────────────▲                    │
 *    └────── done ──────┘                       from any: broke ──► Broken
 * </pre>
 */
sealed interface PartitionState {

  /** What is to become of it where nothing more is to be taken from its buffer. */
  PartitionState drained();

  /** What is to become of it where somebody else may own the partition. */
  PartitionState abandoned();

  /** Whether its thread is to stop, now or when what is in hand has ended. */
  default boolean stops() {
    return switch (this) {
      case Idle ignored -> false;
      case Working ignored -> false;
      case Draining ignored -> true;
      case Abandoned ignored -> true;
      case Broken ignored -> true;
    };
  }

  /** What is in hand; of what is abandoned or broken nobody asks any more. */
  default Hand inHand() {
    return switch (this) {
      case Working(Hand hand) -> hand;
      case Draining(Hand hand) -> hand;
      case Idle ignored -> Hand.EMPTY;
      case Abandoned ignored -> Hand.EMPTY;
      case Broken ignored -> Hand.EMPTY;
    };
  }

  /**
   * What the partition's thread has in its hands.
   *
   * @param trouble what it waits for; empty while nothing is wrong
   * @param folded so many bytes of it wait as bytes; 0 while it is worked on
   */
  record Hand(Optional<Trouble> trouble, long folded) {
    static final Hand EMPTY = new Hand(Optional.empty(), 0);

    Hand withTrouble(Optional<Trouble> now) {
      return new Hand(now, folded);
    }

    Hand withFolded(long bytes) {
      return new Hand(trouble, bytes);
    }
  }

  /**
   * Nothing is in hand, and packs may wait: they may be taken. Where none waits, the position that
   * has moved over markers is settled.
   */
  enum Idle implements PartitionState {
    IDLE;

    Working begin() {
      return new Working(Hand.EMPTY);
    }

    Broken broke(Throwable reason) {
      return new Broken(reason);
    }

    @Override
    public Draining drained() {
      return new Draining(Hand.EMPTY);
    }

    @Override
    public Abandoned abandoned() {
      return Abandoned.ABANDONED;
    }
  }

  /** Packs may be taken, are carried out, and are handed over when they have ended. */
  record Working(Hand hand) implements PartitionState {
    Idle done() {
      return Idle.IDLE;
    }

    Working with(Hand now) {
      return new Working(now);
    }

    Broken broke(Throwable reason) {
      return new Broken(reason);
    }

    @Override
    public Draining drained() {
      return new Draining(hand);
    }

    @Override
    public Abandoned abandoned() {
      return Abandoned.ABANDONED;
    }
  }

  /** Nothing more is taken; what is in hand goes on to its settlement, and is handed over. */
  record Draining(Hand hand) implements PartitionState {
    Draining with(Hand now) {
      return new Draining(now);
    }

    Broken broke(Throwable reason) {
      return new Broken(reason);
    }

    @Override
    public Draining drained() {
      return this;
    }

    @Override
    public Abandoned abandoned() {
      return Abandoned.ABANDONED;
    }
  }

  /**
   * Nothing is handed over any more, whatever the thread is doing at this moment, but for the mark
   * that this process has ended its work here in order.
   */
  enum Abandoned implements PartitionState {
    ABANDONED;

    Broken broke(Throwable reason) {
      return new Broken(reason);
    }

    @Override
    public Abandoned drained() {
      return this;
    }

    @Override
    public Abandoned abandoned() {
      return this;
    }
  }

  /**
   * The thread has died of something, and the session is over. Its mark stays as that of a death,
   * unless the partition was only out of date.
   */
  record Broken(Throwable reason) implements PartitionState {
    @Override
    public Broken drained() {
      return this;
    }

    @Override
    public Broken abandoned() {
      return this;
    }
  }
}
