package io.godwit.worker.consume;

/** A promise that was not kept, and how. */
record Breach(Promise promise, String how) {

  /** What must hold when a history is over. */
  enum Promise {
    /** It is over some time. */
    ENDS,
    /** Every record has one outcome in the receipts. */
    EACH_RECORD_ONCE,
    /** The tallies of the receipts are the records of each split. */
    BOOKS_BALANCE,
    /** The outcome is the one that the record must have. */
    OUTCOME,
    /** Every failure has one dead letter, and nothing else has. */
    DEAD_LETTERS,
    /** The target holds what the receipts say was written last under each key, and no more. */
    TARGET,
    /** Nothing is left to consume. */
    NO_LAG
  }
}
