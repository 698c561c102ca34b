package io.godwit.bench.fleet;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;

/** mongo-java-server in memory, in a process of its own; ends with its input. */
public final class MongoMemory {

  public static final String PORT = "port ";

  private MongoMemory() {}

  /** Listens until its input ends. */
  public static void main(String[] arguments) throws IOException {
    MongoServer server = new MongoServer(new MemoryBackend());
    InetSocketAddress address = server.bind();
    System.out.println(PORT + address.getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    server.shutdownNow();
  }
}
