package io.godwit.files.folder;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.StoreConnection;
import io.godwit.common.spi.Opening;
import io.godwit.common.spi.Resolved;
import io.godwit.common.spi.StoreConnector;
import io.godwit.common.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens folders as stores. */
public final class FolderConnector implements StoreConnector {

  /** For {@link java.util.ServiceLoader}. */
  public FolderConnector() {}

  @Override
  public List<Class<? extends StoreConnection>> connections() {
    return List.of(FolderConnection.class);
  }

  @Override
  public ObjectStore open(String connection, Opening opening) throws Trouble {
    Resolved<FolderConnection> found =
        opening.connections().open(connection, FolderConnection.class);
    Path folder = folder(found);
    opening.connections().requireAllowed(folder, Optional.empty(), found.place());
    if (!Files.isDirectory(folder)) {
      throw new Refused(ErrorCode.STORE_MISSING, found.place() + ": there is no folder " + folder);
    }
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw new Refused(
          ErrorCode.STORE_RIGHTS, found.place() + ": this user may not list " + folder);
    }
    try {
      Path root = folder.toRealPath();
      String below = found.spec().below().orElse("");
      return new FolderStore(below(root, below), found.spec().follow());
    } catch (IOException e) {
      throw DiskFault.trouble(folder.toString(), e);
    }
  }

  private static Path folder(Resolved<FolderConnection> found) {
    try {
      return Path.of(found.address().value());
    } catch (InvalidPathException e) {
      throw new Refused(ErrorCode.STORE_MISSING, found.place() + " is no path of a folder", e);
    }
  }

  /** One that is missing is made: its parent is there, so no disk can be missing instead. */
  private static Path below(Path root, String below) throws IOException {
    if (below.isEmpty()) {
      return root;
    }
    Path inside = new FolderNames(root).path(below);
    Path made = Files.createDirectories(inside).toRealPath();
    if (!made.startsWith(root)) {
      throw new Refused(
          ErrorCode.STORE_MISSING, "'" + below + "' is a link that leads out of " + root);
    }
    return made;
  }
}
