package io.godwit.embedded;

import io.godwit.common.model.failure.Trouble;
import java.util.Optional;

/** One server of the stack. Start and stop are called by one thread at a time. */
sealed interface Server permits Broker, PostgreSql, MariaDb, MongoDb {

  /**
   * Ends what an earlier process left running, then starts, and returns when the server answers.
   *
   * @throws Trouble where it does not; nothing of it runs then
   */
  void start() throws Trouble;

  /**
   * Stops in good order within some seconds, and by force after them; harmless when stopped.
   *
   * @throws Trouble where it may still run
   */
  void stop() throws Trouble;

  /**
   * Ends the server at once (SIGKILL), and returns when it is gone; harmless when stopped.
   *
   * @throws Trouble where its processes cannot be told
   */
  void kill() throws Trouble;

  /**
   * How the server ended though nobody stopped it; empty while it runs, and where it was not
   * started. Any thread may ask.
   */
  Optional<Trouble> fallen();
}
