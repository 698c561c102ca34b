package io.godwit.cli.demo;

import io.godwit.cli.fleet.JobSource;
import io.godwit.common.model.ErrorCode;
import io.godwit.common.model.Refused;
import io.godwit.common.model.Trouble;
import io.godwit.common.store.ObjectStore;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The files {@code NAME.tree} and {@code NAME.shelf} in the folder {@code setup} beside a job: each
 * says which files are made in the store of the connection that it is named after. They are made
 * once: what stands there is known by its mark.
 *
 * @param trees what each file says, by the connection's name
 */
public record SetupTrees(Map<String, SetupStore> trees) {

  private static final String TREE = ".tree";
  private static final String SHELF = ".shelf";

  /** Opens the store of a connection. */
  @FunctionalInterface
  public interface Stores {
    /** The store; the caller closes it. */
    ObjectStore open(String connection) throws Trouble;
  }

  /**
   * The trees of a job; none where it has no such folder.
   *
   * @throws Trouble where a file cannot be read
   * @throws Refused where one says no tree
   */
  public static SetupTrees of(JobSource job) throws Trouble {
    Map<String, SetupStore> trees = new TreeMap<>();
    for (String connection : job.job().connections().keySet()) {
      Path setup = job.base().resolve("setup");
      for (String ending : List.of(TREE, SHELF)) {
        Path file = setup.resolve(connection + ending);
        if (Files.exists(file)) {
          trees.put(connection, read(file, ending));
        }
      }
    }
    return new SetupTrees(trees);
  }

  private static SetupStore read(Path file, String ending) throws Trouble {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
      long seed = Long.parseLong(texts.getProperty("seed", "1"));
      return ending.equals(SHELF)
          ? new BookShelf(
              seed, number(texts, "books", 40), number(texts, "twins", 0), number(texts, "bad", 0))
          : new FileTree(seed, number(texts, "files", 100), number(texts, "large", 0));
    } catch (NumberFormatException e) {
      throw new Refused(ErrorCode.JOB_INVALID, file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be read", e);
    }
  }

  private static int number(Properties texts, String name, int otherwise) {
    return Integer.parseInt(texts.getProperty(name, String.valueOf(otherwise)));
  }

  /** Makes them. */
  public void growIn(Stores stores) throws Trouble {
    for (Map.Entry<String, SetupStore> entry : trees.entrySet()) {
      try (ObjectStore store = stores.open(entry.getKey())) {
        entry.getValue().growIn(store);
      }
    }
  }
}
