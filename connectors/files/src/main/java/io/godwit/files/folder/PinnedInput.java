package io.godwit.files.folder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The content of a file in one version. Before the end is answered, the file is looked at once
 * more: who writes to a file changes its time, so what was read to its end without a change is the
 * content of the version. Two writes within one tick of the system's clock (some milliseconds)
 * could be taken for one; no file system tells more. For one thread.
 */
final class PinnedInput extends InputStream {

  private final FileChannel channel;
  private final Path file;
  private final FoundFile found;
  private final BooleanSupplier closedStore;
  private final LinkOption[] links;
  private long left;
  private boolean checked;

  PinnedInput(
      FileChannel channel,
      Path file,
      FoundFile found,
      long from,
      BooleanSupplier closedStore,
      LinkOption... links)
      throws IOException {
    this.channel = channel.position(from);
    this.file = file;
    this.found = found;
    this.left = found.size() - from;
    this.closedStore = closedStore;
    this.links = links;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (closedStore.getAsBoolean()) {
      throw new IOException("the store was closed while " + file + " was read");
    }
    if (length == 0) {
      return 0;
    }
    int count =
        left == 0 ? -1 : channel.read(ByteBuffer.wrap(bytes, from, (int) Math.min(left, length)));
    if (count >= 0) {
      left -= count;
      return count;
    }
    requireUnchanged();
    return -1;
  }

  private void requireUnchanged() throws IOException {
    if (checked) {
      return;
    }
    Optional<FoundFile> now = FolderEntries.look(file, links).map(FoundFile::of);
    if (left > 0 || now.isEmpty() || !now.get().version().equals(found.version())) {
      throw new IOException(file + " has changed while it was read");
    }
    checked = true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
