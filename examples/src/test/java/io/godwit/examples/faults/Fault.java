package io.godwit.examples.faults;

/** What the world does to a run, beside that it restarts its processes. */
enum Fault {
  /** A process stands still for so long that the others take it for dead, and comes back. */
  SUSPENDED,
  /** The broker is killed and started again. */
  BROKER_KILLED,
  /** A database is killed and started again. */
  DATABASE_KILLED,
  /** All connections to a server are lost in the middle of what they send. */
  REQUESTS_CUT,
  /** The same in the middle of what they are answered, when the server has done it. */
  ANSWERS_CUT,
  /** A server is reached by nothing and refuses nothing. */
  STALLED,
  /** The way to a server is slow. */
  SLOW,
  /** The disk of the roles, and of the target where that is a folder, is full. */
  DISK_FULL,
  /** A database has another password for a while, and has ended all sessions. */
  PASSWORD_CHANGED;

  /** Whether there is something that it can happen to. */
  boolean fits(Pair pair) {
    return switch (this) {
      case SUSPENDED, BROKER_KILLED, DISK_FULL -> true;
      case REQUESTS_CUT, ANSWERS_CUT, STALLED, SLOW -> !pair.servers().isEmpty();
      case DATABASE_KILLED, PASSWORD_CHANGED -> !pair.databases().isEmpty();
    };
  }
}
