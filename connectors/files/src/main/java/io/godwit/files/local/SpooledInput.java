package io.godwit.files.local;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Trouble;
import io.godwit.files.content.FileSet;
import io.godwit.files.content.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The standard input, copied to a file the first time somebody asks: it comes once, and a source is
 * counted before it is read and read again after trouble.
 *
 * <p>The copy lies in the folder for temporary files, for this user only, and goes with the
 * process. One that is killed leaves it there. Its digest is the fingerprint, so a run that was
 * interrupted goes on where the same input is given again, and is refused where another is.
 */
final class SpooledInput implements FileSet {

  private static final String UNIT = "stdin";

  private final InputStream input;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<LocalFile> copy = Optional.empty();

  SpooledInput(InputStream input) {
    this.input = input;
  }

  @Override
  public List<SourceFile> files() throws Trouble {
    lock.lock();
    try {
      if (copy.isEmpty()) {
        copy = Optional.of(spool());
      }
      return List.of(copy.get());
    } catch (IOException e) {
      throw new Trouble(
          ErrorCode.DISK, "cannot copy the standard input to the folder for temporary files", e);
    } finally {
      lock.unlock();
    }
  }

  private LocalFile spool() throws IOException {
    Path path = Files.createTempFile("godwit-stdin-", ".copy");
    path.toFile().deleteOnExit();
    MessageDigest digest = sha256();
    long bytes;
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(path), digest)) {
      bytes = input.transferTo(out);
    }
    String hash = HexFormat.of().formatHex(digest.digest(), 0, 16);
    return new LocalFile(UNIT, path, Optional.of(bytes + " sha256:" + hash));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
