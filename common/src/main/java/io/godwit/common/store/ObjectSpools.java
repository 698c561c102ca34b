package io.godwit.common.store;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Contents that the steps of a job share, so that a hash, the metadata and an upload of one object
 * are one read of it. A content stays for a while after its first use, as long as there is room;
 * one that had to go is read again, so what is here saves time and decides nothing. Any thread may
 * ask.
 *
 * <p>Small contents are held in memory, others in the folder for temporary files. Whoever uses
 * contents {@linkplain #enter() enters} first; when the last one has left, all is deleted. A
 * process that is killed leaves its files there.
 */
public final class ObjectSpools {

  /** Most books and documents are smaller than the second, and most pictures than the first. */
  private static final int SMALL = 256 << 10;

  private static final long MEMORY = 32L << 20;
  private static final long DISK = 2L << 30;
  private static final int BUFFER = 64 << 10;

  private final long memory;
  private final long disk;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Place, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
  private int inside;

  /** What is kept, by what it is of. */
  private record Place(String connection, String name, String version) {}

  /** What is kept, and by how many it is used at the moment. */
  private static final class Kept {
    private final SpooledObject object;
    private int users;
    private boolean gone;

    Kept(SpooledObject object) {
      this.object = object;
    }
  }

  /**
   * A content in use; closing it says that it is not any more.
   *
   * @param object the content
   * @param end what closing does
   */
  public record Use(SpooledObject object, Runnable end) implements AutoCloseable {
    @Override
    public void close() {
      end.run();
    }
  }

  /** Spools of a size that suits a worker. */
  public ObjectSpools() {
    this(MEMORY, DISK);
  }

  /**
   * Spools.
   *
   * @param memory how many bytes of contents that nobody uses stay in memory
   * @param disk how many stay on disk
   */
  ObjectSpools(long memory, long disk) {
    this.memory = memory;
    this.disk = disk;
  }

  /** Whoever uses contents calls it before the first. */
  public void enter() {
    lock.lock();
    try {
      inside++;
    } finally {
      lock.unlock();
    }
  }

  /** And this behind the last. */
  public void leave() {
    lock.lock();
    try {
      inside--;
      if (inside == 0) {
        // Also what takes no room.
        trim(-1, -1);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The content of an object, which the caller closes.
   *
   * @param connection the store's, which tells its objects from those of another
   * @param version that it must have; empty for the one that stands there
   * @param most how many bytes it may have
   * @throws UnfitObject where it is missing, another one, unreadable or larger: the fault is the
   *     object's
   * @throws Trouble where the store or the disk does not do its part
   */
  public Use use(
      String connection, ObjectStore store, String name, Optional<String> version, long most)
      throws Trouble, UnfitObject {
    String wanted = version.isPresent() ? version.get() : versionOf(store, name);
    Place place = new Place(connection, name, wanted);
    Optional<Use> known = known(place);
    if (known.isPresent()) {
      return within(known.get(), most);
    }
    SpooledObject read = read(store, name, wanted, most);
    lock.lock();
    try {
      Optional<Use> other = known(place);
      if (other.isPresent()) {
        // Another thread was as quick.
        read.delete();
        return other.get();
      }
      Kept own = new Kept(read);
      kept.put(place, own);
      Use use = use(own);
      trim(memory, disk);
      return use;
    } finally {
      lock.unlock();
    }
  }

  private static Use within(Use use, long most) throws UnfitObject {
    if (use.object().size() > most) {
      use.close();
      throw tooLarge(use.object().facts(), most);
    }
    return use;
  }

  private static String versionOf(ObjectStore store, String name) throws Trouble, UnfitObject {
    return store.look(name).orElseThrow(() -> missing(name)).version();
  }

  private Optional<Use> known(Place place) {
    lock.lock();
    try {
      return Optional.ofNullable(kept.get(place)).map(this::use);
    } finally {
      lock.unlock();
    }
  }

  private Use use(Kept one) {
    one.users++;
    return new Use(one.object, () -> end(one));
  }

  private void end(Kept one) {
    lock.lock();
    try {
      one.users--;
      if (one.users == 0 && one.gone) {
        one.object.delete();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes out what was not used for the longest, until no more than this is left. */
  private void trim(long memoryLeft, long diskLeft) {
    long inMemory = 0;
    long onDisk = 0;
    List<Map.Entry<Place, Kept>> newest = new ArrayList<>(kept.entrySet()).reversed();
    for (Map.Entry<Place, Kept> next : newest) {
      SpooledObject object = next.getValue().object;
      inMemory += object.inMemory();
      onDisk += object.size() - object.inMemory();
      if (inMemory > memoryLeft || onDisk > diskLeft) {
        kept.remove(next.getKey());
        next.getValue().gone = true;
        if (next.getValue().users == 0) {
          object.delete();
        }
      }
    }
  }

  private static SpooledObject read(ObjectStore store, String name, String version, long most)
      throws Trouble, UnfitObject {
    return switch (store.open(name, Optional.of(version), 0)) {
      case Opened.Found(ObjectFacts facts, InputStream bytes) -> {
        try (bytes) {
          if (facts.size() > most) {
            throw tooLarge(facts, most);
          }
          yield read(facts, bytes);
        } catch (IOException e) {
          throw new Trouble(
              ErrorCode.STORE_UNREACHABLE, "reading '" + name + "': " + e.getMessage(), e);
        }
      }
      case Opened.Absent ignored -> throw missing(name);
      case Opened.Changed(ObjectFacts now) ->
          throw new UnfitObject(
              new Failure(
                  ErrorCode.OBJECT_CHANGED,
                  "'%s' was changed after it was listed; now it has %d bytes and is of %s"
                      .formatted(name, now.size(), now.modified())));
      case Opened.Unreadable(Failure failure) -> throw new UnfitObject(failure);
    };
  }

  private static SpooledObject read(ObjectFacts facts, InputStream bytes)
      throws IOException, Trouble {
    MessageDigest digest = sha256();
    if (facts.size() <= SMALL) {
      ByteArrayOutputStream out = new ByteArrayOutputStream((int) facts.size());
      copy(facts, bytes, out, digest);
      return new SpooledObject(
          facts, hash(digest), Optional.of(out.toByteArray()), Optional.empty());
    }
    Path file = onDisk(facts);
    boolean whole = false;
    try (OutputStream out = Files.newOutputStream(file)) {
      copy(facts, bytes, out, digest);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
    return new SpooledObject(facts, hash(digest), Optional.empty(), Optional.of(file));
  }

  private static Path onDisk(ObjectFacts facts) throws Trouble {
    try {
      return temporary();
    } catch (IOException e) {
      throw new Trouble(
          ErrorCode.DISK,
          "no temporary file for '%s', of %d bytes: %s"
              .formatted(facts.name(), facts.size(), e.getMessage()),
          e);
    }
  }

  private static void copy(
      ObjectFacts facts, InputStream bytes, OutputStream out, MessageDigest digest)
      throws IOException, Trouble {
    byte[] buffer = new byte[BUFFER];
    long left = facts.size();
    int count = bytes.read(buffer);
    while (count >= 0) {
      left -= count;
      digest.update(buffer, 0, count);
      write(out, buffer, count, facts);
      count = bytes.read(buffer);
    }
    if (left != 0) {
      throw new IOException(
          (facts.size() - left) + " of " + facts.size() + " bytes came of '" + facts.name() + "'");
    }
  }

  /** A full disk is nothing that the store could mend. */
  private static void write(OutputStream out, byte[] bytes, int count, ObjectFacts facts)
      throws Trouble {
    try {
      out.write(bytes, 0, count);
    } catch (IOException e) {
      throw new Trouble(
          ErrorCode.DISK,
          "the folder for temporary files does not take '%s', of %d bytes: %s"
              .formatted(facts.name(), facts.size(), e.getMessage()),
          e);
    }
  }

  static Path temporary() throws IOException {
    return Files.createTempFile("godwit-object-", ".spool");
  }

  private static UnfitObject missing(String name) {
    return new UnfitObject(
        new Failure(ErrorCode.OBJECT_MISSING, "there is no '" + name + "' any more"));
  }

  private static UnfitObject tooLarge(ObjectFacts facts, long most) {
    return new UnfitObject(
        new Failure(
            ErrorCode.OBJECT_SIZE,
            "'%s' has %d bytes, and the step reads at most %d (max-size)"
                .formatted(facts.name(), facts.size(), most)));
  }

  private static ContentHash hash(MessageDigest digest) {
    return new ContentHash("SHA-256", HexFormat.of().formatHex(digest.digest()));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
