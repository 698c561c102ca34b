package io.godwit.files.local;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.files.content.SourceFile;
import io.godwit.files.content.UnitNames;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * From names, patterns and folders to files.
 *
 * <p>A name is taken for a pattern only where no file is called so. What a pattern or a folder
 * leads to is read in the order of the names, compared by their characters' numbers, so that every
 * machine reads the same order; hidden files (a name that begins with a point) are left out, as
 * shells do.
 */
final class NamedFiles {

  private static final String MAGIC = "*?[{";

  private final Path base;
  private final Consumer<Path> allowed;
  private final List<Found> found = new ArrayList<>();
  private final Map<Path, String> spelledBy = new HashMap<>();

  /** A file, the shortest name for it, and one that no other has. */
  private record Found(String name, String whole, Path path) {
    SourceFile file(String unit) {
      return new LocalFile(unit, path);
    }
  }

  private NamedFiles(Path base, Consumer<Path> allowed) {
    this.base = base;
    this.allowed = allowed;
  }

  static List<SourceFile> of(List<String> spelled, Path base, Consumer<Path> allowed)
      throws Trouble {
    NamedFiles files = new NamedFiles(base, allowed);
    for (String one : spelled) {
      files.add(one);
    }
    return UnitNames.of(files.found, Found::name, Found::whole, Found::file);
  }

  private void add(String spelled) throws Trouble {
    try {
      Path path = at(spelled);
      if (Files.exists(path)) {
        allowed.accept(path);
      }
      if (Files.isDirectory(path)) {
        addAll(new Listing(path, "*"), spelled, spelled);
        return;
      }
      if (Files.exists(path) || spelled.chars().noneMatch(c -> MAGIC.indexOf(c) >= 0)) {
        add(new Found(path.getFileName() + "", spelled, path), spelled);
        return;
      }
    } catch (InvalidPathException e) {
      if (spelled.chars().noneMatch(c -> MAGIC.indexOf(c) >= 0)) {
        throw new Refused(ErrorCode.SOURCE_MISSING, "'" + spelled + "' is no name of a file", e);
      }
      // Some systems have no names with an asterisk in them.
    }
    int folder = spelled.lastIndexOf('/', firstMagic(spelled));
    String fixed = folder < 0 ? "" : spelled.substring(0, folder + 1);
    addAll(new Listing(at(fixed), spelled.substring(folder + 1)), fixed, spelled);
  }

  private void addAll(Listing listing, String folder, String spelled) throws Trouble {
    allowed.accept(listing.folder());
    try {
      List<String> names = listing.names();
      if (names.isEmpty()) {
        throw new Refused(
            ErrorCode.SOURCE_MISSING,
            "no file matches " + spelled + " (looked in " + listing.folder() + ")");
      }
      String before = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
      for (String name : names) {
        add(new Found(name, before + name, listing.folder().resolve(name)), spelled);
      }
    } catch (AccessDeniedException e) {
      throw new Refused(ErrorCode.SOURCE_MISSING, "this user may not list " + e.getFile(), e);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.SOURCE_UNREADABLE, "cannot list " + listing.folder(), e);
    }
  }

  /** A file that is read twice would have each of its records twice. */
  private void add(Found file, String spelled) {
    // A link in a folder that is allowed may lead out of it.
    allowed.accept(file.path());
    String other = spelledBy.putIfAbsent(file.path(), spelled);
    if (other != null) {
      throw new Refused(
          ErrorCode.JOB_INVALID,
          "the source names " + file.whole() + " twice: by " + other + " and by " + spelled);
    }
    found.add(file);
  }

  private Path at(String spelled) {
    return base.resolve(spelled).toAbsolutePath().normalize();
  }

  private static int firstMagic(String spelled) {
    int at = 0;
    while (MAGIC.indexOf(spelled.charAt(at)) < 0) {
      at++;
    }
    return at;
  }
}
