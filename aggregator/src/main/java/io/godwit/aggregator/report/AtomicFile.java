package io.godwit.aggregator.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file that is whole or absent: it is written under another name beside its place, forced to the
 * disk, and moved there. A process that dies in between leaves a file {@code .NAME.WRITER.part},
 * which the next attempt of the same writer writes over.
 */
final class AtomicFile implements AutoCloseable {

  private final Path target;
  private final Path part;
  private final FileChannel channel;
  private final OutputStream out;

  private AtomicFile(Path target, Path part, FileChannel channel) {
    this.target = target;
    this.part = part;
    this.channel = channel;
    this.out = Channels.newOutputStream(channel);
  }

  /**
   * Begins a file.
   *
   * @param writer tells two writers of one file apart
   */
  static AtomicFile of(Path target, String writer) throws IOException {
    Path part = target.resolveSibling("." + target.getFileName() + "." + writer + ".part");
    return new AtomicFile(
        target,
        part,
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING));
  }

  /** Writes a whole file. */
  static void write(Path target, String writer, byte[] content) throws IOException {
    try (AtomicFile file = of(target, writer)) {
      file.out().write(content);
      file.publish();
    }
  }

  /** Where its content goes; not buffered. */
  OutputStream out() {
    return out;
  }

  /** Puts it in its place, over what is there. */
  void publish() throws IOException {
    channel.force(true);
    channel.close();
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes it away where it was not published. */
  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(part);
  }
}
