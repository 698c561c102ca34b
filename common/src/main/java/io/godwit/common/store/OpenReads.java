package io.godwit.common.store;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is read from a store at the moment, so that closing the store ends it. Any thread may call
 * it.
 */
public final class OpenReads {

  private final String store;
  private final Set<Read> reads = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * None yet.
   *
   * @param store what messages call it
   */
  public OpenReads(String store) {
    this.store = store;
  }

  /**
   * A stream that ends with the store. What a library throws unchecked while it is read becomes an
   * {@link IOException} that names the object.
   *
   * @param name of the object
   */
  public InputStream guarded(String name, InputStream in) {
    Read read = new Read(name, in);
    reads.add(read);
    return read;
  }

  /**
   * What a read means that the service has refused: nothing is there, another version is, or no
   * byte stands behind the one that was asked for, which services refuse, too.
   *
   * @param there what stands under the name now
   * @return empty where none of it explains the refusal
   */
  public Optional<Opened> refused(
      String name, Optional<String> version, long from, Optional<ObjectFacts> there) {
    if (there.isEmpty()) {
      return Optional.of(new Opened.Absent());
    }
    if (version.filter(v -> !v.equals(there.get().version())).isPresent()) {
      return Optional.of(new Opened.Changed(there.get()));
    }
    return from >= there.get().size()
        ? Optional.of(new Opened.Found(there.get(), guarded(name, InputStream.nullInputStream())))
        : Optional.empty();
  }

  /** Throws where the store has been closed. */
  public void requireOpen() throws Trouble {
    if (closed) {
      throw new Trouble(ErrorCode.STORE_UNREACHABLE, store + " was closed here");
    }
  }

  /** Ends all that is read; again changes nothing. */
  public void close() {
    closed = true;
    reads.forEach(Read::close);
  }

  private final class Read extends InputStream {
    private final String name;
    private final InputStream in;

    Read(String name, InputStream in) {
      this.name = name;
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException(store + " was closed while '" + name + "' was read");
      }
      try {
        return in.read(into, offset, length);
      } catch (IOException | RuntimeException e) {
        throw new IOException(
            "reading '" + name + "' from " + store + " ended: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      reads.remove(this);
      try {
        in.close();
      } catch (IOException | RuntimeException e) {
        // What was read is whole or its reader knows better; a connection is all that is lost.
      }
    }
  }
}
