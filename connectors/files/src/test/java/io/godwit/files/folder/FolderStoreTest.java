package io.godwit.files.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.godwit.common.model.failure.ErrorCode;
import io.godwit.common.model.failure.Refused;
import io.godwit.common.model.failure.Trouble;
import io.godwit.common.spec.rule.BrokenRule;
import io.godwit.common.store.ObjectContent;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import io.godwit.common.store.Opened;
import io.godwit.common.store.PutAnswer;
import io.godwit.common.store.PutTerms;
import io.godwit.common.store.aside.Copied;
import io.godwit.common.store.aside.SupportsAside;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a folder's own among stores: paths, links, times, parts that are left behind. */
class FolderStoreTest {

  @TempDir private Path folder;

  private record Bytes(byte[] bytes) implements ObjectContent {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open(long from) {
      return new ByteArrayInputStream(bytes, (int) from, bytes.length - (int) from);
    }
  }

  private static final Bytes X = new Bytes(new byte[] {'x'});

  private static PutTerms terms(Map<String, String> notes) {
    return new PutTerms(true, Optional.of("m"), Optional.empty(), notes);
  }

  private static ErrorCode unfit(PutAnswer answer) {
    return ((PutAnswer.Unfit) answer).failure().code();
  }

  @Test
  void noLinkLeadsAPutOutOfTheFolder() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    Path outside = Files.createDirectories(ground.around().resolve("outside"));
    Files.createSymbolicLink(ground.root().resolve("door"), outside);
    Files.createSymbolicLink(ground.root().resolve("name"), outside.resolve("made"));
    Files.writeString(ground.root().resolve("file"), "a file");
    Files.createDirectories(ground.root().resolve("dir"));
    for (boolean follow : new boolean[] {false, true}) {
      try (ObjectStore store = ground.open(follow)) {
        for (String name : new String[] {"door/x", "door/new/x", "name", "file/x", "dir"}) {
          assertThat(unfit(store.put(name, X, terms(Map.of()))))
              .as(name)
              .isEqualTo(ErrorCode.OBJECT_EXISTS);
        }
      }
    }
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void timeAndPermissionsOfTheNotesAreTheFiles() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    Map<String, String> notes =
        Map.of(
            PutTerms.MODIFIED, "2020-02-29T12:34:56.789123456Z", PutTerms.PERMISSIONS, "r--r-----");
    try (ObjectStore store = ground.open()) {
      store.put("a/b", X, terms(notes));
      Path file = ground.root().resolve("a/b");
      assertThat(Files.getLastModifiedTime(file).toInstant())
          .isEqualTo(Instant.parse("2020-02-29T12:34:56.789123456Z"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("r--r-----");
      ObjectFacts facts = store.look("a/b").orElseThrow();
      assertThat(facts.notes()).containsAllEntriesOf(notes);
      assertThat(facts.hash().orElseThrow().hex())
          .isEqualTo("2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881");
      // What somebody else writes there is not what was noted.
      Files.writeString(file, "y");
      assertThat(store.look("a/b").orElseThrow().notes()).containsOnlyKeys(PutTerms.PERMISSIONS);
      assertThat(store.look("a/b").orElseThrow().hash()).isEmpty();
      store.put("odd", X, terms(Map.of(PutTerms.MODIFIED, "yesterday", "permissions", "all")));
      assertThat(store.look("odd").orElseThrow().notes()).containsEntry("modified", "yesterday");
    }
  }

  @Test
  void notesThatAreTooLongForAnAttributeAreKeptBeside() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    try (ObjectStore store = ground.open()) {
      Map<String, String> notes = Map.of("long", "ä\n".repeat(5000));
      store.put("n", X, terms(notes));
      assertThat(store.look("n").orElseThrow().notes()).containsAllEntriesOf(notes);
      assertThat(ground.root().resolve(".godwit/notes")).isNotEmptyDirectory();
      store.remove("n", Optional.empty());
      assertThat(ground.root().resolve(".godwit/notes")).isEmptyDirectory();
    }
  }

  @Test
  void aFileThatIsWrittenToWhileItIsReadBreaksTheRead() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    Path file = Files.write(ground.root().resolve("f"), new byte[100_000]);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    try (ObjectStore store = ground.open()) {
      Opened.Found found = (Opened.Found) store.open("f", Optional.empty(), 0);
      try (InputStream in = found.bytes()) {
        in.readNBytes(10);
        Files.write(file, new byte[100_000]);
        assertThatThrownBy(in::readAllBytes)
            .isInstanceOf(IOException.class)
            .hasMessageContaining("changed");
      }
      assertThat(store.open("f", Optional.of(found.facts().version()), 10))
          .isInstanceOf(Opened.Changed.class);
    }
  }

  @Test
  void partsThatNobodyWritesToAreTakenAwayAfterADay() throws Exception {
    Path root = folder.toRealPath();
    Path parts = Files.createDirectories(root.resolve(".godwit/parts"));
    Files.createFile(parts.resolve(".godwit-0.part"));
    new Parts(root).ready(Instant.now());
    assertThat(parts).isNotEmptyDirectory();
    new Parts(root).ready(Instant.now().plus(Duration.ofHours(25)));
    assertThat(parts).isEmptyDirectory();
    try (ObjectStore store = FolderGround.in(folder).open()) {
      assertThat(store.put("x", X, terms(Map.of()))).isInstanceOf(PutAnswer.Stored.class);
    }
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.filter(path -> path.toString().endsWith(".part"))).isEmpty();
    }
  }

  @Test
  void whatAStoreInsideKeepsAsideIsLeftOutAndTold() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    for (String name : new String[] {"in/f", "in/.godwit/undo/j/k", "in/.godwit/x", "undo/y"}) {
      Path file = ground.root().resolve(name);
      Files.createDirectories(file.resolveSibling("."));
      Files.writeString(file, name);
    }
    try (ObjectStore store = ground.open()) {
      ObjectPage page = store.list("", Optional.empty(), 10);
      assertThat(page.objects())
          .extracting(ObjectFacts::name)
          .containsExactly("in/.godwit/x", "in/f", "undo/y");
      assertThat(page.leftOut())
          .extracting(ObjectPage.LeftOut::name)
          .containsExactly("in/.godwit/undo");
    }
  }

  /** What is kept costs no room, is the same file with its owner, and is not written into. */
  @Test
  void whatIsKeptIsASecondNameOfTheFile() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    Path file = Files.writeString(ground.root().resolve("f"), "old");
    Object inode = Files.getAttribute(file, "unix:ino");
    try (ObjectStore store = ground.open()) {
      SupportsAside aside = (SupportsAside) store;
      ObjectFacts old = store.look("f").orElseThrow();
      assertThat(aside.keep("f", old.version(), "j/f")).isInstanceOf(Copied.Done.class);
      assertThat(Files.getAttribute(ground.root().resolve(".godwit/undo/j/f"), "unix:ino"))
          .isEqualTo(inode);
      store.put("f", X, terms(Map.of()));
      String now = store.look("f").orElseThrow().version();
      assertThat(aside.putBack("j/f", "f", now)).isInstanceOf(Copied.Done.class);
      assertThat(store.look("f")).hasValue(old);
      assertThat(Files.getAttribute(file, "unix:ino")).isEqualTo(inode);
      Files.delete(file);
      Files.createSymbolicLink(file, ground.root().resolve(".godwit/undo/j/f"));
      assertThat(aside.keep("f", old.version(), "j/g")).isInstanceOf(Copied.Unfit.class);
    }
  }

  /** Notes that are too long for an attribute go along, and do not stay when it is put back. */
  @Test
  void longNotesAreKeptToo() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    try (ObjectStore store = ground.open()) {
      SupportsAside aside = (SupportsAside) store;
      store.put("n", X, terms(Map.of("long", "ä".repeat(5000))));
      ObjectFacts old = store.look("n").orElseThrow();
      aside.keep("n", old.version(), "j/n");
      store.put("n", X, new PutTerms(true, Optional.of("o"), Optional.empty(), Map.of("a", "b")));
      aside.putBack("j/n", "n", store.look("n").orElseThrow().version());
      assertThat(store.look("n")).hasValue(old);
      aside.aside().remove("j/n", Optional.empty());
      assertThat(ground.root().resolve(".godwit/undo/.godwit/notes")).isEmptyDirectory();
      assertThat(ground.root().resolve(".godwit/undo/j")).doesNotExist();
    }
  }

  @Test
  void aFolderThatIsNotThereIsRefused() throws Exception {
    FolderGround ground = new FolderGround(folder.resolve("nowhere"));
    assertThatThrownBy(ground::open)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("connections.disk: there is no folder");
    for (String below : new String[] {"..", "/etc", "a/../..", "a//b"}) {
      assertThatThrownBy(() -> new FolderConnection("/tmp", Optional.of(below), false))
          .as(below)
          .isInstanceOf(BrokenRule.class);
    }
    assertThatThrownBy(() -> new FolderConnection("relative", Optional.empty(), false))
        .isInstanceOf(BrokenRule.class);
    assertThat(new FolderConnectionKind().embedded()).containsExactly("folder");
  }

  @Test
  void aFullDiskIsTroubleAndALongNameIsNot() {
    Trouble full =
        DiskFault.trouble("x", new FileSystemException("x", null, "No space left on device"));
    assertThat(full.code()).isEqualTo(ErrorCode.TARGET_FULL);
    assertThat(DiskFault.trouble("x", new IOException("Input/output error")).code())
        .isEqualTo(ErrorCode.STORE_UNREACHABLE);
    assertThat(DiskFault.isOfName(new FileSystemException("x", null, "File name too long")))
        .isTrue();
    assertThat(
            DiskFault.isAcrossDisks(new FileSystemException("x", "y", "Invalid cross-device link")))
        .isTrue();
  }

  @Test
  void notesComeBackFromTheirLines() {
    Map<String, String> notes = Map.of("a", "x\ny\\n\r z ", "b", "");
    String text = NoteLines.of("1-2-3", notes);
    assertThat(NoteLines.notes(text, "1-2-3")).hasValue(notes);
    assertThat(NoteLines.notes(text, "1-2-4")).isEmpty();
    assertThat(NoteLines.notes("something else", "1-2-3")).isEmpty();
    assertThat(Sha256.known("ab").algorithm()).isEqualTo("SHA-256");
  }
}
