package io.godwit.files.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.common.model.failure.Failure;
import io.godwit.common.store.NameOrder;
import io.godwit.common.store.ObjectFacts;
import io.godwit.common.store.ObjectPage;
import io.godwit.common.store.ObjectStore;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Listing trees of folders: their order, what is no file, and how little is held. */
class FolderWalkTest {

  @TempDir private Path folder;

  private record Page(List<String> names, List<ObjectPage.LeftOut> leftOut) {}

  /** All of a store from a name on, in pages of a size. */
  private static Page all(ObjectStore store, String prefix, Optional<String> after, int max)
      throws Exception {
    List<String> names = new ArrayList<>();
    List<ObjectPage.LeftOut> leftOut = new ArrayList<>();
    Optional<String> last = after;
    while (true) {
      ObjectPage page = store.list(prefix, last, max);
      page.leftOut().stream().filter(one -> !leftOut.contains(one)).forEach(leftOut::add);
      if (page.objects().isEmpty()) {
        return new Page(names, leftOut);
      }
      page.objects().stream().map(ObjectFacts::name).forEach(names::add);
      last = Optional.of(names.getLast());
    }
  }

  /**
   * Names of few characters around the slash, so that files and folders come between each other.
   */
  private static Set<String> randomNames(Random random, int count) {
    Set<String> names = new TreeSet<>(NameOrder.NAMES);
    String[] parts = {"a", "b", "-", "+", "0", "é", "😀", "ａ", "~"};
    while (names.size() < count) {
      StringBuilder name = new StringBuilder();
      int depth = 1 + random.nextInt(4);
      for (int i = 0; i < depth; i++) {
        name.append(i == 0 ? "" : "/");
        for (int c = 0; c <= random.nextInt(2); c++) {
          name.append(parts[random.nextInt(parts.length)]);
        }
      }
      String whole = name.toString();
      if (names.stream().noneMatch(n -> n.startsWith(whole + "/") || whole.startsWith(n + "/"))) {
        names.add(whole);
      }
    }
    return names;
  }

  @Test
  void smallLotsOfEntriesChangeNothing() throws Exception {
    for (int seed = 0; seed < 5; seed++) {
      Path root = Files.createDirectories(folder.resolve("tree" + seed)).toRealPath();
      List<String> names = List.copyOf(randomNames(new Random(seed), 150));
      for (String name : names) {
        Path file = root.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.createFile(file);
      }
      FolderNames paths = new FolderNames(root);
      for (int most : new int[] {1, 2, 7, 1000}) {
        Walks walks =
            new Walks(paths, new SafeFolders(root, false), new FolderEntries(false, most));
        List<String> found = new ArrayList<>();
        ObjectPage page = walks.list("", "", 11);
        while (!page.objects().isEmpty()) {
          page.objects().forEach(object -> found.add(object.name()));
          page = walks.list("", found.getLast(), 11);
        }
        assertThat(found).as("lots of " + most).isEqualTo(names);
        for (int i = 0; i < names.size(); i += 13) {
          assertThat(
                  new Walks(paths, new SafeFolders(root, false), new FolderEntries(false, most))
                      .list("", names.get(i), 5).objects().stream().map(ObjectFacts::name).toList())
              .isEqualTo(names.subList(i + 1, Math.min(names.size(), i + 6)));
        }
      }
    }
  }

  @Test
  void linksAndSpecialFilesAreLeftOutAndNamed() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    Path root = ground.root();
    Files.writeString(Files.createDirectories(root.resolve("real")).resolve("file"), "x");
    Files.writeString(ground.around().resolve("outside"), "secret");
    Files.createSymbolicLink(root.resolve("link-to-file"), Path.of("real/file"));
    Files.createSymbolicLink(root.resolve("link-out"), ground.around().resolve("outside"));
    Files.createSymbolicLink(root.resolve("link-to-folder"), Path.of("real"));
    Files.createSymbolicLink(root.resolve("real/loop"), root);
    Files.createSymbolicLink(root.resolve("dead"), Path.of("nothing"));
    Files.createSymbolicLink(root.resolve("circle"), Path.of("circle"));
    assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start().waitFor())
        .isZero();
    try (ObjectStore store = ground.open()) {
      Page page = all(store, "", Optional.empty(), 10);
      assertThat(page.names()).containsExactly("real/file");
      assertThat(page.leftOut().stream().map(ObjectPage.LeftOut::name))
          .containsExactly(
              "circle", "dead", "link-out", "link-to-file", "link-to-folder", "pipe", "real/loop");
      assertThat(page.leftOut()).allMatch(one -> one.failure().isEmpty());
      for (String name : List.of("link-to-file", "link-out", "pipe", "link-to-folder/file")) {
        assertThat(store.look(name)).as(name).isEmpty();
      }
    }
    try (ObjectStore store = ground.open(true)) {
      Page page = all(store, "", Optional.empty(), 10);
      assertThat(page.names())
          .containsExactly("link-out", "link-to-file", "link-to-folder/file", "real/file");
      assertThat(page.leftOut().stream().map(one -> one.name() + ": " + one.reason()))
          .anyMatch(text -> text.startsWith("real/loop/: a link back"))
          .anyMatch(text -> text.startsWith("dead: a link that leads nowhere"))
          .anyMatch(text -> text.startsWith("pipe: neither"));
      assertThat(store.look("link-to-folder/file")).isPresent();
    }
  }

  @Test
  void aNameThatIsNoTextIsAFailureWithAPlace() throws Exception {
    FolderGround ground = FolderGround.in(folder);
    Path root = ground.root();
    for (String name : List.of("a", "b", "c")) {
      Files.writeString(root.resolve(name), name);
    }
    for (String bad : List.of("a%FF", "b%C3%28", "b%FF", "c%80.txt")) {
      Files.writeString(Path.of(URI.create(root.toUri() + bad)), "lost");
    }
    Path lostFolder = Path.of(URI.create(root.toUri() + "%FE"));
    Files.writeString(Files.createDirectory(lostFolder).resolve("file"), "lost, too");
    try (ObjectStore store = ground.open()) {
      for (int max : new int[] {1, 2, 10}) {
        Page page = all(store, "", Optional.empty(), max);
        assertThat(page.names()).containsExactly("a", "b", "c");
        assertThat(page.leftOut().stream().map(one -> one.behind() + " < " + one.name()))
            .containsExactly(
                "a < a\\xFF", "b < b\\xC3(", "b < b\\xFF", "c < c\\x80.txt", "c < \\xFE");
        assertThat(page.leftOut().stream().map(one -> one.failure().map(Failure::code)))
            .doesNotContain(Optional.empty());
      }
    }
  }

  /**
   * As in a container whose locale has no letters: the test asks for the bytes, not for the text.
   */
  @Test
  void namesAreTheirBytesWhateverTheLocale() throws Exception {
    FolderNames names = new FolderNames(Files.createDirectories(folder.resolve("ü")).toRealPath());
    Set<String> seen = new HashSet<>();
    for (String name : List.of("é", "日本/語", "😀", "a b", "%41", "a?#")) {
      Path path = names.path(name);
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, name);
      String last = name.substring(name.lastIndexOf('/') + 1);
      assertThat(NameBytes.of(path)).isEqualTo(last.getBytes(StandardCharsets.UTF_8));
      seen.add(Files.readString(names.root().resolve(name)));
    }
    assertThat(seen).hasSize(6);
  }
}
