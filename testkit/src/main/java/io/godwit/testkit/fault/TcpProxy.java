package io.godwit.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands before a server of this machine and passes on what it gets, as long as a test does not
 * want a network at its worst. Any thread may ask.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int WAITING = 64;

  private final ServerSocket socket;
  private final int server;
  private final Flow flow = new Flow();
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private TcpProxy(ServerSocket socket, int server) {
    this.socket = socket;
    this.server = server;
  }

  /** Before the server that listens on a port, which may come and go. */
  public static TcpProxy before(int server) {
    try {
      ServerSocket socket = new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
      TcpProxy proxy = new TcpProxy(socket, server);
      proxy.threads.execute(proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens itself. */
  public int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        connect(socket.accept());
      } catch (IOException closed) {
        // Of this proxy, or of a client that has gone by now.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Link link = new Link(client, new Socket(InetAddress.getLoopbackAddress(), server), flow);
      links.add(link);
      threads.execute(() -> pass(link, Link.Way.REQUESTS));
      threads.execute(() -> pass(link, Link.Way.ANSWERS));
    } catch (IOException refused) {
      // The server is away, and so is the proxy for whoever asks.
      client.close();
    }
  }

  private void pass(Link link, Link.Way way) {
    link.pass(way);
    links.remove(link);
  }

  /**
   * Resets each connection that there is once so many bytes more have gone this way: in the middle
   * of what the client sends, or of what the server answers after it has done it.
   */
  public void cut(Link.Way way, int bytes) {
    links.forEach(link -> link.cutAfter(way, bytes));
  }

  /** Passes nothing on, and closes nothing: who waits hears neither yes nor no. */
  public void stall() {
    flow.stall();
  }

  /** Passes on next to nothing at a time. */
  public void slow() {
    flow.slow();
  }

  /** Passes on what it gets, also what has come meanwhile. */
  public void heal() {
    flow.heal();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      flow.heal();
      links.forEach(Link::reset);
      threads.close();
    }
  }
}
