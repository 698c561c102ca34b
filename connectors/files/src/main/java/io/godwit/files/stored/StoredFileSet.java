package io.godwit.files.stored;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import io.godwit.files.content.FileSet;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.UnitNames;
import io.godwit.files.spec.NamePattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The objects that a job names as its files: by whole names, by patterns, or by the name of a
 * folder, whose own files are meant and not those of the folders in it. As with local files a name
 * is taken for a pattern only where no object is called so, and names with a part that begins with
 * a point are found by their whole name alone.
 *
 * @param connection the store's
 * @param store closed with this
 * @param spelled as the job file has them
 */
public record StoredFileSet(String connection, ObjectStore store, List<String> spelled)
    implements FileSet {

  private static final String MAGIC = "*?{";
  private static final int PAGE = 1000;

  /** An object, and its name from the folder on that the job names. */
  private record Found(String name, ObjectFacts facts) {
    String whole() {
      return facts.name();
    }
  }

  /** Keeps the names as they are. */
  public StoredFileSet {
    spelled = List.copyOf(spelled);
  }

  @Override
  public List<SourceFile> files() throws Trouble {
    List<Found> found = new ArrayList<>();
    Map<String, String> spelledBy = new HashMap<>();
    for (String one : spelled) {
      for (Found file : of(one)) {
        String other = spelledBy.putIfAbsent(file.whole(), one);
        if (other != null) {
          throw new Refused(
              ErrorCode.JOB_INVALID,
              "the source names " + file.whole() + " twice: by " + other + " and by " + one);
        }
        found.add(file);
      }
    }
    return UnitNames.of(
        found,
        Found::name,
        Found::whole,
        (file, unit) -> new StoredFile(unit, connection, store, file.facts()));
  }

  @Override
  public void close() {
    store.close();
  }

  private List<Found> of(String one) throws Trouble {
    Optional<ObjectFacts> named = one.endsWith("/") ? Optional.empty() : store.look(one);
    if (named.isPresent()) {
      return List.of(new Found(one.substring(one.lastIndexOf('/') + 1), named.get()));
    }
    boolean pattern = one.chars().anyMatch(c -> MAGIC.indexOf(c) >= 0);
    String folder = one.endsWith("/") ? one : one + "/";
    List<Found> found = pattern ? matching(one) : listed(folder, NamePattern.of("*"));
    if (found.isEmpty()) {
      throw new Refused(
          ErrorCode.SOURCE_MISSING,
          pattern
              ? "no object of " + connection + " matches " + one
              : connection + " has no object '" + one + "', nor any in a folder of that name");
    }
    return found;
  }

  private List<Found> matching(String pattern) throws Trouble {
    int magic = 0;
    while (MAGIC.indexOf(pattern.charAt(magic)) < 0) {
      magic++;
    }
    int folder = pattern.lastIndexOf('/', magic) + 1;
    return listed(pattern.substring(0, folder), NamePattern.of(pattern.substring(folder)));
  }

  private List<Found> listed(String prefix, NamePattern pattern) throws Trouble {
    List<Found> found = new ArrayList<>();
    ObjectPage page = store.list(prefix, Optional.empty(), PAGE);
    while (true) {
      requireReadable(page);
      for (ObjectFacts object : page.objects()) {
        String name = object.name().substring(prefix.length());
        if (pattern.matches(name) && !isHidden(name)) {
          found.add(new Found(name, object));
        }
      }
      if (page.objects().isEmpty()) {
        return found;
      }
      page = store.list(prefix, Optional.of(page.objects().getLast().name()), PAGE);
    }
  }

  /** What cannot be named or listed may be one of the files that are meant. */
  private void requireReadable(ObjectPage page) {
    for (ObjectPage.LeftOut one : page.leftOut()) {
      if (one.failure().isPresent()) {
        throw new Refused(
            ErrorCode.SOURCE_MISSING,
            "'%s' in %s may be one of the files, but %s"
                .formatted(one.name(), connection, one.failure().get().message()));
      }
    }
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") || name.contains("/.");
  }
}
