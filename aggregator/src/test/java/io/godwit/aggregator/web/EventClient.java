package io.godwit.aggregator.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Somebody who has the page open, line by line. */
public final class EventClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Socket socket = new Socket();
  private final BufferedReader lines;

  /** Asks for the events; HTTP/1.0 has them without chunks in between. */
  public EventClient(int port) throws IOException {
    // Before it connects, or the window is what the system likes.
    socket.setReceiveBufferSize(4096);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    socket
        .getOutputStream()
        .write("GET /events HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    lines =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
  }

  /** The rest of the next line that begins so. */
  public String next(String begin) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(begin)) {
        return line.substring(begin.length()).strip();
      }
    }
    throw new IOException("the stream ended before " + begin);
  }

  /** The next state in which this occurs. */
  public String nextWith(String text) throws IOException {
    String data = next("data:");
    while (!data.contains(text)) {
      data = next("data:");
    }
    return data;
  }

  /** Whether nothing more comes. */
  boolean isAtEnd() throws IOException {
    return lines.readLine() == null;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
