package io.godwit.embedded;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The ports of a home: chosen once and stored, so that addresses stay the same from start to start,
 * and chosen anew where somebody else has taken one. Any thread may claim.
 */
final class Ports {

  // Below the ranges that Linux (32768) and macOS (49152) take outgoing connections from: a port
  // of those may be gone between its choice and the server's start.
  private static final int FIRST = 20_000;
  private static final int LAST = 29_999;
  private static final int ATTEMPTS = 1_000;

  private final Path file;
  private final Properties stored = new Properties();

  private Ports(Path file) {
    this.file = file;
  }

  static Ports of(Home home) throws Trouble {
    Ports ports = new Ports(home.folder().resolve("ports.properties"));
    if (Files.exists(ports.file)) {
      try (InputStream in = Files.newInputStream(ports.file)) {
        ports.stored.load(in);
      } catch (IOException e) {
        throw new Trouble(ErrorCode.DISK, "the file " + ports.file + " cannot be read", e);
      }
    }
    return ports;
  }

  /**
   * A free port of 127.0.0.1 for a server, the stored one if possible.
   *
   * @param server by which the port is stored
   */
  synchronized int claim(String server) throws Trouble {
    String known = stored.getProperty(server, "");
    if (known.matches("\\d{4,5}") && isFree(Integer.parseInt(known))) {
      return Integer.parseInt(known);
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
      if (!stored.containsValue(Integer.toString(port)) && isFree(port)) {
        stored.setProperty(server, Integer.toString(port));
        store();
        return port;
      }
    }
    throw new Trouble(
        ErrorCode.STACK_FAILED, "no free port was found between " + FIRST + " and " + LAST);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      // The answer, not an error: that is how a system says that a port is taken.
      return false;
    }
  }

  private void store() throws Trouble {
    try (OutputStream out = Files.newOutputStream(file)) {
      stored.store(out, "Ports of 127.0.0.1; delete a line to have another one chosen");
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be written", e);
    }
  }
}
