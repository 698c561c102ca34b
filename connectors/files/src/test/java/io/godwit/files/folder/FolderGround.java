package io.godwit.files.folder;

import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spi.Opening;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.wire.cbor.RowEncoder;
import io.godwit.testkit.contract.PlainConnections;
import io.godwit.testkit.contract.store.StoreGround;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A folder between others, so that a file beside it would be seen.
 *
 * @param around the folder that it lies in
 */
public record FolderGround(Path around) implements StoreGround {

  /** One in a folder of its own. */
  public static FolderGround in(Path folder) throws IOException {
    FolderGround ground = new FolderGround(Files.createTempDirectory(folder, "around"));
    Files.createDirectories(ground.root());
    return ground;
  }

  /** The store's folder. */
  public Path root() {
    return around.resolve("outer/store");
  }

  @Override
  public ObjectStore open() throws Trouble {
    return open(false);
  }

  /** The same with links followed or not. */
  public ObjectStore open(boolean follow) throws Trouble {
    FolderConnection connection = new FolderConnection(root().toString(), Optional.empty(), follow);
    return new FolderConnector()
        .open(
            "disk",
            new Opening(PlainConnections.of("disk", connection), Path.of(""), RowEncoder::new));
  }

  @Override
  public int threshold() {
    return 64 * 1024;
  }

  @Override
  public boolean takesNamesOfFolders() {
    return false;
  }

  @Override
  public Map<String, byte[]> contents() throws IOException {
    Map<String, byte[]> contents = new TreeMap<>();
    Files.walkFileTree(
        around,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) {
            return folder.equals(root().resolve(FolderNames.OWN))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes found)
              throws IOException {
            contents.put(root().relativize(file).toString(), Files.readAllBytes(file));
            return FileVisitResult.CONTINUE;
          }
        });
    return contents;
  }

  @Override
  public String type(String name) throws IOException {
    Path file = root().resolve(name);
    FoundFile found = FoundFile.of(Files.readAttributes(file, BasicFileAttributes.class));
    return new KeptNotes(root().toRealPath())
        .of(name, file, found.version())
        .map(notes -> notes.getOrDefault(FilePut.TYPE, ""))
        .orElse("");
  }

  @Override
  public void close() {}
}
