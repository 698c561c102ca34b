package io.godwit.worker.suspect;

/** What the first byte of a message between parent and child says. */
final class ReplyTag {

  /** To the child: it is still wanted. */
  static final byte SIGN = 1;

  /** To the child: records to work on follow. */
  static final byte REQUEST = 2;

  /** From the child: the job is open. */
  static final byte READY = 10;

  /** From the child: it is not, and why. */
  static final byte NOT_OPENED = 11;

  /** From the child: what has become of the records. */
  static final byte ENDED = 12;

  /** From the child: it lives, but has no outcome; why. */
  static final byte WAITS = 14;

  /** From the child: something was thrown that would end a worker. */
  static final byte THREW = 15;

  private ReplyTag() {}
}
