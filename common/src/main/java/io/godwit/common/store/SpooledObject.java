package io.godwit.common.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * An object that has been read whole, once, in one version: in memory where it is small, else in a
 * temporary file. What is done with its content needs the store no more. Any thread may read it.
 */
public final class SpooledObject implements ObjectContent {

  private final ObjectFacts facts;
  private final ContentHash hash;
  private final Optional<byte[]> bytes;
  private final ReentrantLock lock = new ReentrantLock();
  private Optional<Path> file;

  /**
   * One of which either the bytes or the file is there.
   *
   * @param hash of the content, as it went by
   */
  SpooledObject(ObjectFacts facts, ContentHash hash, Optional<byte[]> bytes, Optional<Path> file) {
    this.facts = facts;
    this.hash = hash;
    this.bytes = bytes;
    this.file = file;
  }

  /** What it was in the store. */
  public ObjectFacts facts() {
    return facts;
  }

  /** The SHA-256 of the content. */
  public ContentHash hash() {
    return hash;
  }

  @Override
  public long size() {
    return facts.size();
  }

  @Override
  public InputStream open(long from) throws IOException {
    if (bytes.isPresent()) {
      int at = Math.toIntExact(from);
      return new ByteArrayInputStream(bytes.get(), at, bytes.get().length - at);
    }
    FileChannel channel = FileChannel.open(file(), StandardOpenOption.READ);
    channel.position(from);
    return Channels.newInputStream(channel);
  }

  /**
   * The content as a file of this machine, for what reads in no order. It goes with this object.
   *
   * @throws IOException where the disk does not take it
   */
  public Path file() throws IOException {
    lock.lock();
    try {
      if (file.isEmpty()) {
        Path made = ObjectSpools.temporary();
        file = Optional.of(made);
        Files.write(made, bytes.orElseThrow());
      }
      return file.get();
    } finally {
      lock.unlock();
    }
  }

  int inMemory() {
    return bytes.map(all -> all.length).orElse(0);
  }

  /** Gives the disk back what it took of it. */
  void delete() {
    lock.lock();
    try {
      if (file.isPresent()) {
        Files.deleteIfExists(file.get());
        file = Optional.empty();
      }
    } catch (IOException e) {
      // It stands in the folder for temporary files, which the system clears.
    } finally {
      lock.unlock();
    }
  }
}
