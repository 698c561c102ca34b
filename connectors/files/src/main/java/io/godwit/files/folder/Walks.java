package io.godwit.files.folder;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.NameOrder;
import io.godwit.common.store.ObjectPage;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Listings of a folder, a page at a time. Whoever asks for the next page mostly is the one who had
 * the last: a walk is kept where it stopped, for a minute, so that a folder is not read and sorted
 * for each page of it. A walk that is not found is begun anew, and answers the same.
 *
 * <p>Any thread may ask.
 */
final class Walks {

  /** Entries that are held of one folder, some ten megabytes of them. */
  static final int MOST = 50_000;

  private static final int KEPT = 16;
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final FolderNames names;
  private final SafeFolders folders;
  private final FolderEntries entries;
  private final Map<List<String>, Stopped> stopped = new LinkedHashMap<>();

  /** A walk that stands behind a page. */
  private record Stopped(FolderWalk walk, Instant since) {}

  Walks(FolderNames names, SafeFolders folders, FolderEntries entries) {
    this.names = names;
    this.folders = folders;
    this.entries = entries;
  }

  ObjectPage list(String prefix, String after, int max) throws Trouble {
    Instant now = Instant.now();
    Optional<FolderWalk> walk = taken(List.of(prefix, after), now);
    if (walk.isEmpty()) {
      walk = begun(prefix, after);
    }
    if (walk.isEmpty()) {
      return new ObjectPage(List.of(), List.of());
    }
    ObjectPage page = walk.get().next(max);
    if (!page.objects().isEmpty()) {
      String last = page.objects().getLast().name();
      // What is left out behind an object is of every page that begins behind it.
      if (page.leftOut().stream().noneMatch(one -> one.behind().equals(last))) {
        keep(List.of(prefix, last), walk.get(), now);
      }
    }
    return page;
  }

  private Optional<FolderWalk> taken(List<String> place, Instant now) {
    synchronized (stopped) {
      stopped.values().removeIf(one -> one.since().isBefore(now.minus(FRESH)));
      return Optional.ofNullable(stopped.remove(place)).map(Stopped::walk);
    }
  }

  private void keep(List<String> place, FolderWalk walk, Instant now) {
    synchronized (stopped) {
      stopped.put(place, new Stopped(walk, now));
      if (stopped.size() > KEPT) {
        stopped.remove(stopped.keySet().iterator().next());
      }
    }
  }

  /** Empty where there is nothing of the prefix behind the name. */
  private Optional<FolderWalk> begun(String prefix, String after) throws Trouble {
    int slash = prefix.lastIndexOf('/');
    String in = prefix.substring(0, slash + 1);
    if (!after.startsWith(in) && NameOrder.NAMES.compare(after, in) > 0) {
      return Optional.empty();
    }
    Path start = names.root();
    if (slash >= 0) {
      String folder = prefix.substring(0, slash);
      if (FolderNames.leadsAstray(folder).isPresent()) {
        return Optional.empty();
      }
      start = names.path(folder);
    }
    try {
      return folders.to(start) instanceof SafeFolders.Way.Free
          ? Optional.of(
              new FolderWalk(entries, start, in, prefix.substring(slash + 1), after, above(start)))
          : Optional.empty();
    } catch (IOException e) {
      throw DiskFault.trouble(start.toString(), e);
    }
  }

  private Set<Object> above(Path start) throws IOException {
    Set<Object> above = new HashSet<>();
    Path at = names.root();
    FolderEntries.look(at).map(BasicFileAttributes::fileKey).ifPresent(above::add);
    for (Path part : names.root().relativize(start)) {
      at = at.resolve(part);
      FolderEntries.look(at).map(BasicFileAttributes::fileKey).ifPresent(above::add);
    }
    return above;
  }
}
