package io.godwit.files.folder;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ContentHash;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.aside.Copied;
import io.godwit.common.store.aside.SupportsAside;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A folder as a store. Any thread may use it. */
final class FolderStore implements ObjectStore, SupportsAside {

  /** What waits for a disk costs little, and puts that wait together share a turn of the disk. */
  private static final int AT_ONCE = 16;

  private final FolderNames names;
  private final SafeFolders folders;
  private final KeptNotes notes;
  private final Parts parts;
  private final Walks walks;
  private final FilePut files;
  private final LinkOption[] links;
  private final boolean tidy;
  private final AtomicReference<Optional<FolderStore>> aside =
      new AtomicReference<>(Optional.empty());
  private volatile boolean closed;

  /**
   * A store.
   *
   * @param root a folder that is there, by its real path
   * @param follow whether links are followed in reading
   */
  FolderStore(Path root, boolean follow) {
    this(root, follow, false);
  }

  /**
   * The same.
   *
   * @param tidy whether folders go with the last file in them
   */
  private FolderStore(Path root, boolean follow, boolean tidy) {
    this.tidy = tidy;
    this.names = new FolderNames(root);
    this.folders = new SafeFolders(root, follow);
    this.notes = new KeptNotes(root);
    this.parts = new Parts(root);
    this.walks = new Walks(names, folders, new FolderEntries(follow, Walks.MOST));
    this.files = new FilePut(notes, () -> closed);
    this.links = follow ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
  }

  @Override
  public ObjectPage list(String prefix, Optional<String> after, int max) throws Trouble {
    requireOpen();
    return walks.list(prefix, after.orElse(""), max);
  }

  @Override
  public Optional<ObjectFacts> look(String name) throws Trouble {
    requireOpen();
    try {
      Optional<Path> path = readable(name);
      Optional<BasicFileAttributes> found =
          path.isEmpty() ? Optional.empty() : FolderEntries.look(path.get(), links);
      return found.isPresent() && found.get().isRegularFile()
          ? Optional.of(facts(name, path.orElseThrow(), found.get()))
          : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw DiskFault.trouble(name, e);
    }
  }

  /** Where a name leads, if that is inside. */
  private Optional<Path> readable(String name) throws IOException {
    if (FolderNames.leadsAstray(name).isPresent()) {
      return Optional.empty();
    }
    Path path = names.path(name);
    return folders.to(folderOf(path)) instanceof SafeFolders.Way.Free
        ? Optional.of(path)
        : Optional.empty();
  }

  private Path folderOf(Path path) {
    return Optional.ofNullable(path.getParent()).orElse(names.root());
  }

  /** Of a file that Godwit has not put, what it is allowed is told as if it had been noted. */
  private ObjectFacts facts(String name, Path path, BasicFileAttributes attributes)
      throws IOException {
    FoundFile found = FoundFile.of(attributes);
    Optional<Map<String, String>> kept = notes.of(name, path, found.version());
    if (kept.isEmpty()) {
      Map<String, String> seen = new HashMap<>();
      permissions(path).ifPresent(now -> seen.put(PutTerms.PERMISSIONS, now));
      return found.facts(name, Optional.empty(), seen);
    }
    Map<String, String> told = new HashMap<>(kept.get());
    Optional<ContentHash> hash = Optional.ofNullable(told.remove(FilePut.HASH)).map(Sha256::known);
    told.remove(FilePut.TYPE);
    told.remove(FilePut.NEW);
    return found.facts(name, hash, told);
  }

  private void requireOpen() throws Trouble {
    if (closed) {
      throw new Trouble(ErrorCode.STORE_UNREACHABLE, "the store is closed");
    }
  }

  /** Empty where the file system has none. */
  private static Optional<String> permissions(Path path) throws IOException {
    try {
      return Optional.of(
          PosixFilePermissions.toString(
              Files.readAttributes(path, PosixFileAttributes.class).permissions()));
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  @Override
  public Opened open(String name, Optional<String> version, long from) throws Trouble {
    Optional<ObjectFacts> there = look(name);
    if (there.isEmpty()) {
      return new Opened.Absent();
    }
    if (version.isPresent() && !version.get().equals(there.get().version())) {
      return new Opened.Changed(there.get());
    }
    Path path = names.path(name);
    try {
      return new Opened.Found(there.get(), pinned(path, there.get(), from));
    } catch (NoSuchFileException e) {
      return new Opened.Absent();
    } catch (AccessDeniedException e) {
      return new Opened.Unreadable(
          new Failure(ErrorCode.CONTENT_UNREADABLE, "this user may not read the file " + name));
    } catch (IOException e) {
      throw DiskFault.trouble(name, e);
    }
  }

  /**
   * A file that takes its place between the look and this has another version, as its end shows.
   */
  private PinnedInput pinned(Path path, ObjectFacts facts, long from) throws IOException {
    OpenOption[] options = new OpenOption[links.length + 1];
    options[0] = StandardOpenOption.READ;
    System.arraycopy(links, 0, options, 1, links.length);
    FileChannel channel = FileChannel.open(path, options);
    try {
      FoundFile found = FoundFile.of(Files.readAttributes(path, BasicFileAttributes.class, links));
      if (!found.version().equals(facts.version())) {
        throw new IOException(path + " has changed while it was opened");
      }
      return new PinnedInput(channel, path, found, from, () -> closed, links);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public PutAnswer put(String name, ObjectContent content, PutTerms terms) throws Trouble {
    Optional<Failure> unfit = unfit(name);
    if (unfit.isPresent()) {
      return new PutAnswer.Unfit(unfit.get());
    }
    requireOpen();
    Path target = names.path(name);
    try {
      if (tidy) {
        folders.makeRoot();
      }
      return folders.made(folderOf(target)) instanceof SafeFolders.Way.Barred(String why)
          ? new PutAnswer.Unfit(new Failure(ErrorCode.OBJECT_EXISTS, name + ": " + why))
          : put(name, target, content, terms);
    } catch (NoSuchFileException e) {
      folders.forget();
      throw DiskFault.trouble(name, e);
    } catch (IOException e) {
      if (DiskFault.isOfName(e)) {
        return new PutAnswer.Unfit(
            new Failure(ErrorCode.OBJECT_NAME, "'" + name + "' is too long for this disk"));
      }
      throw DiskFault.trouble(name, e);
    }
  }

  private PutAnswer put(String name, Path target, ObjectContent content, PutTerms terms)
      throws IOException, Trouble {
    Optional<BasicFileAttributes> found = FolderEntries.look(target, LinkOption.NOFOLLOW_LINKS);
    if (found.isEmpty() && terms.over().isPresent()) {
      throw new Trouble(ErrorCode.STORE_BUSY, name + " was removed before it could be replaced");
    }
    if (found.isPresent()) {
      Optional<PutAnswer> already = already(name, target, found.get(), terms);
      if (already.isPresent()) {
        return already.get();
      }
    }
    try {
      ObjectFacts stored = stored(new FilePut.Named(name, target, found.isEmpty()), content, terms);
      SafeFolders.force(folderOf(target));
      return new PutAnswer.Stored(stored, found.isEmpty());
    } catch (FilePut.OtherContent e) {
      return new PutAnswer.Unfit(e.failure());
    } catch (FilePut.NameTaken e) {
      BasicFileAttributes now =
          Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      // What has changed and is again what it was may be replaced after all, by a repeat.
      return already(name, target, now, terms)
          .orElseThrow(() ->
              new Trouble(ErrorCode.STORE_BUSY, name + " was changed while it was replaced", e));
    }
  }

  /** Where disks meet below the store's folder, a part has to lie beside its file. */
  private ObjectFacts stored(FilePut.Named named, ObjectContent content, PutTerms terms)
      throws IOException, FilePut.NameTaken, FilePut.OtherContent, Trouble {
    try {
      return files.put(named, parts.ready(Instant.now()), content, terms);
    } catch (IOException e) {
      if (DiskFault.isAcrossDisks(e)) {
        return files.put(named, folderOf(named.target()), content, terms);
      }
      throw e;
    }
  }

  /** What is answered for the sake of what stands there; empty where it is to be replaced. */
  private Optional<PutAnswer> already(
      String name, Path target, BasicFileAttributes found, PutTerms terms) throws IOException {
    if (!found.isRegularFile()) {
      return Optional.of(
          new PutAnswer.Unfit(
              new Failure(
                  ErrorCode.OBJECT_EXISTS, name + ": a folder, a link or a device stands there")));
    }
    ObjectFacts there = facts(name, target, found);
    if (terms.mark().isPresent() && terms.mark().equals(there.mark())) {
      // Its force may not have been waited for by whoever was killed.
      SafeFolders.force(folderOf(target));
      return Optional.of(new PutAnswer.Stored(there, wasNew(name, target, there)));
    }
    return terms.replaces(there.version())
        ? Optional.empty()
        : Optional.of(new PutAnswer.Taken(there));
  }

  private boolean wasNew(String name, Path target, ObjectFacts there) throws IOException {
    return notes
        .of(name, target, there.version())
        .map(kept -> Boolean.parseBoolean(kept.getOrDefault(FilePut.NEW, "true")))
        .orElse(true);
  }

  @Override
  public Optional<ObjectFacts> remove(String name, Optional<String> version) throws Trouble {
    Optional<ObjectFacts> there = look(name);
    if (there.isEmpty()) {
      return Optional.empty();
    }
    if (version.isPresent() && !version.get().equals(there.get().version())) {
      return there;
    }
    Path path = names.path(name);
    try {
      Files.deleteIfExists(path);
      notes.forget(name);
      if (tidy) {
        // Its folder may be gone by now; what is there again after a power cut is removed again.
        folders.tidyUp(folderOf(path));
      } else {
        SafeFolders.force(folderOf(path));
      }
      return Optional.empty();
    } catch (IOException e) {
      throw DiskFault.trouble(name, e);
    }
  }

  /** Below the folder of what is Godwit's, with parts and notes of its own. */
  @Override
  public FolderStore aside() {
    Path root = names.root().resolve(FolderNames.ASIDE);
    return aside
        .updateAndGet(known -> known.or(() -> Optional.of(new FolderStore(root, false, true))))
        .orElseThrow();
  }

  @Override
  public Copied keep(String name, String version, String as) throws Trouble {
    return copied(this, name, version, aside(), as, Optional.empty());
  }

  @Override
  public Copied putBack(String kept, String name, String over) throws Trouble {
    Optional<ObjectFacts> found = aside().look(kept);
    return found.isEmpty()
        ? new Copied.Changed()
        : copied(aside(), kept, found.get().version(), this, name, Optional.of(over));
  }

  private Copied copied(
      FolderStore from,
      String name,
      String version,
      FolderStore to,
      String as,
      Optional<String> over)
      throws Trouble {
    requireOpen();
    try {
      Optional<Path> path = from.readable(name);
      Path target = to.names.path(as);
      if (to.tidy) {
        to.folders.makeRoot();
      }
      return path.isEmpty() || to.folders.made(folderOf(target)) instanceof SafeFolders.Way.Barred
          ? new Copied.Changed()
          : new FolderAside(parts)
              .copied(
                  new FolderAside.Place(name, path.get(), from.notes),
                  version,
                  new FolderAside.Place(as, target, to.notes),
                  over);
    } catch (NoSuchFileException e) {
      from.folders.forget();
      to.folders.forget();
      throw DiskFault.trouble(as, e);
    } catch (IOException e) {
      throw DiskFault.trouble(as, e);
    }
  }

  @Override
  public Optional<Failure> unfit(String name) {
    return names.unfit(name);
  }

  @Override
  public int concurrency() {
    return AT_ONCE;
  }

  @Override
  public void close() {
    closed = true;
    aside.get().ifPresent(FolderStore::close);
  }
}
