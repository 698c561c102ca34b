package io.godwit.files.folder;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Failure;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A way through a tree of folders in the order of the names' bytes. What it holds is some thousands
 * of entries for each folder on the way down, whatever the size of the tree. For one thread at a
 * time.
 */
final class FolderWalk {

  /** So many of one reason are named in a page; of the rest only the first few are shown anyway. */
  private static final int NAMED = 100;

  private static final String LOOP = "a link back into a folder that it stands in";
  private static final String LOCKED = "this user may not list the folder, and all in it";

  private final FolderEntries entries;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Set<Object> above;
  private String last;

  /**
   * A way that begins behind a name.
   *
   * @param start the folder that the prefix leads to
   * @param in the same as a name with a slash at its end; empty for the store's own
   * @param beginning what names in that folder start with
   * @param after the name to begin behind; empty for the first
   * @param above what tells the folders from the store's own down to the first from all others
   */
  FolderWalk(
      FolderEntries entries,
      Path start,
      String in,
      String beginning,
      String after,
      Set<Object> above) {
    this.entries = entries;
    this.above = above;
    this.last = after;
    byte[] beginningBytes = beginning.getBytes(StandardCharsets.UTF_8);
    levels.push(new Level(start, in, Optional.empty(), beginningBytes, after));
  }

  /** One folder on the way, and the lot of its entries that comes next. */
  private final class Level {

    private final Path folder;
    private final String name;
    private final Optional<Object> identity;
    private final byte[] beginning;
    private byte[] bound;
    private boolean inclusive;
    private List<Entry> lot = List.of();
    private int next;
    private boolean ended;

    Level(Path folder, String name, Optional<Object> identity, byte[] beginning, String after) {
      this.folder = folder;
      this.name = name;
      this.identity = identity;
      this.beginning = beginning;
      // What is behind a name in a folder begins with that folder itself.
      String inside = after.startsWith(name) ? after.substring(name.length()) : "";
      int slash = inside.indexOf('/');
      this.inclusive = slash >= 0;
      this.bound =
          (inclusive ? inside.substring(0, slash + 1) : inside).getBytes(StandardCharsets.UTF_8);
    }

    Optional<Entry> next() throws IOException {
      if (next == lot.size() && !ended) {
        lot = entries.behind(folder, beginning, bound, inclusive, name.isEmpty());
        next = 0;
        ended = lot.size() < entries.most();
        if (!lot.isEmpty()) {
          bound = lot.getLast().key();
          inclusive = false;
        }
      }
      return next < lot.size() ? Optional.of(lot.get(next++)) : Optional.empty();
    }
  }

  /** What comes next. */
  ObjectPage next(int max) throws Trouble {
    List<ObjectFacts> objects = new ArrayList<>();
    List<ObjectPage.LeftOut> leftOut = new ArrayList<>();
    Map<String, Integer> named = new HashMap<>();
    while (objects.size() < max && !levels.isEmpty()) {
      Level level = levels.element();
      try {
        Optional<Entry> entry = level.next();
        if (entry.isEmpty()) {
          levels.pop();
        } else {
          take(level, entry.get(), objects, leftOut, named);
        }
      } catch (NoSuchFileException | NotDirectoryException e) {
        // It was there a moment ago: what is gone is not listed.
        levels.pop();
      } catch (AccessDeniedException e) {
        levels.pop();
        Failure failure =
            new Failure(ErrorCode.CONTENT_UNREADABLE, LOCKED + ", are left out: " + level.name);
        leftOut.add(new ObjectPage.LeftOut(level.name, LOCKED, Optional.of(failure), last));
      } catch (IOException e) {
        throw DiskFault.trouble(level.folder.toString(), e);
      }
    }
    return new ObjectPage(objects, leftOut);
  }

  private void take(
      Level level,
      Entry entry,
      List<ObjectFacts> objects,
      List<ObjectPage.LeftOut> leftOut,
      Map<String, Integer> named) {
    String name = level.name + NameBytes.text(entry.key()).orElse(NameBytes.escaped(entry.key()));
    switch (entry.what()) {
      case Entry.What.File(FoundFile found) -> {
        objects.add(found.facts(name));
        last = name;
      }
      case Entry.What.Folder(Optional<Object> identity) -> {
        if (identity.isPresent() && isAbove(identity.get())) {
          leftOut.add(new ObjectPage.LeftOut(name, LOOP, Optional.empty(), last));
        } else {
          levels.push(new Level(entry.path(), name, identity, new byte[0], last));
        }
      }
      case Entry.What.Other(String reason, Optional<Failure> failure) -> {
        if (failure.isPresent() || named.merge(reason, 1, Integer::sum) <= NAMED) {
          leftOut.add(new ObjectPage.LeftOut(name, reason, failure, last));
        }
      }
    }
  }

  private boolean isAbove(Object identity) {
    return above.contains(identity)
        || levels.stream().anyMatch(level -> level.identity.filter(identity::equals).isPresent());
  }
}
