package io.godwit.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** One connection through a proxy. Each way is passed on by a thread of its own. */
public final class Link {

  private static final int BUFFER = 1 << 13;

  /** Which way bytes go. */
  public enum Way {
    /** From the client to the server. */
    REQUESTS,
    /** From the server to the client. */
    ANSWERS
  }

  private final Socket client;
  private final Socket server;
  private final Flow flow;
  private final Map<Way, AtomicLong> left = new EnumMap<>(Way.class);

  Link(Socket client, Socket server, Flow flow) throws IOException {
    this.client = client;
    this.server = server;
    this.flow = flow;
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    for (Way way : Way.values()) {
      left.put(way, new AtomicLong(Long.MAX_VALUE));
    }
  }

  private AtomicLong left(Way way) {
    return left.getOrDefault(way, new AtomicLong());
  }

  void cutAfter(Way way, int bytes) {
    left(way).set(bytes);
  }

  /** Passes on until an end closes or the connection is cut; then neither end has it any more. */
  void pass(Way way) {
    Socket from = way == Way.REQUESTS ? client : server;
    Socket to = way == Way.REQUESTS ? server : client;
    try {
      copy(from.getInputStream(), to.getOutputStream(), left(way));
    } catch (IOException gone) {
      // One of both has closed it, which is told to the other below.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reset();
  }

  private void copy(InputStream in, OutputStream out, AtomicLong left)
      throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER];
    int read = in.read(buffer, 0, Math.min(flow.await(), BUFFER));
    while (read >= 0) {
      // What was on its way when the flow stopped waits, too.
      int free = flow.await();
      long before = left.getAndAdd(-read);
      out.write(buffer, 0, Math.clamp(before, 0, read));
      out.flush();
      if (before < read) {
        return;
      }
      read = in.read(buffer, 0, Math.min(free, BUFFER));
    }
  }

  /** Ends it at both ends as a network does that has lost it: without a word of farewell. */
  void reset() {
    for (Socket socket : List.of(client, server)) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException closed) {
        // It is what was wanted.
      }
    }
  }
}
