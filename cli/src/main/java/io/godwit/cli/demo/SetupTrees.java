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
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The files {@code NAME.tree} in the folder {@code setup} beside a job: each says which files are
 * made in the store of the connection that it is named after. They are made once: what stands there
 * is known by its mark.
 *
 * @param trees what each file says, by the connection's name
 */
public record SetupTrees(Map<String, FileTree> trees) {

  private static final String ENDING = ".tree";

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
    Map<String, FileTree> trees = new TreeMap<>();
    for (String connection : job.job().connections().keySet()) {
      Path file = job.base().resolve("setup").resolve(connection + ENDING);
      if (Files.exists(file)) {
        trees.put(connection, read(file));
      }
    }
    return new SetupTrees(trees);
  }

  private static FileTree read(Path file) throws Trouble {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
      return new FileTree(
          Long.parseLong(texts.getProperty("seed", "1")),
          Integer.parseInt(texts.getProperty("files", "100")),
          Integer.parseInt(texts.getProperty("large", "0")));
    } catch (NumberFormatException e) {
      throw new Refused(ErrorCode.JOB_INVALID, file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Trouble(ErrorCode.DISK, "the file " + file + " cannot be read", e);
    }
  }

  /** Makes them. */
  public void growIn(Stores stores) throws Trouble {
    for (Map.Entry<String, FileTree> entry : trees.entrySet()) {
      try (ObjectStore store = stores.open(entry.getKey())) {
        entry.getValue().growIn(store);
      }
    }
  }
}
