package io.godwit.worker.consume;

/** What is left out of the protocol, to see that a simulation finds it missing. */
enum Flaw {
  NONE,

  /** One receipt in fifty is lost on its way, and its transaction is committed all the same. */
  LOST_RECEIPTS,

  /** Trouble is recorded as the failure of those whom it struck: an outcome of this attempt. */
  TROUBLE_IS_AN_OUTCOME,

  /** The coordinator commits offsets on behalf of whoever asks, member or not. */
  NO_MEMBER_EPOCHS,

  /** The broker cannot tell a transactional client from the one that has taken its place. */
  NO_PRODUCER_EPOCHS,

  /** A new owner does not wait for the transaction that is about to move its offset. */
  UNSTABLE_OFFSETS,

  /** A partition is given away while what it has handed over is not settled yet. */
  UNSETTLED_RELEASE,

  /** One that was thrown out of its group joins anew with what it has not settled. */
  UNSETTLED_REJOINING,

  /** One that was suspended may be about to write when another takes over; no flaw of ours. */
  LATE_WRITES_OF_A_KEY_TWICE
}
