package io.godwit.mongodb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A wire to a server that breaks, without an answer, after so many bytes were sent to it. */
public final class CutWire implements AutoCloseable {

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
  private final int server;

  public CutWire(int server) throws IOException {
    this.server = server;
    Thread.startVirtualThread(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  public void cutAfter(long bytes) {
    left.set(bytes);
  }

  public void mend() {
    left.set(Long.MAX_VALUE);
  }

  private void accept() {
    try {
      while (true) {
        Socket near = door.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), server);
        sockets.addAll(List.of(near, far));
        Thread.startVirtualThread(() -> carry(near, far, left));
        Thread.startVirtualThread(() -> carry(far, near, new AtomicLong(Long.MAX_VALUE)));
      }
    } catch (IOException e) {
      close();
    }
  }

  private static void carry(Socket from, Socket to, AtomicLong left) {
    byte[] buffer = new byte[8_192];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int size = in.read(buffer); size >= 0; size = in.read(buffer)) {
        long rest = left.addAndGet(-size);
        out.write(buffer, 0, (int) Math.max(0, Math.min(size, size + rest)));
        if (rest <= 0) {
          return;
        }
      }
    } catch (IOException e) {
      // The wire is broken, as it should be; both ends learn it by the closing of their sockets.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new AssertionError("the wire cannot be closed", e);
    }
  }
}
