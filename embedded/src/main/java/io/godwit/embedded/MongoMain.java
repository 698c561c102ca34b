package io.godwit.embedded;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;

/** The MongoDB stand-in's own process. */
final class MongoMain {

  private MongoMain() {}

  /**
   * Runs until the parent is gone or the process is told to stop; both close the file in good
   * order.
   *
   * @param arguments the data file and the port
   */
  public static void main(String[] arguments) {
    ParentWatch.begin();
    MongoServer server = new MongoServer(new H2Backend(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow, "mongodb-close"));
    server.bind("127.0.0.1", Integer.parseInt(arguments[1]));
  }
}
