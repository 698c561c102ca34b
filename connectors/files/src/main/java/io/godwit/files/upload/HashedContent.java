package io.godwit.files.upload;

import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A content whose hash is made of the bytes as they go by, so that nothing is read twice for it. A
 * pass that begins in the middle, or does not come to the end, makes none. Any thread may open it.
 */
final class HashedContent implements ObjectContent {

  /** The hash that rows hold. */
  static final String SHA_256 = "SHA-256";

  private final ObjectContent content;
  private final AtomicReference<Optional<ContentHash>> hash =
      new AtomicReference<>(Optional.empty());

  HashedContent(ObjectContent content) {
    this.content = content;
  }

  @Override
  public long size() {
    return content.size();
  }

  @Override
  public InputStream open(long from) throws IOException {
    InputStream bytes = content.open(from);
    return from > 0 ? bytes : new Passing(bytes, digest(SHA_256));
  }

  /** The hash, where a pass has made one; else it is read for it now. */
  ContentHash hash() throws IOException {
    return hash.get().isPresent() ? hash.get().get() : of(content.open(0), SHA_256);
  }

  /**
   * The hash of bytes, which are closed.
   *
   * @throws IllegalArgumentException where this Java does not know the algorithm
   */
  static ContentHash of(InputStream bytes, String algorithm) throws IOException {
    MessageDigest digest = digest(algorithm);
    try (InputStream in = new DigestInputStream(bytes, digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return done(algorithm, digest);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalArgumentException(algorithm + " is no hash that this Java makes", e);
    }
  }

  private static ContentHash done(String algorithm, MessageDigest digest) {
    return new ContentHash(algorithm, HexFormat.of().formatHex(digest.digest()));
  }

  /** For one thread. */
  private final class Passing extends FilterInputStream {

    private final MessageDigest digest;
    private long count;

    Passing(InputStream in, MessageDigest digest) {
      super(in);
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = in.read(into, from, length);
      if (read > 0) {
        digest.update(into, from, read);
        count += read;
        if (count == size()) {
          hash.set(Optional.of(done(SHA_256, digest)));
        }
      }
      return read;
    }

    /** A byte that is passed over would be missing from the hash. */
    @Override
    public long skip(long bytes) {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
