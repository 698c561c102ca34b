package io.godwit.jdbc.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Stands between clients and a server and gives each transaction whichever session is free, as
 * PgBouncer does in its transaction mode. It speaks as much of the protocol as that takes: messages
 * pass as they are, and what ends a transaction is the server's word that it is ready and idle.
 */
final class Pooler implements AutoCloseable {

  private final int server;
  private final boolean honest;
  private final ServerSocket socket;
  private final BlockingQueue<Session> free = new LinkedBlockingQueue<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /** A session of the server, and how it greeted. */
  private record Session(DataInputStream in, DataOutputStream out, byte[] greeting) {}

  /**
   * A pooler before a server.
   *
   * @param sessions how many it has
   * @param honest whether it tells clients the number of a session of the server
   */
  Pooler(int server, int sessions, boolean honest, String user) throws IOException {
    this.server = server;
    this.honest = honest;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    for (int i = 0; i < sessions; i++) {
      free.add(open(user));
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private Session open(String user) throws IOException {
    Socket to = new Socket(InetAddress.getLoopbackAddress(), server);
    sockets.add(to);
    to.setTcpNoDelay(true);
    DataOutputStream out = new DataOutputStream(to.getOutputStream());
    byte[] names =
        ("user\0" + user + "\0database\0postgres\0client_encoding\0UTF8\0\0").getBytes(UTF_8);
    out.writeInt(8 + names.length);
    out.writeInt(196608);
    out.write(names);
    out.flush();
    DataInputStream in = new DataInputStream(to.getInputStream());
    ByteArrayOutputStream greeting = new ByteArrayOutputStream();
    int type;
    do {
      type = in.readUnsignedByte();
      byte[] body = body(in);
      if (type == 'K' && !honest) {
        body = new byte[body.length];
      }
      write(new DataOutputStream(greeting), type, body);
    } while (type != 'Z');
    return new Session(in, out, greeting.toByteArray());
  }

  private static byte[] body(DataInputStream in) throws IOException {
    byte[] body = new byte[in.readInt() - 4];
    in.readFully(body);
    return body;
  }

  private static void write(DataOutputStream out, int type, byte[] body) throws IOException {
    out.writeByte(type);
    out.writeInt(body.length + 4);
    out.write(body);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        sockets.add(client);
        client.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      greet(in, out);
      while (true) {
        int type = in.readUnsignedByte();
        byte[] body = body(in);
        if (type == 'X') {
          return;
        }
        transaction(type, body, in, out);
      }
    } catch (EOFException e) {
      // The client has gone.
    } catch (IOException | InterruptedException e) {
      // The test is over.
    }
  }

  private void greet(DataInputStream in, DataOutputStream out)
      throws IOException, InterruptedException {
    byte[] first = body(in);
    while (first.length == 4) {
      // A wish for encryption, of either kind.
      out.writeByte('N');
      out.flush();
      first = body(in);
    }
    Session any = free.take();
    out.write(any.greeting());
    out.flush();
    free.add(any);
  }

  /** Passes messages both ways until the server says that it is idle. */
  private void transaction(int type, byte[] body, DataInputStream in, DataOutputStream out)
      throws IOException, InterruptedException {
    Session session = free.take();
    try {
      boolean idle = false;
      int kind = type;
      byte[] message = body;
      while (true) {
        write(session.out(), kind, message);
        if (kind == 'S' || kind == 'Q' || kind == 'c' || kind == 'f') {
          session.out().flush();
          idle = answer(session, out);
        }
        if (idle) {
          return;
        }
        kind = in.readUnsignedByte();
        message = body(in);
        if (kind == 'X') {
          throw new EOFException("gone within a transaction");
        }
      }
    } catch (EOFException e) {
      write(session.out(), 'Q', "rollback\0".getBytes(UTF_8));
      session.out().flush();
      answer(session, new DataOutputStream(new ByteArrayOutputStream()));
      throw e;
    } finally {
      free.add(session);
    }
  }

  /** Passes on what the server says to a message; answers whether its transaction is over. */
  private static boolean answer(Session session, DataOutputStream out) throws IOException {
    while (true) {
      int type = session.in().readUnsignedByte();
      byte[] body = body(session.in());
      write(out, type, body);
      if (type == 'Z') {
        out.flush();
        return body[0] == 'I';
      }
      if (type == 'G') {
        out.flush();
        return false;
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket each : sockets) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
