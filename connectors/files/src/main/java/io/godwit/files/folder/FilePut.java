package io.godwit.files.folder;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.PutTerms;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Writes one file: into a part that no listing shows, which gets its time, permissions and notes,
 * is forced to the disk, and appears under its name by one rename, or by one link where nothing may
 * be replaced. Whatever ends it before, the name is as it was; what is left is a part, which {@link
 * Parts} takes away.
 *
 * @param notes where notes are kept
 * @param closed whether the store has been closed meanwhile
 */
record FilePut(KeptNotes notes, BooleanSupplier closed) {

  private static final int BUFFER = 64 * 1024;

  /** Notes that no put brings: the hash of the content, its type, and whether it was new here. */
  static final String HASH = "godwit_sha256";

  static final String TYPE = "godwit_type";
  static final String NEW = "godwit_new";

  /** The content is not what it was said to be, and a repeat would find it no different. */
  static final class OtherContent extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    OtherContent(String message) {
      this.message = message;
    }

    Failure failure() {
      return new Failure(ErrorCode.OBJECT_CHANGED, message);
    }
  }

  /** Something stands under the name that the terms do not let be replaced. */
  static final class NameTaken extends Exception {
    private static final long serialVersionUID = 1L;
  }

  /**
   * A name, and what stands under it.
   *
   * @param target the path of the name
   * @param isNew whether nothing stood there
   */
  record Named(String name, Path target, boolean isNew) {}

  /**
   * Puts a file.
   *
   * @param parts the folder for its part, on the same disk as the target
   * @throws NameTaken where something stands there that is not to be replaced, or what alone is to
   *     be does not
   * @throws OtherContent where the content has another size than it says
   * @throws IOException where the disk fails; then nothing has changed, or all has
   */
  ObjectFacts put(Named named, Path parts, ObjectContent content, PutTerms terms)
      throws IOException, NameTaken, OtherContent, Trouble {
    Path draft = parts.resolve(".godwit-" + UUID.randomUUID() + ".part");
    try {
      ObjectFacts facts = write(named, draft, content, terms);
      requireOpen(named.name());
      if (terms.over().isPresent() && !stands(named.target(), terms.over().get())) {
        throw new NameTaken();
      }
      appear(draft, named.target(), terms.replace());
      return facts;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static boolean stands(Path target, String version) throws IOException {
    return FolderEntries.look(target, LinkOption.NOFOLLOW_LINKS)
        .filter(now -> FoundFile.of(now).version().equals(version))
        .isPresent();
  }

  private ObjectFacts write(Named named, Path draft, ObjectContent content, PutTerms terms)
      throws IOException, OtherContent, Trouble {
    String name = named.name();
    try (FileChannel channel =
        FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ContentHash hash = copy(name, content, channel);
      Map<String, String> all = new LinkedHashMap<>(terms.notes());
      terms.mark().ifPresent(mark -> all.put(PutTerms.MARK, mark));
      Map<String, String> kept = new LinkedHashMap<>(all);
      terms.type().ifPresent(type -> kept.put(TYPE, type));
      kept.put(HASH, hash.hex());
      kept.put(NEW, String.valueOf(named.isNew()));
      giveTime(draft, terms.notes());
      FoundFile found = FoundFile.of(Files.readAttributes(draft, BasicFileAttributes.class));
      notes.keep(name, draft, found.version(), kept);
      // Behind the notes: who may not write to a file may give it no attribute, either.
      givePermissions(draft, terms.notes());
      // With what was set beside the content, since that is part of what is promised.
      channel.force(true);
      return found.facts(name, Optional.of(hash), all);
    }
  }

  private ContentHash copy(String name, ObjectContent content, FileChannel to)
      throws IOException, OtherContent, Trouble {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[(int) Math.max(1, Math.min(BUFFER, content.size() + 1))];
    long size = 0;
    try (InputStream from = opened(name, content)) {
      int count = read(name, from, buffer);
      while (count >= 0) {
        requireOpen(name);
        digest.update(buffer, 0, count);
        ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
        while (bytes.hasRemaining()) {
          to.write(bytes);
        }
        size += count;
        count = read(name, from, buffer);
      }
    }
    if (size != content.size()) {
      throw new OtherContent(
          "the content of %s has %d bytes, and %d were announced"
              .formatted(name, size, content.size()));
    }
    return Sha256.of(digest);
  }

  private void requireOpen(String name) throws Trouble {
    if (closed.getAsBoolean()) {
      throw new Trouble(
          ErrorCode.STORE_UNREACHABLE, "the store was closed while " + name + " was put");
    }
  }

  private static InputStream opened(String name, ObjectContent content) throws Trouble {
    try {
      return content.open(0);
    } catch (IOException e) {
      throw unread(name, e);
    }
  }

  /** What the content is to blame for is told apart from what the disk is. */
  private static int read(String name, InputStream from, byte[] buffer) throws Trouble {
    try {
      return from.read(buffer);
    } catch (IOException e) {
      throw unread(name, e);
    }
  }

  private static Trouble unread(String name, IOException e) {
    return new Trouble(
        ErrorCode.SOURCE_UNREADABLE, "the content of " + name + " ends in the middle", e);
  }

  /** Permissions that are none are passed over, as a time is. */
  private static void givePermissions(Path draft, Map<String, String> notes) throws IOException {
    String permissions = notes.getOrDefault(PutTerms.PERMISSIONS, "");
    Optional<PosixFileAttributeView> view =
        Optional.ofNullable(Files.getFileAttributeView(draft, PosixFileAttributeView.class));
    if (view.isPresent() && permissions.matches("([r-][w-][x-]){3}")) {
      view.get().setPermissions(PosixFilePermissions.fromString(permissions));
    }
  }

  private static void giveTime(Path draft, Map<String, String> notes) throws IOException {
    Optional<Instant> modified =
        Optional.ofNullable(notes.get(PutTerms.MODIFIED)).flatMap(FilePut::instant);
    if (modified.isPresent()) {
      Files.setLastModifiedTime(draft, FileTime.from(modified.get()));
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** By a link where nothing may be replaced: to look first and rename then could meet another. */
  private static void appear(Path draft, Path target, boolean replace)
      throws IOException, NameTaken {
    if (replace) {
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    try {
      Files.createLink(target, draft);
    } catch (FileAlreadyExistsException e) {
      throw new NameTaken();
    } catch (UnsupportedOperationException e) {
      throw new IOException(
          "the file system has no links, by which a file is put where none is", e);
    }
  }
}
