package io.godwit.files.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the notes of files are. In an attribute of the file where the file system has such: it goes
 * with the file wherever that is moved, appears with it in the one rename, and needs no second
 * file. Else, and where the notes are too long for an attribute (ext4 has 4 KB), in a file of their
 * own under {@code .godwit/notes}, called by the hash of the name. That one is written before the
 * file appears, and says of which version it is; so a crash between the two leaves a note of
 * nothing, which no reader takes for one.
 */
final class KeptNotes {

  private static final String ATTRIBUTE = "godwit";

  /** Less than the 4 KB of ext4, which other attributes may share. */
  private static final int LONGEST = 3500;

  private final Path folder;

  /** The notes of the files of a store. */
  KeptNotes(Path root) {
    this.folder = root.resolve(FolderNames.OWN).resolve("notes");
  }

  /** Notes of a file that is yet to appear under its name. */
  void keep(String name, Path draft, String version, Map<String, String> notes) throws IOException {
    byte[] text = NoteLines.of(version, notes).getBytes(StandardCharsets.UTF_8);
    if (!isAttribute(draft, text)) {
      Path part = Files.createDirectories(folder).resolve(UUID.randomUUID() + ".part");
      Files.write(part, text);
      Files.move(part, beside(name), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static boolean isAttribute(Path draft, byte[] text) throws IOException {
    Optional<UserDefinedFileAttributeView> view = view(draft);
    if (view.isEmpty() || text.length > LONGEST) {
      return false;
    }
    try {
      view.get().write(ATTRIBUTE, ByteBuffer.wrap(text));
      return true;
    } catch (FileSystemException e) {
      // It has none, or none so long: that looks like a full disk, which the other way will tell.
      return false;
    }
  }

  /** The notes of a file in a version; empty where nobody has put it so. */
  Optional<Map<String, String>> of(String name, Path file, String version) throws IOException {
    Optional<Map<String, String>> notes = inAttribute(file, version);
    if (notes.isPresent()) {
      return notes;
    }
    Path beside = beside(name);
    return Files.exists(beside)
        ? NoteLines.notes(Files.readString(beside), version)
        : Optional.empty();
  }

  private static Optional<Map<String, String>> inAttribute(Path file, String version) {
    Optional<UserDefinedFileAttributeView> view = view(file);
    try {
      if (view.isEmpty() || !view.get().list().contains(ATTRIBUTE)) {
        return Optional.empty();
      }
      ByteBuffer text = ByteBuffer.allocate(LONGEST);
      view.get().read(ATTRIBUTE, text);
      return NoteLines.notes(
          new String(text.array(), 0, text.position(), StandardCharsets.UTF_8), version);
    } catch (IOException e) {
      // A file system without attributes says so here.
      return Optional.empty();
    }
  }

  /** Takes away what is kept beside a file that is gone. */
  void forget(String name) throws IOException {
    Files.deleteIfExists(beside(name));
  }

  /**
   * Gives a second name of a file the notes that are beside the first; those in the file's
   * attribute are in the file. They say of which version they are, so it does not matter whose they
   * are.
   */
  void carry(String name, KeptNotes to, String second) throws IOException {
    if (Files.exists(beside(name))) {
      Path part = Files.createDirectories(to.folder).resolve(UUID.randomUUID() + ".part");
      Files.copy(beside(name), part);
      Files.move(part, to.beside(second), StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static Optional<UserDefinedFileAttributeView> view(Path file) {
    return Optional.ofNullable(
        Files.getFileAttributeView(
            file, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
  }

  private Path beside(String name) {
    String hash =
        HexFormat.of().formatHex(Sha256.digest().digest(name.getBytes(StandardCharsets.UTF_8)));
    return folder.resolve(hash);
  }
}
